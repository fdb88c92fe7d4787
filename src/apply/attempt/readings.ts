import type { Step } from '../../model/plan.ts'
import { relationOf } from './settle.ts'

/** Milliseconds. A rail is not judged by a reading older than this. */
const MOST_AGE_MS = 60_000

/** When the things that a run relies on were read. */
export interface Readings {
  /** Whether a step's own scope must be read again before anything is concluded from it. */
  readonly isOld: (step: Step) => boolean
  /** Says that the scopes of these steps were read; `at` is when that began. */
  readonly note: (steps: readonly Step[], at: Date) => void
  /** Says that this step was sent once and may be sent again. */
  readonly expire: (step: Step) => void
  /** Says that time has passed in which anybody may have changed anything. */
  readonly expireAll: () => void
}

/** `readAt`: when the run's live state was read; null if not known. */
export const createReadings = (readAt: Date | null, now: () => Date): Readings => {
  let all = readAt?.getTime() ?? null
  const own = new Map<string, number | null>()
  return {
    isOld: (step) => {
      const known = own.get(scopeKeyOf(step))
      const at = known === undefined ? all : known
      if (at === null) return true
      const age = now().getTime() - at
      return age > MOST_AGE_MS || age < 0
    },
    note: (steps, at) => {
      for (const step of steps) own.set(scopeKeyOf(step), at.getTime())
    },
    expire: (step) => {
      own.set(scopeKeyOf(step), null)
    },
    expireAll: () => {
      all = null
      own.clear()
    },
  }
}

const scopeKeyOf = (step: Step): string => `${step.asset.id}/${relationOf(step)}`
