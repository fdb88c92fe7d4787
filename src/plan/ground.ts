import type { AssetKind, KindTable } from '../model/kinds.ts'
import {
  hasEnded,
  type LiveRelation,
  type LiveState,
  type Ownership,
  type Scope,
  type ScopeRelation,
} from '../model/live.ts'
import {
  type DesiredAsset,
  type DesiredRelation,
  lineOf,
  type Manifest,
} from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import { objectsIn } from '../model/objects.ts'
import type { PlanAsset } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import { compareText } from '../model/text.ts'
import type { Wish } from './desired.ts'
import { type Directory, directoryOf } from './directory.ts'
import { type Doubts, doubtsOf } from './doubt.ts'

/** Everything a judgement stands on; the same for every asset of a plan. */
export interface Ground {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  /** The day by which `expires` is judged. */
  readonly expiryDay: string
  /** The UTC date by the API's clock, where ours is more than a day off it; null where it is not. */
  readonly apiDay: string | null
  readonly kinds: KindTable
  readonly directory: Directory
  readonly doubts: Doubts
  /** What the manifest or any list knows by an id, in words. */
  readonly objectOf: (id: string) => string | null
  readonly replace: ReadonlySet<string>
  readonly resend: ReadonlySet<string>
}

/** Made when first asked: hardly any plan has to know. */
const objectsOf = (manifest: Manifest, live: LiveState): Ground['objectOf'] => {
  let known: ReadonlyMap<string, string> | undefined
  return (id) => {
    known ??= new Map([...declaredObjects(manifest), ...objectsIn(live)])
    return known.get(id) ?? null
  }
}

const declaredObjects = ({ business, partners, people, assets }: Manifest) => [
  ...[...partners.values()].map(({ alias, id }) => [id, `the partner ${alias}`] as const),
  ...[...people.values()].map(({ alias, value }) => [value, `the person ${alias}`] as const),
  ...assets.map(({ id }) => [id, `the asset ${id}`] as const),
  [business, 'our own business'] as const,
]

/** One asset seen from both sides. */
export interface AssetView {
  readonly kind: AssetKind
  readonly asset: PlanAsset
  readonly ownership: Ownership
  readonly desired: DesiredAsset | null
  readonly rows: (relation: ScopeRelation) => readonly LiveRelation[]
  readonly scope: (relation: ScopeRelation) => Scope | null
}

export const groundOf = (input: {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  readonly apiDay?: string | null
  readonly kinds: KindTable
  readonly replace: readonly string[]
  readonly resend: readonly string[]
}): Ground => {
  const directory = directoryOf(input.manifest, input.live)
  return {
    ...input,
    live: withoutEnded(input.live, input.asOf),
    expiryDay: input.asOf,
    apiDay: input.apiDay ?? null,
    directory,
    doubts: doubtsOf(input.manifest, directory),
    objectOf: objectsOf(input.manifest, input.live),
    replace: new Set(input.replace),
    resend: new Set(input.resend),
  }
}

/** An invitation that is over may still be listed, and waits for nobody: it has to be sent anew. */
const withoutEnded = (live: LiveState, asOf: string): LiveState => ({
  ...live,
  invitations: live.invitations.filter((invitation) => !hasEnded(invitation, asOf)),
})

/** Every asset that is declared or was seen, in the order of the kinds table, then by id. */
export const viewsOf = (ground: Ground): readonly AssetView[] => {
  const { manifest, live, kinds } = ground
  const desired = new Map(manifest.assets.map((asset) => [asset.id, asset]))
  const seen = new Map(live.assets.map((asset) => [asset.id, asset]))
  const rows = byAssetAndRelation(live.relations)
  const scopes = byAssetAndRelation(live.scopes)
  return kinds.flatMap((kind) => {
    const isOfKind = (asset: { readonly kind: string }): boolean => asset.kind === kind.name
    const assets = [...manifest.assets.filter(isOfKind), ...live.assets.filter(isOfKind)]
    const ids = new Set(assets.map(({ id }) => id))
    return [...ids].sort(compareText).map((id): AssetView => {
      const found = seen.get(id)
      const declared = desired.get(id) ?? null
      const ofAsset = rows.get(id)
      const scopesOfAsset = scopes.get(id)
      return {
        kind,
        asset: { kind: kind.name, id, name: found?.name ?? declared?.name ?? null },
        ownership: found?.ownership ?? 'unknown',
        desired: declared,
        rows: (relation) => ofAsset?.[relation] ?? [],
        scope: (relation) => scopesOfAsset?.[relation]?.at(-1) ?? null,
      }
    })
  })
}

interface OfRelation {
  readonly asset: string
  readonly relation: ScopeRelation
}

/** Two levels instead of one joined key: there may be hundreds of thousands of rows. */
const byAssetAndRelation = <T extends OfRelation>(
  items: readonly T[],
): ReadonlyMap<string, Partial<Record<ScopeRelation, T[]>>> => {
  type Found = Partial<Record<ScopeRelation, T[]>>
  const assets = new Map<string, Found>()
  for (const item of items) {
    const relations = assets.get(item.asset)
    if (relations === undefined) assets.set(item.asset, { [item.relation]: [item] } as Found)
    else if (relations[item.relation]?.push(item) === undefined) relations[item.relation] = [item]
  }
  return assets
}

/** Items by a key, in their order. */
export const groupBy = <T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [item])
    else group.push(item)
  }
  return groups
}

/** What the manifest claims about one subject of one relation. */
export type Claim = 'declared' | 'unwanted' | 'left' | 'offboarded'

/**
 * `offboarded` wins over everything; ignored subjects, our own business and the token's own user
 * (unless declared) are left alone; so is what an additive asset or a key that is not the whole
 * truth does not name, and whoever is another business's to assign.
 */
export const claimOf = (
  ground: Ground,
  view: AssetView,
  relation: DesiredRelation | null,
  subject: string,
  wish: Wish | undefined,
): Claim => {
  const { directory, manifest } = ground
  if (subject === manifest.business) return 'left'
  if (directory.isOfOtherBusiness(view.asset.id, subject)) return 'left'
  if (directory.isOffboarded(subject)) return directory.isSelf(subject) ? 'left' : 'offboarded'
  if (relation === null || view.desired === null) return 'left'
  if (directory.isNamedBy(view.desired.ignore, subject)) return 'left'
  if (wish !== undefined && wish.tasks.length > 0) return 'declared'
  if (directory.isSelf(subject) || isAdditive(view, relation)) return 'left'
  return 'unwanted'
}

/** Whether nothing may be taken away here. */
export const isAdditive = (view: AssetView, relation: DesiredRelation | null): boolean =>
  view.desired?.mode === 'additive' || relation === null || !relation.whole

/** The line under `offboarded` that names this id. */
export const offboardedSource = (ground: Ground, id: string): Position | null => {
  const entry = ground.directory.offboardedBy(id)
  return entry === null ? null : lineOf(entry)
}

/** Days from one UTC date or time to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
