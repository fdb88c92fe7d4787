import type { KindTable } from '../../model/kinds.ts'
import type { ReadCounts } from '../../model/live.ts'
import type { NamedRole } from '../../model/manifest.ts'
import type { Plan } from '../../model/plan.ts'
import type { GraphFailure } from '../../model/reports/apply-report.ts'
import type { Expiring } from '../../model/reports/expiring-report.ts'
import type { RowOptions } from './rows.ts'

/** What a description may use besides the report itself. */
export interface DescribeOptions {
  readonly kinds: KindTable
  /** Width of a line in columns; long names are cut to fit. */
  readonly width: number
  /**
   * Also lists what is not managed, all assets of a long list, and all tasks as the API gave
   * them.
   */
  readonly verbose?: boolean
  /** The filters that a plan was made with, in words; it then says nothing about anything else. */
  readonly filters?: readonly string[]
  /** The roles of the manifest, by which a list of tasks is named. */
  readonly roles?: readonly NamedRole[]
  /** With a plan: what ends soon. */
  readonly expiring?: readonly Expiring[]
  /** How many reads the report took; shown when verbose. */
  readonly calls?: ReadCounts
  /** With an `apply` report: the plan that was applied, for the words of its steps. */
  readonly plan?: Plan
  /** With an `apply` report: whether retrying a refused call helps, and what to do. */
  readonly advise?: (failure: GraphFailure, call: string | null) => string | undefined
}

/** `asOf`: the day up to which waits are counted; without it, none is. */
export const rowOptionsOf = (
  options: DescribeOptions,
  business: string,
  asOf: string | null = null,
): RowOptions => ({
  kinds: options.kinds,
  width: options.width,
  verbose: options.verbose === true,
  roles: options.roles ?? [],
  business,
  asOf,
})
