import type { Row as DocumentRow } from '../document.ts'
import { padTo, widthOf, wrapTo } from '../fitted.ts'
import { type Painter, SIGN_COLOURS } from '../paint.ts'
import { placesOf } from '../problem-words.ts'

/** The part of a row that its layout needs. */
type Row = Pick<DocumentRow, 'sign' | 'word' | 'subject' | 'what' | 'sources'>

export interface RowLayout {
  readonly width: number
  readonly paint: Painter
  /** Columns before the sign; 2 by default. */
  readonly indent?: number
}

/** Columns between a row's text and its source. */
const GAP = 2
/** Indentation of text for which there was too little room after its subject. */
const BELOW = 6
/** A row as lines, before its source is added as the last column of the last line. */
interface Placed {
  readonly row: Row
  /** Everything after the sign. */
  readonly lines: readonly string[]
  readonly source: string
}

/** Rows of one group: sign, word, subject, text, and at the end of each the manifest line. */
export const linesOfRows = (
  rows: readonly Row[],
  { width, paint, indent = 2 }: RowLayout,
): readonly string[] => {
  const columns = {
    sign: widest(rows, (row) => row.sign),
    word: widest(rows, (row) => row.word),
    subject: widest(rows, (row) => row.subject),
  }
  const placed = rows.map((row) => placeRow(row, columns, { width, indent }))
  const column = placed
    .filter((row) => endOf(row) + GAP + widthOf(row.source) <= width)
    .reduce((most, row) => Math.max(most, endOf(row) + GAP), BELOW)
  return placed.flatMap((row) => paintRow(row, { column, width, indent }, paint))
}

/** The column in which the last line of a row ends. */
const endOf = ({ lines }: Placed): number => widthOf(lines[lines.length - 1] ?? '')

interface Columns {
  readonly sign: number
  readonly word: number
  readonly subject: number
}

/**
 * After its subject if text and source fit on that line; otherwise below, on one line or several.
 */
const placeRow = (
  row: Row,
  columns: Columns,
  { width, indent: columnsBefore }: { readonly width: number; readonly indent: number },
): Placed => {
  const source = placesOf(row.sources)
  const indent = ' '.repeat(columnsBefore)
  const word = columns.word === 0 ? '' : `${padTo(row.word, columns.word)}  `
  const subject = columns.subject === 0 ? '' : `${padTo(row.subject, columns.subject)}  `
  const sign = indent + padTo(row.sign, columns.sign)
  const head = `${sign}${columns.sign > 1 ? '  ' : ' '}${word}${subject}`
  const room = width - widthOf(head)
  const taken = widthOf(row.what) + (source === '' ? 0 : GAP + widthOf(source))
  if (taken <= room) return { row, lines: [(head + row.what).trimEnd()], source }
  // A sign is never alone on its line.
  if (row.word === '' && row.subject === '') {
    const [first = '', ...others] = wrapTo(row.what, width - head.length)
    const under = ' '.repeat(head.length)
    return { row, lines: [head + first, ...others.map((line) => under + line)], source }
  }
  const below = wrapTo(row.what, width - BELOW).map((line) => ' '.repeat(BELOW) + line)
  return { row, lines: [head.trimEnd(), ...below], source }
}

/** The source goes into its column, or as near to it as the text allows, or below. */
const paintRow = (
  { row, lines, source }: Placed,
  {
    column,
    width,
    indent,
  }: { readonly column: number; readonly width: number; readonly indent: number },
  paint: Painter,
): readonly string[] => {
  const [head = '', ...others] = lines
  const sign = paint(row.sign, SIGN_COLOURS[row.sign])
  const painted: string[] = [
    `${' '.repeat(indent)}${sign}${head.slice(indent + row.sign.length)}`,
    ...others,
  ]
  if (source === '') return painted
  const end = widthOf(lines[lines.length - 1] ?? '')
  const room = width - widthOf(source)
  const shown = paint(source, 'dim')
  if (end + GAP > room) return [...painted, ' '.repeat(Math.max(BELOW, room)) + shown]
  const start = Math.max(end + GAP, Math.min(column, room))
  const last = painted.pop() ?? ''
  return [...painted, last + ' '.repeat(start - end) + shown]
}

const widest = <T>(values: readonly T[], text: (value: T) => string): number =>
  values.reduce((width, value) => Math.max(width, widthOf(text(value))), 0)
