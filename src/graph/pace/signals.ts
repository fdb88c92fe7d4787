import { setMaxListeners } from 'node:events'

/** A signal of one's own, which is aborted with another one. */
export interface Followed {
  /** Any number may listen to it at a time. */
  readonly signal: AbortSignal
  /** Takes the one listener of the other signal back. */
  readonly end: () => void
}

/**
 * Follows a signal that lives longer than what listens to it: listeners of a run's own would pile up, and
 * Node.js warns of more than ten.
 */
export const follow = (signal: AbortSignal): Followed => {
  const own = new AbortController()
  setMaxListeners(0, own.signal)
  const abort = (): void => own.abort()
  if (signal.aborted) abort()
  else signal.addEventListener('abort', abort, { once: true })
  return { signal: own.signal, end: () => signal.removeEventListener('abort', abort) }
}

/**
 * Resolves or rejects like `work`; once the signal is aborted, to what `instead` returns, or with what it
 * throws.
 */
export const untilAborted = async <T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
  instead: () => T,
): Promise<T> => {
  if (signal === undefined) return work
  let onAbort = (): void => {}
  const aborted = new Promise<void>((resolve) => {
    onAbort = resolve
    if (signal.aborted) onAbort()
    else signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    return await Promise.race([work, aborted.then(instead)])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
