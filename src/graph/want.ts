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
}

/**
 * How a read ended. `complete`: to the end (a node is its one row). `unknown`: it failed or was cut
 * short, and `rows` is what came before. `unreadable`: refused for permission, stably.
 */
export type Fetched =
  | { readonly status: 'complete'; readonly rows: readonly Json[]; readonly error: null }
  | {
      readonly status: 'unknown' | 'unreadable'
      readonly rows: readonly Json[]
      readonly error: GraphError
    }

/** A list and whether it was read to its end. */
export interface Listed {
  readonly rows: readonly Json[]
  readonly complete: boolean
  readonly error: GraphError | null
}
