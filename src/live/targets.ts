import { type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveAsset, Ownership, ScopeRelation } from '../model/live.ts'
import type { Target } from './relations.ts'
import { namedAssets, type ReadRequest } from './wants.ts'

/**
 * Which relations an asset can have for us: only an owner grants, and only somebody else's asset
 * is asked for.
 */
const RELATIONS_OF: Readonly<Record<Ownership, readonly ScopeRelation[]>> = {
  owned: ['agencies', 'users'],
  client: ['users', 'request'],
  pending: ['request'],
  absent: [],
  unknown: [],
}

/**
 * Which relations can be read. An asset that is not yet within our reach has no edges that we may
 * see.
 */
const READABLE: Readonly<Record<Ownership, readonly ScopeRelation[]>> = {
  owned: ['agencies', 'users', 'request', 'on_behalf_of'],
  client: ['agencies', 'users', 'request', 'on_behalf_of'],
  pending: ['request'],
  absent: ['request'],
  unknown: ['agencies', 'users', 'request', 'on_behalf_of'],
}

/** The scopes to read, once it is known what each asset is to us. */
export const targetsOf = (
  request: ReadRequest,
  assets: readonly LiveAsset[],
  kinds: KindTable,
): readonly Target[] => {
  const named = new Map(namedAssets(request).map((asset) => [`${asset.kind} ${asset.id}`, asset]))
  const { passes = () => true } = request
  return assets.filter(passes).flatMap(({ kind, id, ownership }) => {
    const asked = named.get(`${kind} ${id}`)?.relations ?? []
    const all = request.assets === 'all' ? RELATIONS_OF[ownership] : []
    const relations = READABLE[ownership].filter(
      (relation) => asked.includes(relation) || all.includes(relation),
    )
    return relations.map((relation) => ({ kind: kindOf(kind, kinds), asset: id, relation }))
  })
}
