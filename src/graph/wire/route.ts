import type { HttpRequest as AnyRequest, Deadline, HttpAnswer } from '../../transport/exchange.ts'
import type { GraphFacts } from '../errors/graph-error.ts'

/** A request to the Graph API; its path begins with the version. */
export interface HttpRequest extends AnyRequest {
  readonly method: 'GET' | 'POST' | 'DELETE'
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
