import {
  type Document,
  documentOf,
  notesOf,
  type Row,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import { countsOf } from '../../document/problem-words.ts'
import { coverageLines } from '../../document/wording/coverage-words.ts'
import { type DescribeOptions, rowOptionsOf } from '../../document/wording/describe-options.ts'
import { differencesBySubject } from '../../document/wording/grouped.ts'
import { foldedOf, withHanging } from '../../document/wording/hanging.ts'
import { inWords } from '../../document/wording/in-words.ts'
import { readingLines, waitsOf } from '../../document/wording/plan-summary.ts'
import { headOf } from '../../document/wording/report-head.ts'
import { listedRow, type RowOptions, shownTasks, sourcesOf } from '../../document/wording/rows.ts'
import { BY_WEIGHT, countedDrift, MOVED } from '../../document/wording/words.ts'
import { hasErrors } from '../../model/problem.ts'
import { type Difference, DRIFT_TYPES, type DriftReport } from '../../model/reports/drift-report.ts'
import { followingSection, unreadableSection, waitingSection } from '../changes/describe-plan.ts'

/** Drift: access that somebody should not have comes before access that somebody lacks. */
export const describeDrift = (report: DriftReport, render: DescribeOptions): Document => {
  const options = rowOptionsOf(render, report.business.id, report.as_of)
  const { differences, waiting, unreadable } = report
  const folded = foldedOf(waiting, differences)
  const rows = differences.map((difference, order) => ({
    ...withHanging(differenceRow(difference, options), difference.address, folded, options),
    order,
  }))
  const places = differences.length
  return documentOf({
    command: 'drift',
    header: [headOf(report)],
    tone: toneOf(report),
    summary: [
      ...driftSentences(report, render.filters ?? []),
      ...coverageLines(report.coverage, render.kinds, 'live grants that were read'),
      ...readingLines(render),
    ],
    alerts: driftVerdict(report),
    problems: report.problems,
    sections: [
      ...BY_WEIGHT.map((type): Section => {
        const own = differences.filter((difference) => difference.type === type)
        const counted = countedDrift(type, own)
        return sectionOf({
          ...{ id: type, rank: 2, isPooled: true },
          title: `${counted.charAt(0).toUpperCase()}${counted.slice(1)}`,
          blocks: [
            { type: 'asset_rows', rows: rows.filter((_, at) => differences[at]?.type === type) },
          ],
          short: [notesOf(differencesBySubject(own, options))],
        })
      }),
      inWords(waitingSection(folded, places, options), 'waits'),
      inWords(followingSection(folded, options), 'waits'),
      inWords(unreadableSection(unreadable, places + waiting.length, options), 'unread'),
    ],
    filters: { change: 'Change', finding: 'Since the last apply' },
    facts: [
      ['as_of', report.as_of],
      ['in_sync', report.in_sync ? 'yes' : 'no'],
      ['complete', report.complete ? 'yes' : 'no'],
      ['graph', report.graph],
    ],
  })
}

const differenceRow = (difference: Difference, options: RowOptions): Row => {
  const { type, found, declared, moved, by_hand, source } = difference
  return listedRow(
    difference,
    {
      sign: type,
      what: [sidesOf(difference, options), ...driftNotes(difference)].join('; '),
      sources: sourcesOf(source),
      change: type,
      isAlarm: isHeld(difference),
      tasks: [...new Set([...(found ?? []), ...(declared ?? [])])],
      findings: [
        ...(moved === undefined ? [] : [MOVED[moved]]),
        ...(by_hand === undefined ? [] : ['to do by hand']),
      ],
      annotation: { level: 'warning', title: type },
    },
    options,
  )
}

/** Somebody holds what the manifest does not give them. */
const isHeld = ({ type }: Difference): boolean => type === 'extra' || type === 'expired'

const toneOf = ({ complete, problems, differences }: DriftReport): Document['tone'] => {
  if (!complete || hasErrors(problems)) return 'stop'
  if (differences.some(isHeld)) return 'take'
  return differences.length > 0 ? 'change' : 'calm'
}

/** Which side changed, and what an apply cannot do. */
export const driftNotes = ({ moved, applied_at, by_hand }: Difference): readonly string[] => [
  ...(moved === undefined
    ? []
    : [`${MOVED[moved]} since the apply of ${(applied_at ?? '').slice(0, 10)}`]),
  ...(by_hand === undefined ? [] : [`by hand: ${by_hand}`]),
]

/** What was found, compared with what is declared. */
const sidesOf = (difference: Difference, options: RowOptions): string => {
  const { type, asset, subject } = difference
  const declared = (difference.declared ?? []).join(', ')
  const found = shownTasks(asset.kind, difference.found ?? [], difference.declared, options)
  switch (type) {
    case 'extra':
      return withTasks(isInvited(subject) ? 'invited' : '', found)
    case 'missing':
      return declared
    case 'differs':
      return `live ${found || 'nothing'}; declared ${declared || 'nothing'}`
    case 'expired':
      return declared === ''
        ? withTasks(isInvited(subject) ? 'invited' : '', found)
        : `live ${found}; declared ${declared}`
    case 'unmanaged':
      return subject === null
        ? 'the manifest does not declare this asset'
        : withTasks('the manifest leaves this key out', found)
  }
}

const isInvited = (subject: Difference['subject']): boolean => subject?.invitation !== undefined

const withTasks = (words: string, tasks: string): string =>
  [tasks, words].filter((part) => part !== '').join(': ')

/** How far live and manifest differ, and what that does not cover. */
export const driftSentences = (
  report: DriftReport,
  filters: readonly string[],
): readonly string[] => [
  sentenceOf(report, filters),
  ...(filters.length === 0
    ? []
    : [`Filtered by ${escapeText(filters.join(' '))}: the rest is not shown.`]),
]

/** Why the comparison is incomplete; empty if it is complete. */
export const driftVerdict = ({ complete }: DriftReport): readonly string[] =>
  complete
    ? []
    : ['Incomplete: a read failed or was cut short, and what it hides was not compared.']

const sentenceOf = (report: DriftReport, filters: readonly string[]): string => {
  const { differences, waiting, unreadable, complete, problems } = report
  const beside = [
    waitsOf(waiting, [...differences, ...waiting]),
    unreadable.length === 0 ? '' : `${unreadable.length} not readable`,
  ].filter((part) => part !== '')
  const rest = beside.length === 0 ? '' : `; ${beside.join('; ')}`
  if (differences.length > 0) {
    const each = DRIFT_TYPES.map((type) => differences.filter((one) => one.type === type))
      .flatMap((own) =>
        own.slice(0, 1).map(({ type }) => `${own.length} ${countedDrift(type, own)}`),
      )
      .join(', ')
    return `Drift: ${plural(differences.length, 'difference')} (${each})${rest}.`
  }
  if (!complete || hasErrors(problems)) {
    return `No difference found, and no verdict either: ${countsOf(problems) || 'see the problems'}${rest}.`
  }
  if (filters.length > 0) return `No drift among what the filters let through${rest}.`
  return `No drift: live matches the manifest${rest}.`
}
