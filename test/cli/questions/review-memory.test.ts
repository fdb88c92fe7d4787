import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'

/** A folder with an earlier review, after which the world has changed. */
const reviewedThen = async (change: (world: string) => string): Promise<string> => {
  const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': WORLD })
  const { stdout } = await runCli(['review', SANDBOX, '--format=json'], { cwd, now: NOW })
  writeFileSync(join(cwd, 'old.json'), stdout)
  writeFileSync(join(cwd, 'now.yaml'), change(WORLD))
  return cwd
}

const review = (cwd: string, ...argv: readonly string[]) =>
  runCli(['review', '--sandbox=now.yaml', ...argv], { cwd, now: NOW, columns: 120 })

const sharedAgency = (world: string): string =>
  world.replace(
    '    owner: "1001"\n',
    '    owner: "1001"\n    agencies: { "2002": [MANAGE, ADVERTISE, ANALYZE] }\n',
  )
const withoutKim = (world: string): string =>
  world
    .replace('      "61550000000000009": [ADVERTISE, ANALYZE]\n', '')
    .replace('name: Automation, role: ADMIN', 'name: Automation, role: EMPLOYEE')

describe('review --since', () => {
  it('tells new, open and gone in every format', async () => {
    const cwd = await reviewedThen((world) => withoutKim(sharedAgency(world)))
    for (const format of ['text', 'markdown', 'html', 'csv', 'json']) {
      const { code, stdout } = await review(cwd, '--since=old.json', `--format=${format}`)
      expect([format, code]).toEqual([format, 0])
      expect(stdout).toMatch(/agency_manages/)
      expect(stdout, format).toMatch(/business_admin/)
      if (format !== 'csv' && format !== 'json')
        expect(stdout).toMatch(/\d+ new, \d+ open, \d+ gone/)
    }
    const { stdout } = await review(cwd, '--since=old.json')
    expect(stdout).toMatch(/^gone {2}Admins of the business \[business_admin\]$/m)
  })

  it('refuses what is no review, another business and a damaged file, before it reads', async () => {
    const cwd = await reviewedThen((world) => world)
    const text = readFileSync(join(cwd, 'old.json'), 'utf8')
    writeFileSync(join(cwd, 'other.json'), text.replace('"id": "1001"', '"id": "1002"'))
    writeFileSync(join(cwd, 'cut.json'), text.slice(0, 900))
    for (const [file, code] of [
      ['other.json', 'since_other_business'],
      ['cut.json', 'since_not_review'],
      ['access.yaml', 'since_not_review'],
      ['none.json', 'path_unreadable'],
    ]) {
      const { code: exit, json } = await review(cwd, `--since=${file}`, '--format=json')
      expect([exit, json()]).toMatchObject([1, { kind: 'error', problems: [{ code }] }])
    }
  })
})

describe('review --fail-on', () => {
  it('exits 2 for a finding of that severity or worse', async () => {
    const cwd = await reviewedThen((world) => world)
    const codes = []
    for (const level of ['high', 'medium', 'low']) {
      codes.push((await review(cwd, `--fail-on=${level}`)).code)
    }
    expect(codes).toEqual([2, 2, 2])
    const none = await review(cwd, '--only=act_2222', '--who=61550000000000002', '--fail-on=high')
    expect(none.code).toBe(0)
    expect((await review(cwd, '--fail-on=huge')).code).toBe(1)
  })

  it('counts only what is new against an earlier review', async () => {
    const same = await reviewedThen((world) => world)
    expect((await review(same, '--since=old.json', '--fail-on=low')).code).toBe(0)
    const more = await reviewedThen(sharedAgency)
    expect((await review(more, '--since=old.json', '--fail-on=high')).code).toBe(2)
  })

  it('is 1, not 2, where the review is not whole', async () => {
    const fault = `faults: [{ match: { path: act_1111/assigned_users }, do: { code: 2, status: 500 } }, { match: { param: 'fields=.*assigned_users' }, do: { code: 2, status: 500 } }]\n`
    const cwd = await reviewedThen((world) => world + fault)
    expect((await review(cwd, '--fail-on=low', '--max-wait=1ms')).code).toBe(1)
  })
})
