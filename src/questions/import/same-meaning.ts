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
    meaning([old.business, old.policy, old.offboarded]) ===
      meaning([made.business, made.policy, made.offboarded]) &&
    [...old.partners].every(
      ([alias, each]) => meaning(each) === meaning(made.partners.get(alias)),
    ) &&
    [...old.people].every(([alias, each]) => meaning(each) === meaning(made.people.get(alias))) &&
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
    meaning({ ...made, ...bare }) === meaning(old)
  )
}

/** Everything except positions in the files. */
const meaning = (value: unknown): string =>
  JSON.stringify(value, (key, each: unknown) => (key === 'source' ? undefined : each)) ?? ''
