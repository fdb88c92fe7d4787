/** A bounded number of places; whoever finds none waits for one, first come, first served. */
export interface Slots {
  /** Resolves, when there is a place, to what leaves it again. */
  readonly enter: () => Promise<() => void>
}

export const createSlots = (count: number): Slots => {
  let free = count
  const waiting: (() => void)[] = []
  const leave = (): void => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  /** Leaving twice would make a place that is not there. */
  const once = (): (() => void) => {
    let isIn = true
    return () => {
      if (isIn) leave()
      isIn = false
    }
  }
  return {
    enter: async () => {
      if (free > 0) free -= 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      return once()
    },
  }
}

/** Places without end, for a client that bounds its requests itself. */
export const UNBOUNDED: Slots = { enter: () => Promise.resolve(() => {}) }
