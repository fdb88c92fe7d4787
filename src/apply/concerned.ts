import type { ReadRequest } from '../live/wants.ts'
import type { ScopeRelation } from '../model/live.ts'
import type { Plan } from '../model/plan.ts'

const READ: Readonly<Record<string, readonly ScopeRelation[]>> = {
  agencies: ['agencies'],
  users: ['users'],
  request: ['request'],
  on_behalf_of: ['on_behalf_of'],
}

/** What to read again before a saved plan is applied: only what its steps touch. */
export const readRequestOfPlan = (plan: Plan): ReadRequest => {
  const ids = [...new Set(plan.steps.map(({ asset }) => asset.id))]
  const assets = ids.map((id) => {
    const steps = plan.steps.filter(({ asset }) => asset.id === id)
    const relations = steps.flatMap(({ address }) => READ[address.split('/')[1] ?? ''] ?? [])
    return { kind: steps[0]?.asset.kind ?? '', id, relations: [...new Set(relations)] }
  })
  // Open requests of all kinds share one limit.
  const asks = plan.steps.some(({ action }) => action === 'request')
  const listings = asks ? 'all' : 'needed'
  return { business: plan.business.id, assets, people: true, listings }
}
