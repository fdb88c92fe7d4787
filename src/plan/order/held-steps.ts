import type { HeldStep, Plan, Step } from '../../model/plan.ts'
import { shortNameOf } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { BLOCKING, isRail, listOf, planProblem } from '../plan-problems.ts'
import type { BrokenRail } from './rails.ts'

/** Whether nothing of a plan may be made: where steps are held one by one, no rail holds the others. */
export const isBlocked = ({ problems, held }: Pick<Plan, 'problems' | 'held'>): boolean =>
  problems.some(({ code }) => BLOCKING.has(code) || (held === undefined && isRail(code)))

/**
 * The steps that broken rails hold, each by the first of its rails, and whatever needs one of them:
 * a seat that ends everything is not taken while anything else must stay. A rail that the plan as a
 * whole breaks holds every step.
 */
export const heldSteps = (
  rails: readonly BrokenRail[],
  steps: readonly Step[],
): readonly HeldStep[] => {
  const held = new Map<string, string>()
  const hold = (address: string, rail: string): void => {
    if (!held.has(address)) held.set(address, rail)
  }
  for (const { problem, steps: broken } of rails) {
    for (const address of broken ?? steps.map((step) => step.address)) hold(address, problem.code)
  }
  // What needs a step comes after it.
  for (const { address, needs } of steps) {
    const rail = needs.map((need) => held.get(need)).find((code) => code !== undefined)
    if (rail !== undefined) hold(address, rail)
  }
  return steps.flatMap(({ address }) => {
    const rail = held.get(address)
    return rail === undefined ? [] : [{ address, rail }]
  })
}

/** Names what is held, by asset, and how it is done later; nothing if nothing is. */
export const heldProblems = (
  held: readonly HeldStep[],
  steps: readonly Step[],
  again: string,
): readonly Problem[] => {
  if (held.length === 0) return []
  const rails = new Map(held.map(({ address, rail }) => [address, rail]))
  const kept = steps.filter(({ address }) => rails.has(address))
  const groups = groupBy(kept, ({ address, action, subject }) =>
    [action, subject.id, rails.get(address)].join(),
  )
  const named = [...groups.values()].map((same) => {
    const [first] = same as readonly [Step]
    const where = same.map(({ asset }) => nameOfAsset(asset))
    const rail = rails.get(first.address) ?? ''
    const how = HOW[rail]
    return `${first.action} ${shortNameOf(first.subject)} from ${listOf(where)} (${nameOfRail(rail)}${how === undefined ? '' : `: ${how}`})`
  })
  const count = { held: kept.length, made: steps.length - kept.length }
  return [planProblem('rail_held', { ...count, named, again })]
}

/** What must be so before the rail lets go, where a line or a click makes it so. */
const HOW: Readonly<Record<string, string>> = {
  rail_keep_managers: 'first give the manager task to somebody else there, under users',
  rail_keep_admins: 'first make somebody else ADMIN, under members',
  rail_protected: 'first take them off policy.protected',
  rail_protected_doubtful: 'first take them off policy.protected',
  rail_own_user: "it is the token's own user: use the token of another",
  rail_own_user_unknown: "use a system user's token of this business",
}

/** `"EU Search" act_1111`. */
const nameOfAsset = ({ id, name }: Step['asset']): string =>
  name === null ? id : `"${name}" ${id}`

/** `keep_managers` for `rail_keep_managers`: most are keys of the policy. */
export const nameOfRail = (code: string): string => code.replace(/^rail_/, '')
