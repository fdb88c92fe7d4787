import type { ReadItem } from '../wire/wire-items.ts'
import { paramsOf } from './expansion.ts'
import type { Open } from './open.ts'
import { askedOf } from './optional.ts'

/**
 * Packs wants in the given order, each pack no larger than its most careful member allows. Nodes with
 * the same parameters are still separate calls: the API can no longer read many ids in one call
 * [web: changelog v26.0].
 */
export const packsOf = (opens: readonly Open[]): readonly (readonly Open[])[] => {
  const packs: Open[][] = []
  let room = 0
  for (const open of opens.filter((each) => !isSpare(each))) {
    const current = packs.at(-1)
    const size = Math.min(room, open.packSize)
    if (current !== undefined && current.length < size) {
      current.push(open)
      room = size
    } else {
      packs.push([open])
      room = open.packSize
    }
  }
  for (const open of opens.filter(isSpare)) packs.find(takesMore)?.push(open)
  return packs
}

export const isSpare = ({ want }: Open): boolean => want.isSpare === true

/** A batch with room for a call more: what is sent on its own stays so. */
const takesMore = (pack: readonly Open[]): boolean =>
  pack.length > 1 && pack.length < Math.min(...pack.map(({ packSize }) => packSize))

/**
 * The next call for a want, formed when it is sent, as earlier answers may say what to leave out:
 * from our own path and cursor and never from an address that the API
 * gave.
 */
export const callOf = (open: Open, lacking: ReadonlySet<string>): ReadItem => {
  open.asked = askedOf(open, lacking)
  const { want, limit, after } = open
  const own = paramsOf(open, lacking)
  const params = want.node
    ? own
    : { ...own, limit: String(limit), ...(after === null ? {} : { after }) }
  return { path: want.path, asset: want.asset, params }
}
