import { ACTION_TABLE } from '../model/actions.ts'
import { BUSINESS } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'
import { isOfMembers, type PlanFilter } from './filter.ts'
import { takesPeopleOff } from './judge/judge-groups.ts'

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
