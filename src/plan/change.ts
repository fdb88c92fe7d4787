import type { Ground } from '../access/ground.ts'
import { type AssetView, isAdditive } from '../access/views.ts'
import type { Wish } from '../access/wish.ts'
import type { Kind } from '../model/kinds.ts'
import type { DesiredRelation } from '../model/manifest.ts'
import type { Reason } from '../model/plan.ts'
import { closureOf, differenceOf, sortTasks, unionToSend } from '../model/tasks.ts'

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
  relation: DesiredRelation | null,
  wish: Wish,
  held: readonly string[],
): Comparison => {
  const { missing, extra, unknown } = differenceOf(view.kind, wish.tasks, held)
  const isCovered = extra.length === 0 || isAdditive(view, relation)
  return { satisfied: missing.length === 0 && isCovered, unknown }
}

/**
 * The list a write would send: what is wanted, and the live tasks this version does not know, so
 * that nothing is dropped silently.
 */
export const tasksToSend = (
  view: AssetView,
  relation: DesiredRelation | null,
  wish: Wish,
  held: readonly string[],
): readonly string[] => {
  const { kind } = view
  const { unknown } = differenceOf(kind, wish.tasks, held)
  const isMore = isAdditive(view, relation)
  const wanted = isMore ? unionToSend(kind, wish.tasks, held) : wish.tasks
  return sortTasks(kind, [...wanted, ...unknown])
}

/** Which way a step moves its subject's tasks. */
export type Direction = 'widening' | 'narrowing' | 'mixed'

export const directionOf = (
  kind: Kind,
  before: readonly string[] | null,
  after: readonly string[] | null,
): Direction => {
  if (after === null) return 'narrowing'
  if (before === null) return 'widening'
  const { missing, extra } = differenceOf(kind, after, before)
  if (extra.length === 0) return 'widening'
  return missing.length === 0 ? 'narrowing' : 'mixed'
}

/** Why somebody is taken off. */
export const removalReason = (ground: Ground, subject: string, wish: Wish | undefined): Reason => {
  if (ground.directory.isOffboarded(subject)) return 'offboarded'
  return wish !== undefined && !wish.none && wish.expired.length > 0 ? 'expired' : 'not_in_manifest'
}

/** `expired` where all that is taken away stood on a path that is over; else `tasks_differ`. */
export const changeReason = (kind: Kind, wish: Wish, held: readonly string[]): Reason => {
  const { missing, extra } = differenceOf(kind, wish.tasks, held)
  const over = closureOf(kind, wish.expired)
  const isOver = extra.length > 0 && missing.length === 0 && extra.every((task) => over.has(task))
  return isOver ? 'expired' : 'tasks_differ'
}
