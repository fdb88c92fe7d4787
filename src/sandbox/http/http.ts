/** HTTP in and out: the guards, the encodings, the answer or the dropped connection. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal, refusal } from '../errors.ts'
import { type Encoding, formParams, jsonParams, parsed, textParam } from '../params.ts'
import type { Session } from '../sandbox-session.ts'
import { answerBatch, isBatch } from './batch.ts'
import { type Answer, answerCall } from './call.ts'
import { handleControl } from './control.ts'
import { bearerOf, jsonAnswer } from './http-words.ts'
import { type GraphPath, pathOf } from './path.ts'

/** Bytes. Longer bodies are refused. */
const MAX_BODY = 10 * 1024 * 1024

/** Answers one HTTP request, whatever happens inside. */
export async function handleHttp(
  session: Session,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = await answerHttp(session, request)
    if (answer === null) request.socket.destroy()
    else send(session, response, answer)
  } catch (error) {
    send(session, response, error instanceof Refusal ? refusedAnswer(error) : brokenAnswer(error))
  }
}

async function answerHttp(session: Session, request: IncomingMessage): Promise<Answer | null> {
  if (!isLocal(session, request)) {
    request.resume()
    return jsonAnswer(403, { error: { message: 'Forbidden', type: 'SandboxGuard', code: 200 } })
  }
  const body = await readBody(request)
  const path = pathOf(request.url ?? '/')
  if (path.segments[0] === '_sandbox') return handleControl(session, request, path)
  session.counts.http += 1
  return answerGraph(session, request, path, body)
}

/**
 * Whether a request is not from a page in a browser, which must not reach the sandbox: it has no
 * Origin, and our own Host.
 */
function isLocal(session: Session, request: IncomingMessage): boolean {
  const port = new URL(session.origin).port
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  return request.headers.origin === undefined && hosts.includes(request.headers.host ?? '')
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > MAX_BODY) throw refusal('invalid_parameter', 'The request body is too large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

interface Decoded {
  readonly params: Map<string, unknown>
  readonly encoding: Encoding
}

/**
 * The parameters of the query, overridden by those of the body: a JSON object, or a form (as which
 * a bare JSON text does not count).
 */
function decode(request: IncomingMessage, query: string, body: string): Decoded {
  const fromQuery = formParams(query)
  if (body.trim() === '') return { params: fromQuery, encoding: 'query' }
  const type = request.headers['content-type'] ?? ''
  const isJson = type.includes('json') || (!type.includes('form') && parsed(body) !== undefined)
  const fromBody = isJson ? jsonParams(body) : formParams(body)
  const encoding = isJson ? 'json' : 'form'
  return { params: new Map([...fromQuery, ...fromBody]), encoding }
}

async function answerGraph(
  session: Session,
  request: IncomingMessage,
  path: GraphPath,
  body: string,
): Promise<Answer | null> {
  const method = request.method ?? 'GET'
  const { params, encoding } = decode(request, path.query, body)
  const token = textParam(params, 'access_token') ?? bearerOf(request)
  const proof = textParam(params, 'appsecret_proof')
  const { segments, version } = path
  const versioned = version === undefined ? {} : { version }
  const conditional = request.headers['if-none-match'] !== undefined
  if (method === 'POST' && segments.length === 0 && isBatch(params)) {
    return answerBatch(session, { params, token, proof, conditional, ...versioned })
  }
  const call = { method, segments, params, encoding, token, proof, conditional, ...versioned }
  return answerCall(session, { ...call, batch: false })
}

function refusedAnswer(error: Refusal): Answer {
  return jsonAnswer(error.status, { error: { ...error.error, fbtrace_id: 'Asandbox' } })
}

/** The answer for a bug of the sandbox itself: conspicuous, and unlike anything that Graph says. */
function brokenAnswer(error: unknown): Answer {
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return jsonAnswer(599, { error: { message, type: 'SandboxBug', code: -1 } })
}

/** Sends an answer, dated by the world's own clock, which clients compare with theirs. */
function send(session: Session, response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    Date: session.now().toUTCString(),
    ...answer.headers,
    'Content-Length': Buffer.byteLength(answer.text),
  })
  response.end(answer.text)
}
