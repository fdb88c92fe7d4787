/** Reads that, for a while, still show what was there before a write. */

/** How it was, and how many reads still show that. */
interface Lag<T> {
  readonly before: T
  left: number
}

/** What lags, by the name of what is read. */
export type LagBook<T> = Map<string, Lag<T>>

/** Lets so many reads of `name` still show what was `before`. */
export function lagBehind<T>(book: LagBook<T>, name: string, before: T, left: number): void {
  if (left > 0) book.set(name, { before, left })
}

/** One read's view of what may lag; however often it looks, it counts as one. */
export interface Look<T> {
  readonly seen: (name: string, now: T) => T
  /** The read has been answered: stale answers wear off. */
  readonly end: () => void
}

/** A look into a book. */
export function lookInto<T>(book: LagBook<T>): Look<T> {
  const touched = new Map<string, Lag<T>>()
  return {
    seen: (name, now) => {
      const lag = book.get(name)
      if (lag === undefined) return now
      touched.set(name, lag)
      return lag.before
    },
    end: () => {
      for (const [name, lag] of touched) {
        lag.left -= 1
        if (lag.left <= 0) book.delete(name)
      }
    },
  }
}
