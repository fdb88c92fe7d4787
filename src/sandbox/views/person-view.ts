/** People as nodes: business users, system users, invitations, and `/me`. */
import { checkListScope, isAdmin } from '../access.ts'
import { noSuchObject, refusal } from '../errors.ts'
import { kindOf, type SandboxKind } from '../kinds/sandbox-kinds.ts'
import { type Asset, type Business, type Person, personOf } from '../state.ts'
import { assetView } from './asset-view.ts'
import { businessView } from './business-view.ts'
import { personColumns } from './columns.ts'
import { groupsOfPerson } from './group-view.ts'
import { type Args, plain, type Reading, type Row, type Value, type View } from './view.ts'

/** A person of a business as a node. */
export function personView(reading: Reading, business: Business, person: Person): View {
  const fields = personFields(reading, business, person)
  return {
    type: 'view',
    node: person.type === 'system_user' ? 'SystemUser' : 'BusinessUser',
    id: person.id,
    defaults: ['name'],
    field: (name, args) =>
      fields.get(name)?.() ?? listOfPerson(reading, business, person, { name, args }),
  }
}

function personFields(
  reading: Reading,
  business: Business,
  person: Person,
): ReadonlyMap<string, () => Value> {
  const common: [string, () => Value][] = [
    ['name', () => plain(person.name)],
    ['role', () => plain(person.role)],
    ['finance_permission', () => plain(person.financePermission)],
    ['ip_permission', () => plain(person.ipPermission)],
  ]
  if (person.type === 'system_user') {
    return new Map([
      ...common,
      ['created_time', () => plain('2026-01-05T09:00:00+0000')],
      ['created_by', () => creatorOf(business, person)],
    ])
  }
  const [first, ...rest] = person.name.split(' ')
  return new Map([
    ...common,
    ['first_name', () => plain(first)],
    ['last_name', () => plain(rest.join(' ') || undefined)],
    ['email', () => plain(person.email)],
    ['two_fac_status', () => plain(person.twoFacStatus)],
    ['marked_for_removal', () => plain(person.markedForRemoval === true)],
    ['tasks', () => plain(tasksOf(person))],
    // [spec] of these a world has none.
    ['title', () => plain(undefined)],
    ['pending_email', () => plain(undefined)],
    ['business_role_request', () => plain(undefined)],
    ['business', () => businessView(reading, business.id)],
    ['user', () => (person.user === undefined ? plain(undefined) : userView(person.user, person))],
  ])
}

function tasksOf({ role, financePermission }: Person): readonly string[] {
  return financePermission === undefined ? [role] : [role, financePermission]
}

/** [spec] the Facebook user, who may have left the business since. */
function creatorOf(business: Business, { createdBy }: Person): Value {
  if (createdBy === undefined) return plain(undefined)
  const creator = business.users.get(createdBy) ?? business.systemUsers.get(createdBy)
  return creator === undefined
    ? plain({ id: createdBy })
    : userView(creator.user ?? creator.id, creator)
}

function userView(id: string, person: Person): View {
  return {
    type: 'view',
    node: 'User',
    id,
    defaults: ['name'],
    field: (name) => (name === 'name' ? plain(person.name) : undefined),
  }
}

interface Asked {
  readonly name: string
  readonly args: Args
}

/**
 * `assigned_*`: what a person is assigned to. An admin may read anybody's list, others only their
 * own.
 */
function listOfPerson(
  reading: Reading,
  business: Business,
  person: Person,
  { name, args }: Asked,
): Value | undefined {
  const kind = reading.kinds.find((each) => each.inverse === name)
  if (kind === undefined && name !== 'assigned_business_asset_groups') return undefined
  if (!isAdmin(reading.caller) && reading.caller.person.id !== person.id) {
    throw refusal('denied', 'Permissions error')
  }
  return kind === undefined
    ? groupsOfPerson(reading, person.id, { assetView, businessView }, args)
    : inverseEdge(reading, business, person, { kind, name })
}

/** The assets a person is assigned to, with the tasks on each. */
function inverseEdge(
  reading: Reading,
  business: Business,
  person: Person,
  { kind, name }: { readonly kind: SandboxKind; readonly name: string },
): Value {
  checkListScope(reading.caller, kind)
  const rows = assetsOfPerson(reading, kind, person.id).map(([asset, tasks]): Row => {
    const assignment = { asset, kind, business: business.id, id: person.id, tasks }
    const columns = personColumns(reading, assignment, kind.inverseColumns)
    return { id: asset.id, view: () => assetView(reading, asset, columns) }
  })
  return { type: 'listing', path: `${person.id}/${name}`, rows }
}

function assetsOfPerson(
  reading: Reading,
  kind: SandboxKind,
  person: string,
): readonly (readonly [Asset, readonly string[]])[] {
  return [...reading.world.assets.values()].flatMap((asset) => {
    const tasks = asset.kind === kind.kind ? reading.seen(asset).users.get(person) : undefined
    return tasks === undefined ? [] : [[asset, tasks] as const]
  })
}

/** `/me`: the token's user, or the Page of a Page token. */
export function meView(reading: Reading): View {
  const { caller, world } = reading
  const asset = caller.asset === undefined ? undefined : world.assets.get(caller.asset)
  if (asset !== undefined) return assetView(reading, asset)
  const business = world.businesses.get(caller.business)
  if (business === undefined) throw noSuchObject('GET', 'me')
  const person = personOf(world, caller.person.id) ?? caller.person
  const own = personView(reading, business, person)
  return {
    ...own,
    node: person.type === 'system_user' ? own.node : 'User',
    id: person.user ?? person.id,
    field: (name, args) => meField(reading, name) ?? own.field(name, args),
  }
}

function meField(reading: Reading, name: string): Value | undefined {
  switch (name) {
    case 'accounts':
      return accountsOf(reading)
    case 'permissions':
      return permissionsOf(reading)
    case 'business_users':
      return ownScopesOf(reading)
    case 'businesses':
      return {
        type: 'listing',
        path: 'me/businesses',
        rows: [
          {
            id: reading.caller.business,
            view: () => businessView(reading, reading.caller.business),
          },
        ],
      }
    default:
      return undefined
  }
}

/** [observed] the ids of one and the same human, who has another in every business. */
function ownScopesOf(reading: Reading): Value | undefined {
  const { user } = reading.caller.person
  if (user === undefined) return undefined
  const rows = [...reading.world.businesses.values()].flatMap((business) =>
    [...business.users.values()]
      .filter((person) => person.user === user)
      .map((person) => ({ id: person.id, view: () => personView(reading, business, person) })),
  )
  return { type: 'listing', path: 'me/business_users', rows }
}

/** Only assets the person is directly assigned to, and only with the scope that lists them. */
function accountsOf(reading: Reading): Value {
  if (!reading.caller.scopes.has('pages_show_list')) {
    throw refusal('denied', "Requires the 'pages_show_list' permission.")
  }
  const { caller, kinds } = reading
  const rows = [...reading.world.assets.values()].flatMap((asset): Row[] => {
    const tasks = reading.seen(asset).users.get(caller.person.id)
    const kind = kindOf(kinds, asset.kind)
    if (tasks === undefined || !kind.ownToken) return []
    const business = caller.business
    const assignment = { asset, kind, business, id: caller.person.id, tasks }
    const view = assetView(reading, asset, personColumns(reading, assignment, ['tasks']))
    return [
      { id: asset.id, view: () => ({ ...view, defaults: ['access_token', ...view.defaults] }) },
    ]
  })
  return { type: 'listing', path: 'me/accounts', rows }
}

function permissionsOf(reading: Reading): Value {
  const { scopes, declined = [] } = reading.world.token
  const all = [
    ...scopes.map((scope) => [scope, 'granted'] as const),
    ...declined.map((scope) => [scope, 'declined'] as const),
  ]
  const rows = all.map(([scope, status]): Row => {
    const fields = new Map([
      ['permission', plain(scope)],
      ['status', plain(status)],
    ])
    const view: View = {
      type: 'view',
      node: 'Permission',
      defaults: ['permission', 'status'],
      field: (name) => fields.get(name),
    }
    return { id: scope, view: () => view }
  })
  return { type: 'listing', path: 'me/permissions', rows }
}
