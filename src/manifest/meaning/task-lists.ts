import type { AssetKind } from '../../model/kinds.ts'
import { sortTasks } from '../../model/tasks.ts'
import { problem } from '../manifest-problems.ts'
import { type Node, type Text, textsOf } from '../text/node.ts'
import type { TaskScope } from './task-scope.ts'

/** A kind's sets of tasks the API is known to take, smallest first. */
const bundlesOf = (kind: AssetKind): readonly Bundle[] => {
  const known = BUNDLES.get(kind)
  if (known !== undefined) return known
  const bundles = Object.entries(kind.roles)
    .map(([role, tasks]) => [role, tasks.filter((task) => !kind.tolerated.includes(task))] as const)
    .filter(([, tasks]) => tasks.length > 0)
    .sort(([, one], [, other]) => one.length - other.length)
  BUNDLES.set(kind, bundles)
  return bundles
}

type Bundle = readonly [role: string, tasks: readonly string[]]

const BUNDLES = new WeakMap<AssetKind, readonly Bundle[]>()

const holdsAll = (held: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((task) => held.includes(task))

/**
 * Warns of a set that is not one of the kind's bundles. Tasks that are in no bundle are ignored.
 */
export const checkBundle = (
  tasks: readonly string[],
  kind: AssetKind,
  place: Pick<Node, 'at'>,
  { report }: Pick<TaskScope, 'report'>,
): void => {
  const bundles = bundlesOf(kind)
  const part = tasks.filter((task) => bundles.some(([, bundle]) => bundle.includes(task)))
  const isBundle = bundles.some(([, bundle]) => holdsAll(bundle, part) && holdsAll(part, bundle))
  if (part.length === 0 || isBundle) return
  const [role = null, bundle = []] = bundles.find(([, tasks]) => holdsAll(tasks, part)) ?? []
  report(
    problem('tasks_outside_bundles', { tasks: part, label: kind.label, role, bundle }, place.at),
  )
}

/** Whether one of these kinds has the task, or it is allowed because no kind knows it yet. */
const isAccepted = (
  written: Text,
  kinds: readonly AssetKind[],
  label: string,
  scope: TaskScope,
): boolean => {
  const { text: task } = written
  if (kinds.some((kind) => kind.tasks.includes(task))) return true
  const known = kinds.flatMap((kind) => kind.tasks)
  const isTolerated = kinds.some((kind) => kind.tolerated.includes(task))
  if (scope.allowsUnknownTasks && !isTolerated && /^[A-Z][A-Z0-9_]*$/.test(task)) {
    scope.report(problem('task_not_known_yet', { task, label, known }, written.at))
    return true
  }
  const advice = adviceOn(task, isTolerated, scope)
  scope.report(problem('unknown_task', { task, label, known, advice }, written.at))
  return false
}

const adviceOn = (task: string, isTolerated: boolean, { roles, kinds }: TaskScope): string => {
  if (isTolerated) return ' It only shows up on reads: leave it out.'
  const isRole = roles.has(task) || kinds.some((kind) => Object.hasOwn(kind.roles, task))
  return isRole ? ` \`${task}\` is a role: write it without brackets.` : ''
}

/** A written list of tasks of a kind, sorted. Wrong ones are reported and left out. */
export const readTasks = (list: Node, kind: AssetKind, scope: TaskScope): readonly string[] => {
  const words = JSON.stringify(textsOf(list).map(({ text }) => text))
  const sound = SOUND.get(kind) ?? new Map<string, readonly string[]>()
  const known = sound.get(words)
  if (known !== undefined) return known
  let isSound = true
  const report: TaskScope['report'] = (found) => {
    isSound = false
    scope.report(found)
  }
  const tasks = tasksIn(list, kind, { ...scope, report })
  if (isSound) SOUND.set(kind, sound.set(words, tasks))
  return tasks
}

/** Tasks by the words of their list, where nothing is to be said of it: the same few come again and again. */
const SOUND = new WeakMap<AssetKind, Map<string, readonly string[]>>()

const tasksIn = (list: Node, kind: AssetKind, scope: TaskScope): readonly string[] => {
  const written = textsOf(list)
  const accepted = written.filter((task) => isAccepted(task, [kind], kind.label, scope))
  const tasks = sortTasks(
    kind,
    accepted.map(({ text }) => text),
  )
  checkTwice(written, scope)
  if (accepted.length === written.length) {
    checkBundle(tasks, kind, list, scope)
    checkRedundant(written, kind, scope)
  }
  return tasks
}

const checkTwice = (written: readonly Text[], { report }: Pick<TaskScope, 'report'>): void => {
  const seen = new Set<string>()
  for (const task of written) {
    if (seen.has(task.text)) report(problem('task_twice', { task: task.text }, task.at))
    seen.add(task.text)
  }
}

/**
 * Warns of what is only tolerated beside a whole bundle: nobody loses it, and nobody is given it for
 * its own sake.
 */
const checkRedundant = (
  written: readonly Text[],
  kind: AssetKind,
  { report }: Pick<TaskScope, 'report'>,
): void => {
  const isTolerated = ({ text }: Text): boolean => kind.tolerated.includes(text)
  if (!written.some(isTolerated)) return
  const rest = sortTasks(
    kind,
    written.filter((task) => !isTolerated(task)).map(({ text }) => text),
  )
  const isBundle = bundlesOf(kind).some(
    ([, bundle]) => holdsAll(bundle, rest) && holdsAll(rest, bundle),
  )
  if (!isBundle) return
  for (const task of written.filter(isTolerated)) {
    report(problem('task_redundant', { task: task.text, rest }, task.at))
  }
}

/**
 * Checks a list of tasks that is meant for every kind: each task must belong to at least one of
 * them.
 */
export const checkTasksOfAnyKind = (list: Node, scope: TaskScope): void => {
  for (const task of textsOf(list)) isAccepted(task, scope.kinds, 'asset', scope)
  checkTwice(textsOf(list), scope)
}
