/** Businesses as nodes: people, assets by relation, clients, agencies, on-behalf-of requests. */
import { checkListScope, checkOwnAssetToken } from '../access.ts'
import { refusal } from '../errors.ts'
import { kindOf, type SandboxKind } from '../kinds/sandbox-kinds.ts'
import { hashOf } from '../kinds/task-closure.ts'
import { type AgencyRow, type Asset, type Business, CONFIRMED } from '../state.ts'
import { assetView, oboView } from './asset-view.ts'
import {
  type Columns,
  permissionColumns,
  permittedColumns,
  type Sharing,
  showsAgency,
} from './columns.ts'
import { EXPOSED_EDGES } from './exposure-view.ts'
import { groupRows } from './group-view.ts'
import { invitationRows } from './invitation-view.ts'
import { personView } from './person-view.ts'
import {
  type Args,
  type Json,
  type Listing,
  plain,
  type Reading,
  type Row,
  type Value,
  type View,
} from './view.ts'

const NO_EXTRAS: Columns = new Map()

/** A business as a node; with extras, as a row of an edge. */
export function businessView(reading: Reading, id: string, extras: Columns = NO_EXTRAS): View {
  const business = reading.world.businesses.get(id)
  return {
    type: 'view',
    node: 'Business',
    id,
    defaults: ['name', ...extras.keys()],
    field: (name, args) => {
      const extra = extras.get(name)?.()
      if (extra !== undefined) return extra
      if (name === 'name') return plain(business?.name)
      if (business === undefined) return undefined
      return businessField(reading, business, name) ?? businessEdge(reading, business, name, args)
    },
  }
}

type BusinessEdge = (reading: Reading, business: Business, args: Args) => readonly Row[]

/** Lists of a business that may show its people as they were. */
export const PEOPLE_EDGES = ['business_users', 'system_users', 'pending_users'] as const

const EDGES: ReadonlyMap<string, BusinessEdge> = new Map<string, BusinessEdge>([
  ['business_users', (reading, business) => peopleRows(reading, business, 'business_users')],
  ['system_users', (reading, business) => peopleRows(reading, business, 'system_users')],
  ['pending_users', (reading, it, args) => invitationRows(reading, it, args.get('email'))],
  ['clients', clientRows],
  ['agencies', mirrorRows],
  [
    'business_asset_groups',
    (reading, { id }) => groupRows(reading, id, { assetView, businessView }),
  ],
  ['received_inprogress_onbehalf_requests', (reading, it) => oboRows(reading, it, 'receiving')],
  ['sent_inprogress_onbehalf_requests', (reading, it) => oboRows(reading, it, 'requesting')],
  ...Object.entries(EXPOSED_EDGES).map(([name, rowsOf]): [string, BusinessEdge] => [
    name,
    (reading, business) => rowsOf(reading, business, businessView),
  ]),
])

/** What a business says of itself to its own people. */
function businessField(reading: Reading, business: Business, name: string): Value | undefined {
  if (name !== 'two_factor_type') return undefined
  const isOwn = business.id === reading.caller.business
  return plain(isOwn ? (business.twoFactorType ?? 'none') : undefined)
}

function businessEdge(
  reading: Reading,
  business: Business,
  name: string,
  args: Args,
): Listing | undefined {
  const edge = EDGES.get(name) ?? assetListOf(reading, name)
  if (edge === undefined) return undefined
  const { caller } = reading
  checkOwnAssetToken(caller, undefined)
  if (business.id !== caller.business || !caller.scopes.has('business_management')) {
    throw refusal('denied', 'Requires business_management permission to manage the object.')
  }
  return { type: 'listing', path: `${business.id}/${name}`, rows: edge(reading, business, args) }
}

/** Those of a list's people whom it does not leave out. */
function peopleRows(
  reading: Reading,
  business: Business,
  edge: 'business_users' | 'system_users',
): readonly Row[] {
  const { users, systemUsers } = reading.seenPeople(business, edge)
  const { unlisted } = reading.world.modes
  return [...(edge === 'business_users' ? users : systemUsers).values()]
    .filter(({ id, email = '' }) => !unlisted.includes(id) && !unlisted.includes(email))
    .map((person) => ({ id: person.id, view: () => personView(reading, business, person) }))
}

function oboRows(
  reading: Reading,
  business: Business,
  side: 'receiving' | 'requesting',
): readonly Row[] {
  if (!reading.world.modes.obo_edges) {
    // Listed as deprecated since 2020 but still in the guide, so the real answer may be either.
    throw refusal('deprecated', 'This endpoint is deprecated for versions v6.0 and higher')
  }
  return [...reading.world.assets.values()].flatMap((asset) =>
    [...reading.seen(asset).onBehalfOf.values()]
      .filter((request) => request[side] === business.id && request.status === 'IN_PROGRESS')
      .map((request) => ({
        id: request.id,
        view: () => ({ ...oboView(reading, asset, request), defaults: [] }),
      })),
  )
}

/** The edge that lists a kind's assets by relation; undefined if the name is not one. */
function assetListOf(reading: Reading, name: string): BusinessEdge | undefined {
  for (const kind of reading.kinds) {
    const rowsOf = listsOf(kind).get(name)
    if (rowsOf === undefined) continue
    return (_, business) => {
      checkListScope(reading.caller, kind)
      return rowsOf(reading, kind, business)
    }
  }
  return undefined
}

type AssetList = (reading: Reading, kind: SandboxKind, business: Business) => readonly Row[]

function listsOf({ lists }: SandboxKind): ReadonlyMap<string | undefined, AssetList> {
  return new Map<string | undefined, AssetList>([
    [lists.owned, ownedRows],
    [lists.client, clientAssetRows],
    [lists.pendingClient, pendingRows],
    // Pending claims of ownership, of which a world has none.
    [lists.pendingOwned, () => []],
  ])
}

function ownedRows(reading: Reading, kind: SandboxKind, business: Business): readonly Row[] {
  return [...reading.world.assets.values()]
    .filter((asset) => asset.kind === kind.kind && asset.owner === business.id)
    .map((asset) => ({ id: asset.id, view: () => assetView(reading, asset) }))
}

/** Assets of a kind to which this business has a relation, with the relation. */
function relationsOf(
  reading: Reading,
  kind: SandboxKind,
  business: string,
): readonly (readonly [Asset, AgencyRow])[] {
  return [...reading.world.assets.values()].flatMap((asset) => {
    const row = asset.kind === kind.kind ? reading.seen(asset).agencies.get(business) : undefined
    // A grant under the owner's own review has not reached this business yet.
    return row === undefined || row.waitsFor === 'admin' ? [] : [[asset, row] as const]
  })
}

function clientAssetRows(reading: Reading, kind: SandboxKind, business: Business): readonly Row[] {
  return relationsOf(reading, kind, business.id)
    .filter(([, row]) => row.status === CONFIRMED)
    .map(([asset, row]) => ({
      id: asset.id,
      view: () => {
        const sharing = { kind, asset, business: business.id, row }
        return assetView(reading, asset, permittedColumns(reading, sharing))
      },
    }))
}

function pendingRows(reading: Reading, kind: SandboxKind, business: Business): readonly Row[] {
  return (
    relationsOf(reading, kind, business.id)
      .filter(([, row]) => row.waitsFor === 'owner')
      // [code] the newest first.
      .sort(([, one], [, other]) => (other.requested ?? '').localeCompare(one.requested ?? ''))
      .map(([asset, row]) => {
        const isOwn = reading.world.modes.request_rows === 'request'
        const id = isOwn ? requestIdOf(business.id, asset.id) : asset.id
        const sharing = { kind, asset, business: business.id, row }
        return { id, view: () => requestView(reading, id, sharing) }
      })
  )
}

/** The id of a request, which differs from the id of the requested asset. */
export function requestIdOf(business: string, asset: string): string {
  return `99${String(hashOf(`${business}:${asset}`)).padStart(10, '0')}`
}

function requestView(reading: Reading, id: string, sharing: Sharing): View {
  const { kind, asset } = sharing
  const extras = permittedColumns(reading, sharing)
  return {
    type: 'view',
    node: `Business${kind.node}Request`,
    id,
    defaults: ['permitted_tasks'],
    field: (name) =>
      name === kind.requestField ? assetView(reading, asset) : extras.get(name)?.(),
  }
}

/** Businesses that gave us access to their assets, or are asked for it. */
function clientRows(reading: Reading, business: Business): readonly Row[] {
  const byOwner = new Map<string, Sharing[]>()
  for (const kind of reading.kinds) {
    if (kind.permissionsField === undefined) continue
    const relations = relationsOf(reading, kind, business.id).map(
      ([asset, row]): Sharing => ({ kind, asset, business: business.id, row }),
    )
    for (const relation of told(reading, relations, kind, business.id)) {
      const { owner } = relation.asset
      if (owner !== undefined) addTo(byOwner, owner, relation)
    }
  }
  return permissionRows(reading, byOwner)
}

/** Businesses that have access to our assets, or ask for it. */
function mirrorRows(reading: Reading, business: Business): readonly Row[] {
  const byAgency = new Map<string, Sharing[]>()
  for (const asset of reading.world.assets.values()) {
    if (asset.owner !== business.id) continue
    const kind = kindOf(reading.kinds, asset.kind)
    if (kind.permissionsField === undefined) continue
    const shown = [...reading.seen(asset).agencies].filter(
      ([agency, row]) =>
        showsAgency(kind, reading.world.modes, row) && lagOf(reading, asset, agency) === undefined,
    )
    for (const [agency, row] of shown) {
      addTo(byAgency, agency, { kind, asset, business: agency, row })
    }
    for (const [agency, row] of reading.world.mirror?.get(asset.id) ?? []) {
      if (isEntry(row)) addTo(byAgency, agency, { kind, asset, business: agency, row })
    }
  }
  return permissionRows(reading, byAgency)
}

/** What the lists say of this relation instead of the asset; undefined: the same. */
function lagOf({ world }: Reading, asset: Asset, business: string): AgencyRow | undefined {
  return world.mirror?.get(asset.id)?.get(business)
}

function isEntry({ tasks, status }: AgencyRow): boolean {
  return tasks.length > 0 || status !== CONFIRMED
}

/** What a business's list of clients says of assets of a kind: as they are, but where it lags. */
function told(
  reading: Reading,
  relations: readonly Sharing[],
  kind: SandboxKind,
  business: string,
): readonly Sharing[] {
  const lagging = [...(reading.world.mirror ?? [])].flatMap(([id, rows]): Sharing[] => {
    const asset = reading.world.assets.get(id)
    const row = rows.get(business)
    return asset?.kind === kind.kind && row !== undefined && isEntry(row)
      ? [{ kind, asset, business, row }]
      : []
  })
  return [
    ...relations.filter(({ asset }) => lagOf(reading, asset, business) === undefined),
    ...lagging,
  ]
}

function addTo(map: Map<string, Sharing[]>, key: string, relation: Sharing): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [relation])
  else list.push(relation)
}

/**
 * Fields of these rows that are not filled by any kind of the sandbox: apps, and a count of shared
 * audiences.
 */
const OTHER_PERMISSIONS: Columns = new Map([
  ['application_permissions', () => plain(undefined)],
  ['shared_ca_count', () => plain(0)],
])

/**
 * One row for each business. The permission lists must be asked for by name, and some kinds have
 * none: a business that only holds assets of those has no row at all.
 */
function permissionRows(
  reading: Reading,
  byBusiness: ReadonlyMap<string, readonly Sharing[]>,
): readonly Row[] {
  return [...byBusiness].map(([id, relations]) => ({
    id,
    view: () => {
      const extras = new Map<string, () => Value>(OTHER_PERMISSIONS)
      for (const { permissionsField } of reading.kinds) {
        if (permissionsField === undefined) continue
        const own = relations.filter(({ kind }) => kind.permissionsField === permissionsField)
        extras.set(permissionsField, () => plain(permissionList(reading, own)))
      }
      return { ...businessView(reading, id, extras), defaults: ['name'] }
    },
  }))
}

function permissionList(reading: Reading, relations: readonly Sharing[]): Json | undefined {
  if (relations.length === 0) return undefined
  const list = relations.map((relation) => {
    const { asset } = relation
    const fields = permissionColumns(reading, relation)
    const entries = [...fields].flatMap(([name, value]) => {
      const field = value()
      return field.type === 'plain' && field.value !== undefined ? [[name, field.value]] : []
    })
    return { id: asset.id, ...Object.fromEntries(entries) }
  })
  return reading.world.modes.permission_lists === 'array' ? list : { data: list }
}
