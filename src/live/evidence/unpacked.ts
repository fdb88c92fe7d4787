import type { AssumptionId } from '../../model/assumed/assumptions.ts'
import type { Evidence } from '../../model/assumed/evidence.ts'
import type { Kind } from '../../model/kinds.ts'
import type { LiveRelation } from '../../model/live.ts'
import { classicOf, isKnownTask, sortTasks } from '../../model/tasks.ts'
import { addressOf } from '../../model/text/address.ts'

/** One row of an asset of our own, which nobody else's permission caps. */
export interface HeldRow {
  readonly kind: Kind
  readonly row: LiveRelation
}

/**
 * Whether rows show what comes with the tasks that were given.
 *
 * That a row shows the whole bundle proves nothing: whole bundles are given, by hand and by this
 * program. What proves it is a task that nobody asks for, and that comes with what was given: it has
 * to be on every row of the kind that has two tasks or more, as it is where it was recorded. A row
 * that lacks a task proves the opposite, whoever gave what; but not one with a task that this version
 * does not know, for nobody can tell what else such a row shows. Only kinds are judged of which the
 * reference says what belongs together.
 */
export const unpackedIn = (
  assumption: Extract<AssumptionId, 'people_unpacked' | 'agencies_unpacked'>,
  rows: readonly HeldRow[],
): readonly Evidence[] => {
  const judged = rows.filter(
    ({ kind, row }) => kind.isMapped === true && row.tasks.every((task) => isKnownTask(kind, task)),
  )
  return [...broughtIn(assumption, judged), ...lackingIn(assumption, judged)]
}

const broughtIn = (
  assumption: Evidence['assumption'],
  rows: readonly HeldRow[],
): readonly Evidence[] => {
  const telling = rows.filter(({ kind, row }) => broughtTo(kind, row.tasks).length > 0)
  const [first] = telling
  const isOnAll = telling.every(({ kind, row: { tasks } }) =>
    broughtTo(kind, tasks).every((task) => tasks.includes(task)),
  )
  if (first === undefined || !isOnAll) return []
  const { kind, row } = first
  const example = `${addressIn(row)} shows ${broughtTo(kind, row.tasks).join(', ')} with ${given(kind, row)}`
  return [{ assumption, verdict: 'seen', example }]
}

/** What must come along with several tasks that were given, and that nobody asks for. */
const broughtTo = (kind: Kind, tasks: readonly string[]): readonly string[] => {
  const asked = tasks.filter((task) => !kind.tolerated.includes(task))
  if (asked.length < 2) return []
  const brought = asked.flatMap((task) => impliedBy(kind, task))
  return sortTasks(
    kind,
    brought.filter((task) => kind.tolerated.includes(task)),
  )
}

const given = (kind: Kind, { tasks }: LiveRelation): string =>
  sortTasks(
    kind,
    tasks.filter((task) => !kind.tolerated.includes(task)),
  ).join(', ')

const lackingIn = (
  assumption: Evidence['assumption'],
  rows: readonly HeldRow[],
): readonly Evidence[] =>
  rows.flatMap(({ kind, row }): readonly Evidence[] => {
    const held = row.tasks.find((task) => lackingWith(kind, task, row.tasks).length > 0)
    if (held === undefined) return []
    const lacking = lackingWith(kind, held, row.tasks).join(', ')
    const example = `${addressIn(row)} shows ${held} without ${lacking}`
    return [{ assumption, verdict: 'contradicted', example, fits: 'unpacking_none' }]
  })

/**
 * What a row should show beside a task and does not. Only tasks by their classic names are judged:
 * how rows of newer Pages tell them is not documented.
 */
const lackingWith = (kind: Kind, held: string, tasks: readonly string[]): readonly string[] => {
  const shown = new Set(tasks.map((task) => classicOf(kind, task)))
  return sortTasks(
    kind,
    comesWith(kind, held).filter((task) => !shown.has(task) && !kind.tolerated.includes(task)),
  )
}

/**
 * What a task is read back with. A manager counts as having every task, yet a row is only expected to
 * show the role that the task belongs to; where the kind has no roles, nothing.
 */
const comesWith = (kind: Kind, task: string): readonly string[] =>
  kind.managers.includes(task)
    ? Object.values(kind.roles)
        .filter((role) => role.includes(task))
        .flat()
    : impliedBy(kind, task)

const impliedBy = (kind: Kind, task: string): readonly string[] => {
  const found = new Set<string>()
  const queue = [task]
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const implied = Object.hasOwn(kind.implies, next) ? (kind.implies[next] ?? []) : []
    for (const each of implied) {
      if (!found.has(each)) queue.push(each)
      found.add(each)
    }
  }
  found.delete(task)
  return [...found]
}

/** Full control that is stored as nothing but the manager task. */
export const managerAloneIn = (rows: readonly HeldRow[]): readonly Evidence[] =>
  rows.flatMap(({ kind, row }): readonly Evidence[] => {
    const [task, ...others] = row.tasks
    if (task === undefined || others.length > 0 || !kind.managers.includes(task)) return []
    if (comesWith(kind, task).length > 0) return []
    const example = `${addressIn(row)} shows ${task} and nothing else`
    return [{ assumption: 'manager_alone', verdict: 'seen', example }]
  })

/** What nobody can have given: both names of a task, or one that cannot be asked for. */
export const beyondIn = (rows: readonly HeldRow[]): readonly Evidence[] =>
  rows.flatMap(({ kind, row }): readonly Evidence[] => {
    const { tasks } = row
    const twin = tasks.find((task) => {
      const classic = classicOf(kind, task)
      return classic !== task && tasks.includes(classic)
    })
    const what =
      twin === undefined
        ? tasks.find((task) => isNeverGiven(kind, task))
        : `both ${classicOf(kind, twin)} and ${twin}`
    if (what === undefined) return []
    const example = `${addressIn(row)} shows ${what}`
    return [{ assumption: 'more_than_given', verdict: 'seen', example }]
  })

/** A task in a role may have been given by it. */
const isNeverGiven = (kind: Kind, task: string): boolean =>
  kind.tolerated.includes(task) &&
  !kind.tasks.includes(task) &&
  !Object.values(kind.roles).some((role) => role.includes(task))

export const unknownIn = (rows: readonly HeldRow[]): readonly Evidence[] =>
  rows.flatMap(({ kind, row }): readonly Evidence[] => {
    const strange = row.tasks.find((task) => !isKnownTask(kind, task))
    if (strange === undefined) return []
    const example = `${addressIn(row)} shows ${strange}`
    return [{ assumption: 'unknown_tasks', verdict: 'seen', example }]
  })

export const addressIn = ({ asset, relation, subject }: LiveRelation): string =>
  addressOf(asset, relation, subject)
