import type { GraphEvent } from './event.ts'
import type { Delayed, Open } from './open.ts'
import type { Pace } from './pace.ts'
import type { Redactor } from './redact.ts'
import type { Waits } from './waits.ts'
import type { Fetched, Want } from './want.ts'
import type { Wire } from './wire.ts'

/** Everything a fetch needs; nothing of it is the fetch's own. */
export interface FetchContext {
  readonly wire: Wire
  readonly waits: Waits
  readonly pace: Pace
  readonly redactor: Redactor
  readonly concurrency: number
  readonly random: () => number
  readonly now: () => number
  readonly emit: (event: GraphEvent) => void
}

/** What one pass over the wants comes to. */
export interface Round {
  readonly ready: Open[]
  readonly delayed: Delayed[]
  readonly done: Map<Want, Fetched>
  /** One draw for the whole round, so that what fails together goes on together. */
  readonly chance: number
  /** How many answers of the API there were as it began. */
  readonly heardBefore: number
}
