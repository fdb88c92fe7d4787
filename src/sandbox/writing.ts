/** What the rules of writes share: the call, the outcome, the checks on task lists. */
import { refusal } from './errors.ts'
import type { SandboxKind } from './kinds.ts'
import { type Encoding, listParam, type Params } from './params.ts'
import type { Asset, World } from './state.ts'
import { closureOf, FUTURE_TASK } from './tasks.ts'
import type { Caller } from './tokens.ts'
import type { Json } from './view.ts'

/** A write under way. */
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
  /** The asset concerned, whose reads may lag. */
  readonly asset: string
}

/** `{"success": true}` in the style the world asks for. */
export function success(world: World, more: { readonly [key: string]: Json } = {}): Json {
  return { success: world.modes.success_style === 'string' ? 'true' : true, ...more }
}

/** Where a list of tasks comes from and what it may hold. */
export interface TaskList {
  readonly param: 'tasks' | 'permitted_tasks'
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly allowed: readonly string[]
  /** Tasks the row holds now: unknown names among them may be sent back where the mode accepts. */
  readonly held: readonly string[]
}

/** The tasks of a write; refuses an absent or empty list and names outside the enum. */
export function tasksOf(writing: Writing, list: TaskList): readonly string[] {
  const { param, kind } = list
  const raw = writing.params.get(param)
  if (!kind.formLists && writing.encoding === 'form' && typeof raw === 'string') {
    throw refusal('invalid_parameter', 'Failed to parse the request body parameters')
  }
  const tasks = listParam(writing.params, param)
  if (tasks.length === 0) throw refusal('invalid_parameter', `Param ${param} must not be empty`)
  const strange = tasks.findIndex((task) => !mayBeSent(writing, list, task))
  if (strange >= 0) {
    throw refusal(
      'invalid_parameter',
      `Param ${param}[${strange}] must be one of {${list.allowed.join(', ')}} - ` +
        `got "${tasks[strange]}".`,
    )
  }
  return tasks
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
  const ceiling = closureOf(kind, row?.tasks ?? [])
  const users = new Map<string, readonly string[]>()
  for (const [id, tasks] of asset.users) {
    const theirs = people?.users.has(id) === true || people?.systemUsers.has(id) === true
    const kept = theirs ? tasks.filter((task) => ceiling.has(task)) : tasks
    if (kept.length > 0) users.set(id, kept)
  }
  return users
}
