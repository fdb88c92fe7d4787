/** The person who uses the web pages: accepts, declines and approves what the API cannot. */

import {
  type AgencyRow,
  type Asset,
  CONFIRMED,
  type World,
  withAsset,
  withKey,
  without,
} from '../state.ts'
import { worldTime } from '../world/world-time.ts'
import { answerInvitation, invitedIn } from './played-invitations.ts'

/** What a person can do: answer a request or an invitation, or approve a grant under review. */
export type Act = 'accept' | 'decline' | 'approve'

/**
 * The world after a person acted on what waits at an address: `act_9999/request` (our request, by
 * the asset's owner), `act_1111/agencies/2002` (a business's request or a grant under review),
 * `act_1111/on_behalf_of/R`, or that of somebody invited: their e-mail, or `1001/members/E-MAIL`.
 * Throws where nothing waits.
 */
export function playPerson(world: World, act: Act, address: string, now?: Date): World {
  const seat = invitedIn(address)
  if (seat !== undefined) {
    if (act !== 'approve') return answerInvitation(world, act, seat, now)
    throw new Error(`${address}: cannot approve, who is invited must accept or decline`)
  }
  const [id = '', relation = '', subject, ...rest] = address.split('/')
  const asset = world.assets.get(id)
  if (asset === undefined) throw new Error(`${address}: there is no asset ${id} in this world`)
  if (rest.length === 0 && relation === 'request' && subject === undefined) {
    return answerAgency(world, asset, { act, address, business: world.token.business, now })
  }
  if (rest.length === 0 && relation === 'agencies' && subject !== undefined) {
    return answerAgency(world, asset, { act, address, business: subject, now })
  }
  if (rest.length === 0 && relation === 'on_behalf_of' && subject !== undefined) {
    return answerObo(world, asset, { act, address, request: subject })
  }
  throw new Error(
    `${address}: expected ASSET/request, ASSET/agencies/BUSINESS, ASSET/on_behalf_of/REQUEST ` +
      'or the e-mail of an invited person, BUSINESS/members/EMAIL if several businesses invited them',
  )
}

interface AgencyAnswer {
  readonly act: Act
  readonly address: string
  readonly business: string
  readonly now: Date | undefined
}

const WORDS = {
  owner: 'the owner must accept or decline',
  admin: 'an admin must approve',
  partner: 'the partner must accept or decline',
} as const

function answerAgency(world: World, asset: Asset, answer: AgencyAnswer): World {
  const { act, address, business, now } = answer
  const row = asset.agencies.get(business)
  const waits = row?.waitsFor
  if (row === undefined || waits === undefined) {
    const state = row === undefined ? 'no relation' : `status ${row.status}`
    throw new Error(`${address}: nothing waits there (${state} of business ${business})`)
  }
  if (act === 'decline') {
    return withAsset(world, { ...asset, agencies: without(asset.agencies, business) })
  }
  if ((act === 'approve') !== (waits === 'admin')) {
    throw new Error(`${address}: cannot ${act}, ${WORDS[waits]}`)
  }
  const { waitsFor: _waited, ...rest } = row
  const settled: AgencyRow = {
    ...rest,
    status: CONFIRMED,
    ...(now === undefined ? {} : { updated: worldTime(now) }),
  }
  return withAsset(world, { ...asset, agencies: withKey(asset.agencies, business, settled) })
}

interface OboAnswer {
  readonly act: Act
  readonly address: string
  readonly request: string
}

function answerObo(world: World, asset: Asset, answer: OboAnswer): World {
  const request = asset.onBehalfOf.get(answer.request)
  if (request?.status !== 'IN_PROGRESS') {
    throw new Error(`${answer.address}: nothing waits there`)
  }
  const status = answer.act === 'decline' ? 'DECLINE' : 'APPROVE'
  const onBehalfOf = withKey(asset.onBehalfOf, request.id, { ...request, status })
  return withAsset(world, { ...asset, onBehalfOf })
}
