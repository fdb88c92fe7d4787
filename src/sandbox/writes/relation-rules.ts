/** From the other side: asking for access, giving it up, cancelling an on-behalf-of request. */
import { checkOwnBusiness } from '../access.ts'
import { noSuchObject, refusal } from '../errors.ts'
import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import { requiredParam } from '../params.ts'
import {
  type AgencyRow,
  type Asset,
  businessOfPerson,
  CONFIRMED,
  type Modes,
  withAsset,
  withKey,
} from '../state.ts'
import { requestIdOf } from '../views/business-view.ts'
import { oboRequestOf } from '../views/read-call.ts'
import type { Json } from '../views/view.ts'
import { dropAgency } from './agency-rules.ts'
import { type Outcome, success, tasksOf, type Writing } from './writing.ts'

function assetParam(writing: Writing, kind: SandboxKind, param: string): Asset {
  const id = requiredParam(writing.params, param)
  const asset = writing.world.assets.get(id)
  if (asset === undefined || asset.kind !== kind.kind) throw noSuchObject(writing.method, id)
  return asset
}

/** `POST /{business}/client_*`: asks the owner of an asset for access. */
export function requestAccess(writing: Writing, business: string, kind: SandboxKind): Outcome {
  checkOwnBusiness(writing.caller, business)
  const { caller, world, now } = writing
  if (kind.marketing && !world.modes.ad_account_requests) {
    // [web:ref] only apps that have called the endpoint within the last 30 days keep access to it.
    throw refusal('no_capability', 'Application does not have the capability to make this API call')
  }
  if (kind.ownToken && !caller.scopes.has('pages_manage_metadata')) {
    throw refusal('denied_page', "This endpoint requires the 'pages_manage_metadata' permission.")
  }
  const asset = assetParam(writing, kind, kind.requestParam ?? '')
  const row = asset.agencies.get(business)
  if (asset.owner === business || row?.status === CONFIRMED) {
    throw refusal('already_has_access', 'The Business Manager already has access to this object.')
  }
  if (row?.waitsFor !== undefined) {
    throw refusal('already_asked', 'You have already asked for access to this object.')
  }
  const allowed = kind.agencyTasks ?? kind.tasks
  const tasks = tasksOf(writing, { param: 'permitted_tasks', asset, kind, allowed, held: [] })
  const next: AgencyRow = {
    tasks,
    status: 'CLIENT_RESPONSE_PENDING',
    waitsFor: 'owner',
    requested: now,
    updated: now,
  }
  const agencies = withKey(asset.agencies, business, next)
  return {
    world: withAsset(world, { ...asset, agencies }),
    body: answerOf(kind, world.modes),
    asset: asset.id,
  }
}

function answerOf({ requestAnswer }: SandboxKind, { request_answer: mode }: Modes): Json {
  return requestAnswer === undefined || mode === 'access_status'
    ? { access_status: 'PENDING' }
    : { [requestAnswer]: 'Your request for access is pending.' }
}

/**
 * `DELETE /{business}/ad_accounts`, `/{business}/pages`: takes a request back or gives up access.
 * On an owned Page the same call gives the Page up; on an owned ad account it is refused.
 */
export function leaveAsset(writing: Writing, business: string, kind: SandboxKind): Outcome {
  checkOwnBusiness(writing.caller, business)
  const asset = leftAsset(writing, business, kind)
  if (asset.owner === business) {
    if (kind.leave?.givesOwnedUp === true) return giveUp(writing, asset, business)
    throw refusal(
      'invalid_parameter',
      'You cannot remove ad accounts from your Business Manager if you are OWNER and CONFIRMED.',
    )
  }
  if (!asset.agencies.has(business)) {
    throw refusal('invalid_parameter', 'The object is not in the Business Manager.')
  }
  return dropAgency(writing, asset, kind, business)
}

/** [code] what the list of open requests tells as an `id` is taken for the asset, too. */
function leftAsset(writing: Writing, business: string, kind: SandboxKind): Asset {
  const param = kind.leave?.param ?? ''
  const id = requiredParam(writing.params, param)
  const asked = [...writing.world.assets.values()].find(
    (asset) =>
      asset.kind === kind.kind &&
      asset.agencies.get(business)?.waitsFor === 'owner' &&
      requestIdOf(business, asset.id) === id,
  )
  return asked ?? assetParam(writing, kind, param)
}

function giveUp(writing: Writing, asset: Asset, business: string): Outcome {
  const { owner: _owner, ...rest } = asset
  const users = new Map(
    [...asset.users].filter(
      ([id]) => businessOfPerson(writing.world, id)?.business.id !== business,
    ),
  )
  const world = withAsset(writing.world, { ...rest, users })
  return { world, body: success(world), asset: asset.id }
}

/**
 * `DELETE /{request}`: cancels an on-behalf-of request that we sent. The answer is a string
 * [guide].
 */
export function cancelObo(writing: Writing, id: string): Outcome {
  const found = oboRequestOf(writing.world, id)
  if (found === undefined) throw noSuchObject('DELETE', id)
  const { asset, request } = found
  checkOwnBusiness(writing.caller, request.requesting)
  if (request.status !== 'IN_PROGRESS') {
    throw refusal('invalid_parameter', `The request is not in progress but ${request.status}.`)
  }
  const onBehalfOf = withKey(asset.onBehalfOf, id, { ...request, status: 'CANCELED' })
  const world = withAsset(writing.world, { ...asset, onBehalfOf })
  return { world, body: { success: 'true' }, asset: asset.id }
}
