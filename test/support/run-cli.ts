import { getEventListeners } from 'node:events'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Io } from '../../src/cli/io.ts'
import { run } from '../../src/cli/run.ts'

export interface CliCase {
  /** Files of the working directory, by path. */
  readonly files?: Readonly<Record<string, string>>
  /** A working directory of an earlier case, to run in again. */
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** What the person at the terminal answers; without it there is no terminal. */
  readonly answer?: string | null
  /** What stands on standard input; without it, that is a terminal. */
  readonly stdin?: string | Uint8Array
  /** What happens while the person thinks. */
  readonly onQuestion?: () => unknown
  readonly tty?: boolean
  readonly columns?: number
  readonly now?: string
  readonly clock?: () => Date
  readonly sleep?: Io['sleep']
  readonly signal?: AbortSignal
  readonly onReport?: Io['onReport']
  /** Called with what is written to stderr, as it is written. */
  readonly onStderr?: (text: string) => void
  readonly onSecret?: Io['onSecret']
  /** Starts programs; without it none can be started. */
  readonly launch?: Io['launch']
  readonly platform?: Io['platform']
}

export interface CliResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly cwd: string
  readonly questions: readonly string[]
  /** stdout as the one JSON document it must be. */
  readonly json: () => Record<string, unknown>
}

/** A new working directory with these files. */
export const folderWith = (files: Readonly<Record<string, string>>): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'bizaccess-test-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  return cwd
}

/** Runs a command line in this process: argv, files and answers in, streams and exit code out. */
export const runCli = async (
  argv: readonly string[],
  {
    files = {},
    env = {},
    answer,
    onQuestion,
    tty = false,
    columns,
    now,
    clock,
    sleep,
    signal,
    onReport,
    onSecret,
    onStderr,
    launch,
    platform,
    stdin,
    ...given
  }: CliCase = {},
): Promise<CliResult> => {
  const cwd = given.cwd ?? folderWith(files)
  const written = { stdout: '', stderr: '' }
  const questions: string[] = []
  const sink = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text
      if (name === 'stderr') onStderr?.(text)
    },
    isTTY: tty,
    columns: columns ?? null,
  })
  const io: Io = {
    cwd,
    env,
    stdout: sink('stdout'),
    stderr: sink('stderr'),
    ask:
      answer === undefined
        ? null
        : async (question) => {
            questions.push(question)
            await onQuestion?.()
            return answer
          },
    ...(stdin === undefined ? {} : { stdin: async () => Buffer.from(stdin) }),
    now: clock ?? (() => (now === undefined ? new Date() : new Date(now))),
    signal: signal ?? new AbortController().signal,
    ...(sleep === undefined ? {} : { sleep }),
    ...(onReport === undefined ? {} : { onReport }),
    ...(onSecret === undefined ? {} : { onSecret }),
    ...(launch === undefined ? {} : { launch }),
    ...(platform === undefined ? {} : { platform }),
  }
  const code = await run(argv, io)
  const { length } = getEventListeners(io.signal, 'abort')
  // They would pile up in what runs for long, and Node.js warns of more than ten.
  if (length > 0) throw new Error(`${argv.join(' ')}: left ${length} listeners at the run's signal`)
  return { code, cwd, questions, ...written, json: () => JSON.parse(written.stdout) }
}

/** A small world of business 1001 and manifests for it. */
export const WORLD = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
app: { id: "880000000000001" }
businesses:
  "1001":
    name: Northwind
    users:
      "61550000000000002": { name: Lee Ng, email: lee@northwind.example, role: EMPLOYEE }
      "61550000000000009": { name: Kim Poole, email: kim@northwind.example, role: EMPLOYEE }
    system_users:
      "61550000000000001": { name: Automation, role: ADMIN }
  "2002": { name: Brightside }
  "5005": { name: Client }
ad_accounts:
  act_1111:
    name: EU Search
    owner: "1001"
    users:
      "61550000000000001": [MANAGE, ADVERTISE, ANALYZE]
      "61550000000000009": [ADVERTISE, ANALYZE]
  act_2222: { name: House, owner: "1001", approval: true, users: { "61550000000000001": [MANAGE, ADVERTISE, ANALYZE] } }
  act_9999: { name: Client Account, owner: "5005" }
`

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { lee: lee@northwind.example }
`

/** One grant, one removal. */
export const MANIFEST = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { robot: { system_user: "61550000000000001" }, kim: kim@northwind.example }
ad_accounts:
  act_1111:
    agencies: { brightside: [ADVERTISE, ANALYZE] }
    users: { robot: ADMIN }
`

/** One removal: nothing that the API leaves open is in the way of it. */
export const REMOVES = MANIFEST.replace(/^.*agencies: .*\n/m, '')

/** Somebody gets tasks that are no documented set: whether the API takes them is a reading. */
export const NARROWS = REMOVES.replace('robot: ADMIN }', 'robot: ADMIN, kim: [DRAFT] }')

export const IN_SYNC = `${HEAD}ad_accounts: { act_1111: { agencies: {} } }\n`
export const NEEDS_APPROVAL = `${HEAD}ad_accounts: { act_2222: { agencies: { brightside: [ANALYZE] } } }\n`
export const REQUEST = `${HEAD}ad_accounts: { act_9999: { request: [ADVERTISE, ANALYZE] } }\n`
export const TOO_MANY = `${MANIFEST}policy: { max_revocations: 0 }\n`
export const BROKEN = 'version: 1\nbusiness: "1001"\nad_accounts: { act_1111: { agencis: {} } }\n'
