import type { GraphFacts } from '../errors/graph-error.ts'
import type { HttpAnswer } from './answer.ts'

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Path with version and query. Never contains a token. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
}

/** How long a request may take, and what ends it earlier. */
export interface Deadline {
  /** Milliseconds from its start to the last byte of the answer. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Sends one HTTP request and returns one answer, or the facts of why there is none. Never repeats
 * a request.
 */
export interface Transport {
  readonly send: (request: HttpRequest, deadline: Deadline) => Promise<HttpAnswer | GraphFacts>
  readonly close: () => Promise<void>
}

/** How a client's requests leave the process, and how that is told. */
export interface Route {
  readonly transport: Transport
  /** Host and port of the proxy in between, or null. */
  readonly proxy: string | null
  /** Secrets of the route itself, which no message may show. */
  readonly secrets: readonly string[]
}
