import { hasErrors } from '../model/problem.ts'
import {
  STANDINGS as ALL_STANDINGS,
  FINDING_SEVERITIES,
  type LookedAt,
  type ReviewReport,
} from '../model/review.ts'
import { placeOfGraph, spaced, type TextOptions, textOptionsOf } from './blocks.ts'
import { escapeText, quoteName } from './escape.ts'
import { groupsBy } from './groups-by.ts'
import { linesOfRows } from './layout.ts'
import { readingLines, type Side } from './plan-summary.ts'
import { plural } from './plural.ts'
import { problemsText } from './problem-text.ts'
import type { RenderOptions } from './render.ts'
import { findingBlocks } from './review-findings.ts'
import { isBySubject, LISTS, matrixBlocks, someAssets } from './review-groups.ts'
import { STANDINGS } from './review-words.ts'
import { nameOf, type Row } from './rows.ts'
import { wrapTo } from './width.ts'
import { SUBJECTS } from './words.ts'

/** An access review as lines: how it was made, who holds what, what stands out, the sum. */
export const reviewText = (report: ReviewReport, render: RenderOptions): readonly string[] => {
  const options = textOptionsOf(render, report.business.id)
  const wrapped = (lines: readonly string[]): readonly string[] =>
    lines.flatMap((line) => wrapTo(line, options.width))
  return spaced([
    wrapped(reviewHeader(report)),
    ...matrixBlocks(report, options),
    ...findingBlocks(report, options),
    unreadLines(report, options),
    notVisibleLines(report, options),
    problemsText(report.problems, options.width, options.paint, options.verbose),
    wrapped([
      ...reviewSummary(report),
      ...(isBySubject(report, options) ? ['--verbose lists it asset by asset.'] : []),
      ...readingLines(render),
    ]),
  ])
}

/** Whose access, when, read with whose token, compared with what, and how whole. */
export const reviewHeader = (report: ReviewReport): readonly string[] => [
  `Access review of${placeAndTime(report)}`,
  ...madeWith(report),
  completenessOf(report),
]

/** ` business 1001 "Northwind", read at 2026-11-22T09:00:00Z`. */
export const placeAndTime = ({ business, read_at: at, graph }: LookedAt): string =>
  ` business ${named(business)}, read at ${escapeText(at)}${placeOfGraph(graph)}`

export const madeWith = (report: LookedAt): readonly string[] => [
  `By bizaccess ${escapeText(report.tool_version)} with the token of ${tokenWords(report)}`,
  report.manifest_digest === null
    ? 'Not compared with a manifest'
    : `Compared with the manifest ${escapeText(report.manifest_digest)}`,
]

const named = ({ id, name }: LookedAt['business']): string =>
  `${escapeText(id)}${name === null ? '' : ` ${quoteName(name)}`}`

const tokenWords = ({ token }: LookedAt): string => {
  const { person } = token
  if (person !== null) {
    return `${SUBJECTS[person.type]} ${nameOf({ ...person, name: person.name ?? token.name }, 60)}`
  }
  if (token.id === null) return 'somebody who could not be read'
  return `${named({ id: token.id, name: token.name })}, who is not listed in the business`
}

const HIDES: ReadonlySet<string> = new Set(['listing_unreadable', 'people_unreadable'])

/** What could not be read, so that nobody takes a part for the whole. */
export const completenessOf = (
  { complete, unread, problems }: Pick<ReviewReport, 'complete' | 'unread' | 'problems'>,
  all = 'everything in reach of this token',
): string => {
  const lists = unread.length + problems.filter(({ code }) => HIDES.has(code)).length
  const refused = lists === 0 ? '' : ` ${plural(lists, 'list')} could not be read (below).`
  if (!complete) return `INCOMPLETE: a read failed or was cut short.${refused}`
  return refused === ''
    ? `Complete: ${all} was read`
    : `Not everything may be read with this token:${refused}`
}

/** The lists that could not be read, the same refusal of many assets as one. */
export const unreadLines = ({ unread }: ReviewReport, options: TextOptions): readonly string[] =>
  unread.length === 0
    ? []
    : [
        options.paint('Not read', 'bold'),
        ...linesOfRows(
          groupsBy(unread, (row) =>
            JSON.stringify([row.relation, row.status, reasonOf(row.what)]),
          ).map(([, same]): Row => {
            const [first] = same as readonly [(typeof unread)[number]]
            return {
              sign: '?',
              asset: first.asset,
              word: LISTS[first.relation],
              subject: '',
              what: `of ${someAssets(
                same.map(({ asset }) => asset),
                options,
              )}: ${escapeText(same.length > 1 ? reasonOf(first.what) : first.what)}`,
              sources: [],
            }
          }),
          options.width,
          options.paint,
        ),
      ]

/** A reason starts with what to grant on this very asset; the rest is the API's. */
const reasonOf = (what: string): string => what.slice(what.indexOf(': ') + 1).trim()

export const notVisibleLines = (
  { not_visible: rows }: ReviewReport,
  { width, paint }: TextOptions,
): readonly string[] => [
  paint('Not visible from here', 'bold'),
  ...rows.flatMap(({ message }) =>
    wrapTo(message, width - 4).map((line, at) => (at === 0 ? `  ? ${line}` : `    ${line}`)),
  ),
]

/** The sum: relations by standing, findings by severity, and what that leaves out. */
export const reviewSummary = (report: ReviewReport, side: Side = 'above'): readonly string[] => {
  const { summary, complete, filters, problems } = report
  const { standings, findings } = summary
  const counted =
    standings === null
      ? ''
      : `: ${ALL_STANDINGS.filter((standing) => standings[standing] > 0)
          .map((standing) => `${standings[standing]} ${STANDINGS[standing].counted}`)
          .join(', ')}`
  const found = FINDING_SEVERITIES.filter((severity) => findings[severity] > 0)
    .map((severity) => `${findings[severity]} ${severity}`)
    .join(', ')
  return [
    `Review: ${plural(summary.access, 'relation')} on ${plural(summary.assets, 'asset')}${summary.access === 0 ? '' : counted}. Findings: ${found === '' ? 'none' : found}.`,
    ...(filters.length === 0
      ? []
      : [`Filtered by ${escapeText(filters.join(' '))}: the rest is not shown.`]),
    ...(complete
      ? []
      : ['Incomplete: a read failed or was cut short, and what it hides was not reviewed.']),
    ...(complete && hasErrors(problems) ? [`There are errors: see ${side}.`] : []),
  ]
}
