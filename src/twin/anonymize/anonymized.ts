import type {
  AgencyRow,
  Asset,
  Business,
  Invitation,
  OboRequest,
  Person,
  TokenState,
  World,
} from '../../sandbox/state.ts'
import type { AssetGroup } from '../../sandbox/world/asset-group.ts'
import type { RememberedWorld } from '../../sandbox/world/remembered-world.ts'
import { type IdKind, type Replacing, replacingIn } from './replacing.ts'

/**
 * The world with every name, e-mail and id replaced by a counter, each always by the same one. Tasks,
 * roles, statuses and times stay. What may hold names and ids in texts of its own is left out: faults,
 * usage headers, secrets, and who else spends or sees.
 */
export const anonymized = (world: World): World => anonymizedBy(world, replacingIn(world))

/** The same, with replacements that whoever called can ask for, too. */
export const anonymizedBy = (world: World, replacing: Replacing): World => {
  const { exposure: _, mirror, remembered, modes, app } = world
  const { usage: __, ...rest } = modes
  const businesses = mapped(
    world.businesses,
    (id) => replacing.id('business', id),
    (it) => businessIn(it, replacing),
  )
  const assets = mapped(world.assets, replacing.asset, (it) => assetIn(it, replacing))
  const groups = mapped(
    world.groups,
    (id) => replacing.id('group', id),
    (it) => groupIn(it, replacing),
  )
  return {
    token: tokenIn(world.token, replacing),
    app: {
      ...{ id: replacing.id('app', app.id), requireProof: false },
      ...(app.blocked === true ? { blocked: true } : {}),
    },
    modes: { ...rest, unlisted: modes.unlisted.map((who) => whoIn(who, replacing)) },
    ...{ businesses, assets, groups, faults: [] },
    ...(mirror === undefined ? {} : { mirror: mirrorIn(mirror, replacing) }),
    ...(remembered === undefined
      ? {}
      : { remembered: rememberedIn(remembered, world.groups, replacing) }),
  }
}

const mapped = <Value>(
  map: ReadonlyMap<string, Value>,
  key: (key: string) => string,
  value: (value: Value) => Value = (same) => same,
): Map<string, Value> => new Map([...map].map(([own, it]) => [key(own), value(it)]))

const whoIn = (who: string, { id, email }: Replacing): string =>
  who.includes('@') ? email(who) : id('person', who)

const tokenIn = ({ targets, ...token }: TokenState, { anyId, id }: Replacing): TokenState => ({
  ...token,
  ...{ business: id('business', token.business), user: id('person', token.user) },
  ...(targets === undefined
    ? {}
    : { targets: new Map([...targets].map(([scope, ids]) => [scope, ids.map(anyId)])) }),
})

const businessIn = (business: Business, replacing: Replacing): Business => {
  const { id, name } = replacing
  const personIn = (person: Person): Person => ({
    ...person,
    ...{ id: id('person', person.id), name: name('person', person.name) },
    ...(person.email === undefined ? {} : { email: replacing.email(person.email) }),
    ...(person.user === undefined ? {} : { user: id('user', person.user) }),
    ...(person.createdBy === undefined ? {} : { createdBy: replacing.anyId(person.createdBy) }),
  })
  const invitationIn = (invitation: Invitation): Invitation => ({
    ...invitation,
    ...{ id: id('invitation', invitation.id), email: replacing.email(invitation.email) },
    ...(invitation.createdBy === undefined
      ? {}
      : { createdBy: replacing.anyId(invitation.createdBy) }),
  })
  const own = (key: string): string => id('person', key)
  return {
    ...business,
    ...{ id: id('business', business.id), name: name('business', business.name) },
    users: mapped(business.users, own, personIn),
    systemUsers: mapped(business.systemUsers, own, personIn),
    invited: mapped(business.invited, (key) => id('invitation', key), invitationIn),
  }
}

const assetIn = (asset: Asset, replacing: Replacing): Asset => {
  const { id, name } = replacing
  const { exposed: _, exposedFields: __, asRead, owner, igUserId, ...rest } = asset
  const business = (own: string): string => id('business', own)
  const requestIn = (request: OboRequest): OboRequest => ({
    ...request,
    id: id('request', request.id),
    ...{ requesting: business(request.requesting), receiving: business(request.receiving) },
  })
  const holder = (own: string): string => id(asset.users.has(own) ? 'person' : 'business', own)
  return {
    ...rest,
    ...{ id: replacing.asset(asset.id), name: name('asset', asset.name) },
    ...(owner === undefined ? {} : { owner: business(owner) }),
    agencies: mapped(asset.agencies, business),
    users: mapped(asset.users, (own) => id('person', own)),
    ...(asRead === undefined ? {} : { asRead: new Set([...asRead].map(holder)) }),
    onBehalfOf: mapped(asset.onBehalfOf, (key) => id('request', key), requestIn),
    ...(igUserId === undefined ? {} : { igUserId: id('ig_user', igUserId) }),
  }
}

const groupIn = (group: AssetGroup, { id, asset, name }: Replacing): AssetGroup => ({
  ...group,
  ...{ id: id('group', group.id), name: name('group', group.name) },
  owner: id('business', group.owner),
  assets: group.assets.map(asset),
  users: mapped(group.users, (own) => id('person', own)),
})

const mirrorIn = (
  mirror: NonNullable<World['mirror']>,
  { asset, id }: Replacing,
): ReadonlyMap<string, ReadonlyMap<string, AgencyRow>> =>
  mapped(mirror, asset, (rows) => mapped(rows, (own) => id('business', own)))

const rememberedIn = (
  remembered: RememberedWorld,
  groups: World['groups'],
  replacing: Replacing,
): RememberedWorld => {
  const { requests, approvals, kept, invitations, seen, ...rest } = remembered
  const address = (text: string): string => addressIn(text, groups, replacing)
  return {
    ...rest,
    ...{ requests: mapped(requests, address), approvals: mapped(approvals, address) },
    ...{ kept: mapped(kept, address), invitations: mapped(invitations, address) },
    seen: mapped(seen, address),
  }
}

/** `act_1/agencies/2002`, `1001/members/ann@example.com`: every part but the word of the relation. */
const addressIn = (text: string, groups: World['groups'], replacing: Replacing): string => {
  const { id, asset } = replacing
  const [node = '', relation = '', ...rest] = text.split('/')
  const subject = rest.join('/')
  const isOfBusiness = relation === 'members'
  const nodeId = isOfBusiness
    ? id('business', node)
    : groups.has(node)
      ? id('group', node)
      : asset(node)
  if (subject === '') return [nodeId, relation].join('/')
  const kind = SUBJECTS[relation] ?? 'person'
  return [nodeId, relation, kind === 'person' ? whoIn(subject, replacing) : id(kind, subject)].join(
    '/',
  )
}

const SUBJECTS: Readonly<Record<string, IdKind>> = { agencies: 'business', on_behalf_of: 'request' }
