import {
  type Group,
  groupOf,
  headlineOf,
  type Row,
  rowOf,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import type { Colour } from '../../document/paint.ts'
import { FINDING_TITLES } from '../../document/wording/access-words.ts'
import { calledWords, partsOf, type RowOptions, sourcesOf } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import type { Subject } from '../../model/plan.ts'
import type { Finding, ReviewReport } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { type AnyTask, anyTaskIn } from './any-task.ts'

const COLOURS: Readonly<Record<Finding['severity'], Colour>> = {
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
}

/** The findings by code: what to do, and whom they are about. There are as many as are counted. */
export const findingsSection = (
  { findings, token }: Pick<ReviewReport, 'findings' | 'token'>,
  { kinds }: Pick<RowOptions, 'kinds'>,
): Section => {
  const anyTask = anyTaskIn(kinds)
  const context = { anyTask, own: token.person?.id }
  return sectionOf({
    ...{ id: 'findings', title: 'Findings', rank: 2, count: findings.length },
    blocks: [
      ...groupBy(findings, ({ code, severity, what_to_do: todo }) =>
        JSON.stringify([code, severity, anyTask.keyOf(todo)]),
      ).values(),
    ].map((alike) => findingGroup(alike, context)),
  })
}

interface Context {
  readonly anyTask: AnyTask
  /** The token's own user. */
  readonly own: string | undefined
}

/** All findings of one code and severity with the same advice, on whatever kind of asset. */
const findingGroup = (alike: readonly Finding[], context: Context): Group => {
  const { anyTask } = context
  const [{ code, severity, message }] = alike as readonly [Finding]
  // If all findings have the same message, it is said once.
  const isTold = alike.every((other) => anyTask.keyOf(other.message) === anyTask.keyOf(message))
  const lines = [
    ...groupBy(alike, (found) =>
      JSON.stringify([found.subject?.id, anyTask.keyOf(found.message)]),
    ).values(),
  ]
  const todo = anyTask.joined(alike.map((found) => found.what_to_do))
  const said = escapeText(anyTask.joined(alike.map((found) => found.message)))
  return groupOf({
    headline: headlineOf(FINDING_TITLES[code], {
      mark: severity,
      colour: COLOURS[severity],
      code: `[${code}]`,
    }),
    words: isTold ? `${said}. ${todo}.` : `${todo}.`,
    rows: lines.flatMap((same) => findingRow(same, isTold, context)),
  })
}

/**
 * The same finding about one subject is one row that lists the assets. What is about nobody and nothing
 * in particular is said by its words above.
 */
const findingRow = (
  same: readonly Finding[],
  isTold: boolean,
  { anyTask, own }: Context,
): readonly Row[] => {
  const [{ code, severity, subject, message }] = same as readonly [Finding]
  const assets = same.flatMap((found) => found.assets)
  const sources = same.flatMap(({ source }) => sourcesOf(source))
  if (isTold && subject === null && assets.length === 0 && sources.length === 0) return []
  const isOwn = subject !== null && subject.id === own
  const said = same.length === 1 ? message : anyTask.joined(same.map((found) => found.message))
  return [
    rowOf({
      ...findingSubject(subject),
      sign: ' ',
      what: [isTold ? '' : escapeText(said), isOwn ? "the token's own user" : '']
        .filter((part) => part !== '')
        .join('; '),
      change: `${severity} finding`,
      ...{ sources, assets },
      lists: 'some',
      isAlarm: severity === 'high',
      findings: [FINDING_TITLES[code]],
    }),
  ]
}

const findingSubject = (subject: Subject | null): Pick<Row, 'word' | 'subject' | 'subjectParts'> =>
  subject === null
    ? { word: '', subject: '', subjectParts: null }
    : {
        word: SUBJECTS[subject.type],
        subject: calledWords(subject),
        subjectParts: partsOf(subject),
      }
