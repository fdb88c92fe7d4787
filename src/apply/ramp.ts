/**
 * How many writes may go out together. The first goes alone, then more and more as long as nothing
 * speaks against it; after a limit, a refused permission, a block or a lost answer it starts anew.
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
      // No larger step than from what was really sent.
      size = isClean ? Math.max(size, SIZES.find((each) => each > sent) ?? size) : SIZES[0]
    },
  }
}
