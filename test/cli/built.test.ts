import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MAIN } from '../support/built.ts'
import { childEnv } from '../support/child-env.ts'
import {
  BROKEN,
  folderWith,
  IN_SYNC,
  MANIFEST,
  NARROWS,
  NEEDS_APPROVAL,
  REMOVES,
  runCli,
  TOO_MANY,
  WORLD,
} from '../support/run-cli.ts'

/** The built command as users run it: a process with pipes and no terminal. */

const SANDBOX = '--sandbox=world.yaml'
const REFUSED = '--sandbox=writes.yaml'
const UNREAD = '--sandbox=lists.yaml'
/** Where the token is not told of its businesses. */
const UNTOLD = '--sandbox=untold.yaml'
const LONG_WAITS = '--sandbox=brand'

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const start = (argv: readonly string[], cwd: string, env: Record<string, string> = {}) => {
  const child = spawn(process.execPath, [MAIN, ...argv], { cwd, env: childEnv(env) })
  child.stdin.end()
  return child
}

const ended = (child: ChildProcess): Promise<Ended> =>
  new Promise((resolve) => {
    const text = { stdout: '', stderr: '' }
    child.stdout?.on('data', (part) => {
      text.stdout += part
    })
    child.stderr?.on('data', (part) => {
      text.stderr += part
    })
    child.on('close', (code) => resolve({ code, ...text }))
  })

/** In sync, but for somebody who is not in the business yet. */
const WAITS = `version: 1
business: "1001"
people: { new: new@northwind.example, kim: kim@northwind.example, robot: { system_user: "61550000000000001" } }
ad_accounts:
  act_1111:
    users: { robot: ADMIN, kim: [ADVERTISE, ANALYZE], new: [ANALYZE] }
`

const decisions = (name: string): string => `--decisions=${name}.csv`

/** A review with one decision: of Kim, who holds what the world says. */
const decided = (decision: string, tasks = 'ADVERTISE+ANALYZE+DRAFT'): string =>
  [
    'business_id,read_at,asset_kind,asset_id,subject_type,subject_id,tasks,role,path,decision',
    `1001,2026-11-22T09:30:00Z,ad_account,act_1111,business_user,61550000000000009,${tasks},,direct,${decision}`,
    '',
  ].join('\r\n')

const FILES = {
  'world.yaml': WORLD,
  'steps.yaml': MANIFEST,
  'sync.yaml': IN_SYNC,
  'approval.yaml': NEEDS_APPROVAL,
  'narrows.yaml': NARROWS,
  'removes.yaml': REMOVES,
  'rail.yaml': TOO_MANY,
  'broken.yaml': BROKEN,
  'other.yaml': 'version: 1\nbusiness: "7"\n',
  'waits.yaml': WAITS,
  'kept.yaml': IN_SYNC.replace('agencies: {}', 'users: { lee: none }'),
  'none.csv': decided(''),
  'kept.csv': decided('keep'),
  'stale.csv': decided('keep', 'ANALYZE'),
  'unknown.csv': decided('keap'),
  'untold.yaml': `${WORLD}faults: [{ match: { path: businesses }, do: { code: 200, status: 400 } }]\n`,
  'lists.yaml': `${WORLD}faults: [{ match: { path: owned_ad_accounts }, do: { code: 2, status: 500 } }]\n`,
  'writes.yaml': `${WORLD}faults: [{ match: { method: POST, path: agencies }, do: { code: 100, status: 400 } }]\n`,
}

const DETAILED = '--detailed-exitcode'

type Row = readonly [what: string, argv: readonly string[], code: number, kind: string]

const ROWS: readonly Row[] = [
  ['validate of a good manifest', ['validate', 'sync.yaml'], 0, 'validate'],
  ['validate of a bad one', ['validate', 'broken.yaml'], 1, 'validate'],
  ['validate of none', ['validate', 'none.yaml'], 1, 'validate'],
  ['plan in sync', ['plan', 'sync.yaml', SANDBOX, DETAILED], 0, 'plan'],
  ['plan with steps', ['plan', 'steps.yaml', SANDBOX], 0, 'plan'],
  ['plan with steps in detail', ['plan', 'steps.yaml', SANDBOX, DETAILED], 2, 'plan'],
  ['plan against a rail', ['plan', 'rail.yaml', SANDBOX], 4, 'plan'],
  ['plan of a bad manifest', ['plan', 'broken.yaml', SANDBOX], 1, 'error'],
  ['plan without a token', ['plan', 'sync.yaml'], 1, 'error'],
  ['plan that cannot read', ['plan', 'sync.yaml', UNREAD, '--max-wait=1ms'], 1, 'plan'],
  ['plan with an unknown flag', ['plan', '--nonsense'], 1, 'error'],
  ['apply of steps', ['apply', 'steps.yaml', SANDBOX, '--auto-approve'], 0, 'apply'],
  ['apply without a terminal', ['apply', 'steps.yaml', SANDBOX], 1, 'apply'],
  ['apply of nothing', ['apply', 'sync.yaml', SANDBOX], 0, 'apply'],
  ['apply that waits', ['apply', 'approval.yaml', SANDBOX, '--auto-approve', DETAILED], 3, 'apply'],
  ['apply against a rail', ['apply', 'rail.yaml', SANDBOX, '--auto-approve'], 4, 'apply'],
  [
    'offboard',
    ['offboard', 'kim@northwind.example', 'sync.yaml', SANDBOX, '--auto-approve'],
    0,
    'apply',
  ],
  ['plan that waits in detail', ['plan', 'waits.yaml', SANDBOX, DETAILED], 3, 'plan'],
  ['plan that waits', ['plan', 'waits.yaml', SANDBOX], 0, 'plan'],
  ['plan that cannot be saved', ['plan', 'sync.yaml', SANDBOX, '-o', 'no/p.json'], 1, 'error'],
  ['plan of an unknown world', ['plan', 'sync.yaml', '--sandbox=nowhere'], 1, 'error'],
  ['plan of two businesses', ['plan', 'sync.yaml', 'other.yaml', SANDBOX], 1, 'error'],
  ['apply that is refused', ['apply', 'steps.yaml', REFUSED, '--auto-approve'], 1, 'apply'],
  [
    'apply of something else than was reviewed',
    ['apply', 'steps.yaml', SANDBOX, '--auto-approve', `--expect=sha256:${'0'.repeat(64)}`],
    1,
    'apply',
  ],
  ['apply of no manifest', ['apply', 'none.yaml', SANDBOX, '--auto-approve'], 1, 'error'],
  [
    'apply that waits for nobody',
    ['apply', 'sync.yaml', SANDBOX, '--auto-approve', '--wait=1s'],
    0,
    'apply',
  ],
  [
    'apply that waits for an answer',
    ['apply', 'approval.yaml', SANDBOX, '--auto-approve', '--wait=1s', DETAILED],
    3,
    'apply',
  ],
  ['rehearse of nothing', ['rehearse', 'sync.yaml', SANDBOX], 0, 'rehearsal'],
  ['rehearse', ['rehearse', 'removes.yaml', SANDBOX], 0, 'rehearsal'],
  ['rehearse of what may be refused', ['rehearse', 'narrows.yaml', SANDBOX], 2, 'rehearsal'],
  ['rehearse against a rail', ['rehearse', 'rail.yaml', SANDBOX], 4, 'rehearsal'],
  ['rehearse of a bad manifest', ['rehearse', 'broken.yaml', SANDBOX], 1, 'error'],
  ['rehearse without a token', ['rehearse', 'sync.yaml'], 1, 'error'],
  [
    'rehearse that cannot read',
    ['rehearse', 'sync.yaml', UNREAD, '--max-wait=1ms'],
    1,
    'rehearsal',
  ],
  ['rehearse with a flag of plan', ['rehearse', 'sync.yaml', '--detailed-exitcode'], 1, 'error'],
  [
    'apply that rehearses first',
    ['apply', 'removes.yaml', SANDBOX, '--rehearse', '--auto-approve'],
    0,
    'apply',
  ],
  [
    'apply that does not converge',
    ['apply', 'narrows.yaml', SANDBOX, '--rehearse', '--auto-approve'],
    1,
    'apply',
  ],
  ['drift in sync', ['drift', 'sync.yaml', SANDBOX], 0, 'drift'],
  ['drift', ['drift', 'steps.yaml', SANDBOX], 2, 'drift'],
  ['drift beside a rail', ['drift', 'rail.yaml', SANDBOX], 2, 'drift'],
  ['drift that only waits', ['drift', 'waits.yaml', SANDBOX], 0, 'drift'],
  ['drift that only waits in detail', ['drift', 'waits.yaml', SANDBOX, DETAILED], 3, 'drift'],
  ['drift that cannot read', ['drift', 'steps.yaml', UNREAD, '--max-wait=1ms'], 1, 'drift'],
  ['drift of a bad manifest', ['drift', 'broken.yaml', SANDBOX], 1, 'error'],
  ['drift without a token', ['drift', 'sync.yaml'], 1, 'error'],
  ['drift with a flag of plan', ['drift', 'sync.yaml', '--replace=x'], 1, 'error'],
  ['requests', ['requests', 'waits.yaml', SANDBOX], 0, 'requests'],
  ['requests without a manifest', ['requests', '--business=1001', SANDBOX], 0, 'requests'],
  ['requests of the business of the token', ['requests', SANDBOX], 0, 'requests'],
  ['requests of nobody', ['requests', UNTOLD], 1, 'error'],
  ['requests that wait too long', ['requests', LONG_WAITS, '--older-than=1d'], 2, 'requests'],
  ['requests that do not', ['requests', LONG_WAITS, '--older-than=99999d'], 0, 'requests'],
  ['requests older than no time', ['requests', LONG_WAITS, '--older-than=soon'], 1, 'error'],
  ['review', ['review', 'sync.yaml', SANDBOX], 0, 'review'],
  ['review with findings', ['review', 'sync.yaml', SANDBOX, '--fail-on=high'], 2, 'review'],
  [
    'review with lesser findings alone',
    ['review', 'sync.yaml', SANDBOX, '--fail-on=high', '--who=lee'],
    0,
    'review',
  ],
  [
    'review with findings that could not read all',
    ['review', 'sync.yaml', UNREAD, '--max-wait=1ms', '--fail-on=low'],
    1,
    'review',
  ],
  ['review that fails on what is none', ['review', SANDBOX, '--fail-on=bad'], 1, 'error'],
  ['review without a token', ['review', 'sync.yaml'], 1, 'error'],
  ['review without decisions', ['review', 'sync.yaml', SANDBOX, decisions('none')], 0, 'decisions'],
  ['review with a decision', ['review', 'kept.yaml', SANDBOX, decisions('kept')], 0, 'decisions'],
  ['review with a stale one', ['review', 'kept.yaml', SANDBOX, decisions('stale')], 1, 'decisions'],
  [
    'review with one that cannot be written',
    ['review', 'sync.yaml', SANDBOX, decisions('kept')],
    1,
    'decisions',
  ],
  ['review with no decision', ['review', 'kept.yaml', SANDBOX, decisions('unknown')], 1, 'error'],
  ['requests that cannot read', ['requests', 'sync.yaml', UNREAD, '--max-wait=1ms'], 1, 'requests'],
  ['init', ['init', '--ci=github', '--business=1001'], 0, 'init'],
  ['init for nobody', ['init', '--business=acme'], 1, 'error'],
  ['init for a host nobody knows', ['init', '--ci=jenkins'], 1, 'error'],
  ['doctor', ['doctor', 'sync.yaml', SANDBOX], 0, 'doctor'],
  ['doctor without a manifest', ['doctor', '--business=1001', SANDBOX], 0, 'doctor'],
  ['doctor of another business', ['doctor', '--business=5005', SANDBOX], 1, 'doctor'],
  ['doctor of the business of the token', ['doctor', SANDBOX], 0, 'doctor'],
  ['doctor of nobody', ['doctor', UNTOLD], 1, 'error'],
  ['doctor without a token', ['doctor', 'sync.yaml'], 1, 'error'],
  ['log of nothing', ['log', 'sync.yaml', SANDBOX], 0, 'log'],
  ['log of nobody', ['log', SANDBOX], 1, 'error'],
  ['accepting what nobody asked', ['sandbox', 'accept', 'act_9999/request'], 1, 'error'],
  ['offboard of nobody', ['offboard', 'x', 'sync.yaml', SANDBOX], 1, 'error'],
  ['show of no plan', ['show', 'world.yaml'], 1, 'error'],
  ['sandbox with an unknown act', ['sandbox', 'sing'], 1, 'error'],
  ['an unknown command', ['drfit'], 1, 'error'],
  ['no command', [], 1, 'error'],
]

/**
 * The first of each command, and of each exit code: how a process ends and prints is one piece of code
 * (src/cli/process.ts), and all rows are run in this process.
 */
const BUILT = ROWS.filter(([, [name], code], place) => {
  const earlier = ROWS.slice(0, place)
  const isKnown = earlier.some(([, [other]]) => other === name)
  return !isKnown || !earlier.some(([, , other]) => other === code)
})

const asJson = (argv: readonly string[]): readonly string[] => [...argv, '--format', 'json']

const checkEnd = ({ code, stdout, stderr }: Ended, [, , expected, kind]: Row): void => {
  expect(code).toBe(expected)
  expect(JSON.parse(stdout)).toMatchObject({ format_version: 1, kind })
  expect(stderr).not.toMatch(/[{}]/)
}

describe('a command line exits with, and gives one JSON document', () => {
  it.each(ROWS.map((row) => [row[0], row] as const))('%s', async (_, row) => {
    checkEnd(await runCli(asJson(row[1]), { files: FILES }), row)
  })
})

describe('the built command exits with, and gives one JSON document', () => {
  it.each(BUILT.map((row) => [row[0], row] as const))('%s', async (_, row) => {
    checkEnd(await ended(start(asJson(row[1]), folderWith(FILES))), row)
  })
})

describe('the built command', () => {
  it('ends at once when its reader leaves', async () => {
    const child = start(['schema'], folderWith({}))
    child.stdout.destroy()
    expect((await ended(child)).stderr).toBe('')
  })

  it('serves until it is interrupted', async () => {
    const child = start(['sandbox', '--world=world.yaml'], folderWith(FILES))
    const end = ended(child)
    await new Promise<void>((resolve) => child.stderr.once('data', () => resolve()))
    child.kill('SIGINT')
    const { code, stdout } = await end
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /^export BIZACCESS_GRAPH_URL=http:\/\/127\.0\.0\.1:\d+\nexport META_ACCESS_TOKEN=\w+\n$/,
    )
  })

  it('is interrupted in the middle of an apply with 130, its journal whole', async () => {
    const slow = 'faults: [{ match: { method: POST, path: agencies }, do: { delay_ms: 2000 } }]\n'
    const cwd = folderWith({ ...FILES, 'slow.yaml': WORLD + slow })
    const argv = ['apply', 'steps.yaml', '--sandbox=slow.yaml', '--auto-approve', '--format=json']
    const child = start(argv, cwd)
    const end = ended(child)
    await journalWith('intent', cwd)
    child.kill('SIGINT')
    const { code, stdout } = await end
    expect(code).toBe(130)
    expect(JSON.parse(stdout)).toMatchObject({
      kind: 'apply',
      interrupted: true,
      results: [{ status: 'done' }, { status: 'skipped', why: 'stopped' }],
    })
    const lines = journalText(cwd).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line).type)).toEqual(['run', 'intent', 'outcome'])
    expect((await ended(start(argv, cwd))).code).toBe(0)
  })
})

const journalText = (cwd: string): string => {
  const dir = join(cwd, '.bizaccess/sandbox')
  const [name] = existsSync(dir) ? readdirSync(dir).filter((entry) => !entry.includes('.')) : []
  const file = join(dir, name ?? '', '1001/journal.ndjson')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

const journalWith = async (word: string, cwd: string): Promise<void> => {
  for (let tries = 0; tries < 4000 && !journalText(cwd).includes(word); tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
