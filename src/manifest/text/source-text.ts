import type { Position } from '../../model/problem.ts'
import { widthOf } from '../../model/text/width.ts'

/** The text of a manifest, with the offsets at which its lines start. */
export interface SourceText {
  readonly file: string
  readonly text: string
  readonly starts: readonly number[]
}

const BYTE_ORDER_MARK = 0xfeff

/** Characters. A longer line is not shown whole in an excerpt but as a window around the column. */
const WINDOW = 100

export const sourceTextOf = (file: string, written: string): SourceText => {
  const text = written.charCodeAt(0) === BYTE_ORDER_MARK ? written.slice(1) : written
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return { file, text, starts }
}

/** Line and column of an offset (both count from 1), found by binary search. */
export const positionAt = (source: SourceText, offset: number): Position => {
  let low = 0
  let high = source.starts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((source.starts[middle] as number) <= offset) low = middle
    else high = middle - 1
  }
  return { file: source.file, line: low + 1, column: offset - (source.starts[low] as number) + 1 }
}

/** The line of a position, with a caret below its column at the width a terminal shows. */
export const excerptAt = (source: SourceText, position: Position): string => {
  const start = source.starts[position.line - 1] ?? source.text.length
  const end = source.starts[position.line] ?? source.text.length + 1
  const line = source.text.slice(start, end - 1).replace(/\r$/, '')
  const column = position.column - 1
  const from = line.length > WINDOW ? Math.max(0, column - WINDOW / 2) : 0
  const before = withoutHalves(line.slice(from, column))
  return `${withoutHalves(line.slice(from, from + WINDOW))}\n${indentOf(before)}^`
}

/** Removes half a surrogate pair that a cut has left at either end. */
const withoutHalves = (text: string): string =>
  text.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '')

/** Keeps tabs, so that the caret is in the right place however wide tabs are shown. */
const indentOf = (before: string): string =>
  before
    .split('\t')
    .map((part) => ' '.repeat(widthOf(part)))
    .join('\t')

/** The offset of a position in a text without its byte order mark. */
export const offsetOf = ({ starts }: SourceText, { line, column }: Position): number =>
  (starts[line - 1] ?? 0) + column - 1
