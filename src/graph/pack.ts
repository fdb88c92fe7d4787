import { paramsOf } from './expansion.ts'
import type { Open } from './open.ts'
import type { ReadItem } from './wire-items.ts'

/** One call of a batch, and the want it is for. */
export interface Item {
  readonly open: Open
  readonly read: ReadItem
}

/**
 * Packs in the order given, each no larger than its most careful member allows. Nodes that are asked
 * alike are calls of their own too: the API has no read of many ids any more [web: changelog v26.0].
 */
export const packsOf = (opens: readonly Open[]): readonly (readonly Item[])[] => {
  const packs: Item[][] = []
  let room = 0
  for (const open of opens) {
    const current = packs.at(-1)
    const size = Math.min(room, open.packSize)
    if (current !== undefined && current.length < size) {
      current.push(itemOf(open))
      room = size
    } else {
      packs.push([itemOf(open)])
      room = open.packSize
    }
  }
  return packs
}

/** The next call for a want: our own path and cursor, never an address the API gave. */
const itemOf = (open: Open): Item => {
  const { want, limit, after } = open
  const params = want.node
    ? paramsOf(open)
    : { ...paramsOf(open), limit: String(limit), ...(after === null ? {} : { after }) }
  return { open, read: { path: want.path, asset: want.asset, params } }
}
