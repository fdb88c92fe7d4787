import type { AssetKind, KindTable } from '../model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState, Ownership, Scope } from '../model/live.ts'
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
interface ViewsInput {
  readonly live: Pick<LiveState, 'assets' | 'relations' | 'scopes'>
  readonly kinds: KindTable
  readonly manifest?: Pick<Manifest, 'assets'> | null
}

/** Every asset that is declared or was seen, in the order of the kinds table, then by id. */
export const viewsOf = ({ live, kinds, manifest }: ViewsInput): readonly AssetView[] => {
  const ids = new Map(kinds.map(({ name }) => [name, new Set<string>()]))
  const sides = new Sides()
  for (const asset of manifest?.assets ?? []) {
    ids.get(asset.kind)?.add(asset.id)
    sides.of(asset.id).desired = asset
  }
  for (const asset of live.assets) {
    ids.get(asset.kind)?.add(asset.id)
    sides.of(asset.id).seen = asset
  }
  for (const row of live.relations) if (ids.has(row.kind)) addRow(sides.of(row.asset).rows, row)
  for (const scope of live.scopes) {
    // Of several the last counts.
    if (ids.has(scope.kind)) sides.of(scope.asset).scopes[scope.relation] = scope
  }
  return kinds.flatMap((kind) =>
    [...(ids.get(kind.name) ?? [])].sort(compareText).map((id) => viewOf(kind, id, sides.of(id))),
  )
}

const viewOf = (kind: AssetKind, id: string, { seen, desired, rows, scopes }: BothSides) => ({
  kind,
  asset: {
    ...{ kind: kind.name, id, name: seen?.name ?? desired?.name ?? null },
    ...(seen?.status === undefined ? {} : { account_status: seen.status }),
  },
  ownership: seen?.ownership ?? 'unknown',
  desired,
  rows: (relation: RelationName) => rows[relation] ?? NO_ROWS,
  scope: (relation: RelationName) => scopes[relation] ?? null,
})

const NO_ROWS: readonly LiveRelation[] = []

/** What one asset has by each relation. */
type ByRelation<T> = { [Relation in RelationName]: T | undefined }

/** All keys from the beginning, so that all such values are of one shape. */
const nothing = <T>(): ByRelation<T> => ({
  agencies: undefined,
  users: undefined,
  request: undefined,
  on_behalf_of: undefined,
  members: undefined,
})

/** What both sides have of one asset. */
interface BothSides {
  desired: DesiredAsset | null
  seen: LiveAsset | null
  readonly rows: ByRelation<LiveRelation[]>
  readonly scopes: ByRelation<Scope>
}

/** By id. There may be hundreds of thousands of rows, which mostly come asset by asset. */
class Sides {
  readonly #known = new Map<string, BothSides>()
  #lastId = ''
  #last: BothSides | null = null

  of(id: string): BothSides {
    if (this.#last === null || id !== this.#lastId) {
      this.#lastId = id
      this.#last = this.#known.get(id) ?? this.#add(id)
    }
    return this.#last
  }

  #add(id: string): BothSides {
    const added = {
      desired: null,
      seen: null,
      rows: nothing<LiveRelation[]>(),
      scopes: nothing<Scope>(),
    }
    this.#known.set(id, added)
    return added
  }
}

const addRow = (to: ByRelation<LiveRelation[]>, row: LiveRelation): void => {
  const rows = to[row.relation]
  if (rows === undefined) to[row.relation] = [row]
  else rows.push(row)
}

/** Whether nothing may be taken away by this relation of the asset. */
export const isAdditive = (view: AssetView, relation: DesiredRelation | null): boolean =>
  view.desired?.mode === 'additive' || relation === null || !relation.whole
