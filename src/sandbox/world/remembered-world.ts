/**
 * What a journal knows of a business that a world was copied from. The API itself has nothing of
 * it: a sandbox only keeps and prints it, for those who ask the world about its past.
 */
import { REMEMBERED_ENTRIES, REMEMBERED_FORM } from './forms/remembered-forms.ts'
import type { Printable } from './printer.ts'
import {
  choiceAt,
  entriesAt,
  flagAt,
  mapAt,
  refuseAt,
  type Tree,
  type TreeMap,
  timeAt,
  wordsAt,
} from './world-reader.ts'

/** Key of the section. */
export const REMEMBERED = 'remembered'

/** A call that was accepted, and with which tasks. */
export interface RememberedCall {
  /** ISO 8601. */
  readonly at: string
  readonly tasks: readonly string[]
}

/** All of it by address, such as `act_9999/request` or `act_1111/agencies/2002`. */
export interface RememberedWorld {
  /** Present, and true, if the journal could not be trusted. */
  readonly damaged?: true
  readonly requests: ReadonlyMap<string, RememberedCall>
  /** Grants that another admin has to approve. */
  readonly approvals: ReadonlyMap<string, RememberedCall>
  /** What was accepted, and what was found afterwards nevertheless. */
  readonly kept: ReadonlyMap<string, RememberedCall & { readonly found: readonly string[] }>
  readonly invitations: ReadonlyMap<string, RememberedCall>
  readonly seen: ReadonlyMap<string, { readonly at: string; readonly standing: 'held' | 'pending' }>
}

/** Reads the section. */
export function readRemembered(tree: Tree | undefined): RememberedWorld {
  const map = mapAt(tree, REMEMBERED, Object.keys(REMEMBERED_FORM.keys))
  const section = <T>(
    name: keyof typeof REMEMBERED_ENTRIES,
    read: (entry: TreeMap, path: string) => T,
  ) =>
    entriesAt(map.get(name), `${REMEMBERED}.${name}`, (_address, value, path) =>
      read(mapAt(value, path, Object.keys(REMEMBERED_ENTRIES[name])), path),
    )
  return {
    ...(flagAt(map, 'damaged', REMEMBERED, false) ? { damaged: true } : {}),
    requests: section('requests', callIn),
    approvals: section('approvals', callIn),
    kept: section('kept', (entry, path) => ({
      ...callIn(entry, path),
      found: wordsAt(entry.get('found'), `${path}.found`),
    })),
    invitations: section('invitations', callIn),
    seen: section('seen', (entry, path) => ({
      at: needTime(entry, path),
      standing: choiceAt(entry, 'standing', path, REMEMBERED_ENTRIES.seen.standing),
    })),
  }
}

function callIn(entry: TreeMap, path: string): RememberedCall {
  return { at: needTime(entry, path), tasks: wordsAt(entry.get('tasks'), `${path}.tasks`) }
}

function needTime(entry: TreeMap, path: string): string {
  const at = timeAt(entry, 'at', path)
  if (at === undefined) throw refuseAt(path, 'the key at is missing')
  return at
}

/** The section as it is printed. */
export function treeOfRemembered({
  damaged,
  ...sections
}: RememberedWorld): ReadonlyMap<string, Printable | undefined> {
  return new Map<string, Printable | undefined>([
    ['damaged', damaged],
    ...Object.entries(sections).map(([name, entries]: [string, ReadonlyMap<string, object>]) => {
      const trees = [...entries].map(([address, entry]) => [address, treeOf(entry)] as const)
      return [name, trees.length === 0 ? undefined : new Map(trees)] as const
    }),
  ])
}

function treeOf(entry: object): ReadonlyMap<string, Printable> {
  return new Map(Object.entries(entry))
}
