/** Assigning people to an asset and removing them. */
import { checkUsersAccess, denied } from '../access.ts'
import { missingParam, refusal } from '../errors.ts'
import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import { reachOf, widened } from '../kinds/task-closure.ts'
import { requiredParam, textParam } from '../params.ts'
import { type Asset, businessOfPerson, type World, withAsset, withKey, without } from '../state.ts'
import { type Outcome, success, tasksOf, type Writing } from './writing.ts'

/**
 * `POST /{asset}/assigned_users`: the person then holds exactly these tasks, or these as well: that
 * it replaces is documented by an example of one kind alone [web:acct-guide].
 */
export function assignPerson(writing: Writing, asset: Asset, kind: SandboxKind): Outcome {
  const { params, world } = writing
  checkAccess(writing, asset, kind)
  const user = requiredParam(params, 'user')
  checkBusiness(writing, asset, kind)
  checkPerson(writing, kind.strangerError, user)
  const held = asset.users.get(user) ?? []
  const tasks = tasksOf(writing, { param: 'tasks', asset, kind, allowed: kind.tasks, held })
  checkBundle(world, kind, tasks)
  checkCeiling(writing, asset, kind, tasks)
  checkOwnRaise(writing, { asset, kind, user, tasks })
  const given = withWidened(world, kind, withHeld(world, held, tasks))
  const next = withAsset(world, { ...asset, users: withKey(asset.users, user, given) })
  return { world: next, body: success(next), asset: asset.id }
}

function withHeld(
  { modes }: World,
  held: readonly string[],
  tasks: readonly string[],
): readonly string[] {
  if (held.length === 0 || modes.assignments === 'replace') return tasks
  return [...new Set([...held, ...tasks])]
}

function withWidened(
  { modes }: World,
  kind: SandboxKind,
  tasks: readonly string[],
): readonly string[] {
  const more = widened(kind, tasks)
  return more.size === tasks.length || modes.widening === 'never' ? tasks : [...more]
}

/** `DELETE /{asset}/assigned_users`. */
export function unassignPerson(writing: Writing, asset: Asset, kind: SandboxKind): Outcome {
  const { params, world } = writing
  checkAccess(writing, asset, kind)
  const user = requiredParam(params, 'user')
  checkOwnBusiness(writing, textParam(params, 'business'))
  checkPerson(writing, kind.strangerError, user)
  if (!asset.users.has(user)) {
    throw refusal('invalid_parameter', `The user ${user} is not assigned to the object.`)
  }
  const next = withAsset(world, { ...asset, users: without(asset.users, user) })
  return { world: next, body: success(next), asset: asset.id }
}

function checkAccess(writing: Writing, asset: Asset, kind: SandboxKind): void {
  const { caller, params, world } = writing
  const user = textParam(params, 'user')
  checkUsersAccess({ caller, asset, kind, intent: 'write' }, world.modes, user)
}

/** Each business only assigns its own people: an owner cannot assign an agency's. */
function checkBusiness(writing: Writing, asset: Asset, kind: SandboxKind): void {
  const business = textParam(writing.params, 'business')
  if (business === undefined) {
    if (kind.assignNeedsBusiness) throw missingParam('business')
    return
  }
  const isOwners = kind.assignByOwner && writing.world.modes.assign_business === 'owner'
  if (!isOwners) checkOwnBusiness(writing, business)
  else if (business !== asset.owner) {
    throw refusal('invalid_parameter', `Param business: ${business} does not own the object.`)
  }
}

function checkOwnBusiness(writing: Writing, business: string | undefined): void {
  if (business === undefined || business === writing.caller.business) return
  throw refusal('invalid_parameter', `Param business: ${business} is not the token's business.`)
}

/**
 * Refuses a person who does not belong to the token's business, with the edge's own error for that.
 */
export function checkPerson(
  writing: Writing,
  strangerError: SandboxKind['strangerError'],
  user: string,
): void {
  const { world, caller } = writing
  if (isFacebookId(world, user)) {
    throw refusal('wrong_person_id', 'The user must be a business-scoped user of the business.')
  }
  if (businessOfPerson(world, user)?.business.id !== caller.business) {
    throw refusal(strangerError, `Invalid call to update permissions of user ${user}.`)
  }
}

function isFacebookId(world: World, id: string): boolean {
  if (businessOfPerson(world, id) !== undefined) return false
  for (const business of world.businesses.values()) {
    for (const person of business.users.values()) if (person.user === id) return true
  }
  return false
}

/** [web:maperr] subcode 1752129; live calls have also been seen to accept other sets. */
function checkBundle(world: World, kind: SandboxKind, tasks: readonly string[]): void {
  if (kind.bundles === undefined) return
  const core = tasks.filter((task) => !kind.extras.includes(task))
  const fits = kind.bundles.some(
    (bundle) => bundle.length === core.length && core.every((task) => bundle.includes(task)),
  )
  if (fits || world.modes.bundles === 'any') return
  throw refusal(
    'task_combination',
    'This Task Combination Is Not Supported: pass in a combination of tasks of the mapping.',
  )
}

interface Raise {
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly user: string
  readonly tasks: readonly string[]
}

/** On some kinds a system user can only get more access from somebody else. */
function checkOwnRaise({ caller }: Writing, { asset, kind, user, tasks }: Raise): void {
  if (kind.selfRaise || user !== caller.person.id || caller.person.type !== 'system_user') return
  const held = reachOf(kind, asset.users.get(user) ?? [])
  if (tasks.every((task) => held.has(task))) return
  throw denied(kind, 'A system user cannot give itself more access to the object.')
}

/** An agency's people can hold at most what the agency may. */
function checkCeiling(
  writing: Writing,
  asset: Asset,
  kind: SandboxKind,
  tasks: readonly string[],
): void {
  const { caller } = writing
  if (asset.owner === caller.business) return
  const ceiling = reachOf(kind, asset.agencies.get(caller.business)?.tasks ?? [])
  const above = tasks.filter((task) => !ceiling.has(task))
  if (above.length > 0) {
    throw refusal('denied', `The business may not give ${above.join(', ')} on the object.`)
  }
}
