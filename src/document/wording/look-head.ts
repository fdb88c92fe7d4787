import type { LookedAt, ReviewReport } from '../../model/reports/review-report.ts'
import { escapeText, quoteName } from '../escape.ts'
import { placeOfGraph } from './report-head.ts'
import { calledWords } from './rows.ts'
import { SUBJECTS } from './words.ts'

/**
 * How a look at access was made: when, with whose token, compared with what, and how complete it
 * is.
 */

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
    return `${SUBJECTS[person.type]} ${calledWords({ ...person, name: person.name ?? token.name })}`
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
  const isHidden = unread.length > 0 || problems.some(({ code }) => HIDES.has(code))
  const refused = isHidden ? ' Not all lists could be read (see Not read).' : ''
  if (!complete) return `INCOMPLETE: a read failed or was cut short.${refused}`
  return refused === ''
    ? `Complete: ${all} was read`
    : `Not everything may be read with this token:${refused}`
}
