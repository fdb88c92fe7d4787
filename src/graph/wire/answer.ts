import type { HttpAnswer } from '../../transport/exchange.ts'
import { type GraphFacts, graphFacts, localFacts } from '../errors/graph-error.ts'
import { ruleOf } from '../errors/matched-rule.ts'
import { fieldOf, isObject, type Json, parseJson, textOf } from '../json.ts'
import { type Headers, tellsNoWait, waitOf } from '../pace/usage.ts'

/** What an answer amounts to. Graph may send an error with HTTP 200, so the body decides. */
export type Judged =
  | { readonly value: Json; readonly facts: null }
  | { readonly value: null; readonly facts: GraphFacts }

/**
 * Judges an answer of one HTTP request or of one item of a batch. `call` is method and path, for messages; `object` is the asset
 * whose usage counts.
 */
export const judge = (answer: HttpAnswer, call: string, object: string | null): Judged => {
  const { status } = answer
  const about = { httpStatus: status, call, lost: true } as const
  const failed = (facts: GraphFacts): Judged => ({ value: null, facts })
  if (status >= 300 && status < 400) {
    return failed(redirectFacts(answer, call))
  }
  const value = parseJson(answer.text)
  if (value === undefined || status === NEEDS_PROXY_PASSWORD) return failed(noJson(answer, about))
  const error = fieldOf(value, 'error')
  if (error !== undefined && error !== null) return failed(errorFacts(answer, error, call, object))
  if (status >= 400) {
    const message = `HTTP ${status} without an error in its body`
    return failed(localFacts('unexpected_shape', message, { ...about, lost: status >= 500 }))
  }
  return { value, facts: null }
}

const redirectFacts = ({ status, headers }: HttpAnswer, call: string): GraphFacts => {
  const target = headers.get('location') ?? ''
  const to = URL.canParse(target) ? ` to ${new URL(target).origin}` : ''
  return localFacts('redirect', `HTTP ${status}, a redirect${to}, is not followed`, {
    httpStatus: status,
    call,
    lost: true,
  })
}

const NEEDS_PROXY_PASSWORD = 407

/**
 * The API itself never sends a page of HTML except when it breaks down. The page's text is not
 * shown.
 */
const noJson = ({ status, headers, text }: HttpAnswer, about: Partial<GraphFacts>): GraphFacts => {
  const isHtml = /html/i.test(headers.get('content-type') ?? '') || /^\s*</.test(text)
  const what = isHtml ? 'a page of HTML' : 'a body that is not JSON'
  const isOfOthers = status === NEEDS_PROXY_PASSWORD || (isHtml && status < 500)
  const words = `HTTP ${status} with ${what}`
  return isOfOthers
    ? localFacts('not_the_api', `${words}: it comes from a proxy or firewall in between`, about)
    : localFacts('not_json', words, about)
}

const errorFacts = (
  answer: HttpAnswer,
  error: Json,
  call: string,
  object: string | null,
): GraphFacts => {
  const code = numberOf(error, 'code')
  const facts = graphFacts({
    message: textOf(error, 'message') ?? 'an error without a message',
    type: textOf(error, 'type') ?? (code === null ? 'unexpected_shape' : 'unknown'),
    code,
    subcode: numberOf(error, 'error_subcode'),
    isTransient: fieldOf(error, 'is_transient') === true,
    httpStatus: answer.status,
    traceId: textOf(error, 'fbtrace_id') ?? answer.headers.get('x-fb-trace-id') ?? null,
    userTitle: textOf(error, 'error_user_title'),
    userMessage: textOf(error, 'error_user_msg'),
    blame: blameOf(error),
    call,
  })
  const { family } = ruleOf(facts)
  return {
    ...facts,
    lost: isLost(facts, family === 'limit'),
    retryAfterMs: family === 'limit' ? toldWait(answer.headers, object) : null,
  }
}

const toldWait = (headers: Headers, object: string | null): number | null =>
  waitOf(headers, object) ?? (tellsNoWait(headers, object) ? 0 : null)

/** A limit refuses a call before anything is done, even if it calls itself transient. */
const isLost = (facts: GraphFacts, isLimit: boolean): boolean =>
  !isLimit &&
  (facts.code === null ||
    facts.isTransient ||
    ruleOf(facts).family === 'server' ||
    (facts.httpStatus ?? 0) >= 500)

const numberOf = (value: Json, name: string): number | null => {
  const field = fieldOf(value, name)
  return typeof field === 'number' && Number.isSafeInteger(field) ? field : null
}

/** `error_data.blame_field_specs` is a list of lists; `error_data` may itself be JSON text. */
const blameOf = (error: Json): readonly string[] => {
  const data = fieldOf(error, 'error_data')
  const specs = fieldOf(typeof data === 'string' ? parseJson(data) : data, 'blame_field_specs')
  const flat = Array.isArray(specs) ? (specs.flat(3) as readonly Json[]) : []
  return flat.filter((name): name is string => typeof name === 'string').slice(0, 20)
}

/** The items of a batch in the order of the calls; null for a call that the API did not get to. */
export const batchItems = (
  value: Json,
  count: number,
): readonly (HttpAnswer | null)[] | undefined => {
  if (!Array.isArray(value)) return undefined
  return Array.from({ length: count }, (_, place) => itemOf(value[place]))
}

const itemOf = (item: Json | undefined): HttpAnswer | null => {
  const status = fieldOf(item, 'code')
  const text = fieldOf(item, 'body')
  if (typeof status !== 'number' || typeof text !== 'string') return null
  return { status, text, headers: itemHeaders(fieldOf(item, 'headers')) }
}

const itemHeaders = (headers: Json | undefined): Headers => {
  const pairs = Array.isArray(headers) ? (headers as readonly Json[]) : []
  return new Map(
    pairs
      .filter(isObject)
      .map((pair) => [(textOf(pair, 'name') ?? '').toLowerCase(), textOf(pair, 'value') ?? '']),
  )
}
