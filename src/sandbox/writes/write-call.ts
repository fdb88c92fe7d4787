/** POST and DELETE: which rule answers which edge. */

import { noSuchObject, refusal } from '../errors.ts'
import { kindOf } from '../kinds/sandbox-kinds.ts'
import { type Business, businessOfPerson } from '../state.ts'
import type { AssetGroup } from '../world/asset-group.ts'
import { grantAgency, revokeAgency } from './agency-rules.ts'
import { joinGroup, leaveGroup } from './group-rules.ts'
import { changeInvitation, invitationOf, withdrawInvitation } from './invitation-rules.ts'
import { invite } from './invite-rules.ts'
import { removeMember, setRole } from './member-rules.ts'
import { assignPerson, unassignPerson } from './people-rules.ts'
import { cancelObo, leaveAsset, requestAccess } from './relation-rules.ts'
import type { Outcome, Writing } from './writing.ts'

/**
 * Carries out a write. Only the edges that a permission tool may ever write exist here; everything
 * else (owned_*, a business's own agencies and clients, …) is an unsupported request.
 */
export function writeCall(writing: Writing, segments: readonly string[]): Outcome {
  const [node = '', edge, ...rest] = segments
  const outcome = rest.length > 0 ? undefined : ruleFor(writing, node, edge)
  if (outcome === undefined) throw noSuchObject(writing.method, segments.join('/'))
  return outcome
}

function ruleFor(writing: Writing, node: string, edge: string | undefined): Outcome | undefined {
  if (edge === undefined) return nodeRule(writing, node)
  const business = writing.world.businesses.get(node)
  if (business !== undefined) return businessRule(writing, business, edge)
  const group = writing.world.groups.get(node)
  return group === undefined ? assetRule(writing, node, edge) : groupRule(writing, group, edge)
}

/** Nodes that take writes themselves: people, invitations, on-behalf-of requests. */
function nodeRule(writing: Writing, node: string): Outcome | undefined {
  const { method, world } = writing
  const invitation = invitationOf(world, node)
  if (invitation !== undefined) {
    return method === 'POST'
      ? changeInvitation(writing, invitation)
      : withdrawInvitation(writing, invitation)
  }
  if (businessOfPerson(world, node) !== undefined) {
    return method === 'POST' ? setRole(writing, node) : removeMember(writing, node)
  }
  return method === 'DELETE' ? cancelObo(writing, node) : undefined
}

/** People alone: what a group contains is not for a permission tool to change. */
function groupRule(writing: Writing, group: AssetGroup, edge: string): Outcome | undefined {
  if (edge !== 'assigned_users') return undefined
  return writing.method === 'POST' ? joinGroup(writing, group) : leaveGroup(writing, group)
}

const ASSET_RULES = {
  agencies: { POST: grantAgency, DELETE: revokeAgency },
  assigned_users: { POST: assignPerson, DELETE: unassignPerson },
} as const

function assetRule(writing: Writing, node: string, edge: string): Outcome | undefined {
  const asset = writing.world.assets.get(node)
  if (asset === undefined || (edge !== 'agencies' && edge !== 'assigned_users')) return undefined
  const kind = kindOf(writing.kinds, asset.kind)
  const methods = edge === 'agencies' ? kind.agencyMethods : kind.userMethods
  if (!methods.includes(writing.method)) return undefined
  return ASSET_RULES[edge][writing.method](writing, asset, kind)
}

function businessRule(writing: Writing, business: Business, edge: string): Outcome | undefined {
  if (edge === 'business_users' && writing.method === 'POST') return invite(writing, business)
  if (edge === 'managed_businesses') throw refusal('not_for_apps', 'Permissions error')
  for (const kind of writing.kinds) {
    if (writing.method === 'POST' && edge === kind.lists.client && kind.requestParam) {
      return requestAccess(writing, business.id, kind)
    }
    if (writing.method === 'DELETE' && edge === kind.leave?.edge) {
      return leaveAsset(writing, business.id, kind)
    }
  }
  return undefined
}
