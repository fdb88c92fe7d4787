import type { GraphFailure } from '../../model/apply.ts'
import type { Expiring } from '../../model/expiring.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { ReadCounts } from '../../model/live.ts'
import type { Plan } from '../../model/plan.ts'
import type { RowOptions } from '../rows.ts'

/** What a description may take into account beside the report itself. */
export interface DescribeOptions {
  readonly kinds: KindTable
  /** Columns there are for a line; long names are cut to fit. */
  readonly width: number
  /** Lists what is not managed, every asset of a long list and every task as the API gave it. */
  readonly verbose?: boolean
  /** Filters a plan was made with, in words: then it speaks for nothing else. */
  readonly filters?: readonly string[]
  /** Beside a plan: what ends soon. */
  readonly expiring?: readonly Expiring[]
  /** Beside a report: what reading for it took; shown when verbose. */
  readonly calls?: ReadCounts
  /** Beside an `apply` report: the plan that was applied, for the words of its steps. */
  readonly plan?: Plan
  /** Beside an `apply` report: whether retrying a refused call helps, and what to do. */
  readonly advise?: (failure: GraphFailure) => string | undefined
}

export const rowOptionsOf = (options: DescribeOptions, business: string): RowOptions => ({
  kinds: options.kinds,
  width: options.width,
  verbose: options.verbose === true,
  business,
})
