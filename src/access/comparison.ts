import type { Kind } from '../model/kinds.ts'
import type { RelationName } from '../model/relations.ts'
import { differenceOf, reachOf } from '../model/tasks.ts'
import { type AssetView, isAdditive } from './views.ts'
import type { Wish } from './wish.ts'

/** How a wish compares with what is held. */
export interface Comparison {
  readonly satisfied: boolean
  /** Held tasks this version does not know. */
  readonly unknown: readonly string[]
}

/**
 * Satisfied as `model/tasks` defines it; where nothing may be taken away, having more is satisfied
 * too.
 */
export const comparisonOf = (
  view: AssetView,
  relation: RelationName,
  wish: Wish,
  held: readonly string[],
): Comparison => {
  const { missing, extra, unknown } = differenceOf(view.kind, wish.tasks, held)
  const isCovered = extra.length === 0 || isAdditive(view, view.desired?.[relation] ?? null)
  return { satisfied: missing.length === 0 && isCovered, unknown }
}

/** Whether all that a wish takes from what is held stood on a path that is over. */
export const isTakenByTime = (kind: Kind, wish: Wish, held: readonly string[]): boolean => {
  const { missing, extra } = differenceOf(kind, wish.tasks, held)
  const over = reachOf(kind, wish.expired)
  return extra.length > 0 && missing.length === 0 && extra.every((task) => over.has(task))
}
