import type { Kind, KindTable } from '../model/kinds.ts'
import {
  hasEnded,
  type LiveRelation,
  type LiveState,
  type Ownership,
  type Scope,
  type ScopeRelation,
} from '../model/live.ts'
import {
  COMMAND_LINE,
  type DesiredAsset,
  type DesiredRelation,
  type Manifest,
  type Offboarded,
} from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { PlanAsset } from '../model/plan.ts'
import type { Position } from '../model/problem.ts'
import { compareText } from '../model/text.ts'
import type { Wish } from './desired.ts'
import { type Directory, directoryOf } from './directory.ts'

/** Everything a judgement stands on; the same for every asset of a plan. */
export interface Ground {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  readonly asOf: string
  readonly kinds: KindTable
  readonly directory: Directory
  readonly replace: ReadonlySet<string>
  readonly resend: ReadonlySet<string>
}

/** One asset seen from both sides. */
export interface AssetView {
  readonly kind: Kind
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
  readonly kinds: KindTable
  readonly replace: readonly string[]
  readonly resend: readonly string[]
}): Ground => ({
  ...input,
  live: withoutEnded(input.live, input.asOf),
  directory: directoryOf(input.manifest, input.live),
  replace: new Set(input.replace),
  resend: new Set(input.resend),
})

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
 * truth does not name.
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

/** Where a manifest names them; null where the command line did. */
export const lineOf = ({ source }: Offboarded): Position | null =>
  source.file === COMMAND_LINE ? null : source

/** Days from one UTC date or time to another. */
export const daysBetween = (from: string, to: string): number =>
  Math.floor((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000)
