import { kindOf, SANDBOX_KINDS, type SandboxKind } from '../../sandbox/kinds/sandbox-kinds.ts'
import { reachOf } from '../../sandbox/kinds/task-closure.ts'
import type { CommittedWrite } from '../../sandbox/sandbox-session.ts'
import { type Asset, type Business, businessOfPerson, type World } from '../../sandbox/state.ts'

/** What one write changed. Assets that are the very same object have not changed. */
export interface WorldChange {
  readonly write: CommittedWrite
  readonly before: World
  readonly after: World
  readonly assets: readonly Changed<Asset>[]
}

export interface Changed<T> {
  readonly before: T
  readonly after: T | undefined
}

export const changeOf = (before: World, after: World, write: CommittedWrite): WorldChange => ({
  write,
  before,
  after,
  assets: before.assets === after.assets ? [] : changedAssets(before, after),
})

const changedAssets = (before: World, after: World): readonly Changed<Asset>[] => {
  const changed: Changed<Asset>[] = []
  const next = after.assets.values()
  for (const asset of before.assets.values()) {
    // A write keeps their order, and most are the very same.
    if (next.next().value === asset) continue
    const now = after.assets.get(asset.id)
    if (now !== asset) changed.push({ before: asset, after: now })
  }
  return changed
}

/** Somebody who has less than before. */
export interface Loss {
  /** Id of a person or business, or the e-mail of somebody invited in lower case. */
  readonly who: string
  /**
   * Of our own access to a client's asset, or of a request to another business: that business.
   */
  readonly other?: string
  readonly of: 'agency' | 'person' | 'seat' | 'group' | 'request'
}

/** Everybody who lost something by a change; people of other businesses go with their business. */
export const lossesOf = (change: WorldChange): readonly Loss[] => [
  ...change.assets.flatMap((asset) => lossesOn(change, asset)),
  ...groupLosses(change),
  ...seatLosses(change),
]

const lossesOn = (
  { before: world }: WorldChange,
  { before, after }: Changed<Asset>,
): readonly Loss[] => {
  const us = world.token.business
  const kind = kindOf(SANDBOX_KINDS, before.kind)
  const agencies = [...before.agencies].flatMap(([id, row]): Loss[] => {
    const now = after?.agencies.get(id)
    if (!isLess(kind, row.tasks, now?.tasks ?? [])) return []
    return [{ who: id, of: 'agency', ...(id === us ? { other: before.owner ?? '' } : {}) }]
  })
  // Where we give our access up, our people lose theirs with it, the token's own user too.
  const isGivenUp = agencies.some(({ who }) => who === us)
  const people = [...before.users].flatMap(([id, tasks]): Loss[] =>
    !isGivenUp && isOurs(world, id) && isLess(kind, tasks, after?.users.get(id) ?? [])
      ? [{ who: id, of: 'person' }]
      : [],
  )
  const requests = [...before.onBehalfOf.values()].flatMap((request): Loss[] => {
    if (after?.onBehalfOf.get(request.id)?.status === request.status) return []
    const { requesting, receiving } = request
    return [{ who: request.id, of: 'request', other: requesting === us ? receiving : requesting }]
  })
  return [...agencies, ...people, ...requests]
}

const isOurs = (world: World, id: string): boolean =>
  businessOfPerson(world, id)?.business.id === world.token.business

/** Whether tasks no longer reach what they reached, apart from names that only a read adds. */
const isLess = (kind: SandboxKind, had: readonly string[], has: readonly string[]): boolean => {
  const reach = classic(kind, reachOf(kind, has))
  return [...classic(kind, reachOf(kind, had))].some(
    (task) => !reach.has(task) && !kind.extras.includes(task),
  )
}

/** The new Page experience has names of its own for the same. */
const classic = (kind: SandboxKind, tasks: ReadonlySet<string>): ReadonlySet<string> => {
  const names = new Map(Object.entries(kind.twins).map(([old, twin]) => [twin, old]))
  return new Set([...tasks].map((task) => names.get(task) ?? task))
}

const groupLosses = ({ before, after }: WorldChange): readonly Loss[] =>
  before.groups === after.groups
    ? []
    : [...before.groups.values()].flatMap((group) =>
        [...group.users.keys()]
          .filter((id) => after.groups.get(group.id)?.users.has(id) !== true)
          .map((who): Loss => ({ who, of: 'group' })),
      )

const seatLosses = (change: WorldChange): readonly Loss[] => {
  const { before, after } = ownBusiness(change)
  if (before === after || before === undefined) return []
  const seats = [...before.users.values()].flatMap(({ id, role, markedForRemoval }): Loss[] => {
    const now = after?.users.get(id)
    const isGone = now === undefined || now.markedForRemoval === true
    const isLower = isAdmin(role) && !isAdmin(now?.role ?? '')
    return markedForRemoval !== true && (isGone || isLower) ? [{ who: id, of: 'seat' }] : []
  })
  const invited = [...before.invited.values()]
    .filter(({ id }) => after?.invited.has(id) !== true)
    .map(({ email }): Loss => ({ who: email.toLowerCase(), of: 'seat' }))
  return [...seats, ...invited]
}

/** Our business before and after. */
export const ownBusiness = ({
  before,
  after,
}: Pick<WorldChange, 'before' | 'after'>): {
  readonly before: Business | undefined
  readonly after: Business | undefined
} => {
  const us = before.token.business
  return { before: before.businesses.get(us), after: after.businesses.get(us) }
}

export const isAdmin = (role: string): boolean => role.toUpperCase() === 'ADMIN'

/**
 * Who manages an asset: our own people and system users who stay, but not the token's own user.
 */
export const managersOf = (world: World, asset: Asset | undefined): number => {
  if (asset === undefined) return 0
  const { managing } = kindOf(SANDBOX_KINDS, asset.kind)
  const people = world.businesses.get(world.token.business)?.users
  const own = [...asset.users].filter(
    ([id, tasks]) =>
      id !== world.token.user &&
      isOurs(world, id) &&
      people?.get(id)?.markedForRemoval !== true &&
      tasks.some((task) => managing.includes(task)),
  )
  return own.length
}

/** Admins of our business who are people, stay, and are not the token's own user. */
export const adminsOf = (world: World): number => {
  const people = world.businesses.get(world.token.business)?.users.values() ?? []
  return [...people].filter(
    ({ id, role, markedForRemoval }) =>
      id !== world.token.user && isAdmin(role) && markedForRemoval !== true,
  ).length
}

/** How many of our requests no owner has answered. */
export const openRequestsOn = (world: World, asset: Asset | undefined): number =>
  asset?.agencies.get(world.token.business)?.waitsFor === 'owner' ? 1 : 0
