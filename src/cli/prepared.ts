import type { StepResult } from '../model/apply.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'

/** A plan and what it is to be applied to. */
export interface Prepared {
  readonly plan: Plan
  readonly live: LiveState
  /** When the reading of `live` began. */
  readonly readAt: Date
  /** Steps of a saved plan that live already satisfies or that wait. */
  readonly settled?: ReadonlyMap<string, StepResult>
  /** Why nothing may be written, beside what the plan itself says. */
  readonly refusals?: readonly Problem[]
}
