/** Somebody who changes in the web pages which people are on an asset, in a group, or with us. */

import { kindOf, type SandboxKind } from '../kinds/sandbox-kinds.ts'
import { reachOf, widened } from '../kinds/task-closure.ts'
import { type Asset, CONFIRMED, type World, withAsset, withKey, without } from '../state.ts'
import type { AssetGroup } from '../world/asset-group.ts'
import { withoutSeat } from '../writes/member-rules.ts'
import {
  assetOf,
  businessNamed,
  businessOf,
  type Found,
  peopleOf,
  personNamed,
  personOf,
} from './act-names.ts'
import type { Click } from './click.ts'
import { shown } from './near.ts'
import { groupTasksIn, tasksIn } from './task-words.ts'

/** Puts somebody on an asset, or into a group, with exactly these tasks. */
export function assign({ world, kinds, place, subject, tasks }: Click): World {
  const group = world.groups.get(place)
  if (group !== undefined) {
    const { person } = personOf(world, subject)
    return withGroupUsers(world, group, withKey(group.users, person.id, groupTasksIn(tasks)))
  }
  const asset = assetOf(world, place)
  const kind = kindOf(kinds, asset.kind)
  const found = personOf(world, subject)
  const given = tasksIn(tasks, kind.tasks)
  checkReach(asset, kind, found, given)
  const more = world.modes.widening === 'never' ? given : [...widened(kind, given)]
  return withAsset(world, { ...asset, users: withKey(asset.users, found.person.id, more) })
}

/** Only the owner's people and those of its agencies can be there, with no more than these may. */
function checkReach(
  asset: Asset,
  kind: SandboxKind,
  { business, person }: Found,
  tasks: readonly string[],
): void {
  if (asset.owner === business.id) return
  const row = asset.agencies.get(business.id)
  const who = `${shown(personNamed(person))} is of ${shown(businessNamed(business))}, which`
  if (row?.status !== CONFIRMED) throw new Error(`${who} has no access there. Grant it first`)
  const reach = reachOf(kind, row.tasks)
  const above = tasks.filter((task) => !reach.has(task))
  if (above.length > 0) throw new Error(`${who} may not give ${above.join(', ')} there`)
}

/** Takes somebody off an asset, or out of a group. */
export function unassign({ world, place, subject }: Click): World {
  const group = world.groups.get(place)
  if (group !== undefined) {
    return withGroupUsers(world, group, without(group.users, holderIn(world, group.users, subject)))
  }
  const asset = assetOf(world, place)
  return withAsset(world, {
    ...asset,
    users: without(asset.users, holderIn(world, asset.users, subject)),
  })
}

/** The id of somebody who holds something there. */
function holderIn(world: World, users: ReadonlyMap<string, unknown>, word: string): string {
  const { person } = personOf(world, word)
  if (users.has(person.id)) return person.id
  const others = [...users.keys()].map((id) => shown(personNamed(personOf(world, id).person)))
  const held = others.length === 0 ? 'Nobody does' : `Who does: ${others.join(', ')}`
  throw new Error(`${shown(personNamed(person))} holds nothing there. ${held}`)
}

function withGroupUsers(world: World, group: AssetGroup, users: AssetGroup['users']): World {
  return { ...world, groups: withKey(world.groups, group.id, { ...group, users }) }
}

/** Takes somebody out of a business for good. */
export function remove({ world, place, subject }: Click): World {
  const business = businessOf(world, place)
  const { person } = personOf(world, subject, peopleOf(business))
  const who = shown(personNamed(person))
  if (person.id === world.token.user) throw new Error(`the sandbox's token belongs to ${who}`)
  if (person.type === 'business_user') return withoutSeat(world, business, person)
  throw new Error(`${who} is a system user, whom the pages do not remove`)
}
