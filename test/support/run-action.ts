import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runAction as runInProcess } from '../../src/action/run-action.ts'
import { childEnv } from './child-env.ts'
import { type FakeGitHub, GITHUB_TOKEN, REPOSITORY } from './fake-github.ts'
import { folderWith } from './run-cli.ts'

/** The committed bundle as a runner of GitHub's starts it: a process, inputs and files. */
const MAIN = fileURLToPath(new URL('../../.github/action/main.mjs', import.meta.url))

export const REVIEW_KEY = 'a key of the environments, 32 or more'
export const HEAD = 'a1'.repeat(20)
export const MERGE = 'b2'.repeat(20)

export interface ActionCase {
  readonly inputs: Readonly<Record<string, string>>
  readonly files?: Readonly<Record<string, string>>
  /** A workspace of an earlier run. */
  readonly workspace?: string
  readonly env?: Readonly<Record<string, string>>
  readonly github?: FakeGitHub
  /** Of the file GitHub leaves; default a pull request of the repository itself. */
  readonly event?: 'pull_request' | 'fork' | 'push' | 'workflow_dispatch'
  /** Called with everything printed so far. */
  readonly onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void
}

export interface ActionResult {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  readonly workspace: string
}

const EVENTS = {
  pull_request: {
    pull_request: { number: 7, head: { sha: HEAD, repo: { full_name: REPOSITORY } } },
  },
  fork: {
    pull_request: { number: 7, head: { sha: HEAD, repo: { full_name: 'stranger/access' } } },
  },
  push: { after: MERGE },
  workflow_dispatch: {},
} as const

/** The committed bundle, in a process of its own. */
export const runAction = async (given: ActionCase): Promise<ActionResult> => {
  const prepared = prepare(given)
  const child = spawn(process.execPath, [MAIN], { cwd: prepared.workspace, env: prepared.env })
  const printed = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (part) => {
      printed[name] += part
      given.onOutput?.(printed.stdout + printed.stderr, (signal) => child.kill(signal))
    })
  }
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, ...printed, ...resultOf(prepared) }
}

/** The same from its source, in this process: for the many cases that need no bundle. */
export const runActionHere = async (given: ActionCase): Promise<ActionResult> => {
  const prepared = prepare(given)
  const printed = { stdout: '', stderr: '' }
  const writeTo = (name: 'stdout' | 'stderr') => (text: string) => {
    printed[name] += text
  }
  const code = await runInProcess({
    env: prepared.env,
    workspace: prepared.workspace,
    write: writeTo('stdout'),
    writeError: writeTo('stderr'),
    now: () => new Date(),
    signal: new AbortController().signal,
  })
  return { code, ...printed, ...resultOf(prepared) }
}

interface Prepared {
  readonly workspace: string
  /** Where the runner keeps its own files. */
  readonly runner: string
  readonly env: Record<string, string>
}

const prepare = ({ inputs, env = {}, github, ...given }: ActionCase): Prepared => {
  const { event = 'pull_request' } = given
  const workspace = given.workspace ?? folderWith(given.files ?? {})
  const own = { 'event.json': JSON.stringify(EVENTS[event]), output: '', summary: '' }
  const runner = folderWith(own)
  mkdirSync(join(runner, 'temp'))
  return {
    workspace,
    runner,
    env: childEnv({
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: workspace,
      GITHUB_REPOSITORY: REPOSITORY,
      GITHUB_EVENT_NAME: event === 'fork' ? 'pull_request' : event,
      GITHUB_EVENT_PATH: join(runner, 'event.json'),
      GITHUB_REF: event === 'push' ? 'refs/heads/main' : 'refs/pull/7/merge',
      GITHUB_SHA: event === 'push' ? MERGE : 'c3'.repeat(20),
      GITHUB_SERVER_URL: 'https://github.example',
      GITHUB_RUN_ID: '42',
      GITHUB_OUTPUT: join(runner, 'output'),
      GITHUB_STEP_SUMMARY: join(runner, 'summary'),
      RUNNER_TEMP: join(runner, 'temp'),
      ...(github === undefined ? {} : { GITHUB_API_URL: github.url }),
      ...inputVariables({ 'github-token': GITHUB_TOKEN, ...inputs }),
      ...env,
    }),
  }
}

const resultOf = ({ workspace, runner }: Prepared) => ({
  workspace,
  outputs: parseOutputs(readFileSync(join(runner, 'output'), 'utf8')),
  summary: readFileSync(join(runner, 'summary'), 'utf8'),
})

const inputVariables = (inputs: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
  )

/** As the runner reads the file: `name<<END`, lines, `END`; anything else is an error there too. */
const parseOutputs = (text: string): Readonly<Record<string, string>> => {
  const lines = text.split('\n')
  const found: Record<string, string> = {}
  while (lines.length > 0) {
    const line = lines.shift() ?? ''
    if (line === '') continue
    const [, name, end] = /^([A-Za-z_]+)<<(\S+)$/.exec(line) ?? []
    if (name === undefined || end === undefined) throw new Error(`no output: ${line}`)
    const at = lines.indexOf(end)
    if (at < 0) throw new Error(`${name} has no end`)
    found[name] = lines.splice(0, at).join('\n')
    lines.shift()
  }
  return found
}

export const readJournal = (workspace: string, state = '.bizaccess'): string => {
  const file = join(workspace, state, '1001/journal.ndjson')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

export const rewrite = (workspace: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(workspace, path), text)
}
