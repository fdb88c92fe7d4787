import type { IncomingMessage } from 'node:http'
import type { Answer } from './call.ts'

/** The token of an `Authorization: Bearer` or `OAuth` header. */
export function bearerOf(request: IncomingMessage): string | undefined {
  return /^(?:Bearer|OAuth)\s+(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

/** An answer with a JSON body. */
export function jsonAnswer(status: number, body: unknown): Answer {
  const headers = { 'Content-Type': 'application/json; charset=UTF-8' }
  return { status, headers, text: JSON.stringify(body) }
}
