/** GET calls: find the node, follow the edge, select the fields. */
import { checkListScope, relationOf } from '../access.ts'
import { noSuchObject, refusal } from '../errors.ts'
import { kindOf } from '../kinds/sandbox-kinds.ts'
import { type Params, textParam } from '../params.ts'
import { type Asset, businessOfPerson, type World } from '../state.ts'
import { assetView, igUserView, oboView } from './asset-view.ts'
import { businessView } from './business-view.ts'
import { findExposed } from './exposure-view.ts'
import { parseFields, type Selection } from './fields.ts'
import { groupView } from './group-view.ts'
import { invitationView } from './invitation-view.ts'
import { igUserIdOf } from './kind-fields.ts'
import { meView, personView } from './person-view.ts'
import { checkAliases } from './removed.ts'
import {
  type Args,
  edgeOf,
  type Json,
  type Reading,
  selectListing,
  selectView,
  type View,
} from './view.ts'

/** Answers a GET of `segments`: a node, optionally followed by one of its edges. */
export function readCall(reading: Reading, segments: readonly string[], params: Params): Json {
  const args = argsOf(params)
  const fieldText = textParam(params, 'fields')
  const fields = fieldText === undefined ? undefined : parseFields(fieldText)
  checkAliases(fields ?? [])
  const [node, edge, ...rest] = segments
  if (rest.length > 0) throw refusal('unknown_path', `Unknown path components: /${rest.join('/')}`)
  if (node === undefined) throw noSuchObject('GET', '')
  return readOne(reading, node, edge, { args, fields })
}

interface Question {
  readonly args: Args
  readonly fields: readonly Selection[] | undefined
}

function readOne(
  reading: Reading,
  node: string,
  edge: string | undefined,
  question: Question,
): Json {
  const view = nodeView(reading, node)
  if (edge === undefined) return selectView(reading, view, question.fields)
  const value = edgeOf(reading, view, edge, question.args)
  if (value.type === 'listing') return selectListing(reading, value, question.args, question.fields)
  return value.type === 'view' ? selectView(reading, value, question.fields) : null
}

function argsOf(params: Params): Args {
  const args = new Map<string, string>()
  for (const name of params.keys()) {
    const text = textParam(params, name)
    if (text !== undefined) args.set(name, text)
  }
  return args
}

function nodeView(reading: Reading, id: string): View {
  const view = findNode(reading, id)
  if (view === undefined) throw noSuchObject('GET', id)
  return view
}

function findNode(reading: Reading, id: string): View | undefined {
  if (id === 'me') return meView(reading)
  const { world, caller } = reading
  if (world.businesses.has(id)) return businessView(reading, id)
  const asset = world.assets.get(id)
  if (asset !== undefined) {
    if (!isVisible(reading, asset)) return undefined
    checkListScope(caller, kindOf(reading.kinds, asset.kind))
    return assetView(reading, asset)
  }
  const group = world.groups.get(id)
  if (group !== undefined) {
    return group.owner === caller.business
      ? groupView(reading, group, { assetView, businessView })
      : undefined
  }
  const found = businessOfPerson(world, id)
  if (found !== undefined) {
    const own = found.business.id === caller.business
    return own ? personView(reading, found.business, found.person) : undefined
  }
  return (
    findInvitation(reading, id) ??
    findObo(reading, id) ??
    findExposed(reading, id, businessView) ??
    findIgUser(reading, id)
  )
}

function findInvitation(reading: Reading, id: string): View | undefined {
  const { world, caller } = reading
  const business = world.businesses.get(caller.business)
  const invitation = business?.invited.get(id)
  return business === undefined || invitation === undefined
    ? undefined
    : invitationView(reading, business, invitation)
}

/** The user of an Instagram asset that the token's business has something to do with. */
function findIgUser(reading: Reading, id: string): View | undefined {
  const { world, kinds, caller } = reading
  const kind = kinds.find(({ exposesOn }) => exposesOn === 'ig_user')?.kind
  const asset = [...world.assets.values()].find(
    (each) => each.kind === kind && igUserIdOf(each) === id,
  )
  if (asset === undefined || relationOf(asset, caller.business) === 'none') return undefined
  return igUserView(reading, asset)
}

function isVisible(reading: Reading, asset: Asset): boolean {
  const { caller } = reading
  return relationOf(asset, caller.business) !== 'none' || asset.users.has(caller.person.id)
}

function findObo(reading: Reading, id: string): View | undefined {
  const found = oboRequestOf(reading.world, id)
  if (found === undefined) return undefined
  const { request, asset } = found
  const parties = [request.requesting, request.receiving, asset.owner]
  return parties.includes(reading.caller.business) ? oboView(reading, asset, request) : undefined
}

/** The on-behalf-of request with this id and the asset it is about. */
export function oboRequestOf(
  world: World,
  id: string,
):
  | { readonly asset: Asset; readonly request: NonNullable<ReturnType<Asset['onBehalfOf']['get']>> }
  | undefined {
  for (const asset of world.assets.values()) {
    const request = asset.onBehalfOf.get(id)
    if (request !== undefined) return { asset, request }
  }
  return undefined
}
