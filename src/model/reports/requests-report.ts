import type { PlanAsset, Waiting } from '../plan.ts'
import type { Problem } from '../problem.ts'

/** Something that waits on a person, ours or not, declared or not. */
export type OpenRequest = Omit<Waiting, 'asset'> & {
  /** Null for what hangs on no asset: an invitation that no manifest line stands behind. */
  readonly asset: PlanAsset | null
  /** Whole days since it was asked; null where nobody knows. */
  readonly age_days: number | null
  /** Whose turn it is. */
  readonly acts: 'us' | 'others'
}

/** Everything that waits on a person; its keys are the public JSON document. */
export interface RequestsReport {
  readonly format_version: 1
  readonly kind: 'requests'
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** The UTC date ages are counted to. */
  readonly as_of: string
  readonly complete: boolean
  readonly waiting: readonly OpenRequest[]
  readonly problems: readonly Problem[]
}
