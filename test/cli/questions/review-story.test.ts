import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli } from '../../support/run-cli.ts'

const NOW = '2026-11-22T09:30:00Z'
const fileAt = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
const example = (name: string): string => fileAt(`examples/review/${name}`)

/** The commands of the page, without the name of the program. */
const COMMANDS = [...fileAt('docs/review.md').matchAll(/^bizaccess (.+)$/gm)].map(([, line = '']) =>
  line.split(' '),
)

const undecided = (csv: string): readonly string[] =>
  csv
    .replace('\uFEFF', '')
    .trim()
    .split(/\r?\n/)
    .map((line) =>
      line
        .replace(/sha256:[0-9a-f]{64}/, '')
        .split(',')
        .slice(0, 20)
        .join(','),
    )

describe('the story of docs/review.md', () => {
  it('ends where the next review shows only what is new', async () => {
    const cwd = folderWith(
      Object.fromEntries(
        ['access.yaml', 'world.yaml', 'decided.csv'].map((name) => [name, example(name)]),
      ),
    )
    const run = (argv: readonly string[] = []) => runCli([...argv], { cwd, now: NOW })
    const [read, decide, apply, again] = COMMANDS
    expect(COMMANDS).toHaveLength(4)

    expect((await run(read)).code).toBe(0)
    const csv = readFileSync(join(cwd, 'review.csv'), 'utf8')
    expect(undecided(example('decided.csv'))).toEqual(undecided(csv))

    const decided = await run([...(decide ?? []), '--format=json'])
    expect([decided.code, decided.json()]).toMatchObject([
      0,
      { kind: 'decisions', files: ['access.yaml'], plan: { revoke: 1, reassign: 1, unassign: 0 } },
    ])
    const { results } = decided.json() as { results: { address: string; status: string }[] }
    expect(results.map(({ address, status }) => `${address} ${status}`)).toEqual([
      'act_1111/agencies/2002 already_so',
      'act_1111/agencies/2003 written',
      'act_1111/users/61550000000000009 written',
      'act_1111/users/61550000000000002 written',
    ])
    const manifest = readFileSync(join(cwd, 'access.yaml'), 'utf8')
    expect(manifest).toContain('brightside: GENERAL_USER # our agency in Europe')
    expect(manifest).not.toContain('oldmill: ADMIN')
    expect(manifest).toContain('reason: covers for Dana in December')

    const rerun = await run([...(decide ?? []), '--format=json'])
    expect(rerun.json()).toMatchObject({ files: [], summary: { written: 0, already_so: 4 } })
    expect((await run(apply)).code).toBe(0)
    const next = await run([...(again ?? []), '--format=json'])
    const { findings, summary } = next.json() as {
      findings: { code: string; state: string }[]
      summary: { states: object }
    }
    expect(next.code).toBe(0)
    expect(summary.states).toMatchObject({ new: 1 })
    expect(findings.map(({ code, state }) => `${state} ${code}`)).toContain('gone agency_manages')
    expect(findings.map(({ code, state }) => `${state} ${code}`)).toContain('new one_manager')

    const stale = await run([...(decide ?? []), '--format=json'])
    expect([stale.code, stale.json()]).toMatchObject([1, { summary: { stale: 2 } }])
  })

  it('shows the very plan that plan then makes, groups and the offboarded included', async () => {
    const cwd = folderWith({
      'access.yaml': fileAt('examples/brand/access.yaml'),
      'world.yaml': fileAt('examples/brand/world.yaml'),
    })
    const run = (...argv: readonly string[]) =>
      runCli([...argv, '--sandbox', 'world.yaml'], { cwd, now: NOW })
    expect((await run('review', '-o', 'review.csv')).code).toBe(0)
    const decided = await run('review', '--decisions', 'review.csv', '--format=json')
    const planned = await run('plan', '--format=json')
    expect(decided.json()['plan']).toEqual(planned.json()['summary'])
    expect(planned.json()['summary']).toMatchObject({ leave_group: 1 })
  })

  it('writes all files or none, and asks for no other question beside', async () => {
    const files = {
      'access.yaml': example('access.yaml'),
      'world.yaml': example('world.yaml'),
      'decided.csv': example('decided.csv'),
    }
    for (const flag of [
      '--since=x.json',
      '--fail-on=high',
      '--exposure',
      '--only=act_*',
      '--who=lee',
    ]) {
      const { code, json } = await runCli(
        ['review', '--decisions=decided.csv', '--sandbox=world.yaml', flag, '--format=json'],
        { files },
      )
      expect([code, json()]).toMatchObject([1, { problems: [{ code: 'flags_contradict' }] }])
    }
    const bad = files['decided.csv'].replace(',revoke,', ',revok,')
    const { code, cwd } = await runCli(
      ['review', '--decisions=decided.csv', '--sandbox=world.yaml'],
      { files: { ...files, 'decided.csv': bad } },
    )
    expect([code, readFileSync(join(cwd, 'access.yaml'), 'utf8')]).toEqual([
      1,
      files['access.yaml'],
    ])
    for (const format of ['text', 'markdown', 'html']) {
      writeFileSync(join(cwd, 'decided.csv'), files['decided.csv'])
      const shown = await runCli(
        ['review', '--decisions=decided.csv', '--sandbox=world.yaml', `--format=${format}`],
        { cwd },
      )
      expect(shown.stdout).toMatch(/already so/)
    }
  })
})
