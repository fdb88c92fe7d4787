import { nearestOf } from '../model/text/nearest.ts'
import { cliProblem, stop } from './cli-problems.ts'
import type { Io } from './io.ts'

type Environment = Io['env']

const ON: readonly string[] = ['1', 'true', 'yes', 'on']
const OFF: readonly string[] = ['0', 'false', 'no', 'off']

interface Switch {
  /** Words that also count as on for this switch. */
  readonly alsoOn: readonly string[]
  /** Whether the switch protects from writing, so that a near miss of its name stops the run. */
  readonly isRail: boolean
}

/**
 * The switches of the environment. NO_COLOR is not among them: by its own rule (no-color.org) any
 * non-empty value, even 0, means no colour.
 */
const SWITCHES = {
  BIZACCESS_READ_ONLY: { alsoOn: [], isRail: true },
  /** 2 and 3 ask for more colours than this program uses. */
  FORCE_COLOR: { alsoOn: ['2', '3'], isRail: false },
} as const satisfies Readonly<Record<string, Switch>>

export type SwitchName = keyof typeof SWITCHES

/** Variables of this program that are not switches. */
const OTHERS: readonly string[] = [
  'BIZACCESS_GRAPH_URL',
  'BIZACCESS_STATE_DIR',
  'BIZACCESS_REVIEW_KEY',
]

const NAMES = Object.keys(SWITCHES) as SwitchName[]

const wordOf = (name: string, env: Environment): string => (env[name] ?? '').trim().toLowerCase()

/** True for on, false for off, `unset` if absent or empty, null if the value means neither. */
const readSwitch = (name: SwitchName, env: Environment): boolean | 'unset' | null => {
  const word = wordOf(name, env)
  if (word === '') return 'unset'
  if (ON.includes(word) || (SWITCHES[name].alsoOn as readonly string[]).includes(word)) return true
  return OFF.includes(word) ? false : null
}

/** Whether a switch is on. A value that means neither on nor off counts as not on. */
export const isOn = (name: SwitchName, env: Environment): boolean => readSwitch(name, env) === true

export const isSet = (name: SwitchName, env: Environment): boolean =>
  readSwitch(name, env) !== 'unset'

/**
 * Throws `stop` when a switch is neither on nor off, or when a variable is nearly named like the
 * switch that prevents writing: whoever set it believes to be protected.
 */
export const checkSwitches = (env: Environment): void => {
  const unclear = NAMES.filter((name) => readSwitch(name, env) === null).map((name) =>
    cliProblem('bad_switch', { name, value: env[name] ?? '', on: ON, off: OFF }),
  )
  const rails = NAMES.filter((name) => SWITCHES[name].isRail)
  const misnamed = rails
    .filter((name) => readSwitch(name, env) === 'unset')
    .flatMap((name) =>
      nearlyNamed(name, env).map((found) => cliProblem('misnamed_switch', { found, name })),
    )
  const problems = [...unclear, ...misnamed]
  if (problems.length > 0) stop(...problems)
}

const nearlyNamed = (name: SwitchName, env: Environment): readonly string[] =>
  Object.keys(env)
    .filter((key) => wordOf(key, env) !== '' && !OTHERS.includes(key) && key !== name)
    .filter((key) => lettersOf(key) === lettersOf(name) || isSlipOf(name, key))
    .sort()

const lettersOf = (name: string): string => name.toUpperCase().replace(/[^A-Z]/g, '')

const isSlipOf = (name: SwitchName, key: string): boolean =>
  key.toUpperCase().startsWith('BIZ') && nearestOf(key, [name]) !== null
