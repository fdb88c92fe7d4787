import type { HttpAnswer } from '../../transport/exchange.ts'
import type { GraphFacts } from '../errors/graph-error.ts'
import { patienceOf, type Waits } from '../pace/waits.ts'
import type { HttpRequest, Transport } from './route.ts'

/** Sends requests, each for no longer than the run may wait. */
export interface Sending {
  readonly read: (request: HttpRequest) => Promise<HttpAnswer | GraphFacts>
  /** A write that is given up may have taken effect, so it gets more time. */
  readonly write: (request: HttpRequest) => Promise<HttpAnswer | GraphFacts>
}

export interface PatienceOptions {
  readonly transport: Transport
  readonly waits: Waits
  readonly now: () => number
  readonly timeoutMs: number
  readonly maxWaitMs: number
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal | undefined
}

const LEAST_FOR_WRITE_MS = 30_000
/** After an interrupt, open requests, including the read-back, may finish within this time. */
const GRACE_MS = 20_000

export const createSending = (options: PatienceOptions): Sending => {
  const { transport, waits, now, timeoutMs, maxWaitMs } = options
  const patience = patienceOf(maxWaitMs)
  const signal = options.signal === undefined ? undefined : afterGrace(options.signal)
  const send = async (request: HttpRequest, leastMs: number): Promise<HttpAnswer | GraphFacts> => {
    const start = now()
    const longest = Math.max(leastMs, patience + waits.left())
    const answer = await transport.send(request, {
      timeoutMs: Math.min(timeoutMs, longest),
      signal,
    })
    waits.charge(start + patience, now())
    return answer
  }
  return {
    read: (request) => send(request, 0),
    write: (request) => send(request, LEAST_FOR_WRITE_MS),
  }
}

/** Aborts `GRACE_MS` after the given signal. */
const afterGrace = (signal: AbortSignal): AbortSignal => {
  const late = new AbortController()
  const start = (): void => {
    setTimeout(() => late.abort(), GRACE_MS).unref()
  }
  if (signal.aborted) start()
  else signal.addEventListener('abort', start, { once: true })
  return late.signal
}
