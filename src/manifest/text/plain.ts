import type { Block, Entry, List, Node } from './node.ts'
import { PlacedBlock, PlacedEntry, PlacedList, PlacedText } from './placed.ts'
import { flowValue, isFlow } from './plain-flow.ts'
import {
  type Cursor,
  codeAt,
  count,
  cursorOf,
  endLine,
  HASH,
  isEnd,
  keyOf,
  nextLine,
  SPACE,
  scalarOf,
  skipSpaces,
} from './plain-words.ts'
import type { SourceText } from './source-text.ts'

const DASH = 0x2d

export interface Limits {
  /** Keys and values. */
  readonly most: number
  readonly depth: number
}

export interface Plain {
  readonly root: Block
  /** Offset of the first key or value that is one too many; null if there is none. */
  readonly beyond: number | null
}

/**
 * The nodes of a text that is plainly written: maps, lists and single values, on lines of their own or
 * in braces and brackets, with or without quotes, and comments. Null for whatever else YAML has
 * (anchors, tags, escapes, texts over several lines, empty values, …), for what is nested too deeply,
 * and for whatever may be wrong: the YAML library, many times slower, then reads it and says so. What
 * is read here is what the library reads, with the same offsets; a test compares the two.
 */
export const readPlain = (source: SourceText, { most, depth }: Limits): Plain | null => {
  const cursor = cursorOf(source, most)
  if (cursor === null) return null
  const indent = firstLine(cursor)
  if (indent < 0) return null
  const root = isFlow(codeAt(cursor)) ? wholeFlow(cursor, depth) : blockOf(cursor, indent, depth)
  if (root?.type !== 'block' || cursor.at < source.text.length) return null
  return { root, beyond: cursor.beyond }
}

/** The first line that says something, behind the mark that may begin a document. */
const firstLine = (cursor: Cursor): number => {
  const indent = nextLine(cursor)
  if (indent !== 0 || !cursor.text.startsWith('---', cursor.at)) return indent
  cursor.at += 3
  return endLine(cursor) ? nextLine(cursor) : -1
}

const wholeFlow = (cursor: Cursor, mostDepth: number): Node | null => {
  const root = flowValue(cursor, { indent: -1, depth: 0, mostDepth })
  return root !== null && endLine(cursor) && nextLine(cursor) === -1 ? root : null
}

/** What the lines from here on with this indentation say, up to one with less. */
const blockOf = (cursor: Cursor, indent: number, depth: number): Block | List | null => {
  count(cursor)
  if (depth <= 0) return null
  return isItem(cursor) ? linesOf(cursor, indent, depth) : mapOf(cursor, indent, depth)
}

const isItem = ({ text, at }: Cursor): boolean =>
  text.charCodeAt(at) === DASH && text.charCodeAt(at + 1) === SPACE

const mapOf = (cursor: Cursor, indent: number, depth: number): Block | null => {
  const start = cursor.at
  const entries = new Map<string, Entry>()
  for (;;) {
    const { at } = cursor
    count(cursor)
    const key = keyOf(cursor, false)
    if (key === null || entries.has(key)) return null
    const value = valueBehind(cursor, indent, depth - 1)
    if (value === null) return null
    entries.set(key, new PlacedEntry(cursor.source, at, key, value))
    const next = indentHere(cursor)
    if (next < indent) return new PlacedBlock(cursor.source, start, entries)
    if (next > indent) return null
  }
}

const linesOf = (cursor: Cursor, indent: number, depth: number): List | null => {
  const start = cursor.at
  const items: Node[] = []
  for (;;) {
    cursor.at += 1
    skipSpaces(cursor)
    const item = lineOf(cursor, indent, depth - 1)
    if (item === null) return null
    items.push(item)
    const next = indentHere(cursor)
    if (next < indent || (next === indent && !isItem(cursor))) {
      return new PlacedList(cursor.source, start, items)
    }
    if (next > indent) return null
  }
}

/** The indentation of the line that the cursor has been taken to; -1 at the end. */
const indentHere = ({ text, at }: Cursor): number =>
  at >= text.length ? -1 : at - (text.lastIndexOf('\n', at - 1) + 1)

/** The value behind a colon: on the same line, or below it. */
const valueBehind = (cursor: Cursor, indent: number, depth: number): Node | null => {
  const start = cursor.at
  skipSpaces(cursor)
  const code = codeAt(cursor)
  if (!isEnd(code) && code !== HASH) return lineOf(cursor, indent, depth)
  cursor.at = start
  if (!endLine(cursor)) return null
  const below = nextLine(cursor)
  if (below > indent && isFlow(codeAt(cursor))) return lineOf(cursor, indent, depth)
  const isBelow = below > indent || (below === indent && isItem(cursor))
  return isBelow ? blockOf(cursor, below, depth) : null
}

/** A value that ends with its line, or with the brackets that begin on it; goes to the next line. */
const lineOf = (cursor: Cursor, indent: number, depth: number): Node | null => {
  const value = isFlow(codeAt(cursor))
    ? flowValue(cursor, { indent, depth: 0, mostDepth: depth })
    : textOf(cursor)
  if (value === null || !endLine(cursor)) return null
  nextLine(cursor)
  return value
}

const textOf = (cursor: Cursor): Node | null => {
  count(cursor)
  const { at } = cursor
  const text = scalarOf(cursor, false)
  return text === null ? null : new PlacedText(cursor.source, at, text)
}
