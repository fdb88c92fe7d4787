import { type Difference, DRIFT_TYPES, type DriftReport } from '../model/drift.ts'
import { hasErrors } from '../model/problem.ts'
import { blocksOf, headerOf, spaced, textOptionsOf } from './blocks.ts'
import { escapeText } from './escape.ts'
import { readingLines, type Side } from './plan-summary.ts'
import { plural } from './plural.ts'
import { countsOf, problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { type Row, type RowOptions, rowOf, shownTasks, unreadableRow, waitingRow } from './rows.ts'
import { wrapTo } from './width.ts'
import { DRIFT, MOVED } from './words.ts'

/** Drift as lines: differences by asset, what waits beside them, problems, the sum. */
export const driftText = (report: DriftReport, render: RenderOptions): readonly string[] => {
  const options = textOptionsOf(render, report.business.id)
  const rows = [
    ...report.differences.map((difference) => driftRow(difference, options)),
    ...report.waiting.map((waiting) => waitingRow(waiting, options)),
    ...report.unreadable.map((row) => unreadableRow(row, options)),
  ]
  return spaced([
    [headerOf(report)],
    ...blocksOf(rows, options),
    problemsText(report.problems, options.width, options.paint, options.verbose),
    [...driftSummary(report, render.filters ?? []), ...readingLines(render)].flatMap((line) =>
      wrapTo(line, options.width),
    ),
  ])
}

export const driftRow = (difference: Difference, options: RowOptions): Row =>
  rowOf(
    difference,
    DRIFT[difference.type].sign,
    driftWhat(difference, options),
    difference.source,
    options,
  )

/** What is found against what is declared, which side moved, and what an apply cannot do. */
export const driftWhat = (difference: Difference, options: RowOptions): string =>
  [sidesOf(difference, options), ...driftNotes(difference)].join('; ')

/** Which side moved, and what an apply cannot do. */
export const driftNotes = (difference: Difference): readonly string[] => [
  ...movedOf(difference),
  ...byHandOf(difference),
]

const sidesOf = (difference: Difference, options: RowOptions): string => {
  const { type, asset, subject } = difference
  const declared = (difference.declared ?? []).join(', ')
  const found = shownTasks(asset.kind, difference.found ?? [], difference.declared, options)
  switch (type) {
    case 'extra':
      return withTasks('live, not in the manifest', found)
    case 'missing':
      return withTasks('declared, not live', declared)
    case 'differs':
      return `live ${found || 'nothing'}; declared ${declared || 'nothing'}`
    case 'expired':
      return declared === ''
        ? withTasks('expired, still live', found)
        : `expired: live ${found}; declared ${declared}`
    case 'unmanaged':
      return subject === null
        ? 'the manifest does not declare this asset'
        : withTasks('the manifest leaves this key out', found)
  }
}

const withTasks = (words: string, tasks: string): string =>
  tasks === '' ? words : `${tasks}: ${words}`

const movedOf = ({ moved, applied_at }: Difference): readonly string[] =>
  moved === undefined
    ? []
    : [`${MOVED[moved]} since the apply of ${(applied_at ?? '').slice(0, 10)}`]

const byHandOf = ({ by_hand }: Difference): readonly string[] =>
  by_hand === undefined ? [] : [`by hand: ${by_hand}`]

/** How far live and manifest are apart, and what that leaves out. */
export const driftSummary = (
  report: DriftReport,
  filters: readonly string[],
  problems: Side = 'above',
): readonly string[] => [...driftSentences(report, filters, problems), ...driftVerdict(report)]

/** The summary without its verdict. */
export const driftSentences = (
  report: DriftReport,
  filters: readonly string[],
  problems: Side,
): readonly string[] => [
  sentenceOf(report, filters, problems),
  ...(filters.length === 0
    ? []
    : [`Filtered by ${escapeText(filters.join(' '))}: the rest is not shown.`]),
]

/** Why the comparison is not the whole truth. */
export const driftVerdict = ({ complete }: DriftReport): readonly string[] =>
  complete
    ? []
    : ['Incomplete: a read failed or was cut short, and what it hides was not compared.']

const sentenceOf = (report: DriftReport, filters: readonly string[], side: Side): string => {
  const { differences, waiting, unreadable, complete, problems } = report
  const beside = [
    waiting.length === 0
      ? ''
      : `${waiting.length} ${waiting.length === 1 ? 'waits on a person' : 'wait on people'}`,
    unreadable.length === 0 ? '' : `${unreadable.length} not readable`,
  ].filter((part) => part !== '')
  const rest = beside.length === 0 ? '' : `; ${beside.join('; ')}`
  if (differences.length > 0) {
    const counts = DRIFT_TYPES.map((type) => ({
      count: differences.filter((difference) => difference.type === type).length,
      words: DRIFT[type].counted,
    })).filter(({ count }) => count > 0)
    const each = counts.map(({ count, words }) => `${count} ${words}`).join(', ')
    return `Drift: ${plural(differences.length, 'difference')} (${each})${rest}.`
  }
  if (!complete || hasErrors(problems)) {
    return `No difference found, and no verdict either: ${countsOf(problems) || `see ${side}`}${rest}.`
  }
  if (filters.length > 0) return `No drift among what the filters let through${rest}.`
  return `No drift: live matches the manifest${rest}.`
}
