import { keepsTheRest, meaningOf } from '../../manifest/meaning/kept-meaning.ts'
import type { DesiredAsset, Manifest } from '../../model/manifest.ts'
import type { RelationName } from '../../model/relations.ts'

/**
 * Whether a manifest still means what it meant, plus only these additions (keys by asset): the policy, names and
 * assets are the same, and a declared asset has only gained keys.
 */
export const meansOldAndNew = (
  old: Manifest,
  made: Manifest,
  added: ReadonlyMap<string, readonly RelationName[]>,
): boolean => {
  const assets = new Map(made.assets.map((asset) => [asset.id, asset]))
  const declared = new Set(old.assets.map(({ id }) => id))
  return (
    keepsTheRest(old, made) &&
    made.assets.every(({ id }) => declared.has(id) || added.has(id)) &&
    [...added.keys()].every((id) => assets.has(id)) &&
    old.assets.every((asset) => isSame(asset, assets.get(asset.id), added.get(asset.id)))
  )
}

/** Whether an asset is as before, except for keys that were absent and are among the additions. */
const isSame = (
  old: DesiredAsset,
  made: DesiredAsset | undefined,
  filled: readonly RelationName[] = [],
): boolean => {
  if (made === undefined) return false
  const bare = Object.fromEntries(filled.map((relation) => [relation, null]))
  return (
    filled.every((relation) => old[relation] === null && made[relation] !== null) &&
    meaningOf({ ...made, ...bare }) === meaningOf(old)
  )
}
