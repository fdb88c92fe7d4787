import { assetKindOf, isReadOn, type KindTable } from '../../model/kinds.ts'
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
    const isAsked = (relation: RelationName): boolean =>
      row.relations[relation] !== undefined &&
      asked.includes(relation) &&
      RELATIONS[relation].readOn.asked.includes(ownership)
    return RELATION_NAMES.filter(
      (relation) =>
        isAsked(relation) || (request.assets === 'all' && isReadOn(row, relation, ownership)),
    ).map((relation) => ({ kind: row, asset: id, relation }))
  })
}
