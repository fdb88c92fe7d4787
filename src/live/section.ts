import type { GraphError } from '../graph/errors/graph-error.ts'
import type { Json } from '../graph/json.ts'
import type { Fetched } from '../graph/want.ts'
import { type Evidence, mergedEvidence } from '../model/assumed/evidence.ts'
import type { Completeness } from '../model/live.ts'

/** A decoded list and how far it can be trusted. Only a complete one proves an absence. */
export interface Section<T> {
  readonly rows: readonly T[]
  readonly status: Completeness
  readonly error: GraphError | null
  /** What is wrong with a row, if there is such a row; the section is then unknown. */
  readonly bad: string | null
  /** What its rows showed of what is assumed about the API; absent if nothing. */
  readonly shows?: readonly Evidence[]
}

/** What one row shows of what is assumed about the API, before it is decoded. */
export type Note = (row: Json) => readonly Evidence[]

/** What a decoder reports about a row that it cannot read. */
export interface BadRow {
  readonly bad: string
}

export const badRow = (bad: string): BadRow => ({ bad })

const isBad = (row: unknown): row is BadRow =>
  typeof row === 'object' && row !== null && Object.hasOwn(row, 'bad')

/**
 * Stands in for a list that need not be read, or not to its end: it proves nothing, and nothing
 * is wrong.
 */
export const UNREAD: Fetched = { status: 'cut', rows: [], error: null }

/** Decodes every row. One that cannot be read makes the whole list unknown rather than shorter. */
export const sectionOf = <T extends object>(
  fetched: Fetched | undefined,
  decode: (row: Json) => T | BadRow,
  note?: Note,
): Section<T> => {
  if (fetched === undefined)
    return { rows: [], status: 'unknown', error: null, bad: 'it was not read' }
  const decoded = fetched.rows.map(decode)
  const bad = decoded.find(isBad)?.bad ?? null
  const rows = decoded.filter((row): row is T => !isBad(row))
  const { status, error } = fetched
  const trust = status === 'cut' || (bad !== null && status === 'complete') ? 'unknown' : status
  const shows = note === undefined ? [] : mergedEvidence(fetched.rows.flatMap(note))
  return { rows, bad, error, status: trust, ...(shows.length === 0 ? {} : { shows }) }
}

/** The status of one section that was read in several parts. */
export const worstOf = (statuses: readonly Completeness[]): Completeness =>
  (['unknown', 'unreadable'] as const).find((status) => statuses.includes(status)) ?? 'complete'
