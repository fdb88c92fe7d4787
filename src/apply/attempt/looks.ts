import type { Step } from '../../model/plan.ts'
import type { Sent } from './send.ts'
import type { Effect, Observation } from './settle.ts'

/** When a write is read back, in milliseconds after its answer, because lists may lag behind. */
const READ_BACK_AT_MS = [0, 2_000, 6_000, 15_000] as const

/** A write that is read back until it is known what became of it. */
export interface Look {
  readonly step: Step
  readonly sent: Sent
  /** Milliseconds since the run began, at the answer. */
  readonly since: number
  /** What each reading showed. */
  readonly effects: Effect[]
  seen: Observation
}

/**
 * The writes that are being looked at. That takes up to 15 seconds, in which other steps go on: what
 * needs none of them does not wait for them.
 */
export interface Looks {
  /** Begins to look at writes that have just been answered, or whose answer was lost. */
  readonly begin: (sent: ReadonlyMap<Step, Sent>) => void
  readonly open: () => readonly Look[]
  /** Those whose next reading is due. */
  readonly due: () => readonly Look[]
  readonly end: (looks: readonly Look[]) => void
  /** Waits until the next reading is due; not at all if none is open. */
  readonly wait: () => Promise<void>
}

/** What is seen before the first reading, and in one that failed. */
export const UNSEEN: Observation = { status: 'unknown', row: null }

/** Whether it was read for the last time. */
export const isReadOut = ({ effects }: Look): boolean => effects.length === READ_BACK_AT_MS.length

const dueAt = ({ since, effects }: Look): number => since + (READ_BACK_AT_MS[effects.length] ?? 0)

/**
 * Time is what the clock says, or what was waited for if that is more: a clock that stands still
 * delays nothing for ever.
 */
export const createLooks = (now: () => Date, sleep: (ms: number) => Promise<void>): Looks => {
  const begun = now().getTime()
  const looks = new Map<Step, Look>()
  let passed = 0
  const time = (): number => {
    passed = Math.max(passed, now().getTime() - begun)
    return passed
  }
  const open = (): readonly Look[] => [...looks.values()]
  return {
    begin: (sent) => {
      const since = time()
      for (const [step, answer] of sent) {
        looks.set(step, { step, sent: answer, since, effects: [], seen: UNSEEN })
      }
    },
    open,
    due: () => {
      const at = time()
      return open().filter((look) => dueAt(look) <= at)
    },
    end: (ended) => {
      for (const { step } of ended) looks.delete(step)
    },
    wait: async () => {
      if (looks.size === 0) return
      const next = Math.min(...open().map(dueAt))
      const ms = next - time()
      if (ms <= 0) return
      await sleep(ms)
      passed = Math.max(passed + ms, time())
    },
  }
}
