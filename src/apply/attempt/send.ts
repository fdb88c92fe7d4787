import type { GraphClient, WriteAnswer } from '../../graph/client-over.ts'
import type { ErrorRule } from '../../graph/errors/error-rule.ts'
import { GraphError, toFailure } from '../../graph/errors/graph-error.ts'
import { adviceOf, ruleOf } from '../../graph/errors/matched-rule.ts'
import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import type { GraphFailure } from '../../model/reports/apply-report.ts'
import { isKnownTask } from '../../model/tasks.ts'
import { callsOf } from '../../model/write.ts'

/** What became of a step's calls, as far as their answers show. */
export type Sent =
  | { readonly type: 'accepted'; readonly needsApproval: boolean }
  /** No answer, or an inconclusive one: read back before anything else. */
  | ({ readonly type: 'lost'; readonly error: GraphFailure } & Ends)
  | ({
      readonly type: 'refused'
      readonly error: GraphFailure
      readonly family: ErrorRule['family']
      /** Milliseconds that the API asks to wait; null if it does not say. */
      readonly retryAfterMs: number | null
      /** An earlier call of the same step took effect: a replacement has only taken away so far. */
      readonly isBegun: boolean
      /** Refused, in a batch, because of the token. Sent on its own, it may use another. */
      readonly isOpenAlone: boolean
    } & Ends)

/** What else an error ends, and what to do; null if its own message says that. */
interface Ends {
  readonly stop: ErrorRule['stop']
  readonly advice: string | null
}

export type Refusal = Extract<Sent, { type: 'refused' }>

interface Sender {
  readonly client: GraphClient
  readonly business: string
  readonly kinds: KindTable
}

/** Sends steps, each exactly once: a single one directly, several in one batch. */
export const sendSteps = async (
  sender: Sender,
  steps: readonly Step[],
): Promise<ReadonlyMap<Step, Sent>> => {
  const [only] = steps
  return only !== undefined && steps.length === 1
    ? new Map([[only, await sendStep(sender, only)]])
    : sendTogether(sender, steps)
}

/** Sends a step's calls one after the other, until one is not accepted. */
const sendStep = async ({ client, business, kinds }: Sender, step: Step): Promise<Sent> => {
  let needsApproval = false
  for (const [place, call] of callsOf(step, business, kinds).entries()) {
    const answer = await client.write(call).catch(asGraphError)
    const sent = sentOf(answer, step, { kinds, isBegun: place > 0, isOpenAlone: false })
    if (sent.type !== 'accepted') return sent
    needsApproval ||= sent.needsApproval
  }
  return { type: 'accepted', needsApproval }
}

const asGraphError = (error: unknown): GraphError => {
  if (error instanceof GraphError) return error
  throw error
}

const sendTogether = async (
  { client, business, kinds }: Sender,
  steps: readonly Step[],
): Promise<ReadonlyMap<Step, Sent>> => {
  const calls = steps.map((step) => {
    const [call, more] = callsOf(step, business, kinds)
    if (call === undefined || more !== undefined) throw new Error('a batched step of several calls')
    return call
  })
  const answers = await client.writeMany(calls)
  return new Map(
    steps.map((step, place) => {
      const isOpenAlone = calls[place]?.token === 'asset_or_user'
      const answer = answers[place] as WriteAnswer | GraphError
      return [step, sentOf(answer, step, { kinds, isBegun: false, isOpenAlone })]
    }),
  )
}

interface SentFacts {
  readonly kinds: KindTable
  readonly isBegun: boolean
  readonly isOpenAlone: boolean
}

const sentOf = (answer: WriteAnswer | GraphError, step: Step, facts: SentFacts): Sent => {
  if (!(answer instanceof GraphError)) {
    return answer.success
      ? { type: 'accepted', needsApproval: answer.requiresAdminApproval }
      : { ...NOT_TAKEN, isBegun: facts.isBegun }
  }
  if (!answer.lost) return refusalOf(answer, step, facts)
  return { type: 'lost', error: toFailure(answer), ...endsOf(answer) }
}

const endsOf = (error: GraphError): Ends => ({
  stop: ruleOf(error).stop,
  advice: adviceOf(error),
})

const NOT_TAKEN: Refusal = {
  type: 'refused',
  error: {
    code: null,
    subcode: null,
    message:
      'the API answered success: false; look at it under business.facebook.com/settings; retrying does not help',
    trace_id: null,
  },
  family: 'state',
  stop: 'step',
  advice: null,
  retryAfterMs: null,
  isBegun: false,
  isOpenAlone: false,
}

const refusalOf = (
  error: GraphError,
  step: Step,
  { kinds, isBegun, isOpenAlone }: SentFacts,
): Refusal => {
  const { family, lastsMs } = ruleOf(error)
  return {
    type: 'refused',
    error: failureOf(error, step, kinds),
    family,
    ...endsOf(error),
    ...(error.code === null ? { advice: null } : {}),
    retryAfterMs: lastsMs ?? error.retryAfterMs,
    isBegun,
    isOpenAlone: isOpenAlone && (family === 'permission' || family === 'token'),
  }
}

/**
 * Errors of this program say what to do in their message, because they have no code to look it up
 * by.
 */
const failureOf = (error: GraphError, step: Step, kinds: KindTable): GraphFailure => {
  const failure = toFailure(error)
  if (error.code === null) return { ...failure, message: `${failure.message}; ${adviceOf(error)}` }
  return wouldDropUnknown(error, step, kinds)
    ? { ...failure, message: `would_drop_unknown: ${failure.message}` }
    : failure
}

/** The list has tasks that this version does not know, and the API does not accept them back. */
const wouldDropUnknown = (error: GraphError, step: Step, kinds: KindTable): boolean => {
  const kind = kindOf(step.asset.kind, kinds)
  return error.code === 100 && (step.after ?? []).some((task) => !isKnownTask(kind, task))
}
