import type { SourceText } from './source-text.ts'

/**
 * Where a plain text has been read up to. Every function that reads one returns null, or false, for
 * what is not plain: where it then stands does not matter.
 */
export interface Cursor {
  readonly source: SourceText
  readonly text: string
  /** Whether no letter of it has more than one Unicode form. */
  readonly isAscii: boolean
  at: number
  /** How many more keys and values there may be. */
  left: number
  /** Where the first begins that is too many; null if there is none so far. */
  beyond: number | null
}

export const SPACE = 0x20
export const NEWLINE = 0x0a
const RETURN = 0x0d
export const HASH = 0x23
export const COLON = 0x3a
const DOUBLE = 0x22
const SINGLE = 0x27

/** Tabs, other control characters, other line ends, byte order marks. */
const ODD = /[^\n\r -~\u00a1-\u2027\u202a-\ufefe\uff00-\ufffd]|\r(?!\n)/

// biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
const BEYOND_ASCII = /[^\x00-\x7f]/

/**
 * A cursor at the start of a text with at most so many keys and values; null if a character in it is
 * read in a way of its own.
 */
export const cursorOf = (source: SourceText, most: number): Cursor | null => {
  const { text } = source
  if (ODD.test(text)) return null
  return { source, text, isAscii: !BEYOND_ASCII.test(text), at: 0, left: most, beyond: null }
}

/** Counts the key or value that begins here. */
export const count = (cursor: Cursor): void => {
  cursor.left -= 1
  if (cursor.left < 0) cursor.beyond ??= cursor.at
}

export const codeAt = ({ text, at }: Cursor): number => text.charCodeAt(at)

/** Of the text, or a line: a return is always before a newline here. */
export const isEnd = (code: number): boolean =>
  code === NEWLINE || code === RETURN || Number.isNaN(code)

/** Goes behind the end of the line, of which only spaces and a comment may be left. */
export const endLine = (cursor: Cursor): boolean => {
  const start = cursor.at
  skipSpaces(cursor)
  const code = codeAt(cursor)
  if (!isEnd(code) && !(code === HASH && isComment(cursor, start))) return false
  skipLine(cursor)
  return true
}

/** A number sign begins a comment only behind a space or at the start of a line. */
const isComment = ({ text, at }: Cursor, start: number): boolean =>
  at > start || at === 0 || text.charCodeAt(at - 1) === NEWLINE

const skipLine = (cursor: Cursor): void => {
  const found = cursor.text.indexOf('\n', cursor.at)
  cursor.at = found < 0 ? cursor.text.length : found + 1
}

export const skipSpaces = (cursor: Cursor): void => {
  while (codeAt(cursor) === SPACE) cursor.at += 1
}

/** Goes from the start of a line to the next that says something. Returns its indentation, or -1. */
export const nextLine = (cursor: Cursor): number => {
  for (;;) {
    const start = cursor.at
    skipSpaces(cursor)
    const code = codeAt(cursor)
    if (Number.isNaN(code)) return -1
    if (!isEnd(code) && code !== HASH) return cursor.at - start
    skipLine(cursor)
  }
}

/** What may stand without quotes in the place of a value and yet be none. */
export const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL'])

const MAX_KEY = 200

/** Without escapes. The first character may be none that means something to YAML. */
const QUOTED = { [DOUBLE]: /"[^"\\\n\r]*"/y, [SINGLE]: /'[^'\n\r]*'(?!')/y } as const
const BLOCK_WORDS = /[\w/+($\u00a1-\uffff](?:[^\n\r:#]|:(?=[\w/]))*/y
const FLOW_WORDS = /[\w/+($\u00a1-\uffff](?:[^\n\r:#,[\]{}]|:(?=[\w/]))*/y

const matched = (cursor: Cursor, pattern: RegExp): string | null => {
  pattern.lastIndex = cursor.at
  if (!pattern.test(cursor.text)) return null
  const from = cursor.at
  cursor.at = pattern.lastIndex
  return cursor.text.slice(from, cursor.at)
}

/** In one Unicode form: names that look the same are the same. */
const composed = ({ isAscii }: Cursor, text: string): string =>
  isAscii ? text : text.normalize('NFC')

const quotedOf = (cursor: Cursor): string | null => {
  const quoted = matched(cursor, QUOTED[codeAt(cursor) as typeof DOUBLE | typeof SINGLE])
  return quoted === null ? null : composed(cursor, quoted.slice(1, -1))
}

const isQuote = (code: number): boolean => code === DOUBLE || code === SINGLE

/** Words without quotes end before the spaces behind them. */
const trimmed = (cursor: Cursor, words: string): string => {
  let end = words.length
  while (words.charCodeAt(end - 1) === SPACE) end -= 1
  cursor.at -= words.length - end
  return end === words.length ? words : words.slice(0, end)
}

/** A single value that is no collection. */
export const scalarOf = (cursor: Cursor, isInFlow: boolean): string | null => {
  if (isQuote(codeAt(cursor))) return quotedOf(cursor)
  const words = matched(cursor, isInFlow ? FLOW_WORDS : BLOCK_WORDS)
  if (words === null) return null
  const text = trimmed(cursor, words)
  return NULLS.has(text) ? null : composed(cursor, text)
}

/** A key, and goes behind its colon. */
export const keyOf = (cursor: Cursor, isInFlow: boolean): string | null => {
  const from = cursor.at
  const isQuoted = isQuote(codeAt(cursor))
  const key = isQuoted ? quotedOf(cursor) : matched(cursor, FLOW_WORDS)
  if (key === null || key === '' || cursor.at - from > MAX_KEY || codeAt(cursor) !== COLON) {
    return null
  }
  if (!isQuoted && key.charCodeAt(key.length - 1) === SPACE) return null
  cursor.at += 1
  const next = codeAt(cursor)
  const isApart = next === SPACE || isEnd(next) || (isQuoted && isInFlow)
  return isApart ? (isQuoted ? key : composed(cursor, key)) : null
}
