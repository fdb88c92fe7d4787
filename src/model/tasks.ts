import type { Kind } from './kinds.ts'
import { compareText } from './text/text.ts'

/**
 * How task sets are compared. The API reads a grant back *unpacked*: more tasks than were asked
 * for, in any order, with classic names and PROFILE_PLUS twins next to each other. Plain equality
 * would never be reached, so a grant is satisfied if every wanted task is held and every held task
 * is wanted, implied by a wanted one, tolerated, or unknown to this version.
 */

/** The classic name of a task; twins have the same. */
export const classicOf = (kind: Kind, task: string): string => {
  const twin = kind.twins[task]
  return twin !== undefined && Object.hasOwn(kind.twins, task) ? twin : task
}

export const isKnownTask = (kind: Kind, task: string): boolean =>
  kind.tasks.includes(task) || kind.tolerated.includes(task)

const impliedBy = (kind: Kind, task: string): readonly string[] => {
  if (kind.managers.includes(task)) return kind.tasks
  return Object.hasOwn(kind.implies, task) ? (kind.implies[task] as readonly string[]) : []
}

/** Every classic task that a holder of `tasks` has, including these tasks. */
export const closureOf = (kind: Kind, tasks: readonly string[]): ReadonlySet<string> =>
  new Set(tasks.flatMap((task) => [...closureOfTask(kind, task)]))

const closures = new WeakMap<Kind, Map<string, ReadonlySet<string>>>()

/** Cached, because the same few tasks come up again and again. */
const closureOfTask = (kind: Kind, task: string): ReadonlySet<string> => {
  const known = closures.get(kind) ?? new Map<string, ReadonlySet<string>>()
  const closure = known.get(task) ?? closed(kind, task)
  closures.set(kind, known.set(task, closure))
  return closure
}

const closed = (kind: Kind, held: string): ReadonlySet<string> => {
  const closure = new Set<string>()
  const queue = [classicOf(kind, held)]
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    if (closure.has(task)) continue
    closure.add(task)
    queue.push(...impliedBy(kind, task).map((implied) => classicOf(kind, implied)))
  }
  return closure
}

/** What differs between a wanted and a held task set of one kind. */
export interface TaskDifference {
  /** Wanted and not held, by classic names. */
  readonly missing: readonly string[]
  /** Held, and neither wanted, implied, tolerated nor unknown. */
  readonly extra: readonly string[]
  /** Held and unknown to this version: kept when a list is sent, never judged. */
  readonly unknown: readonly string[]
}

export const differenceOf = (
  kind: Kind,
  wanted: readonly string[],
  held: readonly string[],
): TaskDifference => {
  let missing = NONE
  let extra = NONE
  let unknown = NONE
  for (const task of wanted) if (!isHeld(kind, held, task)) missing = [...missing, task]
  for (const task of held) {
    if (isExtra(kind, wanted, task)) extra = [...extra, task]
    else if (!isKnownTask(kind, task) && !wanted.includes(task)) unknown = [...unknown, task]
  }
  if (missing === NONE && extra === NONE && unknown === NONE) return ALIKE
  return {
    missing: sortTasks(kind, missing),
    extra: sortTasks(kind, extra),
    unknown: sortTasks(kind, unknown),
  }
}

/** Shared, because hundreds of thousands of differences are empty. */
const NONE: readonly string[] = []
const ALIKE: TaskDifference = { missing: NONE, extra: NONE, unknown: NONE }

const isHeld = (kind: Kind, held: readonly string[], task: string): boolean => {
  if (held.includes(task)) return true
  const classic = classicOf(kind, task)
  for (const one of held) if (gives(kind, one, classic)) return true
  return false
}

const isExtra = (kind: Kind, wanted: readonly string[], task: string): boolean => {
  if (wanted.includes(task)) return false
  if (!isKnownTask(kind, task) || kind.tolerated.includes(task)) return false
  const classic = classicOf(kind, task)
  for (const one of wanted) {
    const closure = closureOfTask(kind, one)
    if (closure.has(classic) || closure.has(task)) return false
  }
  return true
}

/**
 * A held set is taken literally (it is already unpacked), except for a manager task, which brings
 * every known task whether or not the read lists them.
 */
const gives = (kind: Kind, held: string, task: string): boolean =>
  kind.managers.includes(classicOf(kind, held))
    ? closureOfTask(kind, held).has(task)
    : classicOf(kind, held) === task

/** Whether held tasks satisfy the wanted ones, without any extra. */
export const isSatisfied = (
  kind: Kind,
  wanted: readonly string[],
  held: readonly string[],
): boolean => {
  const { missing, extra } = differenceOf(kind, wanted, held)
  return missing.length === 0 && extra.length === 0
}

/** Whether these tasks make their holder a manager of the asset. */
export const isManager = (kind: Kind, tasks: readonly string[]): boolean =>
  tasks.some((task) => kind.managers.includes(classicOf(kind, task)))

/**
 * Sorted for people and digests: known tasks in the table's order, then unknown ones by name,
 * without duplicates.
 */
export const sortTasks = (kind: Kind, tasks: readonly string[]): readonly string[] =>
  isSorted(kind, tasks)
    ? tasks
    : [...new Set(tasks)].sort((one, other) => compareTasks(kind, one, other))

const isSorted = (kind: Kind, tasks: readonly string[]): boolean => {
  for (let place = 1; place < tasks.length; place += 1) {
    if (compareTasks(kind, tasks[place - 1] as string, tasks[place] as string) >= 0) return false
  }
  return true
}

const compareTasks = (kind: Kind, one: string, other: string): number =>
  rankOf(kind, one) - rankOf(kind, other) || compareText(one, other)

const rankOf = ({ tasks }: Kind, task: string): number => {
  const index = tasks.indexOf(task)
  return index < 0 ? tasks.length : index
}

/**
 * The tasks that an additive asset asks for: the declared ones, and the live ones that can be set
 * and are not implied by another in the list.
 */
export const unionToSend = (
  kind: Kind,
  wanted: readonly string[],
  held: readonly string[],
): readonly string[] => {
  const settable = held
    .filter((task) => kind.tasks.includes(task) && !kind.tolerated.includes(task))
    .map((task) => classicOf(kind, task))
  const widestFirst = [...new Set(settable)].sort(
    (one, other) => closureOf(kind, [other]).size - closureOf(kind, [one]).size,
  )
  // Two tasks may imply each other: one of them must stay.
  const sent = [...wanted]
  for (const task of widestFirst) if (!closureOf(kind, sent).has(task)) sent.push(task)
  return sortTasks(kind, sent)
}
