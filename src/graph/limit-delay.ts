/** In ms, for a limit that does not say how long, or that it is over at once: 15 s, doubling. */
export const limitDelay = (tries: number): number => 15_000 * 2 ** (tries - 1)
