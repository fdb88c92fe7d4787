import type { Kind } from './kinds.ts'
import { compareText } from './text/text.ts'

/**
 * How task sets are compared. The API reads a grant back *unpacked*: more tasks than were asked
 * for, in any order, with classic names and PROFILE_PLUS twins next to each other. Plain equality
 * would never be reached, so a grant is satisfied if every wanted task is held and every held task
 * is wanted, implied by a wanted one, given with it by the API itself, tolerated, or unknown to this
 * version.
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

const widenedBy: Bring = ({ widens = {} }, task) =>
  Object.hasOwn(widens, task) ? (widens[task] as readonly string[]) : []

/** Every classic task that a holder of `tasks` has, including these tasks. */
export const closureOf = (kind: Kind, tasks: readonly string[]): ReadonlySet<string> =>
  new Set(tasks.flatMap((task) => [...closureOfTask(kind, task)]))

type Bring = (kind: Kind, task: string) => readonly string[]
type OfTask = (kind: Kind, task: string) => ReadonlySet<string>

/** Cached, because the same few tasks come up again and again. */
const closedBy = (bring: Bring): OfTask => {
  const ofKinds = new WeakMap<Kind, Map<string, ReadonlySet<string>>>()
  return (kind, task) => {
    const known = ofKinds.get(kind)
    const found = known?.get(task)
    if (found !== undefined) return found
    const closure = closed(kind, task, bring)
    if (known === undefined) ofKinds.set(kind, new Map([[task, closure]]))
    else known.set(task, closure)
    return closure
  }
}

const closed = (kind: Kind, held: string, bring: Bring): ReadonlySet<string> => {
  const closure = new Set<string>()
  const queue = [classicOf(kind, held)]
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    if (closure.has(task)) continue
    closure.add(task)
    queue.push(...bring(kind, task).map((brought) => classicOf(kind, brought)))
  }
  return closure
}

const closureOfTask = closedBy(impliedBy)

const reachOfTask = closedBy((kind, task) => [...impliedBy(kind, task), ...widenedBy(kind, task)])

/**
 * Every classic task that may show where `tasks` were asked for: what they give, and what the API may
 * give with them by itself.
 */
export const reachOf = (kind: Kind, tasks: readonly string[]): ReadonlySet<string> =>
  new Set(tasks.flatMap((task) => [...reachOfTask(kind, task)]))

/** What the API may give with `tasks` that they do not give themselves, sorted. */
export const widenedOf = (kind: Kind, tasks: readonly string[]): readonly string[] => {
  if (tasks.every((task) => widensNothing(kind, task))) return NONE
  const given = closureOf(kind, tasks)
  return sortTasks(
    kind,
    [...reachOf(kind, tasks)].filter((task) => !given.has(task)),
  )
}

/** Asked of every step again and again, and so of almost all tasks. */
const widensNothing = (kind: Kind, task: string): boolean =>
  reachOfTask(kind, task).size === closureOfTask(kind, task).size

/** What differs between a wanted and a held task set of one kind. */
export interface TaskDifference {
  /** Wanted and not held, by classic names. */
  readonly missing: readonly string[]
  /** Held, and neither wanted, implied, given with a wanted one, tolerated nor unknown. */
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
    const reach = reachOfTask(kind, one)
    if (reach.has(classic) || reach.has(task)) return false
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
 * The tasks an additive asset asks for: the declared ones together with every live one that can be
 * set. What another of them brings along is not left out: it may only seem to, and then it is lost.
 */
export const unionToSend = (
  kind: Kind,
  wanted: readonly string[],
  held: readonly string[],
): readonly string[] => {
  const settable = held.filter(
    (task) => kind.tasks.includes(task) && !kind.tolerated.includes(task),
  )
  return sortTasks(kind, [...wanted, ...settable.map((task) => classicOf(kind, task))])
}
