import type { PlanAsset, Subject } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import type { Finding, ReviewReport } from '../model/review.ts'
import type { TextOptions } from './blocks.ts'
import { escapeText } from './escape.ts'
import { groupsBy } from './groups-by.ts'
import { linesOfRows } from './layout.ts'
import type { Colour } from './paint.ts'
import { someAssets } from './review-groups.ts'
import { FINDING_TITLES } from './review-words.ts'
import { nameOf, type Row } from './rows.ts'
import { wrapTo } from './width.ts'
import { SUBJECTS } from './words.ts'

const COLOURS: Readonly<Record<Finding['severity'], Colour>> = {
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
}

/** All findings of one code. */
export interface FindingGroup {
  readonly code: Finding['code']
  readonly severity: Finding['severity']
  readonly title: string
  /** What was found, where that is the same for all, and what to do. */
  readonly words: string
  readonly lines: readonly FindingLine[]
}

/** Whom or what a finding is about. */
export interface FindingLine {
  readonly subject: Subject | null
  /** What was found, where it is not the same for all; escaped. */
  readonly said: string
  readonly assets: readonly PlanAsset[]
  readonly sources: readonly Position[]
}

type Found = Pick<ReviewReport, 'findings' | 'token'>

/** Findings by code, in the order of the report; the same of one subject as one line. */
export const findingGroupsOf = ({ findings, token }: Found): readonly FindingGroup[] =>
  groupsBy(findings, ({ code }) => code).map(([, alike]) => {
    const [{ code, severity, message, what_to_do: what }] = alike as readonly [Finding]
    const isTold = alike.every((other) => other.message === message)
    return {
      code,
      severity,
      title: FINDING_TITLES[code],
      words: isTold ? `${escapeText(message)}. ${what}.` : `${what}.`,
      lines: groupsBy(alike, (found) => JSON.stringify([found.subject?.id, found.message])).map(
        ([, same]) => findingLine(same, { isTold, own: token.person?.id }),
      ),
    }
  })

interface Told {
  /** Whether the message stands above already. */
  readonly isTold: boolean
  /** The token's own user. */
  readonly own: string | undefined
}

const findingLine = (same: readonly Finding[], { isTold, own }: Told): FindingLine => {
  const [{ subject, message }] = same as readonly [Finding]
  const isOwn = subject !== null && subject.id === own
  return {
    subject,
    said: [isTold ? '' : escapeText(message), isOwn ? "the token's own user" : '']
      .filter((part) => part !== '')
      .join('; '),
    assets: same.flatMap((found) => found.assets),
    sources: same.flatMap(({ source }) => (source === null ? [] : [source])),
  }
}

/** One block for each code: its title, what to do, and whom it is about. */
export const findingBlocks = (
  report: Found,
  options: TextOptions,
): readonly (readonly string[])[] =>
  findingGroupsOf(report).map(({ code, severity, title, words, lines }) => [
    `${options.paint(severity, COLOURS[severity])}  ${options.paint(title, 'bold')} ${options.paint(`[${code}]`, 'dim')}`,
    ...wrapTo(words, options.width - 2).map((line) => `  ${line}`),
    ...linesOfRows(
      lines
        .map((line) => findingRow(line, options))
        .filter(({ subject, what }) => subject !== '' || what !== ''),
      options.width,
      options.paint,
    ),
  ])

const NAME_WIDTH = 30

const findingRow = ({ subject, said, assets, sources }: FindingLine, options: TextOptions): Row => {
  const on = assets.length === 0 ? '' : someAssets(assets, options)
  return {
    sign: '!',
    asset: { kind: '', id: '', name: null },
    ...findingSubject(subject),
    what: [said, on].filter((part) => part !== '').join(': '),
    sources,
  }
}

export const findingSubject = (subject: Subject | null): Pick<Row, 'word' | 'subject'> =>
  subject === null
    ? { word: '', subject: '' }
    : { word: SUBJECTS[subject.type], subject: nameOf(subject, NAME_WIDTH) }
