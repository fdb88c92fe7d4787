import type { Dispatcher } from 'undici'
import type { Deadline, HttpAnswer, HttpRequest } from './exchange.ts'
import { failureOf, lost, type Unanswered } from './failure.ts'
import type { HttpProxy } from './proxy.ts'

export interface TransportOptions {
  readonly origin: string
  readonly connections: number
  /** The proxy in between, if any; messages mention only its host. */
  readonly proxy: HttpProxy | null
  /** Connections that several transports use together; whoever made them closes them. */
  readonly pools?: Pools
}

/** Connections by origin. */
export interface Pools {
  readonly open: (options: TransportOptions) => Promise<Dispatcher>
  readonly close: () => Promise<void>
}

/**
 * Sends one request and returns one answer, or why there is none. Never repeats a request, and
 * knows no API: a client of one decides what may be sent.
 */
interface HttpTransport {
  readonly send: (request: HttpRequest, deadline: Deadline) => Promise<HttpAnswer | Unanswered>
  readonly close: () => Promise<void>
}

const MIB = 1024 * 1024
const LARGEST = 32 * MIB
/** Bytes of all answers of a run: lists may be endless, this machine's memory is not. */
const LARGEST_RUN = 512 * MIB

/** undici is loaded with the first request, so that commands that send none start faster. */
export const createTransport = (options: TransportOptions): HttpTransport => {
  const { origin, proxy, pools } = options
  let opened: Promise<Dispatcher> | null = null
  let received = 0
  const dispatcher = (): Promise<Dispatcher> => {
    opened ??= pools === undefined ? open(options) : pools.open(options)
    return opened
  }
  /** The text of a body, or what is wrong with it as soon as it becomes too large. */
  const bodyOf = async (body: AsyncIterable<Buffer>): Promise<string | Unanswered> => {
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of body) {
      size += chunk.length
      received += chunk.length
      if (size > LARGEST) return lost('too_large', TOO_LARGE)
      if (received > LARGEST_RUN) return lost('too_much', TOO_MUCH)
      chunks.push(chunk)
    }
    return Buffer.concat(chunks).toString('utf8')
  }
  const send: HttpTransport['send'] = async (request, { timeoutMs, signal: other }) => {
    const timeout = AbortSignal.timeout(timeoutMs)
    const signal = other === undefined ? timeout : AbortSignal.any([timeout, other])
    try {
      const answer = await (await dispatcher()).request({ ...request, origin, signal })
      const text = await bodyOf(answer.body as AsyncIterable<Buffer>)
      if (typeof text !== 'string') return text
      return { status: answer.statusCode, headers: headersOf(answer.headers), text }
    } catch (error) {
      return failureOf(error, signal.aborted, proxy)
    }
  }
  const close = async (): Promise<void> => {
    if (pools === undefined) await (await opened)?.destroy()
  }
  return { send, close }
}

export const createPools = (): Pools => {
  const opened = new Map<string, Promise<Dispatcher>>()
  return {
    open: (options) => {
      const pool = opened.get(options.origin) ?? open(options)
      opened.set(options.origin, pool)
      return pool
    },
    close: async () => {
      for (const pool of opened.values()) await (await pool).destroy()
    },
  }
}

const TOO_LARGE = `the answer is over ${LARGEST / MIB} MiB`
const TOO_MUCH = `the answers of this run are over ${LARGEST_RUN / MIB} MiB`

const open = async ({ origin, connections, proxy }: TransportOptions): Promise<Dispatcher> => {
  const { EnvHttpProxyAgent, Pool } = await import('undici')
  const options = { connections, pipelining: 1, allowH2: false } as const
  return proxy === null
    ? new Pool(origin, options)
    : new EnvHttpProxyAgent({ ...options, ...proxy.settings })
}

const headersOf = (
  headers: Readonly<Record<string, string | string[] | undefined>>,
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? (value[0] ?? '') : (value ?? ''),
    ]),
  )
