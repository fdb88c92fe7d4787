/** Cursor paging: opaque cursors, and absolute `next` links that contain the token. */
import { refusal } from '../errors.ts'

/** The most rows that a page may have, whatever `limit` says. */
export const MAX_LIMIT = 100

/** What a listing was asked for. */
export interface PageRequest {
  readonly limit: number
  readonly after?: string
  readonly before?: string
}

/** A slice of the rows, and where it is. */
export interface PageOfRows<T> {
  readonly rows: readonly T[]
  readonly hasNext: boolean
  readonly hasPrevious: boolean
}

/** The page request in the arguments of an edge or a nested field. */
export function pageRequestOf(args: ReadonlyMap<string, string>, pageSize: number): PageRequest {
  const after = args.get('after')
  const before = args.get('before')
  return {
    limit: limitOf(args.get('limit'), pageSize),
    ...(after === undefined ? {} : { after }),
    ...(before === undefined ? {} : { before }),
  }
}

function limitOf(text: string | undefined, pageSize: number): number {
  if (text === undefined) return pageSize
  if (!/^\d+$/.test(text)) {
    throw refusal('invalid_parameter', 'Param limit must be a non-negative integer')
  }
  return Math.max(1, Math.min(Number(text), MAX_LIMIT))
}

/** The cursor that points at a row. */
export function cursorOf(id: string): string {
  return Buffer.from(`row:${id}`).toString('base64url')
}

/**
 * The rows of one page. A cursor whose row no longer exists is refused, as the API says it may be.
 */
export function pageOf<T extends { readonly id: string }>(
  all: readonly T[],
  request: PageRequest,
): PageOfRows<T> {
  const end = request.before === undefined ? undefined : placeOf(all, request.before)
  const start =
    end === undefined
      ? request.after === undefined
        ? 0
        : placeOf(all, request.after) + 1
      : Math.max(0, end - request.limit)
  const rows = all.slice(start, end ?? start + request.limit)
  return { rows, hasNext: start + rows.length < all.length, hasPrevious: start > 0 }
}

function placeOf(all: readonly { readonly id: string }[], cursor: string): number {
  const text = Buffer.from(cursor, 'base64url').toString()
  const place = text.startsWith('row:') ? all.findIndex((row) => row.id === text.slice(4)) : -1
  if (place < 0) throw refusal('invalid_parameter', 'Invalid cursors values')
  return place
}
