import type { KindTable } from '../../model/kinds.ts'
import { arranged } from '../asset-groups.ts'
import { type Arranged, type Document, isEmpty, type Row } from '../document.ts'

/** A section as a page shows it, with its rows already under their assets. */
export interface Part {
  readonly id: string
  readonly title: string
  /** Null: as many as it has rows. */
  readonly count: number | null
  readonly blocks: readonly Arranged[]
  /** Whether it has to be opened: a long list that no filter is about. Open on paper. */
  readonly isFolded: boolean
}

/** The parts of a document that are not empty. */
export const partsOf = ({ sections }: Document, kinds: KindTable): readonly Part[] =>
  sections
    .filter((section) => !isEmpty(section))
    .map(({ id, title, count, blocks, isLong }) => ({
      ...{ id, title, count },
      isFolded: isLong && blocks.every(({ type }) => type === 'items'),
      blocks: blocks.flatMap((block) => arranged(block, kinds, true)),
    }))

/** All rows of a page, in its order. */
export const rowsOfParts = (parts: readonly Part[]): readonly Row[] =>
  parts.flatMap(({ blocks }) => blocks.flatMap(rowsOf))

const rowsOf = (block: Arranged): readonly Row[] => (block.type === 'group' ? block.rows : [])
