import type { Block, Entry, List, Node } from './node.ts'
import { PlacedBlock, PlacedEntry, PlacedList, PlacedText } from './placed.ts'
import {
  type Cursor,
  codeAt,
  count,
  endLine,
  HASH,
  isEnd,
  keyOf,
  scalarOf,
  skipSpaces,
} from './plain-words.ts'

const COMMA = 0x2c
const OPEN_LIST = 0x5b
const CLOSE_LIST = 0x5d
const OPEN_MAP = 0x7b
const CLOSE_MAP = 0x7d

/** The block around a value inside braces or brackets, and how deep the value is. */
export interface Around {
  /** Lines inside braces have to be indented more than this. */
  readonly indent: number
  readonly depth: number
  readonly mostDepth: number
}

/** A value inside braces or brackets, or the whole of them. */
export const flowValue = (cursor: Cursor, around: Around): Node | null => {
  count(cursor)
  const code = codeAt(cursor)
  if (code === OPEN_MAP || code === OPEN_LIST) return collectionOf(cursor, code, around)
  const { at } = cursor
  const text = scalarOf(cursor, true)
  return text === null ? null : new PlacedText(cursor.source, at, text)
}

export const isFlow = (code: number): boolean => code === OPEN_MAP || code === OPEN_LIST

const collectionOf = (cursor: Cursor, open: number, around: Around): Block | List | null => {
  if (around.depth >= around.mostDepth) return null
  const inside = { ...around, depth: around.depth + 1 }
  return open === OPEN_MAP ? flowMap(cursor, inside) : flowList(cursor, inside)
}

const flowMap = (cursor: Cursor, around: Around): Block | null => {
  const start = cursor.at
  const entries = new Map<string, Entry>()
  for (let isFirst = true; ; isFirst = false) {
    const isOver = isClosed(cursor, CLOSE_MAP, isFirst, around)
    if (isOver === null) return null
    if (isOver) return new PlacedBlock(cursor.source, start, entries)
    const { at } = cursor
    count(cursor)
    const key = keyOf(cursor, true)
    if (key === null || entries.has(key) || !skipGap(cursor, around)) return null
    const value = flowValue(cursor, around)
    if (value === null) return null
    entries.set(key, new PlacedEntry(cursor.source, at, key, value))
  }
}

const flowList = (cursor: Cursor, around: Around): List | null => {
  const start = cursor.at
  const items: Node[] = []
  for (let isFirst = true; ; isFirst = false) {
    const isOver = isClosed(cursor, CLOSE_LIST, isFirst, around)
    if (isOver === null) return null
    if (isOver) return new PlacedList(cursor.source, start, items)
    const item = flowValue(cursor, around)
    if (item === null) return null
    items.push(item)
  }
}

/** Goes behind the opening bracket, or the comma. Whether it is the end; null if it is neither. */
const isClosed = (
  cursor: Cursor,
  close: number,
  isFirst: boolean,
  around: Around,
): boolean | null => {
  if (isFirst) cursor.at += 1
  if (!skipGap(cursor, around)) return null
  if (!isFirst && codeAt(cursor) === COMMA) {
    cursor.at += 1
    if (!skipGap(cursor, around)) return null
  } else if (!isFirst && codeAt(cursor) !== close) return null
  if (codeAt(cursor) !== close) return false
  cursor.at += 1
  return true
}

/**
 * Goes over spaces, comments behind something and line ends; false where the next line is not indented
 * enough, or is a comment, which the library reads in several ways.
 */
const skipGap = (cursor: Cursor, { indent }: Around): boolean => {
  for (let isFirst = true; ; isFirst = false) {
    const start = cursor.at
    skipSpaces(cursor)
    const code = codeAt(cursor)
    if (!isEnd(code) && (code !== HASH || !isFirst)) return isFirst || cursor.at - start > indent
    cursor.at = start
    if (!endLine(cursor) || cursor.at >= cursor.text.length) return false
  }
}
