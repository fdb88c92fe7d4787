import { ACTION_TABLE } from '../../model/actions.ts'
import type { Step, Subject, Waiting } from '../../model/plan.ts'
import type { ApplyReport } from '../../model/reports/apply-report.ts'
import type { Difference } from '../../model/reports/drift-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { countAssets } from '../asset-groups.ts'
import type { Notes } from '../document.ts'
import type { Sign } from '../paint.ts'
import { plural } from '../plural.ts'
import { shortened } from '../shortened.ts'
import { type RowOptions, subjectWords, waitingWords } from './rows.ts'
import { managingEnds } from './taking.ts'
import { countedDrift, countedSteps, SKIPPED } from './words.ts'

/**
 * Long lists in a few lines, used if there is no room for each entry: how many there are for each
 * subject or cause, and for what is waiting one line for each state.
 */

const subjectKey = ({ type, id }: Subject): string => `${type} ${id}`

/**
 * `- user kim 6155…: 420 to unassign, on 400 ad accounts and 20 Pages`, the most affected first.
 */
export const stepsBySubject = (
  steps: readonly Step[],
  sign: Sign,
  options: RowOptions,
): Notes['lines'] =>
  [...groupBy(steps, ({ subject, reason }) => `${subjectKey(subject)} ${reason === 'offboarded'}`)]
    .sort(([, one], [, other]) => other.length - one.length)
    .map(([, own]) => {
      const [first] = own as readonly [Step]
      const who = subjectWords(first.subject, options.width)
      const why = first.reason === 'offboarded' ? ' is offboarded' : ''
      const actions = [...groupBy(own, ({ action }) => action)]
        .map(([, alike]) => countedSteps(alike.length, (alike as readonly [Step])[0].action))
        .join(', ')
      return {
        sign,
        text: `${who}${why}: ${actions}, on ${countAssets(own, options.kinds)}${managingEnds(own, options.kinds)}`,
      }
    })

/** `extra  user kim 6155…: 400 extra, on 400 ad accounts`, one line for each subject and type. */
export const differencesBySubject = (
  differences: readonly Difference[],
  options: RowOptions,
): Notes['lines'] =>
  [
    ...groupBy(differences, ({ type, subject }) =>
      JSON.stringify([type, subject === null ? null : subjectKey(subject)]),
    ),
  ].map(([, own]) => {
    const [{ type, subject }] = own as readonly [Difference]
    const counted = countedDrift(type, own)
    const who = subject === null ? 'not declared' : subjectWords(subject, options.width)
    return {
      sign: type,
      text: `${who}: ${own.length} ${counted}, on ${countAssets(own, options.kinds)}`,
    }
  })

/** `! 400 wait on …`, one line for each state, with who acts and the oldest. */
export const waitingByState = (
  waiting: readonly Waiting[],
  { asOf }: Pick<RowOptions, 'asOf'>,
): Notes['lines'] =>
  [...groupBy(waiting, ({ state, needs = [] }) => `${state} ${needs.length > 0}`)].map(
    ([, own]) => {
      const [first] = own as readonly [Waiting]
      const isHanging = (first.needs ?? []).length > 0
      const who = new Set(own.map((row) => row.who)).size
      const words = isHanging
        ? 'once what they depend on is done'
        : waitingWords(
            {
              ...first,
              since: oldestOf(own),
              who: who === 1 ? first.who : `${first.who} and ${plural(who - 1, 'other')}`,
            },
            asOf,
          )
      const assets = new Set(own.map((row) => row.asset.id)).size
      return {
        sign: '!',
        text: `${own.length}, on ${plural(assets, 'asset')}: ${shortened(words)}`,
      }
    },
  )

const oldestOf = (waiting: readonly Waiting[]): string | null =>
  waiting.reduce<string | null>(
    (oldest, { since }) => (since !== null && (oldest === null || since < oldest) ? since : oldest),
    null,
  )

/** `- 400 unassign failed: …`, one line for each action and outcome. */
export const resultsByOutcome = (results: ApplyReport['results']): Notes['lines'] =>
  [
    ...groupBy(results, ({ action, status, why, error }) =>
      JSON.stringify([action, status, why, error?.code, error?.subcode]),
    ),
  ].map(([, own]) => {
    const [{ action, status, why, error }] = own as readonly [ApplyReport['results'][number]]
    const words = error === undefined ? (why === undefined ? '' : SKIPPED[why]) : error.message
    const because =
      words === '' ? '' : `: ${own.length > 1 ? 'the first: ' : ''}${shortened(words)}`
    return { sign: ACTION_TABLE[action].sign, text: `${own.length} ${action} ${status}${because}` }
  })

/** `! 400 times: …`, one line for each key, with the words of its first entry. */
export const entriesBy = <T>(
  entries: readonly T[],
  {
    sign,
    keyOf,
    wordsOf,
  }: {
    readonly sign: Sign
    readonly keyOf: (entry: T) => string
    readonly wordsOf: (entry: T) => string
  },
): Notes['lines'] =>
  [...groupBy(entries, keyOf)].map(([, own]) => {
    const [first] = own as readonly [T]
    const times = own.length === 1 ? '' : `${own.length} times, the first: `
    return { sign, text: `${times}${shortened(wordsOf(first))}` }
  })
