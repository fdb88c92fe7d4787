import { ACTION_TABLE } from '../model/actions.ts'
import { type Kind, type KindTable, kindOf } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Step } from '../model/plan.ts'
import { gainsManager, losesManager } from '../plan/order/order.ts'
import type { StepWrite } from './step-writes.ts'

/** Up to so many writes are each made to fail; beyond, those that others rest on. */
export const MOST_FAILING = 50

/** The writes that are made to fail, each in a run of its own. */
export const failingAmong = (
  writes: readonly StepWrite[],
  kinds: KindTable,
): readonly StepWrite[] => {
  if (writes.length <= MOST_FAILING) return writes
  const steps = [...new Set(writes.map(({ step }) => step))]
  const ofStep = ({ asset }: Step): Kind => kindOf(asset.kind, kinds)
  const needed = new Set(steps.flatMap(({ needs }) => needs))
  const losing = new Set(
    steps.filter((step) => losesManager(step, ofStep(step))).map(({ asset }) => asset.id),
  )
  const actions = new Set<string>()
  return writes.filter(({ step }) => {
    const isFirst = !actions.has(step.action)
    actions.add(step.action)
    const isReplacing = losing.has(step.asset.id) && gainsManager(step, ofStep(step))
    return isFirst || needed.has(step.address) || isReplacing
  })
}

/**
 * Steps that may matter to each other: on one asset, or needing each other, or of somebody whose
 * leaving takes something from the asset. No rail looks beyond such a part but the counts, and a
 * write that fails only makes those smaller; so what a failure leads to shows in its own part.
 */
export const partsOf = (
  steps: readonly Step[],
  live: LiveState,
): ReadonlyMap<Step, readonly Step[]> => {
  const roots = new Map<string, string>()
  const rootOf = (key: string): string => {
    let root = key
    for (let up = roots.get(root); up !== undefined; up = roots.get(root)) root = up
    return root
  }
  const join = (one: string, other: string): void => {
    const [left, right] = [rootOf(one), rootOf(other)]
    if (left !== right) roots.set(left, right)
  }
  const asset = (id: string): string => `asset ${id}`
  const placed = new Map(steps.map((step) => [step.address, step.asset.id]))
  for (const step of steps) {
    for (const need of step.needs) {
      const other = placed.get(need)
      if (other !== undefined) join(asset(step.asset.id), asset(other))
    }
    if (!ACTION_TABLE[step.action].endsAll) continue
    for (const { subject, asset: id } of live.relations) {
      if (subject === step.subject.id) join(asset(step.asset.id), asset(id))
    }
  }
  const parts = new Map<string, Step[]>()
  for (const step of steps) {
    const root = rootOf(asset(step.asset.id))
    const part = parts.get(root)
    if (part === undefined) parts.set(root, [step])
    else part.push(step)
  }
  return new Map([...parts.values()].flatMap((part) => part.map((step) => [step, part] as const)))
}

/** What was read of the assets of some steps; all of it where somebody leaves the business. */
export const liveOf = (live: LiveState, steps: readonly Step[]): LiveState => {
  if (steps.some(({ action }) => ACTION_TABLE[action].relation === 'members')) return live
  const ids = new Set(steps.map(({ asset }) => asset.id))
  return {
    ...live,
    assets: live.assets.filter(({ id }) => ids.has(id)),
    relations: live.relations.filter(({ asset }) => ids.has(asset)),
    scopes: live.scopes.filter(({ asset }) => ids.has(asset)),
  }
}
