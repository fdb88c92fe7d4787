import type { PageData } from '../src/document/html/page-data.ts'
import { nameOf, wordsOf } from './cells.ts'
import { countsOf, lineOf } from './entries.ts'
import { linkTo, made } from './made.ts'
import type { Place } from './moves.ts'
import type { Sheet } from './sheet.ts'

/** What somebody chose in the matrix, to be read whole. */
export interface Chosen {
  readonly sheet: Sheet
  /** The same turned round. */
  readonly turned: Sheet
  readonly place: Place
}

const NOTHING = 'No entry in this report.'

export const detailOf = (data: PageData, { sheet, turned, place }: Chosen): readonly Node[] => {
  const { row, column } = place
  const isCell = row >= 0 && column >= 0
  if (isCell) return cellDetail(data, sheet, place)
  if (row >= 0) return headDetail(data, sheet, row)
  return column >= 0 ? headDetail(data, turned, column) : []
}

const cellDetail = (
  data: PageData,
  { down, across, entryAt }: Sheet,
  at: Place,
): readonly Node[] => {
  const entry = entryAt(at.row, at.column)
  const heads = [
    [down.letter, down.keys[at.row] ?? -1, down.heads] as const,
    [across.letter, across.keys[at.column] ?? -1, across.heads] as const,
  ]
  return [
    made(
      'h3',
      '',
      ...heads.flatMap(([letter, key, named]) => {
        const head = named[key]
        return head === undefined ? [] : [linkTo(`${letter}${key}`, ...nameOf(head)), ' ']
      }),
    ),
    ...(entry.rows.length === 0 ? [made('p', '', wordsOf(data, entry) || NOTHING)] : []),
    ...entry.rows.map((row) => lineOf(data, row)),
  ]
}

/** A row or a column in short; its own view has it whole. */
const headDetail = (data: PageData, sheet: Sheet, row: number): readonly Node[] => {
  const key = sheet.down.keys[row] ?? -1
  const head = sheet.down.heads[key]
  if (head === undefined) return []
  return [
    made('h3', '', ...nameOf(head)),
    made(
      'p',
      '',
      countsOf(data, sheet, row),
      linkTo(`${sheet.down.letter}${key}`, 'Show all of it'),
    ),
  ]
}
