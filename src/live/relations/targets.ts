import { assetKindOf, type KindTable } from '../../model/kinds.ts'
import type { LiveAsset } from '../../model/live.ts'
import { RELATION_NAMES, RELATIONS, type RelationName } from '../../model/relations.ts'
import { namedAssets, type ReadRequest } from '../wants.ts'
import type { Target } from './relation-rows.ts'

/** The scopes to read, now that it is known what each asset is to us. */
export const targetsOf = (
  request: ReadRequest,
  assets: readonly LiveAsset[],
  kinds: KindTable,
): readonly Target[] => {
  const named = new Map(namedAssets(request).map((asset) => [`${asset.kind} ${asset.id}`, asset]))
  const { passes = () => true } = request
  return assets.filter(passes).flatMap(({ kind, id, ownership }) => {
    const asked = named.get(`${kind} ${id}`)?.relations ?? []
    const row = assetKindOf(kind, kinds)
    const isRead = (relation: RelationName): boolean => {
      const { always, asked: onRequest } = RELATIONS[relation].readOn
      return (
        (asked.includes(relation) && onRequest.includes(ownership)) ||
        (request.assets === 'all' && always.includes(ownership))
      )
    }
    return RELATION_NAMES.filter(
      (relation) => row.relations[relation] !== undefined && isRead(relation),
    ).map((relation) => ({ kind: row, asset: id, relation }))
  })
}
