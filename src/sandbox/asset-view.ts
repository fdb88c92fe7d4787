/** Assets as nodes: their fields, who has access (agencies), who is assigned (people). */
import {
  checkAgenciesAccess,
  checkUsersAccess,
  type Intent,
  isAdmin,
  relationOf,
} from './access.ts'
import { businessView } from './business-view.ts'
import { missingParam, noSuchObject, refusal } from './errors.ts'
import { type AssetFieldName, kindOf, type SandboxKind } from './kinds.ts'
import { type AgencyRow, type Asset, businessOfPerson, type OboRequest } from './state.ts'
import { readBack } from './tasks.ts'
import { graphTime } from './time.ts'
import { pageTokenOf } from './tokens.ts'
import {
  type Args,
  type Json,
  plain,
  type Reading,
  type Row,
  type Value,
  type View,
} from './view.ts'

type AssetField = (reading: Reading, asset: Asset, kind: SandboxKind) => Value

const ASSET_FIELDS: Readonly<Record<AssetFieldName, AssetField>> = {
  account_id: (_reading, asset) => plain(asset.id.replace(/^act_/, '')),
  account_status: () => plain(1),
  // Absent: the token's user holds no task on the Page, or may not list Pages.
  access_token: (reading, asset) => {
    const { caller } = reading
    const may = asset.users.has(caller.person.id) && caller.scopes.has('pages_show_list')
    return plain(may ? pageTokenOf(reading.mainToken, asset.id) : undefined)
  },
  business: ownerView,
  disable_reason: () => plain(0),
  has_transitioned_to_new_page_experience: (_reading, asset) => plain(asset.newPageExperience),
  is_owned: (_reading, asset) => plain(asset.owner !== undefined),
  owner: (_reading, asset) => plain(asset.owner),
  owner_business: ownerView,
  user_tasks: (reading, asset, kind) =>
    plain(shownTasks(reading, kind, asset.users.get(reading.caller.person.id) ?? [], asset.id)),
}

function ownerView(reading: Reading, asset: Asset): Value {
  return asset.owner === undefined ? plain(undefined) : businessView(reading, asset.owner)
}

/** Fields a row carries beside the node's own, e.g. the tasks of a person on it. */
export type Extras = ReadonlyMap<string, () => Value>

const NO_EXTRAS: Extras = new Map()

/** An asset as a node; with extras, as a row of an edge. */
export function assetView(reading: Reading, asset: Asset, extras: Extras = NO_EXTRAS): View {
  const kind = kindOf(reading.kinds, asset.kind)
  return {
    type: 'view',
    node: kind.node,
    id: asset.id,
    defaults: ['name', ...extras.keys()],
    field: (name, args) => extras.get(name)?.() ?? assetField(reading, asset, kind, name, args),
  }
}

function assetField(
  reading: Reading,
  asset: Asset,
  kind: SandboxKind,
  name: string,
  args: Args,
): Value | undefined {
  if (name === 'name') return plain(asset.name)
  if (name === 'agencies' && kind.agencyMethods.includes('GET')) {
    return agenciesOf(reading, asset, kind)
  }
  if (name === 'assigned_users' && kind.userMethods.includes('GET')) {
    return assignedUsersOf(reading, asset, kind, args)
  }
  if (name === 'onbehalf_requests' && kind.onBehalfOf) return oboRequestsOf(reading, asset, args)
  const field = kind.nodeFields.find((each) => each === name)
  return field === undefined ? undefined : ASSET_FIELDS[field](reading, asset, kind)
}

/** Tasks as the API shows them. */
export function shownTasks(
  reading: Reading,
  kind: SandboxKind,
  tasks: readonly string[],
  seed: string,
): readonly string[] {
  return readBack(kind, tasks, reading.world.modes.unpacking, seed)
}

function agenciesOf(reading: Reading, asset: Asset, kind: SandboxKind): Value {
  checkAgenciesAccess({ caller: reading.caller, asset, kind, intent: 'read' })
  const rows = [...reading.seen(asset).agencies]
    .filter(([, row]) => row.waitsFor !== 'admin' || reading.world.modes.approval_visible)
    .map(([id, row]): Row => ({ id, view: () => agencyView(reading, kind, asset, id, row) }))
  return { type: 'listing', path: `${asset.id}/agencies`, rows }
}

function agencyView(
  reading: Reading,
  kind: SandboxKind,
  asset: Asset,
  id: string,
  row: AgencyRow,
): View {
  return businessView(reading, id, accessFields(reading, kind, `${asset.id}/${id}`, row))
}

/** The four fields every row about a business's access carries, all of them defaults. */
export function accessFields(
  reading: Reading,
  kind: SandboxKind,
  seed: string,
  row: AgencyRow,
): Extras {
  return new Map<string, () => Value>([
    ['access_requested_time', () => plain(graphTime(row.requested))],
    ['access_status', () => plain(row.status)],
    ['access_updated_time', () => plain(graphTime(row.updated))],
    ['permitted_tasks', () => plain(shownTasks(reading, kind, row.tasks, seed))],
  ])
}

function assignedUsersOf(reading: Reading, asset: Asset, kind: SandboxKind, args: Args): Value {
  const business = args.get('business')
  if (business === undefined) throw missingParam('business')
  const strict = reading.world.modes.page_assign === 'strict'
  const intent: Intent = 'read'
  checkUsersAccess({ caller: reading.caller, asset, kind, intent }, strict)
  const { caller, world } = reading
  if (business !== caller.business && relationOf(asset, caller.business) !== 'owner') {
    throw refusal(kind.deniedCode, `The people of ${business} are not visible to this token.`)
  }
  if (!world.businesses.has(business)) throw noSuchObject('GET', business)
  const rows = [...reading.seen(asset).users].flatMap(([id, tasks]): Row[] => {
    const found = businessOfPerson(world, id)
    if (found === undefined) return []
    const isAsked = found.business.id === business
    if (!isAsked && world.modes.other_people === 'hidden') return []
    const assignment = { asset, kind, business: found.business.id, id, tasks }
    return [{ id, view: () => assignedUserView(reading, assignment) }]
  })
  return { type: 'listing', path: `${asset.id}/assigned_users`, rows }
}

interface Assignment {
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly business: string
  readonly id: string
  readonly tasks: readonly string[]
}

function assignedUserView(reading: Reading, assignment: Assignment): View {
  const { id, business } = assignment
  const person = businessOfPerson(reading.world, id)?.person
  const fields = new Map<string, () => Value>([
    ['name', () => plain(person?.name)],
    ...taskFields(reading, assignment),
    ['user_type', () => plain(person?.type.toUpperCase())],
    ['business', () => businessView(reading, business)],
  ])
  return {
    type: 'view',
    node: 'AssignedUser',
    id,
    defaults: ['name', 'tasks'],
    field: (name) => fields.get(name)?.(),
  }
}

/** `tasks` and, where the kind has it, `permitted_tasks`: what could be assigned. */
export function taskFields(
  reading: Reading,
  assignment: Assignment,
): readonly (readonly [string, () => Value])[] {
  const { asset, kind, business, id, tasks } = assignment
  const permitted = (): readonly string[] =>
    asset.owner === business ? kind.tasks : (asset.agencies.get(business)?.tasks ?? [])
  const shown = (list: readonly string[]): Json =>
    shownTasks(reading, kind, list, `${asset.id}/${id}`)
  return [
    ['tasks', () => plain(shown(tasks))],
    ...(kind.personPermittedTasks
      ? ([['permitted_tasks', () => plain(shown(permitted()))]] as const)
      : []),
  ]
}

/** The statuses the guide allows as a filter. */
const OBO_STATUSES: readonly string[] = ['APPROVE', 'DECLINE', 'IN_PROGRESS']

function oboRequestsOf(reading: Reading, asset: Asset, args: Args): Value {
  const status = args.get('status')
  if (status !== undefined && !OBO_STATUSES.includes(status)) {
    throw refusal('invalid_parameter', `Param status must be one of {${OBO_STATUSES.join(', ')}}`)
  }
  if (relationOf(asset, reading.caller.business) === 'none' || !isAdmin(reading.caller)) {
    throw refusal('denied', 'Permissions error')
  }
  const rows = [...reading.seen(asset).onBehalfOf.values()]
    .filter((request) => status === undefined || request.status === status)
    .map((request): Row => ({ id: request.id, view: () => oboView(reading, asset, request) }))
  return { type: 'listing', path: `${asset.id}/onbehalf_requests`, rows }
}

/** An on-behalf-of request as a node. */
export function oboView(reading: Reading, asset: Asset, request: OboRequest): View {
  const fields = new Map<string, () => Value>([
    ['status', () => plain(request.status)],
    ['requesting_business', () => businessView(reading, request.requesting)],
    ['receiving_business', () => businessView(reading, request.receiving)],
    ['business_owned_object', () => plain(asset.id)],
  ])
  return {
    type: 'view',
    node: 'BusinessOwnedObjectOnBehalfOfRequest',
    id: request.id,
    defaults: ['status'],
    field: (name) => fields.get(name)?.(),
  }
}
