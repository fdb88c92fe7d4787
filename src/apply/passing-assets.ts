import type { GraphClient } from '../graph/client-over.ts'
import { readNames } from '../live/assets/asset-names.ts'
import type { AssetTest } from '../live/wants.ts'
import { KINDS } from '../model/kinds.ts'
import type { Manifest } from '../model/manifest.ts'
import { needsNames, type PlanFilter, passesAsset } from '../plan/filter.ts'

/**
 * Which assets a filter lets through; null if it lets through all. If a pattern may match names, the
 * names come from the business's own lists, because the manifest's label for an asset may differ.
 */
export const assetTestOf = async (
  filter: PlanFilter,
  { business, assets }: Manifest,
  client: GraphClient,
): Promise<AssetTest | null> => {
  const { only, shard } = filter
  if (only === undefined && shard === undefined) return null
  if (only === undefined || !needsNames(only)) return (asset) => passesAsset(filter, asset)
  const kinds = KINDS.filter((kind) => assets.some((asset) => asset.kind === kind.name))
  const names = await readNames(client, business, kinds)
  return ({ id, name, ...asset }) =>
    passesAsset(filter, { ...asset, id, name: names.get(id) ?? name })
}
