import type { GraphClient } from '../../graph/client-over.ts'
import { GraphError, type LocalType } from '../../graph/errors/graph-error.ts'
import { ruleOf } from '../../graph/errors/matched-rule.ts'
import type { Fetched } from '../../graph/want.ts'
import { KINDS, type KindTable } from '../../model/kinds.ts'
import type {
  DoctorFacts,
  ReachFacts,
  Refusal,
  TokenFacts,
} from '../../model/reports/doctor-report.ts'
import { errorWords } from '../live-problems.ts'
import { readReach } from './reach.ts'
import type { DeclaredAsset } from './reach-assets.ts'
import { readFactOf } from './read-fact.ts'
import { tokenIn } from './token-facts.ts'

export interface DoctorRequest {
  readonly business: string
  /** What a manifest declares, if there is one. */
  readonly declared?: readonly DeclaredAsset[]
  /** The kinds to report on. */
  readonly kinds?: KindTable
}

/**
 * What this token is and what it reaches, in a few rounds of reads. The token itself is read first,
 * because with an expired one, or one of another type, every other call would only be refused. Does
 * not throw for what the API answers: what ended the reading is in `refusal`.
 */
export const readDoctorFacts = async (
  client: GraphClient,
  request: DoctorRequest,
): Promise<DoctorFacts> => {
  const described = await settled(() => describe(client))
  const token = described.value === null ? null : tokenIn(described.value)
  const app = token?.appId ?? null
  const read = (isBare: boolean) =>
    settled(() => readReach(client, { declared: [], kinds: KINDS, ...request, app, isBare }))
  const first = described.refusal === null && isOfUse(token) ? await read(false) : null
  // A valid token may be refused here only because this call, which we can do without, wants
  // another type.
  const isRefused = first?.refusal?.cause === 'token' && token?.isValid === true
  const reach = isRefused ? await read(true) : first
  return {
    graph: client.origin,
    proxy: client.proxy,
    business: request.business,
    refusal: described.refusal ?? reach?.refusal ?? null,
    token,
    debugToken: readFactOf(described.value ?? undefined),
    blocked: blockedBy(described.value?.error ?? null),
    reach: reach?.value ?? null,
    answers: { asked: client.apiVersion, ...client.observed() },
  }
}

/** The very first call: if it gets no answer, the API cannot be reached. */
const describe = async (client: GraphClient): Promise<Fetched> => {
  const fetched = await client.describeToken()
  const { error } = fetched
  if (error !== null && error.code === null && error.type !== LEFT_OUT) throw error
  return fetched
}

const LEFT_OUT: LocalType = 'no_answer'

/**
 * Why the app is blocked; null if it is not. Reads may go on while it is; nothing can be written.
 */
const blockedBy = (error: GraphError | null): string | null =>
  error !== null && ruleOf(error).endsWriting === true ? errorWords(error) : null

/** The token of a Page or an app does not belong to anyone who could act for a business. */
const isOfUse = (token: TokenFacts | null): boolean =>
  token === null || (token.isValid && token.type !== 'asset' && token.type !== 'app')

interface Settled<T> {
  readonly value: T | null
  readonly refusal: Refusal | null
}

const settled = async <T extends Fetched | ReachFacts>(
  read: () => Promise<T>,
): Promise<Settled<T>> => {
  try {
    return { value: await read(), refusal: null }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    return { value: null, refusal: { cause: causeOf(error), what: errorWords(error) } }
  }
}

const causeOf = (error: GraphError): Refusal['cause'] => {
  const { family } = ruleOf(error)
  // Of all the reasons to refuse a token, only a wrong proof is reported as an invalid parameter.
  if (family === 'token') return error.code === 100 ? 'app_secret' : 'token'
  if (error.code === null) return 'unreachable'
  return family === 'limit' || family === 'blocked' ? family : 'other'
}
