import { isRemembered } from '../access/standing.ts'
import type { StepResult } from '../model/apply.ts'
import { groupBy } from '../model/groups.ts'
import { KINDS, type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { Plan, Step } from '../model/plan.ts'
import { type Problem, problemsOf } from '../model/problem.ts'
import { formAgain } from '../plan/again.ts'
import { isKept } from '../plan/kept.ts'
import { loosenedIn } from '../plan/policy-order.ts'
import { recheckRails } from './recheck.ts'
import { type StepStanding, standingOf } from './standing.ts'

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
  saved_unwanted: {
    severity: 'error',
    words: (a: { address: string; action: string }) =>
      `${a.action} ${a.address} is not what the manifest beside the plan wants as things are now. Nothing was written; plan again`,
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

/** What a saved plan is held against beside what is live. */
export interface ResumeOptions {
  readonly kinds?: KindTable
  /** The manifest given beside it. */
  readonly manifest?: Manifest | null
  /** Today's UTC date; default the plan's own. */
  readonly asOf?: string
  /** The UTC date by the API's clock, where ours is more than a day off it. */
  readonly apiDay?: string | null
  /** Whether somebody at a terminal can be asked. */
  readonly interactive?: boolean
  readonly allowRevocations?: number
  readonly allowRequests?: number
}

export interface Resumed {
  /** The plan, its reasons, needs, counts and problems formed again: apply this one. */
  readonly plan: Plan
  /** Results of steps that are not sent: already done, or waiting. */
  readonly settled: ReadonlyMap<string, StepResult>
  readonly problems: readonly Problem[]
}

/**
 * How the steps of a saved plan stand against what is live now. Every step that is not `settled` is
 * ready, unless `problems` names it stale or unwanted, or a rail that it would break: then nothing
 * at all may be written.
 */
export const resumePlan = (
  plan: Plan,
  live: LiveState,
  memory: Memory,
  options: ResumeOptions = {},
): Resumed => {
  const { kinds = KINDS, manifest = null, asOf = plan.as_of, apiDay = null } = options
  const settled = new Map<string, StepResult>()
  const problems: Problem[] = []
  const stale = new Set<string>()
  const assets = groupBy(live.assets, ({ id }) => id)
  const rows = groupBy(live.relations, (row) => row.asset)
  const scopes = groupBy(live.scopes, (scope) => scope.asset)
  const settle = ({ address, action }: Step, status: 'done' | 'waiting'): void => {
    settled.set(address, { address, action, status })
  }
  for (const step of plan.steps) {
    const { address, action, asset } = step
    const own = {
      assets: assets.get(asset.id) ?? [],
      relations: rows.get(asset.id) ?? [],
      scopes: scopes.get(asset.id) ?? [],
    }
    const standing = rememberedStanding(step, standingOf(step, own, kinds), {
      memory,
      kinds,
      apiDay,
    })
    if (standing.type === 'stale') {
      stale.add(step.address)
      problems.push(problem('saved_stale', { address, action, why: standing.why }, step.source))
    } else if (standing.type !== 'ready') settle(step, standing.type)
  }
  const formed = formAgain({
    ...{ plan, live, memory, manifest, kinds, asOf, apiDay },
    done: addressesOf(settled, 'done'),
    waiting: addressesOf(settled, 'waiting'),
  })
  for (const step of formed.waiting) settle(step, 'waiting')
  for (const { address, action, source } of formed.unwanted) {
    if (!stale.has(address)) problems.push(problem('saved_unwanted', { address, action }, source))
  }
  const { allowRevocations, interactive = false } = options
  const allowed = allowRevocations === undefined ? {} : { allowed_revocations: allowRevocations }
  const { allowed_revocations: _, ...own } = formed.plan
  const resumed = { plan: { ...own, ...allowed }, settled }
  if (problems.length > 0) return { ...resumed, problems }
  const isBlind = !memory.present && !interactive
  const rails = recheckRails({ ...resumed, live, kinds, manifest, isBlind, ...options })
  return { ...resumed, problems: rails }
}

const addressesOf = (
  settled: ReadonlyMap<string, StepResult>,
  wanted: StepResult['status'],
): ReadonlySet<string> =>
  new Set([...settled].filter(([, { status }]) => status === wanted).map(([address]) => address))

/** What the journal and the clock say of a step that live would let go on. */
const rememberedStanding = (
  step: Step,
  standing: StepStanding,
  {
    memory,
    kinds,
    apiDay,
  }: { readonly memory: Memory; readonly kinds: KindTable; readonly apiDay: string | null },
): StepStanding => {
  if (standing.type !== 'ready') return standing
  if (step.action === 'grant' && memory.approvals.has(step.address)) return { type: 'waiting' }
  if (step.action === 'request' && isRemembered(memory, step.address)) {
    const why = 'it was asked for or held before, and is neither pending nor granted'
    return { type: 'stale', why }
  }
  if (step.gap !== true && isKept(memory, kindOf(step.asset.kind, kinds), step)) {
    return { type: 'stale', why: 'the API accepted it before, and shows that nothing changed' }
  }
  return apiDay !== null && step.reason === 'expired'
    ? { type: 'stale', why: `by the API's clock it is ${apiDay}, and it rests on a day` }
    : standing
}
