import type { AssetKind, KindTable } from '../model/kinds.ts'
import type { LiveRelation, LiveState, Ownership, Scope } from '../model/live.ts'
import type { DesiredAsset, DesiredRelation, Manifest } from '../model/manifest.ts'
import type { PlanAsset } from '../model/plan.ts'
import type { RelationName } from '../model/relations.ts'
import { compareText } from '../model/text/text.ts'

/** One asset seen from both sides. */
export interface AssetView {
  readonly kind: AssetKind
  readonly asset: PlanAsset
  readonly ownership: Ownership
  readonly desired: DesiredAsset | null
  readonly rows: (relation: RelationName) => readonly LiveRelation[]
  readonly scope: (relation: RelationName) => Scope | null
}

/** What views are made from; without a manifest nothing is declared. */
interface Sides {
  readonly live: Pick<LiveState, 'assets' | 'relations' | 'scopes'>
  readonly kinds: KindTable
  readonly manifest?: Pick<Manifest, 'assets'> | null
}

/** Every asset that is declared or was seen, in the order of the kinds table, then by id. */
export const viewsOf = ({ live, kinds, manifest }: Sides): readonly AssetView[] => {
  const declaredAssets = manifest?.assets ?? []
  const desired = new Map(declaredAssets.map((asset) => [asset.id, asset]))
  const seen = new Map(live.assets.map((asset) => [asset.id, asset]))
  const names = new Set(kinds.map(({ name }) => name))
  const rows = byAssetAndRelation(live.relations, names)
  const scopes = byAssetAndRelation(live.scopes, names)
  return kinds.flatMap((kind) => {
    const isOfKind = (asset: { readonly kind: string }): boolean => asset.kind === kind.name
    const assets = [...declaredAssets.filter(isOfKind), ...live.assets.filter(isOfKind)]
    const ids = new Set(assets.map(({ id }) => id))
    return [...ids].sort(compareText).map((id): AssetView => {
      const found = seen.get(id)
      const declared = desired.get(id) ?? null
      const ofAsset = rows.get(id)
      const scopesOfAsset = scopes.get(id)
      return {
        kind,
        asset: {
          ...{ kind: kind.name, id, name: found?.name ?? declared?.name ?? null },
          ...(found?.status === undefined ? {} : { account_status: found.status }),
        },
        ownership: found?.ownership ?? 'unknown',
        desired: declared,
        rows: (relation) => ofAsset?.[relation] ?? [],
        scope: (relation) => scopesOfAsset?.[relation]?.at(-1) ?? null,
      }
    })
  })
}

interface OfRelation {
  readonly kind: string
  readonly asset: string
  readonly relation: RelationName
}

/**
 * Indexed on two levels instead of by a joined key, because there may be hundreds of thousands of
 * rows. Those of other kinds are nobody's here.
 */
const byAssetAndRelation = <T extends OfRelation>(
  items: readonly T[],
  kinds: ReadonlySet<string>,
): ReadonlyMap<string, Partial<Record<RelationName, T[]>>> => {
  type Found = Partial<Record<RelationName, T[]>>
  const assets = new Map<string, Found>()
  for (const item of items) {
    if (!kinds.has(item.kind)) continue
    const relations = assets.get(item.asset)
    if (relations === undefined) assets.set(item.asset, { [item.relation]: [item] } as Found)
    else if (relations[item.relation]?.push(item) === undefined) relations[item.relation] = [item]
  }
  return assets
}

/** Whether nothing may be taken away by this relation of the asset. */
export const isAdditive = (view: AssetView, relation: DesiredRelation | null): boolean =>
  view.desired?.mode === 'additive' || relation === null || !relation.whole
