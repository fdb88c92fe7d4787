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
import type { Finding, ReviewReport } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'

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
    blocks: [
      ...groupBy(findings, ({ code, severity, what_to_do: todo }) =>
        JSON.stringify([code, severity, todo]),
      ).values(),
    ].map((alike) => findingGroup(alike, token.person?.id)),
  })

/** All findings of one code and severity with the same advice; `own` is the token's own user. */
const findingGroup = (alike: readonly Finding[], own: string | undefined): Group => {
  const [{ code, severity, message, what_to_do: todo }] = alike as readonly [Finding]
  // If all findings have the same message, it is said once.
  const isTold = alike.every((other) => other.message === message)
  const lines = [...groupBy(alike, (found) => JSON.stringify([found.subject?.id, found.message]))]
  return groupOf({
    headline: headlineOf(FINDING_TITLES[code], {
      mark: severity,
      colour: COLOURS[severity],
      code: `[${code}]`,
    }),
    words: isTold ? `${escapeText(message)}. ${todo}.` : `${todo}.`,
    rows: lines.map(([, same]) => findingRow(same, { isTold, own })),
  })
}

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
    what: [isTold ? '' : escapeText(message), isOwn ? "the token's own user" : '']
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

const findingSubject = (subject: Subject | null): Pick<Row, 'word' | 'subject'> =>
  subject === null
    ? { word: '', subject: '' }
    : { word: SUBJECTS[subject.type], subject: subjectName(subject, NAME_WIDTH) }
