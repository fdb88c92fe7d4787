import { groupBy } from '../model/groups.ts'
import { type Kind, kindOf } from '../model/kinds.ts'
import type { LiveAsset, LiveState, ScopeRelation } from '../model/live.ts'
import { compareText } from '../model/text.ts'
import { matchesAsset } from '../plan/filter.ts'
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
} from './relations.ts'
import { WRITTEN_RELATIONS, type WrittenAsset } from './written.ts'

/** Relations that could not be read to their end, by asset. */
export interface LeftOut {
  readonly kind: Kind
  readonly asset: string
  readonly relation: ScopeRelation
  readonly status: 'unknown' | 'unreadable'
}

export interface Gathered {
  /** In the order of the kinds table, then by id. */
  readonly assets: readonly WrittenAsset[]
  readonly leftOut: readonly LeftOut[]
}

/** Everything live that a manifest can say, asset by asset. */
export const gather = (source: ImportSource): Gathered => {
  const { live, kinds, only } = source
  const rows = groupBy(live.relations, ({ asset, relation }) => `${asset}/${relation}`)
  const statuses = new Map(
    live.scopes.map(({ asset, relation, status }) => [`${asset}/${relation}`, status] as const),
  )
  const isDirectoryRead =
    live.directory.business_users === 'complete' && live.directory.system_users === 'complete'
  const seen = live.assets
    .filter(({ ownership }) => RELATIONS_OF[ownership].length > 0)
    .filter((asset) => only === null || matchesAsset(only, asset))
    .map((asset): Seen => {
      const kind = kindOf(asset.kind, kinds)
      return {
        asset,
        kind,
        source,
        rowsOf: (relation) => rows.get(`${asset.id}/${relation}`) ?? [],
        statusOf: (relation) => {
          const status = statuses.get(`${asset.id}/${relation}`) ?? UNREAD[relation]
          // Without the list of people nobody on the asset can be named.
          return relation === 'users' && !isDirectoryRead && status === 'complete'
            ? worst(live.directory)
            : status
        },
      }
    })
    .sort(
      (one, other) =>
        kinds.indexOf(one.kind) - kinds.indexOf(other.kind) ||
        compareText(one.asset.id, other.asset.id),
    )
  return { assets: seen.map(assetOf), leftOut: seen.flatMap(leftOutOf) }
}

const worst = ({
  business_users,
  system_users,
}: LiveState['directory']): 'unknown' | 'unreadable' =>
  [business_users, system_users].includes('unknown') ? 'unknown' : 'unreadable'

/** Only an owner grants; what is not ours is asked for. What is in no list is nothing to us. */
const RELATIONS_OF: Readonly<Record<LiveAsset['ownership'], readonly ScopeRelation[]>> = {
  owned: ['agencies', 'users', 'on_behalf_of'],
  client: ['request', 'users', 'on_behalf_of'],
  pending: ['request'],
  absent: [],
  unknown: [],
}

/** What it means that a relation was not read at all: on-behalf-of ones only are on demand. */
const UNREAD: Readonly<Record<ScopeRelation, Status>> = {
  request: 'unknown',
  agencies: 'unknown',
  users: 'unknown',
  on_behalf_of: 'unasked',
}

const relationsOf = ({ asset, kind }: Seen): readonly ScopeRelation[] =>
  RELATIONS_OF[asset.ownership].filter(
    (relation) => relation !== 'on_behalf_of' || kind.onBehalfOf !== null,
  )

const leftOutOf = (seen: Seen): readonly LeftOut[] =>
  relationsOf(seen).flatMap((relation) => {
    const status = seen.statusOf(relation)
    return status === 'complete' || status === 'unasked'
      ? []
      : [{ kind: seen.kind, asset: seen.asset.id, relation, status }]
  })

const assetOf = (seen: Seen): WrittenAsset => {
  const relations = relationsOf(seen)
  const read = <T>(relation: ScopeRelation, reader: (seen: Seen) => Read<T>): Read<T> => {
    if (!relations.includes(relation)) return NOTHING
    const status = seen.statusOf(relation)
    if (status === 'complete') return reader(seen)
    const words = STATUS_WORDS[status]
    // Where an API has no such edge every asset would say so.
    const isSaid = words !== null && relation !== 'on_behalf_of'
    return isSaid ? { ...NOTHING, notes: [`${relation} is left out: ${words}`] } : NOTHING
  }
  const parts = {
    request: read('request', requestOf),
    agencies: read('agencies', agenciesOf),
    users: read('users', usersOf),
    on_behalf_of: read('on_behalf_of', onBehalfOf),
  }
  const all = WRITTEN_RELATIONS.map((relation) => parts[relation])
  return {
    kind: seen.kind,
    id: seen.asset.id,
    name: seen.asset.name,
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
