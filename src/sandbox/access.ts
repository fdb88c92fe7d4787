/** Who may touch which edge of an asset. */
import { type Refusal, refusal } from './errors.ts'
import type { SandboxKind } from './kinds/sandbox-kinds.ts'
import { type Asset, CONFIRMED, type Modes } from './state.ts'
import type { Caller } from './tokens.ts'

/** Reading or changing. */
export type Intent = 'read' | 'write'

/** One edge of one asset, asked for by somebody. */
export interface EdgeCall {
  readonly caller: Caller
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly intent: Intent
}

/** What a business is to an asset. */
export function relationOf(asset: Asset, business: string): 'owner' | 'agency' | 'none' {
  if (asset.owner === business) return 'owner'
  return asset.agencies.get(business)?.status === CONFIRMED ? 'agency' : 'none'
}

/** A permission error with the code of the asset's kind. */
export function denied(kind: SandboxKind, words: string): Refusal {
  return refusal(kind.deniedCode, words)
}

/** Whether the token's user is an admin of its business. */
export function isAdmin(caller: Caller): boolean {
  return isAdminRole(caller.person.role)
}

/** Whether a role is that of admins; some rows spell it with one capital [observed]. */
export function isAdminRole(role: string): boolean {
  return role.toUpperCase() === 'ADMIN'
}

/** Refuses what admins of a business alone may do, with a token that reaches their business. */
export function checkOwnBusiness(caller: Caller, business: string): void {
  checkOwnAssetToken(caller, undefined)
  const may = business === caller.business && isAdmin(caller)
  if (!may || !caller.scopes.has('business_management')) {
    throw refusal('denied', 'Requires business_management permission and an admin of the business.')
  }
}

/** Whether the person holds a managing task on the asset. */
export function managesAsset(call: Pick<EdgeCall, 'asset' | 'kind'>, person: string): boolean {
  return (call.asset.users.get(person) ?? []).some((task) => call.kind.managing.includes(task))
}

function hasAny(caller: Caller, scopes: readonly string[]): boolean {
  return scopes.some((scope) => caller.scopes.has(scope))
}

/** Refuses a call with another asset's token: an asset token is only valid for its own asset. */
export function checkOwnAssetToken(caller: Caller, asset: string | undefined): void {
  if (caller.asset !== undefined && caller.asset !== asset) {
    throw refusal('wrong_token_kind', 'This method must be called with a user access token.')
  }
}

/**
 * Refuses to list assets whose kind needs a scope of its own that is missing, and names that scope.
 */
export function checkListScope(caller: Caller, kind: SandboxKind): void {
  if (kind.listScopes.length === 0 || hasAny(caller, kind.listScopes)) return
  throw denied(kind, `Requires ${kind.listScopes.join(' or ')} permission to manage the object.`)
}

function checkCommon(call: EdgeCall, edge: string): void {
  const { caller, asset, kind, intent } = call
  checkOwnAssetToken(caller, asset.id)
  if (asset.refuse.includes(edge)) {
    throw denied(kind, `The user does not have permission for ${edge} of ${asset.id}.`)
  }
  const scopes = intent === 'read' ? kind.readScopes : kind.writeScopes
  if (!kind.ownToken && !hasAny(caller, scopes)) {
    throw denied(kind, `Requires ${scopes.join(' or ')} permission to manage the object.`)
  }
  if (kind.businessScope && !caller.scopes.has('business_management')) {
    throw denied(kind, 'Requires business_management permission to manage the object.')
  }
  if (!isAdmin(caller) && !mayActWithoutRole(call)) {
    throw denied(kind, 'The user is neither an admin of the business nor assigned to the object.')
  }
}

function mayActWithoutRole(call: EdgeCall): boolean {
  const { caller, asset, intent } = call
  return intent === 'read'
    ? asset.users.has(caller.person.id)
    : managesAsset(call, caller.person.id)
}

/** Refuses an agencies call that this token may not make: only the owner's people may. */
export function checkAgenciesAccess(call: EdgeCall): void {
  const { caller, asset, kind } = call
  if (kind.ownToken) checkPageToken(call)
  checkCommon(call, 'agencies')
  if (relationOf(asset, caller.business) !== 'owner') {
    throw refusal(
      'denied',
      'Permissions error: you cannot grant or list access of assets of which you are not the owner.',
    )
  }
}

/**
 * The agencies edge of a Page needs a Page token of somebody who manages it. A missing scope is
 * reported first: an expanded listing then fails with code 10.
 */
function checkPageToken(call: EdgeCall): void {
  const { caller, asset, kind } = call
  const owned = asset.owner !== undefined && caller.scopes.has('business_management')
  if (caller.asset === undefined) {
    checkPageScope(call)
    throw refusal('wrong_token_kind', 'This method must be called with a Page Access Token')
  }
  if (!owned) checkPageScope(call)
  if (!managesAsset({ asset, kind }, caller.person.id)) {
    throw refusal('denied', 'Permissions error: the Page token must be of a manager of the Page.')
  }
}

function checkPageScope(call: EdgeCall): void {
  if (hasAny(call.caller, call.kind.readScopes)) return
  const scopes = call.kind.readScopes.join(', ')
  throw denied(call.kind, `This endpoint requires the '${scopes}' permission.`)
}

/** Refuses a call on the people of an asset that this token may not make. */
export function checkUsersAccess(
  call: EdgeCall,
  modes: Pick<Modes, 'page_assign'>,
  user?: string,
): void {
  const { caller, asset, kind } = call
  if (kind.ownToken) checkPeopleOfPage(call, modes, user)
  checkCommon(call, 'assigned_users')
  if (relationOf(asset, caller.business) === 'none') {
    throw denied(kind, `The business ${caller.business} has no access to ${asset.id}.`)
  }
}

/**
 * The people of a Page need a Page token of somebody who manages it, and a scope. If no such token
 * can exist, because the token's user does not manage the Page yet, an admin's own token may write:
 * that is how a system user gets onto a Page in the first place. In strict mode, it may only assign
 * itself.
 */
function checkPeopleOfPage(call: EdgeCall, modes: Pick<Modes, 'page_assign'>, user?: string): void {
  const { caller, asset, kind, intent } = call
  checkPageScope(call)
  const manages = managesAsset({ asset, kind }, caller.person.id)
  if (caller.asset !== undefined && manages) return
  // Whether the caller is an admin is checked for every kind.
  const bootstrap = intent === 'write' && caller.asset === undefined && !manages
  if (bootstrap && (modes.page_assign === 'admin' || user === caller.person.id)) return
  throw denied(
    kind,
    "This endpoint requires a Page token of somebody with MANAGE and the 'pages_manage_metadata' " +
      "permission, or the 'Page Public Content Access' feature.",
  )
}
