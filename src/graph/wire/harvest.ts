import { isGraphId } from '../../model/text/graph-id.ts'
import { GraphError } from '../errors/graph-error.ts'
import { fieldOf, isObject, type Json, type JsonObject, listOf, textOf } from '../json.ts'
import type { Auth } from '../secrets/auth.ts'
import type { ReadItem } from './wire-items.ts'

const TOKEN = 'access_token'

/**
 * Takes the assets' tokens out of an answer, so that no row that leaves the client contains one. If
 * tokens were asked for and a row has none, the API has none to give.
 */
export const harvestTokens = (
  value: Json | GraphError,
  item: ReadItem,
  auth: Auth,
): Json | GraphError => {
  if (value instanceof GraphError || !isObject(value)) return value
  const self = item.path === '/me' ? textOf(value, 'id') : null
  if (isGraphId(self)) auth.learnSelf(self)
  const isAsked = (item.params['fields'] ?? '').split(',').includes(TOKEN)
  const rows = listOf(value, 'data')
  const learn = rows === null ? auth.learn : auth.learnListed
  const clean = (row: Json): Json => (isObject(row) ? withoutToken(row, isAsked, learn) : row)
  return rows === null ? clean(value) : { ...value, data: rows.map(clean) }
}

const withoutToken = (row: JsonObject, isAsked: boolean, learn: Auth['learn']): JsonObject => {
  const id = textOf(row, 'id')
  const token = textOf(row, TOKEN)
  if (id !== null && (token !== null || isAsked)) learn(id, token)
  if (fieldOf(row, TOKEN) === undefined) return row
  return Object.fromEntries(Object.entries(row).filter(([name]) => name !== TOKEN))
}
