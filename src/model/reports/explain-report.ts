import type { Problem, Severity } from '../problem.ts'
import type { FindingSeverity } from './review-report.ts'

/** What a word may be, in the order of output. */
export const EXPLAINED_TYPES = [
  'problem',
  'finding',
  'action',
  'reason',
  'manual_reason',
  'waiting',
  'task',
  'role',
  'graph_error',
] as const

export type ExplainedType = (typeof EXPLAINED_TYPES)[number]

/** One thing that a word means. */
export interface Explained {
  /** `unknown_task`, `ANALYZE`; an error's code, with its subcode or as a range: `100/33`, `200-299`. */
  readonly word: string
  readonly type: ExplainedType
  /**
   * Where it means that: the stage of a problem (`plan`), the kind of a task or role
   * (`ad_account`); null if it means the same everywhere.
   */
  readonly of: string | null
  /** Of problems and findings; null for all others. */
  readonly severity: Severity | FindingSeverity | null
  /** A paragraph: what it means, why, and what to do. `{name}` stands for what a message names. */
  readonly text: string
}

/** What words mean. Its keys are the public JSON document. */
export interface ExplainReport {
  readonly format_version: 1
  readonly kind: 'explain'
  /** The word that was asked for; null for the list of all words. */
  readonly word: string | null
  readonly entries: readonly Explained[]
  readonly problems: readonly Problem[]
}

/** A row of the error table in words. */
export interface ErrorWords {
  /** `190`, `190/463`, `200-299`, or an error of this program: `timeout`. */
  readonly word: string
  /** What its message or call has to look like, if the code alone does not decide; null if it does. */
  readonly only: string | null
  readonly meaning: string
  readonly advice: string | null
  readonly again: string
  /** What else it stops; null for nothing. */
  readonly stops: string | null
}
