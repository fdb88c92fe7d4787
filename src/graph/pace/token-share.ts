import { factsOf, type GraphError, type GraphFacts } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import type { HeldBuckets } from './pace.ts'
import { createSlots, type Slots } from './slots.ts'

/** What the clients of one run over several businesses share. */
export interface GraphFleet {
  /** How many requests of all of them may be open at the same time. */
  readonly slots: Slots
  /** What all clients of this token share. */
  readonly shareOf: (token: string) => TokenShare
}

/**
 * What holds a token holds every business that is worked in with it: a limit of the app or of the
 * user (codes 4 and 17), and an app that is blocked.
 */
export interface TokenShare {
  /** How much of the app's calls is used up, by any of the clients. */
  readonly buckets: HeldBuckets
  /** Remembers an answer that holds the token; any other is none of its business. */
  readonly note: (error: GraphError) => void
  /**
   * The limit that the API would answer now, as it answered another client; null if there is none.
   * Whoever gets it sends nothing.
   */
  readonly limit: () => GraphFacts | null
  /** The first answer that said the app is blocked. */
  readonly blocked: () => GraphError | null
}

/** Milliseconds that a limit holds the others if the API does not say how long: until the first may try again. */
const UNTOLD_MS = 15_000

/** `concurrency`: requests of all clients together. `now`: milliseconds since 1970. */
export const createGraphFleet = (concurrency: number, now: () => number): GraphFleet => {
  const shares = new Map<string, TokenShare>()
  return {
    slots: createSlots(concurrency),
    shareOf: (token) => {
      const share = shares.get(token) ?? createTokenShare(now)
      shares.set(token, share)
      return share
    },
  }
}

/** For a client that shares its token with none: its own limits it waits out anyway. */
export const createOwnShare = (now: () => number): TokenShare => ({
  ...createTokenShare(now),
  limit: () => null,
})

const createTokenShare = (now: () => number): TokenShare => {
  let held: { readonly error: GraphError; readonly until: number } | null = null
  let blocked: GraphError | null = null
  return {
    buckets: new Map(),
    note: (error) => {
      const { family, stop, endsWriting } = ruleOf(error)
      if (endsWriting === true) blocked ??= error
      if (family !== 'limit' || stop !== 'run') return
      const until = now() + (error.retryAfterMs ?? UNTOLD_MS)
      if (held === null || held.until < until) held = { error, until }
    },
    limit: () => {
      const left = held === null ? 0 : held.until - now()
      if (held === null || left <= 0) return null
      const { error } = held
      return { ...factsOf(error), retryAfterMs: error.retryAfterMs === null ? null : left }
    },
    blocked: () => blocked,
  }
}
