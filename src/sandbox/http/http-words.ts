import type { Answer } from './call.ts'

/** A request as the sandbox takes it, whether or not it came through a socket. */
export interface SandboxRequest {
  readonly method: string
  /** Path and query. */
  readonly url: string
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

/** A header's text; of several, the first. */
export function headerOf(request: SandboxRequest, name: string): string | undefined {
  const value = request.headers[name]
  return typeof value === 'string' || value === undefined ? value : value[0]
}

/** The token of an `Authorization: Bearer` or `OAuth` header. */
export function bearerOf(request: SandboxRequest): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(headerOf(request, 'authorization') ?? '')?.[1]
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, body: unknown): Answer {
  const headers = { 'Content-Type': 'application/json; charset=UTF-8' }
  return { status, headers, text: JSON.stringify(body) }
}
