import { fieldOf, isObject, type Json, textOf } from '../../graph/json.ts'
import type { Evidence } from '../../model/assumed/evidence.ts'
import { type AssetKind, inverseCodecOf } from '../../model/kinds.ts'
import { addressOf, agencyAddress } from '../../model/text/address.ts'
import { assetIdIn, idIn, TIME_FIELDS, timeOf } from '../decode.ts'
import type { Note } from '../section.ts'

/** What rows show of the API that nothing keeps once they are decoded. Pure, and without a call. */

/** A row of a business on an asset. */
export const agencyNote =
  (asset: string): Note =>
  (row) => {
    const about = agencyAddress(asset, idIn(row) ?? '?')
    return [...timesIn(row, TIME_FIELDS, about), ...rolesIn(row, AGENCY_ROLES, about)]
  }

const AGENCY_ROLES = { assumption: 'agency_roles' } as const

const INVITATION_TIMES = ['created_time', 'expiration_time']

export const invitationNote: Note = (row) =>
  timesIn(row, INVITATION_TIMES, `invitation ${idIn(row) ?? '?'}`)

/** A row of a person's own list of assets. */
export const inverseNote = (kind: AssetKind, person: string): Note => {
  const { spare = [] } = inverseCodecOf(kind) ?? {}
  if (spare.length === 0) return NOTHING
  return (row) => rolesIn(row, PERSON_ROLES, addressOf(assetOf(kind, row), 'users', person))
}

const PERSON_ROLES = { assumption: 'person_rows' } as const

const NOTHING: Note = () => []

const assetOf = (kind: AssetKind, row: Json): string => assetIdIn(row, kind) ?? '?'

const ROLES = 'permitted_roles'

const rolesIn = (
  row: Json,
  { assumption }: Pick<Evidence, 'assumption'>,
  about: string,
): readonly Evidence[] => {
  const roles = fieldOf(row, ROLES)
  const hasTasks = ['tasks', 'permitted_tasks'].some((name) => isFilled(fieldOf(row, name)))
  return isFilled(roles) && !hasTasks
    ? [{ assumption, verdict: 'seen', example: `${about} has ${ROLES} and no tasks` }]
    : []
}

const isFilled = (value: Json | undefined): value is readonly Json[] =>
  Array.isArray(value) && value.length > 0

/** UTC as the API writes it, and as everybody does. */
const UTC = /(?:[+-]00:?00|Z)$/

const timesIn = (row: Json, names: readonly string[], about: string): readonly Evidence[] =>
  names.flatMap((name): readonly Evidence[] => {
    const time = textOf(row, name) ?? ''
    if (time === '') return []
    const example = `${about}: ${name} is ${time}`
    const assumption = 'times_with_offsets'
    if (timeOf(time) === null) return [{ assumption, verdict: 'contradicted', example }]
    return UTC.test(time) ? [] : [{ assumption, verdict: 'seen', example }]
  })

/** A row of a list of our open requests: whose id it is that the row itself has. */
export const requestNote = (kind: AssetKind): Note => {
  const field = kind.relations.request?.pending.asset
  if (field === undefined) return NOTHING
  return (row) => {
    const asset = assetIdIn(fieldOf(row, field), kind)
    const own = textOf(row, 'id')
    const about = { assumption: 'request_rows' as const, where: `${kind.label} ${asset ?? '?'}` }
    if (asset === null) return [requestShows(about, 'contradicted', `has no ${field} with an id`)]
    if (own === null) return []
    return assetIdIn(row, kind) === asset
      ? [requestShows(about, 'seen', `is the id of its row ${own}`, 'requests_by_asset')]
      : [requestShows(about, 'seen', `is not the id of its row ${own}`, 'requests_by_request')]
  }
}

const requestShows = (
  { assumption, where }: Pick<Evidence, 'assumption'> & { readonly where: string },
  verdict: Evidence['verdict'],
  what: string,
  fits?: string,
): Evidence => ({
  ...{ assumption, verdict, example: `${where} ${what}` },
  ...(fits === undefined ? {} : { fits }),
})

/**
 * A row of `clients` or of our own list of agencies: the form of what it permits. The times are in
 * its entries, which have no ids but those of the assets.
 */
export const permissionsNote =
  (
    fields: readonly string[],
    entriesOf: (value: Json | undefined) => readonly Json[] | null,
  ): Note =>
  (row) =>
    fields.flatMap((name): readonly Evidence[] => {
      const value = fieldOf(row, name)
      const form = Array.isArray(value) ? 'a list' : isObject(value) ? 'a list in data' : null
      if (form === null) return []
      const about = `business ${idIn(row) ?? '?'}: ${name}`
      const entries = entriesOf(value) ?? []
      return [
        { assumption: 'permission_lists', verdict: 'seen', example: `${about} is ${form}` },
        ...entries.flatMap((entry) => timesIn(entry, TIME_FIELDS, about)),
      ]
    })

/** What is told of somebody in an asset group begins with a part and ends so. */
const TOLD = /^(?!permitted_).+_(tasks|roles)$/

export const groupNote =
  (group: string): Note =>
  (row) => {
    const told = isObject(row) ? Object.keys(row).find((name) => TOLD.test(name)) : undefined
    const what = told === undefined ? 'tells neither' : `tells ${told}`
    const example = `${addressOf(group, 'users', idIn(row) ?? '?')} ${what}`
    return [{ assumption: 'group_rows', verdict: 'seen', example }]
  }
