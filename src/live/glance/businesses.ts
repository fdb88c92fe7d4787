import type { GraphClient } from '../../graph/client-over.ts'
import { type Json, textOf } from '../../graph/json.ts'
import type { Want } from '../../graph/want.ts'
import { idIn } from '../decode.ts'

/** A business or a person as a row names it. */
export interface Named {
  readonly id: string
  readonly name: string | null
}

/** The businesses that the token's user belongs to. */
export const businessesWant = (): Want => ({
  path: '/me/businesses',
  params: { fields: 'id,name' },
})

export const namedIn = (row: Json | undefined): Named | null => {
  const id = idIn(row)
  return id === null ? null : { id, name: textOf(row, 'name') }
}

/** The same, read; null if the API does not tell all of them. Throws a `GraphError` when `readLive` would. */
export const readBusinesses = async (client: GraphClient): Promise<readonly Named[] | null> => {
  const want = businessesWant()
  const fetched = (await client.fetchAll([want])).get(want)
  if (fetched?.status !== 'complete') return null
  const found = fetched.rows.map(namedIn)
  return found.every((row) => row !== null) ? (found as readonly Named[]) : null
}
