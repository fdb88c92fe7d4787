import type { CallCounts } from '../model/live.ts'
import type { WriteCall } from '../model/write.ts'
import type { ProxySettings } from '../transport/proxy.ts'
import type { GraphError } from './errors/graph-error.ts'
import type { GraphEvent } from './graph-event.ts'
import type { Json } from './json.ts'
import { createObserver, type Observed } from './observed.ts'
import { createPace } from './pace/pace.ts'
import { follow } from './pace/signals.ts'
import { UNBOUNDED } from './pace/slots.ts'
import { createOwnShare, type GraphFleet } from './pace/token-share.ts'
import type { Headers } from './pace/usage.ts'
import { createWaits, type Waits } from './pace/waits.ts'
import { fetchSigned, learnFromOwnLists, type SigningContext } from './reading/asset-tokens.ts'
import type { FetchContext } from './reading/fetch-context.ts'
import { createReader, type Read } from './reading/reader.ts'
import { createAuth } from './secrets/auth.ts'
import { createRedactor, SHORTEST } from './secrets/redact.ts'
import type { Fetched, Listed, Want } from './want.ts'
import {
  checkedToken,
  checkedVersion,
  DEFAULT_API_VERSION,
  DEFAULT_GRAPH_URL,
  originOf,
} from './wire/endpoint.ts'
import { createSending } from './wire/patience.ts'
import type { Route } from './wire/route.ts'
import { createWire } from './wire/wire.ts'
import { createWriter, type WriteAnswer } from './writes.ts'

export type { WriteAnswer } from './writes.ts'

/** Requests at a time. */
export const DEFAULT_CONCURRENCY = 4

export interface GraphOptions {
  /** Origin of the API: https, or http to loopback. */
  readonly url?: string
  readonly token: string
  /** If given, every call carries the `appsecret_proof` of the token it uses. */
  readonly appSecret?: string
  readonly apiVersion?: string
  /** How many requests may be open at the same time. */
  readonly concurrency?: number
  /** What it shares with the other clients of a run over several businesses. */
  readonly fleet?: GraphFleet
  /** Refuses every write. */
  readonly readOnly?: boolean
  readonly sleep?: (ms: number, reason: string) => Promise<void>
  readonly random?: () => number
  readonly now?: () => number
  readonly onEvent?: (event: GraphEvent) => void
  /**
   * Called with every secret of the run as soon as it is known: the token, the app secret, tokens
   * that the API gives for assets, and proofs. Only for code that must hide them in a log.
   */
  readonly onSecret?: (secret: string) => void
  /** Milliseconds for one request, from its start to the last byte of the answer. */
  readonly timeoutMs?: number
  /** Milliseconds that the whole run may wait for limits, retries and slow answers together. */
  readonly maxWaitMs?: number
  /** Proxy settings; none by default. See `proxySettingsOf`. */
  readonly proxy?: ProxySettings
  /**
   * After it aborts, nothing is waited for any more, and open requests have 20 seconds to finish.
   */
  readonly signal?: AbortSignal
}

/**
 * The only way to the Graph API. Everything it throws is a `GraphError` that contains no secrets.
 */
export interface GraphClient {
  readonly origin: string
  readonly apiVersion: string
  /** Host and port of the proxy that calls go through; null if they go directly. */
  readonly proxy: string | null
  /**
   * The API version that answered, if it differed at least once from the one asked for; otherwise
   * null.
   */
  readonly otherVersion: () => string | null
  /**
   * Reads one object; transient errors are retried. `asset`: signed with that asset's own token.
   */
  readonly get: (
    path: string,
    params: Readonly<Record<string, string>>,
    options?: { readonly asset?: string },
  ) => Promise<Json>
  /** Reads one list, following its cursors to the end. */
  readonly list: (
    path: string,
    params: Readonly<Record<string, string>>,
    options?: { readonly asset?: string },
  ) => Promise<Listed>
  /** Performs many reads at once in as few calls as possible. Throws only what ends the run. */
  readonly fetchAll: (wants: readonly Want[]) => Promise<ReadonlyMap<Want, Fetched>>
  /**
   * What the API says about the run's own token (`debug_token`), read as a node. `isSpare`: only if it
   * costs no request of its own.
   */
  readonly describeToken: (options?: Pick<Want, 'isSpare'>) => Promise<Fetched>
  /**
   * Reads the lists in which the API gives the token's own user the tokens of assets, so that these
   * assets (null: all) need not be asked for theirs. Throws only what ends the run.
   */
  readonly learnTokens: (assets: readonly string[] | null) => Promise<void>
  /** Whether the API gave us the asset's own token; null if it was not asked. */
  readonly hasTokenOf: (asset: string) => boolean | null
  /** What the headers of the answers have said so far. */
  readonly observed: () => Observed
  /**
   * Sends a write that `callsOf` formed, exactly once. Throws a `GraphError` that says whether
   * the write may be `lost`.
   */
  readonly write: (call: WriteCall) => Promise<WriteAnswer>
  /**
   * Sends up to 50 such writes in one batch, each exactly once and with an outcome of its own; at most
   * one per asset, because they run in parallel. Errors are returned as values that say whether the
   * write may be `lost`. A call `asset_or_user` whose asset's token is refused may be sent again by `write`.
   */
  readonly writeMany: (
    calls: readonly WriteCall[],
  ) => Promise<readonly (WriteAnswer | GraphError)[]>
  /** The waiting of the whole run, for reads and writes together. */
  readonly waits: Waits
  readonly counts: () => CallCounts
  /**
   * Rounds so far. Calls that are sent in parallel, as none needs the answer of another, are one
   * round.
   */
  readonly rounds: () => number
  readonly close: () => Promise<void>
}

const realSleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A client whose requests go where the route leads, and nowhere else. */
export const clientOver = (
  routeTo: (origin: string, connections: number) => Route,
  options: GraphOptions,
): GraphClient => {
  const origin = originOf(options.url ?? DEFAULT_GRAPH_URL)
  const apiVersion = checkedVersion(options.apiVersion ?? DEFAULT_API_VERSION)
  const {
    sleep = realSleep,
    random = Math.random,
    now = Date.now,
    concurrency = DEFAULT_CONCURRENCY,
  } = options
  const { timeoutMs = 60_000, maxWaitMs = 300_000, onEvent: emit = () => {} } = options
  const redactor = createRedactor(options.onSecret)
  const auth = createAuth(checkedToken(options.token), options.appSecret, redactor)
  let otherVersion: string | null = null
  const share = options.fleet?.shareOf(options.token) ?? createOwnShare(now)
  const pace = createPace(now, share.buckets)
  const observer = createObserver(now, redactor)
  const onHeaders = (headers: Headers, object: string | null): void => {
    pace.note(headers, object)
    observer.note(headers, object)
    const answered = headers.get('facebook-api-version')
    if (answered === undefined || answered === apiVersion || otherVersion !== null) return
    otherVersion = redactor.redact(answered).slice(0, 20)
    emit({ type: 'version', asked: apiVersion, answered: otherVersion })
  }
  const { transport, proxy, secrets } = routeTo(origin, concurrency)
  for (const secret of secrets) if (secret.length >= SHORTEST) redactor.add(secret)
  const followed = options.signal === undefined ? undefined : follow(options.signal)
  const signal = followed?.signal
  const waits = createWaits({ sleep, now, maxWaitMs, emit, signal })
  const sending = createSending({ transport, waits, now, timeoutMs, maxWaitMs, signal })
  const wire = createWire({
    ...{ sending, auth, redactor, onHeaders, share },
    version: apiVersion,
    slots: options.fleet?.slots ?? UNBOUNDED,
  })
  const lacking: FetchContext['lacking'] = new Set()
  const reading = { wire, waits, pace, lacking, concurrency, random, now, emit }
  const fetching: FetchContext = { ...reading, redactor }
  const read = createReader(fetching)
  const context: SigningContext = { ...fetching, read }

  const fetchAll = (wants: readonly Want[]) => fetchSigned(wants, context, auth)
  const readQuietly: Read = (wants) => read(wants, { isQuiet: true })
  const fetchOne = async (want: Want): Promise<Fetched> =>
    (await fetchSigned([want], { ...context, read: readQuietly }, auth)).get(want) as Fetched

  const get: GraphClient['get'] = async (path, params, { asset } = {}) => {
    const want = { path, params, node: true, ...(asset === undefined ? {} : { asset }) }
    const { rows, error } = await fetchOne(want)
    if (error !== null) throw error
    return rows[0] as Json
  }
  const list: GraphClient['list'] = async (path, params, { asset } = {}) => {
    const want = { path, params, ...(asset === undefined ? {} : { asset }) }
    const { rows, error } = await fetchOne(want)
    return { rows, complete: error === null, error }
  }
  const describeToken: GraphClient['describeToken'] = (options = {}) =>
    fetchOne({ path: '/debug_token', params: { input_token: auth.own }, node: true, ...options })
  const hasTokenOf = (asset: string): boolean | null => {
    const known = auth.tokenOf(asset)
    return known === undefined ? null : known !== null
  }
  const { write, writeMany } = createWriter({ context, auth, readOnly: options.readOnly === true })
  return {
    origin,
    apiVersion,
    proxy,
    otherVersion: () => otherVersion,
    get,
    list,
    fetchAll,
    describeToken,
    learnTokens: (assets) => learnFromOwnLists(assets, context, auth),
    hasTokenOf,
    observed: observer.observed,
    write,
    writeMany,
    waits,
    counts: wire.counts,
    rounds: wire.rounds,
    close: () => {
      followed?.end()
      return transport.close()
    },
  }
}
