/**
 * How many writes may be sent together. The first is sent on its own, then more and more while nothing
 * argues against it. After a limit, a refused permission, a block or a lost answer it starts again.
 */
export interface Ramp {
  readonly size: () => number
  readonly note: (sent: number, isClean: boolean) => void
}

/** The last is the API's own maximum of calls in a batch [web]. */
const SIZES = [1, 10, 25, 50] as const

export const createRamp = (): Ramp => {
  let size: number = SIZES[0]
  return {
    size: () => size,
    note: (sent, isClean) => {
      // Grows only from what was really sent.
      size = isClean ? Math.max(size, SIZES.find((each) => each > sent) ?? size) : SIZES[0]
    },
  }
}
