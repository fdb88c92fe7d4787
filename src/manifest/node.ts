import type { Position } from '../model/problem.ts'

/**
 * A manifest as written: every scalar is a text (ids keep all their digits), anchors and merge keys
 * are resolved, and each node and key knows where it was written. Shared by reference where an
 * anchor is used again.
 */
export type Node = Text | Empty | List | Block

export interface Text {
  readonly type: 'text'
  readonly text: string
  readonly at: Position
}

/** A key or item without a value. Reported where it is read; later stages pass over it. */
export interface Empty {
  readonly type: 'empty'
  /** Whether why there is nothing is reported already. */
  readonly isReported: boolean
  readonly at: Position
}

export interface List {
  readonly type: 'list'
  readonly items: readonly Node[]
  readonly at: Position
}

export interface Block {
  readonly type: 'block'
  readonly entries: ReadonlyMap<string, Entry>
  readonly at: Position
}

export interface Entry {
  readonly key: string
  /** Where the key stands. */
  readonly at: Position
  readonly value: Node
}

const NONE: ReadonlyMap<string, Entry> = new Map()

/** The entries of a block; none of anything else (the shape stage reports that). */
export const entriesOf = (node: Node | undefined): ReadonlyMap<string, Entry> =>
  node?.type === 'block' ? node.entries : NONE

export const entryOf = (node: Node | undefined, key: string): Entry | undefined =>
  entriesOf(node).get(key)

/** The texts of a list with their places; what is no text is passed over. */
export const textsOf = (node: Node | undefined): readonly Text[] =>
  node?.type === 'list' ? node.items.filter((item) => item.type === 'text') : []

export const textOf = (node: Node | undefined): string | null =>
  node?.type === 'text' ? node.text : null

/** The text under a key of a block, or null. */
export const textAt = (node: Node | undefined, key: string): string | null =>
  textOf(entryOf(node, key)?.value)

/** Plain data for the schema check and the digest. A key without a value is reported: left out. */
export const plainOf = (node: Node): unknown => {
  if (node.type === 'text') return node.text
  if (node.type === 'empty') return ''
  if (node.type === 'list') return node.items.map(plainOf)
  return plainOfEntries([...node.entries.values()])
}

/** Without a prototype, so that no key means more than it says. */
export const plainOfEntries = (entries: readonly Entry[]): Readonly<Record<string, unknown>> => {
  const plain: Record<string, unknown> = Object.create(null)
  for (const { key, value } of entries) {
    if (value.type !== 'empty') plain[key] = plainOf(value)
  }
  return plain
}
