import { ACTION_TABLE } from '../model/actions.ts'
import { BUSINESS } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
import { isOfMembers, type PlanFilter } from './filter.ts'
import { takesPeopleOff } from './judge/judge-groups.ts'
import { BLOCKING } from './plan-problems.ts'

/**
 * What else must be read before a plan is sound. Whoever joins or leaves the business may be
 * somebody whom only an asset shows, or loses every asset; whoever loses an asset may still reach it
 * through a group. A plan that does neither is made from no more than it manages.
 */
export interface Further {
  /** Every asset, with everybody on it. */
  readonly everything: boolean
  readonly groups: boolean
}

export const furtherOf = (
  plan: Plan,
  live: Pick<LiveState, 'everything' | 'groups'>,
  filter: PlanFilter = {},
): Further => {
  const everything = live.everything !== true && isOfWhoComesAndGoes(plan)
  // Only the members are planned, so what somebody holds through a group is not ended before.
  const isAsked = isOfMembers(filter) && (everything || isOfWhoComesAndGoes(plan))
  return { everything, groups: live.groups === undefined && (isAsked || takesPeopleOff(plan)) }
}

/** Whether somebody is to be invited or removed, now or once more is known. */
const isOfWhoComesAndGoes = ({ steps, waiting, manual }: Plan): boolean =>
  steps.some(({ action }) => ACTION_TABLE[action].invites || ACTION_TABLE[action].endsAll) ||
  waiting.some(({ asset, state }) => asset.kind === BUSINESS.name && state === 'people_unknown') ||
  manual.some(({ reason }) => reason === 'may_be_member')

/** A larger read: everything in reach, or what another filter lets through. */
export interface More {
  readonly everything?: true
  readonly filter?: PlanFilter
}

/** How what was read becomes a plan, and how more is read. */
export interface Looking<Sides> {
  readonly filter: PlanFilter
  readonly plan: (sides: Sides) => Plan
  readonly readMore: (more: More) => Promise<Sides>
  readonly readGroups: (sides: Sides) => Promise<Sides>
}

/**
 * Plans from what was read and, only where that plan asks for it, reads more and plans again. A
 * shard reads the rest only if it would ask for something or take something away: such steps of all
 * shards share one limit.
 */
export const planLooking = async <Sides extends { readonly live: LiveState }>(
  read: Sides,
  { filter, plan, readMore, readGroups }: Looking<Sides>,
): Promise<{ readonly plan: Plan; readonly sides: Sides }> => {
  const first = plan(read)
  const more = moreOf(first, read.live, filter)
  const sides = more === null ? read : await readMore(more)
  const planned = more === null ? first : plan(sides)
  if (!furtherOf(planned, sides.live, filter).groups) return { plan: planned, sides }
  const grouped = await readGroups(sides)
  return { plan: plan(grouped), sides: grouped }
}

/** What to read beyond the part that a plan was made from; null if that is enough. */
const moreOf = (plan: Plan, live: LiveState, filter: PlanFilter): More | null => {
  if (furtherOf(plan, live, filter).everything) return { everything: true }
  if (filter.shard === undefined || !isCountedTogether(plan)) return null
  const { shard: _, ...others } = filter
  return { filter: others }
}

/** Whether the plan has steps or requests whose limits hold for all shards together. */
const isCountedTogether = ({ summary, steps, waiting, problems }: Plan): boolean =>
  summary.revocations > 0 ||
  summary.request > 0 ||
  steps.some(({ reason }) => reason === 'offboarded') ||
  waiting.some(({ state }) => state === 'queued') ||
  problems.some(({ code }) => BLOCKING.has(code))
