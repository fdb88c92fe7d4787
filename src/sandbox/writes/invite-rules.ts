/** Inviting people into a business by e-mail. */

import { checkOwnBusiness } from '../access.ts'
import { refusal } from '../errors.ts'
import { hashOf } from '../kinds/task-closure.ts'
import { listParam, type Params, requiredParam } from '../params.ts'
import {
  type Business,
  type Invitation,
  PENDING,
  type World,
  withBusiness,
  withKey,
} from '../state.ts'
import { statusShown } from '../views/invitation-view.ts'
import { worldTime } from '../world/world-time.ts'
import { checkSecondFactor } from './member-rules.ts'
import { seatRolesOf } from './seat-roles.ts'
import { notAmong, type Outcome, type Writing } from './writing.ts'

/** How long an invitation can be accepted [inferred from `expiration_time`]. */
const VALID_DAYS = 30
const DAY_MS = 86_400_000

/** `POST /{business}/business_users`: the answer is the id of the role request, not of a person. */
export function invite(writing: Writing, business: Business): Outcome {
  const { params, world } = writing
  checkOwnBusiness(writing.caller, business.id)
  checkSecondFactor(writing, business)
  if (world.modes.invitations === 'refused') {
    throw refusal('not_allowed', 'Application does not have permission for this action')
  }
  const email = emailOf(params)
  checkUserType(params)
  const roles = seatRolesOf(params)
  checkStranger(business, email)
  const open = openTo(writing, business, email)
  if (open !== undefined && world.modes.repeat_invitation !== 'another') {
    return repeated(writing, business, open)
  }
  const sent = counted(writing, business)
  const seed = `${business.id}:${email}:${writing.now}`
  const { id, idsGiven } = freshId(world, seed, business.idsGiven ?? 0)
  const invitation: Invitation = {
    id,
    email,
    role: roles.base ?? 'EMPLOYEE',
    ...(roles.finance === undefined ? {} : { financeRole: roles.finance }),
    created: writing.now,
    expires: worldTime(new Date(Date.parse(writing.now) + VALID_DAYS * DAY_MS)),
    createdBy: writing.caller.person.id,
  }
  const invited = withKey(business.invited, invitation.id, invitation)
  const next = {
    ...business,
    invited,
    idsGiven,
    ...(sent === undefined ? {} : { sent }),
  }
  return { world: withBusiness(world, next), body: { id: invitation.id }, people: business.id }
}

function emailOf(params: Params): string {
  const email = requiredParam(params, 'email')
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return email
  throw refusal('invalid_parameter', 'Param email must be a valid email')
}

const USER_TYPES = ['FB', 'MWA']

/** Only the first is an account of Facebook's; who is invited as the other joins all the same here. */
function checkUserType(params: Params): void {
  const strange = listParam(params, 'invited_user_type').find((type) => !USER_TYPES.includes(type))
  if (strange !== undefined) throw notAmong('invited_user_type', USER_TYPES, strange)
}

const isTo = (email: string, other: string | undefined): boolean =>
  other?.toLowerCase() === email.toLowerCase()

/** [inferred] the edge documents no error of its own for somebody who is there. */
function checkStranger({ users }: Business, email: string): void {
  if (![...users.values()].some((person) => isTo(email, person.email))) return
  throw refusal('invalid_parameter', 'The user already belongs to the business.')
}

/** An earlier invitation of this address that is still listed; there is no call that renews it. */
function openTo(writing: Writing, business: Business, email: string): Invitation | undefined {
  const { modes } = writing.world
  return [...business.invited.values()].find(
    (each) =>
      isTo(email, each.email) &&
      (each.status ?? PENDING) === PENDING &&
      statusShown(each, modes, new Date(writing.now)) !== undefined,
  )
}

function repeated(writing: Writing, business: Business, open: Invitation): Outcome {
  const { world } = writing
  if (world.modes.repeat_invitation === 'same') {
    return { world, body: { id: open.id }, people: business.id }
  }
  throw refusal('invalid_parameter', 'The user has already been invited to the business.')
}

/** The invitations sent so far with this one among them; refuses what is above the day's cap. */
function counted(writing: Writing, business: Business): Business['sent'] {
  const most = writing.world.modes.invitations_a_day
  if (most === undefined) return business.sent
  const since = Date.parse(writing.now) - DAY_MS
  const recent = [...(business.sent ?? [])].filter(([time]) => Date.parse(time) > since)
  if (recent.reduce((sum, [, count]) => sum + count, 0) >= most) {
    throw refusal('too_many_invitations', 'User request limit reached')
  }
  const sent = new Map(recent)
  return sent.set(writing.now, (sent.get(writing.now) ?? 0) + 1)
}

/**
 * An id that nothing in the world has, the same in every run. Nor one of an invitation that is no
 * more: a clock may stand still between two of them, so they are numbered.
 */
function freshId(world: World, seed: string, given: number) {
  const taken = new Set([
    ...world.assets.keys(),
    ...world.groups.keys(),
    ...[...world.businesses.values()].flatMap(({ id, users, systemUsers, invited }) => [
      ...[id, ...users.keys(), ...systemUsers.keys(), ...invited.keys()],
    ]),
  ])
  for (let count = given; ; count += 1) {
    const id = `97${String(hashOf(`${seed}:${count}`)).padStart(13, '0')}`
    if (!taken.has(id)) return { id, idsGiven: count + 1 }
  }
}
