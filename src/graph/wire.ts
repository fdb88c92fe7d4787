import type { CallCounts } from '../model/live.ts'
import { batchItems, type HttpAnswer, judge } from './answer.ts'
import type { Auth } from './auth.ts'
import { checkedPath } from './endpoint.ts'
import { OF_ASSET_TOKEN, ruleOf } from './errors.ts'
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
import type { ReadItem, WriteItem } from './wire-items.ts'

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
  /** The first answer that says that the app is blocked: after it nothing is written. */
  readonly blocked: () => GraphError | null
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

/** What a call is about: its words, the object whose usage counts, whose own token signs it. */
interface About {
  readonly call: string
  readonly object: string | null
  readonly asset: string | undefined
}

export const createWire = (options: WireOptions): Wire => {
  const { sending, auth, redactor, version } = options
  const counts = { read: 0, write: 0, http: 0 }
  let rounds = 0
  let blocked: GraphError | null = null
  let heard = 0
  const beginRound = (): void => {
    rounds += 1
  }
  const errorOf = (facts: GraphFacts): GraphError => redactedError(facts, redactor)

  const send = async (
    type: keyof Sending,
    request: HttpRequest,
    about: About,
  ): Promise<Json | GraphError> => {
    counts.http += 1
    const answer = await sending[type]({
      ...request,
      headers: { ...request.headers, accept: 'application/json', 'user-agent': 'bizaccess' },
    })
    return 'text' in answer ? judgedValue(answer, about) : errorOf({ ...answer, call: about.call })
  }

  const judgedValue = (answer: HttpAnswer, { call, object, asset }: About): Json | GraphError => {
    options.onHeaders(answer.headers, object)
    const { value, facts } = judge(answer, call, object)
    if (facts === null || !isOfOthers(facts)) heard += 1
    if (facts === null) return value
    // Where the API has answered before, what stands in between comes and goes.
    const told = facts.type === BETWEEN ? { ...facts, isTransient: heard > 0 } : facts
    const error = errorOf(asset === undefined ? told : ofAssetToken(told))
    if (ruleOf(error).endsWriting === true) blocked ??= error
    return error
  }

  const tokenFor = (asset: string | undefined): string => {
    const token = asset === undefined ? auth.own : auth.tokenOf(asset)
    if (typeof token !== 'string') throw new Error(`no token of ${asset} at hand`)
    return token
  }

  const readOne = async (item: ReadItem): Promise<Json | GraphError> => {
    counts.read += 1
    const token = tokenFor(item.asset)
    const query = queryOf({ ...item.params, ...auth.proofParams(token) })
    const path = `/${version}${checkedPath(item.path)}${query}`
    const headers = { authorization: `Bearer ${token}` }
    const value = await send('read', { method: 'GET', path, headers }, readAbout(item))
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
    const value = await send(type, { method: 'POST', path, headers: FORM, body }, BATCH)
    if (value instanceof Error) return value
    const answers = batchItems(value, batch.length)
    if (answers !== undefined) return answers
    const facts = { call: 'POST /', lost: true }
    return errorOf(localFacts('unexpected_shape', 'a batch answered no list', facts))
  }

  const itemValue = (answer: HttpAnswer | null, about: About): Json | GraphError => {
    if (answer !== null) return judgedValue(answer, about)
    const facts = { call: about.call, lost: true }
    return errorOf(localFacts('no_answer', 'the batch left this call out', facts))
  }

  const readMany: Wire['readMany'] = async (items) => {
    counts.read += items.length
    const answers = await sendBatch('read', items.map(readCallOf))
    if (answers instanceof Error) return answers
    return items.map((item, place) => {
      const value = itemValue(answers[place] ?? null, readAbout(item))
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
    return items.map((item, place) => {
      const about = writeAbout(item)
      return answers instanceof Error
        ? withFacts(answers, { call: about.call })
        : itemValue(answers[place] ?? null, about)
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
    return send('write', request, writeAbout({ call, asset }))
  }

  return {
    readOne,
    readMany,
    write,
    writeMany,
    blocked: () => blocked,
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

const readAbout = ({ path, asset }: ReadItem): About => ({
  call: `GET ${path}`,
  object: objectOf(path),
  asset,
})

const writeAbout = ({ call: { method, path }, asset }: WriteItem): About => ({
  call: `${method} ${path}`,
  object: objectOf(path),
  asset,
})

/** A batch is signed with the run's token, and is about nothing by itself. */
const BATCH: About = { call: 'POST /', object: null, asset: undefined }

/** Reports and the journal keep no more than the message: it has to say whose token it was. */
const ofAssetToken = (facts: GraphFacts): GraphFacts =>
  ruleOf(facts).family === 'token'
    ? { ...facts, message: `${OF_ASSET_TOKEN}${facts.message}` }
    : facts

/** The object a call is about, as usage headers key it: the bare digits. */
export const objectOf = (path: string): string | null =>
  /^\/(?:[a-z]+_)?(\d+)/.exec(path)?.[1] ?? null
