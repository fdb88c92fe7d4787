/** People of a business: another role for them, and taking them out of it for good. */

import { checkOwnBusiness, isAdmin, isAdminRole } from '../access.ts'
import { noSuchObject, refusal } from '../errors.ts'
import {
  type Business,
  businessOfPerson,
  type Person,
  type World,
  withBusiness,
  withKey,
  without,
} from '../state.ts'
import type { Caller } from '../tokens.ts'
import { inRole, neededRoles } from './seat-roles.ts'
import { type Outcome, success, type Writing } from './writing.ts'

interface Member {
  readonly business: Business
  readonly person: Person
}

/** A user of the token's business; a system user's node takes no writes of people [web]. */
function memberOf({ method, world, caller }: Writing, id: string): Member {
  const found = businessOfPerson(world, id)
  if (found === undefined || found.business.id !== caller.business) throw noSuchObject(method, id)
  checkOwnBusiness(caller, found.business.id)
  if (found.person.type === 'business_user') return found
  if (method === 'DELETE') throw noSuchObject(method, id)
  throw refusal('invalid_user', 'Invalid user id')
}

/** Refuses who has no second factor where the business wants one of them. */
export function checkSecondFactor({ caller, world }: Writing, business: Business): void {
  if (!isAsked(caller, business, world)) return
  if (caller.person.twoFacStatus?.toLowerCase() === 'enabled') return
  throw refusal(
    'second_factor',
    'Two factor authentication required. User have to enter a code from SMS or TOTP code ' +
      'generator to pass 2fac. This could happen when accessing a 2fac-protected asset like a ' +
      'page that is owned by a 2fac-protected business manager.',
  )
}

function isAsked(caller: Caller, { twoFactorType }: Business, world: World): boolean {
  const isPerson = caller.person.type === 'business_user'
  if (!isPerson && world.modes.second_factor === 'people') return false
  if (twoFactorType === 'admin_required') return isAdmin(caller)
  return twoFactorType === 'all_required'
}

/** `POST /{business user}`: another role. Who demotes the last admin is refused as who removes it. */
export function setRole(writing: Writing, id: string): Outcome {
  const { business, person } = memberOf(writing, id)
  checkSecondFactor(writing, business)
  const roles = neededRoles(writing.params)
  if (roles.base === 'EMPLOYEE') checkLastAdmin(business, person)
  const { world } = writing
  const changes = roles.base !== undefined && roles.base !== person.role.toUpperCase()
  const next = inRole(person, roles, changes ? world.modes.finer_roles : 'kept')
  const users = withKey(business.users, id, next)
  return done(withBusiness(world, { ...business, users }), business)
}

/** `DELETE /{business user}`: the seat, and with it every asset of every kind and every group. */
export function removeMember(writing: Writing, id: string): Outcome {
  const { business, person } = memberOf(writing, id)
  checkSecondFactor(writing, business)
  checkLastAdmin(business, person)
  // [inferred] with the seat its tokens would end, and a sandbox has but this one.
  if (id === writing.caller.person.id) throw refusal('denied', 'Permissions error')
  return done(withoutSeat(writing.world, business, person), business)
}

/** The world after somebody left a business, who was not its last admin. Throws a refusal if so. */
export function withoutSeat(world: World, business: Business, person: Person): World {
  checkLastAdmin(business, person)
  const { id } = person
  const users =
    world.modes.removal === 'at_once'
      ? without(business.users, id)
      : withKey(business.users, id, { ...person, markedForRemoval: true })
  return withBusiness(unassigned(world, id), { ...business, users })
}

function done(world: World, { id }: Business): Outcome {
  return { world, body: success(world), people: id }
}

/** System users do not count, nor does who is on the way out. */
function checkLastAdmin(business: Business, person: Person): void {
  if (!isAdminRole(person.role)) return
  const others = [...business.users.values()].filter(
    ({ id, role, markedForRemoval }) =>
      id !== person.id && isAdminRole(role) && markedForRemoval !== true,
  )
  if (others.length > 0) return
  throw refusal('last_admin', 'The last admin of a business cannot be removed.')
}

/** A world in which somebody holds nothing. */
function unassigned(world: World, id: string): World {
  const left = <T extends { readonly users: ReadonlyMap<string, unknown> }>(
    holders: ReadonlyMap<string, T>,
  ): ReadonlyMap<string, T> =>
    new Map(
      [...holders].map(([key, holder]) =>
        holder.users.has(id)
          ? [key, { ...holder, users: without(holder.users, id) }]
          : [key, holder],
      ),
    )
  return { ...world, assets: left(world.assets), groups: left(world.groups) }
}
