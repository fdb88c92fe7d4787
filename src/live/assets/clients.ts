import { fieldOf, isObject, type Json, listOf, nextPageOf, textOf } from '../../graph/json.ts'
import type { Fetched } from '../../graph/want.ts'
import { PERMITTED_TASKS } from '../../model/codec.ts'
import type { AssetKind, KindTable } from '../../model/kinds.ts'
import type { LiveRelation } from '../../model/live.ts'
import { assetIdIn, idIn } from '../decode.ts'
import { permissionsNote } from '../evidence/row-notes.ts'
import { type BadRow, badRow, type Section, sectionOf } from '../section.ts'

/** What a client gave us, or was asked for, on one asset: one permission in a row of `clients`. */
export interface ClientPermission {
  readonly kind: string
  readonly asset: string
  readonly tasks: readonly string[] | null
  readonly apiStatus: string | null
  readonly row: Json
  readonly client: NonNullable<LiveRelation['counterpart']>
}

/** The permissions of all clients, as one flat list. */
export const clientsOf = (
  fetched: Fetched | undefined,
  kinds: KindTable,
): Section<ClientPermission> => {
  const fields = kinds.flatMap(({ mirror }) => mirror ?? [])
  const note = permissionsNote(fields, permissionRows)
  const section = sectionOf(fetched, (row) => clientIn(row, kinds), note)
  return { ...section, rows: section.rows.flatMap((client) => client.permissions) }
}

interface Client {
  readonly permissions: readonly ClientPermission[]
}

const clientIn = (row: Json, kinds: KindTable): Client | BadRow => {
  const id = idIn(row)
  if (id === null) return badRow('a client without a valid id')
  const client = { id, name: textOf(row, 'name') }
  const permissions: ClientPermission[] = []
  for (const kind of kinds) {
    const { mirror } = kind
    if (mirror === undefined) continue
    const rows = permissionRows(fieldOf(row, mirror))
    if (rows === null) return badRow(`client ${id} with a list ${mirror} that is cut short`)
    for (const each of rows) {
      const permission = permissionIn(each, kind, client)
      if ('bad' in permission) return permission
      permissions.push(permission)
    }
  }
  return { permissions }
}

/**
 * A list, or a connection `{data, paging}`; null for a connection that has a next page, as it is
 * not complete.
 */
const permissionRows = (value: Json | undefined): readonly Json[] | null => {
  if (value === undefined || value === null) return []
  if (Array.isArray(value)) return value as readonly Json[]
  if (!isObject(value) || nextPageOf(value).type !== 'none') return null
  return listOf(value, 'data')
}

const permissionIn = (
  row: Json,
  kind: AssetKind,
  client: ClientPermission['client'],
): ClientPermission | BadRow => {
  const asset = assetIdIn(row, kind)
  if (asset === null) return badRow(`client ${client.id} with a ${kind.label} without a valid id`)
  const tasks = PERMITTED_TASKS.decode(row)
  if (tasks === 'bad') return badRow(`${kind.label} ${asset} with tasks that are no list of texts`)
  const apiStatus = textOf(row, 'access_status')
  return { kind: kind.name, asset, tasks, apiStatus, row, client }
}
