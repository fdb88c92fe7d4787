import {
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  type YAMLMap,
} from 'yaml'

/** Where more pairs can be added to a map without changing anything else of the text. */
export type Place = BlockPlace | FlowPlace

/** On lines of their own. */
export interface BlockPlace {
  readonly type: 'block'
  /** Offset of the end of the line after which the new lines are inserted. */
  readonly at: number
  /** Number of spaces before the keys. */
  readonly indent: number
  /** Offsets of an empty `{}` that the lines replace; null if there is none. */
  readonly instead: readonly [from: number, to: number] | null
  /** Whether an empty line separates the existing pairs. */
  readonly isSpaced: boolean
}

/** Inside braces. */
export interface FlowPlace {
  readonly type: 'flow'
  readonly at: number
  /** The text to insert before the first new pair, between two, and after the last. */
  readonly before: string
  readonly between: string
  readonly after: string
}

/** The places in one manifest file. Offsets refer to the text without its byte order mark. */
export interface Places {
  /** The line ending that the file uses. */
  readonly eol: string
  /** Spaces of indentation per level. */
  readonly step: number
  /** Whether the whole file is JSON, or YAML inside braces. */
  readonly isJson: boolean
  /** Whether the file has this top-level key. */
  readonly hasKey: (key: string) => boolean
  /**
   * The place in the map at this path of keys; null if there is no such map or it comes from an
   * alias.
   */
  readonly inMap: (path: readonly string[]) => Place | null
  /** The place in the root map, after the last of these keys that exists. */
  readonly behindKeys: (keys: readonly string[]) => Place | null
}

type Map = YAMLMap.Parsed

/** The places in a text that is a valid manifest file; null if its root is not a map. */
export const placesOf = (text: string): Places | null => {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false })
  const root = document.contents
  if (!isMap(root) || document.errors.length > 0) return null
  const source = { text, eol: /\r?\n/.exec(text)?.[0] ?? '\n', step: stepOf(text, root as Map) }
  const parsed = root as Map
  return {
    eol: source.eol,
    step: source.step,
    isJson: parsed.flow === true,
    hasKey: (key) => pairOf(parsed, key) !== undefined,
    inMap: (path) => placeAt(source, parsed, path),
    behindKeys: (keys) => {
      if (parsed.flow === true) return flowPlace(source, parsed)
      const last = parsed.items.filter((pair) => keys.includes(composedKey(pair))).at(-1)
      return last === undefined ? blockPlace(source, parsed) : behind(source, parsed, last)
    },
  }
}

interface Source {
  readonly text: string
  readonly eol: string
  readonly step: number
}

export type ParsedPair = Pair<ParsedNode, ParsedNode | null>

/** In the Unicode form in which manifests are read. */
const composedKey = ({ key }: ParsedPair): string =>
  isScalar(key) ? String(key.value).normalize('NFC') : ''

const pairOf = (map: Map, key: string): ParsedPair | undefined =>
  map.items.find((pair) => composedKey(pair) === key)

const behind = ({ text }: Source, map: Map, pair: ParsedPair): Place => {
  const at = lineEnd(text, pairEnd(pair))
  const isSpaced = /^\r?\n[ \t]*(\r?\n|$)/.test(text.slice(at, at + 200))
  return { type: 'block', at, indent: columnOf(text, map), instead: null, isSpaced }
}

const placeAt = (source: Source, root: Map, path: readonly string[]): Place | null => {
  let map = root
  for (const key of path) {
    const value = pairOf(map, key)?.value
    if (!isMap(value)) return null
    if (isEmptyInBlock(value as Map, map)) return insteadOf(source, value as Map, map)
    map = value as Map
  }
  return map.flow === true ? flowPlace(source, map) : blockPlace(source, map)
}

/**
 * `{}` in a block map. It is replaced by lines; otherwise the file would grow into one endless
 * line.
 */
const isEmptyInBlock = (map: Map, parent: Map): boolean =>
  map.flow === true &&
  map.items.length === 0 &&
  parent.flow !== true &&
  map.anchor === undefined &&
  map.tag === undefined

const insteadOf = ({ text, step }: Source, map: Map, parent: Map): Place => {
  const [from, to] = map.range
  return {
    type: 'block',
    at: lineEnd(text, to),
    indent: columnOf(text, parent) + step,
    instead: [text.slice(0, from).trimEnd().length, to],
    isSpaced: false,
  }
}

const blockPlace = ({ text }: Source, map: Map): Place | null => {
  const last = map.items.at(-1)
  if (last === undefined) return null
  return {
    type: 'block',
    at: lineEnd(text, pairEnd(last)),
    indent: columnOf(text, map),
    instead: null,
    isSpaced: isSpaced(text, map),
  }
}

/** Judged by the last two pairs. */
const isSpaced = (text: string, { items }: Map): boolean => {
  const [one, other] = items.slice(-2)
  if (one === undefined || other === undefined) return false
  return /\n[ \t]*\r?\n/.test(text.slice(pairEnd(one), other.key.range[0]))
}

const flowPlace = ({ text, eol }: Source, map: Map): Place => {
  const [from, to] = map.range
  const last = map.items.at(-1)
  if (last === undefined) {
    const isTight = to - from === 2
    return { type: 'flow', at: from + 1, before: ' ', between: ', ', after: isTight ? ' ' : '' }
  }
  const end = pairEnd(last)
  const comma = commaIn(text, end, to - 1)
  const own = ownLine(text, last)
  const gap = own === null ? ' ' : `${eol}${own}`
  return {
    type: 'flow',
    at: comma ?? end,
    before: comma === null ? `,${gap}` : gap,
    between: `,${gap}`,
    after: '',
  }
}

/** The offset after a comma between two offsets, ignoring commas in comments. */
export const commaIn = (text: string, from: number, to: number): number | null => {
  const bare = text.slice(from, to).replace(/#[^\n]*/g, (comment) => ' '.repeat(comment.length))
  const found = bare.indexOf(',')
  return found < 0 ? null : from + found + 1
}

/** What precedes a key that is the first on its line; null for any other key. */
const ownLine = (text: string, { key }: ParsedPair): string | null => {
  const at = key.range[0]
  const before = text.slice(text.lastIndexOf('\n', at - 1) + 1, at)
  return /^\s*$/.test(before) && text.lastIndexOf('\n', at - 1) >= 0 ? before : null
}

const columnOf = (text: string, map: Map): number => {
  const at = map.items[0]?.key.range[0] ?? map.range[0]
  return at - (text.lastIndexOf('\n', at - 1) + 1)
}

/** Spaces from a map to a map inside it, measured at the first place that shows it. */
const stepOf = (text: string, root: Map): number => {
  for (const { value } of root.items) {
    if (isMap(value) && (value as Map).flow !== true && value.items.length > 0) {
      return Math.max(1, columnOf(text, value as Map) - columnOf(text, root))
    }
  }
  return 2
}

export const pairEnd = ({ key, value }: ParsedPair): number =>
  value === null ? key.range[1] : contentEnd(value)

/** Where a node's own text ends. Comments and empty lines after it do not belong to it. */
export const contentEnd = (node: ParsedNode): number => {
  if (isMap(node) && node.flow !== true) {
    const last = (node as Map).items.at(-1)
    return last === undefined ? node.range[1] : pairEnd(last)
  }
  if (isSeq(node) && node.flow !== true) {
    const last = node.items.at(-1) as ParsedNode | undefined
    return last === undefined ? node.range[1] : contentEnd(last)
  }
  return node.range[1]
}

/**
 * The end of the line that contains an offset, without its line ending. A block scalar includes
 * its own.
 */
export const lineEnd = (text: string, offset: number): number => {
  const from = text[offset - 1] === '\n' ? offset - 1 : offset
  const found = text.indexOf('\n', from)
  const end = found < 0 ? text.length : found
  return text[end - 1] === '\r' ? end - 1 : end
}
