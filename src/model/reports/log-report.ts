import type { Action } from '../plan.ts'
import type { Problem } from '../problem.ts'
import type { GraphFailure, ResultStatus } from './apply-report.ts'

/**
 * An entry of the journal as people read it: a run that began, what it saw, or a write and what
 * became of it.
 */
export type LogEntry =
  | {
      readonly type: 'run'
      /** Number of its first line in the journal. */
      readonly n: number
      /** ISO time (UTC). */
      readonly at: string
      readonly tool_version: string
      readonly plan_digest: string
      readonly steps_digest: string
    }
  | {
      readonly type: 'write'
      readonly n: number
      readonly at: string
      readonly address: string
      readonly action: Action
      readonly before: readonly string[] | null
      readonly after: readonly string[] | null
      /** `unanswered`: it was about to be sent, and what became of it was never recorded. */
      readonly status: ResultStatus | 'unanswered'
      readonly answered_at: string | null
      /** Present, and true, if an admin has to approve it. */
      readonly approval?: true
      readonly error?: GraphFailure
    }
  | {
      readonly type: 'seen'
      readonly n: number
      readonly at: string
      /**
       * Addresses of requests whose asset an apply saw us hold, if they were something else before.
       */
      readonly held: readonly string[]
      /** The same for requests that a client still has to answer. */
      readonly pending: readonly string[]
    }

/** The journal of one business; its keys are the public JSON document. */
export interface LogReport {
  readonly format_version: 1
  readonly kind: 'log'
  readonly business: { readonly id: string }
  /** Whether every line follows from the one before it. */
  readonly whole: boolean
  /**
   * How many lines it has, and the hash of the last. Write them down to notice later if lines are
   * cut off.
   */
  readonly lines: number
  readonly head: string | null
  /** Empty with `--verify`. */
  readonly entries: readonly LogEntry[]
  readonly problems: readonly Problem[]
}
