import type { PlanAsset, Waiting } from '../plan.ts'
import type { Problem } from '../problem.ts'

/** Something that waits for a person, ours or not, declared or not. */
export type OpenRequest = Omit<Waiting, 'asset'> & {
  /** Null for what belongs to no asset: an invitation without a manifest line behind it. */
  readonly asset: PlanAsset | null
  /** Whole days since it was asked; null if that is not known. */
  readonly age_days: number | null
  /** Present, and true, with `--older-than` where it has waited for longer than that. */
  readonly older?: true
  /** Whose turn it is. */
  readonly acts: 'us' | 'others'
  /** Present, and false, on an invitation of somebody whom no line of the manifest names. */
  readonly declared?: false
  /** Present, and true, on an invitation that nobody can accept any more. */
  readonly ended?: true
}

/** Everything that waits for a person; its keys are the public JSON document. */
export interface RequestsReport {
  readonly format_version: 1
  readonly kind: 'requests'
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** The UTC date up to which ages are counted. */
  readonly as_of: string
  readonly complete: boolean
  readonly waiting: readonly OpenRequest[]
  /**
   * With `--older-than`: the duration in milliseconds, and how many have waited for longer. What has
   * no known `since` is not counted.
   */
  readonly older_than?: { readonly ms: number; readonly count: number }
  readonly problems: readonly Problem[]
}
