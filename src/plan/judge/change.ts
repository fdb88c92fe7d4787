import { isTakenByTime } from '../../access/comparison.ts'
import type { Ground } from '../../access/ground.ts'
import type { Holding } from '../../access/holdings.ts'
import { isAdditive } from '../../access/views.ts'
import type { Wish } from '../../access/wish.ts'
import type { Direction } from '../../model/actions.ts'
import type { Kind } from '../../model/kinds.ts'
import type { Reason } from '../../model/plan.ts'
import { classicOf, differenceOf, sortTasks, unionToSend, widenedOf } from '../../model/tasks.ts'

/**
 * The tasks that a write sends: the wanted ones, and live ones that this version does not know, so
 * that none of those is dropped silently.
 */
export const tasksToSend = (
  { view, relation }: Holding,
  wish: Wish,
  held: readonly string[],
): readonly string[] => {
  const { kind } = view
  const { unknown } = differenceOf(kind, wish.tasks, held)
  const isMore = isAdditive(view, view.desired?.[relation] ?? null)
  const wanted = isMore ? unionToSend(kind, wish.tasks, held) : wish.tasks
  return sortTasks(kind, [...wanted, ...unknown])
}

export const directionOf = (
  kind: Kind,
  before: readonly string[] | null,
  after: readonly string[] | null,
): Direction => {
  if (after === null) return 'narrowing'
  if (before === null) return 'widening'
  const { missing, extra } = differenceOf(kind, after, before)
  if (extra.length === 0 && !leavesOut(kind, before, after)) return 'widening'
  return missing.length === 0 ? 'narrowing' : 'mixed'
}

/**
 * Whether a held task is left out of the list that is sent because the API may give it with another:
 * no reason to send anything, but once a list is sent, the task may be gone.
 */
const leavesOut = (kind: Kind, before: readonly string[], after: readonly string[]): boolean => {
  const perhaps = widenedOf(kind, after)
  return before.some((task) => perhaps.includes(classicOf(kind, task)) && !after.includes(task))
}

/** Why somebody is removed. */
export const removalReason = (ground: Ground, { subject, wish }: Holding): Reason => {
  if (ground.directory.isOffboarded(subject)) return 'offboarded'
  return wish !== undefined && !wish.none && wish.expired.length > 0 ? 'expired' : 'not_in_manifest'
}

/**
 * `expired` if everything that is taken away was granted by paths that are over, otherwise
 * `tasks_differ`.
 */
export const changeReason = (kind: Kind, wish: Wish, held: readonly string[]): Reason =>
  isTakenByTime(kind, wish, held) ? 'expired' : 'tasks_differ'
