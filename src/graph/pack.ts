import { paramsOf } from './expansion.ts'
import type { Open } from './open.ts'
import type { ReadItem } from './wire-items.ts'

/** One call of a batch, and the want it belongs to. */
export interface Item {
  readonly open: Open
  readonly read: ReadItem
}

/**
 * Packs wants in the given order, each pack no larger than its most careful member allows. Nodes with
 * the same parameters are still separate calls: the API can no longer read many ids in one call
 * [web: changelog v26.0].
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

/**
 * The next call for a want, from our own path and cursor and never from an address that the API
 * gave.
 */
const itemOf = (open: Open): Item => {
  const { want, limit, after } = open
  const params = want.node
    ? paramsOf(open)
    : { ...paramsOf(open), limit: String(limit), ...(after === null ? {} : { after }) }
  return { open, read: { path: want.path, asset: want.asset, params } }
}
