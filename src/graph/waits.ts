import type { GraphEvent } from './event.ts'

/** The waiting of one run: no more of it, all calls together, than the run may. */
export interface Waits {
  /** Sleeps, or answers false at once when that is more than what is left, or as it is interrupted. */
  readonly wait: (ms: number, reason: string) => Promise<boolean>
  /** Takes note of time that was spent waiting for an answer, from then till then. */
  readonly charge: (start: number, end: number) => void
  readonly left: () => number
  /** How long the pages of one list may take before their time counts as waiting. */
  readonly patienceForListMs: number
}

export interface WaitOptions {
  readonly sleep: (ms: number, reason: string) => Promise<void>
  readonly now: () => number
  readonly maxWaitMs: number
  readonly emit: (event: GraphEvent) => void
  /** Once it is aborted nothing is waited for any more. */
  readonly signal?: AbortSignal | undefined
}

const LEAST_MS = 10_000
const MOST_MS = 30_000

/** How long an answer may take before the time counts as waiting: a part of what the run may wait. */
export const patienceOf = (maxWaitMs: number): number =>
  Math.min(MOST_MS, Math.max(LEAST_MS, maxWaitMs / 10))

/** Waits that overlap count once: what is limited is the time a person sits there. */
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
    return untilAborted(sleep(ms, reason), signal).finally(() => {
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

/** Whether a sleep came to its end; an interrupt ends it at once. */
const untilAborted = async (
  sleeping: Promise<void>,
  signal: AbortSignal | undefined,
): Promise<boolean> => {
  if (signal === undefined) return sleeping.then(() => true)
  let onAbort = (): void => {}
  const aborted = new Promise<false>((resolve) => {
    onAbort = () => resolve(false)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([sleeping.then(() => true), aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
