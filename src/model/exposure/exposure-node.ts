import type { Decoded, RawRow } from './exposed-row.ts'

/** Whatever questions are asked of. */
export type NodeName =
  | 'business'
  | 'credit'
  | 'invoice_group'
  | 'app'
  | 'audience'
  | 'account'
  | 'pixel'
  | 'instagram_user'
  | 'whatsapp'

/** Rows of an edge that are nodes themselves. */
export interface ChildNodes {
  readonly of: NodeName
  readonly edge: string
  readonly fields: readonly string[]
  /** The field of a row that lists the nodes; absent: the row is one. */
  readonly listedIn?: string
  /** Rows that are none, such as what has been revoked. */
  readonly leavesOut?: (row: RawRow) => boolean
}

/** Our own assets of a kind, by the section of manifests it has. */
export interface AssetNodes {
  readonly section: string
  /** Field with the id that the question is asked of, where that is not the asset's own. */
  readonly idField?: string
}

export interface ExposureNode {
  readonly found: 'business' | ChildNodes | AssetNodes
  /** Whether a row names it as its asset. */
  readonly isAsset: boolean
  /** Whether its edges come with it in one call, or each in its own. */
  readonly expands: boolean
  /** Its edge with businesses: what wants `business` is asked with each of them too [inferred]. */
  readonly partners?: string
}

/** One read of a question. */
export interface ExposureRead {
  readonly of: NodeName
  /** Null: fields of the node itself. */
  readonly edge: string | null
  readonly fields: readonly string[]
  /** Whether the edge wants `business` [spec]. */
  readonly wantsBusiness?: boolean
  /** Who and what, from one row. */
  readonly decode: (row: RawRow) => Decoded
}
