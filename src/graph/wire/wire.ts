import type { CallCounts } from '../../model/live.ts'
import type { HttpAnswer } from '../../transport/exchange.ts'
import {
  type GraphError,
  type GraphFacts,
  type LocalType,
  localFacts,
  redactedError,
  withFacts,
} from '../errors/graph-error.ts'
import { OF_ASSET_TOKEN, ruleOf } from '../errors/matched-rule.ts'
import type { Json } from '../json.ts'
import type { Slots } from '../pace/slots.ts'
import type { TokenShare } from '../pace/token-share.ts'
import type { Headers } from '../pace/usage.ts'
import type { Auth } from '../secrets/auth.ts'
import type { Redactor } from '../secrets/redact.ts'
import { batchItems, judge } from './answer.ts'
import { checkedPath } from './endpoint.ts'
import { harvestTokens } from './harvest.ts'
import type { Sending } from './patience.ts'
import { type BatchCall, FORM, formOf, queryOf, relativeUrl } from './request.ts'
import type { HttpRequest } from './route.ts'
import type { ReadItem, WriteItem } from './wire-items.ts'

/** Sends calls, singly or in batches, each exactly once. Errors are returned as values. */
export interface Wire {
  readonly readOne: (item: ReadItem) => Promise<Json | GraphError>
  /** Resolves to an error if the batch failed as a whole. */
  readonly readMany: (
    items: readonly ReadItem[],
  ) => Promise<readonly (Json | GraphError)[] | GraphError>
  readonly write: (item: WriteItem) => Promise<Json | GraphError>
  /** If the batch failed as a whole, every item gets its error. */
  readonly writeMany: (items: readonly WriteItem[]) => Promise<readonly (Json | GraphError)[]>
  /** The first answer that said the app is blocked; nothing is written after it. */
  readonly blocked: () => GraphError | null
  readonly counts: () => CallCounts
  /**
   * Called when reads are sent that do not need each other's answers; each write is a round of
   * its own.
   */
  readonly beginRound: () => void
  readonly rounds: () => number
  /**
   * How many answers came from the API itself, errors included: shows whether it can be reached.
   */
  readonly heard: () => number
}

export interface WireOptions {
  readonly sending: Sending
  readonly auth: Auth
  readonly redactor: Redactor
  readonly version: string
  /** What holds the token, as any client of it was told. */
  readonly share: TokenShare
  readonly slots: Slots
  /** Called with the headers of every answer. */
  readonly onHeaders: (headers: Headers, object: string | null) => void
}

/**
 * What a call is about: its description, the object whose usage counts, and whose own token signs
 * it.
 */
interface About {
  readonly call: string
  readonly object: string | null
  readonly asset: string | undefined
}

export const createWire = (options: WireOptions): Wire => {
  const { sending, auth, redactor, version, share, slots } = options
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
    about: About,
    calls = 1,
  ): Promise<Json | GraphError> => {
    const leave = await slots.enter()
    try {
      const limit = share.limit()
      if (limit !== null) return errorOf({ ...limit, call: about.call })
      counts[type] += calls
      counts.http += 1
      const answer = await sending[type]({
        ...request,
        headers: { ...request.headers, accept: 'application/json', 'user-agent': 'bizaccess' },
      })
      return 'text' in answer
        ? judgedValue(answer, about)
        : errorOf({ ...answer, call: about.call })
    } finally {
      leave()
    }
  }

  const judgedValue = (answer: HttpAnswer, { call, object, asset }: About): Json | GraphError => {
    options.onHeaders(answer.headers, object)
    const { value, facts } = judge(answer, call, object)
    if (facts === null || !isOfOthers(facts)) heard += 1
    if (facts === null) return value
    // If the API has answered before, what is in the way now is temporary.
    const told = facts.type === BETWEEN ? { ...facts, isTransient: heard > 0 } : facts
    const error = errorOf(asset === undefined ? told : ofAssetToken(told))
    share.note(error)
    return error
  }

  const tokenFor = (asset: string | undefined): string => {
    const token = asset === undefined ? auth.own : auth.tokenOf(asset)
    if (typeof token !== 'string') throw new Error(`no token of ${asset} at hand`)
    return token
  }

  const readOne = async (item: ReadItem): Promise<Json | GraphError> => {
    const token = tokenFor(item.asset)
    const query = queryOf({ ...item.params, ...auth.proofParams(token) })
    const path = `/${version}${checkedPath(item.path)}${query}`
    const headers = { authorization: `Bearer ${token}` }
    const value = await send('read', { method: 'GET', path, headers }, readAbout(item))
    return harvestTokens(value, item, auth)
  }

  /** The answers of a batch in the order of the calls, or an error if it failed as a whole. */
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
    const request: HttpRequest = { method: 'POST', path, headers: FORM, body }
    const value = await send(type, request, BATCH, batch.length)
    if (value instanceof Error) return value
    const answers = batchItems(value, batch.length)
    if (answers !== undefined) return answers
    const facts = { call: 'POST /', lost: true }
    return errorOf(localFacts('unexpected_shape', 'a batch was not answered with a list', facts))
  }

  const itemValue = (answer: HttpAnswer | null, about: About): Json | GraphError => {
    if (answer !== null) return judgedValue(answer, about)
    const facts = { call: about.call, lost: true }
    return errorOf(localFacts('no_answer', 'the answer to the batch leaves this call out', facts))
  }

  const readMany: Wire['readMany'] = async (items) => {
    const answers = await sendBatch('read', items.map(readCallOf))
    if (answers instanceof Error) return answers
    return items.map((item, place) => {
      const value = itemValue(answers[place] ?? null, readAbout(item))
      return harvestTokens(value, item, auth)
    })
  }

  /** Without a token of its own, an item uses the batch's. */
  const tokenParams = (asset: string | undefined): Readonly<Record<string, string>> => {
    const token = tokenFor(asset)
    return asset === undefined ? {} : { access_token: token, ...auth.proofParams(token) }
  }

  const readCallOf = (item: ReadItem): BatchCall => ({
    method: 'GET',
    relative_url: relativeUrl(item.path, { ...item.params, ...tokenParams(item.asset) }),
  })

  const writeMany: Wire['writeMany'] = async (items) => {
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
    blocked: share.blocked,
    counts: () => ({ ...counts }),
    beginRound,
    rounds: () => rounds,
    heard: () => heard,
  }
}

const BETWEEN: LocalType = 'not_the_api'

/** Types of answers that are not JSON of the API. */
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

/** A batch is signed with the run's token, and is about no object itself. */
const BATCH: About = { call: 'POST /', object: null, asset: undefined }

/** Reports and the journal keep only the message, so it must say whose token was refused. */
const ofAssetToken = (facts: GraphFacts): GraphFacts =>
  ruleOf(facts).family === 'token'
    ? { ...facts, message: `${OF_ASSET_TOKEN}${facts.message}` }
    : facts

/** The object that a call is about, in the form that usage headers use: its digits. */
export const objectOf = (path: string): string | null =>
  /^\/(?:[a-z]+_)?(\d+)/.exec(path)?.[1] ?? null
