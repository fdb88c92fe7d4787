/** What the rules for writes share: the call, the outcome, the checks of task lists. */
import { refusal, schemaRefusal } from '../errors.ts'
import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import { FUTURE_TASK, reachOf } from '../kinds/task-closure.ts'
import { type Encoding, listParam, type Params } from '../params.ts'
import type { Asset, World } from '../state.ts'
import type { Caller } from '../tokens.ts'
import type { Json } from '../views/view.ts'

/** A write in progress. */
export interface Writing {
  readonly method: 'POST' | 'DELETE'
  readonly world: World
  readonly kinds: readonly SandboxKind[]
  readonly caller: Caller
  readonly params: Params
  readonly encoding: Encoding
  /** ISO 8601. */
  readonly now: string
}

/** The world after a write that went through, and its answer. */
export interface Outcome {
  readonly world: World
  readonly body: Json
  /** The asset concerned, or the business whose people are: reads of it may lag. */
  readonly asset?: string
  readonly people?: string
}

/** `{"success": true}` in the style that the world asks for. */
export function success(world: World, more: { readonly [key: string]: Json } = {}): Json {
  return { success: world.modes.success_style === 'string' ? 'true' : true, ...more }
}

/** Where a list of tasks comes from, and what it may contain. */
export interface TaskList {
  readonly param: 'tasks' | 'permitted_tasks'
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly allowed: readonly string[]
  /**
   * Tasks that the row holds now. Unknown names among them may be sent back if the mode accepts
   * that.
   */
  readonly held: readonly string[]
}

/** The tasks of a write; refuses an absent or empty list and names outside the enum. */
export function tasksOf(writing: Writing, list: TaskList): readonly string[] {
  const { param, kind } = list
  if (kind.jsonSchema && typeof writing.params.get(param) === 'string') {
    throw refusal('invalid_parameter', 'Failed to parse the request body parameters')
  }
  const tasks = listParam(writing.params, param)
  if (tasks.length === 0) throw refusal('invalid_parameter', `Param ${param} must not be empty`)
  const strange = tasks.findIndex((task) => !mayBeSent(writing, list, task))
  const got = tasks[strange]
  if (got === undefined) return tasks
  if (kind.jsonSchema) throw schemaRefusal(`${param}.${strange}`, list.allowed, got)
  throw notAmong(`${param}[${strange}]`, list.allowed, got)
}

/** The tasks that a share gives: as such, or as the roles that some kinds still accept. */
export function sharedTasksOf(writing: Writing, list: Omit<TaskList, 'param'>): readonly string[] {
  const { kind } = list
  const names = Object.keys(kind.roles)
  const roles = names.length === 0 ? [] : listParam(writing.params, 'permitted_roles')
  if (roles.length === 0) return tasksOf(writing, { ...list, param: 'permitted_tasks' })
  const strange = roles.findIndex((role) => !names.includes(role))
  const got = roles[strange]
  if (got !== undefined) throw notAmong(`permitted_roles[${strange}]`, names, got)
  return [...new Set(roles.flatMap((role) => kind.roles[role] ?? []))]
}

/** A name outside a list. */
export function notAmong(param: string, allowed: readonly string[], got: string): Error {
  return refusal(
    'invalid_parameter',
    `Param ${param} must be one of {${allowed.join(', ')}} - got "${got}".`,
  )
}

function mayBeSent(writing: Writing, list: TaskList, task: string): boolean {
  if (list.allowed.includes(task)) return true
  if (writing.world.modes.unknown_tasks === 'refuse') return false
  return task === FUTURE_TASK || list.held.includes(task)
}

/** The people of a business on an asset, limited to what the business itself may do there. */
export function capPeople(
  world: World,
  asset: Asset,
  kind: SandboxKind,
  business: string,
): ReadonlyMap<string, readonly string[]> {
  const people = world.businesses.get(business)
  const row = asset.agencies.get(business)
  const ceiling = reachOf(kind, row?.tasks ?? [])
  const users = new Map<string, readonly string[]>()
  for (const [id, tasks] of asset.users) {
    const theirs = people?.users.has(id) === true || people?.systemUsers.has(id) === true
    const within = theirs ? tasks.filter((task) => ceiling.has(task)) : tasks
    // Whom it does not concern keeps the very row, which nobody wrote.
    if (within.length > 0) users.set(id, within.length === tasks.length ? tasks : within)
  }
  return users
}
