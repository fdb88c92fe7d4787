import { type Headers, usageOf } from './usage.ts'

/** From here on calls go out more slowly. */
const SLOW_FROM_PERCENT = 75
const SLOWEST_MS = 10_000

/** How calls are held back before the API refuses them: each bucket on its own. */
export interface Pace {
  readonly note: (headers: Headers, object: string | null) => void
  /** What the next call on this bucket has to wait; asking for it uses it up. */
  readonly take: (object: string | null) => Hold | null
  /** The bucket's limit was waited out. */
  readonly clear: (object: string | null) => void
}

export interface Hold {
  readonly ms: number
  /** Whether the API says that it takes no call before then; else it is our own caution. */
  readonly isFull: boolean
  readonly percent: number
}

export const createPace = (now: () => number): Pace => {
  const holds = new Map<string | null, Hold & { readonly since: number }>()
  const note: Pace['note'] = (headers, object) => {
    for (const { object: bucket, percent, waitMs } of usageOf(headers, object)) {
      const ms = waitMs > 0 ? waitMs : slownessOf(percent)
      if (ms === 0) holds.delete(bucket)
      else holds.set(bucket, { ms, isFull: waitMs > 0, percent, since: now() })
    }
  }
  const take: Pace['take'] = (object) => {
    const hold = holds.get(object)
    holds.delete(object)
    if (hold === undefined) return null
    const ms = hold.ms - (now() - hold.since)
    return ms > 0 ? { ...hold, ms } : null
  }
  return { note, take, clear: (object) => holds.delete(object) }
}

/** Nothing at three quarters, all of it at the limit. */
const slownessOf = (percent: number): number => {
  const share = (percent - SLOW_FROM_PERCENT) / (100 - SLOW_FROM_PERCENT)
  return Math.round(SLOWEST_MS * Math.min(1, Math.max(0, share)))
}
