import type { Position } from '../../model/problem.ts'

/**
 * A manifest as written. Every scalar is a text, so ids keep all their digits; anchors and merge
 * keys are resolved; every node and key has its position in the file. A node that is used through an
 * alias is shared by reference.
 */
export type Node = Text | Empty | List | Block

export interface Text {
  readonly type: 'text'
  readonly text: string
  readonly at: Position
}

/** A key or item without a value. It is reported when read; later stages skip it. */
export interface Empty {
  readonly type: 'empty'
  /** Whether the reason for the missing value has been reported already. */
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
  /** The position of the key. */
  readonly at: Position
  readonly value: Node
}

const NONE: ReadonlyMap<string, Entry> = new Map()

/** The entries of a block; empty for any other node, which the shape check reports. */
export const entriesOf = (node: Node | undefined): ReadonlyMap<string, Entry> =>
  node?.type === 'block' ? node.entries : NONE

export const entryOf = (node: Node | undefined, key: string): Entry | undefined =>
  entriesOf(node).get(key)

/** The texts in a list with their positions. Other items are skipped. */
export const textsOf = (node: Node | undefined): readonly Text[] =>
  node?.type === 'list' ? node.items.filter((item) => item.type === 'text') : []

const scalarText = (node: Node | undefined): string | null =>
  node?.type === 'text' ? node.text : null

/** The text of a key in a block, or null. */
export const textAt = (node: Node | undefined, key: string): string | null =>
  scalarText(entryOf(node, key)?.value)

/** Plain data for the schema check. A key without a value is left out, as it is reported already. */
export const plainOf = (node: Node): unknown => {
  if (node.type === 'text') return node.text
  if (node.type === 'empty') return ''
  if (node.type === 'list') return node.items.map(plainOf)
  const plain = new Plain()
  for (const { key, value } of node.entries.values()) {
    if (value.type !== 'empty') plain[key] = plainOf(value)
  }
  return plain
}

/**
 * Inherits nothing, so that no key, such as `__proto__`, has a special meaning. Made by a constructor,
 * it takes a third of the memory of one made without a prototype.
 */
const Plain = function Plain() {} as unknown as new () => Record<string, unknown>
Plain.prototype = Object.create(null)
