import type { CallCounts } from './live.ts'
import type { Action, WaitingState } from './plan.ts'
import type { Problem } from './problem.ts'

export type ResultStatus = 'done' | 'waiting' | 'failed' | 'skipped' | 'unknown'

/** Why a step was skipped: what it needs did not happen, a rail, a limit's wait, the run stopped. */
export type SkipReason = 'needs' | 'rail' | 'limit' | 'stopped'

/** An error as the Graph API gave it, without secrets. */
export interface GraphFailure {
  /** Graph's own code; null when no answer of the API stands behind it. */
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

/** What an apply did; its keys are the public JSON document. */
export interface ApplyReport {
  readonly format_version: 1
  readonly kind: 'apply'
  readonly plan_digest: string
  readonly steps_digest: string
  readonly summary: Readonly<Record<ResultStatus, number>>
  /** ISO time after which the same command goes on, or null. */
  readonly retry_at: string | null
  readonly results: readonly StepResult[]
  readonly calls: CallCounts
  readonly problems: readonly Problem[]
  readonly interrupted?: true
  /** Present after `--wait`: how the people answered meanwhile. */
  readonly waited?: Waited
}

/** What became of one thing that waited on a person. */
export interface Answer {
  readonly address: string
  readonly state: WaitingState
  /** `gone`: neither granted nor pending any more: declined, or taken back. */
  readonly outcome: 'granted' | 'gone' | 'waiting'
}

export interface Waited {
  readonly minutes: number
  readonly answers: readonly Answer[]
  /** Steps that are possible now; nothing of them was sent. */
  readonly ready: number
}
