import { fieldOf, type Json, textOf } from '../graph/json.ts'
import { type AssetKind, inverseCodecOf, isIdOf, type Kind } from '../model/kinds.ts'
import type { RelationStatus } from '../model/live.ts'
import { isGraphId } from '../model/text/graph-id.ts'
import { toSeconds } from '../model/text/time.ts'
import { type BadRow, badRow } from './section.ts'

/** The id of a business or a person in a row; null if it is not valid. */
export const idIn = (row: Json | undefined): string | null => {
  const id = textOf(row, 'id')
  return isGraphId(id) && /^\d/.test(id) ? id : null
}

/** The id of an asset; an id without the kind's prefix gets it (`clients` rows may lack it). */
export const assetIdIn = (row: Json | undefined, kind: AssetKind): string | null => {
  const text = textOf(row, 'id')
  if (text === null) return null
  const id = text.startsWith(kind.id.prefix) ? text : `${kind.id.prefix}${text}`
  return isIdOf(kind, id) ? id : null
}

/** What the status of an asset says; null if it works, or the row does not tell. */
export const statusIn = (node: Json | undefined, { status }: AssetKind): string | null => {
  const value = status === undefined ? undefined : fieldOf(node, status.field)
  if (status === undefined || typeof value !== 'number') return null
  const word = status.words[value]
  return word === undefined ? String(value) : word
}

/** What a row of a person's own list of assets says that they hold. */
export const inverseTasks = (kind: Kind, row: Json): readonly string[] | BadRow => {
  const codec = inverseCodecOf(kind)
  const tasks = codec?.decode(row) ?? null
  if (tasks === 'bad') return badRow(`that cannot be read: ${codec?.fault}`)
  return tasks ?? badRow('without tasks')
}

/**
 * The API's `2014-01-07T23:26:09+0000`, or seconds since 1970, as `2014-01-07T23:26:09Z`. One list
 * may mix offsets with a colon, without one, and with hours only [observed]; all are accepted.
 */
export const timeOf = (value: Json | undefined): string | null => {
  const date =
    typeof value === 'number'
      ? new Date(value * 1000)
      : typeof value === 'string' && TIME.test(value)
        ? new Date(value.replace(OFFSET, (_, hours, minutes = '00') => `${hours}:${minutes}`))
        : null
  if (date === null || Number.isNaN(date.getTime())) return null
  return toSeconds(date)
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d(:?\d\d)?)$/

/** Offsets without a colon or without minutes, which JavaScript's Date does not parse. */
const OFFSET = /([+-]\d\d)(\d\d)?$/

/** The first of these fields that contains a time. */
export const timeIn = (row: Json | undefined, names: readonly string[]): string | null =>
  names.map((name) => timeOf(fieldOf(row, name))).find((time) => time !== null) ?? null

/** Every field of such a row that is a time. */
export const TIME_FIELDS = ['access_requested_time', 'access_updated_time']

const REQUESTED = ['access_requested_time', 'access_updated_time']
const CHANGED = ['access_updated_time', 'access_requested_time']

/** Since when a relation has its status: for a pending one, when it was asked for. */
export const sinceOf = (row: Json | undefined, status: RelationStatus): string | null =>
  timeIn(row, status === 'active' ? CHANGED : REQUESTED)

/**
 * The full enum of `access_status` is not documented. A word that is not known for sure is shown
 * but never acted on.
 *
 *   CONFIRMED                      active
 *   …PENDING…                      pending
 *   any other word                 unrecognised
 *   absent, with a task list       active
 *   absent, without                unrecognised
 */
export const statusOf = (apiStatus: string | null, hasTasks: boolean): RelationStatus => {
  if (apiStatus === null) return hasTasks ? 'active' : 'unrecognised'
  if (apiStatus === 'CONFIRMED') return 'active'
  return /PENDING/.test(apiStatus) ? 'pending' : 'unrecognised'
}
