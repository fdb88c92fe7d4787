import type { GraphFailure } from '../../model/reports/apply-report.ts'
import type { UnansweredType } from '../../transport/failure.ts'
import type { Redactor } from '../secrets/redact.ts'

/**
 * Errors of this program, without an error body of the API: what happened on the way, or why nothing
 * was sent.
 */
export type LocalType =
  | UnansweredType
  | 'redirect'
  | 'not_json'
  | 'not_the_api'
  | 'unexpected_shape'
  | 'no_answer'
  | 'incomplete'
  | 'no_asset_token'
  | 'throttled'
  | 'read_only'

/** What is known about a call that failed. */
export interface GraphFacts {
  readonly message: string
  /** Graph's own error code; null if the error does not come from an answer of the API. */
  readonly code: number | null
  readonly subcode: number | null
  /** Graph's own type (`OAuthException`), or one of `LocalType`. */
  readonly type: string
  readonly isTransient: boolean
  readonly httpStatus: number | null
  readonly traceId: string | null
  readonly userTitle: string | null
  readonly userMessage: string | null
  /** Parameters that the API blames. */
  readonly blame: readonly string[]
  /**
   * True if the answer does not show whether a write took place: read back before anything else.
   */
  readonly lost: boolean
  /** Milliseconds that the API asks to wait in its usage headers; null if they do not say. */
  readonly retryAfterMs: number | null
  /** Method and path, without parameters. */
  readonly call: string | null
}

/** The only class of the program: a call that the Graph API refused or did not answer. */
export class GraphError extends Error implements GraphFacts {
  readonly code: number | null
  readonly subcode: number | null
  readonly type: string
  readonly isTransient: boolean
  readonly httpStatus: number | null
  readonly traceId: string | null
  readonly userTitle: string | null
  readonly userMessage: string | null
  readonly blame: readonly string[]
  readonly lost: boolean
  readonly retryAfterMs: number | null
  readonly call: string | null

  constructor(facts: GraphFacts) {
    super(facts.message)
    this.name = 'GraphError'
    this.code = facts.code
    this.subcode = facts.subcode
    this.type = facts.type
    this.isTransient = facts.isTransient
    this.httpStatus = facts.httpStatus
    this.traceId = facts.traceId
    this.userTitle = facts.userTitle
    this.userMessage = facts.userMessage
    this.blame = facts.blame
    this.lost = facts.lost
    this.retryAfterMs = facts.retryAfterMs
    this.call = facts.call
  }
}

const NOTHING: Omit<GraphFacts, 'message' | 'type'> = {
  code: null,
  subcode: null,
  isTransient: false,
  httpStatus: null,
  traceId: null,
  userTitle: null,
  userMessage: null,
  blame: [],
  lost: false,
  retryAfterMs: null,
  call: null,
}

/** The facts of an error of this program. */
export const localFacts = (
  type: LocalType,
  message: string,
  facts: Partial<GraphFacts> = {},
): GraphFacts => ({ ...NOTHING, ...facts, type, message })

/** The facts of an error body of the API. */
export const graphFacts = (
  facts: Partial<GraphFacts> & Pick<GraphFacts, 'message' | 'type'>,
): GraphFacts => ({ ...NOTHING, ...facts })

const LONGEST = 2000

/**
 * The error with all secrets removed from all texts, and each text cut to one line of limited
 * length.
 */
export const redactedError = (facts: GraphFacts, redactor: Redactor): GraphError => {
  // A text may be megabytes long, so it is cut, far beyond what is shown, before it is searched.
  const clean = (text: string): string =>
    oneLine(redactor.redact(text.slice(0, 2 * LONGEST))).slice(0, LONGEST)
  const maybe = (text: string | null): string | null => (text === null ? null : clean(text))
  return new GraphError({
    ...factsOf(facts),
    message: clean(facts.message),
    type: clean(facts.type),
    traceId: maybe(facts.traceId),
    userTitle: maybe(facts.userTitle),
    userMessage: maybe(facts.userMessage),
    blame: facts.blame.map(clean),
    call: maybe(facts.call),
  })
}

/** The API's texts are shown inside our sentences, so their line breaks must not split them. */
const oneLine = (text: string): string => text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()

/** The same error with other facts; the message stays unless another is given. */
export const withFacts = (error: GraphError, facts: Partial<GraphFacts>): GraphError =>
  new GraphError({ ...factsOf(error), ...facts })

/** The facts alone. */
export const factsOf = (facts: GraphFacts): GraphFacts => ({
  message: facts.message,
  code: facts.code,
  subcode: facts.subcode,
  type: facts.type,
  isTransient: facts.isTransient,
  httpStatus: facts.httpStatus,
  traceId: facts.traceId,
  userTitle: facts.userTitle,
  userMessage: facts.userMessage,
  blame: facts.blame,
  lost: facts.lost,
  retryAfterMs: facts.retryAfterMs,
  call: facts.call,
})

/** The API's message, followed in brackets by what it wrote for end users, title first. */
export const messageOf = ({ message, userTitle, userMessage }: GraphFacts): string => {
  const told = [userTitle, userMessage].filter(
    (text): text is string => text !== null && text !== '' && !message.includes(text),
  )
  return told.length === 0 ? message : `${message} (${told.join(': ')})`
}

/** The error in the form used in reports and the journal. */
export const toFailure = (error: GraphError): GraphFailure => ({
  code: error.code,
  subcode: error.subcode,
  message: messageOf(error),
  trace_id: error.traceId,
})
