import { Alias, type ParsedNode, parseDocument, Scalar, YAMLMap } from 'yaml'
import type { Position, Problem } from '../../model/problem.ts'
import { keysOf } from '../../model/text/nearest.ts'
import { problem, type Report } from '../manifest-problems.ts'
import type { Block, Entry, Node } from './node.ts'
import { positionAt, type SourceText } from './source-text.ts'
import { lookAlikeAt, reportFaults } from './syntax-faults.ts'

/** Limits for a manifest, far above what any real one needs. */
const MAX_CHARACTERS = 10 * 1024 * 1024
const MAX_NODES = 500_000
const MAX_DEPTH = 50

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL'])

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
  readonly extents: WeakMap<Node, Extent>
  /** Number of values so far, including those that merge keys copy. */
  written: number
  isStopped: boolean
}

/**
 * The text of one file as nodes, or null if it cannot be parsed. YAML's failsafe schema keeps every
 * scalar a text. Aliases and merge keys are resolved here rather than by the library: then neither
 * costs more than what is written, and each node keeps the position where it was written.
 */
export const parseSource = (source: SourceText, report: Report): Block | null => {
  const at = (offset: number): Position => positionAt(source, offset)
  if (source.text.length > MAX_CHARACTERS) {
    report(problem('file_too_large', { what: 'characters', most: MAX_CHARACTERS }, at(0)))
    return null
  }
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
  extents: new WeakMap(),
  written: 0,
  isStopped: false,
})

const nodeOf = (node: ParsedNode | null, walk: Walk, depth: number): Node => {
  const at = positionAt(walk.source, node?.range?.[0] ?? 0)
  const nothing: Node = { type: 'empty', isReported: true, at }
  if (node === null) return { ...nothing, isReported: false }
  if (walk.isStopped) return nothing
  walk.written += 1
  if (walk.written > MAX_NODES) {
    return stop(walk, problem('file_too_large', { what: 'values', most: MAX_NODES }, at), nothing)
  }
  const tooDeep = problem('too_deep', { most: MAX_DEPTH }, at)
  if (depth > MAX_DEPTH) return stop(walk, tooDeep, nothing)
  if (node instanceof Alias) return aliasedOf(node, walk, nothing)
  const built = builtOf(node, walk, depth, at)
  const extent = extentOf(built, walk)
  if (extent.size > MAX_NODES) return stop(walk, bombAt(at), nothing)
  if (extent.depth > MAX_DEPTH) return stop(walk, tooDeep, nothing)
  walk.extents.set(built, extent)
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, built)
  return built
}

const bombAt = (at: Position): Problem => problem('alias_bomb', { most: MAX_NODES }, at)

const stop = (walk: Walk, why: Parameters<Report>[0], nothing: Node): Node => {
  if (!walk.isStopped) walk.report(why)
  walk.isStopped = true
  return nothing
}

const aliasedOf = (alias: Alias, walk: Walk, nothing: Node): Node => {
  const anchored = walk.anchors.get(alias.source)
  if (anchored !== undefined) return anchored
  const known = keysOf(walk.anchors)
  walk.report(problem('unknown_anchor', { name: alias.source, known }, nothing.at))
  return nothing
}

const extentOf = (node: Node, walk: Walk): Extent => {
  let size = 1
  let depth = 1
  for (const child of childrenOf(node)) {
    const extent = walk.extents.get(child) ?? LEAF
    size += extent.size
    depth = Math.max(depth, extent.depth + 1)
  }
  return { size, depth }
}

const childrenOf = (node: Node): readonly Node[] => {
  if (node.type === 'list') return node.items
  return node.type === 'block' ? [...node.entries.values()].map(({ value }) => value) : []
}

const builtOf = (
  node: Exclude<ParsedNode, Alias.Parsed>,
  walk: Walk,
  depth: number,
  at: Position,
): Node => {
  if (node instanceof Scalar) {
    const isNull = node.type === 'PLAIN' && NULLS.has(node.source ?? '')
    return isNull
      ? { type: 'empty', isReported: false, at }
      : { type: 'text', text: composed(node.value), at }
  }
  if (node instanceof YAMLMap) return blockOf(node, walk, depth, at)
  const items = node.items.map((item) => nodeOf(item as ParsedNode, walk, depth + 1))
  for (const item of items) {
    if (isBare(item)) walk.report(problem('empty_value', { key: null }, item.at))
  }
  return { type: 'list', items, at }
}

/** In one Unicode form: names that look the same are the same, however the editor encodes them. */
const composed = (value: unknown): string => String(value).normalize('NFC')

const isReported = (node: Node): boolean => node.type === 'empty' && node.isReported

const isBare = (node: Node): boolean => node.type === 'empty' && !node.isReported

const blockOf = (map: YAMLMap.Parsed, walk: Walk, depth: number, at: Position): Node => {
  const entries = new Map<string, Entry>()
  const merged: Node[] = []
  for (const { key, value } of map.items) {
    const name = readKey(key, walk)
    const node = nodeOf(value, walk, depth + 1)
    if (name === null) continue
    if (name.isMerge) merged.push(node)
    else addEntry(entries, { key: name.text, at: name.at, value: node }, walk.report)
  }
  for (const entry of mergedEntriesOf(merged, walk)) {
    if (!entries.has(entry.key)) entries.set(entry.key, entry)
  }
  return { type: 'block', entries, at }
}

interface Key {
  readonly text: string
  readonly at: Position
  readonly isMerge: boolean
}

/** A key is a text, even where YAML would read null or a number. Lists and maps cannot be keys. */
const readKey = (key: ParsedNode, walk: Walk): Key | null => {
  const at = positionAt(walk.source, key?.range?.[0] ?? 0)
  const node = nodeOf(key, walk, 0)
  if (key instanceof Scalar && key.value !== '') {
    return { text: composed(key.value), at, isMerge: key.type === 'PLAIN' && key.value === '<<' }
  }
  if (node.type === 'text') return { text: node.text, at, isMerge: false }
  if (!walk.isStopped) walk.report(problem('bad_key', undefined, at))
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
      if (walk.written > MAX_NODES) stop(walk, bombAt(node.at), node)
      return [...node.entries.values()]
    })
