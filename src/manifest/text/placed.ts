import type { Position } from '../../model/problem.ts'
import type { Block, Empty, Entry, List, Node, Text } from './node.ts'
import { positionAt, type SourceText } from './source-text.ts'

/**
 * Nodes that know their offset and work out line and column only when somebody asks. A manifest has
 * several times as many nodes as places that are ever told; hence classes, whose getter they share.
 */
class Placed {
  readonly source: SourceText
  readonly offset: number

  constructor(source: SourceText, offset: number) {
    this.source = source
    this.offset = offset
  }

  get at(): Position {
    return positionAt(this.source, this.offset)
  }
}

export class PlacedText extends Placed implements Text {
  readonly type = 'text'
  readonly text: string

  constructor(source: SourceText, offset: number, text: string) {
    super(source, offset)
    this.text = text
  }
}

export class PlacedEmpty extends Placed implements Empty {
  readonly type = 'empty'
  readonly isReported: boolean

  constructor(source: SourceText, offset: number, isReported: boolean) {
    super(source, offset)
    this.isReported = isReported
  }
}

export class PlacedList extends Placed implements List {
  readonly type = 'list'
  readonly items: readonly Node[]

  constructor(source: SourceText, offset: number, items: readonly Node[]) {
    super(source, offset)
    this.items = items
  }
}

export class PlacedBlock extends Placed implements Block {
  readonly type = 'block'
  readonly entries: ReadonlyMap<string, Entry>

  constructor(source: SourceText, offset: number, entries: ReadonlyMap<string, Entry>) {
    super(source, offset)
    this.entries = entries
  }
}

export class PlacedEntry extends Placed implements Entry {
  readonly key: string
  readonly value: Node

  constructor(source: SourceText, offset: number, key: string, value: Node) {
    super(source, offset)
    this.key = key
    this.value = value
  }
}
