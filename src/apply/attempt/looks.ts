import type { Step } from '../../model/plan.ts'
import type { Sent } from './send.ts'
import type { Effect, Observation } from './settle.ts'

/** When a write is read back, in milliseconds after its answer, because lists may lag behind. */
const READ_BACK_AT_MS = [0, 2_000, 6_000, 15_000] as const

/** A write that is read back until it is known what became of it. */
export interface Look {
  readonly step: Step
  readonly sent: Sent
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
  /** Says that these were read. Returns those that have been read for the last time. */
  readonly note: (looks: readonly Look[]) => readonly Look[]
  readonly end: (looks: readonly Look[]) => void
  /** Waits until the next reading is due; not at all if none is open. */
  readonly wait: () => Promise<void>
}

const UNSEEN: Observation = { status: 'unknown', row: null }

interface Entry {
  readonly look: Look
  /** Milliseconds since the run began, at the answer. */
  readonly since: number
  readings: number
}

/**
 * Time is what the clock says, or what was waited for if that is more: a clock that stands still
 * delays nothing for ever.
 */
export const createLooks = (now: () => Date, sleep: (ms: number) => Promise<void>): Looks => {
  const begun = now().getTime()
  const entries = new Map<Step, Entry>()
  let passed = 0
  const time = (): number => {
    passed = Math.max(passed, now().getTime() - begun)
    return passed
  }
  const dueAt = ({ since, readings }: Entry): number => since + (READ_BACK_AT_MS[readings] ?? 0)
  const open = (): readonly Look[] => [...entries.values()].map(({ look }) => look)
  return {
    begin: (sent) => {
      const since = time()
      for (const [step, answer] of sent) {
        const look = { step, sent: answer, effects: [], seen: UNSEEN }
        entries.set(step, { look, since, readings: 0 })
      }
    },
    open,
    due: () => {
      const at = time()
      return [...entries.values()].filter((entry) => dueAt(entry) <= at).map(({ look }) => look)
    },
    note: (looks) =>
      looks.filter(({ step }) => {
        const entry = entries.get(step)
        if (entry === undefined) return false
        entry.readings += 1
        return entry.readings === READ_BACK_AT_MS.length
      }),
    end: (looks) => {
      for (const { step } of looks) entries.delete(step)
    },
    wait: async () => {
      if (entries.size === 0) return
      const next = Math.min(...[...entries.values()].map(dueAt))
      const ms = next - time()
      if (ms <= 0) return
      await sleep(ms)
      passed = Math.max(passed + ms, time())
    },
  }
}
