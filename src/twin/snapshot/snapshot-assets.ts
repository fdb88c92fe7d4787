import { assetKindOf, hasAssetToken } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation } from '../../model/live.ts'
import type { RelationName } from '../../model/relations.ts'
import { agencyAddress } from '../../model/text/address.ts'
import { kindOf, SANDBOX_KINDS } from '../../sandbox/kinds/sandbox-kinds.ts'
import type { Asset, Modes, OboRequest } from '../../sandbox/state.ts'
import type { Facts } from './facts.ts'
import { onlyMirrored } from './only-mirrored.ts'
import { onlyGrouped } from './snapshot-groups.ts'
import { UNTOLD } from './snapshot-people.ts'
import { agenciesOn, isReviewed, ourRow } from './snapshot-sharing.ts'

/** The assets in reach; those that no list has are no part of it. */
export const assetsOf = (facts: Facts, self: string, modes: Modes): ReadonlyMap<string, Asset> => {
  const made = facts.assets.flatMap((asset) => assetOf({ ...facts, self, modes }, asset) ?? [])
  const known = new Map(made.map((asset) => [asset.id, asset]))
  for (const asset of onlyMirrored(facts, known)) known.set(asset.id, asset)
  for (const asset of onlyGrouped(facts, known)) known.set(asset.id, asset)
  return known
}

/** What an asset is made from. */
type Making = Facts & { readonly self: string; readonly modes: Modes }

const assetOf = (facts: Making, asset: LiveAsset): Asset | null => {
  const { us, rows } = facts
  const kind = kindOf(SANDBOX_KINDS, asset.kind)
  const ours = ourRow(facts, asset, kind)
  const isOurs = asset.ownership === 'owned'
  if (!isOurs && ours === undefined && rows(asset.id, 'request').length === 0) return null
  const agencies = isOurs ? agenciesOn(facts, asset, facts.modes) : new Map()
  if (!isOurs && ours !== undefined) agencies.set(us, ours)
  const users = new Map(rows(asset.id, 'users').map(({ subject, tasks }) => [subject, tasks]))
  const owner = isOurs ? us : ownerOf(facts, asset)
  const subjects = [...agencies.keys(), ...users.keys()]
  return {
    ...{ id: asset.id, kind: asset.kind, name: asset.name ?? UNTOLD },
    ...(owner === undefined ? {} : { owner }),
    approval: kind.worldKeys.includes('approval') && needsApproval(facts, asset),
    agencies,
    users,
    ...(subjects.length === 0 ? {} : { asRead: new Set(subjects) }),
    refuse: refusedOn(facts, asset),
    onBehalfOf: new Map(
      rows(asset.id, 'on_behalf_of').map((row) => [row.subject, requestOf(facts, row, owner)]),
    ),
    newPageExperience: false,
    ...accountStatusOf(facts, asset),
    ...(asset.groupedAs === undefined ? {} : { igUserId: asset.groupedAs }),
  }
}

/** The number of a status that is not that of an asset that works. */
const accountStatusOf = (
  { kinds }: Pick<Facts, 'kinds'>,
  { kind, status }: LiveAsset,
): Pick<Asset, 'accountStatus'> => {
  const words = assetKindOf(kind, kinds).status?.words ?? {}
  const known = Object.keys(words).find((number) => words[Number(number)] === status)
  return status === undefined ? {} : { accountStatus: Number(known ?? status) }
}

/** The business whose asset it is, if a list tells; a stranger where a group says that it is not ours. */
const ownerOf = (
  { rows, mirrored, grouped, us, stranger }: Facts,
  { id }: LiveAsset,
): string | undefined => {
  const found = [
    ...rows(id, 'request').map(({ counterpart }) => counterpart?.id),
    ...(mirrored.get(id) ?? []).map(({ business }) => business.id),
    ...(grouped.get(id)?.ownership === 'client' ? [stranger] : []),
  ]
  return found.find((owner) => owner !== undefined && owner !== us)
}

/** Whether grants on it were seen to need an admin's approval. */
const needsApproval = (facts: Facts, { id }: LiveAsset): boolean =>
  [...facts.memory.approvals.keys()].some((each) => each.startsWith(agencyAddress(id, ''))) ||
  facts.rows(id, 'agencies').some((row) => isReviewed(facts, row))

/** Edges of a world that can be refused, by the relation that is read from them. */
const EDGES = {
  agencies: 'agencies',
  users: 'assigned_users',
  on_behalf_of: 'onbehalf_requests',
} as const satisfies Partial<Record<RelationName, string>>

/** Edges that are refused for another reason than that the asset gives the token's user no token. */
const refusedOn = (
  { status, rows, kinds, self }: Making,
  { id, kind }: LiveAsset,
): readonly string[] => {
  const failed = (relation: keyof typeof EDGES): boolean => {
    const found = status(id, relation)
    return found !== undefined && found !== 'complete'
  }
  const isTokenless =
    hasAssetToken(assetKindOf(kind, kinds)) &&
    !rows(id, 'users').some(({ subject }) => subject === self)
  return (Object.keys(EDGES) as (keyof typeof EDGES)[])
    .filter(failed)
    .filter((relation) => !(isTokenless && relation !== 'on_behalf_of'))
    .map((relation) => EDGES[relation])
}

const requestOf = (
  { us, stranger }: Facts,
  row: LiveRelation,
  owner: string | undefined,
): OboRequest => {
  const { subject, apiStatus, counterpart, direction } = row
  const other = counterpart?.id ?? us
  // Between other businesses: the one that receives it is the owner, or nobody tells which.
  const receiver = direction === 'received' ? us : owner === us ? stranger : (owner ?? stranger)
  return {
    id: subject,
    requesting: direction === 'sent' ? us : other,
    receiving: direction === 'sent' ? other : receiver,
    status: apiStatus ?? UNTOLD,
  }
}
