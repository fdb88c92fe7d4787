import type { GraphClient } from '../../src/graph/client.ts'
import type { KindTable } from '../../src/model/kinds.ts'
import type { CallCounts, LiveState } from './live.ts'
import type { Problem } from './manifest.ts'
import type { Action, Memory, Plan, Step, WaitingState } from './plan.ts'

export type ResultStatus = 'done' | 'waiting' | 'failed' | 'skipped' | 'unknown'

export interface GraphFailure {
  readonly code: number | null
  readonly subcode: number | null
  readonly message: string
  readonly trace_id: string | null
}

export type JournalEvent =
  | {
      readonly type: 'run'
      readonly tool_version: string
      readonly plan_digest: string
      readonly steps_digest: string
    }
  | {
      readonly type: 'intent'
      readonly address: string
      readonly action: Action
      readonly before: readonly string[] | null
      readonly after: readonly string[] | null
    }
  | {
      readonly type: 'outcome'
      readonly address: string
      readonly action: Action
      readonly after: readonly string[] | null
      readonly status: ResultStatus
      readonly approval?: true
      readonly found?: readonly string[]
      readonly error?: GraphFailure
    }
  | {
      readonly type: 'seen'
      readonly held: readonly string[]
      readonly pending: readonly string[]
    }

export interface Journal {
  readonly append: (...events: readonly JournalEvent[]) => Promise<void>
  readonly close: () => Promise<void>
  readonly memory?: Memory
}

export type SkipReason = 'needs' | 'rail' | 'limit' | 'stopped'

export interface StepResult {
  readonly address: string
  readonly action: Action
  readonly status: ResultStatus
  readonly why?: SkipReason
  readonly error?: GraphFailure
}

export type ApplyEvent =
  | {
      readonly type: 'sending'
      readonly step: Step
      readonly index: number
      readonly total: number
    }
  | {
      readonly type: 'step'
      readonly step: Step
      readonly result: StepResult
      readonly index: number
      readonly total: number
    }

export interface ApplyInput {
  readonly plan: Plan
  readonly client: GraphClient
  readonly journal: Journal
  readonly live: LiveState
  readonly readAt?: Date | null
  readonly kinds?: KindTable
  readonly settled?: ReadonlyMap<string, StepResult>
  readonly sleep?: (ms: number) => Promise<void>
  readonly now?: () => Date
  readonly onEvent?: (event: ApplyEvent) => void
  readonly signal?: AbortSignal
}

export interface Answer {
  readonly address: string
  readonly state: WaitingState
  readonly outcome: 'granted' | 'gone' | 'waiting'
}

export interface Waited {
  readonly minutes: number
  readonly answers: readonly Answer[]
  readonly ready: number
}

export interface ApplyReport {
  readonly format_version: 1
  readonly kind: 'apply'
  readonly plan_digest: string
  readonly steps_digest: string
  readonly summary: Readonly<Record<ResultStatus, number>>
  readonly retry_at: string | null
  readonly results: readonly StepResult[]
  readonly calls: CallCounts
  readonly problems: readonly Problem[]
  readonly interrupted?: true
  readonly waited?: Waited
}
