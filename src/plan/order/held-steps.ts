import type { HeldStep, Plan, Step } from '../../model/plan.ts'
import { shortNameOf } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { BLOCKING, isRail, planProblem } from '../plan-problems.ts'
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
  const named = steps.flatMap((step) => {
    const rail = rails.get(step.address)
    return rail === undefined ? [] : [`${actionInWords(step)} (${nameOfRail(rail)})`]
  })
  return [planProblem('rail_held', { held: named, made: steps.length - held.length, again })]
}

/** `unassign Kim from act_1111 "EU Search"`. */
const actionInWords = ({ action, subject, asset: { id, name } }: Step): string =>
  `${action} ${shortNameOf(subject)} from ${id}${name === null ? '' : ` "${name}"`}`

/** `keep_managers` for `rail_keep_managers`: most are keys of the policy. */
export const nameOfRail = (code: string): string => code.replace(/^rail_/, '')
