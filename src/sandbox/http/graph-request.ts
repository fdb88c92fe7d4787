/** A Graph request in, its answer out: the encodings, and whether it is one call or a batch. */
import { Refusal } from '../errors.ts'
import { type Encoding, formParams, jsonParams, parsed, textParam } from '../params.ts'
import type { Session } from '../sandbox-session.ts'
import { answerBatch, isBatch } from './batch.ts'
import { type Answer, answerCall } from './call.ts'
import { bearerOf, headerOf, jsonAnswer, type SandboxRequest } from './http-words.ts'
import { type GraphPath, pathOf } from './path.ts'

/** Answers one request, whatever happens inside. `null`: the connection is dropped. */
export async function answerRequest(
  session: Session,
  request: SandboxRequest,
): Promise<Answer | null> {
  return answered(session, () => answerGraph(session, request, pathOf(request.url)))
}

/** What comes of an answer in the making; a refusal is one, too, and so is our own bug. */
export async function answered(
  session: Session,
  answer: () => Promise<Answer | null> | Answer,
): Promise<Answer | null> {
  try {
    return dated(session, await answer())
  } catch (error) {
    return dated(session, error instanceof Refusal ? refusedAnswer(error) : brokenAnswer(error))
  }
}

/** Dated by the world's own clock, which clients compare with theirs. */
function dated(session: Session, answer: Answer | null): Answer | null {
  if (answer === null) return null
  return { ...answer, headers: { Date: session.now().toUTCString(), ...answer.headers } }
}

interface Decoded {
  readonly params: Map<string, unknown>
  readonly encoding: Encoding
}

/**
 * The parameters of the query, overridden by those of the body: a JSON object, or a form (as which
 * a bare JSON text does not count).
 */
function decode(request: SandboxRequest, query: string): Decoded {
  const { body } = request
  const fromQuery = formParams(query)
  if (body.trim() === '') return { params: fromQuery, encoding: 'query' }
  const type = headerOf(request, 'content-type') ?? ''
  const isJson = type.includes('json') || (!type.includes('form') && parsed(body) !== undefined)
  const fromBody = isJson ? jsonParams(body) : formParams(body)
  const encoding = isJson ? 'json' : 'form'
  return { params: new Map([...fromQuery, ...fromBody]), encoding }
}

/** Answers one request of the Graph API, and counts it. Throws `Refusal` for what is no call. */
export async function answerGraph(
  session: Session,
  request: SandboxRequest,
  path: GraphPath,
): Promise<Answer | null> {
  session.counts.http += 1
  const { method } = request
  const { params, encoding } = decode(request, path.query)
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
