import type { GraphError } from './errors/graph-error.ts'
import type { Json } from './json.ts'

/** One read, as data: the client decides how it is packed, paged and repeated. */
export interface Want {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly optional?: readonly Optional[]
  /** The asset whose own token signs the call; without it, the run's token does. */
  readonly asset?: string
  /** True for a single object; otherwise a list, which is followed to its end. */
  readonly node?: boolean
  /** Edges of each row: read along with it if the API expands them, otherwise separately. */
  readonly edges?: readonly Edge[]
  /** Only this node's edges are wanted, not its fields. */
  readonly onlyEdges?: boolean
  /** Ids to look for: the list may be `cut` before its end if continuing is not worthwhile. */
  readonly seek?: ReadonlySet<string>
  /**
   * True for what is merely good to know: it is asked once, in a batch that goes out anyway, or not at
   * all. Whatever becomes of it, nothing waits for it or ends with it.
   */
  readonly isSpare?: boolean
}

/**
 * Fields of `params` that not all objects have. Once the API says that one of them does not exist, all
 * of them are left out, for the rest of the run, wherever `of` is the same.
 */
export interface Optional {
  /** What has the fields or not: `pixel agencies`. */
  readonly of: string
  readonly fields: readonly string[]
}

/** A list that belongs to a row. */
export interface Edge {
  /** Path segment after the row's: `agencies`. */
  readonly edge: string
  readonly params: Readonly<Record<string, string>>
  readonly optional?: readonly Optional[]
  /**
   * True if a row that lacks the edge is asked for it again separately. That an absent edge means an
   * empty one is only inferred, and a write that relies on it could take something away.
   */
  readonly confirmsAbsence?: boolean
}

/**
 * How a read ended. `complete`: at its end (a node has one row). `cut`: found what it sought; proves
 * no absence. `unknown`: failed or was cut short; `rows` is what came before. `unreadable`: refused
 * for lack of permission, permanently.
 */
export type Fetched = (
  | { readonly status: 'complete' | 'cut'; readonly rows: readonly Json[]; readonly error: null }
  | {
      readonly status: 'unknown' | 'unreadable'
      readonly rows: readonly Json[]
      readonly error: GraphError
    }
) & { readonly edges?: EdgeReads }

/** The edges that were asked for together with rows, by the row's id and the edge's name. */
export type EdgeReads = ReadonlyMap<string, ReadonlyMap<string, Fetched>>

/** A list, and whether it was read to its end. */
export interface Listed {
  readonly rows: readonly Json[]
  readonly complete: boolean
  readonly error: GraphError | null
}
