/** What the API shows for tasks that were granted. Reads are unpacked; how depends on the mode. */

import type { Modes } from '../state.ts'
import type { SandboxKind } from './sandbox-kinds.ts'

/** A task name that no version knows; `surprising` reads add it. */
export const FUTURE_TASK = 'FUTURE_TASK'

/** The tasks and all that they imply, granted ones first. */
export function closureOf(kind: SandboxKind, tasks: readonly string[]): Set<string> {
  const closure = new Set(tasks)
  for (const task of tasks) {
    const implied = Object.hasOwn(kind.implies, task) ? kind.implies[task] : undefined
    for (const each of implied ?? []) closure.add(each)
  }
  return closure
}

/** All tasks that a holder of these may pass on or give up: a manager may do everything. */
export function reachOf(kind: SandboxKind, tasks: readonly string[]): Set<string> {
  const closure = closureOf(kind, tasks)
  // A managing task that unpacks to nothing means all the others [observed].
  const isAll = kind.managing.some(
    (task) => closure.has(task) && !Object.hasOwn(kind.implies, task),
  )
  return isAll ? new Set(kind.tasks) : closure
}

/** The tasks of an assignment if giving one task gives others with it. */
export function widened(kind: SandboxKind, tasks: readonly string[]): Set<string> {
  const given = new Set(tasks)
  for (const task of tasks) {
    const more = Object.hasOwn(kind.widens, task) ? kind.widens[task] : undefined
    for (const each of more ?? []) given.add(each)
  }
  return given
}

type Unpack = (kind: SandboxKind, tasks: readonly string[]) => Iterable<string>

const UNPACKINGS: Readonly<Record<Modes['unpacking'], Unpack>> = {
  none: (_kind, tasks) => tasks,
  observed: closureOf,
  wide: (kind, tasks) => {
    const managed = tasks.some((task) => kind.managing.includes(task))
    const shown = managed ? kind.tasks : [...closureOf(kind, tasks), ...kind.extras]
    const twins = [...shown].flatMap((task) => twinsOf(kind, task))
    return [...tasks, ...shown, ...twins]
  },
  surprising: (kind, tasks) => {
    const closure = closureOf(kind, tasks)
    const strangers = kind.tasks.filter((task) => !closure.has(task) && !kind.extras.includes(task))
    return [...closure, ...strangers.slice(-1), FUTURE_TASK]
  },
}

function twinsOf(kind: SandboxKind, task: string): string[] {
  return Object.entries(kind.twins)
    .filter(([classic, twin]) => classic === task || twin === task)
    .flat()
}

/**
 * Tasks as the API reads them back, in an arbitrary but repeatable order: rows of the real API are
 * not sorted, and a client that compares lists instead of sets must fail.
 */
export function readBack(
  kind: SandboxKind,
  tasks: readonly string[],
  mode: Modes['unpacking'],
  seed: string,
): string[] {
  if (tasks.length === 0) return []
  const shown = [...new Set(UNPACKINGS[mode](kind, tasks))]
  const place = new Map(shown.map((task) => [task, hashOf(`${seed}:${task}`)]))
  return shown.sort((left, right) => (place.get(left) ?? 0) - (place.get(right) ?? 0))
}

/** FNV-1a, 32 bits. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  }
  return hash >>> 0
}
