import { type AssetKind, type KindTable, kindOn, withBusiness } from '../../model/kinds.ts'
import { EDGE_NAMES, isRelationName, RELATIONS } from '../../model/relations.ts'
import type { Explained } from '../../model/reports/explain-report.ts'
import { classicOf, closureOf, sortTasks } from '../../model/tasks.ts'
import { paragraph } from './paragraph.ts'

/** The tasks and roles of the table of kinds: one entry for each kind that has the word. */
export const explainedTasks = (kinds: KindTable): readonly Explained[] =>
  withBusiness(kinds).flatMap((kind) => [
    ...tasksOf(kind).map((task) => taskOf(kind, task)),
    ...Object.entries(kind.roles).map(([role, tasks]) => roleOf(kind, role, tasks)),
  ])

/** What can be asked for, and what the API shows by itself. */
const tasksOf = ({ tasks, tolerated }: AssetKind): readonly string[] => [
  ...new Set([...tasks, ...tolerated]),
]

/** Whether a manifest writes roles in the business for the kind, instead of tasks. */
const isOfRoles = ({ relations }: AssetKind): boolean =>
  Object.keys(relations).some((name) => isRelationName(name) && RELATIONS[name].written === 'roles')

const taskOf = (kind: AssetKind, task: string): Explained => ({
  word: task,
  type: isOfRoles(kind) ? 'role' : 'task',
  of: kind.name,
  severity: null,
  text: paragraph([
    ...meaningOf(kind, task),
    broughtBy(kind, task),
    writtenUnder(kind, task),
    rolesWith(kind, task),
    kind.tolerated.includes(task) ? 'Held beside what was asked for, it counts as no excess' : null,
  ]),
})

const meaningOf = (kind: AssetKind, task: string): readonly string[] => {
  const own = kind.meanings[task]
  if (own !== undefined) return [own]
  const classic = classicOf(kind, task)
  if (classic === task) return ['The API shows it by itself, and nobody can ask for it']
  return [`The same as ${classic}, by its name on newer assets`, kind.meanings[classic] ?? '']
}

const broughtBy = (kind: AssetKind, task: string): string | null => {
  if (kind.managers.includes(classicOf(kind, task))) {
    return `Whoever holds it manages the ${kind.label}, and has all that others have`
  }
  const brought = sortTasks(kind, [...closureOf(kind, [task])])
  const others = brought.filter((each) => each !== classicOf(kind, task))
  return others.length === 0 ? null : `It brings ${others.join(', ')}`
}

const writtenUnder = (kind: AssetKind, task: string): string | null => {
  if (!kind.tasks.includes(task)) return null
  if (isOfRoles(kind)) return `A manifest gives it under ${kind.section}`
  const names = EDGE_NAMES.filter(
    (name) => kind.relations[name] !== undefined && kindOn(kind, name).tasks.includes(task),
  )
  return names.length === 0 ? null : `A manifest gives it under ${names.join(' and ')} of an asset`
}

const rolesWith = (kind: AssetKind, task: string): string | null => {
  const roles = Object.keys(kind.roles).filter((role) => kind.roles[role]?.includes(task))
  if (roles.length === 0) return null
  return roles.length === 1
    ? `The built-in role ${roles[0]} includes it`
    : `The built-in roles ${roles.join(', ')} include it`
}

const roleOf = (kind: AssetKind, role: string, tasks: readonly string[]): Explained => {
  const sent = tasks.filter((task) => kind.tasks.includes(task))
  return {
    ...{ word: role, type: 'role', of: kind.name, severity: null },
    text: paragraph([
      sent.length === 0
        ? `A built-in role of the ${kind.label} without any task that can be sent`
        : `A built-in role of the ${kind.label}: ${sent.join(', ')}`,
      'A manifest can write it in place of its tasks',
    ]),
  }
}
