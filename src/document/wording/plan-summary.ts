import type { KindTable } from '../../model/kinds.ts'
import { ACTIONS, type Plan, type Step, type Waiting } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { escapeText } from '../escape.ts'
import { plural } from '../plural.ts'
import type { DescribeOptions } from './describe-options.ts'
import { managersLost } from './taking.ts'
import { countedSteps } from './words.ts'

type SummaryOptions = Pick<DescribeOptions, 'filters' | 'verbose' | 'kinds'>

/** What would happen, in one sentence, and what that does not cover. */
export const planSentences = (
  plan: Plan,
  { filters = [], verbose = false, kinds }: SummaryOptions,
): readonly string[] => [
  sentenceOf(plan, filters),
  ...revocationsOf(plan),
  ...managersOf(plan, kinds),
  ...(filters.length > 0
    ? [`Filtered by ${escapeText(filters.join(' '))}: the rest is not shown.`]
    : leftOutOf(plan, verbose)),
  ...costOf(plan),
  ...(plan.expires_next === null ? [] : [`The next expiry is ${plan.expires_next}.`]),
]

/** How many calls it takes to apply; every write is read back at least once. */
const costOf = (plan: Plan): readonly string[] => {
  const { problems, held } = plan
  const made = madeOf(plan)
  const writes = made.reduce((count, { calls }) => count + calls.length, 0)
  return writes === 0 || (held === undefined && problems.some(isRail))
    ? []
    : [
        `Applying it takes about ${plural(writes + made.length, 'call')}: ${plural(writes, 'write')}, each step read back.`,
      ]
}

/** The steps that no rail holds. */
const madeOf = ({ steps, held }: Plan): readonly Step[] => {
  const staying = new Set(held?.map(({ address }) => address))
  return steps.filter(({ address }) => !staying.has(address))
}

/** With --verbose: how many calls the reading took. */
export const readingLines = ({ calls, verbose }: DescribeOptions): readonly string[] =>
  calls === undefined || verbose !== true
    ? []
    : [
        `Read with ${plural(calls.read, 'billed call')} in ${plural(calls.http, 'HTTP request')} and ${plural(calls.rounds, 'dependent round')}.`,
      ]

const isRail = ({ code }: Problem): boolean => code.startsWith('rail_')

const isError = (problem: Problem): boolean => problem.severity === 'error'

const sentenceOf = (plan: Plan, filters: readonly string[]): string => {
  const { steps, summary } = plan
  const waits = othersOf(plan)
  if (steps.length > 0) {
    const counts = ACTIONS.filter((action) => summary[action] > 0)
    const todo = counts.map((action) => countedSteps(summary[action], action)).join(', ')
    return `Plan: ${todo}${waits === '' ? '' : `; ${waits}`}.`
  }
  if (!plan.complete || plan.problems.some(isError)) {
    return `No changes planned, and no verdict either: see the problems${waits === '' ? '' : `; ${waits}`}.`
  }
  if (waits !== '') return `No changes to make: ${waits}.`
  if (filters.length > 0) return 'No changes among what the filters let through.'
  return summary.unchanged === 0
    ? 'No changes: live matches the manifest.'
    : `No changes: ${plural(summary.unchanged, 'managed relation')} in sync with the manifest.`
}

/**
 * What is neither done nor planned: it waits on a person, is to be done by hand, or could not be
 * read.
 */
const othersOf = ({ summary, steps, waiting }: Plan): string =>
  [
    waitsOf(waiting, [...steps, ...waiting]),
    summary.manual > 0 ? `${summary.manual} to do by hand` : '',
    summary.unreadable > 0 ? `${summary.unreadable} not readable` : '',
  ]
    .filter((part) => part !== '')
    .join('; ')

/**
 * `2 wait on people`; '' for none. What hangs on something that is listed itself is counted with that.
 */
export const waitsOf = (
  waiting: readonly Waiting[],
  listed: readonly Pick<Waiting, 'address'>[],
): string => {
  const addresses = new Set(listed.map(({ address }) => address))
  const own = waiting.filter(({ needs = [] }) => !needs.some((need) => addresses.has(need)))
  if (own.length === 0) return ''
  return own.length === 1 ? '1 waits on a person' : `${own.length} wait on people`
}

const revocationsOf = ({ summary, policy }: Plan): readonly string[] =>
  summary.revocations === 0
    ? []
    : [
        `${plural(summary.revocations, 'revocation')} in it (max_revocations is ${policy.max_revocations}).`,
      ]

const managersOf = (plan: Plan, kinds: KindTable): readonly string[] => {
  const lost = managersLost(madeOf(plan), kinds)
  return lost === '' ? [] : [`${lost}.`]
}

const leftOutOf = ({ summary, steps }: Plan, verbose: boolean): readonly string[] => [
  ...(steps.length > 0 && summary.unchanged > 0
    ? [`${plural(summary.unchanged, 'managed relation')} unchanged.`]
    : []),
  ...(summary.unmanaged > 0
    ? [
        `${plural(summary.unmanaged, 'relation')} not managed here${verbose ? '' : ' (--verbose lists them)'}.`,
      ]
    : []),
]

/** Why this plan is incomplete or will not be applied; empty if neither. */
export const planVerdict = (plan: Plan): readonly string[] => {
  const errors = plan.problems.filter(isError)
  const rails = errors.filter(isRail)
  return [
    ...(plan.complete
      ? []
      : ['Incomplete: a read failed or was cut short, and what it hides is not in this plan.']),
    ...railVerdict(plan, rails.length),
    ...(errors.length > rails.length
      ? [
          `${plural(errors.length - rails.length, 'error')}${rails.length > 0 ? ' besides' : ''}: see the problems.`,
        ]
      : []),
  ]
}

const railVerdict = ({ held, steps }: Plan, rails: number): readonly string[] => {
  if (rails === 0) return []
  const made = steps.length - (held?.length ?? steps.length)
  return held === undefined || made === 0
    ? [`Blocked by ${plural(rails, 'rail')}: apply will change nothing.`]
    : [
        `${held.length} of ${plural(steps.length, 'step')} held by a rail: the other ${made} will be made.`,
      ]
}
