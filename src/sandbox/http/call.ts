/** One Graph call, alone or in a batch: faults, token, proof, then the read or the write. */
import { setTimeout as sleep } from 'node:timers/promises'
import {
  accessBlocked,
  errorOf,
  type GraphErrorBody,
  Refusal,
  refusal,
  statusOf,
} from '../errors.ts'
import { countAgainstLimit, type LimitedCall, usageHeader } from '../kinds/kind-limits.ts'
import { lagBehind, lookInto } from '../lag.ts'
import type { Encoding, Params } from '../params.ts'
import { recordedParams } from '../params.ts'
import { commit, type Session } from '../sandbox-session.ts'
import type { FaultEffect } from '../state.ts'
import { callerOf, checkProof, tokenKindOf } from '../tokens.ts'
import { answeringVersion, checkKnown, checkMarketing, versionWarning } from '../versions.ts'
import { PEOPLE_EDGES } from '../views/business-view.ts'
import { debugToken } from '../views/debug-token.ts'
import { readCall } from '../views/read-call.ts'
import { checkProtocol } from '../views/removed.ts'
import type { Json, Reading } from '../views/view.ts'

import { worldTime } from '../world/world-time.ts'
import { writeCall } from '../writes/write-call.ts'
import type { Outcome } from '../writes/writing.ts'

/** A call as it was parsed from an HTTP request or a batch item. */
export interface GraphCall {
  readonly method: string
  /** Without the version. */
  readonly segments: readonly string[]
  readonly version?: string
  readonly params: Params
  readonly encoding: Encoding
  readonly token: string | undefined
  readonly proof: string | undefined
  readonly batch: boolean
  /** Whether it had an `If-None-Match` header. */
  readonly conditional?: boolean
}

/** What is sent back. `null`: the connection is dropped, or the batch item is null. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

interface Result {
  readonly status: number
  readonly body: Json | { readonly error: GraphErrorBody & { readonly fbtrace_id?: string } }
  readonly code?: number
}

/** Answers a call, including faults, and records it. */
export async function answerCall(session: Session, call: GraphCall): Promise<Answer | null> {
  const tokenKind = tokenKindOf(tokenCheck(session), call.token)
  const path = `/${call.segments.join('/')}`
  const effect = session.faults.hit({ method: call.method, path, tokenKind, params: call.params })
  countCall(session, call)
  if (effect?.delay_ms !== undefined) await sleep(effect.delay_ms)
  const result = resultOf(session, call, effect)
  const params = recordedParams(call.params)
  const { method, batch } = call
  const code = result?.code === undefined ? {} : { code: result.code }
  const status = result === null ? 0 : result.status
  session.requests.push({ method, path, params, batch, tokenKind, status, ...code })
  return result === null ? null : dress(session, call, result, effect)
}

function countCall(session: Session, call: GraphCall): void {
  session.counts.graph += 1
  if (call.method === 'GET') session.counts.reads += 1
  else session.counts.writes += 1
}

function resultOf(
  session: Session,
  call: GraphCall,
  effect: FaultEffect | undefined,
): Result | null {
  if (effect?.drop === 'before') return null
  const injected = effect === undefined ? undefined : injectedResult(session, effect)
  const result = injected ?? execute(session, call, effect)
  return effect?.drop === 'after' ? null : result
}

/** The answer of a fault that takes the place of the API's; the call is then not carried out. */
function injectedResult(session: Session, effect: FaultEffect): Result | undefined {
  const { code, status, body } = effect
  if (body === 'html') return { status: status ?? 502, body: null }
  if (code !== undefined || body === 'error_200') {
    const error = errorOf({ ...effect, code: code ?? 2 })
    const natural = body === 'error_200' ? 200 : statusOf(code ?? 2)
    return refused(session, status ?? natural, error)
  }
  return status !== undefined && status >= 400 ? { status, body: null } : undefined
}

function execute(session: Session, call: GraphCall, effect: FaultEffect | undefined): Result {
  try {
    return { status: effect?.status ?? 200, body: carryOut(session, call, effect) }
  } catch (error) {
    if (error instanceof Refusal) return refused(session, error.status, error.error, error.isTraced)
    throw error
  }
}

function refused(session: Session, status: number, error: GraphErrorBody, isTraced = true): Result {
  const body = { error: { ...error, ...(isTraced ? { fbtrace_id: traceId(session) } : {}) } }
  return { status, body, ...(error.code === undefined ? {} : { code: error.code }) }
}

/** Trace ids are made from the number of the call, so that runs can be repeated exactly. */
function traceId(session: Session): string {
  const number = String(session.counts.graph).padStart(8, '0')
  return `A${Buffer.from(`sandbox${number}`).toString('base64url')}`
}

function tokenCheck(session: Session): Parameters<typeof callerOf>[0] {
  const { world, kinds, token, now } = session
  return { world, kinds, main: token, now: now() }
}

function carryOut(session: Session, call: GraphCall, effect: FaultEffect | undefined): Json {
  checkKnown(call.version)
  if (call.token === undefined && call.segments[0] === 'me') {
    // [observed] This is how a version can be checked without a token.
    throw refusal('unknown_path', NO_TOKEN)
  }
  const caller = callerOf(tokenCheck(session), call.token)
  checkProof(session.world, caller.token, call.proof)
  checkProtocol(call.params, call.conditional)
  const called = calledAsset(session, call)
  if (called?.kind.marketing === true) checkMarketing(call.version, called.modes.ended_versions)
  if (called !== undefined) countAgainstLimit(session.calls, called)
  if (session.world.app.blocked === true && isBlocked(call)) throw accessBlocked()
  if (call.segments[0] === 'debug_token') return debugToken(tokenCheck(session), call.params)
  if (caller.tokenKind === 'app') {
    throw refusal('wrong_token_kind', 'This method must be called with a user access token.')
  }
  const { method } = call
  if (method === 'GET') return read(session, call, caller)
  if (method !== 'POST' && method !== 'DELETE') {
    throw refusal('invalid_parameter', `Unsupported method, ${method}`)
  }
  return write(session, { ...call, method }, caller, effect)
}

/** The asset that a call is about, whether itself or one of its edges. */
function calledAsset(session: Session, { segments }: GraphCall): LimitedCall | undefined {
  const { world, kinds } = session
  const asset = world.assets.get(segments[0] ?? '')
  const kind = kinds.find((each) => each.kind === asset?.kind)
  if (asset === undefined || kind === undefined) return undefined
  return { asset, kind, modes: world.modes, now: session.now() }
}

/** [observed] In five public reports, reads about the token and all writes are refused. */
function isBlocked({ method, segments: [node] }: GraphCall): boolean {
  return method !== 'GET' || node === 'me' || node === 'debug_token'
}

const NO_TOKEN = 'An active access token must be used to query information about the current user.'

type Caller = ReturnType<typeof callerOf>

function read(session: Session, call: GraphCall, caller: Caller): Json {
  const assets = lookInto(session.lags)
  const people = lookInto(session.peopleLags)
  const { world, kinds, token: mainToken, origin } = session
  const reading: Reading = {
    world,
    kinds,
    caller,
    now: session.now(),
    base: call.version === undefined ? origin : `${origin}/${call.version}`,
    mainToken,
    seen: (asset) => assets.seen(asset.id, asset),
    seenPeople: (business, edge) => people.seen(`${business.id}/${edge}`, business),
    produced: { rows: 0 },
  }
  const answer = readCall(reading, call.segments, call.params)
  assets.end()
  people.end()
  return answer
}

function write(
  session: Session,
  call: GraphCall & { readonly method: 'POST' | 'DELETE' },
  caller: Caller,
  effect: FaultEffect | undefined,
): Json {
  const { method, params, encoding, segments } = call
  const { world, kinds } = session
  const now = worldTime(session.now())
  const outcome = writeCall({ method, world, kinds, caller, params, encoding, now }, segments)
  delay(session, outcome, effect?.stale_reads)
  const path = `/${segments.join('/')}`
  const committed = { method, path, params: recordedParams(params) }
  session.commits.push(committed)
  commit(session, outcome.world)
  session.onCommit(session.world, committed)
  return outcome.body
}

/** Lets reads of what a write concerned still show it as it was before. */
function delay(session: Session, { asset = '', people = '' }: Outcome, stale = 0): void {
  const { world, lags, peopleLags } = session
  const before = world.assets.get(asset)
  if (before !== undefined) lagBehind(lags, asset, before, stale)
  const business = world.businesses.get(people)
  if (business === undefined) return
  for (const edge of PEOPLE_EDGES) {
    const reads = Math.max(stale, world.modes.people_lag ?? 0)
    lagBehind(peopleLags, `${people}/${edge}`, business, reads)
  }
}

/** The answer's text and headers, after what a fault does to them. */
function dress(
  session: Session,
  call: GraphCall,
  result: Result,
  effect: FaultEffect | undefined,
): Answer {
  const html = effect?.body === 'html'
  const called = calledAsset(session, call)
  const headers: Record<string, string> = {
    'Content-Type': html ? 'text/html; charset=utf-8' : 'application/json; charset=UTF-8',
    'facebook-api-version': answeringVersion(call.version),
    'X-FB-Trace-ID': traceId(session),
    ...warned(called, call),
    ...(called === undefined ? {} : usageHeader(session.calls, called)),
    ...Object.fromEntries(session.world.modes.usage ?? []),
    ...effect?.headers,
  }
  if (html) return { status: result.status, headers, text: HTML }
  const body = effect?.body === 'empty_page' ? emptied(session, call, result.body) : result.body
  const text = body === null ? '' : JSON.stringify(body)
  const cut = effect?.body === 'truncated' ? text.slice(0, Math.ceil(text.length / 2)) : text
  // Spaces after a JSON text are legal, so only the size changes.
  return { status: result.status, headers, text: cut + ' '.repeat(effect?.big ?? 0) }
}

/** What the Marketing API says about a call that it moved to another version. */
function warned(called: LimitedCall | undefined, { version }: GraphCall): Record<string, string> {
  const words = called?.kind.marketing === true ? versionWarning(version) : undefined
  return words === undefined ? {} : { 'X-Ad-Api-Version-Warning': words }
}

const HTML = '<!DOCTYPE html><html><body><h1>Sorry, something went wrong.</h1></body></html>'

/**
 * A page whose rows were all filtered out: no data, but a `next` that continues where this page
 * began.
 */
function emptied(session: Session, call: GraphCall, body: Result['body']): Result['body'] {
  if (typeof body !== 'object' || body === null || !('data' in body)) return body
  const version = call.version === undefined ? '' : `/${call.version}`
  const query = new URLSearchParams({ access_token: call.token ?? '' })
  for (const [name, value] of call.params) {
    if (name !== 'access_token' && typeof value === 'string') query.set(name, value)
  }
  const next = `${session.origin}${version}/${call.segments.join('/')}?${query}`
  return { ...body, data: [], paging: { next } } as Json
}
