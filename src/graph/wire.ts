import type { CallCounts } from '../model/live.ts'
import type { WriteCall } from '../model/write.ts'
import { batchItems, type HttpAnswer, judge } from './answer.ts'
import type { Auth } from './auth.ts'
import { checkedPath } from './endpoint.ts'
import {
  type GraphError,
  type GraphFacts,
  type LocalType,
  localFacts,
  redactedError,
  withFacts,
} from './graph-error.ts'
import { harvestTokens } from './harvest.ts'
import type { Json } from './json.ts'
import type { Sending } from './patience.ts'
import type { Redactor } from './redact.ts'
import { type BatchCall, FORM, formOf, queryOf, relativeUrl } from './request.ts'
import type { HttpRequest } from './transport.ts'
import type { Headers } from './usage.ts'

/** One read as it goes out: a page of a list, or a node. */
export interface ReadItem {
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly asset?: string | undefined
}

/** One write as it goes out; `asset`: whose own token signs it, the run's where undefined. */
export interface WriteItem {
  readonly call: WriteCall
  readonly asset: string | undefined
}

/** Calls one by one and in batches, each sent once; errors are values. */
export interface Wire {
  readonly readOne: (item: ReadItem) => Promise<Json | GraphError>
  /** An error where the batch as a whole failed. */
  readonly readMany: (
    items: readonly ReadItem[],
  ) => Promise<readonly (Json | GraphError)[] | GraphError>
  readonly write: (item: WriteItem) => Promise<Json | GraphError>
  /** Where the batch as a whole failed, every item has its error. */
  readonly writeMany: (items: readonly WriteItem[]) => Promise<readonly (Json | GraphError)[]>
  readonly counts: () => CallCounts
  /** Told when reads go out that need no answer of each other; a write is a round of its own. */
  readonly beginRound: () => void
  readonly rounds: () => number
  /** How many answers were the API's own, errors included: whether anybody is there. */
  readonly heard: () => number
}

export interface WireOptions {
  readonly sending: Sending
  readonly auth: Auth
  readonly redactor: Redactor
  readonly version: string
  /** Told of every answer's headers. */
  readonly onHeaders: (headers: Headers, object: string | null) => void
}

export const createWire = (options: WireOptions): Wire => {
  const { sending, auth, redactor, version } = options
  const counts = { read: 0, write: 0, http: 0 }
  let rounds = 0
  let heard = 0
  const beginRound = (): void => {
    rounds += 1
  }
  const errorOf = (facts: GraphFacts): GraphError => redactedError(facts, redactor)

  const send = async (
    type: keyof Sending,
    request: HttpRequest,
    call: string,
    object: string | null,
  ): Promise<Json | GraphError> => {
    counts.http += 1
    const answer = await sending[type]({
      ...request,
      headers: { ...request.headers, accept: 'application/json', 'user-agent': 'bizaccess' },
    })
    return 'text' in answer ? judgedValue(answer, call, object) : errorOf({ ...answer, call })
  }

  const judgedValue = (
    answer: HttpAnswer,
    call: string,
    object: string | null,
  ): Json | GraphError => {
    options.onHeaders(answer.headers, object)
    const { value, facts } = judge(answer, call, object)
    if (facts === null || !isOfOthers(facts)) heard += 1
    if (facts === null) return value
    // Where the API has answered before, what stands in between comes and goes.
    return errorOf(facts.type === BETWEEN ? { ...facts, isTransient: heard > 0 } : facts)
  }

  const tokenFor = (asset: string | undefined): string => {
    const token = asset === undefined ? auth.own : auth.tokenOf(asset)
    if (typeof token !== 'string') throw new Error(`no token of ${asset} at hand`)
    return token
  }

  const readOne = async (item: ReadItem): Promise<Json | GraphError> => {
    counts.read += billedOf(item)
    const token = tokenFor(item.asset)
    const query = queryOf({ ...item.params, ...auth.proofParams(token) })
    const path = `/${version}${checkedPath(item.path)}${query}`
    const headers = { authorization: `Bearer ${token}` }
    const request: HttpRequest = { method: 'GET', path, headers }
    const value = await send('read', request, callOf(item), objectOf(item.path))
    return harvestTokens(value, item, auth)
  }

  /** The answers of a batch in the order asked for, or an error where it failed as a whole. */
  const sendBatch = async (
    type: keyof Sending,
    batch: readonly BatchCall[],
  ): Promise<readonly (HttpAnswer | null)[] | GraphError> => {
    const body = new URLSearchParams({
      access_token: auth.own,
      ...auth.proofParams(auth.own),
      batch: JSON.stringify(batch),
    }).toString()
    const path = `/${version}/`
    const value = await send(type, { method: 'POST', path, headers: FORM, body }, 'POST /', null)
    if (value instanceof Error) return value
    const answers = batchItems(value, batch.length)
    if (answers !== undefined) return answers
    const facts = { call: 'POST /', lost: true }
    return errorOf(localFacts('unexpected_shape', 'a batch answered no list', facts))
  }

  const itemValue = (answer: HttpAnswer | null, call: string, path: string): Json | GraphError =>
    answer === null
      ? errorOf(localFacts('no_answer', 'the batch left this call out', { call, lost: true }))
      : judgedValue(answer, call, objectOf(path))

  const readMany: Wire['readMany'] = async (items) => {
    counts.read += items.reduce((sum, item) => sum + billedOf(item), 0)
    const answers = await sendBatch('read', items.map(readCallOf))
    if (answers instanceof Error) return answers
    return items.map((item, place) => {
      const value = itemValue(answers[place] ?? null, callOf(item), item.path)
      return harvestTokens(value, item, auth)
    })
  }

  /** An item without a token of its own falls back to the batch's. */
  const tokenParams = (asset: string | undefined): Readonly<Record<string, string>> => {
    const token = tokenFor(asset)
    return asset === undefined ? {} : { access_token: token, ...auth.proofParams(token) }
  }

  const readCallOf = (item: ReadItem): BatchCall => ({
    method: 'GET',
    relative_url: relativeUrl(item.path, { ...item.params, ...tokenParams(item.asset) }),
  })

  const writeMany: Wire['writeMany'] = async (items) => {
    counts.write += items.length
    beginRound()
    const answers = await sendBatch('write', items.map(writeCallOf))
    return items.map(({ call }, place) => {
      const about = aboutOf(call)
      return answers instanceof Error
        ? withFacts(answers, { call: about })
        : itemValue(answers[place] ?? null, about, call.path)
    })
  }

  const writeCallOf = ({ call, asset }: WriteItem): BatchCall => {
    const token = tokenParams(asset)
    const { method, path, params } = call
    return method === 'POST'
      ? { method, relative_url: relativeUrl(path, {}), body: formOf({ ...params, ...token }) }
      : { method, relative_url: relativeUrl(path, { ...params, ...token }) }
  }

  const write: Wire['write'] = ({ call, asset }) => {
    counts.write += 1
    beginRound()
    const token = tokenFor(asset)
    const params = { ...call.params, ...auth.proofParams(token) }
    const path = `/${version}${checkedPath(call.path)}`
    const headers = { authorization: `Bearer ${token}` }
    const request: HttpRequest =
      call.method === 'POST'
        ? {
            method: 'POST',
            path,
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify(params),
          }
        : { method: 'DELETE', path: `${path}${queryOf(params)}`, headers }
    return send('write', request, aboutOf(call), objectOf(call.path))
  }

  return {
    readOne,
    readMany,
    write,
    writeMany,
    counts: () => ({ ...counts }),
    beginRound,
    rounds: () => rounds,
    heard: () => heard,
  }
}

const BETWEEN: LocalType = 'not_the_api'

/** No JSON at all. */
const OTHERS: readonly LocalType[] = [BETWEEN, 'not_json', 'redirect']

const isOfOthers = ({ type, code }: GraphFacts): boolean =>
  code === null && (OTHERS as readonly string[]).includes(type)

const aboutOf = (call: WriteCall): string => `${call.method} ${call.path}`

const callOf = (item: ReadItem): string => `GET ${item.path}`

/** The object a call is about, as usage headers key it: the bare digits. */
export const objectOf = (path: string): string | null =>
  /^\/(?:[a-z]+_)?(\d+)/.exec(path)?.[1] ?? null

/** `ids=` counts as one call for each id. */
const billedOf = (item: ReadItem): number => item.params['ids']?.split(',').length ?? 1
