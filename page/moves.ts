/** A cell of the matrix: row and column from 0; row -1 and column -1 are the heads. */
export interface Place {
  readonly row: number
  readonly column: number
}

export interface Extent {
  readonly rows: number
  readonly columns: number
  /** Rows that fit on the screen. */
  readonly page: number
}

type Move = (at: Place, extent: Extent, isFar: boolean) => Place

const MOVES: Readonly<Record<string, Move>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  PageUp: ({ row, column }, { page }) => ({ row: Math.max(0, row - page), column }),
  PageDown: ({ row, column }, { page }) => ({ row: row + page, column }),
  Home: ({ row }, _extent, isFar) => ({ row: isFar ? 0 : row, column: -1 }),
  End: ({ row }, { rows, columns }, isFar) => ({
    row: isFar ? rows - 1 : row,
    column: columns - 1,
  }),
}

/** Where a key leads, within the matrix; null for a key that leads nowhere. */
export const moved = (key: string, at: Place, extent: Extent, isFar: boolean): Place | null => {
  const move = Object.hasOwn(MOVES, key) ? MOVES[key] : undefined
  if (move === undefined) return null
  const { row, column } = move(at, extent, isFar)
  return { row: within(row, extent.rows), column: within(column, extent.columns) }
}

const within = (at: number, count: number): number => Math.max(-1, Math.min(at, count - 1))
