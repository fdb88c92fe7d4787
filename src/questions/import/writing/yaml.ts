import { escapeText, escapeYaml } from '../../../document/escape.ts'
import { widthOf, wrapTo } from '../../../document/fitted.ts'

/** YAML to be written: scalars, lists of scalars, and maps with a given order and layout. */
export type Value = string | readonly string[] | Pairs

export interface Pairs {
  readonly pairs: readonly Entry[]
  /** On one line if it fits; otherwise every entry has a line of its own. */
  readonly isShort?: boolean
  /** Whether entries of several lines are separated by empty lines. */
  readonly isSpaced?: boolean
}

export interface Entry {
  readonly key: string
  readonly value: Value
  /** Sentences above the entry, in comments. */
  readonly notes?: readonly string[]
  /** A few words after the entry, in a comment. */
  readonly comment?: string
}

/** How a text is laid out. */
export interface Layout {
  /** Spaces before the first level. */
  readonly base: number
  /** Spaces per level. */
  readonly step: number
  /** Columns that a line should not exceed. */
  readonly width: number
}

export const LAYOUT: Layout = { base: 0, step: 2, width: 100 }

const PLAIN = /^\p{L}[\p{L}\p{N} ._@&+'()/-]*$/u
const WORD = /^(null|true|false|yes|no|on|off|y|n)$/i

/** A text as a scalar on one line: plain if it can only be read as text, otherwise in quotes. */
export const scalar = (text: string): string => {
  const isPlain = PLAIN.test(text) && !WORD.test(text) && text.trim() === text
  return isPlain && escapeText(text) === text ? text : escapeYaml(text)
}

/** Entries as the lines of a block map, `depth` levels deep. */
export const blockLines = (
  entries: readonly Entry[],
  depth: number,
  layout: Layout = LAYOUT,
): readonly string[] => entries.flatMap((entry) => entryLines(entry, depth, layout))

/** The same, with an empty line around entries of several lines. */
const spacedLines = (
  entries: readonly Entry[],
  depth: number,
  layout: Layout,
): readonly string[] => {
  const blocks = entries.map((entry) => entryLines(entry, depth, layout))
  return blocks.flatMap((lines, place) => {
    const isApart = place > 0 && (isTall(lines) || isTall(blocks[place - 1]))
    return isApart ? ['', ...lines] : lines
  })
}

const isTall = (lines: readonly string[] = []): boolean => lines.length > 1

const entryLines = (entry: Entry, depth: number, layout: Layout): readonly string[] => {
  const pad = ' '.repeat(layout.base + depth * layout.step)
  const notes = commentLines(entry.notes ?? [], layout.width - pad.length)
  const comment = entry.comment === undefined ? '' : ` # ${escapeText(entry.comment)}`
  const key = `${pad}${scalar(entry.key)}:`
  const flow = `${key} ${flowOf(entry.value)}`
  const linesOf = (value: Pairs): readonly string[] =>
    (value.isSpaced === true ? spacedLines : blockLines)(value.pairs, depth + 1, layout)
  const isBlock =
    typeof entry.value === 'object' &&
    'pairs' in entry.value &&
    entry.value.pairs.length > 0 &&
    (entry.value.isShort !== true || widthOf(flow) > layout.width)
  const above = notes.map((line) => `${pad}${line}`)
  if (!isBlock) return [...above, `${flow}${comment}`]
  return [...above, `${key}${comment}`, ...linesOf(entry.value as Pairs)]
}

/**
 * Sentences as comment lines; each may take several. A name in them must not act as an instruction
 * to an editor.
 */
export const commentLines = (notes: readonly string[], width: number): readonly string[] =>
  notes
    .flatMap((note) => wrapTo(escapeText(note), Math.max(40, width - 2)))
    .map((line) => `# ${line.replace(/yaml-language-server:/gi, 'yaml-language-server')}`)

/** A value on one line. */
export const flowOf = (value: Value): string => {
  if (typeof value === 'string') return scalar(value)
  if (!('pairs' in value)) return `[${value.map(scalar).join(', ')}]`
  if (value.pairs.length === 0) return '{}'
  return `{ ${value.pairs.map(({ key, value: each }) => `${scalar(key)}: ${flowOf(each)}`).join(', ')} }`
}

/** A value as JSON on one line. */
export const jsonOf = (value: Value): string => {
  if (typeof value === 'string') return quoted(value)
  if (!('pairs' in value)) return `[${value.map(quoted).join(', ')}]`
  if (value.pairs.length === 0) return '{}'
  return `{ ${value.pairs.map(({ key, value: each }) => `${quoted(key)}: ${jsonOf(each)}`).join(', ')} }`
}

/** Always in quotes. What `escapeYaml` leaves plain needs no escape. */
const quoted = (text: string): string => {
  const written = escapeYaml(text)
  return written.startsWith('"') ? written : `"${written}"`
}
