import { type KindTable, withGroups } from '../../model/kinds.ts'
import type { Block, Row, Section } from '../document.ts'
import { padTo, widthOf } from '../fitted.ts'

/** Tasks and roles that every reader knows, as most kinds have them. */
const OBVIOUS = ['MANAGE', 'ADVERTISE', 'ANALYZE', 'ADMIN', 'EMPLOYEE']

/**
 * What the tasks mean that the rows of a document name, kind by kind: nobody approves what they do not
 * understand. Only the words of our own tables are in it.
 */
export const taskLegend = (sections: readonly Section[], kinds: KindTable): readonly string[] => {
  const rows = sections.flatMap(({ blocks }) => blocks).flatMap(rowsOf)
  return withGroups(kinds).flatMap(({ name, label, meanings, tolerated }) => {
    const named = new Set(
      rows.filter((row) => kindsOf(row).has(name)).flatMap(({ tasks }) => tasks),
    )
    // Tolerated ones come along by themselves, and rows leave them out.
    const hidden = new Set([...OBVIOUS, ...tolerated])
    const told = Object.entries(meanings).filter(([task]) => named.has(task) && !hidden.has(task))
    const width = Math.max(0, ...told.map(([task]) => widthOf(task)))
    return told.length === 0
      ? []
      : [`${label}:`, ...told.map(([task, words]) => `  ${padTo(task, width)}  ${words}`)]
  })
}

const kindsOf = ({ asset, assets }: Row): ReadonlySet<string> =>
  new Set([asset, ...assets].map(({ kind }) => kind))

const rowsOf = (block: Block): readonly Row[] =>
  block.type === 'asset_rows' || block.type === 'group' ? block.rows : []
