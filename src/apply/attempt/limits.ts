import type { GraphClient } from '../../graph/client-over.ts'
import { limitDelay } from '../../graph/pace/limit-delay.ts'
import { untilAborted } from '../../graph/pace/signals.ts'
import type { Action, Step } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { applyProblem } from '../apply-problems.ts'

/** A limit that refused a write, which therefore did not happen. */
export interface Limit {
  /** The asset whose limit it is; null if it holds the whole run. */
  readonly asset: string | null
  /** Present if it holds all other steps of one action, and nothing else. */
  readonly action?: Action
  /**
   * Milliseconds that the API asks to wait; 0 if it says that there is no wait, null if it does
   * not say.
   */
  readonly waitMs: number | null
  readonly reason: string
}

/**
 * What limits hold back: for a while if the run may still wait that long, otherwise until its
 * end.
 */
export interface Limits {
  /** Records a limit. Returns whether it will be waited out. */
  readonly note: (limit: Limit) => boolean
  /** Skips what the limit holds, however short it is. */
  readonly exceed: (limit: Limit) => void
  /** The same command can continue only after this limit, whatever else happens. */
  readonly goOnAfter: (limit: Limit) => void
  readonly isHeld: (step: Placed) => boolean
  readonly isExceeded: (step: Placed) => boolean
  /** Waits for the first limit to end that holds any of these assets. */
  readonly waitOut: (assets: ReadonlySet<string>) => Promise<void>
  readonly retryAt: () => string | null
  readonly problems: () => readonly Problem[]
}

type Placed = Pick<Step, 'asset' | 'action'>

export interface LimitsInput {
  readonly waits: GraphClient['waits']
  readonly now: () => Date
  readonly signal: AbortSignal | undefined
}

/** Milliseconds. Real limits without a usage header lasted 45 to 60 minutes [observed]. */
const UNTOLD_LIMIT_MS = 3_600_000

interface Hold {
  readonly limit: Limit
  readonly until: number
}

/** No id of an asset is the name of an action. */
const keyOf = ({ asset, action }: Limit): string | null => action ?? asset
const keysOf = ({ asset, action }: Placed): readonly (string | null)[] => [null, asset.id, action]

export const createLimits = ({ waits, now, signal }: LimitsInput): Limits => {
  const holds = new Map<string | null, Hold>()
  const exceeded = new Set<string | null>()
  const tries = new Map<string | null, number>()
  const problems: Problem[] = []
  let retryAt: string | null = null

  /** If a limit ends at once and then recurs, it is tried at growing intervals. Milliseconds. */
  const waitOf = ({ asset, waitMs }: Limit): number => {
    if (waitMs !== 0) return waitMs ?? UNTOLD_LIMIT_MS
    const count = (tries.get(asset) ?? 0) + 1
    tries.set(asset, count)
    return limitDelay(count)
  }
  const holdOf = (limit: Limit): Hold => ({ limit, until: now().getTime() + waitOf(limit) })
  const postpone = (until: number): void => {
    const at = new Date(until).toISOString()
    retryAt = retryAt === null || retryAt < at ? at : retryAt
  }
  const exceed = ({ limit, until }: Hold): void => {
    const key = keyOf(limit)
    holds.delete(key)
    if (exceeded.has(key)) return
    exceeded.add(key)
    postpone(until)
    const what = limit.action === undefined ? (key ?? 'the whole run') : `every other ${key}`
    const at = new Date(until).toISOString()
    problems.push(applyProblem('run_limited', { what, until: at }))
  }
  const first = (assets: ReadonlySet<string>): Hold | undefined =>
    holds.get(null) ??
    [...holds.values()]
      .filter(({ limit }) => limit.asset !== null && assets.has(limit.asset))
      .sort((one, other) => one.until - other.until)[0]

  return {
    note: (limit) => {
      const hold = holdOf(limit)
      if (hold.until - now().getTime() > waits.left()) {
        exceed(hold)
        return false
      }
      holds.set(keyOf(limit), hold)
      return true
    },
    exceed: (limit) => exceed(holdOf(limit)),
    goOnAfter: (limit) => postpone(holdOf(limit).until),
    isHeld: (step) => keysOf(step).some((key) => holds.has(key)),
    isExceeded: (step) => keysOf(step).some((key) => exceeded.has(key)),
    waitOut: async (assets) => {
      const hold = first(assets)
      if (hold === undefined) return
      const ms = hold.until - now().getTime()
      const waiting = ms <= 0 ? Promise.resolve(true) : waits.wait(ms, hold.limit.reason)
      // An interrupt ends a wait at once, because no call is open meanwhile.
      const isOver = await untilAborted(waiting, signal, () => true)
      if (isOver) holds.delete(keyOf(hold.limit))
      else exceed(hold)
    },
    retryAt: () => retryAt,
    problems: () => problems,
  }
}
