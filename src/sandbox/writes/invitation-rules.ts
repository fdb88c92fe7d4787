/** An invitation that is out: taking it back, or inviting to another role. */

import { checkOwnBusiness } from '../access.ts'
import { noSuchObject } from '../errors.ts'
import {
  type Business,
  type Invitation,
  type World,
  withBusiness,
  withKey,
  without,
} from '../state.ts'
import { statusShown } from '../views/invitation-view.ts'
import { neededRoles } from './seat-roles.ts'
import { type Outcome, success, type Writing } from './writing.ts'

interface Found {
  readonly business: Business
  readonly invitation: Invitation
}

/** An invitation by its id, of whatever business. */
export function invitationOf(world: World, id: string): Found | undefined {
  for (const business of world.businesses.values()) {
    const invitation = business.invited.get(id)
    if (invitation !== undefined) return { business, invitation }
  }
  return undefined
}

/** One of the token's business that is still listed: what is not cannot be changed either. */
function ownInvitation(writing: Writing, { business, invitation }: Found): void {
  const { method, world, caller } = writing
  const status = statusShown(invitation, world.modes, new Date(writing.now))
  if (business.id !== caller.business || status === undefined) {
    throw noSuchObject(method, invitation.id)
  }
  checkOwnBusiness(caller, business.id)
}

/** `DELETE /{role request}`: takes the invitation back. */
export function withdrawInvitation(writing: Writing, found: Found): Outcome {
  ownInvitation(writing, found)
  const { business, invitation } = found
  const { world } = writing
  const invited = without(business.invited, invitation.id)
  return {
    world: withBusiness(world, { ...business, invited }),
    body: success(world),
    people: business.id,
  }
}

/** `POST /{role request}`: invites to another role. */
export function changeInvitation(writing: Writing, found: Found): Outcome {
  ownInvitation(writing, found)
  const { business, invitation } = found
  const { world } = writing
  const { base = invitation.role, finance } = neededRoles(writing.params)
  const next: Invitation = {
    ...invitation,
    role: base,
    ...(finance === undefined ? {} : { financeRole: finance }),
  }
  const invited = withKey(business.invited, invitation.id, next)
  return {
    world: withBusiness(world, { ...business, invited }),
    body: success(world),
    people: business.id,
  }
}
