/**
 * Putting people into a group, and taking them out. The assets of a group cannot be changed here.
 */
import { checkOwnAssetToken, isAdmin } from '../access.ts'
import { refusal } from '../errors.ts'
import { listParam, requiredParam, textParam } from '../params.ts'
import { withKey, without } from '../state.ts'
import {
  type AssetGroup,
  GROUP_FORMS,
  GROUP_PARTS,
  type GroupTasks,
  groupName,
} from '../world/asset-group.ts'
import { checkPerson } from './people-rules.ts'
import { notAmong, type Outcome, success, type Writing } from './writing.ts'

/** Only an admin of the business may write [guide], with the id of that business as `business`. */
function checkWriter({ caller, params }: Writing, group: AssetGroup): void {
  checkOwnAssetToken(caller, undefined)
  const may = isAdmin(caller) && caller.scopes.has('business_management')
  if (!may || group.owner !== caller.business) throw refusal('denied', 'Permissions error')
  const business = textParam(params, 'business')
  if (business === undefined || business === caller.business) return
  throw refusal('invalid_parameter', `Param business: ${business} is not the token's business.`)
}

/** `POST /{group}/assigned_users`: tasks for each part, in either of the documented forms. */
export function joinGroup(writing: Writing, group: AssetGroup): Outcome {
  checkWriter(writing, group)
  const user = requiredParam(writing.params, 'user')
  checkPerson(writing, 'invalid_parameter', user)
  const tasks = groupTasksOf(writing)
  if (tasks.size === 0) throw refusal('invalid_parameter', 'Tasks of some kind are required')
  const world = withGroup(writing, { ...group, users: withKey(group.users, user, tasks) })
  return { world, body: success(world), asset: group.id }
}

function groupTasksOf({ params }: Writing): GroupTasks {
  const tasks = new Map<string, readonly string[]>()
  for (const part of GROUP_PARTS) {
    for (const name of GROUP_FORMS.map((form) => groupName(part, form))) {
      const list = listParam(params, name)
      const strange = list.find((task) => !part.tasks.includes(task))
      if (strange !== undefined) throw notAmong(name, part.tasks, strange)
      if (list.length > 0) tasks.set(part.part, list)
    }
  }
  return tasks
}

/** `DELETE /{group}/assigned_users`; the guide's answer is a string. */
export function leaveGroup(writing: Writing, group: AssetGroup): Outcome {
  checkWriter(writing, group)
  const user = requiredParam(writing.params, 'user')
  requiredParam(writing.params, 'business')
  if (!group.users.has(user)) {
    throw refusal('invalid_parameter', `The user ${user} is not assigned to the object.`)
  }
  const world = withGroup(writing, { ...group, users: without(group.users, user) })
  return { world, body: { success: 'true' }, asset: group.id }
}

function withGroup({ world }: Writing, group: AssetGroup): Writing['world'] {
  return { ...world, groups: withKey(world.groups, group.id, group) }
}
