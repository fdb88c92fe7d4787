import type { AssetKind } from '../../model/kinds.ts'
import type { NamedRole } from '../../model/manifest.ts'
import { sortTasks } from '../../model/tasks.ts'
import { compareText } from '../../model/text/text.ts'
import { problem } from '../manifest-problems.ts'
import { type Entry, entriesOf, entryOf, type List, type Text, textsOf } from '../text/node.ts'
import { checkBundle, checkTasksOfAnyKind, readTasks } from './task-lists.ts'
import type { TaskScope } from './task-scope.ts'

/** Knows the tasks of every role on every kind. */
export interface RoleBook {
  /**
   * The tasks of a role on a kind; null, and reported, if it has none. `besides`: other words
   * that are allowed in its place and offered in the message.
   */
  readonly tasksOf: (
    role: Text,
    kind: AssetKind,
    besides?: readonly string[],
  ) => readonly string[] | null
  readonly scope: TaskScope
}

/** Words that mean something else in the place of a role. */
const RESERVED: ReadonlySet<string> = new Set(['none'])

/** Checks each written role on every kind that it covers, used or not. */
export const checkRoles = (scope: TaskScope): void => {
  for (const [name, entry] of scope.roles) checkDefinition(name, entry, scope)
}

/** Knows all roles, both written and built in. */
export const roleBookOf = (scope: TaskScope): RoleBook => {
  const known = new Map<string, readonly string[] | null>()
  return {
    scope,
    tasksOf: (role, kind, besides = []) => {
      const key = `${kind.name} ${role.text}`
      const before = known.get(key)
      if (before !== undefined && before !== null) return before
      const tasks = expand(role, kind, { ...scope, besides }, [])
      known.set(key, tasks)
      return tasks
    },
  }
}

/** Every written role on every kind that it means something on, by name. Nothing is reported again. */
export const namedRoles = (scope: TaskScope): readonly NamedRole[] => {
  const silent = { ...scope, report: () => {} }
  const inOrder = [...scope.roles].sort(([one], [other]) => compareText(one, other))
  return inOrder.flatMap(([name, { at }]) =>
    scope.kinds.flatMap((kind) => {
      const tasks = expand({ type: 'text', text: name, at }, kind, silent, [])
      return tasks === null ? [] : [{ kind: kind.name, name, tasks }]
    }),
  )
}

const checkDefinition = (name: string, { at, value }: Entry, scope: TaskScope): void => {
  const builtIn = scope.kinds.filter((kind) => Object.hasOwn(kind.roles, name))
  if (builtIn.length > 0 || RESERVED.has(name)) {
    const of = builtIn.length > 0 ? builtIn.map((kind) => `${kind.label}s`).join(' and ') : null
    scope.report(problem('redefined_role', { role: name, of }, at))
  }
  if (value.type === 'list') checkTasksOfAnyKind(value, scope)
  for (const kind of scope.kinds) {
    if (entriesOf(value).has(kind.name)) expand({ type: 'text', text: name, at }, kind, scope, [])
  }
}

/** Follows role names until a list of tasks is reached; `trail` holds the roles on the way. */
const expand = (
  role: Text,
  kind: AssetKind,
  scope: TaskScope,
  trail: readonly string[],
): readonly string[] | null => {
  const { text: name } = role
  const entry = scope.roles.get(name)
  if (entry === undefined) return builtInOf(role, kind, scope)
  if (trail.includes(name)) {
    reportCycle([...trail.slice(trail.indexOf(name)), name], scope)
    return null
  }
  if (entry.value.type === 'list') return sharedTasksOf(role, entry.value, kind, scope)
  if (entry.value.type !== 'block') return null
  const meaning = entryOf(entry.value, kind.name)?.value
  if (meaning?.type === 'text')
    return expand(meaning, kind, { ...scope, besides: [] }, [...trail, name])
  if (meaning?.type === 'list') return someOf(readTasks(meaning, kind, scope))
  if (meaning === undefined) {
    scope.report(
      problem('role_not_for_kind', { role: name, label: kind.label, task: null }, role.at),
    )
  }
  return null
}

const someOf = (tasks: readonly string[]): readonly string[] | null =>
  tasks.length === 0 ? null : tasks

/** A cycle is written starting from its alphabetically first role, so that it is reported once. */
const reportCycle = (route: readonly string[], scope: TaskScope): void => {
  const ring = route.slice(1)
  const first = [...ring].sort(compareText)[0] as string
  const start = ring.indexOf(first)
  const turned = [...ring.slice(start), ...ring.slice(0, start), first]
  scope.report(problem('role_cycle', { route: turned }, (scope.roles.get(first) as Entry).at))
}

/**
 * The part of a list for all kinds that applies to one kind. A task that only other kinds know is
 * reported.
 */
const sharedTasksOf = (
  role: Text,
  list: List,
  kind: AssetKind,
  scope: TaskScope,
): readonly string[] | null => {
  const tasks = textsOf(list).map(({ text }) => text)
  const foreign = tasks.find(
    (task) =>
      !kind.tasks.includes(task) &&
      (kind.tolerated.includes(task) || scope.kinds.some((other) => other.tasks.includes(task))),
  )
  if (foreign !== undefined) {
    const args = { role: role.text, label: kind.label, task: foreign }
    scope.report(problem('role_not_for_kind', args, role.at))
    return null
  }
  checkBundle(tasks, kind, list, scope)
  return someOf(sortTasks(kind, tasks))
}

/** A built-in role: the tasks of it that its kind knows. */
const builtInOf = (role: Text, kind: AssetKind, scope: TaskScope): readonly string[] | null => {
  const { text: name, at } = role
  if (Object.hasOwn(kind.roles, name)) {
    const tasks = (kind.roles[name] as readonly string[]).filter((task) =>
      kind.tasks.includes(task),
    )
    if (tasks.length > 0) return sortTasks(kind, tasks)
  }
  if (scope.kinds.some((other) => Object.hasOwn(other.roles, name))) {
    scope.report(problem('role_not_for_kind', { role: name, label: kind.label, task: null }, at))
    return null
  }
  const known = [...scope.roles.keys(), ...Object.keys(kind.roles), ...(scope.besides ?? [])]
  const advice = kind.tasks.includes(name) ? ` ${name} is a task: write [${name}].` : ''
  scope.report(problem('unknown_role', { role: name, known, advice }, at))
  return null
}
