import type { GraphEvent } from '../graph-event.ts'
import { untilAborted } from './signals.ts'

/** The waiting of one run. All calls together may not wait longer than the run may. */
export interface Waits {
  /** Sleeps. Resolves to false at once if that is longer than what is left, or when interrupted. */
  readonly wait: (ms: number, reason: string) => Promise<boolean>
  /**
   * Counts time that was spent waiting for an answer, from `start` to `end` (milliseconds since
   * 1970).
   */
  readonly charge: (start: number, end: number) => void
  readonly left: () => number
  /** Milliseconds that the pages of one list may take before their time counts as waiting. */
  readonly patienceForListMs: number
}

export interface WaitOptions {
  readonly sleep: (ms: number, reason: string) => Promise<void>
  readonly now: () => number
  readonly maxWaitMs: number
  readonly emit: (event: GraphEvent) => void
  /** After it aborts, nothing is waited for any more. */
  readonly signal?: AbortSignal | undefined
}

const LEAST_MS = 10_000
const MOST_MS = 30_000

/**
 * Milliseconds that an answer may take before its time counts as waiting: a fraction of the run's
 * allowance.
 */
export const patienceOf = (maxWaitMs: number): number =>
  Math.min(MOST_MS, Math.max(LEAST_MS, maxWaitMs / 10))

/** Waits that overlap count once, because the limit is on the time that a person sits there. */
export const createWaits = ({ sleep, now, maxWaitMs, emit, signal }: WaitOptions): Waits => {
  let spent = 0
  let active = 0
  let coveredUntil = 0
  let charged = { from: 0, until: 0 }
  const costOf = (start: number, end: number): number =>
    active === 0 ? end - start : Math.max(0, end - Math.max(coveredUntil, start))
  const wait = async (ms: number, reason: string): Promise<boolean> => {
    const start = now()
    const end = start + ms
    const cost = costOf(start, end)
    if (spent + cost > maxWaitMs || signal?.aborted === true) return false
    spent += cost
    coveredUntil = active === 0 ? end : Math.max(coveredUntil, end)
    active += 1
    emit({ type: 'wait', reason, until: end })
    const slept = sleep(ms, reason).then(() => true)
    return untilAborted(slept, signal, () => false).finally(() => {
      active -= 1
    })
  }
  const charge = (start: number, end: number): void => {
    if (end <= start) return
    if (start >= charged.until) {
      spent += end - start
      charged = { from: start, until: end }
      return
    }
    spent += Math.max(0, charged.from - start) + Math.max(0, end - charged.until)
    charged = { from: Math.min(charged.from, start), until: Math.max(charged.until, end) }
  }
  const left = (): number => Math.max(0, maxWaitMs - spent)
  return { wait, charge, left, patienceForListMs: 2 * patienceOf(maxWaitMs) }
}
