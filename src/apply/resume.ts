import type { StepResult } from '../model/apply.ts'
import { KINDS, type KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { Plan, Step } from '../model/plan.ts'
import { type Problem, problemsOf } from '../model/problem.ts'
import { groupBy } from '../plan/ground.ts'
import { loosenedIn } from '../plan/policy-order.ts'
import { isRemembered } from '../plan/request.ts'
import { recheckRails } from './recheck.ts'
import { effectOf, observationOf } from './settle.ts'

export const RESUME_PROBLEMS = {
  saved_other_origin: {
    severity: 'error',
    words: (a: { saved: string; given: string }) =>
      `the plan was made against ${a.saved}, this run speaks to ${a.given}. Plan again`,
  },
  saved_other_business: {
    severity: 'error',
    words: (a: { saved: string; given: string }) =>
      `the plan is for business ${a.saved}, the manifest beside it for ${a.given}`,
  },
  saved_other_manifest: {
    severity: 'error',
    words: (_: object) => 'the manifest changed since the plan was saved. Plan again',
  },
  saved_policy_loosened: {
    severity: 'error',
    words: (a: { keys: readonly string[] }) =>
      `the plan's policy is looser than the manifest's: ${a.keys.join(', ')}. Plan again`,
  },
  saved_out_of_date: {
    severity: 'error',
    words: (a: { why: string }) => `${a.why}. Plan again`,
  },
  saved_stale: {
    severity: 'error',
    words: (a: { address: string; action: string; why: string }) =>
      `${a.action} ${a.address} is stale: ${a.why}. Nothing was written; plan again`,
  },
} as const

const problem = problemsOf(RESUME_PROBLEMS)

/** Why a saved plan must not be applied here and today; empty when it may. */
export const checkSaved = (
  plan: Plan,
  now: {
    readonly origin: string
    /** Today's UTC date. */
    readonly today: string
    readonly manifest: Manifest | null
  },
): readonly Problem[] => {
  const { manifest, today, origin } = now
  const loosened = manifest === null ? [] : loosenedIn(plan.policy, manifest.policy)
  const isExpired = plan.expires_next !== null && plan.expires_next < today
  return [
    ...(plan.graph === origin
      ? []
      : [problem('saved_other_origin', { saved: plan.graph, given: origin })]),
    ...(manifest !== null && manifest.business !== plan.business.id
      ? [problem('saved_other_business', { saved: plan.business.id, given: manifest.business })]
      : []),
    ...(manifest !== null && manifest.digest !== plan.manifest_digest
      ? [problem('saved_other_manifest', {})]
      : []),
    ...(loosened.length > 0 ? [problem('saved_policy_loosened', { keys: loosened })] : []),
    ...(plan.as_of > today
      ? [problem('saved_out_of_date', { why: `the plan is of ${plan.as_of}, which is to come` })]
      : []),
    ...(isExpired
      ? [problem('saved_out_of_date', { why: `access it counts on ended on ${plan.expires_next}` })]
      : []),
  ]
}

/**
 * How the steps of a saved plan stand against what is live now. `settled`: already done, or waiting;
 * they are not sent. Every other step is ready, unless `problems` names it stale or a rail that it
 * would break: then nothing at all may be written.
 */
export const resumePlan = (
  plan: Plan,
  live: LiveState,
  memory: Memory,
  {
    kinds = KINDS,
    manifest = null,
  }: { readonly kinds?: KindTable; readonly manifest?: Manifest | null } = {},
): { readonly settled: ReadonlyMap<string, StepResult>; readonly problems: readonly Problem[] } => {
  const settled = new Map<string, StepResult>()
  const problems: Problem[] = []
  const rows = groupBy(live.relations, (row) => row.asset)
  const scopes = groupBy(live.scopes, (scope) => scope.asset)
  for (const step of plan.steps) {
    const { address, action, asset } = step
    const own = { relations: rows.get(asset.id) ?? [], scopes: scopes.get(asset.id) ?? [] }
    const standing = standingOf(step, own, memory, kinds)
    if (standing === 'done' || standing === 'waiting') {
      settled.set(address, { address, action, status: standing })
    } else if (standing !== 'ready') {
      problems.push(problem('saved_stale', { address, action, why: standing }, step.source))
    }
  }
  if (problems.length > 0) return { settled, problems }
  return { settled, problems: recheckRails({ plan, live, kinds, settled, manifest }) }
}

/** What is live on a step's own asset. */
type OwnState = Pick<LiveState, 'relations' | 'scopes'>

/** `done`, `waiting`, `ready`, or why the step is stale. */
const standingOf = (step: Step, live: OwnState, memory: Memory, kinds: KindTable): string => {
  switch (effectOf(step, observationOf(step, live), kinds)) {
    case 'effected':
      return 'done'
    case 'waits':
      return 'waiting'
    case 'other':
      return 'live is neither what it was nor what the step makes of it'
    case 'unseen':
      return 'live could not be read'
    case 'untouched':
      if (step.action === 'grant' && memory.approvals.has(step.address)) return 'waiting'
      return step.action === 'request' && isRemembered(memory, step.address)
        ? 'it was asked for or held before, and is neither pending nor granted'
        : 'ready'
  }
}
