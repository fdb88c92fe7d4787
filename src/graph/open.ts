import type { GraphError } from './graph-error.ts'
import type { Json } from './json.ts'
import type { Want } from './want.ts'

/** The API's own maximum of calls in a batch [web]. */
export const LARGEST_PACK = 50

/** No maximum of `limit` is documented for these edges; 100 is what is seen to work [observed]. */
export const FIRST_LIMIT = 100

/** A want on its way: what has been read of it, and how it is asked next. */
export interface Open {
  readonly want: Want
  readonly rows: Json[]
  readonly cursors: Set<string>
  readonly home: Home
  after: string | null
  limit: number
  /** As far as a limit that was lowered for a refusal may grow back. */
  ceiling: number
  tries: number
  /** How many answers of the API there were before it failed for the first time of these. */
  heard: number
  /** How long its own calls took, in all. */
  tookMs: number
  /** How many wants a batch with this one may hold; halved when such a batch fails as a whole. */
  packSize: number
  /** `skip`: the next answer is asked for without edges. `off`: nor is any after it. */
  expansion: 'on' | 'skip' | 'off'
  /** Pages in a row whose expansion was refused. */
  refusedPages: number
  answers: number
  /** How many of the ids it seeks it has found. */
  found: number
}

/** Where the edges of a want's rows are being read, by the row's id and the edge's name. */
export interface Home {
  readonly reads: Map<string, Map<string, Want>>
  /** Rows whose edges were asked for together: how many the API gave, and refused. */
  given: number
  refused: number
  /** Whether a page was refused for a limit that may be one row's alone. */
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
  found: 0,
})

/** Whether the next call asks for the edges of its rows too. */
export const isExpanding = ({ want, expansion }: Open): boolean =>
  want.edges !== undefined && expansion === 'on'

/** A want put off: when it may go on, and why it had to wait. */
export interface Delayed {
  readonly open: Open
  readonly delay: number
  readonly error: GraphError
  /** A limit of the whole run: nothing else goes out meanwhile. */
  readonly isPause: boolean
  /** Our own caution: where the run may not wait so long, it goes on at once. */
  readonly isCaution?: boolean
}
