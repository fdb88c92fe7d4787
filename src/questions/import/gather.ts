import { type AssetView, viewsOf } from '../../access/views.ts'
import type { AssetKind } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import {
  ASSET_RELATIONS,
  type AssetRelation,
  isHeldBy,
  type Ownership,
  RELATIONS,
  type RelationName,
} from '../../model/relations.ts'
import { matchesAsset } from '../../plan/filter.ts'
import {
  agenciesOf,
  type ImportSource,
  NOTHING,
  onBehalfOf,
  type Read,
  requestOf,
  type Seen,
  type Status,
  usersOf,
} from './writing/relation-grants.ts'
import type { WrittenAsset } from './writing/written-asset.ts'

/** A relation of an asset that could not be read to its end. */
export interface LeftOut {
  readonly kind: AssetKind
  readonly asset: string
  readonly relation: RelationName
  readonly status: 'unknown' | 'unreadable'
}

export interface Gathered {
  /** In the order of the kinds table, then by id. */
  readonly assets: readonly WrittenAsset[]
  readonly leftOut: readonly LeftOut[]
}

/** Everything live that a manifest can express, asset by asset. */
export const gather = (source: ImportSource): Gathered => {
  const { live, kinds, only } = source
  const seen = viewsOf({ live, kinds })
    .filter(({ ownership }) => isDeclarable(ownership))
    .filter(({ asset }) => only === null || matchesAsset(only, asset))
    .map((view): Seen => ({ view, source, statusOf: (relation) => statusIn(live, view, relation) }))
  return { assets: seen.map(assetOf), leftOut: seen.flatMap(leftOutOf) }
}

const statusIn = ({ directory }: LiveState, view: AssetView, relation: RelationName): Status => {
  const status = view.scope(relation)?.status ?? unread(relation)
  const { business_users, system_users } = directory
  const isDirectoryRead = business_users === 'complete' && system_users === 'complete'
  // Without the list of people, nobody on the asset can be named.
  return isHeldBy(relation, 'person') && !isDirectoryRead && status === 'complete'
    ? worst(directory)
    : status
}

const worst = ({
  business_users,
  system_users,
}: LiveState['directory']): 'unknown' | 'unreadable' =>
  [business_users, system_users].includes('unknown') ? 'unknown' : 'unreadable'

/** The status of a relation that was not read at all: some are only read on demand. */
const unread = (relation: RelationName): Status =>
  RELATIONS[relation].readOn.always.length === 0 ? 'unasked' : 'unknown'

/** Whether an asset can be declared; one that is in no list cannot. */
const isDeclarable = (ownership: Ownership): boolean =>
  ASSET_RELATIONS.some((name) => RELATIONS[name].declarableOn.includes(ownership))

const relationsOf = ({ view }: Seen): readonly AssetRelation[] =>
  ASSET_RELATIONS.filter(
    (name) =>
      view.kind.relations[name] !== undefined &&
      RELATIONS[name].declarableOn.includes(view.ownership),
  )

const leftOutOf = (seen: Seen): readonly LeftOut[] =>
  relationsOf(seen).flatMap((relation) => {
    const status = seen.statusOf(relation)
    return status === 'complete' || status === 'unasked'
      ? []
      : [{ kind: seen.view.kind, asset: seen.view.asset.id, relation, status }]
  })

const assetOf = (seen: Seen): WrittenAsset => {
  const relations = relationsOf(seen)
  const read = <T>(relation: AssetRelation, reader: (seen: Seen) => Read<T>): Read<T> => {
    if (!relations.includes(relation)) return NOTHING
    const status = seen.statusOf(relation)
    if (status === 'complete') return reader(seen)
    const words = STATUS_WORDS[status]
    // If the API has no such edge, every asset would say so.
    const isSaid = words !== null && RELATIONS[relation].isAccess
    return isSaid ? { ...NOTHING, notes: [`${relation} is left out: ${words}`] } : NOTHING
  }
  const parts = {
    request: read('request', requestOf),
    agencies: read('agencies', agenciesOf),
    users: read('users', usersOf),
    on_behalf_of: read('on_behalf_of', onBehalfOf),
  }
  const all = ASSET_RELATIONS.map((relation) => parts[relation])
  return {
    kind: seen.view.kind,
    id: seen.view.asset.id,
    name: seen.view.asset.name,
    request: parts.request.value,
    agencies: parts.agencies.value,
    users: parts.users.value,
    on_behalf_of: parts.on_behalf_of.value,
    ignored: { agencies: parts.agencies.ignore, users: parts.users.ignore },
    notes: all.flatMap(({ notes }) => notes),
  }
}

const STATUS_WORDS = {
  unknown: 'it could not be read to its end',
  unreadable: 'it may not be read with this token',
  unasked: null,
} as const
