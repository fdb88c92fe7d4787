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
  const named = tasksByKind(sections)
  return withGroups(kinds).flatMap(({ name, label, meanings, tolerated }) => {
    const own = named.get(name)
    // Tolerated ones come along by themselves, and rows leave them out.
    const hidden = new Set([...OBVIOUS, ...tolerated])
    const told = Object.entries(meanings).filter(
      ([task]) => own?.has(task) === true && !hidden.has(task),
    )
    const width = Math.max(0, ...told.map(([task]) => widthOf(task)))
    return told.length === 0
      ? []
      : [`${label}:`, ...told.map(([task, words]) => `  ${padTo(task, width)}  ${words}`)]
  })
}

/** What the rows name of each kind that they are about. */
const tasksByKind = (sections: readonly Section[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const named = new Map<string, Set<string>>()
  for (const { asset, assets, tasks } of sections.flatMap(({ blocks }) => blocks).flatMap(rowsOf)) {
    for (const { kind } of [asset, ...assets]) {
      const own = named.get(kind) ?? new Set()
      named.set(kind, own)
      for (const task of tasks) own.add(task)
    }
  }
  return named
}

const rowsOf = (block: Block): readonly Row[] =>
  block.type === 'asset_rows' || block.type === 'group' ? block.rows : []
