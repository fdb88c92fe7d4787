import type { GraphEvent } from './event.ts'

/** The waiting of one run: no more of it, all calls together, than the run may. */
export interface Waits {
  /** Sleeps, or answers false at once when that is more than what is left. */
  readonly wait: (ms: number, reason: string) => Promise<boolean>
  readonly left: () => number
}

export interface WaitOptions {
  readonly sleep: (ms: number, reason: string) => Promise<void>
  readonly now: () => number
  readonly maxWaitMs: number
  readonly emit: (event: GraphEvent) => void
}

/** Waits that overlap count once: what is limited is the time a person sits there. */
export const createWaits = ({ sleep, now, maxWaitMs, emit }: WaitOptions): Waits => {
  let spent = 0
  let active = 0
  let coveredUntil = 0
  const costOf = (start: number, end: number): number =>
    active === 0 ? end - start : Math.max(0, end - Math.max(coveredUntil, start))
  const wait = async (ms: number, reason: string): Promise<boolean> => {
    const start = now()
    const end = start + ms
    const cost = costOf(start, end)
    if (spent + cost > maxWaitMs) return false
    spent += cost
    coveredUntil = active === 0 ? end : Math.max(coveredUntil, end)
    active += 1
    emit({ type: 'wait', reason, until: end })
    await sleep(ms, reason).finally(() => {
      active -= 1
    })
    return true
  }
  return { wait, left: () => Math.max(0, maxWaitMs - spent) }
}
