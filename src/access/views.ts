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
  const ids = new Map(kinds.map(({ name }) => [name, new Set<string>()]))
  for (const { kind, id } of declaredAssets) ids.get(kind)?.add(id)
  for (const { kind, id } of live.assets) ids.get(kind)?.add(id)
  const rows = byAssetAndRelation(live.relations, ids, addRow)
  const scopes = byAssetAndRelation(live.scopes, ids, addScope)
  return kinds.flatMap((kind) =>
    [...(ids.get(kind.name) ?? [])].sort(compareText).map((id): AssetView => {
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
        rows: (relation) => ofAsset?.[relation] ?? NO_ROWS,
        scope: (relation) => scopesOfAsset?.[relation] ?? null,
      }
    }),
  )
}

const NO_ROWS: readonly LiveRelation[] = []

interface OfRelation {
  readonly kind: string
  readonly asset: string
  readonly relation: RelationName
}

/** What one asset has by each relation: all its rows, or one scope. */
type ByRelation<T> = { [Relation in RelationName]: T | undefined }

/** All keys from the beginning, so that all such values are of one shape. */
const nothing = <T>(): ByRelation<T> => ({
  agencies: undefined,
  users: undefined,
  request: undefined,
  on_behalf_of: undefined,
  members: undefined,
})

/**
 * Indexed on two levels instead of by a joined key, because there may be hundreds of thousands of
 * rows, which mostly come asset by asset. Those of other kinds are nobody's here.
 */
const byAssetAndRelation = <Item extends OfRelation, T>(
  items: readonly Item[],
  kinds: ReadonlyMap<string, unknown>,
  add: (to: ByRelation<T>, item: Item) => void,
): ReadonlyMap<string, ByRelation<T>> => {
  const assets = new Map<string, ByRelation<T>>()
  let last: string | null = null
  let found = nothing<T>()
  for (const item of items) {
    if (!kinds.has(item.kind)) continue
    if (item.asset !== last) {
      last = item.asset
      found = assets.get(last) ?? nothing()
      assets.set(last, found)
    }
    add(found, item)
  }
  return assets
}

const addRow = (to: ByRelation<LiveRelation[]>, row: LiveRelation): void => {
  const rows = to[row.relation]
  if (rows === undefined) to[row.relation] = [row]
  else rows.push(row)
}

/** Of several scopes the last counts. */
const addScope = (to: ByRelation<Scope>, scope: Scope): void => {
  to[scope.relation] = scope
}

/** Whether nothing may be taken away by this relation of the asset. */
export const isAdditive = (view: AssetView, relation: DesiredRelation | null): boolean =>
  view.desired?.mode === 'additive' || relation === null || !relation.whole
