import { isRemembered } from '../access/standings.ts'
import { type AssetView, viewsOf } from '../access/views.ts'
import { ACTION_TABLE } from '../model/actions.ts'
import { KINDS, type KindTable, kindOf, withEverything } from '../model/kinds.ts'
import { hasEnded, type LiveState } from '../model/live.ts'
import type { Manifest } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import type { Plan, Step } from '../model/plan.ts'
import { type Problem, problemsOf } from '../model/problem.ts'
import type { RelationName } from '../model/relations.ts'
import type { StepResult } from '../model/reports/apply-report.ts'
import { isKept } from '../plan/judge/kept.ts'
import { formAgain } from '../plan/saved/again.ts'
import { loosenedIn } from '../plan/saved/policy-order.ts'
import { observationOf } from './attempt/settle.ts'
import type { Reading } from './guard.ts'
import { recheckRails } from './recheck.ts'
import { type StepStanding, standingOf } from './standing.ts'

export const RESUME_PROBLEMS = {
  saved_other_origin: {
    severity: 'error',
    words: (a: { saved: string; given: string }) =>
      `the plan was made against ${a.saved}, but this run uses ${a.given}. Plan again`,
  },
  saved_other_business: {
    severity: 'error',
    words: (a: { saved: string; given: string }) =>
      `the plan is for business ${a.saved}, but the manifest given with it is for ${a.given}. Plan again`,
  },
  saved_other_manifest: {
    severity: 'error',
    words: (_: object) => 'the manifest has changed since the plan was saved. Plan again',
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
      `${a.action} ${a.address} is no longer what the manifest given with the plan asks for. Nothing was written; plan again`,
  },
  saved_stale: {
    severity: 'error',
    words: (a: { address: string; action: string; why: string }) =>
      `${a.action} ${a.address} is stale: ${a.why}. Nothing was written; plan again`,
  },
} as const

const problem = problemsOf(RESUME_PROBLEMS)

/** Why a saved plan must not be applied here and today; empty if it may. */
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
      ? [
          problem('saved_out_of_date', {
            why: `the plan is dated ${plan.as_of}, which is in the future`,
          }),
        ]
      : []),
    ...(isExpired
      ? [
          problem('saved_out_of_date', {
            why: `access that it relies on ended on ${plan.expires_next}`,
          }),
        ]
      : []),
  ]
}

/** What a saved plan is checked against, besides the live state. */
export interface ResumeOptions {
  readonly kinds?: KindTable
  /** The manifest given together with it. */
  readonly manifest?: Manifest | null
  /** Today's UTC date; by default the plan's own. */
  readonly asOf?: string
  /** The UTC date by the API's clock, if ours is more than a day off; otherwise null. */
  readonly apiDay?: string | null
  /** Whether there is somebody at a terminal to ask. */
  readonly interactive?: boolean
  readonly allowRevocations?: number
  readonly allowRequests?: number
  readonly allowInvitations?: number
  readonly allowOffboarded?: number
}

export interface Resumed {
  /** The plan with its reasons, needs, counts and problems derived again: apply this one. */
  readonly plan: Plan
  /** Results of steps that are not sent because they are done or waiting. */
  readonly settled: ReadonlyMap<string, StepResult>
  readonly problems: readonly Problem[]
}

/**
 * How the steps of a saved plan compare with what is live now. Every step that is not `settled` is
 * ready, unless `problems` names it as stale or unwanted, or as breaking a rail: then nothing at all
 * may be written.
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
  const views = new Map(
    viewsOf({ live, kinds: withEverything(kinds) }).map((view) => [view.asset.id, view]),
  )
  const settle = ({ address, action }: Step, status: 'done' | 'waiting'): void => {
    settled.set(address, { address, action, status })
  }
  for (const step of plan.steps) {
    const { address, action, asset } = step
    const seen = seenOf(views.get(asset.id), ACTION_TABLE[action].relation)
    const standing = rememberedStanding(step, standingOf(step, seen, kinds), {
      memory,
      kinds,
      apiDay,
      ended: endedIn(step, seen, asOf),
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
  const { directory } = formed
  const beside = manifest === null || directory === null ? null : { manifest, directory }
  const claimed = manifest === null ? plan.steps : []
  const rails = recheckRails({ ...resumed, claimed, live, kinds, beside, isBlind, ...options })
  return { ...resumed, problems: rails }
}

/** What was read of an asset by one relation; nothing of an asset that no list has. */
const seenOf = (view: AssetView | undefined, relation: RelationName): Reading => {
  if (view === undefined) return { assets: [], relations: [], scopes: [] }
  const scope = view.scope(relation)
  return {
    assets: [{ ...view.asset, ownership: view.ownership }],
    relations: view.rows(relation),
    scopes: scope === null ? [] : [scope],
  }
}

const addressesOf = (
  settled: ReadonlyMap<string, StepResult>,
  wanted: StepResult['status'],
): ReadonlySet<string> =>
  new Set([...settled].filter(([, { status }]) => status === wanted).map(([address]) => address))

interface Past {
  readonly memory: Memory
  readonly kinds: KindTable
  readonly apiDay: string | null
  /** Whether an invitation of the same address is listed that nobody can accept any more. */
  readonly ended: boolean
}

const endedIn = (step: Step, seen: Reading, asOf: string): boolean => {
  const invitation = observationOf(step, seen).row?.member?.invitation
  return invitation !== undefined && hasEnded(invitation, asOf)
}

/** What the journal and the clock say about a step that the live state would allow. */
const rememberedStanding = (
  step: Step,
  standing: StepStanding,
  { memory, kinds, apiDay, ended }: Past,
): StepStanding => {
  const { isApproved, asks, invites } = ACTION_TABLE[step.action]
  if (invites && ended && standing.type === 'done') {
    return { type: 'stale', why: 'the invitation has ended' }
  }
  if (standing.type !== 'ready') return standing
  if (isApproved && memory.approvals.has(step.address)) return { type: 'waiting' }
  if (asks && isRemembered(memory, step.address)) {
    const why = 'it was asked for or held before, and is neither pending nor granted'
    return { type: 'stale', why }
  }
  const isInvited = memory.invitations?.has(step.address) === true
  if (invites && isInvited && step.subject.invitation === undefined) {
    const why = 'they were invited before, and are neither invited any more nor in the business'
    return { type: 'stale', why }
  }
  if (step.gap !== true && isKept(memory, kindOf(step.asset.kind, kinds), step)) {
    return { type: 'stale', why: 'the API accepted it before, and shows that nothing changed' }
  }
  return apiDay !== null && step.reason === 'expired'
    ? { type: 'stale', why: `by the API's clock it is ${apiDay}, and the step depends on the day` }
    : standing
}
