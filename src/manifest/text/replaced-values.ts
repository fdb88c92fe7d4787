import { isAlias, isMap, isScalar, type ParsedNode, parseDocument, visit, type YAMLMap } from 'yaml'
import { contentEnd, type ParsedPair } from './places.ts'

/** One value of a manifest by its keys, and the text of the new one. */
export interface Replacement {
  readonly path: readonly string[]
  readonly text: string
}

/**
 * A valid manifest with some values replaced, and every other byte as it was. Null if one cannot be
 * replaced by itself: no such key, a value with comments in it, or one that an anchor or alias shares.
 */
export const withValues = (
  written: string,
  replacements: readonly Replacement[],
): string | null => {
  const mark = written.startsWith('\uFEFF') ? '\uFEFF' : ''
  const text = written.slice(mark.length)
  const root = rootOf(text)
  const edits = replacements.map(({ path, text: put }) => {
    const pair = root === null ? null : pairAt(root, path)
    const range = pair === null ? null : rangeOf(text, pair)
    return range === null ? null : { ...range, put }
  })
  if (edits.some((edit) => edit === null)) return null
  let result = text
  for (const edit of [...edits].sort((one, other) => (other?.from ?? 0) - (one?.from ?? 0))) {
    if (edit !== null) result = result.slice(0, edit.from) + edit.put + result.slice(edit.to)
  }
  return mark + result
}

/** Where each of these keys begins, without the byte order mark; null for one that is not there. */
export const keyOffsets = (
  written: string,
  paths: readonly (readonly string[])[],
): readonly (number | null)[] => {
  const root = rootOf(written.startsWith('\uFEFF') ? written.slice(1) : written)
  return paths.map((path) => (root === null ? null : (pairAt(root, path)?.key.range[0] ?? null)))
}

type Map = YAMLMap.Parsed

const rootOf = (text: string): Map | null => {
  const root = parseDocument(text, { schema: 'failsafe', uniqueKeys: false }).contents
  return isMap(root) ? (root as Map) : null
}

/** The pair that is written at this path itself, in nothing that an anchor shares. */
const pairAt = (root: Map, path: readonly string[]): ParsedPair | null => {
  let map: unknown = root
  let found: ParsedPair | null = null
  for (const key of path) {
    if (!isMap(map) || map.anchor !== undefined) return null
    const items = (map as Map).items as unknown as readonly ParsedPair[]
    found = items.find((pair) => isScalar(pair.key) && keyOf(pair) === key) ?? null
    if (found === null) return null
    map = found.value
  }
  return found
}

const keyOf = ({ key }: ParsedPair): string =>
  String((key as { readonly value?: unknown }).value).normalize('NFC')

const rangeOf = (
  text: string,
  { value }: ParsedPair,
): { readonly from: number; readonly to: number } | null => {
  if (value === null || isAlias(value) || isShared(value)) return null
  const [from, to] = [value.range[0], contentEnd(value)]
  if (/(^|\s)#/.test(text.slice(from, to)) && !isScalar(value)) return null
  // A block map begins on a line of its own; what takes its place stands behind the key.
  const before = text.slice(0, from)
  const gap = /:[ \t]*(\r?\n[ \t]*)+$/.exec(before)
  return { from: gap === null ? from : from - gap[0].length + 1, to }
}

/** Whether it, or something in it, has an anchor. */
const isShared = (value: ParsedNode): boolean => {
  let found = false
  visit(value, (_, node) => {
    if (
      node !== null &&
      typeof node === 'object' &&
      'anchor' in node &&
      node.anchor !== undefined
    ) {
      found = true
    }
    return found ? visit.BREAK : undefined
  })
  return found
}
