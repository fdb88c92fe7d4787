import type { AssetView } from '../../access/views.ts'
import type { Kind } from '../../model/kinds.ts'
import type { Memory } from '../../model/memory.ts'
import type { Step } from '../../model/plan.ts'
import { isKnownTask } from '../../model/tasks.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { type Case, manual, step } from './builders.ts'

/**
 * A step, unless the API accepted exactly this before and live still shows what it showed then: a
 * person should look at that, instead of every run sending the same write. `--resend` tries once
 * more.
 */
export const stepUnlessKept = (
  ground: PlanGround,
  { kind }: AssetView,
  about: Case,
  change: Parameters<typeof step>[1],
): Outcome => {
  const { before, after } = change
  const isTriedAgain = change.gap === true || ground.resend.has(about.address)
  if (isTriedAgain || !isKept(ground.memory, kind, { address: about.address, before, after })) {
    return step(about, change)
  }
  // A request that was to be cancelled may have no tasks to name.
  const isBare = after === null && (before ?? []).length === 0
  return manual(about, 'api_keeps_tasks', { before, after, ...(isBare ? { held: 'it' } : {}) })
}

/**
 * Whether we sent exactly this before, it was accepted, and live then still showed what it shows
 * now. Unknown tasks of a live row are always sent along, so they do not distinguish one try from
 * another.
 */
export const isKept = (
  memory: Memory,
  kind: Kind,
  { address, before, after }: Pick<Step, 'address' | 'before' | 'after'>,
): boolean => {
  const kept = memory.kept.get(address)
  const held = before ?? []
  if (kept === undefined || !sameSet(kept.found, held)) return false
  const isMeant = (task: string): boolean => isKnownTask(kind, task) || !held.includes(task)
  return sameSet(kept.tasks.filter(isMeant), (after ?? []).filter(isMeant))
}

const sameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((task) => other.includes(task))
