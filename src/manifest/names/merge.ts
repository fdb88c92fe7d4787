import { BUSINESS, type KindTable } from '../../model/kinds.ts'
import type { Position } from '../../model/problem.ts'
import { canonicalJson, digestOfJson } from '../../model/text/digest.ts'
import { compareText } from '../../model/text/text.ts'
import { problem, type Report } from '../manifest-problems.ts'
import { type Block, type Entry, entriesOf, entryOf, textAt, textsOf } from '../text/node.ts'
import { canonicalOfEntries } from './canonical.ts'
import { isId } from './identity.ts'
import type { Merged } from './merged.ts'

export const mergedOf = (roots: readonly Block[]): Merged => {
  const inOrder = [...roots].sort((one, other) => compareText(one.at.file, other.at.file))
  return {
    roots: inOrder,
    all: (key) => inOrder.flatMap((root) => [...entriesOf(entryOf(root, key)?.value).values()]),
  }
}

/** The entries by key, the first of each. The others are passed to `report`. */
export const distinct = (
  entries: readonly Entry[],
  reportTwice: (entry: Entry, first: Position) => void,
): ReadonlyMap<string, Entry> => {
  const found = new Map<string, Entry>()
  for (const entry of entries) {
    const first = found.get(entry.key)
    if (first === undefined) found.set(entry.key, entry)
    else reportTwice(entry, first.at)
  }
  return found
}

/** Entries of a key whose names may be defined only once: roles, profiles, defaults. */
export const definitionsOf = (
  merged: Merged,
  key: string,
  report: Report,
): ReadonlyMap<string, Entry> =>
  distinct(merged.all(key), ({ key: name, at }, first) =>
    report(problem('defined_twice', { what: `\`${key}.${name}\``, first }, at)),
  )

/** The entry of a top-level key that may occur in only one file. */
export const singleOf = (merged: Merged, key: string, report: Report): Entry | null => {
  const [first, ...others] = merged.roots.flatMap((root) => entryOf(root, key) ?? [])
  if (first === undefined) return null
  for (const { at } of others) {
    report(problem('defined_twice', { what: `\`${key}\``, first: first.at }, at))
  }
  return first
}

/** The business that all files speak for; null, and reported, if there is none or more than one. */
export const businessOf = (merged: Merged, report: Report): string | null => {
  const said = merged.roots.flatMap((root) => entryOf(root, 'business') ?? [])
  const ids = [...new Set(said.flatMap(({ value }) => (value.type === 'text' ? value.text : [])))]
  const [business] = ids
  if (business === undefined) {
    if (said.length === 0)
      report(problem('missing_business', undefined, merged.roots[0]?.at ?? null))
    return null
  }
  for (const { value } of said) {
    if (value.type === 'text' && !isId(value.text)) {
      report(problem('bad_id', { found: value.text, what: 'a business' }, value.at))
    }
  }
  const differs = said.find(({ value }) => value.type === 'text' && value.text !== business)
  if (differs !== undefined) {
    report(problem('several_businesses', { businesses: ids }, differs.value.at))
    return null
  }
  return isId(business) ? business : null
}

export const allowsUnknownTasks = (merged: Merged): boolean =>
  merged.roots.some((root) => textAt(root, 'allow_unknown_tasks') === 'true')

/** Top-level keys, besides the kinds' sections, whose entries are joined across files. */
const JOINED = [
  'partners',
  'people',
  'teams',
  'roles',
  'profiles',
  'defaults',
  'policy',
  BUSINESS.section,
]

/**
 * The digest of what the files say together. It does not depend on how the manifest is split into
 * files, on the order of files and keys, or on comments and quotes. An empty key adds nothing.
 */
export const manifestDigestOf = (merged: Merged, business: string, kinds: KindTable): string => {
  const sections = [...JOINED, ...kinds.map((kind) => kind.section)]
  const joined = [...sections].sort(compareText).flatMap((key) => {
    const entries = merged.all(key)
    return entries.length === 0 ? [] : [`${JSON.stringify(key)}:${canonicalOfEntries(entries)}`]
  })
  const offboarded = merged.roots.flatMap((root) => textsOf(entryOf(root, 'offboarded')?.value))
  const names = [...new Set(offboarded.map(({ text }) => text))].sort(compareText)
  // In the order of the keys, as canonical JSON has them.
  return digestOfJson(
    `{"allow_unknown_tasks":${allowsUnknownTasks(merged)},"business":${JSON.stringify(business)},` +
      `"offboarded":${canonicalJson(names)},"sections":{${joined.join(',')}}}`,
  )
}
