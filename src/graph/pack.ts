import type { GraphError } from './graph-error.ts'
import type { Json } from './json.ts'
import type { Want } from './want.ts'
import type { ReadItem } from './wire.ts'

/** The API's own maximum of calls in a batch [web]. */
export const LARGEST_PACK = 50

/** A want on its way: what has been read of it, and how it is asked next. */
export interface Open {
  readonly want: Want
  readonly rows: Json[]
  readonly cursors: Set<string>
  after: string | null
  limit: number
  tries: number
  /** How many wants a batch with this one may hold; halved when such a batch fails as a whole. */
  packSize: number
}

/** No maximum of `limit` is documented for these edges; 100 is what is seen to work [observed]. */
const FIRST_LIMIT = 100

export const openOf = (want: Want): Open => ({
  want,
  rows: [],
  cursors: new Set(),
  after: null,
  limit: FIRST_LIMIT,
  tries: 0,
  packSize: LARGEST_PACK,
})

/** The next call for a want: our own path and cursor, never an address the API gave. */
export const itemOf = ({ want, limit, after }: Open): ReadItem => ({
  path: want.path,
  asset: want.asset,
  params: want.node
    ? want.params
    : { ...want.params, limit: String(limit), ...(after === null ? {} : { after }) },
})

/** Packs in the order given, each no larger than its most careful member allows. */
export const packsOf = (opens: readonly Open[]): readonly (readonly Open[])[] => {
  const packs: Open[][] = []
  let room = 0
  for (const open of opens) {
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
  return packs
}

/** A want put off: when it may go on, and why it had to wait. */
export interface Delayed {
  readonly open: Open
  readonly delay: number
  readonly error: GraphError
  /** A limit of the whole run: nothing else goes out meanwhile. */
  readonly isPause: boolean
}
