import type { GraphEvent } from './event.ts'
import type { Delayed, Open } from './open.ts'
import type { Lacking } from './optional.ts'
import type { Pace } from './pace.ts'
import type { Redactor } from './redact.ts'
import type { Waits } from './waits.ts'
import type { Fetched, Want } from './want.ts'
import type { Wire } from './wire.ts'

/** Everything a fetch needs and shares with other fetches. */
export interface FetchContext {
  readonly wire: Wire
  readonly waits: Waits
  readonly pace: Pace
  readonly redactor: Redactor
  /** What the API has said that it does not have. */
  readonly lacking: Lacking
  readonly concurrency: number
  readonly random: () => number
  readonly now: () => number
  readonly emit: (event: GraphEvent) => void
}

/** What one pass over the wants uses and results in. */
export interface Round {
  readonly ready: Open[]
  readonly delayed: Delayed[]
  readonly done: Map<Want, Fetched>
  /**
   * One random number for the whole round, so that calls that fail together are retried together.
   */
  readonly chance: number
  /** How many answers the API had given when the round began. */
  readonly heardBefore: number
}
