import { untilAborted } from '../../graph/pace/signals.ts'

/**
 * Resolves like `work`, or rejects as soon as the user interrupts. Only for reads, which may be
 * abandoned.
 */
export const interruptible = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  untilAborted(work, signal, () => {
    throw new Error('interrupted')
  })
