import type { GraphError } from './graph-error.ts'
import type { Json } from './json.ts'

/** One read, as data: the client decides how to pack, page and repeat it. */
export interface Want {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  /** The asset whose own token signs the call; without it the run's token does. */
  readonly asset?: string
  /** True for a single object; else a list that is followed to its end. */
  readonly node?: boolean
  /** Edges of each row: read with it where the API expands them, else on their own. */
  readonly edges?: readonly Edge[]
  /** Nothing of this node is wanted but its edges. */
  readonly onlyEdges?: boolean
  /** Ids looked for: the list may end before its end, `cut`, where it is not worth going on. */
  readonly seek?: ReadonlySet<string>
}

/** A list that hangs on a row. */
export interface Edge {
  /** Path segment below the row: `agencies`. */
  readonly edge: string
  readonly params: Readonly<Record<string, string>>
  /**
   * True where a row without the edge is asked for it again on its own. That an absent edge is an
   * empty one is only inferred, and a write built on it could take something away.
   */
  readonly confirmsAbsence?: boolean
}

/**
 * How a read ended. `complete`: to the end (a node is its one row). `cut`: it found what it sought,
 * and proves no absence. `unknown`: it failed or was cut short, and `rows` is what came before.
 * `unreadable`: refused for permission, stably.
 */
export type Fetched = (
  | { readonly status: 'complete' | 'cut'; readonly rows: readonly Json[]; readonly error: null }
  | {
      readonly status: 'unknown' | 'unreadable'
      readonly rows: readonly Json[]
      readonly error: GraphError
    }
) & { readonly edges?: EdgeReads }

/** The edges that were asked for with rows, by the row's id and the edge's name. */
export type EdgeReads = ReadonlyMap<string, ReadonlyMap<string, Fetched>>

/** A list and whether it was read to its end. */
export interface Listed {
  readonly rows: readonly Json[]
  readonly complete: boolean
  readonly error: GraphError | null
}
