/**
 * Milliseconds to wait for a limit that does not say how long, or that claims to be over: 15 s,
 * doubling each time.
 */
export const limitDelay = (tries: number): number => 15_000 * 2 ** (tries - 1)
