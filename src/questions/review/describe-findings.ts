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
  report: ReviewReport,
  { kinds }: Kinds,
): Section => {
  const { findings, token } = report
  const standing = findings.filter(stands)
  const context = { anyTask: anyTaskIn(kinds), own: token.person?.id, meantBy: meantIn(report) }
  return sectionOf({
    ...{ id: 'findings', title: 'Findings', rank: 2, count: standing.length },
    blocks: groupsOf(standing, context),
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
    blocks: groupsOf(gone, {
      anyTask: anyTaskIn(kinds),
      own: token.person?.id,
      meantBy: ({ subject }) => (subject === null ? [] : [subject]),
    }),
  })
}

interface Context {
  readonly anyTask: AnyTask
  /** The token's own user. */
  readonly own: string | undefined
  readonly meantBy: MeantBy
}

/** Whom a finding is about: its subject, or whoever its words name only briefly. */
type MeantBy = (found: Finding) => readonly Subject[]

/** From this many people on, the words of a finding only count them. */
const MANY_NAMED = 6

const meantIn = ({ assets, people }: ReviewReport): MeantBy => {
  const holders = new Map(
    assets.flatMap(({ access }) => access.map(({ address, subject }) => [address, subject])),
  )
  return ({ code, subject, addresses, assets: on }) => {
    if (subject !== null) return [subject]
    if (addresses.length > 0) {
      const held = addresses.flatMap((address) => holders.get(address) ?? [])
      return [...new Map(held.map((each) => [each.id, each])).values()]
    }
    if (on.length > 0) return []
    const among = people.filter(({ findings }) => findings.includes(code))
    return among.length < MANY_NAMED ? among.map((person) => person.subject) : []
  }
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
        context.meantBy(found).map(({ id }) => id),
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
  { anyTask, own, meantBy }: Context,
): readonly Row[] => {
  const [first] = same as readonly [Finding]
  const { code, severity } = first
  const meant = meantBy(first)
  const assets = same.flatMap((found) => found.assets)
  const sources = same.flatMap(({ source }) => sourcesOf(source))
  const state = stateWords(first)
  const isSaidAbove = isTold && state === ''
  if (isSaidAbove && meant.length === 0 && assets.length === 0 && sources.length === 0) return []
  const said = anyTask.joined(same.map((found) => found.message))
  return (meant.length === 0 ? [null] : meant).map((subject) =>
    rowOf({
      ...findingSubject(subject),
      sign: ' ',
      what: [
        state,
        isTold ? '' : escapeText(said),
        subject !== null && subject.id === own ? "the token's own user" : '',
      ]
        .filter((part) => part !== '')
        .join('; '),
      change: `${severity} finding`,
      ...{ sources, assets },
      lists: 'some',
      isAlarm: severity === 'high',
      findings: [FINDING_TITLES[code]],
    }),
  )
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
