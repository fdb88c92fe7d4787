import { isGraphId } from '../model/graph-id.ts'
import { expansionOf, idOf, paramsOf } from './expansion.ts'
import { isExpanding, LARGEST_PACK, type Open } from './open.ts'
import type { ReadItem } from './wire.ts'

/** One call, and the wants it is for: more than one where it asks for many ids at once. */
export interface Item {
  readonly opens: readonly Open[]
  readonly read: ReadItem
}

/** Packs in the order given, each no larger than its most careful member allows. */
export const packsOf = (opens: readonly Open[]): readonly (readonly Item[])[] => {
  const packs: Item[][] = []
  let room = 0
  for (const item of itemsOf(opens)) {
    const careful = Math.min(...item.opens.map(({ packSize }) => packSize))
    const current = packs.at(-1)
    const size = Math.min(room, careful)
    if (current !== undefined && current.length < size) {
      current.push(item)
      room = size
    } else {
      packs.push([item])
      room = careful
    }
  }
  return packs
}

/**
 * One call for each want, but for nodes that are asked alike and are more than a batch holds: an id
 * of a multi-read is billed like a call of its own, yet takes no room in the batch.
 */
const itemsOf = (opens: readonly Open[]): readonly Item[] => {
  const alike = new Map<string, Open[]>()
  for (const open of opens) {
    const key = shapeOf(open)
    if (key === null) continue
    const group = alike.get(key)
    if (group === undefined) alike.set(key, [open])
    else group.push(open)
  }
  const grouped = [...alike.values()].filter((group) => group.length > LARGEST_PACK)
  const taken = new Set(grouped.flat())
  const single = opens.filter((open) => !taken.has(open))
  return [...single.map(itemOf), ...grouped.flatMap(multiReads)]
}

/** Nodes of one shape can share a call; null where a want can share none. */
const shapeOf = (open: Open): string | null => {
  const { want, isAlone } = open
  if (want.node !== true || want.asset !== undefined || isAlone) return null
  if (!isGraphId(idOf(want))) return null
  const edges = isExpanding(open) ? (want.edges ?? []).map(expansionOf) : []
  return JSON.stringify([want.params, edges])
}

const multiReads = (group: readonly Open[]): readonly Item[] =>
  Array.from({ length: Math.ceil(group.length / LARGEST_PACK) }, (_, place) => {
    const opens = group.slice(place * LARGEST_PACK, (place + 1) * LARGEST_PACK)
    const ids = opens.map(({ want }) => idOf(want)).join(',')
    return { opens, read: { path: '/', params: { ids, ...paramsOf(opens[0] as Open) } } }
  })

/** The next call for a want: our own path and cursor, never an address the API gave. */
const itemOf = (open: Open): Item => {
  const { want, limit, after } = open
  const params = want.node
    ? paramsOf(open)
    : { ...paramsOf(open), limit: String(limit), ...(after === null ? {} : { after }) }
  return { opens: [open], read: { path: want.path, asset: want.asset, params } }
}
