import type { Row as DocumentRow } from '../document.ts'
import { padTo, widthOf, wrapTo } from '../fitted.ts'
import { type Painter, SIGN_COLOURS } from '../paint.ts'
import { placesOf } from '../problem-words.ts'

/** The part of a row that its layout needs. */
export type LaidRow = Pick<DocumentRow, 'sign' | 'word' | 'subject' | 'id' | 'what' | 'sources'>

/** What all rows of an output share, so that the whole of it lines up. */
export interface Frame {
  /** Columns before the sign. */
  readonly indent: number
  /** Columns of the widest sign. */
  readonly sign: number
  /** Columns there are. */
  readonly width: number
  /** Columns for everything that comes before the manifest lines. */
  readonly room: number
  /** The column in which the manifest lines begin. */
  readonly place: number
  /** Whether they have a column at all; if they are too wide for it, each is on a line below. */
  readonly isBeside: boolean
}

/** Columns between a row's text and its source. */
const GAP = 2
/** Indentation of text for which there was too little room after its subject. */
const BELOW = 6
/** Columns that the text of rows needs at least if the manifest lines are to be beside it. */
const LEAST = 36
/** A longer line is hard to read, and would push the manifest lines out of sight. */
const LONGEST = 120

/** The frame of these groups of rows; `isWrapped`: whether long text is broken into lines. */
export const frameOf = (
  groups: readonly (readonly LaidRow[])[],
  {
    width,
    indent = 2,
    isWrapped = true,
  }: { readonly width: number; readonly indent?: number; readonly isWrapped?: boolean },
): Frame => {
  const rows = groups.flat()
  const source = widest(rows, ({ sources }) => placesOf(sources))
  const isBeside = width - source - GAP >= LEAST
  const beside = source === 0 || !isBeside ? width : width - source - GAP
  const room = isWrapped && source > 0 ? Math.min(beside, LONGEST) : beside
  const sign = widest(rows, (row) => row.sign)
  const frame = { indent, sign, width, room, place: 0, isBeside }
  const place = groups
    .flatMap((group) => placedRows(group, frame))
    .map(({ lines }) => widthOf(lines[0] ?? ''))
    .filter((end) => end <= Math.min(room, LONGEST))
    .reduce((most, end) => Math.max(most, end + GAP), BELOW)
  return { ...frame, place }
}

/** Rows of one group: sign, word, subject, text, and at the end of each the manifest line. */
export const linesOfRows = (
  rows: readonly LaidRow[],
  frame: Frame,
  paint: Painter,
): readonly string[] => placedRows(rows, frame).flatMap((row) => paintedRow(row, frame, paint))

/** A row as lines, before its manifest line is added. */
interface Placed {
  readonly row: LaidRow
  readonly lines: readonly string[]
  /** Where its subject begins in each line that has some of it, in characters. */
  readonly subject: number
  /** How many lines its subject takes. */
  readonly named: number
}

const placedRows = (rows: readonly LaidRow[], frame: Frame): readonly Placed[] => {
  const columns = {
    word: widest(rows, ({ word }) => word),
    subject: widest(rows, ({ subject }) => subject),
  }
  // Where no line of a group says what is, none leaves room for it.
  const isUnsigned = rows.every(({ sign }) => sign === ' ')
  const sign = isUnsigned ? Math.min(1, frame.sign) : frame.sign
  return rows.map((row) => placedRow(row, columns, { ...frame, sign }))
}

/**
 * The text is after its subject if it fits on that line; otherwise below, on one line or several. A
 * subject that is wider than the screen is itself on several lines.
 */
const placedRow = (
  row: LaidRow,
  columns: { readonly word: number; readonly subject: number },
  { indent, sign, width, room }: Frame,
): Placed => {
  const start = `${' '.repeat(indent)}${padTo(row.sign, sign)}${sign > 1 ? '  ' : ' '}`
  const word = columns.word === 0 ? '' : `${padTo(row.word, columns.word)}  `
  const subject = columns.subject === 0 ? '' : `${padTo(row.subject, columns.subject)}  `
  const head = start + word + subject
  const placed = (lines: readonly string[], named = 1): Placed => ({
    ...{ row, lines, named },
    subject: (start + word).length,
  })
  if (widthOf(head) + widthOf(row.what) <= room) return placed([(head + row.what).trimEnd()])
  // A sign is never alone on its line.
  if (row.word === '' && row.subject === '') {
    const [first = '', ...others] = wrapTo(row.what, room - start.length)
    return placed([start + first, ...indented(others, start.length)])
  }
  const below = row.what === '' ? [] : indented(wrapTo(row.what, room - BELOW), BELOW)
  const at = widthOf(start + word)
  const [first = '', ...others] = wrapTo(row.subject, width - at)
  const named = [start + word + first, ...indented(others, at)].map((line) => line.trimEnd())
  return placed([...named, ...below], named.length)
}

export const indented = (lines: readonly string[], columns: number): readonly string[] =>
  lines.map((line) => ' '.repeat(columns) + line)

const paintedRow = ({ row, lines, subject, named }: Placed, frame: Frame, paint: Painter) => {
  const [head = '', ...others] = lines
  const painted = [
    paintedHead(row, head, { subject, indent: frame.indent }, paint),
    ...others.map((line, at) => (at < named - 1 ? dimmed(line, row.id, subject, paint) : line)),
  ]
  return withPlace(painted, { end: widthOf(head), place: placesOf(row.sources) }, frame, paint)
}

const paintedHead = (
  row: LaidRow,
  head: string,
  { subject, indent }: { readonly subject: number; readonly indent: number },
  paint: Painter,
): string => {
  const sign = ' '.repeat(indent) + paint(row.sign, SIGN_COLOURS[row.sign])
  const from = indent + row.sign.length
  const name = head.slice(subject, subject + row.subject.length)
  const rest = head.slice(subject + row.subject.length)
  return sign + head.slice(from, subject) + dimmed(name, row.id, 0, paint) + rest
}

/** Some of a subject, from `start` on, with the id in it dim. */
const dimmed = (text: string, id: string, start: number, paint: Painter): string => {
  const at = id === '' ? -1 : text.lastIndexOf(id)
  if (at < start) return text
  return `${text.slice(0, at)}${paint(id, 'dim')}${text.slice(at + id.length)}`
}

/** Lines with their manifest line: in its column on the first of them, or on a line of its own. */
export const withPlace = (
  lines: readonly string[],
  { end, place }: { readonly end: number; readonly place: string },
  frame: Frame,
  paint: Painter,
): readonly string[] => {
  if (place === '') return lines
  const [head = '', ...others] = lines
  const shown = paint(place, 'dim')
  if (!frame.isBeside) return [...lines, ' '.repeat(BELOW) + shown]
  const isLong = end + GAP > frame.place
  if (isLong && others.length === 0 && end > LONGEST) return [head + ' '.repeat(GAP) + shown]
  return isLong
    ? [...lines, ' '.repeat(frame.place) + shown]
    : [head + ' '.repeat(frame.place - end) + shown, ...others]
}

const widest = <T>(values: readonly T[], text: (value: T) => string): number =>
  values.reduce((width, value) => Math.max(width, widthOf(text(value))), 0)
