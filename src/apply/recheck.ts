import type { Directory } from '../access/directory.ts'
import { ACTION_TABLE } from '../model/actions.ts'
import type { KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { StepResult } from '../model/reports/apply-report.ts'
import { type AllowedCounts, allowedBy, checkCounts, weighed } from '../plan/order/rails.ts'
import { openRequestsIn } from '../plan/order/request-queue.ts'
import { planProblem } from '../plan/plan-problems.ts'
import { createGuard } from './guard.ts'

/** A saved plan and what is live now; `settled` are steps that are no longer sent. */
export interface Recheck extends AllowedCounts {
  readonly plan: Plan
  readonly live: LiveState
  readonly kinds: KindTable
  readonly settled: ReadonlyMap<string, StepResult>
  /** The manifest given together with the plan, and who is who in it. */
  readonly beside: { readonly manifest: Manifest; readonly directory: Directory } | null
  /**
   * The steps as the file has them, where no manifest tells who is offboarded. What it says of that
   * lifts no limit, and is held to one more.
   */
  readonly claimed?: readonly Step[]
  /** `--allow-requests`, given with the plan as the other numbers are. */
  readonly allowRequests?: number
  /** Whether what was asked for before is unknown: there is no journal, and nobody to ask. */
  readonly isBlind?: boolean
}

/**
 * Checks the rails for the whole of a saved plan before any of it is written. Its digests do not
 * protect against its author, so it is believed only about the steps it wants.
 */
export const recheckRails = (recheck: Recheck): readonly Problem[] => [
  ...checkAllCounts(recheck),
  ...checkRequests(recheck),
  ...checkSteps(recheck),
]

/** For the whole plan, however much of it is done: its total was reviewed. */
const checkAllCounts = (recheck: Recheck): readonly Problem[] => {
  const { plan, claimed = [], kinds } = recheck
  const allowed = allowedBy(recheck)
  const leaving = claimed.filter(({ reason }) => reason === 'offboarded')
  const steps = weighed([...plan.steps, ...leaving], kinds)
  return checkCounts(steps, { policy: plan.policy, allowed, kinds })
}

/** What is open now together with what the plan still asks for. */
const checkRequests = (recheck: Recheck): readonly Problem[] => {
  const { plan, live, settled } = recheck
  const requests = plan.steps.filter(({ action }) => ACTION_TABLE[action].asks)
  const asked = requests.filter(({ address }) => !settled.has(address)).length
  if (asked === 0) return []
  const { max_open_requests: limit } = plan.policy
  const open = openRequestsIn(live)
  const lists = live.unreadRequests ?? []
  if (open === null) return [planProblem('rail_open_requests_unknown', { lists, asked, limit })]
  return [
    ...(open + asked <= limit
      ? []
      : [planProblem('rail_max_open_requests', { open, asked, limit })]),
    ...checkConfirmed(recheck, requests.length),
  ]
}

/** The number of all requests in the plan, as it was reviewed. */
const checkConfirmed = (
  { allowRequests, isBlind = false }: Recheck,
  asked: number,
): readonly Problem[] =>
  allowRequests === asked || (allowRequests === undefined && !isBlind)
    ? []
    : [planProblem('rail_allow_requests', { given: allowRequests ?? null, asked })]

/** Every step that is still to be sent, as if all before it had succeeded. */
const checkSteps = ({ plan, live, kinds, settled, beside }: Recheck): readonly Problem[] => {
  const guard = createGuard(withProtected(plan, beside), live, kinds)
  return plan.steps.flatMap((step) => {
    if (settled.has(step.address)) return []
    const why = guard.admit(step)
    const { address, action, source } = step
    if (why !== null) return [planProblem('rail_step', { address, action, why }, source)]
    guard.settle(step, 'done')
    return []
  })
}

/** Protects by id too, because an alias means whatever the plan file says. */
const withProtected = (plan: Plan, beside: Recheck['beside']): Plan => {
  if (beside === null) return plan
  const names = [...plan.policy.protected, ...beside.manifest.policy.protected]
  const ids = names.flatMap(beside.directory.candidatesOf)
  return { ...plan, policy: { ...plan.policy, protected: [...names, ...ids] } }
}
