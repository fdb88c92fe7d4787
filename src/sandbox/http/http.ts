/** HTTP in and out: the guards, and the answer or the dropped connection. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { refusal } from '../errors.ts'
import type { Session } from '../sandbox-session.ts'
import type { Answer } from './call.ts'
import { handleControl } from './control.ts'
import { answered, answerGraph } from './graph-request.ts'
import { jsonAnswer } from './http-words.ts'
import { pathOf } from './path.ts'

/** Bytes. Longer bodies are refused. */
const MAX_BODY = 10 * 1024 * 1024

/** Answers one HTTP request, whatever happens inside. */
export async function handleHttp(
  session: Session,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answered(session, () => answerHttp(session, request))
  if (answer === null) request.socket.destroy()
  else send(response, answer)
}

async function answerHttp(session: Session, request: IncomingMessage): Promise<Answer | null> {
  if (!isLocal(session, request)) {
    request.resume()
    return jsonAnswer(403, { error: { message: 'Forbidden', type: 'SandboxGuard', code: 200 } })
  }
  const body = await readBody(request)
  const { method = 'GET', url = '/', headers } = request
  const received = { method, url, headers, body }
  const path = pathOf(url)
  return path.segments[0] === '_sandbox'
    ? handleControl(session, received, path)
    : answerGraph(session, received, path)
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

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'Content-Length': Buffer.byteLength(answer.text),
  })
  response.end(answer.text)
}
