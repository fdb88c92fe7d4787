import type { Relied } from '../guard.ts'

/** Milliseconds. A rail is not judged by a reading older than this. */
const MOST_AGE_MS = 60_000

/** When the things that a run relies on were read. */
export interface Readings {
  /** Whether one of these scopes must be read again before anything is concluded from them. */
  readonly isOld: (relied: readonly Relied[]) => boolean
  /** Says that these scopes were read; `at` is when that began. */
  readonly note: (relied: readonly Relied[], at: Date) => void
  /** Says that what a step relies on was changed by it, and that it may be sent again. */
  readonly expire: (relied: readonly Relied[]) => void
  /** Says that time has passed in which anybody may have changed anything. */
  readonly expireAll: () => void
}

/** `readAt`: when the run's live state was read; null if not known. */
export const createReadings = (readAt: Date | null, now: () => Date): Readings => {
  let all = readAt?.getTime() ?? null
  const own = new Map<string, number | null>()
  const isOldScope = (scope: Relied): boolean => {
    const known = own.get(keyOf(scope))
    const at = known === undefined ? all : known
    if (at === null) return true
    const age = now().getTime() - at
    return age > MOST_AGE_MS || age < 0
  }
  return {
    isOld: (relied) => relied.some(isOldScope),
    note: (relied, at) => {
      for (const scope of relied) own.set(keyOf(scope), at.getTime())
    },
    expire: (relied) => {
      for (const scope of relied) own.set(keyOf(scope), null)
    },
    expireAll: () => {
      all = null
      own.clear()
    },
  }
}

const keyOf = ({ id, relation }: Relied): string => `${id}/${relation}`
