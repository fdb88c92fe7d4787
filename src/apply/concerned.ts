import type { ReadRequest } from '../live/wants.ts'
import { ACTION_TABLE } from '../model/actions.ts'
import type { Plan } from '../model/plan.ts'

/** What is to be read again before a saved plan is applied: what its steps touch, nothing else. */
export const readRequestOfPlan = (plan: Plan): ReadRequest => {
  const ids = [...new Set(plan.steps.map(({ asset }) => asset.id))]
  const assets = ids.map((id) => {
    const steps = plan.steps.filter(({ asset }) => asset.id === id)
    const relations = steps.map(({ action }) => ACTION_TABLE[action].relation)
    return { kind: steps[0]?.asset.kind ?? '', id, relations: [...new Set(relations)] }
  })
  // Open requests count together, whatever their kind.
  const asks = plan.steps.some(({ action }) => ACTION_TABLE[action].asks)
  const listings = asks ? 'all' : 'needed'
  return { business: plan.business.id, assets, people: true, listings }
}
