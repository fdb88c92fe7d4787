import type { GraphClient } from '../graph/client.ts'
import { adviceOf, ruleOf } from '../graph/errors.ts'
import { GraphError, toFailure } from '../graph/graph-error.ts'
import type { GraphFailure } from '../model/apply.ts'
import { type KindTable, kindOf } from '../model/kinds.ts'
import type { Step } from '../model/plan.ts'
import { isKnownTask } from '../model/tasks.ts'
import { callsOf } from '../model/write.ts'

/** What became of a step's calls, as far as their answers tell. */
export type Sent =
  | { readonly type: 'accepted'; readonly needsApproval: boolean }
  /** No answer, or one that cannot tell: read back before anything else. */
  | { readonly type: 'lost'; readonly error: GraphFailure }
  | {
      readonly type: 'refused'
      readonly error: GraphFailure
      readonly family: ReturnType<typeof ruleOf>['family']
      readonly stop: ReturnType<typeof ruleOf>['stop']
      /** What the error means and what to do, in words. */
      readonly advice: string
      /** How long the API asks to wait, in ms; null where it says nothing. */
      readonly retryAfterMs: number | null
    }

/** Sends a step's calls, each exactly once, and stops at the first that is not accepted. */
export const sendStep = async (
  client: GraphClient,
  step: Step,
  business: string,
  kinds: KindTable,
): Promise<Sent> => {
  let needsApproval = false
  for (const call of callsOf(step, business, kinds)) {
    try {
      const answer = await client.write(call)
      if (!answer.success) return NOT_TAKEN
      needsApproval ||= answer.requiresAdminApproval
    } catch (error) {
      if (!(error instanceof GraphError)) throw error
      return error.lost ? { type: 'lost', error: toFailure(error) } : refusedBy(error, step, kinds)
    }
  }
  return { type: 'accepted', needsApproval }
}

const NOT_TAKEN: Sent = {
  type: 'refused',
  error: { code: null, subcode: null, message: 'the API answered success: false', trace_id: null },
  family: 'state',
  stop: 'step',
  advice: 'look at it under business.facebook.com/settings',
  retryAfterMs: null,
}

const refusedBy = (error: GraphError, step: Step, kinds: KindTable): Sent => {
  const { family, stop } = ruleOf(error)
  const failure = toFailure(error)
  return {
    type: 'refused',
    error: wouldDropUnknown(error, step, kinds)
      ? { ...failure, message: `would_drop_unknown: ${failure.message}` }
      : failure,
    family,
    stop,
    advice: adviceOf(error),
    retryAfterMs: error.retryAfterMs,
  }
}

/** The list carries tasks this version does not know, and the API does not take them back. */
const wouldDropUnknown = (error: GraphError, step: Step, kinds: KindTable): boolean => {
  const kind = kindOf(step.asset.kind, kinds)
  return error.code === 100 && (step.after ?? []).some((task) => !isKnownTask(kind, task))
}
