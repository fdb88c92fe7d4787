import type { CallCounts } from '../live.ts'
import type { Action, Manual, Waiting, WaitingState } from '../plan.ts'
import type { Problem } from '../problem.ts'

export type ResultStatus = 'done' | 'waiting' | 'failed' | 'skipped' | 'unknown'

/**
 * Why a step was skipped: what it needs did not happen, a rail was broken, a limit has to be waited
 * out, or the run stopped.
 */
export type SkipReason = 'needs' | 'rail' | 'limit' | 'stopped'

/** An error as the Graph API gave it, without secrets. */
export interface GraphFailure {
  /** Graph's own code; null if the error does not come from an answer of the API. */
  readonly code: number | null
  readonly subcode: number | null
  readonly message: string
  readonly trace_id: string | null
}

export interface StepResult {
  readonly address: string
  readonly action: Action
  readonly status: ResultStatus
  readonly why?: SkipReason
  readonly error?: GraphFailure
}

/** What an apply did. Its keys are the public JSON document. */
export interface ApplyReport {
  readonly format_version: 1
  readonly kind: 'apply'
  readonly plan_digest: string
  readonly steps_digest: string
  readonly summary: Readonly<Record<ResultStatus, number>>
  /** ISO time (UTC) from which the same command can continue; null if it need not wait. */
  readonly retry_at: string | null
  readonly results: readonly StepResult[]
  readonly calls: CallCounts
  readonly problems: readonly Problem[]
  /** Of the command `offboard` alone: what is left to people, as its plan has it. */
  readonly waiting?: readonly Waiting[]
  readonly manual?: readonly Manual[]
  readonly interrupted?: true
  /** Present after `--wait`: how people answered in the meantime. */
  readonly waited?: Waited
}

/** What became of one thing that waited for a person. */
export interface Answer {
  readonly address: string
  readonly state: WaitingState
  /** `gone`: neither granted nor pending any more, because it was declined or withdrawn. */
  readonly outcome: 'granted' | 'gone' | 'waiting'
}

export interface Waited {
  readonly minutes: number
  readonly answers: readonly Answer[]
  /** Steps that are possible now; none of them was sent. */
  readonly ready: number
}
