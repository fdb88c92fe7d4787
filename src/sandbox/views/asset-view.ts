/** Assets as nodes: their fields, who has access (agencies), who is assigned (people). */
import {
  checkAgenciesAccess,
  checkUsersAccess,
  type Intent,
  isAdmin,
  relationOf,
} from '../access.ts'
import { missingParam, noSuchObject, refusal } from '../errors.ts'
import { kindOf, type SandboxKind } from '../kinds/sandbox-kinds.ts'
import { type Asset, businessOfPerson, type OboRequest } from '../state.ts'
import { businessView } from './business-view.ts'
import {
  type Assignment,
  agencyColumns,
  type Columns,
  personColumns,
  personFields,
  showsAgency,
} from './columns.ts'
import { exposedEdge } from './exposure-view.ts'
import { assetFieldOf, igUserIdOf } from './kind-fields.ts'
import { type Args, plain, type Reading, type Row, type Value, type View } from './view.ts'

const NO_EXTRAS: Columns = new Map()

/** An asset as a node; with extras, as a row of an edge. */
export function assetView(reading: Reading, asset: Asset, extras: Columns = NO_EXTRAS): View {
  const kind = kindOf(reading.kinds, asset.kind)
  return {
    type: 'view',
    node: kind.node,
    id: asset.id,
    defaults: [...kind.defaultFields, ...extras.keys()],
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
  if (name === 'agencies' && kind.agencyMethods.includes('GET')) {
    return agenciesOf(reading, asset, kind)
  }
  if (name === 'assigned_users' && kind.userMethods.includes('GET')) {
    return assignedUsersOf(reading, asset, kind, args)
  }
  if (name === 'onbehalf_requests' && kind.onBehalfOf) return oboRequestsOf(reading, asset, args)
  const exposed =
    kind.exposesOn === 'asset' ? exposedOf(reading, asset, kind, name, args) : undefined
  if (exposed !== undefined) return exposed
  return assetFieldOf({ reading, asset, kind, owner: () => ownerView(reading, asset) }, name)
}

/** Who else sees or spends through an asset: for its owner, and in words of its own. */
function exposedOf(
  reading: Reading,
  asset: Asset,
  kind: SandboxKind,
  name: string,
  args: Args,
): Value | undefined {
  const field = kind.exposedFields.find((each) => each.name === name)
  if (field !== undefined) {
    const text = asset.exposedFields?.get(name)
    if (text === undefined) return plain(undefined)
    if (field.value === 'business') {
      return plain({ id: text, name: reading.world.businesses.get(text)?.name ?? '' })
    }
    return plain(field.value === 'flag' ? text === 'true' : text)
  }
  const node = { id: asset.id, exposed: asset.exposed ?? new Map(), edges: kind.exposes }
  return exposedEdge(reading, node, name, args, businessView)
}

/** The Instagram user behind an asset: a node of its own, whose edges those of exposure are. */
export function igUserView(reading: Reading, asset: Asset): View {
  const kind = kindOf(reading.kinds, asset.kind)
  const id = igUserIdOf(asset)
  const node = { id, exposed: asset.exposed ?? new Map(), edges: kind.exposes }
  return {
    type: 'view',
    node: 'IGUser',
    id,
    defaults: [],
    field: (name, args) =>
      name === 'username'
        ? plain(asset.name)
        : exposedEdge(reading, node, name, args, businessView),
  }
}

function ownerView(reading: Reading, asset: Asset): Value {
  return asset.owner === undefined ? plain(undefined) : businessView(reading, asset.owner)
}

function agenciesOf(reading: Reading, asset: Asset, kind: SandboxKind): Value {
  checkAgenciesAccess({ caller: reading.caller, asset, kind, intent: 'read' })
  const rows = [...reading.seen(asset).agencies]
    .filter(([, row]) => showsAgency(kind, reading.world.modes, row))
    .map(([id, row]): Row => {
      const sharing = { kind, asset, business: id, row }
      return { id, view: () => businessView(reading, id, agencyColumns(reading, sharing)) }
    })
  return { type: 'listing', path: `${asset.id}/agencies`, rows }
}

function assignedUsersOf(reading: Reading, asset: Asset, kind: SandboxKind, args: Args): Value {
  const business = args.get('business')
  if (business === undefined) throw missingParam('business')
  const intent: Intent = 'read'
  checkUsersAccess({ caller: reading.caller, asset, kind, intent }, reading.world.modes)
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

function assignedUserView(reading: Reading, assignment: Assignment): View {
  const { id, business } = assignment
  const person = businessOfPerson(reading.world, id)?.person
  const fields = new Map<string, () => Value>([
    ...personFields(person, () => businessView(reading, business)),
    ...personColumns(reading, assignment, assignment.kind.personColumns),
  ])
  return {
    type: 'view',
    node: 'AssignedUser',
    id,
    defaults: ['name', 'tasks'],
    field: (name) => fields.get(name)?.(),
  }
}

/** The statuses the guide allows as a filter. */
const OBO_STATUSES: readonly string[] = ['APPROVE', 'DECLINE', 'IN_PROGRESS']

function oboRequestsOf(reading: Reading, asset: Asset, args: Args): Value {
  const status = args.get('status')
  if (status !== undefined && !OBO_STATUSES.includes(status)) {
    throw refusal('invalid_parameter', `Param status must be one of {${OBO_STATUSES.join(', ')}}`)
  }
  const isRefused = asset.refuse.includes('onbehalf_requests') || !isAdmin(reading.caller)
  if (isRefused || relationOf(asset, reading.caller.business) === 'none') {
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
