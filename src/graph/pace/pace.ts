import { type Headers, usageOf } from './usage.ts'

/** From this percentage of a limit on, calls are sent more slowly. */
const SLOW_FROM_PERCENT = 75
const SLOWEST_MS = 10_000

/** Slows calls down before the API refuses them, separately for each bucket. */
export interface Pace {
  readonly note: (headers: Headers, object: string | null) => void
  /**
   * How long the next call on this bucket has to wait; null if not at all. Asking uses the delay
   * up.
   */
  readonly take: (object: string | null) => Hold | null
  /** Says that the bucket's limit has been waited out. */
  readonly clear: (object: string | null) => void
}

export interface Hold {
  readonly ms: number
  /**
   * Whether the API says that it accepts no call before then; otherwise the delay is our own
   * caution.
   */
  readonly isFull: boolean
  readonly percent: number
}

/** What holds each bucket back, and since when (milliseconds since 1970). */
export type HeldBuckets = Map<string | null, Hold & { readonly since: number }>

/** `ofApp`: where the bucket of the whole app is kept, for clients that share it. */
export const createPace = (now: () => number, ofApp: HeldBuckets = new Map()): Pace => {
  const ofObjects: HeldBuckets = new Map()
  const holdsOf = (object: string | null): HeldBuckets => (object === null ? ofApp : ofObjects)
  const note: Pace['note'] = (headers, object) => {
    for (const { object: bucket, percent, waitMs } of usageOf(headers, object)) {
      const ms = waitMs > 0 ? waitMs : slownessOf(percent)
      if (ms === 0) holdsOf(bucket).delete(bucket)
      else holdsOf(bucket).set(bucket, { ms, isFull: waitMs > 0, percent, since: now() })
    }
  }
  const take: Pace['take'] = (object) => {
    const hold = holdsOf(object).get(object)
    holdsOf(object).delete(object)
    if (hold === undefined) return null
    const ms = hold.ms - (now() - hold.since)
    return ms > 0 ? { ...hold, ms } : null
  }
  return { note, take, clear: (object) => holdsOf(object).delete(object) }
}

/**
 * Milliseconds to hold a call back: none at three quarters of the limit, SLOWEST_MS at the limit.
 */
const slownessOf = (percent: number): number => {
  const share = (percent - SLOW_FROM_PERCENT) / (100 - SLOW_FROM_PERCENT)
  return Math.round(SLOWEST_MS * Math.min(1, Math.max(0, share)))
}
