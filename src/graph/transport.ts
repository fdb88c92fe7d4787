import type { Dispatcher, Pool } from 'undici'
import type { HttpAnswer } from './answer.ts'
import { type GraphFacts, type LocalType, localFacts } from './graph-error.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with version and query; never holds a token. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** One HTTP request, one answer or the facts of why there is none. Never repeats anything. */
export interface Transport {
  readonly send: (request: HttpRequest) => Promise<HttpAnswer | GraphFacts>
  readonly close: () => Promise<void>
}

export interface TransportOptions {
  readonly origin: string
  readonly connections: number
  readonly timeoutMs: number
}

const LARGEST = 32 * 1024 * 1024

/** undici is loaded with the first request: commands that make none start faster. */
export const createTransport = ({
  origin,
  connections,
  timeoutMs,
}: TransportOptions): Transport => {
  let pool: Promise<Pool> | null = null
  const opened = (): Promise<Pool> => {
    pool ??= import('undici').then(
      (undici) => new undici.Pool(origin, { connections, pipelining: 1, allowH2: false }),
    )
    return pool
  }
  const send = async (request: HttpRequest): Promise<HttpAnswer | GraphFacts> => {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const answer = await (await opened()).request({ ...request, signal })
      const text = await bodyOf(answer)
      if (text === null) {
        return localFacts('too_large', 'the answer is over 32 MiB', { lost: true })
      }
      return { status: answer.statusCode, headers: headersOf(answer.headers), text }
    } catch (error) {
      return failureOf(error, signal.aborted)
    }
  }
  const close = async (): Promise<void> => {
    await (await pool)?.destroy()
  }
  return { send, close }
}

/** The text of a body, or null as soon as it is too large. */
const bodyOf = async (answer: Dispatcher.ResponseData): Promise<string | null> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer.body as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > LARGEST) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
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

/** System errors that come before a byte of the request has left this machine. */
const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
])

/** The message of a system error may quote the request, so only its code is told. */
const failureOf = (error: unknown, isTimeout: boolean): GraphFacts => {
  const code = codeOf(error)
  const type: LocalType = isTimeout
    ? 'timeout'
    : NEVER_SENT.has(code)
      ? 'no_connection'
      : 'connection_lost'
  const words = { timeout: 'no answer in time', no_connection: 'cannot connect' } as const
  const message = type in words ? words[type as keyof typeof words] : 'the connection broke off'
  const suffix = isTimeout || code === '' ? '' : ` (${code})`
  return localFacts(type, `${message}${suffix}`, { lost: type !== 'no_connection' })
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return typeof code === 'string' && /^[A-Z0-9_]+$/.test(code) ? code : ''
}
