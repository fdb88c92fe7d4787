import { type Command, InvalidArgumentError, Option } from 'commander'
import { REASONS, type Reason } from '../model/plan.ts'
import { FINDING_SEVERITIES, type FindingSeverity } from '../model/reports/review-report.ts'
import type { Shard } from '../plan/shard.ts'
import type { Format } from '../report/formats.ts'
import { headingOf, rankOf, VERBOSE } from './flag-help.ts'
import { CI_HOSTS, type CiHost } from './offline/repository.ts'
import { endingsOf } from './output/report-files.ts'

/** Every flag as it reaches a command. One interface for all: a command reads what it declares. */
export interface Flags {
  readonly format: Format
  /** Paths as they were typed; where the output is itself a file, one at most. */
  readonly out?: readonly string[]
  readonly graphUrl?: string
  readonly apiVersion?: string
  /** The world of `--sandbox`; the default one if none was named. */
  readonly sandbox?: string
  readonly stateDir?: string
  readonly only?: readonly string[]
  readonly who?: readonly string[]
  readonly reason?: readonly Reason[]
  readonly shard?: Shard
  readonly shardBy?: 'asset' | 'business'
  /** Milliseconds. */
  readonly maxWait?: number
  readonly concurrency?: number
  readonly color: boolean
  readonly open?: boolean
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly detailedExitcode?: boolean
  readonly allowRevocations?: number
  readonly allowRequests?: number
  readonly allowInvitations?: number
  readonly allowOffboarded?: number
  readonly replace?: readonly string[]
  readonly resend?: readonly string[]
  readonly policy?: string
  readonly asOf?: string
  readonly rehearse?: boolean
  readonly autoApprove?: boolean
  /** Milliseconds. */
  readonly wait?: number
  readonly verify?: boolean
  readonly expect?: string
  readonly business?: string
  readonly exposure?: boolean
  readonly since?: string
  readonly failOn?: FindingSeverity
  readonly decisions?: string
  readonly ci?: CiHost | 'none'
  readonly port?: number
  readonly world?: string
  /** `--world` of `schema`, which takes no value. */
  readonly ofWorlds?: boolean
  readonly fast?: boolean
  readonly split?: string
  readonly missing?: boolean
  readonly into?: string
  readonly anonymize?: boolean
  readonly force?: boolean
  readonly list?: boolean
  readonly fix?: boolean
  /** Milliseconds. */
  readonly olderThan?: number
  readonly all?: boolean
}

export const DEFAULT_WORLD = 'agency'

const invalid = (words: string): never => {
  throw new InvalidArgumentError(words)
}

const wholeNumber =
  (least: number, most: number) =>
  (text: string): number => {
    const number = /^\d{1,7}$/.test(text) ? Number(text) : -1
    return number >= least && number <= most
      ? number
      : invalid(`Expected a whole number from ${least} to ${most}.`)
  }

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
}

/** `90s`, `5m`, `1h` or `1d` in milliseconds. */
const duration = (text: string): number => {
  const [, digits = '', unit = ''] = /^(\d{1,7})(ms|s|m|h|d)$/.exec(text) ?? []
  const factor = UNITS[unit]
  return factor === undefined
    ? invalid('Expected a duration: 90s, 5m, 1h, 1d.')
    : Number(digits) * factor
}

const date = (text: string): string => {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  const isDate = !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
  return isDate ? text : invalid('Expected a date: YYYY-MM-DD.')
}

/** For a flag whose output is itself a file. */
const once = (text: string, before: readonly string[] = []): readonly string[] =>
  before.length === 0 ? [text] : invalid('It is given once here: the output is one file.')

const collected = (text: string, before: readonly string[] = []): readonly string[] => [
  ...before,
  text,
]

/** `act_11*,EU *`: patterns, which add to those given before. */
const patterns = (text: string, before: readonly string[] = []): readonly string[] => {
  const words = text.split(',').map((word) => word.trim())
  return words.includes('')
    ? invalid("Expected patterns for ids or names: act_11*, 'EU *' (for a comma, write ?).")
    : [...before, ...words]
}

/** Reasons, which add to those given before. */
const reasons = (text: string, before: readonly Reason[] = []): readonly Reason[] => {
  const words = text.split(',').map((word) => word.trim())
  const isReason = (word: string): word is Reason => (REASONS as readonly string[]).includes(word)
  return words.every(isReason)
    ? [...before, ...words]
    : invalid(`Expected some of ${REASONS.join(', ')}.`)
}

const MOST_SHARDS = 10_000

/** `0/3`, `1/3` or `2/3`. */
const shard = (text: string): Shard => {
  const [, index = '', count = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []
  const made = { index: Number(index), count: Number(count) }
  const isOne = count !== '' && made.index < made.count && made.count <= MOST_SHARDS
  return isOne ? made : invalid('Expected I/N, where I counts from 0: 0/3, 1/3 or 2/3.')
}

const digest = (text: string): string =>
  /^sha256:[0-9a-f]{64}$/.test(text)
    ? text
    : invalid('Expected a digest: sha256:… (64 hex digits).')

const graphId = (text: string): string =>
  /^[1-9]\d{0,24}$/.test(text)
    ? text
    : invalid('Expected the digits of an id, without a leading zero.')

const apiVersion = (text: string): string => {
  if (/^v\d{1,3}\.\d{1,2}$/.test(text)) return text
  const [, major, minor = '0'] = /^v?(\d{1,3})(?:\.(\d{1,2}))?$/i.exec(text) ?? []
  return invalid(
    `Expected a version of the Graph API, such as v26.0.${major === undefined ? '' : ` Did you mean v${major}.${minor}?`}`,
  )
}

const option = <T>(
  flags: string,
  what: string,
  parse?: (text: string, before: T | undefined) => T,
): Option => {
  const made = new Option(flags, what)
  return parse === undefined ? made : made.argParser(parse as (text: string, before: unknown) => T)
}

const formatOption = (formats: readonly Format[]): Option =>
  option('--format <format>', 'output format').choices(formats).default('text')

/** The formats that every report has. */
const REPORT_FORMATS: readonly Format[] = ['text', 'json', 'markdown', 'html']

/** Every flag, by the name under which the commands list it. */
const OPTIONS = {
  format: () => formatOption(['text', 'json']),
  formatReport: () => formatOption(REPORT_FORMATS),
  formatCi: () => formatOption([...REPORT_FORMATS, 'github']),
  formatDrift: () => formatOption([...REPORT_FORMATS, 'github', 'diff']),
  formatPlan: () => formatOption([...REPORT_FORMATS, 'github', 'diff', 'gitlab']),
  formatReview: () => formatOption([...REPORT_FORMATS, 'csv']),
  formatLog: () => formatOption([...REPORT_FORMATS, 'csv']),
  out: () =>
    option(
      '-o, --out <file>',
      'also write the report to a file, in the format of its ending (repeatable)',
      collected,
    ),
  planOut: () =>
    option(
      '-o, --out <file>',
      'save the plan (also under no known ending), or a report of it, in the format of its ending (repeatable)',
      collected,
    ),
  fileOut: () =>
    option('-o, --out <file>', 'write the output to a file, whole or not at all', once),
  open: () => option('--open', 'open the report as a page in the browser'),
  graphUrl: () =>
    option('--graph-url <url>', 'origin of the Graph API (default: BIZACCESS_GRAPH_URL, or Meta)'),
  apiVersion: () =>
    option('--api-version <version>', 'version of the Graph API, such as v27.0', apiVersion),
  sandbox: () =>
    option(
      '--sandbox [world]',
      'run against the embedded Graph API, no token needed: a world file, agency, brand or large; any other word is a path',
    ).preset(DEFAULT_WORLD),
  stateDir: () =>
    option(
      '--state-dir <dir>',
      'journal and sandbox worlds (default: BIZACCESS_STATE_DIR, or .bizaccess)',
    ),
  only: () =>
    option(
      '--only <globs>',
      "only assets whose id or name matches: act_11*,'EU *'; members: who belongs to the business (repeatable)",
      patterns,
    ),
  who: () => option('--who <name>', 'only this person or partner (repeatable)', collected),
  reason: () =>
    option(
      '--reason <reasons>',
      'only steps with these reasons: expired,offboarded (repeatable)',
      reasons,
    ),
  shard: () =>
    option(
      '--shard <i/n>',
      'only part I of N, counted from 0 (0/3, 1/3, 2/3); the parts together make the whole',
      shard,
    ),
  shardBy: () =>
    option('--shard-by <what>', 'what --shard divides: the assets, or whole businesses').choices([
      'asset',
      'business',
    ]),
  maxWait: () =>
    option(
      '--max-wait <duration>',
      'the most a run may wait for limits and retries (default: 5m)',
      duration,
    ),
  maxWaitShort: () =>
    option(
      '--max-wait <duration>',
      'the most it may wait for limits and retries (default: 10s)',
      duration,
    ),
  concurrency: () =>
    option('--concurrency <n>', 'requests at a time (default: 4)', wholeNumber(1, 64)),
  color: () => option('--no-color', 'no colours, whatever the terminal'),
  quiet: () => option('-q, --quiet', 'no progress and no hints on stderr'),
  verbose: () => option('-v, --verbose', 'show everything in full'),
  detailedExitcode: () =>
    option('--detailed-exitcode', 'exit 2 when there are steps, 3 when only people are waited for'),
  allowRevocations: () =>
    option(
      '--allow-revocations <n>',
      'accept exactly this many revocations',
      wholeNumber(0, 1_000_000),
    ),
  allowRequests: () =>
    option(
      '--allow-requests <n>',
      'send exactly this many requests without a journal',
      wholeNumber(0, 1_000_000),
    ),
  allowInvitations: () =>
    option(
      '--allow-invitations <n>',
      'accept exactly this many invitations',
      wholeNumber(0, 1_000_000),
    ),
  allowOffboarded: () =>
    option(
      '--allow-offboarded <n>',
      'accept offboarding exactly this many people and partners',
      wholeNumber(0, 1_000_000),
    ),
  replace: () =>
    option(
      '--replace <address>',
      'remove an agency and grant it anew, with a gap in between (repeatable)',
      collected,
    ),
  resend: () =>
    option(
      '--resend <address>',
      'send again what was declined, or accepted without effect (repeatable)',
      collected,
    ),
  policy: () => option('--policy <file>', "a policy that the manifest's own may only tighten"),
  asOf: () => option('--as-of <date>', 'plan as on that day: a preview, never applied', date),
  rehearse: () =>
    option(
      '--rehearse',
      'rehearse it first on a twin in memory, and go on only if every reading converges',
    ),
  autoApprove: () => option('--auto-approve', 'apply without asking'),
  verify: () => option('--verify', 'only check that every line follows from the one before'),
  wait: () =>
    option('--wait <duration>', 'afterwards keep looking until people have answered', duration),
  expect: () => option('--expect <digest>', 'go on only if the steps_digest is this one', digest),
  business: () =>
    option('--business <id>', 'the business to work in, if there is no manifest', graphId),
  exposure: () => option('--exposure', 'also ask who else can spend our money or see our data'),
  since: () =>
    option(
      '--since <review>',
      'compare the findings with those of an earlier review (its JSON): new, open or gone',
    ),
  failOn: () =>
    option(
      '--fail-on <severity>',
      'exit 2 for a finding of this severity or worse; with --since only for a new one',
    ).choices(FINDING_SEVERITIES),
  decisions: () =>
    option(
      '--decisions <file>',
      'write the decisions of a CSV that review wrote into the manifest, and show what plan follows',
    ),
  ci: () =>
    option(
      '--ci <host>',
      'the CI host to write workflows for (default: told by the files and remote of the repository)',
    ).choices([...CI_HOSTS, 'none']),
  split: () =>
    option('--split <dir>', 'write one file per kind, and one for the names, to a folder'),
  missing: () => option('--missing', 'print only what the manifest does not declare'),
  into: () =>
    option('--into <file>', 'add what is not declared to this manifest, and touch nothing else'),
  intoOffboarded: () => option('--into <file>', 'write it into this manifest, and call nothing'),
  olderThan: () =>
    option(
      '--older-than <duration>',
      'exit 2 when something has waited for longer than that: 36h, 7d',
      duration,
    ),
  all: () =>
    option(
      '--all',
      'every business of a tree, shared/ and businesses/NAME/: the PATH, or the working directory',
    ),
  fix: () =>
    option(
      '--fix',
      'take out what warnings say to: lines of the offboarded, redundant tasks; says which',
    ),
  anonymize: () =>
    option(
      '--anonymize',
      'replace every name, e-mail and id by a counter, each always by the same',
    ),
  list: () => option('--list', 'list every word that can be explained'),
  force: () => option('--force', 'overwrite existing files'),
  port: () =>
    option('--port <n>', 'port on 127.0.0.1 (default: any free one)', wholeNumber(0, 65_535)),
  world: () =>
    option('--world <world>', `a world file, agency, brand or large (default: ${DEFAULT_WORLD})`),
  fast: () => option('--fast', 'do not wait for Enter between the acts'),
  ofWorlds: () =>
    Object.assign(option('--world', 'of worlds that the sandbox serves, not of manifests'), {
      attributeName: () => 'ofWorlds',
    }),
} as const

export type FlagName = keyof typeof OPTIONS

const OUTPUT: readonly FlagName[] = ['color', 'quiet', 'verbose']
const GRAPH: readonly FlagName[] = [
  'graphUrl',
  'apiVersion',
  'sandbox',
  'stateDir',
  'maxWait',
  'concurrency',
]
const PLANNING: readonly FlagName[] = [
  'only',
  'who',
  'reason',
  'shard',
  'shardBy',
  'detailedExitcode',
  'allowRevocations',
  'allowRequests',
  'allowInvitations',
  'allowOffboarded',
  'replace',
  'policy',
]
/** A rehearsal's exit code always tells whether it converges. */
const REHEARSING = PLANNING.filter((name) => name !== 'detailedExitcode')

/** The flags of each command. */
export const FLAG_SETS = {
  init: ['fileOut', 'business', 'ci', 'stateDir', 'formatReport', 'open', 'color', 'quiet'],
  validate: ['out', 'formatCi', 'open', ...OUTPUT, 'all', 'fix'],
  show: ['out', 'formatPlan', 'open', ...OUTPUT],
  plan: ['planOut', 'formatPlan', 'open', ...OUTPUT, ...GRAPH, 'all', ...PLANNING, 'asOf'],
  apply: [
    'out',
    'formatCi',
    'open',
    ...OUTPUT,
    ...GRAPH,
    'all',
    ...PLANNING,
    'rehearse',
    'autoApprove',
    'expect',
    'resend',
    'wait',
  ],
  rehearse: ['out', 'formatReport', 'open', ...OUTPUT, ...GRAPH, ...REHEARSING, 'resend'],
  drift: [
    'out',
    'formatDrift',
    'open',
    ...OUTPUT,
    ...GRAPH,
    'all',
    'only',
    'who',
    'shard',
    'shardBy',
    'detailedExitcode',
  ],
  review: [
    'out',
    'formatReview',
    'open',
    ...OUTPUT,
    ...GRAPH,
    'all',
    'only',
    'who',
    'business',
    'exposure',
    'since',
    'failOn',
    'decisions',
  ],
  who: ['out', 'formatReport', 'open', ...OUTPUT, ...GRAPH, 'all', 'business'],
  import: [
    'fileOut',
    'formatReport',
    'open',
    ...OUTPUT,
    ...GRAPH,
    'business',
    'only',
    'split',
    'missing',
    'into',
    'force',
  ],
  snapshot: ['fileOut', 'format', ...OUTPUT, ...GRAPH, 'business', 'anonymize', 'force'],
  requests: ['out', 'formatReport', 'open', ...OUTPUT, ...GRAPH, 'all', 'business', 'olderThan'],
  doctor: [
    'out',
    'formatReport',
    'open',
    ...OUTPUT,
    'graphUrl',
    'apiVersion',
    'sandbox',
    'stateDir',
    'maxWaitShort',
    'concurrency',
    'business',
  ],
  log: ['out', 'formatLog', 'open', ...OUTPUT, 'sandbox', 'stateDir', 'business', 'verify'],
  offboard: [
    'out',
    'formatCi',
    'open',
    ...OUTPUT,
    ...GRAPH,
    'only',
    'allowRevocations',
    'allowOffboarded',
    'autoApprove',
    'expect',
    'business',
    'intoOffboarded',
    'detailedExitcode',
  ],
  sandbox: ['port', 'world', 'stateDir', 'graphUrl', 'quiet', 'format', 'color'],
  demo: ['fast', 'open', 'color', 'quiet'],
  explain: ['out', 'formatReport', 'open', ...OUTPUT, 'list'],
  schema: ['fileOut', 'ofWorlds', 'format', 'color', 'quiet'],
  completion: ['fileOut', 'color', 'quiet'],
} as const satisfies Readonly<Record<string, readonly FlagName[]>>

export type FlagSet = keyof typeof FLAG_SETS

/** Whether `-o` takes what the command makes, rather than a report of it. */
export const makesFile = (set: FlagSet): boolean =>
  (FLAG_SETS[set] as readonly FlagName[]).includes('fileOut')

/** Whether the JSON of a command's report is a plan that other commands take. */
export const savesPlan = (set: FlagSet): boolean =>
  (FLAG_SETS[set] as readonly FlagName[]).includes('planOut')

const longOf = ({ long }: Option): string => long ?? ''

/** Adds the flags of a command in the order and under the headings in which help shows them. */
export const addFlags = (command: Command, set: FlagSet): void => {
  const options = FLAG_SETS[set].map((name) => OPTIONS[name]())
  const formats = options.find((made) => longOf(made) === '--format')?.argChoices ?? []
  for (const made of options.sort((one, other) => rankOf(longOf(one)) - rankOf(longOf(other)))) {
    const long = longOf(made)
    if (long === '--verbose') made.description = VERBOSE[set] ?? made.description
    if (long === '--out' && !makesFile(set))
      made.description += `: ${endingsOf(formats).join(', ')}`
    command.addOption(made.helpGroup(headingOf(long)))
  }
}
