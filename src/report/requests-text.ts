import type { OpenRequest, RequestsReport } from '../model/requests.ts'
import { headerOf, spaced, type TextOptions, textOptionsOf } from './blocks.ts'
import { escapeText } from './escape.ts'
import { assetName } from './groups.ts'
import { groupsBy } from './groups-by.ts'
import { linesOfRows } from './layout.ts'
import { readingLines } from './plan-summary.ts'
import { plural } from './plural.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { nameOf, type Row, waitingWords } from './rows.ts'
import { wrapTo } from './width.ts'
import { SUBJECTS } from './words.ts'

const HEADLINES = {
  us: 'Our turn',
  others: "Others' turn",
} as const satisfies Readonly<Record<OpenRequest['acts'], string>>

/** What waits on people as lines: whose turn it is, the oldest first. */
export const requestsText = (report: RequestsReport, render: RenderOptions): readonly string[] => {
  const options = textOptionsOf(render, report.business.id)
  return spaced([
    [headerOf(report)],
    ...(['us', 'others'] as const).map((acts) => turnLines(report, acts, options)),
    problemsText(report.problems, options.width, options.paint, options.verbose),
    [...summaryOf(report), ...readingLines(render)].flatMap((line) => wrapTo(line, options.width)),
  ])
}

/** What hangs on another line is counted there. */
const isOwnLine = ({ needs = [] }: OpenRequest): boolean => needs.length === 0

const turnLines = (
  { waiting }: RequestsReport,
  acts: OpenRequest['acts'],
  options: TextOptions,
): readonly string[] => {
  const own = waiting.filter((row) => row.acts === acts && isOwnLine(row))
  const merged = groupsBy(own, personKey)
  const rows = [...merged]
    .sort(([, one], [, other]) => ageOf(other[0]) - ageOf(one[0]))
    .map(([, same]) => requestRow(same, waiting, options))
  if (rows.length === 0) return []
  return [
    options.paint(HEADLINES[acts], 'bold'),
    ...linesOfRows(rows, options.width, options.paint),
  ]
}

const ageOf = (row: OpenRequest | undefined): number => row?.age_days ?? -1

/** One person who has not joined yet is one line, whatever waits on them. */
const personKey = ({ state, subject, address }: OpenRequest): string =>
  state === 'invitation' || state === 'not_in_business' || state === 'people_unknown'
    ? `${state} ${subject?.id ?? address}`
    : address

const requestRow = (
  same: readonly OpenRequest[],
  all: readonly OpenRequest[],
  options: TextOptions,
): Row => {
  const [first] = same as readonly [OpenRequest]
  const isPerson = personKey(first) !== first.address
  const hanging = all.filter(({ needs = [] }) => needs.includes(first.address)).length
  const then = isPerson ? same.filter(({ asset }) => asset !== null).length : hanging
  const on =
    then === 0 ? '' : `; ${plural(then, 'relation')} ${then === 1 ? 'hangs' : 'hang'} on it`
  return {
    sign: '!',
    asset: first.asset ?? { kind: '', id: first.address, name: null },
    word: first.age_days === null ? '' : plural(first.age_days, 'day'),
    subject: subjectOf(first, isPerson, options),
    what: escapeText(`${tasksOf(first, isPerson)}${waitingWords(first)}`) + on,
    sources: same.flatMap(({ source }) => (source === null ? [] : [source])),
  }
}

const tasksOf = ({ tasks }: OpenRequest, isPerson: boolean): string =>
  isPerson || tasks === null || tasks.length === 0 ? '' : `${tasks.join(', ')}: `

const subjectOf = (row: OpenRequest, isPerson: boolean, options: TextOptions): string => {
  const { subject, asset } = row
  const isOurs = subject === null || subject.id === options.business
  const who = isOurs ? 'our request' : `${SUBJECTS[subject.type]} ${nameOf(subject, 30)}`
  return asset === null || isPerson ? who : `${assetName(asset)} ${who}`
}

const summaryOf = ({ waiting, complete }: RequestsReport): readonly string[] => {
  const own = groupsBy(waiting.filter(isOwnLine), personKey)
  const oldest = Math.max(-1, ...waiting.map(ageOf))
  const since = oldest < 1 ? '' : `, the oldest for ${plural(oldest, 'day')}`
  const sum =
    own.length === 0
      ? 'Nothing waits on a person.'
      : `${own.length} ${own.length === 1 ? 'waits' : 'wait'} on people${since}.`
  return complete
    ? [sum]
    : [sum, 'Incomplete: a read failed or was cut short, and what it hides is not listed.']
}
