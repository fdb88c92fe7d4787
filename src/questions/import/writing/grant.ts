import type { AssetKind } from '../../../model/kinds.ts'
import { classicOf, closureOf, isKnownTask, isSatisfied, sortTasks } from '../../../model/tasks.ts'

/**
 * What a subject holds, as a manifest expresses it: the name of a built-in role, or a list of
 * tasks.
 */
export type WrittenGrant = string | readonly string[]

/**
 * The shortest way to write what is held that the planner considers equal to it in both directions:
 * a built-in role, else the largest role and the tasks in addition to it, else a list without tasks
 * that others in it imply. Tolerated extras and tasks that this version does not know are left out.
 * Null if no list of known tasks expresses it. `writable`: the tasks that can be written, if those
 * are not all of the kind.
 */
export const grantOf = (
  kind: AssetKind,
  held: readonly string[],
  writable: readonly string[] = kind.tasks,
): WrittenGrant | null => {
  const roles = rolesOf(kind, writable)
  const role = roles.find(([, tasks]) => isSatisfied(kind, tasks, held))
  if (role !== undefined) return role[0]
  const settable = settableOf(kind, held, writable)
  const lists = [...roles.map(([, tasks]) => withRest(kind, tasks, settable)), settable]
  const list = lists.find((tasks) => tasks.length > 0 && isSatisfied(kind, tasks, held))
  if (list === undefined) return null
  return isOfRole(roles, list) ? list : shortened(kind, list, held)
}

type Role = readonly [name: string, tasks: readonly string[]]

/**
 * The roles that can be written on this kind, widest first, because a wider one leaves fewer tasks
 * to add.
 */
const rolesOf = (kind: AssetKind, writable: readonly string[]): readonly Role[] =>
  Object.entries(kind.roles)
    .map(([name, tasks]): Role => [name, tasks.filter((task) => writable.includes(task))])
    .filter(([, tasks]) => tasks.length > 0)
    .sort(([, one], [, other]) => other.length - one.length)

/**
 * Held tasks by the names under which they can be asked for; those that are only tolerated are kept
 * if there are no others.
 */
const settableOf = (
  kind: AssetKind,
  held: readonly string[],
  writable: readonly string[],
): readonly string[] => {
  const known = held.filter((task) => isKnownTask(kind, task) && writable.includes(task))
  const meant = known.filter((task) => !kind.tolerated.includes(task))
  const written = (meant.length > 0 ? meant : known).map((task) => classicOf(kind, task))
  return sortTasks(kind, written)
}

/** A role's tasks and what is held in addition; nothing unless all tasks of the role are held. */
const withRest = (
  kind: AssetKind,
  role: readonly string[],
  settable: readonly string[],
): readonly string[] => {
  const meant = role.filter((task) => !kind.tolerated.includes(task))
  if (meant.length === 0 || !meant.every((task) => settable.includes(task))) return []
  const given = closureOf(kind, meant)
  return sortTasks(kind, [...meant, ...settable.filter((task) => !given.has(task))])
}

/**
 * Whether a list starts from a whole role. It then stays as it is, because the API accepts such a
 * bundle as a whole.
 */
const isOfRole = (roles: readonly Role[], list: readonly string[]): boolean =>
  roles.some(([, tasks]) => tasks.length > 1 && tasks.every((task) => list.includes(task)))

const shortened = (
  kind: AssetKind,
  list: readonly string[],
  held: readonly string[],
): readonly string[] =>
  [...list].reverse().reduce<readonly string[]>((kept, task) => {
    const rest = kept.filter((other) => other !== task)
    return isGivenBy(kind, rest, task) && isSatisfied(kind, rest, held) ? rest : kept
  }, list)

/** Whether a task can be left out beside these; what the API only may give with them is written. */
const isGivenBy = (kind: AssetKind, rest: readonly string[], task: string): boolean =>
  rest.length > 0 && (kind.tolerated.includes(task) || closureOf(kind, rest).has(task))
