import type { ReadRequest } from '../live/wants.ts'
import { ACTION_TABLE } from '../model/actions.ts'
import { ASSET_GROUP } from '../model/kinds.ts'
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
  const business = plan.business.id
  // Whoever is removed loses every asset, so who is on each of them counts.
  if (plan.steps.some(({ action }) => ACTION_TABLE[action].endsAll)) {
    const all = {
      business,
      assets: 'all',
      declared: assets,
      people: true,
      listings: 'all',
    } as const
    // Where everything is read, groups are read as what they are.
    return assets.some(({ kind }) => kind === ASSET_GROUP.name) ? { ...all, groups: true } : all
  }
  return { business, assets, people: true, listings: asks ? 'all' : 'needed' }
}
