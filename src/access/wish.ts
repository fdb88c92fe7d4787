import type { Kind } from '../model/kinds.ts'
import type { DesiredPath, DesiredRelation } from '../model/manifest.ts'
import type { Position } from '../model/problem.ts'
import { sortTasks } from '../model/tasks.ts'
import { compareText } from '../model/text/text.ts'

/**
 * The paths of a relation that give something on a day: those that are not over, of subjects whom no
 * `none` bars that day. `oneOf` gives the one name that stands for several names of the same subject.
 */
export const givingPaths = (
  relation: DesiredRelation | null,
  day: string,
  oneOf: (alias: string) => string = itself,
): readonly DesiredPath[] => {
  const alive = (relation?.paths ?? []).filter((path) => !isExpired(path, day))
  const barred = new Set(alive.flatMap(({ none, subject }) => (none ? [oneOf(subject)] : [])))
  return alive.filter(({ subject }) => !barred.has(oneOf(subject)))
}

/** What all paths of one subject on one asset give together on a given day. */
export interface Wish {
  /** Alias of the partner or person; '' for `request`. */
  readonly subject: string
  /** Union of the paths that are not over; empty if the subject is to hold nothing. */
  readonly tasks: readonly string[]
  /** Tasks of paths that have expired; they explain why something is taken away. */
  readonly expired: readonly string[]
  /** Whether `none` overrides every path. */
  readonly none: boolean
  readonly via: readonly string[]
  /** The paths it results from, including those that are over. */
  readonly paths: readonly DesiredPath[]
  readonly source: Position
}

/** Whether a path is over on `asOf`; `expires` is the last day of access (UTC). */
const isExpired = (path: DesiredPath, asOf: string): boolean =>
  path.expires !== null && path.expires < asOf

/**
 * The wishes of one relation, one for each subject, sorted by subject. `oneOf` gives the one name
 * that stands for several names of the same subject.
 */
export const wishesOf = (
  relation: DesiredRelation,
  asOf: string,
  kind: Kind,
  oneOf: (alias: string) => string = itself,
): readonly Wish[] => {
  const sorted = inOrder(relation.paths.map((path) => named(path, oneOf(path.subject))))
  const wishes: Wish[] = []
  for (let start = 0, end = 1; start < sorted.length; start = end, end += 1) {
    const subject = sorted[start]?.subject
    while (sorted[end]?.subject === subject) end += 1
    wishes.push(wishOf(sorted.slice(start, end), asOf, kind))
  }
  return wishes
}

const itself = (alias: string): string => alias

const named = (path: DesiredPath, subject: string): DesiredPath =>
  path.subject === subject ? path : { ...path, subject }

/** By subject. Many are written in this order, and sorting takes longer than looking. */
const inOrder = (paths: DesiredPath[]): readonly DesiredPath[] => {
  for (let place = 1; place < paths.length; place += 1) {
    const [one, other] = [paths[place - 1] as DesiredPath, paths[place] as DesiredPath]
    if (bySubject(one, other) > 0) return paths.sort(bySubject)
  }
  return paths
}

const bySubject = (one: DesiredPath, other: DesiredPath): number =>
  compareText(one.subject, other.subject)

const wishOf = (paths: readonly DesiredPath[], asOf: string, kind: Kind): Wish => {
  const [only] = paths
  if (only !== undefined && paths.length === 1 && !isExpired(only, asOf))
    return wishOfOne(only, paths)
  const expired = paths.filter((path) => isExpired(path, asOf))
  const alive = paths.filter((path) => !isExpired(path, asOf))
  const none = alive.some((path) => path.none)
  const telling = none ? alive.filter((path) => path.none) : alive.length > 0 ? alive : expired
  const [first] = [...telling].sort(byPlace)
  if (first === undefined) throw new Error('a wish without a path')
  return {
    subject: first.subject,
    tasks: none
      ? []
      : sortTasks(
          kind,
          alive.flatMap((path) => path.tasks),
        ),
    expired: sortTasks(
      kind,
      expired.flatMap((path) => path.tasks),
    ),
    none,
    via: [...new Set(telling.map((path) => path.via))].sort(compareText),
    paths,
    source: first.source,
  }
}

const NO_TASKS: readonly string[] = []
const DIRECT: readonly string[] = ['direct']

/** Nearly all wishes result from one path, whose tasks are already sorted. */
const wishOfOne = (
  { subject, none, tasks, via, source }: DesiredPath,
  paths: readonly DesiredPath[],
): Wish => ({
  subject,
  tasks: none ? NO_TASKS : tasks,
  expired: NO_TASKS,
  none,
  via: via === 'direct' ? DIRECT : [via],
  paths,
  source,
})

/** The wish of a `request` without any path: nothing is asked for. */
export const nothingWished = (source: Position): Wish => ({
  ...{ subject: '', tasks: NO_TASKS, expired: NO_TASKS, none: true },
  ...{ via: DIRECT, paths: [], source },
})

/** Direct paths first, then in the order of the files. */
const byPlace = (one: DesiredPath, other: DesiredPath): number =>
  Number(one.via !== 'direct') - Number(other.via !== 'direct') ||
  compareText(one.source.file, other.source.file) ||
  one.source.line - other.source.line ||
  one.source.column - other.source.column

/** The earliest day on which something of this relation ends, on or after `asOf`; null for never. */
export const nextExpiryOf = (relation: DesiredRelation, asOf: string): string | null => {
  let next: string | null = null
  for (const path of relation.paths) {
    const { expires } = path
    if (expires === null || isExpired(path, asOf)) continue
    if (next === null || expires < next) next = expires
  }
  return next
}
