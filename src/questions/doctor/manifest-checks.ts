import { ACTION_TABLE, ACTIONS, type Action } from '../../model/actions.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { DesiredAsset, Manifest } from '../../model/manifest.ts'
import type { Check, KindFacts } from '../../model/reports/doctor-report.ts'
import { actionCheck, type KindCase } from './asset-checks.ts'
import { error } from './check.ts'
import { readsEverything } from './plan-reads.ts'

/** Whether what the manifest manages can be done. Only actions that it could lead to are judged. */
export const manifestChecks = (manifest: Manifest, cases: readonly KindCase[]): readonly Check[] =>
  cases.flatMap(({ kind, abilities }) => {
    const assets = manifest.assets.filter((asset) => asset.kind === kind.name)
    const [first] = assets
    if (first === undefined) return []
    const needed = new Set(assets.flatMap(actionsOf))
    const judged = abilities.filter(({ action }) => needed.has(action))
    if (judged.length === 0) return []
    return [{ ...actionCheck('manifest', kind, judged, error), source: first.source }]
  })

/**
 * The actions to which the declared relations of an asset may lead; an additive asset takes nothing
 * away.
 */
const actionsOf = (asset: DesiredAsset): readonly Action[] =>
  ACTIONS.filter((action) => {
    const { on, relation, form, sign, mayHaveGap, isRevocation } = ACTION_TABLE[action]
    if (on !== 'asset' || asset[relation] === null || mayHaveGap) return false
    if (form === 'ask' || form === 'give_up') return givesUp(asset) === (form === 'give_up')
    return asset.mode !== 'additive' || sign !== '-' || !isRevocation
  })

const givesUp = ({ request }: DesiredAsset): boolean =>
  request !== null && request.paths.length > 0 && request.paths.every(({ none }) => none)

/** The kinds that a manifest is planned with: those it declares, or all if it looks beyond them. */
export const kindsFor = (manifest: Manifest | null, kinds: KindTable): KindTable => {
  if (manifest === null || readsEverything(manifest)) return kinds
  const { assets } = manifest
  const asks = assets.some(({ request }) => request !== null)
  // Open requests count together, whatever their kind.
  return kinds.filter(
    ({ name, relations }) =>
      assets.some(({ kind }) => kind === name) || (asks && relations.request !== undefined),
  )
}

/**
 * The part of a kind that concerns the manifest: the assets it declares, or all if it looks
 * beyond them.
 */
export const concerned = (facts: KindFacts, manifest: Manifest | null): KindFacts =>
  manifest === null || readsEverything(manifest)
    ? facts
    : { ...facts, assets: facts.assets.filter(({ source }) => source !== null), hasMore: false }
