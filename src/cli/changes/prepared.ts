import type { LiveState } from '../../model/live.ts'
import type { NamedRole } from '../../model/manifest.ts'
import type { Memory } from '../../model/memory.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { StepResult } from '../../model/reports/apply-report.ts'
import type { Origin } from '../../twin/replan.ts'
import type { Session } from '../session/session.ts'

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
  /** How it came about, so that it can be rehearsed. */
  readonly origin?: { readonly memory: Memory; readonly origin: Origin }
  /** The roles of the manifest it was made from. */
  readonly roles?: readonly NamedRole[]
  /** Whether the report of its apply says what is left to people. */
  readonly tellsLeft?: true
}

/** A plan that is still to be made, or to be checked against what is live. */
export interface Preparing {
  readonly business: string
  readonly prepare: (session: Session) => Promise<Prepared>
}

/** How many steps would be sent. */
export const openIn = ({ plan, settled }: Pick<Prepared, 'plan' | 'settled'>): number => {
  const held = new Set(plan.held?.map(({ address }) => address))
  return plan.steps.filter(({ address }) => settled?.has(address) !== true && !held.has(address))
    .length
}
