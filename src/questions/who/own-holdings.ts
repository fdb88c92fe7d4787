import { BUSINESS } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState, Scope } from '../../model/live.ts'
import type { Manifest } from '../../model/manifest.ts'

/** What a person's own lists show. */
interface OwnLists {
  readonly assets: readonly LiveAsset[]
  readonly relations: readonly LiveRelation[]
}

/**
 * The live state of one person, from their own lists, which must have been read to the end. It only
 * answers questions about that person. What is declared for them and not on a list is not held.
 */
export const withHoldings = (
  live: LiveState,
  { assets, relations }: OwnLists,
  manifest: Manifest | null,
): LiveState => {
  const places = new Map(
    [...(manifest?.assets ?? []), ...assets].map(({ kind, id }) => [id, kind] as const),
  )
  places.delete(live.business.id)
  // Whether they belong to the business is on no list of their own.
  const isSeat = ({ kind }: { readonly kind: string }): boolean => kind === BUSINESS.name
  return {
    ...live,
    assets: [...assets, ...live.assets.filter(isSeat)],
    relations: [...relations, ...live.relations.filter(isSeat)],
    scopes: [
      ...live.scopes.filter(isSeat),
      ...[...places].map(
        ([asset, kind]): Scope => ({
          ...{ kind, asset, relation: 'users' },
          ...{ status: 'complete', what: null },
        }),
      ),
    ],
  }
}

/** The same, with the assets that they reach through an asset group alone. */
export const withGroupAssets = (live: LiveState, person: string): LiveState => {
  const known = new Set(live.assets.map(({ id }) => id))
  const reached = (live.groups?.rows ?? [])
    .filter(({ members }) => members.some(({ id }) => id === person))
    .flatMap(({ assets }) => assets)
  const unknown = new Map(reached.filter(({ id }) => !known.has(id)).map((row) => [row.id, row]))
  return { ...live, assets: [...live.assets, ...unknown.values()] }
}
