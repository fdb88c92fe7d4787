import { Alias, type ParsedNode, parseDocument, Scalar, YAMLMap } from 'yaml'
import type { Position, Problem } from '../../model/problem.ts'
import { keysOf } from '../../model/text/nearest.ts'
import { problem, type Report } from '../manifest-problems.ts'
import type { Block, Entry, List, Node } from './node.ts'
import { PlacedBlock, PlacedEmpty, PlacedEntry, PlacedList, PlacedText } from './placed.ts'
import { readPlain } from './plain.ts'
import { NULLS } from './plain-words.ts'
import { positionAt, type SourceText } from './source-text.ts'
import { lookAlikeAt, reportFaults } from './syntax-faults.ts'

/** Limits for a manifest, far above what any real one needs. */
const MAX_CHARACTERS = 10 * 1024 * 1024
const MAX_NODES = 1_000_000
const MAX_DEPTH = 50

/**
 * How many values a node has when all its aliases are written out, and how deeply they are
 * nested.
 */
interface Extent {
  readonly size: number
  readonly depth: number
}

const LEAF: Extent = { size: 1, depth: 1 }

/** The state of the walk over yaml's nodes. */
interface Walk {
  readonly source: SourceText
  readonly report: Report
  readonly anchors: Map<string, Node>
  /** Of nodes that have others in them. */
  readonly extents: Map<Node, Extent>
  /** Number of values so far, including those that merge keys copy. */
  written: number
  isStopped: boolean
}

/** The text of one file as nodes, or null if it cannot be parsed. */
export const parseSource = (source: SourceText, report: Report): Block | null => {
  if (source.text.length > MAX_CHARACTERS) {
    const args = { what: 'characters', most: MAX_CHARACTERS }
    report(problem('file_too_large', args, positionAt(source, 0)))
    return null
  }
  const plain = readPlain(source, { most: MAX_NODES, depth: MAX_DEPTH - 1 })
  if (plain === null) return parseAny(source, report)
  if (plain.beyond === null) return plain.root
  report(tooLargeAt(positionAt(source, plain.beyond)))
  return null
}

/**
 * The same for any text. YAML's failsafe schema keeps every scalar a text. Aliases and merge keys are
 * resolved here rather than by the library: then neither costs more than what is written, and each
 * node keeps the position where it was written.
 */
export const parseAny = (source: SourceText, report: Report): Block | null => {
  // The library's uniqueKeys check is quadratic; duplicates are found below.
  const options = { schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const
  const document = parseDocument(source.text, options)
  const faults = [...document.errors, ...document.warnings]
  reportFaults(source, faults, MAX_DEPTH, report)
  if (faults.length > 0) return null
  const walk = newWalk(source, report)
  const root = nodeOf(document.contents, walk, 0)
  if (walk.isStopped) return null
  if (root.type === 'block') return root
  if (root.type === 'empty') report(problem('empty_file', undefined, root.at))
  else {
    const sign = lookAlikeAt(source, [0, source.text.length])
    report(sign ?? problem('not_a_map', { found: root.type }, root.at))
  }
  return null
}

const newWalk = (source: SourceText, report: Report): Walk => ({
  source,
  report,
  anchors: new Map(),
  extents: new Map(),
  written: 0,
  isStopped: false,
})

const nodeOf = (node: ParsedNode | null, walk: Walk, depth: number): Node => {
  const offset = node?.range?.[0] ?? 0
  if (node === null) return new PlacedEmpty(walk.source, offset, false)
  if (walk.isStopped) return nothingAt(offset, walk)
  walk.written += 1
  if (walk.written > MAX_NODES) return stop(walk, tooLargeAt, offset)
  if (depth > MAX_DEPTH) return stop(walk, tooDeepAt, offset)
  if (node instanceof Alias) return aliasedOf(node, walk, offset)
  const built = builtOf(node, walk, depth, offset)
  if (built.type === 'list' || built.type === 'block') {
    const extent = extentOf(built, walk)
    if (extent.size > MAX_NODES) return stop(walk, bombAt, offset)
    if (extent.depth > MAX_DEPTH) return stop(walk, tooDeepAt, offset)
    walk.extents.set(built, extent)
  }
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, built)
  return built
}

const nothingAt = (offset: number, { source }: Walk): Node => new PlacedEmpty(source, offset, true)

const bombAt = (at: Position): Problem => problem('alias_bomb', { most: MAX_NODES }, at)

const tooLargeAt = (at: Position): Problem =>
  problem('file_too_large', { what: 'values', most: MAX_NODES }, at)

const tooDeepAt = (at: Position): Problem => problem('too_deep', { most: MAX_DEPTH }, at)

const stop = (walk: Walk, why: (at: Position) => Problem, offset: number): Node => {
  if (!walk.isStopped) walk.report(why(positionAt(walk.source, offset)))
  walk.isStopped = true
  return nothingAt(offset, walk)
}

const aliasedOf = (alias: Alias, walk: Walk, offset: number): Node => {
  const anchored = walk.anchors.get(alias.source)
  if (anchored !== undefined) return anchored
  const known = keysOf(walk.anchors)
  const at = positionAt(walk.source, offset)
  walk.report(problem('unknown_anchor', { name: alias.source, known }, at))
  return nothingAt(offset, walk)
}

const extentOf = (node: List | Block, walk: Walk): Extent => {
  let size = 1
  let depth = 1
  const add = (child: Node): void => {
    const extent = walk.extents.get(child) ?? LEAF
    size += extent.size
    depth = Math.max(depth, extent.depth + 1)
  }
  if (node.type === 'list') for (const item of node.items) add(item)
  else for (const { value } of node.entries.values()) add(value)
  return { size, depth }
}

const builtOf = (
  node: Exclude<ParsedNode, Alias.Parsed>,
  walk: Walk,
  depth: number,
  offset: number,
): Node => {
  if (node instanceof Scalar) {
    const isNull = node.type === 'PLAIN' && NULLS.has(node.source ?? '')
    return isNull
      ? new PlacedEmpty(walk.source, offset, false)
      : new PlacedText(walk.source, offset, composed(node.value))
  }
  if (node instanceof YAMLMap) return blockOf(node, walk, depth, offset)
  const items = node.items.map((item) => nodeOf(item as ParsedNode, walk, depth + 1))
  for (const item of items) {
    if (isBare(item)) walk.report(problem('empty_value', { key: null }, item.at))
  }
  return new PlacedList(walk.source, offset, items)
}

/** In one Unicode form: names that look the same are the same, however the editor encodes them. */
const composed = (value: unknown): string => String(value).normalize('NFC')

const isReported = (node: Node): boolean => node.type === 'empty' && node.isReported

const isBare = (node: Node): boolean => node.type === 'empty' && !node.isReported

const blockOf = (map: YAMLMap.Parsed, walk: Walk, depth: number, offset: number): Node => {
  const entries = new Map<string, Entry>()
  const merged: Node[] = []
  for (const { key, value } of map.items) {
    const name = readKey(key, walk)
    const node = nodeOf(value, walk, depth + 1)
    if (name === null) continue
    if (name.isMerge) merged.push(node)
    else {
      const entry = new PlacedEntry(walk.source, name.offset, name.text, node)
      addEntry(entries, entry, walk.report)
    }
  }
  for (const entry of mergedEntriesOf(merged, walk)) {
    if (!entries.has(entry.key)) entries.set(entry.key, entry)
  }
  return new PlacedBlock(walk.source, offset, entries)
}

interface Key {
  readonly text: string
  readonly offset: number
  readonly isMerge: boolean
}

/** A key is a text, even where YAML would read null or a number. Lists and maps cannot be keys. */
const readKey = (key: ParsedNode, walk: Walk): Key | null => {
  const offset = key?.range?.[0] ?? 0
  const node = nodeOf(key, walk, 0)
  if (key instanceof Scalar && key.value !== '') {
    return {
      text: composed(key.value),
      offset,
      isMerge: key.type === 'PLAIN' && key.value === '<<',
    }
  }
  if (node.type === 'text') return { text: node.text, offset, isMerge: false }
  if (!walk.isStopped) {
    walk.report(problem('bad_key', undefined, positionAt(walk.source, offset)))
  }
  return null
}

const addEntry = (entries: Map<string, Entry>, entry: Entry, report: Report): void => {
  const first = entries.get(entry.key)
  if (first !== undefined) {
    report(problem('duplicate_key', { key: entry.key, first: first.at }, entry.at))
    return
  }
  if (isBare(entry.value)) report(problem('empty_value', { key: entry.key }, entry.at))
  entries.set(entry.key, entry)
}

/** The entries that merge keys bring in; earlier ones win. */
const mergedEntriesOf = (merged: readonly Node[], walk: Walk): readonly Entry[] =>
  merged
    .flatMap((node) => (node.type === 'list' ? node.items : [node]))
    .flatMap((node) => {
      if (walk.isStopped) return []
      if (node.type !== 'block') {
        if (!isReported(node)) walk.report(problem('bad_merge', undefined, node.at))
        return []
      }
      walk.written += node.entries.size
      if (walk.written > MAX_NODES && !walk.isStopped) {
        walk.report(bombAt(node.at))
        walk.isStopped = true
      }
      return [...node.entries.values()]
    })
