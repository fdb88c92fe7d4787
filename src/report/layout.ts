import type { Position } from '../model/problem.ts'
import { type Painter, SIGN_COLOURS } from './paint.ts'
import { placeOf } from './problem-text.ts'
import type { Row } from './rows.ts'
import { padTo, widthOf, wrapTo } from './width.ts'

const INDENT = 2
/** Where text stands that found too little room beside its subject. */
const BELOW = 6
/** Less room than this, and text goes below its subject instead of into a thin column. */
const NARROWEST = 40

/** A row as lines without their source, which is the last column of the last line. */
interface Placed {
  readonly row: Row
  /** Everything behind the sign. */
  readonly lines: readonly string[]
  readonly source: string
}

/** Rows of one group: sign, word, subject, text, and the manifest line at the end of each. */
export const linesOfRows = (
  rows: readonly Row[],
  width: number,
  paint: Painter,
): readonly string[] => {
  const sourceWidth = widest(rows, (row) => placesOf(row.sources))
  const limit = width - (sourceWidth === 0 ? 0 : sourceWidth + 2)
  const columns = {
    word: widest(rows, (row) => row.word),
    subject: widest(rows, (row) => row.subject),
  }
  const placed = rows.map((row) => placeRow(row, columns, limit))
  const last = widest(placed, ({ lines }) => lines[lines.length - 1] ?? '')
  return placed.flatMap((row) => paintRow(row, Math.min(last, limit), paint))
}

interface Columns {
  readonly word: number
  readonly subject: number
}

const placeRow = (row: Row, columns: Columns, limit: number): Placed => {
  const source = placesOf(row.sources)
  const indent = ' '.repeat(INDENT)
  const word = columns.word === 0 ? '' : `${padTo(row.word, columns.word)}  `
  const subject = columns.subject === 0 ? '' : `${padTo(row.subject, columns.subject)}  `
  const head = `${indent}${row.sign} ${word}${subject}`
  const room = limit - widthOf(head)
  if (widthOf(row.what) > room && room < NARROWEST) {
    const below = wrapTo(row.what, limit - BELOW).map((line) => ' '.repeat(BELOW) + line)
    return { row, lines: [head.trimEnd(), ...below], source }
  }
  const [first = '', ...others] = wrapTo(row.what, room)
  const hang = ' '.repeat(widthOf(head))
  return { row, lines: [(head + first).trimEnd(), ...others.map((line) => hang + line)], source }
}

const paintRow = ({ row, lines, source }: Placed, column: number, paint: Painter): string[] => {
  const [head = '', ...others] = lines
  const sign = paint(row.sign, SIGN_COLOURS[row.sign])
  const painted = [`${head.slice(0, INDENT)}${sign}${head.slice(INDENT + 1)}`, ...others]
  if (source === '') return painted
  const last = painted.length - 1
  const gap = ' '.repeat(Math.max(0, column - widthOf(lines[last] ?? '')) + 2)
  return painted.map((line, at) => (at === last ? `${line}${gap}${paint(source, 'dim')}` : line))
}

const widest = <T>(values: readonly T[], text: (value: T) => string): number =>
  values.reduce((width, value) => Math.max(width, widthOf(text(value))), 0)

/** `access.yaml:28`, `access.yaml:28,31`, `access.yaml:28 +4`. */
export const placesOf = (sources: readonly Position[]): string => {
  const places = [...new Set(sources.map((source) => placeOf(source)))]
  const [first = '', ...others] = places
  const file = first.slice(0, first.lastIndexOf(':') + 1)
  if (others.length === 0) return first
  return others.length < 3 && others.every((place) => place.startsWith(file))
    ? [first, ...others.map((place) => place.slice(file.length))].join(',')
    : `${first} +${others.length}`
}
