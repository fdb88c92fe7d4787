import { assetName } from '../../document/asset-groups.ts'
import {
  type Document,
  documentOf,
  groupOf,
  type Row,
  rowOf,
  type Section,
  sectionOf,
} from '../../document/document.ts'
import { escapeText } from '../../document/escape.ts'
import { plural } from '../../document/plural.ts'
import { type DescribeOptions, rowOptionsOf } from '../../document/wording/describe-options.ts'
import { readingLines } from '../../document/wording/plan-summary.ts'
import { headOf } from '../../document/wording/report-head.ts'
import { type RowOptions, subjectWords, waitingWords } from '../../document/wording/rows.ts'
import { isOfRoles } from '../../document/wording/words.ts'
import { hasErrors } from '../../model/problem.ts'
import type { OpenRequest, RequestsReport } from '../../model/reports/requests-report.ts'
import { groupBy } from '../../model/text/grouping.ts'

const TURNS = {
  us: 'Our turn',
  others: "Others' turn",
} as const satisfies Readonly<Record<OpenRequest['acts'], string>>

/** What waits on people, by whose turn it is, oldest first. */
export const describeRequests = (report: RequestsReport, render: DescribeOptions): Document => {
  const options = rowOptionsOf(render, report.business.id)
  return documentOf({
    command: 'requests',
    header: [headOf(report)],
    tone: toneOf(report),
    summary: [...summaryOf(report), ...readingLines(render)],
    problems: report.problems,
    sections: (['us', 'others'] as const).map((acts, rank) =>
      turnSection(report, acts, rank, options),
    ),
    filters: { change: 'State', finding: '' },
    facts: [
      ['as_of', report.as_of],
      ['complete', report.complete ? 'yes' : 'no'],
      ['graph', report.graph],
    ],
  })
}

const toneOf = ({ complete, problems, waiting }: RequestsReport): Document['tone'] => {
  if (!complete || hasErrors(problems)) return 'stop'
  return waiting.length > 0 ? 'change' : 'calm'
}

/** What depends on another line is counted there. */
const isOwnLine = ({ needs = [] }: OpenRequest): boolean => needs.length === 0

const turnSection = (
  { waiting }: RequestsReport,
  acts: OpenRequest['acts'],
  rank: number,
  options: RowOptions,
): Section => {
  const own = waiting.filter((row) => row.acts === acts && isOwnLine(row))
  const rows = byPerson(own).map((same) => requestRow(same, waiting, options))
  return sectionOf({ id: acts, title: TURNS[acts], rank, blocks: [groupOf({ rows })] })
}

const ageOf = (row: OpenRequest | undefined): number => row?.age_days ?? -1

/** A person who has not joined yet is one line, whatever waits on them. */
const personKey = ({ state, subject, address }: OpenRequest): string =>
  state === 'invitation' || state === 'not_in_business' || state === 'people_unknown'
    ? `${state} ${subject?.alias ?? subject?.id ?? address}`
    : address

/** What each line stands for, the oldest first. */
const byPerson = (rows: readonly OpenRequest[]): readonly (readonly OpenRequest[])[] =>
  [...groupBy(rows, personKey).values()].sort(([one], [other]) => ageOf(other) - ageOf(one))

const requestRow = (
  same: readonly OpenRequest[],
  all: readonly OpenRequest[],
  options: RowOptions,
): Row => {
  const [first] = same as readonly [OpenRequest]
  const isPerson = personKey(first) !== first.address
  const hanging = all.filter(({ needs = [] }) => needs.includes(first.address)).length
  const onAssets = same.filter(({ asset, address }) => asset !== null && !isOfRoles(address))
  const then = isPerson ? onAssets.length : hanging
  const on =
    then === 0 ? '' : `; ${plural(then, 'relation')} ${then === 1 ? 'depends' : 'depend'} on it`
  return rowOf({
    sign: '!',
    asset: first.asset ?? { kind: '', id: first.address, name: null },
    word: first.age_days === null ? '' : plural(first.age_days, 'day'),
    subject: requestSubject(first, isPerson, options),
    what: escapeText(`${tasksOf(first, isPerson)}${whatWaits(first)}`) + on,
    sources: same.flatMap(({ source }) => (source === null ? [] : [source])),
    change: first.state.replaceAll('_', ' '),
    tasks: first.tasks ?? [],
    annotation: { level: 'notice', title: first.state.replaceAll('_', ' ') },
  })
}

/** What an invitation is and, where that is for us, what becomes of it. */
const whatWaits = (row: OpenRequest): string => {
  const { state, since, who, declared, ended } = row
  if (state !== 'invitation') return waitingWords(row)
  const ours = oursOf(who)
  if (ended === true) {
    const day = since === null ? '' : ` ${since.slice(0, 10)}`
    return [`invited${day}, and the invitation is over`, ours].filter((part) => part).join(': ')
  }
  return [waitingWords(row), declared === false ? 'not in the manifest' : null, ours]
    .filter((part) => part !== null)
    .join('; ')
}

const US = 'us: '

/** What we have to do ourselves; null where it is for others. */
const oursOf = (who: string): string | null => (who.startsWith(US) ? who.slice(US.length) : null)

const tasksOf = ({ tasks }: OpenRequest, isPerson: boolean): string =>
  isPerson || tasks === null || tasks.length === 0 ? '' : `${tasks.join(', ')}: `

const requestSubject = (row: OpenRequest, isPerson: boolean, options: RowOptions): string => {
  const { subject, asset } = row
  const isOurs = subject === null || subject.id === options.business
  const who = isOurs ? 'our request' : subjectWords(subject, 30)
  return asset === null || isPerson ? who : `${assetName(asset)} ${who}`
}

const UNITS_MS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** In the largest unit that has no remainder. */
const durationOf = (ms: number): string => {
  const [unit, size] = UNITS_MS.find((each) => ms >= each[1] && ms % each[1] === 0) ?? []
  return size === undefined ? plural(ms, 'millisecond') : plural(ms / size, unit ?? '')
}

/** What has waited for longer than was asked for, and whom to ask for it where. */
const olderLines = ({ waiting, older_than: than }: RequestsReport): readonly string[] => {
  if (than === undefined) return []
  const older = waiting.filter((row) => row.older === true && isOwnLine(row))
  const groups = byPerson(older)
  const unknown = waiting.filter((row) => row.since === null && isOwnLine(row))
  const count = groups.length
  const untold =
    unknown.length === 0
      ? ''
      : ` ${plural(unknown.length, 'other')} ${unknown.length === 1 ? 'is' : 'are'} not counted: since when is not known.`
  return [
    `${count === 0 ? 'Nothing waits' : `${count} ${count === 1 ? 'waits' : 'wait'}`} for longer than ${durationOf(than.ms)}${count === 0 ? '.' : '; what to do next:'}${untold}`,
    ...groups.flatMap(([row]) => (row === undefined ? [] : nextOf(row))),
  ]
}

const nextOf = (row: OpenRequest): string => {
  const turn =
    oursOf(row.who) ?? (row.acts === 'us' ? `our turn (${row.who})` : `remind ${row.who}`)
  const age = row.age_days === null ? '' : ` (${plural(row.age_days, 'day')})`
  return escapeText(`${row.address}${age}: ${turn}: ${row.where}`)
}

const summaryOf = (report: RequestsReport): readonly string[] => {
  const { waiting, complete } = report
  const own = [...groupBy(waiting.filter(isOwnLine), personKey)]
  const oldest = Math.max(-1, ...waiting.map(ageOf))
  const since = oldest < 1 ? '' : `, the oldest for ${plural(oldest, 'day')}`
  const sum =
    own.length === 0
      ? 'Nothing waits on a person.'
      : `${own.length} ${own.length === 1 ? 'waits' : 'wait'} on people${since}.`
  const lines = [sum, ...olderLines(report)]
  return complete
    ? lines
    : [...lines, 'Incomplete: a read failed or was cut short, and what it hides is not listed.']
}
