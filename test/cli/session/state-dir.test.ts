import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { folderWith, REQUEST, runCli, WORLD } from '../../support/run-cli.ts'

let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ world: parseWorld(WORLD) })
})
afterAll(() => sandbox.close())

/** What may stand where the journal should, and what is said of it. */
const STATES: readonly [string, (state: string) => void, string][] = [
  ['a file', (state) => writeFileSync(state, ''), 'journal_unusable'],
  [
    'a folder that holds a file for the business',
    (state) => put(join(state, '1001')),
    'journal_unusable',
  ],
  [
    'a folder in place of the journal',
    (state) => dir(join(state, '1001', 'journal.ndjson')),
    'journal_unusable',
  ],
  [
    'a folder in place of the head',
    (state) => dir(join(state, '1001', 'journal.head')),
    'journal_unusable',
  ],
  [
    'a FIFO in place of the journal',
    (state) => fifo(join(state, '1001', 'journal.ndjson')),
    'journal_symlink',
  ],
  [
    'a FIFO in place of the head',
    (state) => fifo(join(state, '1001', 'journal.head')),
    'journal_symlink',
  ],
  [
    'a FIFO in place of the lock',
    (state) => fifo(join(state, '1001', 'journal.lock')),
    'journal_symlink',
  ],
  ['a symlink that leads in a circle', (state) => symlinkSync(state, state), 'journal_symlink'],
  ['garbage', (state) => put(join(state, '1001', 'journal.ndjson'), 'garbage\n'), 'journal_broken'],
]

const dir = (path: string): void => {
  mkdirSync(path, { recursive: true })
}
const put = (path: string, text = ''): void => {
  dir(join(path, '..'))
  writeFileSync(path, text)
}
const fifo = (path: string): void => {
  dir(join(path, '..'))
  execFileSync('mkfifo', [path])
}

const COMMANDS: readonly [command: string, argv: readonly string[]][] = [
  ['plan', ['plan']],
  ['drift', ['drift']],
  ['requests', ['requests']],
  ['import', ['import', '--business=1001']],
  ['log', ['log', '--business=1001']],
  ['apply', ['apply', '--auto-approve']],
]

describe.skipIf(process.platform === 'win32')('a state folder that cannot be used', () => {
  it.each(STATES)('%s is told by every command, without a stack', async (_, make, code) => {
    const cwd = folderWith({ 'access.yaml': REQUEST })
    make(join(cwd, 'state'))
    const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
    for (const [command, argv] of COMMANDS) {
      const given = [...argv, '--state-dir=state', '--format=json']
      const { code: exit, stderr, json } = await runCli(given, { cwd, env })
      const { problems } = json() as { readonly problems: readonly { readonly code: string }[] }
      const codes = problems.map((problem) => problem.code)
      // An apply cannot make its folder where a file stands.
      const isThere = codes.includes(code) || (command === 'apply' && codes.includes('not_written'))
      expect({ command, exit, codes, isThere }).toMatchObject({ command, exit: 1, isThere: true })
      expect(codes).not.toContain('internal_error')
      expect(stderr).not.toMatch(/^ +at /m)
    }
    expect(sandbox.commits).toEqual([])
  })

  it('holds requests back, and still says what is live', async () => {
    const cwd = folderWith({ 'access.yaml': REQUEST, state: '' })
    const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
    const argv = ['plan', '--state-dir=state', '--allow-requests=1', '--format=json']
    const { json } = await runCli(argv, { cwd, env, answer: 'yes' })
    expect(json()).toMatchObject({ steps: [], waiting: [{ state: 'queued' }] })
  })
})
