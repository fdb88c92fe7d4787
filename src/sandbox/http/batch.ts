/** `POST /` with `batch`: up to 50 calls in one request, each answered on its own. */
import { setTimeout as sleep } from 'node:timers/promises'
import { errorOf, Refusal, refusal, statusOf } from '../errors.ts'
import { formParams, type Params, parsed, textParam } from '../params.ts'
import type { Session } from '../sandbox-session.ts'
import { callerOf, checkProof } from '../tokens.ts'
import { answeringVersion } from '../versions.ts'
import { checkProtocol } from '../views/removed.ts'
import { type Answer, answerCall, type GraphCall } from './call.ts'
import { pathOf } from './path.ts'

const MAX_ITEMS = 50

interface BatchItem {
  readonly method: string
  readonly relative_url: string
  readonly body?: string
  readonly headers?: readonly string[]
  readonly omit_response_on_success?: boolean
}

/** The outer request of a batch. */
export interface BatchRequest {
  readonly params: Params
  readonly version?: string
  readonly token: string | undefined
  readonly proof: string | undefined
  readonly conditional: boolean
}

/** One entry of the answer; null if the item was not completed, or its answer was suppressed. */
type BatchEntry = {
  readonly code: number
  readonly headers?: readonly { readonly name: string; readonly value: string }[]
  readonly body: string
} | null

/** Whether the parameters of a request make it a batch. */
export function isBatch(params: Params): boolean {
  return params.has('batch')
}

/**
 * Answers the outer request. A fault whose path is exactly `^/$` hits the request as a whole: it
 * can be refused, or its answer can be lost after every item has taken effect.
 */
export async function answerBatch(session: Session, request: BatchRequest): Promise<Answer | null> {
  const { world, kinds, token: main, now } = session
  const caller = callerOf({ world, kinds, main, now: now() }, request.token)
  checkProof(world, caller.token, request.proof)
  checkProtocol(request.params, request.conditional)
  const { params } = request
  const target = { method: 'POST', path: '/', tokenKind: caller.tokenKind, params }
  const effect = session.faults.hit(target)
  if (effect?.delay_ms !== undefined) await sleep(effect.delay_ms)
  if (effect?.drop === 'before') return null
  if (effect?.code !== undefined) {
    const status = effect.status ?? statusOf(effect.code)
    throw new Refusal(status, errorOf({ ...effect, code: effect.code }))
  }
  const entries = await answerItems(session, request)
  if (effect?.drop === 'after') return null
  const headers = {
    'Content-Type': 'application/json; charset=UTF-8',
    'facebook-api-version': answeringVersion(request.version),
    ...effect?.headers,
  }
  return { status: effect?.status ?? 200, headers, text: JSON.stringify(entries) }
}

/** The answers of all items in request order, whatever the order in which they take effect. */
async function answerItems(
  session: Session,
  request: BatchRequest,
): Promise<readonly BatchEntry[]> {
  const items = itemsOf(request.params)
  const withHeaders = textParam(request.params, 'include_headers') !== 'false'
  const entries: BatchEntry[] = items.map(() => null)
  const places = [...items.keys()]
  if (places.length > 1 && session.world.modes.batch_order === 'reverse') places.reverse()
  for (const place of places) {
    const item = items[place]
    if (item === undefined) continue
    const answer = await answerCall(session, callOf(request, item))
    entries[place] = entryOf(item, answer, withHeaders)
  }
  return entries
}

function itemsOf(params: Params): readonly BatchItem[] {
  const raw = params.get('batch')
  const list = typeof raw === 'string' ? parsed(raw) : raw
  if (!Array.isArray(list) || !list.every(isItem)) {
    throw refusal('invalid_parameter', 'Invalid batch: expected an array of calls.')
  }
  if (list.length > MAX_ITEMS) {
    // [observed] the only refusal without a code.
    throw new Refusal(400, {
      message: `Too many requests in batch message. Maximum batch size is ${MAX_ITEMS}`,
      type: 'GraphBatchException',
    })
  }
  return list
}

function isItem(value: unknown): value is BatchItem {
  if (typeof value !== 'object' || value === null) return false
  const { method, relative_url: url, body } = value as Record<string, unknown>
  const bodyFits = body === undefined || typeof body === 'string'
  const { headers = [] } = value as { readonly headers?: unknown }
  const headersFit = Array.isArray(headers) && headers.every((each) => typeof each === 'string')
  return typeof method === 'string' && typeof url === 'string' && bodyFits && headersFit
}

/** An item with a token of its own needs a proof of its own; otherwise it uses the outer ones. */
function callOf(request: BatchRequest, item: BatchItem): GraphCall {
  const method = item.method.toUpperCase()
  const { segments, version, query } = pathOf(item.relative_url, request.version)
  // Only a POST has a body; that of a DELETE is ignored.
  const form = method === 'POST' ? formParams(item.body ?? '') : new Map<string, unknown>()
  const params = new Map([...formParams(query), ...form])
  const own = textParam(params, 'access_token')
  const proof = textParam(params, 'appsecret_proof')
  return {
    method,
    segments,
    ...(version === undefined ? {} : { version }),
    params,
    encoding: form.size > 0 ? 'form' : 'query',
    token: own ?? request.token,
    proof: proof ?? (own === undefined ? request.proof : undefined),
    batch: true,
    conditional: item.headers?.some((header) => /^if-none-match:/i.test(header)) === true,
  }
}

function entryOf(item: BatchItem, answer: Answer | null, withHeaders: boolean): BatchEntry {
  if (answer === null) return null
  if (item.omit_response_on_success === true && answer.status < 400) return null
  const headers = Object.entries(answer.headers).map(([name, value]) => ({ name, value }))
  return { code: answer.status, ...(withHeaders ? { headers } : {}), body: answer.text }
}
