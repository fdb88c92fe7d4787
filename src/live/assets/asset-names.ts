import type { GraphClient } from '../../graph/client-over.ts'
import { textOf } from '../../graph/json.ts'
import type { KindTable } from '../../model/kinds.ts'
import { assetIdIn } from '../decode.ts'
import { listingWant } from '../wants.ts'

const LISTS = ['owned', 'client'] as const

/**
 * The names of the assets of these kinds, by id, from the business's plain lists: one call per
 * hundred assets. If a list fails, its assets have no name here; reading the assets reports it.
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
