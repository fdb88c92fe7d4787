import { type AssetView, viewsOf } from '../access/views.ts'
import type { Kind } from '../model/kinds.ts'
import type { LiveAsset, LiveState, ScopeRelation } from '../model/live.ts'
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
  const seen = viewsOf({ live, kinds })
    .filter(({ ownership }) => RELATIONS_OF[ownership].length > 0)
    .filter(({ asset }) => only === null || matchesAsset(only, asset))
    .map((view): Seen => ({ view, source, statusOf: (relation) => statusIn(live, view, relation) }))
  return { assets: seen.map(assetOf), leftOut: seen.flatMap(leftOutOf) }
}

const statusIn = ({ directory }: LiveState, view: AssetView, relation: ScopeRelation): Status => {
  const status = view.scope(relation)?.status ?? UNREAD[relation]
  const { business_users, system_users } = directory
  const isDirectoryRead = business_users === 'complete' && system_users === 'complete'
  // Without the list of people nobody on the asset can be named.
  return relation === 'users' && !isDirectoryRead && status === 'complete'
    ? worst(directory)
    : status
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

const relationsOf = ({ view }: Seen): readonly ScopeRelation[] =>
  RELATIONS_OF[view.ownership].filter(
    (relation) => relation !== 'on_behalf_of' || view.kind.onBehalfOf !== null,
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
