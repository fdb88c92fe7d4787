import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { RehearsedReading } from '../../../src/model/reports/rehearsal-report.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { READINGS } from '../../../src/twin/reading-table.ts'
import {
  BROKEN,
  type CliCase,
  folderWith,
  IN_SYNC,
  MANIFEST,
  NARROWS,
  REMOVES,
  REQUEST,
  runCli,
  TOO_MANY,
  WORLD,
} from '../../support/run-cli.ts'

const TOKEN = 'SANDBOXrehearse'
const SANDBOX = '--sandbox=world.yaml'
const UNREAD = `${WORLD}faults: [{ match: { path: owned_ad_accounts }, do: { code: 2, status: 500 } }]\n`

let served: Sandbox | null = null
afterEach(async () => {
  await served?.close()
  served = null
})

/** Runs a command line against a business of its own, that is reached over HTTP. */
const overHttp = async (argv: readonly string[], given: CliCase = {}, world = WORLD) => {
  served ??= await startSandbox({ world: parseWorld(world), token: TOKEN })
  const { env = {}, ...rest } = given
  return runCli(argv, {
    ...rest,
    env: { BIZACCESS_GRAPH_URL: served.url, META_ACCESS_TOKEN: TOKEN, ...env },
  })
}

const withManifest = (manifest: string, world = WORLD) => ({
  'access.yaml': manifest,
  'world.yaml': world,
})

const filesIn = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .map((path) => [path, readFileSync(path, 'utf8')]),
  )

const readingsOf = (json: Record<string, unknown>): readonly RehearsedReading[] =>
  json['readings'] as readonly RehearsedReading[]

const namesOf = (readings: readonly RehearsedReading[]): readonly string[] =>
  readings.map(({ name }) => name)

const READING_KEYS = [
  'name',
  'assumption',
  'converges',
  'writes',
  'waiting',
  'manual',
  'rails_held',
  'left',
]

describe('the exit code of rehearse', () => {
  it.each([
    ['every reading converges', REMOVES, WORLD, 0],
    ['there is nothing to do', IN_SYNC, WORLD, 0],
    ['one does not converge', NARROWS, WORLD, 2],
    ['a rail blocks the plan', TOO_MANY, WORLD, 4],
    ['the manifest is wrong', BROKEN, WORLD, 1],
    ['the business cannot be read', MANIFEST, UNREAD, 1],
  ])('where %s', async (_what, manifest, world, expected) => {
    const files = withManifest(manifest, world)
    const { code } = await runCli(['rehearse', SANDBOX, '--max-wait=1ms'], { files })
    expect(code).toBe(expected)
  })
})

describe('the JSON of rehearse', () => {
  const rehearse = async (manifest: string) =>
    (await runCli(['rehearse', SANDBOX, '--format=json'], { files: withManifest(manifest) })).json()

  it('is one document with one entry for each reading', async () => {
    const json = await rehearse(MANIFEST)
    expect(Object.keys(json).sort()).toEqual([
      'format_version',
      'kind',
      'plan_digest',
      'problems',
      'readings',
      'steps_digest',
    ])
    expect(json).toMatchObject({ format_version: 1, kind: 'rehearsal' })
    const readings = readingsOf(json)
    expect(namesOf(readings)).toEqual(READINGS.map(({ name }) => name))
    for (const { shown: _shown, by_hand: _byHand, ...reading } of readings) {
      expect(Object.keys(reading)).toEqual(READING_KEYS)
    }
  })

  it('has the digests of the plan', async () => {
    const files = withManifest(REMOVES)
    const { cwd, json } = await runCli(['plan', SANDBOX, '--format=json'], { files })
    const rehearsed = await runCli(['rehearse', SANDBOX, '--format=json'], { cwd })
    const { plan_digest, steps_digest } = json()
    expect(rehearsed.json()).toMatchObject({ plan_digest, steps_digest })
  })

  it('names what is left exactly where a reading does not converge', async () => {
    const readings = readingsOf(await rehearse(NARROWS))
    for (const { converges, left } of readings) expect(converges).toBe(left.length === 0)
    const failed = readings.filter(({ converges }) => !converges)
    expect(failed.flatMap(({ left }) => left)).toContain('act_1111/users/61550000000000009')
  })

  it('says which rail blocks', async () => {
    expect(await rehearse(TOO_MANY)).toMatchObject({
      kind: 'rehearsal',
      readings: [],
      problems: [{ code: 'rail_max_revocations' }],
    })
  })

  it('rehearses what could be read, and says what could not', async () => {
    const files = withManifest(MANIFEST, UNREAD)
    const argv = ['rehearse', SANDBOX, '--format=json', '--max-wait=1ms']
    const { code, json } = await runCli(argv, { files })
    expect(code).toBe(1)
    expect(json()).toMatchObject({ kind: 'rehearsal' })
    expect(json()['problems']).toContainEqual(expect.objectContaining({ severity: 'error' }))
  })
})

describe('rehearse writes nothing', () => {
  it.each([{}, { BIZACCESS_READ_ONLY: '1' }])('to the business: %j', async (env) => {
    const given = { files: { 'access.yaml': REMOVES }, env }
    const { code, json } = await overHttp(['rehearse', '--format=json'], given)
    expect(code).toBe(0)
    expect(readingsOf(json()).every(({ writes }) => writes >= 1)).toBe(true)
    expect([served?.counts.writes, served?.commits]).toEqual([0, []])
    expect(served?.world()).toEqual(parseWorld(WORLD))
  })

  it('to the folder it runs in: no journal, no lock, no world', async () => {
    const { cwd } = await overHttp(['rehearse'], { files: { 'access.yaml': REMOVES } })
    expect(readdirSync(cwd)).toEqual(['access.yaml'])
  })

  it('to a journal that is there, nor is it in the way of its owner', async () => {
    const files = withManifest(REMOVES)
    const { cwd } = await overHttp(['apply', '--auto-approve'], { files })
    const dir = join(cwd, '.bizaccess')
    const before = filesIn(dir)
    writeFileSync(join(cwd, 'access.yaml'), NARROWS)
    await overHttp(['rehearse'], { cwd })
    expect(Object.keys(before).length).toBeGreaterThan(0)
    expect(filesIn(dir)).toEqual(before)
  })

  it('to the world of a sandbox', async () => {
    const { cwd } = await runCli(['rehearse', SANDBOX], { files: withManifest(REMOVES) })
    const kept = join(cwd, '.bizaccess/sandbox')
    expect(existsSync(kept) ? readdirSync(kept).filter((name) => /yaml$/.test(name)) : []).toEqual(
      [],
    )
    const after = await runCli(['plan', SANDBOX, '--detailed-exitcode'], { cwd })
    expect(after.code).toBe(2)
  })

  it('asks the business no more than plan does', async () => {
    const { cwd } = await overHttp(['plan'], { files: { 'access.yaml': REMOVES } })
    const planned = served?.counts.graph ?? 0
    await overHttp(['rehearse'], { cwd })
    expect((served?.counts.graph ?? 0) - planned).toBeLessThanOrEqual(planned)
  })

  it('but the report, with -o', async () => {
    const argv = ['rehearse', SANDBOX, '--format=json', '-o', 'rehearsal.json']
    const { cwd, stdout } = await runCli(argv, { files: withManifest(REMOVES) })
    const text = readFileSync(join(cwd, 'rehearsal.json'), 'utf8')
    expect(text).toBe(stdout)
    expect(JSON.parse(text)).toMatchObject({ kind: 'rehearsal' })
  })
})

describe('rehearse of a saved plan', () => {
  const saved = async (manifest: string) => {
    const { cwd } = await runCli(['plan', SANDBOX, '-o', 'plan.json'], {
      files: withManifest(manifest),
    })
    return cwd
  }

  it.each([[[]], [['access.yaml']]])('is of exactly that plan, beside %j', async (paths) => {
    const cwd = await saved(REMOVES)
    const plan = JSON.parse(readFileSync(join(cwd, 'plan.json'), 'utf8'))
    if (paths.length === 0) writeFileSync(join(cwd, 'access.yaml'), IN_SYNC)
    const argv = ['rehearse', 'plan.json', ...paths, SANDBOX, '--format=json']
    const { code, json } = await runCli(argv, { cwd })
    expect(code).toBe(0)
    expect(json()).toMatchObject({ steps_digest: plan.steps_digest })
    expect(readingsOf(json()).every(({ writes }) => writes >= 1)).toBe(true)
  })

  it('ends like that of its manifest', async () => {
    const cwd = await saved(NARROWS)
    const ends = async (...paths: readonly string[]) => {
      const { code, json } = await runCli(['rehearse', ...paths, SANDBOX, '--format=json'], { cwd })
      const failed = readingsOf(json()).filter(({ converges }) => !converges)
      return { code, failed: namesOf(failed) }
    }
    expect(await ends('plan.json')).toEqual(await ends('access.yaml'))
  })

  it.each([
    ['--only', 'act_*'],
    ['--who', 'kim'],
    ['--resend', 'act_1111/agencies/2002'],
    ['--shard', '0/2'],
  ])('takes no flag that shapes a plan: %s', async (...flags) => {
    const cwd = await saved(REMOVES)
    const result = await runCli(['rehearse', 'plan.json', SANDBOX, ...flags, '--format=json'], {
      cwd,
    })
    expect(result.code).toBe(1)
    expect(result.json()).toMatchObject({
      kind: 'error',
      problems: [{ code: 'flags_with_saved_plan' }],
    })
  })

  it('rehearses nothing of one that is stale, or a preview', async () => {
    const cwd = await saved(REMOVES)
    writeFileSync(join(cwd, 'other.yaml'), NARROWS)
    await runCli(['apply', 'other.yaml', SANDBOX, '--auto-approve'], { cwd })
    const stale = await runCli(['rehearse', 'plan.json', SANDBOX, '--format=json'], { cwd })
    expect(stale.code).toBe(1)
    expect(stale.json()).toMatchObject({ readings: [], problems: [{ code: 'saved_stale' }] })
    const preview = folderWith(withManifest(REMOVES))
    const planned = ['plan', SANDBOX, '--as-of', '2000-01-01', '-o', 'plan.json']
    await runCli(planned, { cwd: preview })
    const result = await runCli(['rehearse', 'plan.json', SANDBOX, '--format=json'], {
      cwd: preview,
    })
    expect([result.code, readingsOf(result.json())]).toEqual([1, []])
    expect(result.json()).toMatchObject({ problems: [{ code: 'apply_preview' }] })
  })
})

describe('rehearse', () => {
  it('says in text which reading fails, and what it leaves', async () => {
    const { stdout } = await runCli(['rehearse', SANDBOX], { files: withManifest(NARROWS) })
    for (const { name } of READINGS) expect(stdout).toContain(`\n  ${name} `)
    expect(stdout).toMatch(/bundles_strict: 1 left$/m)
    expect(stdout).toMatch(/act_1111\/users\/61550000000000009\s+reassign user Kim Poole/)
    expect(stdout).toMatch(/No write has left\s+this\s+process\./)
  })

  it.each([
    ['a partner', MANIFEST],
    ['an asset of a client', REQUEST],
  ])('knows %s whom nothing that was read shows', async (_whom, manifest) => {
    const argv = ['rehearse', SANDBOX, '--format=json']
    const { json } = await runCli(argv, { files: withManifest(manifest) })
    const observed = readingsOf(json()).find(({ name }) => name === 'unpacking_observed')
    expect(observed).toMatchObject({ converges: true, left: [] })
    expect(observed?.writes).toBeGreaterThan(0)
  })

  it('takes the filters of plan', async () => {
    const argv = ['rehearse', SANDBOX, '--who', 'kim', '--format=json']
    const { json } = await runCli(argv, { files: withManifest(REMOVES) })
    expect(readingsOf(json()).map(({ writes }) => writes)).toContain(1)
  })

  it('shows progress on a terminal, on stderr alone', async () => {
    const { stdout, stderr } = await runCli(['rehearse', SANDBOX, '--no-color'], {
      files: withManifest(REMOVES),
      tty: true,
    })
    expect(stderr).toContain(`Rehearsing: 1 of ${READINGS.length}, ${READINGS[0]?.name}`)
    expect(stdout).not.toContain('Rehearsing:')
    const piped = await runCli(['rehearse', SANDBOX], { files: withManifest(REMOVES) })
    expect(piped.stderr).toBe('')
  })

  it.each([
    ['before it begins', ''],
    ['while it reads', 'Read'],
    ['at the third reading', 'Rehearsing: 3 of'],
  ])('is interrupted with 130 %s', async (_when, words) => {
    const controller = new AbortController()
    if (words === '') controller.abort()
    const argv = ['rehearse', SANDBOX, '--format=json']
    const { code, json } = await runCli(argv, {
      files: withManifest(REMOVES),
      signal: controller.signal,
      tty: true,
      onStderr: (text) => {
        if (text.includes(words)) controller.abort()
      },
    })
    expect(code).toBe(130)
    expect(json()).toMatchObject({ kind: 'error', problems: [{ code: 'interrupted' }] })
  })

  it('rehearses the world of a snapshot like the business', async () => {
    const files = { 'access.yaml': NARROWS }
    const { cwd, json } = await overHttp(['rehearse', '--format=json'], { files })
    expect((await overHttp(['snapshot', '--business=1001', '-o', 'w.yaml'], { cwd })).code).toBe(0)
    const argv = ['rehearse', '--sandbox=w.yaml', '--format=json']
    expect(readingsOf((await runCli(argv, { cwd })).json())).toEqual(readingsOf(json()))
  })
})

describe('apply --rehearse', () => {
  const APPLY = ['apply', '--rehearse', SANDBOX]

  it('shows the plan, the rehearsal and then asks', async () => {
    const files = withManifest(REMOVES)
    const { code, stdout, questions } = await runCli(APPLY, { files, answer: 'yes' })
    expect([code, questions.length]).toEqual([0, 1])
    const places = ['Plan: 1 to unassign', 'Rehearsal: the plan converges', 'Apply: 1 done']
    const found = places.map((words) => stdout.indexOf(words))
    expect(found).toEqual([...found].sort((one, other) => one - other))
    expect(found).not.toContain(-1)
  })

  it('asks nobody where it does not converge, and writes nothing', async () => {
    const given = { files: { 'access.yaml': NARROWS }, answer: 'yes' }
    const result = await overHttp(['apply', '--rehearse', '--format=json'], given)
    expect([result.code, result.questions]).toEqual([1, []])
    expect(result.json()).toMatchObject({
      kind: 'apply',
      results: [],
      problems: [{ code: 'rehearsal_failed', message: expect.stringContaining('bundles_strict') }],
    })
    expect(served?.counts.writes).toBe(0)
    expect(result.stderr).toContain('Rehearsal: the plan converges under')
  })

  it.each([
    ['converges', REMOVES, 0, 1],
    ['does not converge', NARROWS, 1, 0],
  ])(
    'goes by the rehearsal where nobody is asked: it %s',
    async (_what, manifest, code, writes) => {
      const files = { 'access.yaml': manifest }
      const result = await overHttp(['apply', '--rehearse', '--auto-approve'], { files })
      expect([result.code, served?.counts.writes]).toEqual([code, writes])
    },
  )

  it('goes on without the flag', async () => {
    const files = withManifest(NARROWS)
    const result = await runCli(['apply', SANDBOX, '--auto-approve'], { files })
    expect([result.code, result.stdout.includes('Rehearsal')]).toEqual([0, false])
  })

  it('rehearses a saved plan, and applies exactly that', async () => {
    const { cwd } = await runCli(['plan', SANDBOX, '-o', 'plan.json'], {
      files: withManifest(REMOVES),
    })
    const argv = ['apply', 'plan.json', '--rehearse', SANDBOX, '--auto-approve', '--format=json']
    const first = await runCli(argv, { cwd })
    expect(first.json()).toMatchObject({ kind: 'apply', summary: { done: 1 } })
    const again = await runCli(argv, { cwd })
    expect([again.code, again.json()['results']]).toEqual([0, first.json()['results']])
  })

  it('is blocked by a rail with 4', async () => {
    const files = withManifest(TOO_MANY)
    const { code, json } = await runCli([...APPLY, '--auto-approve', '--format=json'], { files })
    expect(code).toBe(4)
    expect(json()).toMatchObject({ results: [], problems: [{ code: 'rail_max_revocations' }] })
  })

  it('rehearses nothing that nobody can approve', async () => {
    const { code, json, stderr } = await runCli([...APPLY, '--format=json'], {
      files: withManifest(REMOVES),
    })
    expect([code, stderr]).toEqual([1, ''])
    expect(json()).toMatchObject({ results: [], problems: [{ code: 'not_interactive' }] })
  })

  it('is interrupted while it rehearses with its own document, and releases the lock', async () => {
    const controller = new AbortController()
    const files = withManifest(REMOVES)
    const { cwd, code, stdout } = await runCli([...APPLY, '--auto-approve'], {
      files,
      signal: controller.signal,
      // The plan is shown right before.
      onReport: ({ kind }) => {
        if (kind === 'plan') controller.abort()
      },
    })
    expect(code).toBe(130)
    expect(stdout).toContain('Apply: nothing done')
    expect(stdout).not.toContain('Rehearsal:')
    expect((await runCli(['apply', SANDBOX, '--auto-approve'], { cwd })).code).toBe(0)
  })
})
