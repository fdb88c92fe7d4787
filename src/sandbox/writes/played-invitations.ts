/** Who was invited into a business, in front of the mail: joins it, or declines. */

import { hashOf } from '../kinds/task-closure.ts'
import {
  type Business,
  businessOfPerson,
  type Invitation,
  type Modes,
  PENDING,
  type Person,
  type World,
  withBusiness,
  withKey,
  without,
} from '../state.ts'
import { isOver } from '../views/invitation-view.ts'

/** Where somebody is invited to. */
interface Seat {
  readonly address: string
  readonly email: string
  /** Absent: whichever business invited them. */
  readonly business?: string
}

/** The seat that `dana@northwind.example` or `1001/members/dana@northwind.example` is about. */
export function invitedIn(address: string): Seat | undefined {
  const [, business, email] = /^(?:(\d+)\/members\/)?([^/]+@[^/]+)$/.exec(address) ?? []
  if (email === undefined) return undefined
  return { address, email: email.toLowerCase(), ...(business === undefined ? {} : { business }) }
}

/** The world after an invitation was answered. Throws where none is open. */
export function answerInvitation(
  world: World,
  act: 'accept' | 'decline',
  seat: Seat,
  now?: Date,
): World {
  const { business, invitation } = openAt(world, seat)
  if (act === 'decline') return declined(world, business, invitation)
  if (now !== undefined && isOver(invitation, now)) {
    throw new Error(`${seat.address}: the invitation ended at ${invitation.expires}`)
  }
  return joined(world, business, invitation)
}

interface Found {
  readonly business: Business
  readonly invitation: Invitation
}

/** The last one sent: earlier ones of the same address may be over. */
function openAt(world: World, { address, email, business: only }: Seat): Found {
  const all = [...world.businesses.values()].flatMap((business) =>
    [...business.invited.values()]
      .filter((it) => (only ?? business.id) === business.id && it.email.toLowerCase() === email)
      .map((invitation) => ({ business, invitation })),
  )
  const open = all.filter(({ invitation: { status = PENDING } }) => status === PENDING)
  const found = open.at(-1)
  if (found !== undefined) return found
  const status = all.at(-1)?.invitation.status
  throw new Error(
    status === undefined
      ? `${address}: nobody of that e-mail is invited`
      : `${address}: the invitation is ${status}`,
  )
}

function declined(world: World, business: Business, invitation: Invitation): World {
  const { id } = invitation
  const invited =
    world.modes.declined_invitations === 'gone'
      ? without(business.invited, id)
      : withKey(business.invited, id, { ...invitation, status: 'DECLINED' })
  return withBusiness(world, { ...business, invited })
}

/**
 * Who accepts becomes a business user with an id of this business, unless they are there already.
 * No invitation of theirs stays.
 */
function joined(world: World, business: Business, invitation: Invitation): World {
  const isTheirs = (email = ''): boolean => email.toLowerCase() === invitation.email.toLowerCase()
  const invited = new Map([...business.invited].filter(([, { email }]) => !isTheirs(email)))
  const id = idOf(world, business, invitation)
  const isThere = [...business.users.values()].some(
    (it) => (it.id === id || isTheirs(it.email)) && it.markedForRemoval !== true,
  )
  const users = isThere
    ? business.users
    : withKey(business.users, id, personOf(world.modes, invitation, id))
  return withBusiness(world, { ...business, invited, users })
}

function personOf(modes: Modes, invitation: Invitation, id: string): Person {
  const { role, financeRole } = invitation
  const at = invitation.email.indexOf('@')
  const email = EMAILS[modes.joins_with](invitation.email)
  return {
    type: 'business_user',
    id,
    name: invitation.email.slice(0, at),
    role,
    ...(financeRole === undefined ? {} : { financePermission: financeRole }),
    ...(email === undefined ? {} : { email }),
  }
}

/** Accounts have addresses of their own: the mail of an invitation may reach any of them. */
const EMAILS: Readonly<Record<Modes['joins_with'], (email: string) => string | undefined>> = {
  same: (email) => email,
  other: (email) => `${email.slice(0, email.indexOf('@'))}@home.example`,
  none: () => undefined,
}

/** The same human is somebody else in every business. */
function idOf(world: World, business: Business, { email }: Invitation): string {
  for (let count = 0; ; count += 1) {
    const seed = count === 0 ? email : `${email}#${count}`
    const id = `6156${String(hashOf(seed)).padStart(13, '0')}`
    const holder = businessOfPerson(world, id)?.business.id
    if (holder === undefined || holder === business.id) return id
  }
}
