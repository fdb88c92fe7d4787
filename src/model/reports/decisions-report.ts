import type { PlanSummary } from '../plan.ts'
import type { Problem } from '../problem.ts'

/**
 * `written`: into the manifest. `already_so`: nothing had to be. `stale`: live has changed since the
 * review was read. `cannot`: no line can say it, or it would say more than was decided.
 */
export const DECISION_STATUSES = ['written', 'already_so', 'stale', 'cannot'] as const

export type DecisionStatus = (typeof DECISION_STATUSES)[number]

/** What became of one decision. */
export interface DecisionResult {
  /** Counted from 1, without the header. */
  readonly row: number
  /** `act_1111/users/6155…`; null for what is no grant. */
  readonly address: string | null
  /** `keep`, `revoke` or `tasks:A+B`. */
  readonly decision: string
  readonly status: DecisionStatus
  readonly why: string
  /** As the reviewer wrote them; empty if they did not. */
  readonly reviewer: string
  readonly comment: string
}

/** What `review --decisions` made of a reviewed CSV; its keys are the public JSON document. */
export interface DecisionsReport {
  readonly format_version: 1
  readonly kind: 'decisions'
  readonly business: { readonly id: string; readonly name: string | null }
  /** The reviewed CSV, as it was named. */
  readonly decisions: string
  /** False if a read failed or was cut short. */
  readonly complete: boolean
  /** Files of the manifest that were changed. */
  readonly files: readonly string[]
  readonly summary: Readonly<Record<DecisionStatus, number>>
  /** Of the rows that decide something. */
  readonly results: readonly DecisionResult[]
  /** What the manifest plans now; null if it was not planned. */
  readonly plan: PlanSummary | null
  readonly problems: readonly Problem[]
}
