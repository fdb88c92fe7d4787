import { identifiersOf } from '../access/directory.ts'
import { type AssetView, viewsOf } from '../access/views.ts'
import { nextExpiryOf } from '../access/wish.ts'
import { ACTION_TABLE } from '../model/actions.ts'
import { BUSINESS, KINDS, type KindTable, withBusiness } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Manifest, Policy } from '../model/manifest.ts'
import type { Memory } from '../model/memory.ts'
import {
  ACTIONS,
  type HeldStep,
  type ManualReason,
  type Plan,
  type PlanSummary,
  type Step,
} from '../model/plan.ts'
import { compareProblems, hasErrors, type Problem } from '../model/problem.ts'
import { digestOf } from '../model/text/digest.ts'
import { compareText } from '../model/text/text.ts'
import { checkNames } from './check-names.ts'
import { clockProblems, type Judged, judgeByClock } from './clock.ts'
import { contradictions } from './contradictions.ts'
import {
  checkFilter,
  filterSteps,
  isOfMembers,
  isPartial,
  type PlanFilter,
  passes,
  passesAsset,
  passesStep,
} from './filter.ts'
import { judgeAsset } from './judge/judge.ts'
import { judgeGroups, keptByGroups } from './judge/judge-groups.ts'
import { leftoversOf } from './judge/leftovers.ts'
import { holdMembers } from './members/held-members.ts'
import { judgeMembers } from './members/judge-members.ts'
import { heldProblems, heldSteps } from './order/held-steps.ts'
import { deferRevokes, type Linking, linkSteps } from './order/needs.ts'
import { orderSteps } from './order/order.ts'
import { allowedBy, type BrokenRail, checkRails, weighed } from './order/rails.ts'
import { queueRequests } from './order/request-queue.ts'
import { type Outcome, type SortedOutcomes, sortOutcomes } from './outcome.ts'
import { type PlanGround, planGroundOf } from './plan-ground.ts'
import { BLOCKING, isRail } from './plan-problems.ts'
import { unusedFlags } from './unused-flags.ts'

/** Everything that a plan is made from. Nothing else influences it. */
export interface PlanInput {
  readonly manifest: Manifest
  readonly live: LiveState
  readonly memory: Memory
  /** The UTC date the plan is made for, `YYYY-MM-DD`. */
  readonly asOf: string
  /** The UTC date by the API's clock, if ours is more than a day off. */
  readonly apiDay?: string | null
  /** Origin of the Graph API that was read. */
  readonly graph: string
  readonly toolVersion: string
  readonly kinds?: KindTable
  readonly preview?: boolean
  /** Whether there is a terminal with somebody to ask. */
  readonly interactive?: boolean
  /** Problems of earlier stages that are shown with the plan. */
  readonly problems?: readonly Problem[]
  readonly filter?: PlanFilter
  /** Addresses of agencies to replace with a gap. */
  readonly replace?: readonly string[]
  /**
   * Addresses to send again: of requests that were declined or vanished, and of changes that the
   * API accepted without effect.
   */
  readonly resend?: readonly string[]
  readonly allowRequests?: number
  readonly allowRevocations?: number
  readonly allowInvitations?: number
  readonly allowOffboarded?: number
  /**
   * Whether broken rails hold single steps rather than the whole plan, and the command that makes
   * those later.
   */
  readonly holding?: { readonly again: string }
}

/**
 * Compares what the manifest says with what is live: join both sides by address, judge each by a
 * truth table, hold back what must wait, order, link, and check the rails. Pure: the same input
 * gives the same bytes.
 */
export const makePlan = (input: PlanInput): Plan => planOf(input, joinOf(input))

/** Both sides, joined. Other questions about the same input are put to the same join. */
export interface Joined {
  readonly ground: PlanGround
  readonly views: readonly AssetView[]
  /** The business itself, where its members are declared or were read. */
  readonly business: AssetView | null
}

export const joinOf = (input: PlanInput): Joined => {
  const ground = planGroundOf({ ...input, kinds: input.kinds ?? KINDS })
  const views = viewsOf({ ...ground, kinds: withBusiness(ground.kinds) })
  const business = views.find(({ kind }) => kind === BUSINESS) ?? null
  return { ground, views: views.filter((view) => view !== business), business }
}

/** Everything that steps are linked and rails are checked by. */
export const allViews = ({ views, business }: Pick<Joined, 'views' | 'business'>) =>
  business === null ? views : [...views, business]

/** The plan for what was joined from this same input. */
export const planOf = (input: PlanInput, joined: Joined): Plan => {
  const { ground } = joined
  const views = allViews(joined)
  const filter = input.filter ?? {}
  const { told, uncertain, unchanged } = judgedAll(joined, filter)
  const found = withGroupsLeft(ground, told)
  const outcomes = queueRequests(ground, deferRevokes(found), {
    interactive: input.interactive ?? false,
    allowRequests: input.allowRequests ?? null,
  })
  const drafts = outcomes.flatMap((outcome) => (outcome.type === 'step' ? [outcome.step] : []))
  const linked = linkSteps(linkingOf(ground), views, orderSteps(drafts, ground.kinds))
  const filtered = filterSteps(linked, filter)
  const { shard: _, ...unsharded } = filter
  const own = weighed(filtered.steps, ground.kinds)
  const together =
    filter.shard === undefined ? own : weighed(filterSteps(linked, unsharded).steps, ground.kinds)
  const rails = checkRails(ground, views, own, { allowed: allowedBy(input), together })
  const held =
    input.holding === undefined
      ? null
      : heldSteps([...judgedRails(outcomes), ...rails], filtered.steps)
  const sorted = sortOutcomes(withoutLeaving(outcomes, filter, held ?? []))
  const problems = [
    ...(input.problems ?? []),
    ...ground.live.problems,
    ...sorted.problem.map(({ problem }) => problem),
    ...clockProblems(ground, uncertain),
    ...checkNames(ground),
    ...contradictions(ground),
    ...checkFilter(filter, ground, views),
    ...filtered.problems,
    ...unusedFlags(ground, linked, sorted.manual),
    ...rails.map(({ problem }) => problem),
    ...heldProblems(held ?? [], filtered.steps, input.holding?.again ?? ''),
  ]
  const isBlocked = problems.some((problem) => BLOCKING.has(problem.code))
  return seal(input, ground, {
    outcomes: sorted,
    filter,
    unchanged,
    steps: isBlocked ? [] : filtered.steps,
    revocations: isBlocked ? 0 : own.revocations.length,
    together: together.revocations.length,
    held: isBlocked && held !== null ? [] : held,
    problems,
  })
}

interface AllJudged {
  /** The outcomes of all assets and of the business, except of what is unchanged. */
  readonly told: readonly Outcome[]
  /** Addresses of steps that are uncertain. */
  readonly uncertain: readonly string[]
  /** How many relations are as they should be. Nearly all are, and nothing else is said of them. */
  readonly unchanged: number
}

const judgedAll = (joined: Joined, filter: PlanFilter): AllJudged => {
  const { ground, views, business } = joined
  const told: Outcome[] = []
  const uncertain: string[] = []
  let unchanged = 0
  const gather = (outcomes: readonly Outcome[]): void => {
    for (const outcome of outcomes) {
      if (outcome.type === 'unchanged') unchanged += 1
      else told.push(outcome)
    }
  }
  for (const view of views) {
    const { outcomes, held } = judgeByClock(ground, view, judgeAsset)
    const isOther = !passesAsset(filter, view.asset)
    gather(isOther ? outcomes.filter(({ type }) => !OF_OTHERS.has(type)) : outcomes)
    if (!isOther) uncertain.push(...held)
  }
  const members = judgedMembers(joined, filter)
  gather(members.outcomes)
  uncertain.push(...members.held)
  gather(leftoversOf(ground, business))
  gather(judgeGroups(ground, { isPart: isPartial(filter) }))
  return { told, uncertain, unchanged }
}

/** Rails of the own user, of whom there is no step: they hold the whole plan. */
const judgedRails = (outcomes: readonly Outcome[]): readonly BrokenRail[] =>
  outcomes.flatMap((outcome) =>
    outcome.type === 'problem' && isRail(outcome.problem.code)
      ? [{ problem: outcome.problem, steps: null }]
      : [],
  )

/** The business itself is judged like an asset, with an eye on all that its members may hold. */
const judgedMembers = ({ ground, views, business }: Joined, filter: PlanFilter): Judged => {
  const { only: _, ...rest } = filter
  if (business === null || !passesAsset(rest, business.asset)) return { outcomes: [], held: [] }
  const part = { isPart: isPartial(filter), isMembersOnly: isOfMembers(filter) }
  const { outcomes, held } = judgeByClock(ground, business, judgeMembers)
  const kept = holdMembers({ ground, business, assets: views, part }, outcomes)
  if (passesAsset(filter, business.asset)) return { held, outcomes: kept }
  // What a part of the view leaves undone of the offboarded is said, whatever part it is.
  return { held: [], outcomes: kept.filter((outcome) => isLeftUndone(ground, outcome)) }
}

const isLeftUndone = ({ directory }: PlanGround, outcome: Outcome): boolean =>
  outcome.type === 'manual' &&
  outcome.manual.reason === 'needs_whole_run' &&
  directory.isOffboarded(outcome.manual.subject?.id ?? '')

/** Who leaves the business in the same plan keeps nothing, so nothing of it is left to do by hand. */
const withoutLeaving = (
  outcomes: readonly Outcome[],
  filter: PlanFilter,
  held: readonly HeldStep[],
): readonly Outcome[] => {
  const staying = new Set(held.map(({ address }) => address))
  const leaving = new Set(
    outcomes.flatMap((outcome) =>
      outcome.type === 'step' &&
      ACTION_TABLE[outcome.step.action].endsAll &&
      !staying.has(outcome.step.address) &&
      passesStep(filter, outcome.step)
        ? [outcome.step.subject.id]
        : [],
    ),
  )
  if (leaving.size === 0) return outcomes
  return outcomes.filter(
    (outcome) =>
      outcome.type !== 'manual' ||
      !ENDED_BY_LEAVING.has(outcome.manual.reason) ||
      !leaving.has(outcome.manual.subject?.id ?? ''),
  )
}

const ENDED_BY_LEAVING: ReadonlySet<ManualReason> = new Set(['no_removal_in_api', 'group_access'])

const withGroupsLeft = (ground: PlanGround, outcomes: readonly Outcome[]): readonly Outcome[] => [
  ...outcomes,
  ...keptByGroups(ground, outcomes),
]

const linkingOf = ({ manifest, kinds, directory }: PlanGround): Linking => ({
  business: manifest.business,
  kinds,
  policy: manifest.policy,
  isSelf: directory.isSelf,
  isLeaving: directory.isLeaving,
})

/**
 * Outcomes that are not reported for assets that the filters leave out, which may not have been
 * read.
 */
const OF_OTHERS: ReadonlySet<Outcome['type']> = new Set(['unknown', 'problem', 'unchanged'])

interface Parts {
  readonly outcomes: SortedOutcomes
  /** How many relations are as they should be. */
  readonly unchanged: number
  readonly filter: PlanFilter
  readonly steps: readonly Step[]
  /** How many of the plan's steps take something away. */
  readonly revocations: number
  /** How many steps of all shards together do. */
  readonly together: number
  /** Null where a broken rail holds the whole plan. */
  readonly held: readonly HeldStep[] | null
  readonly problems: readonly Problem[]
}

const seal = (input: PlanInput, ground: PlanGround, parts: Parts): Plan => {
  const { manifest, live } = ground
  const lists = listsOf(parts)
  const plan = {
    format_version: 1,
    kind: 'plan',
    tool_version: input.toolVersion,
    graph: input.graph,
    business: { id: manifest.business, name: live.business.name },
    as_of: input.asOf,
    expires_next: expiresNext(manifest, input.asOf),
    preview: input.preview ?? false,
    manifest_digest: manifest.digest,
    complete: !hasErrors(live.problems) && parts.outcomes.unknown.length === 0,
    summary: summaryOf(parts, lists),
    steps: parts.steps,
    ...lists,
    policy: policyOf(ground),
    ...allowedOf(input.allowRevocations, parts),
    ...(parts.held === null ? {} : { held: parts.held }),
    problems: [...parts.problems].sort(compareProblems),
  } as const
  const steps_digest = stepsDigestOf(plan)
  return { ...plan, steps_digest, plan_digest: planDigestOf({ ...plan, steps_digest }) }
}

/** The counts that were allowed by number. A shard is only allowed its own part. */
const allowedOf = (
  given: number | undefined,
  { revocations, together, filter }: Parts,
): Pick<Plan, 'allowed_revocations'> => {
  if (given === undefined) return {}
  const isOfAll = filter.shard !== undefined && together === given
  return { allowed_revocations: isOfAll ? revocations : given }
}

/**
 * The policy with the ids of the protected next to their aliases: later, the plan may be all there
 * is.
 */
const policyOf = ({ manifest: { policy, policyNames }, directory }: PlanGround): Policy => {
  const trusted = (policyNames ?? []).flatMap(({ name, means }) => identifiersOf(means, name))
  const ids = [...policy.protected, ...trusted.map(({ by }) => by)].flatMap(directory.candidatesOf)
  return { ...policy, protected: [...new Set([...policy.protected, ...ids])] }
}

type Lists = Pick<Plan, 'waiting' | 'manual' | 'unmanaged' | 'unreadable'>

const listsOf = ({ outcomes, filter }: Parts): Lists => {
  const sorted = <T extends { readonly address: string; readonly asset: Step['asset'] }>(
    entries: readonly T[],
    isListed = (entry: T): boolean => passes(filter, entry),
  ): readonly T[] =>
    entries.filter(isListed).sort((one, other) => compareText(one.address, other.address))
  const { only: _, ...whole } = filter
  return {
    waiting: sorted(outcomes.waiting.map(({ waiting }) => waiting)),
    manual: sorted(
      outcomes.manual.map(({ manual }) => manual),
      // What a part of the view leaves undone is said, whatever part it is.
      (entry) => passes(entry.reason === 'needs_whole_run' ? whole : filter, entry),
    ),
    unmanaged: sorted(outcomes.unmanaged.map(({ unmanaged }) => unmanaged)),
    unreadable: sorted(outcomes.unreadable.map(({ unreadable }) => unreadable)),
  }
}

type ActionCounts = Record<(typeof ACTIONS)[number], number>

const summaryOf = ({ steps, revocations, unchanged }: Parts, lists: Lists): PlanSummary => {
  const actions = Object.fromEntries(ACTIONS.map((action) => [action, 0])) as ActionCounts
  for (const { action } of steps) actions[action] += 1
  return {
    ...actions,
    revocations,
    waiting: lists.waiting.length,
    manual: lists.manual.length,
    unreadable: lists.unreadable.length,
    unchanged,
    unmanaged: lists.unmanaged.length,
  }
}

const expiresNext = ({ assets }: Manifest, asOf: string): string | null => {
  let next: string | null = null
  for (const { agencies, users, members } of assets) {
    for (const relation of [agencies, users, members]) {
      const own = relation === null ? null : nextExpiryOf(relation, asOf)
      if (own !== null && (next === null || compareText(own, next) < 0)) next = own
    }
  }
  return next
}

/** The digest of business, policy and each step's address, action and tasks before and after. */
export const stepsDigestOf = (plan: Pick<Plan, 'business' | 'policy' | 'steps'>): string =>
  digestOf({
    business: plan.business.id,
    policy: plan.policy,
    steps: plan.steps.map(({ address, action, before, after, gap }) => ({
      address,
      action,
      before,
      after,
      ...(gap === true ? { gap } : {}),
    })),
  })

/** The digest of the whole plan except for this digest itself. */
export const planDigestOf = (plan: Omit<Plan, 'plan_digest'>): string => {
  const { plan_digest: _, ...rest } = plan as Plan
  return digestOf(rest)
}
