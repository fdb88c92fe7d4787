import type { Kind } from '../model/kinds.ts'
import type { RelationName } from '../model/relations.ts'
import { differenceOf, reachOf } from '../model/tasks.ts'
import { type AssetView, isAdditive } from './views.ts'
import type { Wish } from './wish.ts'

/** How a wish compares with what is held. */
export interface Comparison {
  readonly satisfied: boolean
  /** Held tasks that this version does not know. */
  readonly unknown: readonly string[]
}

/** Shared, because nearly all are. */
const ALIKE: Comparison = { satisfied: true, unknown: [] }

/**
 * Satisfied as `model/tasks` defines it; if nothing may be taken away, more tasks are satisfied
 * too.
 */
export const comparisonOf = (
  view: AssetView,
  relation: RelationName,
  wish: Wish,
  held: readonly string[],
): Comparison => {
  const { missing, extra, unknown } = differenceOf(view.kind, wish.tasks, held)
  if (missing.length + extra.length + unknown.length === 0) return ALIKE
  const isCovered = extra.length === 0 || isAdditive(view, view.desired?.[relation] ?? null)
  return { satisfied: missing.length === 0 && isCovered, unknown }
}

/** Whether everything that a wish takes away was granted by paths that are over. */
export const isTakenByTime = (kind: Kind, wish: Wish, held: readonly string[]): boolean => {
  const { missing, extra } = differenceOf(kind, wish.tasks, held)
  const over = reachOf(kind, wish.expired)
  return extra.length > 0 && missing.length === 0 && extra.every((task) => over.has(task))
}
