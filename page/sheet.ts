import type { NamedData, PageData } from '../src/document/html/page-data.ts'
import type { Cells } from './filter.ts'

/** What stands on one side of the matrix: positions in the data, and how to name them. */
interface Side {
  readonly keys: readonly number[]
  readonly heads: readonly NamedData[]
  /** Begins the name of an own view: `a3`, `k12`. */
  readonly letter: string
}

/** What one cell of the matrix stands for. */
export interface Entry {
  readonly asset: number
  readonly column: number
  /** Rows of the report. */
  readonly rows: readonly number[]
  /** Whether a list that could not be read would fill it. */
  readonly isHidden: boolean
}

/** The matrix as it lies: assets down and people across, or turned round. */
export interface Sheet {
  readonly down: Side
  readonly across: Side
  readonly entryAt: (row: number, column: number) => Entry
}

/** By asset, the ranks of the columns that lists which could not be read would fill. */
const unreadOf = (data: PageData): ReadonlyMap<number, ReadonlySet<number>> => {
  const unread = new Map<number, Set<number>>()
  for (const { a, r } of data.unread) unread.set(a, new Set([...(unread.get(a) ?? []), ...r]))
  return unread
}

/** Lays the cells of a page out, one way or the other. */
export const createSheets = (data: PageData) => {
  const unread = unreadOf(data)
  const entryOf = (cells: Cells, asset: number, column: number): Entry => ({
    asset,
    column,
    rows: cells.rows.get(asset)?.get(column) ?? [],
    isHidden: unread.get(asset)?.has(data.columns[column]?.rank ?? -1) === true,
  })
  return (cells: Cells, isTurned: boolean): Sheet => {
    const assets: Side = { keys: cells.assets, heads: data.assets, letter: 'a' }
    const people: Side = { keys: cells.columns, heads: data.columns, letter: 'k' }
    const [down, across] = isTurned ? [people, assets] : [assets, people]
    const entryAt = (row: number, column: number): Entry => {
      const [one, other] = [down.keys[row] ?? -1, across.keys[column] ?? -1]
      return isTurned ? entryOf(cells, other, one) : entryOf(cells, one, other)
    }
    return { down, across, entryAt }
  }
}

export type Sheets = ReturnType<typeof createSheets>

/** Everything that one line of a sheet holds, in the order of its columns. */
export const entriesOf = ({ across, entryAt }: Sheet, row: number): readonly Entry[] =>
  across.keys
    .map((_, column) => entryAt(row, column))
    .filter(({ rows, isHidden }) => rows.length > 0 || isHidden)
