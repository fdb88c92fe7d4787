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
import {
  FINDING_STATES,
  type Finding,
  type ReviewReport,
} from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { type AnyTask, anyTaskIn } from './any-task.ts'
import { stands } from './memory/finding-states.ts'

const COLOURS: Readonly<Record<Finding['severity'], Colour>> = {
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
}

type Kinds = Pick<RowOptions, 'kinds'>

/** The findings by code: what to do, and whom they are about. There are as many as are counted. */
export const findingsSection = (
  { findings, token }: Pick<ReviewReport, 'findings' | 'token'>,
  { kinds }: Kinds,
): Section => {
  const standing = findings.filter(stands)
  return sectionOf({
    ...{ id: 'findings', title: 'Findings', rank: 2, count: standing.length },
    blocks: groupsOf(standing, { anyTask: anyTaskIn(kinds), own: token.person?.id }),
  })
}

/** What an earlier review found and this one looked for in vain. */
export const goneSection = (
  { findings, token, since }: Pick<ReviewReport, 'findings' | 'token' | 'since'>,
  { kinds }: Kinds,
): Section => {
  const gone = findings.filter((found) => !stands(found))
  return sectionOf({
    ...{ id: 'gone', title: `Gone since ${since?.read_at.slice(0, 10) ?? ''}`, rank: 3 },
    count: gone.length,
    blocks: groupsOf(gone, { anyTask: anyTaskIn(kinds), own: token.person?.id }),
  })
}

interface Context {
  readonly anyTask: AnyTask
  /** The token's own user. */
  readonly own: string | undefined
}

const groupsOf = (findings: readonly Finding[], context: Context): readonly Group[] =>
  [
    ...groupBy(findings, ({ code, severity, what_to_do: todo }) =>
      JSON.stringify([code, severity, context.anyTask.keyOf(todo)]),
    ).values(),
  ].map((alike) => findingGroup(alike, context))

/** All findings of one code and severity with the same advice, on whatever kind of asset. */
const findingGroup = (alike: readonly Finding[], context: Context): Group => {
  const { anyTask } = context
  const [first] = alike as readonly [Finding]
  const { code, severity, message } = first
  // If all findings have the same message, it is said once.
  const isTold = alike.every((other) => anyTask.keyOf(other.message) === anyTask.keyOf(message))
  const lines = [
    ...groupBy(alike, (found) =>
      JSON.stringify([
        found.subject?.id,
        anyTask.keyOf(found.message),
        found.state,
        found.not_read,
      ]),
    ).values(),
  ].sort(([one], [other]) => rankOf(one) - rankOf(other))
  const said = isTold ? `${escapeText(anyTask.joined(alike.map((found) => found.message)))}. ` : ''
  const todo = anyTask.joined(alike.map((found) => found.what_to_do))
  return groupOf({
    headline: headlineOf(FINDING_TITLES[code], {
      ...(stands(first)
        ? { mark: severity, colour: COLOURS[severity] }
        : { mark: 'gone', colour: null }),
      code: `[${code}]`,
    }),
    // Nothing is to be done about what is gone.
    words: stands(first) ? `${said}${todo}.` : said.trim(),
    rows: lines.flatMap((same) => findingRow(same, isTold, context)),
  })
}

/** What is new comes first. */
const rankOf = (found: Finding | undefined): number =>
  found?.state === undefined ? 0 : FINDING_STATES.indexOf(found.state)

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
  const state = stateWords(same[0])
  const isSaidAbove = isTold && state === ''
  if (isSaidAbove && subject === null && assets.length === 0 && sources.length === 0) return []
  const isOwn = subject !== null && subject.id === own
  const said = same.length === 1 ? message : anyTask.joined(same.map((found) => found.message))
  return [
    rowOf({
      ...findingSubject(subject),
      sign: ' ',
      what: [state, isTold ? '' : escapeText(said), isOwn ? "the token's own user" : '']
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

const stateWords = (found: Finding | undefined): string => {
  const { state = '', not_read: isNotRead = false } = found ?? {}
  if (state === 'gone') return ''
  return isNotRead ? `${state}: not read this time` : state
}

const findingSubject = (subject: Subject | null): Pick<Row, 'word' | 'subject' | 'subjectParts'> =>
  subject === null
    ? { word: '', subject: '', subjectParts: null }
    : {
        word: SUBJECTS[subject.type],
        subject: calledWords(subject),
        subjectParts: partsOf(subject),
      }
