/** Asset groups as nodes: what they contain and who is in them. */
import { isAdmin } from '../access.ts'
import { missingParam, noSuchObject, refusal } from '../errors.ts'
import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import { type Asset, businessOfPerson } from '../state.ts'
import { type AssetGroup, type GroupTasks, groupColumns } from '../world/asset-group.ts'
import { type Columns, personFields } from './columns.ts'
import { igUserIdOf } from './kind-fields.ts'
import {
  type Args,
  type Listing,
  plain,
  type Reading,
  type Row,
  type Value,
  type View,
} from './view.ts'

/** The nodes that a group leads to. They are passed in because they lead back to groups. */
export interface GroupNodes {
  readonly assetView: (reading: Reading, asset: Asset) => View
  readonly businessView: (reading: Reading, id: string) => View
}

const NO_COLUMNS: Columns = new Map()

/** A group as a node, or, with columns, as a row of a person's own list. */
export function groupView(
  reading: Reading,
  group: AssetGroup,
  nodes: GroupNodes,
  columns: Columns = NO_COLUMNS,
): View {
  return {
    type: 'view',
    node: 'BusinessAssetGroup',
    id: group.id,
    defaults: ['name', ...columns.keys()],
    field: (name, args) =>
      columns.get(name)?.() ?? groupField(reading, group, nodes, { name, args }),
  }
}

interface Asked {
  readonly name: string
  readonly args: Args
}

function groupField(
  reading: Reading,
  group: AssetGroup,
  nodes: GroupNodes,
  { name, args }: Asked,
): Value | undefined {
  if (group.refuse?.includes(name) === true) {
    throw refusal('denied', `The user does not have permission for ${name} of ${group.id}.`)
  }
  switch (name) {
    case 'name':
      return plain(group.name)
    case 'owner_business':
      return nodes.businessView(reading, group.owner)
    case 'assigned_users':
      return peopleOf(reading, group, nodes, args)
    default:
      return containedIn(reading, group, nodes, name)
  }
}

/** Edges for things that a world does not have. */
const EMPTY: readonly string[] = ['contained_applications', 'contained_custom_conversions']

function containedIn(
  reading: Reading,
  group: AssetGroup,
  nodes: GroupNodes,
  name: string,
): Listing | undefined {
  const kind = reading.kinds.find(({ contained }) => contained?.edge === name)
  if (kind === undefined && !EMPTY.includes(name)) return undefined
  const rows = group.assets.flatMap((id): Row[] => {
    const asset = reading.world.assets.get(id)
    if (asset === undefined || asset.kind !== kind?.kind) return []
    return [{ id, view: () => containedView(reading, asset, kind, nodes) }]
  })
  return { type: 'listing', path: `${group.id}/${name}`, rows }
}

function containedView(
  reading: Reading,
  asset: Asset,
  { contained }: SandboxKind,
  nodes: GroupNodes,
): View {
  if (contained?.node === 'InstagramUser') return instagramUser(asset)
  return { ...nodes.assetView(reading, asset), defaults: contained?.fields ?? [] }
}

/** [spec] the edge lists Instagram users, whose ids differ from those of the assets. */
function instagramUser(asset: Asset): View {
  return {
    type: 'view',
    node: 'InstagramUser',
    id: igUserIdOf(asset),
    defaults: [],
    field: (name) => (name === 'username' ? plain(asset.name) : undefined),
  }
}

function peopleOf(reading: Reading, group: AssetGroup, nodes: GroupNodes, args: Args): Listing {
  const { caller, world } = reading
  const business = args.get('business')
  if (business === undefined) throw missingParam('business')
  if (!isAdmin(caller)) throw refusal('denied', 'Permissions error')
  if (!world.businesses.has(business)) throw noSuchObject('GET', business)
  const rows = [...group.users].flatMap(([id, tasks]): Row[] => {
    const found = businessOfPerson(world, id)
    if (found?.business.id !== business) return []
    const owner = (): Value => nodes.businessView(reading, business)
    const fields = new Map([...personFields(found.person, owner), ...columnsOf(reading, tasks)])
    const defaults = ['name', ...columnsOf(reading, tasks).keys()]
    const field = (name: string): Value | undefined => fields.get(name)?.()
    return [{ id, view: () => ({ type: 'view', node: 'AssignedUser', id, defaults, field }) }]
  })
  return { type: 'listing', path: `${group.id}/assigned_users`, rows }
}

function columnsOf(reading: Reading, tasks: GroupTasks): Columns {
  const columns = groupColumns(tasks, reading.world.modes.group_rows)
  return new Map([...columns].map(([name, list]) => [name, () => plain(list)]))
}

/** Groups of a business. */
export function groupRows(reading: Reading, business: string, nodes: GroupNodes): readonly Row[] {
  return [...reading.world.groups.values()]
    .filter((group) => group.owner === business)
    .map((group) => ({ id: group.id, view: () => groupView(reading, group, nodes) }))
}

/**
 * Groups that a person is in, optionally only those that contain an asset. Rows have the spec's
 * form [ref].
 */
export function groupsOfPerson(
  reading: Reading,
  person: string,
  nodes: GroupNodes,
  args: Args,
): Listing {
  const asset = args.get('contained_asset_id')
  const rows = [...reading.world.groups.values()].flatMap((group): Row[] => {
    const tasks = group.users.get(person)
    if (tasks === undefined || (asset !== undefined && !group.assets.includes(asset))) return []
    const columns: Columns = new Map(
      [...groupColumns(tasks, 'tasks')].map(([name, list]) => [name, () => plain(list)]),
    )
    return [{ id: group.id, view: () => groupView(reading, group, nodes, columns) }]
  })
  return { type: 'listing', path: `${person}/assigned_business_asset_groups`, rows }
}
