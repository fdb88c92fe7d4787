/** Invitations as nodes (BusinessRoleRequest): what the list of who has not answered shows. */

import { hashOf } from '../kinds/task-closure.ts'
import { type Business, type Invitation, type Modes, PENDING } from '../state.ts'
import { graphTime } from '../world/world-time.ts'
import { type Json, plain, type Reading, type Row, type Value, type View } from './view.ts'

/** What every invite link of a sandbox holds: none of them may show anywhere. */
export const INVITE_LINK_MARK = 'SANDBOXINVITE'

/** Whether nobody can accept it any more, whatever its status says. */
export function isOver({ expires }: Invitation, now: Date): boolean {
  return expires !== undefined && new Date(expires) <= now
}

/** The status an invitation is listed with; undefined: it is not listed any more. */
export function statusShown(invitation: Invitation, modes: Modes, now: Date): string | undefined {
  const { status = PENDING } = invitation
  if (status !== PENDING || !isOver(invitation, now)) return status
  switch (modes.ended_invitations) {
    case 'pending':
      return PENDING
    case 'expired':
      return 'EXPIRED'
    case 'gone':
      return undefined
  }
}

/** The invitations of a business that are still listed, perhaps only those to one address. */
export function invitationRows(
  reading: Reading,
  business: Business,
  email: string | undefined,
): readonly Row[] {
  const { invited } = reading.seenPeople(business, 'pending_users')
  return [...invited.values()]
    .filter((invitation) => email === undefined || invitation.email === email)
    .flatMap((invitation) => {
      const view = invitationView(reading, business, invitation)
      return view === undefined ? [] : [{ id: invitation.id, view: () => view }]
    })
}

/** One of them; undefined once it is not listed any more. */
export function invitationView(
  reading: Reading,
  business: Business,
  invitation: Invitation,
): View | undefined {
  const status = statusShown(invitation, reading.world.modes, reading.now)
  if (status === undefined) return undefined
  const { role, financeRole } = invitation
  const fields = new Map<string, Value>([
    ['email', plain(invitation.email)],
    ['role', plain(role)],
    ['tasks', plain(financeRole === undefined ? [role] : [role, financeRole])],
    ['finance_role', plain(financeRole)],
    ['ip_role', plain(undefined)],
    ['status', plain(status)],
    ['created_time', plain(graphTime(invitation.created))],
    ['expiration_time', plain(graphTime(invitation.expires))],
    // [spec] when the access given would end: the web pages alone can say so.
    ['expiry_time', plain(undefined)],
    ['created_by', plain(senderOf(business, invitation))],
    ['updated_by', plain(undefined)],
    ['updated_time', plain(undefined)],
    // Whoever has it can join: a client that asks for it is a client that may leak it.
    ['invite_link', plain(linkOf(invitation))],
    ['invited_user_type', plain(['FB'])],
    ['owner', plain({ id: business.id, name: business.name })],
  ])
  return {
    type: 'view',
    node: 'BusinessRoleRequest',
    id: invitation.id,
    defaults: ['email', 'role', 'status'],
    field: (name) => fields.get(name),
  }
}

function linkOf({ id }: Invitation): string {
  return `https://fb.example/join/${INVITE_LINK_MARK}${hashOf(id)}`
}

/** [web: reference] a person or a system user of the business, who may have left since. */
function senderOf(business: Business, { createdBy }: Invitation): Json | undefined {
  if (createdBy === undefined) return undefined
  const sender = business.users.get(createdBy) ?? business.systemUsers.get(createdBy)
  return sender === undefined ? { id: createdBy } : { id: createdBy, name: sender.name }
}
