import type { LiveState } from '../../model/live.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { StepResult } from '../../model/reports/apply-report.ts'

/** A plan and the session it is to be applied in. */
export interface Prepared {
  readonly plan: Plan
  readonly live: LiveState
  /** When reading `live` began. */
  readonly readAt: Date
  /** Steps of a saved plan that are already done or that wait. */
  readonly settled?: ReadonlyMap<string, StepResult>
  /** Why nothing may be written, in addition to what the plan itself says. */
  readonly refusals?: readonly Problem[]
  /** Whether the report of its apply says what is left to people. */
  readonly tellsLeft?: true
}
