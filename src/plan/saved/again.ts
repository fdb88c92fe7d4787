import type { Directory } from '../../access/directory.ts'
import { type AssetView, viewsOf } from '../../access/views.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import { type KindTable, withBusiness } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Memory } from '../../model/memory.ts'
import {
  ACTIONS,
  type Action,
  type Plan,
  type PlanSummary,
  type Reason,
  type Step,
  type WaitingState,
} from '../../model/plan.ts'
import { hasErrors, type Problem } from '../../model/problem.ts'
import { isSameStep } from '../clock.ts'
import { contradictions } from '../contradictions.ts'
import { allViews, joinOf, type PlanInput, planOf } from '../make-plan.ts'
import { endsAll } from '../order/managers.ts'
import { linkSteps } from '../order/needs.ts'
import { isCountRail, weighed } from '../order/rails.ts'
import { BLOCKING, isRail, planProblem } from '../plan-problems.ts'

/** A saved plan, and what it is compared with. */
export interface SavedAgainst {
  readonly plan: Plan
  readonly live: LiveState
  readonly memory: Memory
  /** The manifest given together with the plan. */
  readonly manifest: Manifest | null
  readonly kinds: KindTable
  /** Today's UTC date. */
  readonly asOf: string
  readonly apiDay: string | null
  /** Addresses of steps that live already satisfies, and of those that wait. */
  readonly done: ReadonlySet<string>
  readonly waiting: ReadonlySet<string>
}

export interface FormedAgain {
  readonly plan: Plan
  /** Steps that the manifest no longer wants in the present state. */
  readonly unwanted: readonly Step[]
  /** Who is who in the manifest given beside the plan; null without one. */
  readonly directory: Directory | null
  /** Steps that the manifest wants, but that a person must first make possible. */
  readonly waiting: readonly Step[]
}

/**
 * Forms the reasons, needs, counts and problems of a saved plan again: neither digest protects them
 * from somebody who edits the file, so the file is not believed. The manifest says why each step is
 * made, and whether it is wanted at all; without one, nobody is known to be offboarded or expired.
 */
export const formAgain = (saved: SavedAgainst): FormedAgain => {
  const { plan, live, memory, manifest, kinds } = saved
  const input = manifest === null ? null : replanInput(saved, manifest)
  const joined = input === null ? null : joinOf(input)
  const wanted = input === null || joined === null ? null : wantedBy(planOf(input, joined))
  const views = joined === null ? viewsOf({ live, kinds: withBusiness(kinds) }) : allViews(joined)
  const byAsset = new Map(views.map((view) => [view.asset.id, view]))
  const isOffboarded = joined?.ground.directory.isOffboarded ?? nobodyIs
  const judged = plan.steps.map((step) => {
    const reason = reasonOf(step, byAsset.get(step.asset.id), isOffboarded)
    return judge(saved, wanted, { ...step, needs: [], reason })
  })
  const made = judged.map(({ step }) => step)
  const steps = withNeeds(saved, views, made)
  const of = (verdict: Verdict): readonly Step[] =>
    judged.filter((each) => each.verdict === verdict).map(({ step }) => step)
  const problems = [
    ...plan.problems.filter(isBeyondSteps),
    ...(wanted?.problems.filter(({ code }) => !isRail(code) || OWN_RAILS.has(code)) ?? [
      ...live.problems,
      ...contradictions({ live, memory, kinds }),
    ]),
    ...(plan.complete ? [] : [planProblem('saved_incomplete', {})]),
  ]
  const { held: _, ...own } = plan
  return {
    plan: {
      ...own,
      complete: plan.complete && !hasErrors(live.problems),
      steps,
      summary: summaryOf(plan, steps, kinds),
      problems,
    },
    unwanted: of('unwanted'),
    directory: joined?.ground.directory ?? null,
    waiting: of('waiting'),
  }
}

/**
 * Rails about what the manifest says, independent of steps. All others are checked step by step.
 */
const OWN_RAILS: ReadonlySet<string> = new Set([
  'rail_own_user',
  'rail_protected_unknown',
  'rail_member_declared',
])

type Verdict = 'wanted' | 'done' | 'waiting' | 'unwanted'

interface Wanted {
  readonly steps: ReadonlyMap<string, Step>
  /** What waits, by address; `queued` if only the number of open requests is in the way. */
  readonly waiting: ReadonlyMap<string, WaitingState>
  readonly problems: readonly Problem[]
}

/** The input of a plan made today for the assets of the saved one. */
const replanInput = (
  { plan, live, memory, kinds, asOf, apiDay, done }: SavedAgainst,
  manifest: Manifest,
): PlanInput => {
  const ids = new Set(plan.steps.map(({ asset }) => asset.id))
  // Whoever is removed may be declared anywhere, and everything was read again.
  const isAll = plan.steps.some(endsAll)
  return {
    manifest: { ...manifest, assets: manifest.assets.filter(({ id }) => isAll || ids.has(id)) },
    live,
    memory,
    kinds,
    asOf,
    apiDay,
    graph: plan.graph,
    toolVersion: plan.tool_version,
    interactive: true,
    replace: plan.steps
      .filter(({ gap, address }) => gap === true && !done.has(address))
      .map(({ address }) => address),
  }
}

/** What the manifest wants today on the assets of the saved plan. */
const wantedBy = ({ steps, waiting, problems }: Plan): Wanted => ({
  steps: new Map(steps.map((step) => [step.address, step])),
  waiting: new Map(waiting.map(({ address, state }) => [address, state])),
  problems,
})

/** Without a manifest nobody is known to be offboarded. */
const nobodyIs = (): boolean => false

/** The step with a reason that can be believed, and what becomes of it. */
const judge = (
  { done, waiting }: SavedAgainst,
  wanted: Wanted | null,
  step: Step,
): { readonly step: Step; readonly verdict: Verdict } => {
  const { address } = step
  if (done.has(address)) return { step, verdict: 'done' }
  if (wanted === null || waiting.has(address)) return { step, verdict: 'wanted' }
  const fresh = wanted.steps.get(address)
  if (fresh !== undefined && isSameStep(step, fresh)) return { step: fresh, verdict: 'wanted' }
  const state = wanted.waiting.get(address)
  if (state === undefined) return { step, verdict: 'unwanted' }
  // How many requests may be open is checked by a rail of its own.
  return { step, verdict: state === 'queued' ? 'wanted' : 'waiting' }
}

/** Why a step is made, as far as its action and the manifest show. */
const reasonOf = (
  { action, subject }: Step,
  view: AssetView | undefined,
  isOffboarded: (id: string) => boolean,
): Reason => {
  const { relation, isApproved, reason } = ACTION_TABLE[action]
  const row = view?.rows(relation).find((each) => each.subject === subject.id)
  if (isApproved && row?.status === 'pending') return 'accepts_request'
  const holder = row?.counterpart?.id ?? subject.id
  const isTaken = reason === 'not_in_manifest'
  return isTaken && isOffboarded(holder) ? 'offboarded' : reason
}

/**
 * Links the steps again. A need that is done is dropped; one that waits still holds up the steps
 * that need it.
 */
const withNeeds = (
  { plan, live, kinds, done }: SavedAgainst,
  views: readonly AssetView[],
  steps: readonly Step[],
): readonly Step[] => {
  const seen = new Set(views.map(({ asset }) => asset.id))
  const open = steps.filter(({ address, asset }) => !done.has(address) && seen.has(asset.id))
  const leaving = new Set(live.people.filter((each) => each.leaving === true).map(({ id }) => id))
  const linking = {
    business: plan.business.id,
    kinds,
    // The rails are the plan's own; a manifest given with it only decides what is wanted.
    policy: plan.policy,
    isSelf: (id: string) => live.self.person === id,
    isLeaving: (id: string) => leaving.has(id),
  }
  const linked = new Map(linkSteps(linking, views, open).map((step) => [step.address, step]))
  return steps.map((step) => ({ ...step, needs: linked.get(step.address)?.needs ?? [] }))
}

const summaryOf = (plan: Plan, steps: readonly Step[], kinds: KindTable): PlanSummary => ({
  ...plan.summary,
  ...(Object.fromEntries(
    ACTIONS.map((each) => [each, steps.filter(({ action }) => action === each).length]),
  ) as Record<Action, number>),
  revocations: weighed(steps, kinds).revocations.length,
})

/**
 * Whether a problem cannot be derived from the steps, so that the saved plan is believed about it.
 */
const isBeyondSteps = ({ code }: Problem): boolean =>
  (isRail(code) && !isCountRail(code)) || BLOCKING.has(code)
