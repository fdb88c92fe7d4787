import type { AssetKind } from '../../../model/kinds.ts'
import type { EdgeName } from '../../../model/relations.ts'
import { compareText } from '../../../model/text/text.ts'
import type { WrittenGrant } from './grant.ts'

/** Grants by the id of the business or person. */
export type Grants = ReadonlyMap<string, WrittenGrant>

/**
 * One asset as a manifest can express it, with ids instead of aliases. A relation that is null is
 * left out: there is none, or it could not be read.
 */
export interface WrittenAsset {
  readonly kind: AssetKind
  readonly id: string
  readonly name: string | null
  readonly request: WrittenGrant | null
  readonly agencies: Grants | null
  readonly users: Grants | null
  /** Ids of businesses. */
  readonly on_behalf_of: readonly string[] | null
  /** Ids of those whose access no line can express, by the relation they have it through. */
  readonly ignored: Readonly<Record<EdgeName, readonly string[]>>
  /**
   * What a reader should know about this asset, one sentence each; names are as the API gave them.
   */
  readonly notes: readonly string[]
}

/** The entries under `ignore`. */
export const ignoreOf = ({ ignored }: WrittenAsset): readonly string[] =>
  [...new Set([...ignored.agencies, ...ignored.users])].sort(compareText)

/** Ids of the businesses and of the people that an asset's lines name. */
export const partnersOf = (asset: WrittenAsset): readonly string[] => [
  ...(asset.agencies?.keys() ?? []),
  ...(asset.on_behalf_of ?? []),
]

export const peopleOf = (asset: WrittenAsset): readonly string[] => [...(asset.users?.keys() ?? [])]
