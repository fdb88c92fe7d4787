import type { GraphClient } from '../graph/client.ts'
import { textOf } from '../graph/json.ts'
import type { KindTable } from '../model/kinds.ts'
import { assetIdIn } from './decode.ts'
import { listingWant } from './wants.ts'

const LISTS = ['owned', 'client'] as const

/**
 * What the assets of these kinds are called, by id, from the bare lists of the business: a call for
 * each hundred. A list that fails leaves its assets without a name here; whoever reads them tells.
 */
export const readNames = async (
  client: GraphClient,
  business: string,
  kinds: KindTable,
): Promise<ReadonlyMap<string, string>> => {
  const wants = kinds.flatMap((kind) =>
    LISTS.map((list) => ({ kind, want: listingWant(business, kind, list) })),
  )
  const fetched = await client.fetchAll(wants.map(({ want }) => want))
  return new Map(
    wants.flatMap(({ kind, want }) =>
      (fetched.get(want)?.rows ?? []).flatMap((row): [string, string][] => {
        const id = assetIdIn(row, kind)
        const name = textOf(row, 'name')
        return id === null || name === null ? [] : [[id, name]]
      }),
    ),
  )
}
