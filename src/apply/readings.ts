import type { Step } from '../model/plan.ts'
import { relationOf } from './settle.ts'

/** A rail is not judged on a reading that is older than this. */
const MOST_AGE_MS = 60_000

/** When what a run stands on was read. */
export interface Readings {
  /** Whether a step's own scope must be read again before anything is concluded from it. */
  readonly isOld: (step: Step) => boolean
  /** The scopes of these steps were read; `at`: when that began. */
  readonly note: (steps: readonly Step[], at: Date) => void
  /** This step was sent once, and may be sent again. */
  readonly expire: (step: Step) => void
  /** Time went by in which anybody may have changed anything. */
  readonly expireAll: () => void
}

/** `readAt`: when the live state of the run was read; null where nobody knows. */
export const createReadings = (readAt: Date | null, now: () => Date): Readings => {
  let all = readAt?.getTime() ?? null
  const own = new Map<string, number | null>()
  return {
    isOld: (step) => {
      const known = own.get(keyOf(step))
      const at = known === undefined ? all : known
      if (at === null) return true
      const age = now().getTime() - at
      return age > MOST_AGE_MS || age < 0
    },
    note: (steps, at) => {
      for (const step of steps) own.set(keyOf(step), at.getTime())
    },
    expire: (step) => {
      own.set(keyOf(step), null)
    },
    expireAll: () => {
      all = null
      own.clear()
    },
  }
}

const keyOf = (step: Step): string => `${step.asset.id}/${relationOf(step)}`
