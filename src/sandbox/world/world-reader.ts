/**
 * Readers of a parsed world file. Every value is a string, a list or a map, never a lossy number.
 */

import { isMap, isScalar, parseDocument, visit } from 'yaml'
import type { ChoiceForm } from './forms/form.ts'

/** YAML as text, lists and maps. Ids stay exact because nothing is ever a number. */
export type Tree = string | readonly Tree[] | ReadonlyMap<string, Tree>

function fail(path: string, words: string): Error {
  return new Error(`world: ${path === '' ? '' : `${path}: `}${words}`)
}

/** Parses YAML text. Throws `Error` with the line for a syntax error or a duplicate key. */
export function treeOf(text: string): Tree {
  // The library's own check of duplicate keys is quadratic in the size of a map.
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: false, merge: true })
  const broken = document.errors[0] ?? document.warnings[0]
  if (broken !== undefined) throw fail('', broken.message)
  visit(document, {
    Map: (_key, map) => {
      const keys = new Set<string>()
      for (const { key } of map.items) {
        const name = isScalar(key) ? String(key.value) : ''
        if (keys.has(name)) {
          const at = isScalar(key) && key.range ? text.slice(0, key.range[0]).split('\n').length : 0
          throw fail('', `line ${at}: the key ${name} stands twice in one map`)
        }
        keys.add(name)
      }
    },
  })
  if (!isMap(document.contents)) throw fail('', 'expected a map with version, token, businesses, …')
  return document.toJS({ mapAsMap: true, maxAliasCount: 1000 }) as Tree
}

/** A map at a path. Its keys must be among `allowed`, if given. */
export function mapAt(tree: Tree | undefined, path: string, allowed?: readonly string[]): TreeMap {
  if (tree === undefined || tree === '') return new Map()
  if (!(tree instanceof Map)) throw fail(path, 'expected a map')
  for (const key of allowed === undefined ? [] : tree.keys()) {
    if (allowed?.includes(key)) continue
    throw fail(path, `unknown key ${key}; expected one of ${allowed?.join(', ')}`)
  }
  return tree
}

export type TreeMap = ReadonlyMap<string, Tree>

/** The text of a key; undefined if it is absent. */
export function textAt(map: TreeMap, key: string, path: string): string | undefined {
  const value = map.get(key)
  if (value === undefined) return undefined
  if (typeof value !== 'string' || value === '') throw fail(`${path}.${key}`, 'expected a text')
  return value
}

/** The same of a field that the API may leave out of its answers, which an empty text says. */
export function toldAt(map: TreeMap, key: string, path: string): string | undefined {
  return map.get(key) === '' ? '' : textAt(map, key, path)
}

/** The text of such a key that is required. Throws `Error` if it is absent. */
export function needTold(map: TreeMap, key: string, path: string): string {
  return map.get(key) === '' ? '' : needText(map, key, path)
}

/** The text of a required key. Throws `Error` if it is absent. */
export function needText(map: TreeMap, key: string, path: string): string {
  const value = textAt(map, key, path)
  if (value === undefined) throw fail(path, `the key ${key} is missing`)
  return value
}

/** A boolean key. */
export function flagAt(map: TreeMap, key: string, path: string, otherwise: boolean): boolean {
  const value = map.get(key)
  if (value === undefined) return otherwise
  if (value !== 'true' && value !== 'false') throw fail(`${path}.${key}`, 'expected true or false')
  return value === 'true'
}

/** The whole number of a key, within bounds; undefined if it is absent. */
export function numberAt(
  map: TreeMap,
  key: string,
  path: string,
  bounds: readonly [number, number] = [0, Number.MAX_SAFE_INTEGER],
): number | undefined {
  const value = map.get(key)
  if (value === undefined) return undefined
  const [least, most] = bounds
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : -1
  if (number < least || number > most) {
    throw fail(`${path}.${key}`, `expected a whole number from ${least} to ${most}`)
  }
  return number
}

/** The word of a key, one of a fixed choice; the first one if it is absent. */
export function choiceAt<T extends string>(
  map: TreeMap,
  key: string,
  path: string,
  { words }: ChoiceForm<T>,
): T {
  const choice = Object.keys(words)
  const value = map.get(key) ?? choice[0]
  const found = choice.find((each): each is T => each === value)
  if (found === undefined) throw fail(`${path}.${key}`, `expected one of ${choice.join(', ')}`)
  return found
}

/** The same where nothing is said if it is absent. */
export function maybeChoiceAt<T extends string>(
  map: TreeMap,
  key: string,
  path: string,
  form: ChoiceForm<T>,
): T | undefined {
  return map.has(key) ? choiceAt(map, key, path, form) : undefined
}

/** A list of words; empty if absent. */
export function wordsAt(tree: Tree | undefined, path: string): readonly string[] {
  if (tree === undefined) return []
  if (!Array.isArray(tree) || !tree.every((item) => typeof item === 'string' && item !== '')) {
    throw fail(path, 'expected a list of words')
  }
  return [...new Set(tree as readonly string[])]
}

/** A time in ISO 8601, kept as written. */
export function timeAt(map: TreeMap, key: string, path: string): string | undefined {
  const value = textAt(map, key, path)
  if (value !== undefined && Number.isNaN(Date.parse(value))) {
    throw fail(`${path}.${key}`, 'expected a time such as 2026-11-01T09:00:00Z')
  }
  return value
}

/** An id: digits, after the prefix of its kind if it has one. */
export function checkId(id: string, path: string, prefix = ''): void {
  if (id.startsWith(prefix) && /^\d+$/.test(id.slice(prefix.length))) return
  throw fail(path, `${id} is not an id: expected ${prefix}digits`)
}

/** The error of a reader that makes checks of its own. */
export function refuseAt(path: string, words: string): Error {
  return fail(path, words)
}

/** Each entry of a map read by its id, in file order. */
export function entriesAt<T>(
  tree: Tree | undefined,
  path: string,
  read: (id: string, value: Tree, path: string) => T,
): ReadonlyMap<string, T> {
  const map = mapAt(tree, path)
  return new Map([...map].map(([id, value]) => [id, read(id, value, `${path}.${id}`)]))
}

/** An optional property, which is absent if there is no value. */
export function maybe<K extends string, V>(
  key: K,
  value: V | undefined,
): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}
