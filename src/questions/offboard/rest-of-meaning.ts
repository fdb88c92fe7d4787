import { meaningOf } from '../../manifest/meaning/kept-meaning.ts'
import type { DesiredAsset, Manifest } from '../../model/manifest.ts'
import { RELATION_NAMES } from '../../model/relations.ts'

/**
 * Everything that a manifest means, but what its lines give to some and where they stand, as a text
 * to compare. Their `on_behalf_of` and who is offboarded belong to it.
 */
export const restOf = (manifest: Manifest, isGone: (alias: string) => boolean): string => {
  const { business, policy, partners, people, offboarded, assets } = manifest
  return meaningOf({
    ...{ business, policy, partners: [...partners], people: [...people], offboarded },
    assets: assets.map((asset) => without(asset, isGone)),
  })
}

/** An asset as far as it says something of others. `on_behalf_of` stays as it is. */
const without = (asset: DesiredAsset, isGone: (alias: string) => boolean): DesiredAsset => ({
  ...asset,
  ...Object.fromEntries(
    RELATION_NAMES.filter((name) => name !== 'on_behalf_of').map((name) => {
      const relation = asset[name]
      const paths = relation?.paths.filter(({ subject }) => !isGone(subject))
      return [name, relation === null ? null : { ...relation, paths }]
    }),
  ),
})
