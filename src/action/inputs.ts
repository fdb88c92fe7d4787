import { posix } from 'node:path'
import { actionProblem } from '../cli/action-problems.ts'
import type { Checked, Problem } from '../model/problem.ts'

const COMMANDS = ['validate', 'plan', 'apply', 'drift', 'review', 'offboard'] as const

export type ActionCommand = (typeof COMMANDS)[number]

interface InputRow {
  /** `list`: one per line, or several on a line separated by blanks. */
  readonly type: 'word' | 'list' | 'switch'
  /** The flag of the command that receives the value. Commands without that flag refuse it. */
  readonly flag?: string
  /** A flag only for writing; it is left out if an apply may only plan. */
  readonly isOfApply?: true
}

/** Every input of the action, by its name in action.yml. */
export const INPUTS = {
  command: { type: 'word' },
  paths: { type: 'list' },
  name: { type: 'word' },
  business: { type: 'word' },
  'working-directory': { type: 'word' },
  expect: { type: 'word' },
  'allow-revocations': { type: 'word', flag: '--allow-revocations' },
  'allow-requests': { type: 'word', flag: '--allow-requests' },
  'allow-invitations': { type: 'word', flag: '--allow-invitations' },
  'allow-offboarded': { type: 'word', flag: '--allow-offboarded' },
  only: { type: 'word', flag: '--only' },
  who: { type: 'list', flag: '--who' },
  reason: { type: 'word', flag: '--reason' },
  policy: { type: 'word', flag: '--policy' },
  replace: { type: 'list', flag: '--replace' },
  resend: { type: 'list', flag: '--resend', isOfApply: true },
  wait: { type: 'word', flag: '--wait', isOfApply: true },
  since: { type: 'word', flag: '--since' },
  'fail-on': { type: 'word', flag: '--fail-on' },
  'max-wait': { type: 'word', flag: '--max-wait' },
  'state-dir': { type: 'word', flag: '--state-dir' },
  'api-version': { type: 'word', flag: '--api-version' },
  'detailed-exitcode': { type: 'switch' },
  summary: { type: 'switch' },
  annotations: { type: 'switch' },
  comment: { type: 'switch' },
  issue: { type: 'switch' },
  'comment-author': { type: 'word' },
  'github-token': { type: 'word' },
} as const satisfies Readonly<Record<string, InputRow>>

type InputName = keyof typeof INPUTS

/** What an apply may continue with: any plan, the one reviewed on its pull request, or a digest. */
export type Expected =
  | { readonly type: 'any' }
  | { readonly type: 'reviewed' }
  | { readonly type: 'digest'; readonly digest: string }

export interface Inputs {
  readonly command: ActionCommand
  /** What comes after `--`: a name if the command takes one, then paths. */
  readonly positional: readonly string[]
  readonly paths: readonly string[]
  /** Written as `--flag=value`, so that no value can be mistaken for a flag. */
  readonly flags: readonly string[]
  /** Those of them that a plan also takes. */
  readonly planFlags: readonly string[]
  readonly expected: Expected
  readonly business: string | null
  /**
   * The folder that the command runs in, relative to the workspace; '' for the workspace itself.
   */
  readonly folder: string
  readonly detailed: boolean
  readonly summary: boolean
  readonly annotations: boolean
  readonly comment: boolean
  readonly issue: boolean
  readonly author: string
  readonly githubToken: string | null
}

type Env = Readonly<Record<string, string | undefined>>

/** The name of an input's environment variable. Only blanks are replaced; hyphens stay. */
export const variableOf = (name: string): string => `INPUT_${name.toUpperCase()}`

/** Commands that work in a business without a manifest. */
const ALONE: ReadonlySet<string> = new Set(['offboard', 'review'])

/** The inputs, or everything that is wrong with them. */
export const readInputs = (env: Env): Checked<Inputs> => {
  const text = (name: InputName): string => (env[variableOf(name)] ?? '').trim()
  const problems = faultsOf(text)
  const command = COMMANDS.find((word) => word === text('command'))
  if (command === undefined || problems.length > 0) return { value: null, problems }
  const paths = listOf(text('paths'))
  const value: Inputs = {
    command,
    paths,
    positional: command === 'offboard' ? [text('name'), ...paths] : paths,
    flags: [...flagsOf(text), ...(ALONE.has(command) ? businessFlag(text('business')) : [])],
    planFlags: flagsOf(text, ({ isOfApply }) => isOfApply !== true),
    expected: expectedOf(text('expect')),
    business: text('business') || null,
    folder: folderOf(text('working-directory')),
    detailed: text('detailed-exitcode') === 'true',
    summary: text('summary') !== 'false',
    annotations: text('annotations') !== 'false',
    comment: text('comment') === 'true',
    issue: text('issue') === 'true',
    author: text('comment-author') || 'github-actions[bot]',
    githubToken: text('github-token') || env['GITHUB_TOKEN']?.trim() || null,
  }
  return { value, problems: [] }
}

const listOf = (text: string): readonly string[] => {
  const lines = text.split(/\r?\n/)
  const items = lines.length > 1 ? lines.map((line) => line.trim()) : text.split(/\s+/)
  return items.filter((item) => item !== '')
}

const folderOf = (text: string): string => {
  const folder = posix.normalize(text === '' ? '.' : text)
  return folder === '.' ? '' : folder.replace(/\/$/, '')
}

const flagsOf = (
  text: (name: InputName) => string,
  isWanted: (row: InputRow) => boolean = () => true,
): readonly string[] => {
  const rows = Object.entries(INPUTS) as readonly (readonly [InputName, InputRow])[]
  return rows
    .filter(([, row]) => isWanted(row))
    .flatMap(([name, { type, flag }]) => {
      const values = type === 'list' ? listOf(text(name)) : [text(name)]
      return flag === undefined ? [] : values.filter((it) => it !== '').map((it) => `${flag}=${it}`)
    })
}

const businessFlag = (business: string): readonly string[] =>
  business === '' ? [] : [`--business=${business}`]

const DIGEST = /^sha256:[0-9a-f]{64}$/

const expectedOf = (text: string): Expected =>
  text === 'reviewed'
    ? { type: 'reviewed' }
    : DIGEST.test(text)
      ? { type: 'digest', digest: text }
      : { type: 'any' }

/** What each input must be. A rule returns what is wrong, or null. */
const RULES: readonly {
  readonly name: InputName
  readonly check: (value: string, command: string) => string | null
}[] = [
  {
    name: 'command',
    check: (value) =>
      (COMMANDS as readonly string[]).includes(value) ? null : `expected ${COMMANDS.join(', ')}`,
  },
  {
    name: 'expect',
    check: (value, command) => {
      const takesIt = command === 'apply' || command === 'offboard'
      if (!takesIt) return value === '' ? null : `${command} applies nothing`
      if (command === 'apply' && value === '') {
        return 'apply needs to be told: reviewed, the steps_digest that was reviewed, or any'
      }
      if (command === 'offboard' && value === 'reviewed') return 'no pull request shows an offboard'
      return ['', 'any', 'reviewed'].includes(value) || DIGEST.test(value)
        ? null
        : 'expected reviewed, any, or sha256: with 64 hex digits'
    },
  },
  {
    name: 'name',
    check: (value, command) =>
      command === 'offboard'
        ? value === ''
          ? 'who is to be offboarded?'
          : null
        : value === ''
          ? null
          : `${command} takes no name`,
  },
  {
    name: 'business',
    check: (value) => (/^\d{0,25}$/.test(value) ? null : 'expected the digits of an id'),
  },
  {
    name: 'issue',
    check: (value, command) =>
      value === 'true' && command !== 'drift' ? 'only drift keeps an issue' : null,
  },
]

const faultsOf = (text: (name: InputName) => string): readonly Problem[] => {
  const command = text('command')
  const fault = (name: InputName, reason: string | null): readonly Problem[] =>
    reason === null ? [] : [actionProblem('action_input', { name, reason })]
  return [
    ...RULES.flatMap(({ name, check }) => fault(name, check(text(name), command))),
    ...(Object.keys(INPUTS) as InputName[]).flatMap((name) =>
      fault(name, shapeFault(INPUTS[name].type, text(name))),
    ),
  ]
}

const shapeFault = (type: InputRow['type'], value: string): string | null => {
  switch (type) {
    case 'list':
      return null
    case 'word':
      return /[\r\n]/.test(value) ? 'expected one line' : null
    case 'switch':
      return ['', 'true', 'false'].includes(value) ? null : 'expected true or false'
  }
}
