import type { GraphError } from '../errors/graph-error.ts'
import type { Json } from '../json.ts'
import type { Optional, Want } from '../want.ts'

/** The API's own maximum of calls in a batch [web]. */
export const LARGEST_PACK = 50

/** No maximum of `limit` is documented for these edges; 100 works [observed]. */
export const FIRST_LIMIT = 100

/** A want in progress: what has been read of it, and how it is asked next. */
export interface Open {
  readonly want: Want
  readonly rows: Json[]
  readonly cursors: Set<string>
  readonly home: Home
  after: string | null
  limit: number
  /** How far a limit that was lowered after a refusal may grow again. */
  ceiling: number
  tries: number
  /** How many answers the API had given before the first of these failures. */
  heard: number
  /** Milliseconds that its own calls took in all. */
  tookMs: number
  /**
   * How many wants a batch containing this one may have; halved when such a batch fails as a
   * whole.
   */
  packSize: number
  /** `skip`: the next page is read without edges. `off`: all further pages are. */
  expansion: 'on' | 'skip' | 'off'
  /** Consecutive pages whose expansion was refused. */
  refusedPages: number
  answers: number
  /** The optional fields of its last call. */
  asked: readonly Optional[]
  /** How many of the ids it seeks have been found. */
  found: number
}

/** Where the edges of a want's rows are collected, by the row's id and the edge's name. */
export interface Home {
  readonly reads: Map<string, Map<string, Want>>
  /**
   * For rows whose edges were asked for together: how many the API gave, and how many it refused.
   */
  given: number
  refused: number
  /** Whether a page was refused for a limit that may concern only one row. */
  isThrottled: boolean
}

export const openOf = (want: Want, home?: Home): Open => ({
  want,
  rows: [],
  cursors: new Set(),
  home: home ?? { reads: new Map(), given: 0, refused: 0, isThrottled: false },
  after: null,
  limit: FIRST_LIMIT,
  ceiling: FIRST_LIMIT,
  tries: 0,
  heard: 0,
  tookMs: 0,
  packSize: LARGEST_PACK,
  expansion: 'on',
  refusedPages: 0,
  answers: 0,
  asked: [],
  found: 0,
})

/** Whether the next call also asks for the edges of its rows. */
export const isExpanding = ({ want, expansion }: Open): boolean =>
  want.edges !== undefined && expansion === 'on'

/** A want that is put off: until when, and why. */
export interface Delayed {
  readonly open: Open
  readonly delay: number
  readonly error: GraphError
  /** A limit of the whole run: nothing else is sent meanwhile. */
  readonly isPause: boolean
  /** The delay is only our own caution: if the run may not wait that long, it goes on at once. */
  readonly isCaution?: boolean
}
