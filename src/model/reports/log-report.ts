import type { Action, PlanAsset, Subject } from '../plan.ts'
import type { Problem } from '../problem.ts'
import type { GraphFailure, ResultStatus } from './apply-report.ts'

/** Who acted, as far as it is known; nothing of it is a secret. */
export interface Author {
  /** The token's own user, as `/me` gave it. */
  readonly user?: { readonly id: string; readonly name: string | null }
  /** The commit that a CI system ran for, in hex. */
  readonly commit?: string
  readonly ci?: {
    /** `GitHub Actions`; `CI` for one that is not known by name. */
    readonly system: string
    /** Address of the run, or its number; null if it does not tell. */
    readonly run: string | null
    /** Who started the run, in the system's own words; null if it does not tell. */
    readonly actor: string | null
  }
  /** User of the operating system. */
  readonly os_user?: string
}

/** What a write was about, with the names of the time of writing. */
export interface Named {
  readonly asset?: PlanAsset
  readonly subject?: Pick<Subject, 'type' | 'id' | 'name' | 'alias'>
}

/** Absent from entries of versions that did not write it down. */
interface Authored {
  readonly by?: Author
}

/**
 * An entry of the journal as people read it: a run that began, what it saw, or a write and what
 * became of it.
 */
export type LogEntry =
  | (Authored & {
      readonly type: 'run'
      /** Number of its first line in the journal. */
      readonly n: number
      /** ISO time (UTC). */
      readonly at: string
      readonly tool_version: string
      readonly plan_digest: string
      readonly steps_digest: string
    })
  | (Authored &
      Named & {
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
      })
  | (Authored & {
      readonly type: 'seen'
      readonly n: number
      readonly at: string
      /**
       * Addresses of requests whose asset an apply saw us hold, if they were something else before.
       */
      readonly held: readonly string[]
      /** The same for requests that a client still has to answer. */
      readonly pending: readonly string[]
      /** The assets of both, with their names of that time. */
      readonly assets?: readonly PlanAsset[]
    })

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
