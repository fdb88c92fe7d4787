import type { GraphEvent } from '../graph-event.ts'
import type { Pace } from '../pace/pace.ts'
import type { Waits } from '../pace/waits.ts'
import type { Redactor } from '../secrets/redact.ts'
import type { Fetched, Want } from '../want.ts'
import type { Wire } from '../wire/wire.ts'
import type { Delayed, Open } from './open.ts'
import type { Lacking } from './optional.ts'

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
