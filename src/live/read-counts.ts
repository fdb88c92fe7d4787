import type { GraphClient } from '../graph/client-over.ts'
import type { ReadCounts } from '../model/live.ts'

/** What a client has spent so far. */
export const countsOf = (client: GraphClient): ReadCounts => ({
  ...client.counts(),
  rounds: client.rounds(),
})

/** What was spent between two such counts. */
export const difference = (after: ReadCounts, before: ReadCounts): ReadCounts => ({
  read: after.read - before.read,
  write: after.write - before.write,
  http: after.http - before.http,
  rounds: after.rounds - before.rounds,
})

/** Both together. */
export const sum = (one: ReadCounts, other: ReadCounts): ReadCounts => ({
  read: one.read + other.read,
  write: one.write + other.write,
  http: one.http + other.http,
  rounds: one.rounds + other.rounds,
})
