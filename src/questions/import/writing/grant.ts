import type { AssetKind } from '../../../model/kinds.ts'
import { classicOf, closureOf, isKnownTask, isSatisfied, sortTasks } from '../../../model/tasks.ts'

/** What a subject holds, as a manifest says it: the name of a built-in role, or a list of tasks. */
export type WrittenGrant = string | readonly string[]

/**
 * The shortest way to write what is held, such that the planner takes the one for the other in both
 * directions: a built-in role, else the largest role with the tasks beside it, else a list without
 * what another of its tasks brings along. Tolerated extras and tasks this version does not know are
 * left out. Null where no list of known tasks stands for it.
 */
export const grantOf = (kind: AssetKind, held: readonly string[]): WrittenGrant | null => {
  const roles = rolesOf(kind)
  const role = roles.find(([, tasks]) => isSatisfied(kind, tasks, held))
  if (role !== undefined) return role[0]
  const settable = settableOf(kind, held)
  const lists = [...roles.map(([, tasks]) => withRest(kind, tasks, settable)), settable]
  const list = lists.find((tasks) => tasks.length > 0 && isSatisfied(kind, tasks, held))
  if (list === undefined) return null
  return isOfRole(roles, list) ? list : shortened(kind, list, held)
}

type Role = readonly [name: string, tasks: readonly string[]]

/** The roles that can be written on this kind: widest first, for a wider one leaves less beside it. */
const rolesOf = (kind: AssetKind): readonly Role[] =>
  Object.entries(kind.roles)
    .map(([name, tasks]): Role => [name, tasks.filter((task) => kind.tasks.includes(task))])
    .filter(([, tasks]) => tasks.length > 0)
    .sort(([, one], [, other]) => other.length - one.length)

/** Held tasks by the names they can be asked for; what is only tolerated where there is no other. */
const settableOf = (kind: AssetKind, held: readonly string[]): readonly string[] => {
  const known = held.filter((task) => isKnownTask(kind, task) && kind.tasks.includes(task))
  const meant = known.filter((task) => !kind.tolerated.includes(task))
  const written = (meant.length > 0 ? meant : known).map((task) => classicOf(kind, task))
  return sortTasks(kind, written)
}

/** A role's tasks and what is held beside them; nothing where not all of the role is held. */
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

/** A list that starts from a whole role stays as it is: the API takes such bundles as a whole. */
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
