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
import { sourcesOf, subjectName } from '../../document/wording/rows.ts'
import { SUBJECTS } from '../../document/wording/words.ts'
import type { Subject } from '../../model/plan.ts'
import {
  FINDING_STATES,
  type Finding,
  type ReviewReport,
} from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { stands } from './memory/finding-states.ts'

const COLOURS: Readonly<Record<Finding['severity'], Colour>> = {
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
}

/** The findings by code: what to do, and whom they are about. */
export const findingsSection = ({
  findings,
  token,
}: Pick<ReviewReport, 'findings' | 'token'>): Section =>
  sectionOf({
    ...{ id: 'findings', title: 'Findings', rank: 2 },
    blocks: groupsOf(findings.filter(stands), token.person?.id),
  })

/** What an earlier review found and this one looked for in vain. */
export const goneSection = ({
  findings,
  token,
  since,
}: Pick<ReviewReport, 'findings' | 'token' | 'since'>): Section =>
  sectionOf({
    ...{ id: 'gone', title: `Gone since ${since?.read_at.slice(0, 10) ?? ''}`, rank: 3 },
    blocks: groupsOf(
      findings.filter((found) => !stands(found)),
      token.person?.id,
    ),
  })

const groupsOf = (findings: readonly Finding[], own: string | undefined): readonly Group[] =>
  [
    ...groupBy(findings, ({ code, severity, what_to_do: todo }) =>
      JSON.stringify([code, severity, todo]),
    ).values(),
  ].map((alike) => findingGroup(alike, own))

/** All findings of one code and severity with the same advice; `own` is the token's own user. */
const findingGroup = (alike: readonly Finding[], own: string | undefined): Group => {
  const [{ code, severity, message }] = alike as readonly [Finding]
  // If all findings have the same message, it is said once.
  const isTold = alike.every((other) => other.message === message)
  const lines = [
    ...groupBy(alike, (found) =>
      JSON.stringify([found.subject?.id, found.message, found.state, found.not_read]),
    ),
  ].sort(([, [one]], [, [other]]) => rankOf(one) - rankOf(other))
  return groupOf({
    headline: headlineOf(FINDING_TITLES[code], {
      ...(stands(alike[0] as Finding)
        ? { mark: severity, colour: COLOURS[severity] }
        : { mark: 'gone', colour: null }),
      code: `[${code}]`,
    }),
    words: wordsOf(alike, isTold ? `${escapeText(message)}. ` : ''),
    rows: lines.map(([, same]) => findingRow(same, { isTold, own })),
  })
}

/** Nothing is to be done about what is gone. */
const wordsOf = (alike: readonly Finding[], told: string): string => {
  const [first] = alike as readonly [Finding]
  return stands(first) ? `${told}${first.what_to_do}.` : told.trim()
}

/** What is new comes first. */
const rankOf = (found: Finding | undefined): number =>
  found?.state === undefined ? 0 : FINDING_STATES.indexOf(found.state)

const NAME_WIDTH = 30

/** The same finding about one subject is one row that lists the assets. */
const findingRow = (
  same: readonly Finding[],
  { isTold, own }: { readonly isTold: boolean; readonly own: string | undefined },
): Row => {
  const [{ code, severity, subject, message }] = same as readonly [Finding]
  const isOwn = subject !== null && subject.id === own
  return rowOf({
    ...findingSubject(subject),
    sign: ' ',
    what: [
      stateWords(same[0]),
      isTold ? '' : escapeText(message),
      isOwn ? "the token's own user" : '',
    ]
      .filter((part) => part !== '')
      .join('; '),
    change: `${severity} finding`,
    sources: same.flatMap(({ source }) => sourcesOf(source)),
    assets: same.flatMap((found) => found.assets),
    lists: 'some',
    isAlarm: severity === 'high',
    findings: [FINDING_TITLES[code]],
  })
}

const stateWords = (found: Finding | undefined): string => {
  const { state = '', not_read: isNotRead = false } = found ?? {}
  if (state === 'gone') return ''
  return isNotRead ? `${state}: not read this time` : state
}

const findingSubject = (subject: Subject | null): Pick<Row, 'word' | 'subject'> =>
  subject === null
    ? { word: '', subject: '' }
    : { word: SUBJECTS[subject.type], subject: subjectName(subject, NAME_WIDTH) }
