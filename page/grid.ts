import type { PageData } from '../src/document/html/page-data.ts'
import { cellOf, headCell } from './cells.ts'
import { made } from './made.ts'
import type { Sheet } from './sheet.ts'
import type { Span } from './span.ts'

/** The rows of the matrix: a head, and the cells of the columns that are seen. */

export interface Drawn {
  readonly sheet: Sheet
  /** The columns that stand in the document. */
  readonly columns: Span
  /** Whether cells have room for words. */
  readonly isWide: boolean
}

/** In place of columns that are not seen. */
const gap = (count: number): readonly HTMLTableCellElement[] => {
  if (count <= 0) return []
  const cell = made('td', 'gap')
  cell.colSpan = count
  cell.ariaHidden = 'true'
  return [cell]
}

const withGaps = (
  { sheet, columns }: Drawn,
  cellAt: (column: number) => HTMLTableCellElement,
): readonly HTMLTableCellElement[] => {
  const cells: HTMLTableCellElement[] = []
  for (let column = columns.from; column < columns.to; column += 1) {
    const cell = cellAt(column)
    cell.ariaColIndex = String(column + 2)
    cells.push(cell)
  }
  return [...gap(columns.from), ...cells, ...gap(sheet.across.keys.length - columns.to)]
}

const rowOf = (
  index: number,
  head: HTMLTableCellElement,
  cells: readonly HTMLTableCellElement[],
): HTMLTableRowElement => {
  head.ariaColIndex = '1'
  const row = made('tr', '', head, ...cells)
  row.ariaRowIndex = String(index)
  return row
}

export const headRow = (drawn: Drawn): HTMLTableRowElement => {
  const { down, across } = drawn.sheet
  const corner = made('th', '', down.letter === 'a' ? 'Asset' : 'Who')
  corner.scope = 'col'
  const cells = withGaps(drawn, (column) => {
    const key = across.keys[column] ?? -1
    const head = across.heads[key]
    return head === undefined
      ? document.createElement('th')
      : headCell(head, { scope: 'col', hash: `${across.letter}${key}` })
  })
  return rowOf(1, corner, cells)
}

export const bodyRow = (data: PageData, drawn: Drawn, row: number): HTMLTableRowElement => {
  const { down, entryAt } = drawn.sheet
  const key = down.keys[row] ?? -1
  const head = down.heads[key]
  const cell =
    head === undefined
      ? document.createElement('th')
      : headCell(head, { scope: 'row', hash: `${down.letter}${key}` })
  // Where another kind begins, a line says so.
  if (row > 0 && head?.word !== down.heads[down.keys[row - 1] ?? -1]?.word)
    cell.classList.add('first')
  return rowOf(
    row + 2,
    cell,
    withGaps(drawn, (column) => cellOf(data, entryAt(row, column), drawn.isWide)),
  )
}

/** One `col` for each column, so that all are as wide, seen or not. */
export const columnsOf = (count: number): readonly HTMLElement[] => [
  made('col', 'head'),
  ...Array.from({ length: count }, () => made('col', '')),
]
