/** Columns of the rows that say who may do what on an asset, for each kind. */

import {
  type AgencyColumn,
  type PermittedColumn,
  type PersonColumn,
  type SandboxKind,
  STATUS_COLUMNS,
} from '../kinds/sandbox-kind.ts'
import { closureOf, readBack } from '../kinds/task-closure.ts'
import { type AgencyRow, type Asset, CONFIRMED, type Modes, type Person } from '../state.ts'
import { isAsRead } from '../world/as-read.ts'
import { graphTime } from '../world/world-time.ts'
import { plain, type Reading, type Value } from './view.ts'

/** Fields that a row has besides those of the node. */
export type Columns = ReadonlyMap<string, () => Value>

/** Tasks of a business or a person on an asset. */
export interface Held {
  readonly kind: SandboxKind
  readonly asset: Asset
  readonly subject: string
  readonly tasks: readonly string[]
}

/** Tasks as the API shows them. */
export function shownTasks(
  reading: Reading,
  { kind, asset, subject, tasks }: Held,
  seed: string,
): readonly string[] {
  const asRead = isAsRead(reading.seen(asset), subject)
  return readBack(kind, tasks, asRead ? 'none' : reading.world.modes.unpacking, seed)
}

/**
 * The largest role that these tasks amount to; undefined if the kind has no roles, or none fits.
 */
function rolesOf(kind: SandboxKind, tasks: readonly string[]): readonly string[] | undefined {
  // Whoever manages is an admin, whatever else was given with it.
  const held = closureOf(kind, tasks)
  const role = Object.keys(kind.roles).find((name) =>
    kind.roles[name]?.every((task) => held.has(task)),
  )
  return role === undefined ? undefined : [role]
}

/**
 * Whether rows of agencies show the status of the relation; if it is not documented, a mode
 * decides.
 */
export function tellsStatus(kind: SandboxKind, modes: Modes): boolean {
  const { agencyStatus } = kind
  if (agencyStatus === 'sure') return true
  switch (modes.agency_status) {
    case 'likely':
      return agencyStatus !== 'unlikely'
    case 'everywhere':
      return true
    case 'sure':
      return false
  }
}

/** Whether rows of agencies include a relation that is not in force yet. */
export function showsAgency(kind: SandboxKind, modes: Modes, row: AgencyRow): boolean {
  if (row.waitsFor === 'admin') return modes.approval_visible
  // Without a status it would look as if it were in force; an agreement is kept elsewhere
  // [inferred].
  return row.waitsFor !== 'partner' || tellsStatus(kind, modes)
}

type AgencyTable = Readonly<Record<AgencyColumn, () => Value>>

/** A business's row on an asset. */
export interface Sharing {
  readonly kind: SandboxKind
  readonly asset: Asset
  readonly business: string
  readonly row: AgencyRow
}

function agencyTable(reading: Reading, sharing: Sharing): AgencyTable {
  const { kind, asset, business, row } = sharing
  const { told = true, status, tasks } = row
  const held = { kind, asset, subject: business, tasks }
  return {
    access_requested_time: () => plain(graphTime(row.requested)),
    access_status: () => plain(told ? status : undefined),
    access_updated_time: () => plain(graphTime(row.updated)),
    // Neither a status nor tasks: nobody can tell what such a row means.
    permitted_tasks: () =>
      plain(
        told || status === CONFIRMED
          ? shownTasks(reading, held, `${asset.id}/${business}`)
          : undefined,
      ),
    permitted_roles: () => plain(rolesOf(kind, tasks)),
  }
}

/** What a row about a business's access has, all of it without being asked for. */
export function agencyColumns(reading: Reading, sharing: Sharing): Columns {
  const { kind } = sharing
  const table = agencyTable(reading, sharing)
  const status = tellsStatus(kind, reading.world.modes) ? STATUS_COLUMNS : []
  return new Map([...status, ...kind.agencyColumns].map((name) => [name, table[name]]))
}

/**
 * The same in the permission lists of `agencies` and `clients`, whose entries all have the same
 * form [guide].
 */
export function permissionColumns(reading: Reading, sharing: Sharing): Columns {
  const table = agencyTable(reading, sharing)
  return new Map([...STATUS_COLUMNS, 'permitted_tasks' as const].map((name) => [name, table[name]]))
}

/**
 * What a listed asset of a client, or a request for one, says about how much of it we may pass on.
 */
export function permittedColumns(
  reading: Reading,
  { kind, asset, business, row: { tasks } }: Sharing,
): Columns {
  const held = { kind, asset, subject: business, tasks }
  const table: Readonly<Record<PermittedColumn, () => Value>> = {
    permitted_tasks: () => plain(shownTasks(reading, held, `${asset.id}/permitted`)),
    permitted_roles: () => plain(rolesOf(kind, tasks)),
  }
  return new Map(kind.clientColumns.map((name) => [name, table[name]]))
}

/** Somebody on an asset. */
export interface Assignment {
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly business: string
  readonly id: string
  readonly tasks: readonly string[]
}

/** What a row of any list of assigned people says about the person. */
export function personFields(person: Person | undefined, business: () => Value): Columns {
  return new Map([
    ['name', () => plain(person?.name)],
    // [observed] it may be asked for, and is never told.
    ['email', () => plain(undefined)],
    ['user_type', () => plain(person?.type.toUpperCase())],
    ['business', business],
  ])
}

/** What they hold, and what they could be given. */
export function personColumns(
  reading: Reading,
  assignment: Assignment,
  names: readonly PersonColumn[],
): Columns {
  const { asset, kind, business, id, tasks } = assignment
  const permitted = (): readonly string[] =>
    asset.owner === business ? kind.tasks : (asset.agencies.get(business)?.tasks ?? [])
  const shown = (subject: string, list: readonly string[]): Value =>
    plain(shownTasks(reading, { kind, asset, subject, tasks: list }, `${asset.id}/${id}`))
  const roles = names.includes('permitted_roles') && reading.world.modes.person_rows === 'roles'
  const absent = plain(undefined)
  const table: Readonly<Record<PersonColumn, () => Value>> = {
    tasks: () => (roles ? absent : shown(id, tasks)),
    permitted_tasks: () => (roles ? absent : shown(business, permitted())),
    permitted_roles: () => (roles ? plain(rolesOf(kind, tasks)) : absent),
  }
  return new Map(names.map((name) => [name, table[name]]))
}
