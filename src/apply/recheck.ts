import type { StepResult } from '../model/apply.ts'
import type { KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Plan } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { planProblem } from '../plan/diagnostics.ts'
import { directoryOf } from '../plan/directory.ts'
import { checkLimit, revocationsOf } from '../plan/rails.ts'
import { createGuard } from './guard.ts'

/** A saved plan against what is live now; `settled` are steps that are not sent any more. */
export interface Recheck {
  readonly plan: Plan
  readonly live: LiveState
  readonly kinds: KindTable
  readonly settled: ReadonlyMap<string, StepResult>
  /** The manifest given beside the plan. */
  readonly manifest: Manifest | null
}

/**
 * The rails over the whole of a saved plan, before anything of it is written. Its own digests say
 * nothing against whoever wrote it, so nothing it says of itself is believed but what it must do.
 */
export const recheckRails = (recheck: Recheck): readonly Problem[] => [
  ...checkRevocations(recheck),
  ...checkRequests(recheck),
  ...checkOffboarded(recheck),
  ...checkSteps(recheck),
]

const checkRevocations = ({ plan, kinds }: Recheck): readonly Problem[] =>
  checkLimit(
    revocationsOf(plan.steps, kinds),
    { limit: plan.policy.max_revocations, allowed: plan.allowed_revocations ?? null },
    kinds,
  )

/** What is open now and what the plan still asks for, together. */
const checkRequests = ({ plan, live, settled }: Recheck): readonly Problem[] => {
  const asked = plan.steps.filter(
    ({ action, address }) => action === 'request' && !settled.has(address),
  ).length
  const open = live.assets.filter(({ ownership }) => ownership === 'pending').length
  const { max_open_requests: limit } = plan.policy
  if (asked === 0 || open + asked <= limit) return []
  return [planProblem('rail_max_open_requests', { open, asked, limit })]
}

/** Offboarding is not counted as a revocation: only for those whom the manifest names. */
const checkOffboarded = ({ plan, live, manifest }: Recheck): readonly Problem[] => {
  if (manifest === null) return []
  const { isOffboarded } = directoryOf(manifest, live)
  const partnerOf = (id: string): string =>
    live.relations.find(({ relation, subject }) => relation === 'on_behalf_of' && subject === id)
      ?.counterpart?.id ?? id
  return plan.steps
    .filter(
      ({ reason, subject }) => reason === 'offboarded' && !isOffboarded(partnerOf(subject.id)),
    )
    .map(({ address, action, source }) =>
      planProblem('rail_step', { address, action, why: 'nobody of that id is offboarded' }, source),
    )
}

/** Every step that is still to be sent, as if all before it went well. */
const checkSteps = ({ plan, live, kinds, settled, manifest }: Recheck): readonly Problem[] => {
  const guard = createGuard(withProtected(plan, live, manifest), live, kinds)
  return plan.steps.flatMap((step) => {
    if (settled.has(step.address)) return []
    const why = guard.admit(step)
    const { address, action, source } = step
    if (why !== null) return [planProblem('rail_step', { address, action, why }, source)]
    guard.settle(step, 'done')
    return []
  })
}

/** The protected by their ids too: an alias is what a plan file says it is. */
const withProtected = (plan: Plan, live: LiveState, manifest: Manifest | null): Plan => {
  if (manifest === null) return plan
  const { candidatesOf } = directoryOf(manifest, live)
  const names = [...plan.policy.protected, ...manifest.policy.protected]
  const ids = names.flatMap(candidatesOf)
  return { ...plan, policy: { ...plan.policy, protected: [...names, ...ids] } }
}
