import {
  isAlias,
  isCollection,
  isMap,
  isScalar,
  isSeq,
  type ParsedNode,
  parseDocument,
  visit,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { commaIn, contentEnd, lineEnd, type ParsedPair, pairEnd } from './places.ts'

/**
 * A text without some of its entries, or the offset of the first entry that cannot be taken out
 * without changing something else, and why.
 */
export type Cut =
  | { readonly type: 'made'; readonly text: string }
  | { readonly type: 'refused'; readonly at: number; readonly why: 'fed' | 'shape' }

/**
 * Takes entries out of a valid manifest: keys with their values, and items of lists, each by the offset
 * (without the byte order mark) at which it is written. Their lines go, or what is theirs of a line;
 * every other byte stays. A map whose last key goes becomes `{}`, a list `[]`. Refused is what an
 * anchor feeds: taking it out would change whatever else refers to it.
 */
export const withoutEntries = (written: string, offsets: readonly number[]): Cut => {
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  const wanted = new Set(offsets)
  const root = parseDocument(text, { schema: 'failsafe', uniqueKeys: false }).contents
  const work: Work = { text, wanted, feeding: anchorsUsed(root), ranges: [], insertions: [] }
  const refused = cutIn(work, root as ParsedNode | null, { isFed: false, key: null })
  if (refused !== null) return { type: 'refused', ...refused }
  const [missing] = wanted
  return missing === undefined
    ? { type: 'made', text: mark + edited(work) }
    : { type: 'refused', at: missing, why: 'shape' }
}

interface Work {
  readonly text: string
  /** Offsets of entries that were not found yet. */
  readonly wanted: Set<number>
  /** Names of anchors that something refers to. */
  readonly feeding: ReadonlySet<string>
  readonly ranges: (readonly [from: number, to: number])[]
  readonly insertions: { readonly at: number; readonly text: string }[]
}

interface Where {
  /** Whether an anchor around it feeds something else. */
  readonly isFed: boolean
  /** The key whose value it is. */
  readonly key: ParsedNode | null
}

type Refused = { readonly at: number; readonly why: 'fed' | 'shape' } | null

const anchorsUsed = (root: unknown): ReadonlySet<string> => {
  const used = new Set<string>()
  visit(root as ParsedNode, {
    Alias: (_, { source }) => {
      used.add(source)
    },
  })
  return used
}

const isFeeding = ({ feeding }: Work, node: unknown): boolean =>
  node !== null &&
  typeof node === 'object' &&
  'anchor' in node &&
  feeding.has(String(node.anchor ?? ''))

/** Whether anything below has an anchor that something refers to. */
const feedsFrom = (work: Work, node: ParsedNode | null): boolean => {
  let found = false
  visit(node as ParsedNode, (_, each) => {
    if (isFeeding(work, each)) found = true
    return found ? visit.BREAK : undefined
  })
  return found
}

/** One entry of a map or list: where it starts and ends, and what is in it. */
interface Item {
  readonly from: number
  readonly to: number
  readonly key: ParsedNode | null
  readonly value: ParsedNode | null
}

type Collection = YAMLMap.Parsed | YAMLSeq.Parsed

const itemsOf = (node: Collection): readonly Item[] =>
  isMap(node)
    ? (node.items as readonly ParsedPair[]).map((pair) => ({
        ...{ from: pair.key.range[0], to: pairEnd(pair), key: pair.key, value: pair.value },
      }))
    : (node.items as readonly ParsedNode[]).map((item) => ({
        ...{ from: item.range[0], to: contentEnd(item), key: null, value: item },
      }))

const cutIn = (work: Work, node: ParsedNode | null, { isFed, key }: Where): Refused => {
  if (!isCollection(node)) return null
  const collection = node as Collection
  const isInside = isFed || isFeeding(work, node)
  const items = itemsOf(collection)
  const going = items.filter(({ from, value }) => work.wanted.has(from) && isEntry(node, value))
  for (const { from, to, key: own, value } of going) {
    // What is in it goes with it.
    for (const each of work.wanted) if (each >= from && each < to) work.wanted.delete(each)
    const isFeeder = isInside || feedsFrom(work, own) || feedsFrom(work, value)
    if (isFeeder) return { at: from, why: 'fed' }
  }
  if (going.length > 0) {
    const refused =
      collection.flow === true
        ? cutFromFlow(work, collection, items, going)
        : cutFromBlock(work, collection, going, key)
    if (refused !== null) return refused
  }
  for (const item of items) {
    if (going.includes(item)) continue
    const refused = cutIn(work, item.value, { isFed: isInside, key: item.key })
    if (refused !== null) return refused
  }
  return null
}

/** A list inside a list starts where its own first item does. */
const isEntry = (node: unknown, value: ParsedNode | null): boolean =>
  isMap(node) || isScalar(value) || isAlias(value)

const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1

/** Behind the line ending of the line with this offset. */
const nextLine = (text: string, offset: number): number => {
  const end = lineEnd(text, offset)
  return end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0)
}

/** Each entry of a block has lines of its own. */
const cutFromBlock = (
  work: Work,
  node: Collection,
  going: readonly Item[],
  key: ParsedNode | null,
): Refused => {
  const { text } = work
  const before = isSeq(node) ? /^[ \t]*-[ \t]+$/ : /^[ \t]*$/
  for (const { from, to } of going) {
    const start = lineStart(text, from)
    if (!before.test(text.slice(start, from))) return { at: from, why: 'shape' }
    work.ranges.push([start, nextLine(text, to)])
  }
  if (going.length < node.items.length) return null
  const colon = key === null ? null : colonAfter(text, key.range[1])
  const [first] = going as readonly [Item]
  if (colon === null || node.anchor !== undefined || node.tag !== undefined) {
    return { at: first.from, why: 'shape' }
  }
  work.insertions.push({ at: colon, text: isSeq(node) ? ' []' : ' {}' })
  return null
}

/** Behind the colon of a key; null where something else follows the key. */
const colonAfter = (text: string, from: number): number | null => {
  const found = /^[ \t]*:/.exec(text.slice(from, from + 200))
  return found === null ? null : from + found[0].length
}

const cutFromFlow = (
  work: Work,
  node: Collection,
  items: readonly Item[],
  going: readonly Item[],
): Refused => {
  const { text } = work
  const [open, close] = [node.range[0], node.range[1] - 1]
  const odd = going.find((item) => {
    const before = items[items.indexOf(item) - 1]
    return !/^[{[,]?\s*,?\s*$/.test(withoutComments(text.slice(before?.to ?? open, item.from)))
  })
  if (odd !== undefined) return { at: odd.from, why: 'shape' }
  if (going.length === items.length && !text.slice(open, close).includes('\n')) {
    work.ranges.push([open + 1, close])
    return null
  }
  const endOf = (place: number): number => items[place + 1]?.from ?? close
  const last = items.findLastIndex((item) => !going.includes(item))
  items.forEach((item, place) => {
    if (!going.includes(item)) return
    const comma = commaIn(text, item.to, endOf(place))
    work.ranges.push(rangeInFlow(text, item, comma ?? item.to, close))
  })
  // The comma before the entries at the end goes with them, unless they have one of their own.
  const kept = items[last]
  const isTail = last < items.length - 1 && kept !== undefined
  const tail = items.at(-1)
  if (isTail && tail !== undefined && commaIn(text, tail.to, close) === null) {
    const comma = commaIn(text, kept.to, endOf(last))
    const next = items[last + 1]
    if (comma !== null && next !== undefined) {
      const gap = text.slice(comma, next.from)
      work.ranges.push([comma - 1, /^[ \t]*$/.test(gap) ? next.from : comma])
    }
  }
  return null
}

/** The whole lines of an entry that has them for itself; else it, and the spaces behind it. */
const rangeInFlow = (
  text: string,
  { from, to }: Item,
  end: number,
  close: number,
): readonly [from: number, to: number] => {
  const start = lineStart(text, from)
  const rest = text.slice(end, lineEnd(text, end))
  const isAlone = /^[ \t]*$/.test(text.slice(start, from)) && /^[ \t]*(#.*)?$/.test(rest)
  if (isAlone && nextLine(text, end) <= close) return [start, nextLine(text, end)]
  const spaces = /^[ \t]*/.exec(text.slice(end, close))?.[0].length ?? 0
  return [from, end === to ? end : end + spaces]
}

const withoutComments = (text: string): string => text.replace(/(^|\s)#[^\n]*/g, '$1')

/** The text without the ranges, some of which touch or overlap, and with what is put in. */
const edited = ({ text, ranges, insertions }: Work): string => {
  const edits = [
    ...ranges.map(([at, to]) => ({ at, to, text: '' })),
    ...insertions.map(({ at, text: put }) => ({ at, to: at, text: put })),
  ].sort((one, other) => one.at - other.at || one.to - other.to)
  let result = ''
  let from = 0
  for (const { at, to, text: put } of edits) {
    result += text.slice(from, Math.max(from, at)) + put
    from = Math.max(from, to)
  }
  return result + text.slice(from)
}
