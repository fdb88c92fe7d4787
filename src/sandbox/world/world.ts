/** The world as a YAML file: `parseWorld` reads it, `printWorld` writes it. */

import { SANDBOX_KINDS, type SandboxKind } from '../kinds/sandbox-kinds.ts'
import {
  type AgencyRow,
  type Asset,
  businessOfPerson,
  CONFIRMED,
  type OboRequest,
  type World,
} from '../state.ts'
import {
  checkBusinesses,
  checkExposure,
  EXPOSURE_SECTIONS,
  partnersIn,
  readExposed,
  readExposure,
} from './exposure-world.ts'
import {
  AGENCY_FORMS,
  assetKeys,
  EXPOSURE,
  OBO_FORMS,
  REFUSABLE,
  WAITS_FOR,
} from './forms/asset-forms.ts'
import { APP_KEYS, TOKEN_FORMS, worldForm } from './forms/world-form.ts'
import { checkGroups, GROUPS, readGroups } from './group-world.ts'
import { readFaults, readModes } from './modes.ts'
import { readBusiness } from './people-world.ts'
import { printTree } from './printer.ts'
import { REMEMBERED, readRemembered } from './remembered-world.ts'
import {
  checkId,
  entriesAt,
  flagAt,
  mapAt,
  maybe,
  maybeChoiceAt,
  needText,
  needTold,
  numberAt,
  refuseAt,
  type Tree,
  type TreeMap,
  textAt,
  timeAt,
  toldAt,
  treeOf,
  wordsAt,
} from './world-reader.ts'
import { MIRROR, treeOfWorld } from './world-tree.ts'

export type { World } from '../state.ts'

/** Reads a world file. Throws `Error` with the place and what was expected. */
export function parseWorld(text: string, kinds: readonly SandboxKind[] = SANDBOX_KINDS): World {
  const root = mapAt(treeOf(text), '', Object.keys(worldForm(kinds).keys))
  if (root.get('version') !== '1') throw refuseAt('version', 'expected 1')
  const businesses = entriesAt(root.get('businesses'), 'businesses', readBusiness)
  const assets = new Map<string, Asset>()
  for (const kind of kinds) {
    const keys = Object.keys(assetKeys(kind))
    const read = (id: string, value: Tree, path: string): Asset => {
      checkId(id, path, kind.idPrefix)
      return readAsset(kind, id, mapAt(value, path, keys), path)
    }
    for (const [id, asset] of entriesAt(root.get(kind.section), kind.section, read)) {
      if (assets.has(id)) throw refuseAt(`${kind.section}.${id}`, 'this asset stands twice')
      assets.set(id, asset)
    }
  }
  const modes = readModes(root.get('modes'))
  const faults = readFaults(root.get('faults'))
  const groups = readGroups(root.get(GROUPS))
  const world: World = {
    ...readToken(root),
    ...{ businesses, assets, groups, modes, faults },
    ...(EXPOSURE_SECTIONS.some((each) => root.has(each)) ? { exposure: readExposure(root) } : {}),
    ...(root.has(MIRROR) ? { mirror: readMirror(root.get(MIRROR)) } : {}),
    ...(root.has(REMEMBERED) ? { remembered: readRemembered(root.get(REMEMBERED)) } : {}),
  }
  checkReferences(world, kinds)
  return world
}

/** The world as YAML in a stable order. Parsing it gives an equal world. */
export function printWorld(world: World, kinds: readonly SandboxKind[] = SANDBOX_KINDS): string {
  return printTree(treeOfWorld(world, kinds))
}

function readToken(root: TreeMap): Pick<World, 'token' | 'app'> {
  const token = mapAt(root.get('token'), 'token', Object.keys(TOKEN_FORMS))
  const app = mapAt(root.get('app'), 'app', Object.keys(APP_KEYS))
  return {
    token: {
      business: needText(token, 'business', 'token'),
      user: needText(token, 'user', 'token'),
      scopes: wordsAt(token.get('scopes'), 'token.scopes'),
      ...maybe(
        'declined',
        token.has('declined') ? wordsAt(token.get('declined'), 'token.declined') : undefined,
      ),
      ...maybe(
        'targets',
        token.has('targets')
          ? entriesAt(token.get('targets'), 'token.targets', (_scope, ids, path) =>
              wordsAt(ids, path),
            )
          : undefined,
      ),
      ...maybe('expires', timeAt(token, 'expires', 'token')),
      ...maybe('dataExpires', timeAt(token, 'data_expires', 'token')),
    },
    app: {
      id: textAt(app, 'id', 'app') ?? '880000000000001',
      ...maybe('owner', textAt(app, 'owner', 'app')),
      ...maybe('secret', textAt(app, 'secret', 'app')),
      requireProof: flagAt(app, 'require_proof', 'app', false),
      ...(flagAt(app, 'blocked', 'app', false) ? { blocked: true } : {}),
    },
  }
}

function readMirror(tree: Tree | undefined): NonNullable<World['mirror']> {
  return entriesAt(tree, MIRROR, (_asset, rows, path) => entriesAt(rows, path, readAgency))
}

function readAsset(kind: SandboxKind, id: string, map: TreeMap, path: string): Asset {
  const refuse = wordsAt(map.get('refuse'), `${path}.refuse`)
  const strange = refuse.find((edge) => !REFUSABLE.includes(edge))
  if (strange !== undefined) throw refuseAt(`${path}.refuse`, `${strange} is no edge of an asset`)
  const tasks = (_id: string, tree: Tree, at: string): readonly string[] => wordsAt(tree, at)
  return {
    id,
    kind: kind.kind,
    name: needTold(map, 'name', path),
    ...maybe('owner', textAt(map, 'owner', path)),
    ...maybe('accountStatus', numberAt(map, 'account_status', path)),
    approval: flagAt(map, 'approval', path, false),
    agencies: entriesAt(map.get('agencies'), `${path}.agencies`, readAgency),
    users: entriesAt(map.get('users'), `${path}.users`, tasks),
    ...(map.has('as_read')
      ? { asRead: new Set(wordsAt(map.get('as_read'), `${path}.as_read`)) }
      : {}),
    refuse,
    onBehalfOf: entriesAt(map.get('on_behalf_of'), `${path}.on_behalf_of`, readObo),
    newPageExperience: flagAt(map, 'new_page_experience', path, false),
    ...maybe('igUserId', textAt(map, 'ig_user_id', path)),
    ...(flagAt(map, 'registered_number', path, false) ? { registeredNumber: true } : {}),
    ...exposureOf(kind, map, `${path}.${EXPOSURE}`),
  }
}

/** Edges and fields stand side by side. */
function exposureOf(
  kind: SandboxKind,
  map: TreeMap,
  path: string,
): Pick<Asset, 'exposed' | 'exposedFields'> {
  if (!map.has(EXPOSURE)) return {}
  const fields = kind.exposedFields.map(({ name }) => name)
  const entries = mapAt(map.get(EXPOSURE), path, [...Object.keys(kind.exposes), ...fields])
  const own = fields.flatMap((name): [string, string][] => {
    const text = textAt(entries, name, path)
    return text === undefined ? [] : [[name, text]]
  })
  const edges = new Map([...entries].filter(([name]) => !fields.includes(name)))
  return {
    exposed: readExposed(edges, path, kind.exposes),
    ...(own.length === 0 ? {} : { exposedFields: new Map(own) }),
  }
}

function readAgency(_id: string, value: Tree, path: string): AgencyRow {
  if (Array.isArray(value)) return { tasks: wordsAt(value, path), status: CONFIRMED }
  const map = mapAt(value, path, Object.keys(AGENCY_FORMS))
  const waits = maybeChoiceAt(map, 'waits_for', path, WAITS_FOR)
  const status = textAt(map, 'status', path) ?? (waits === undefined ? CONFIRMED : 'PENDING')
  if (waits !== undefined && status === CONFIRMED) {
    throw refuseAt(path, 'a CONFIRMED row waits for nobody')
  }
  return {
    tasks: wordsAt(map.get('tasks'), `${path}.tasks`),
    status,
    ...maybe('waitsFor', waits),
    ...maybe('requested', timeAt(map, 'requested', path)),
    ...maybe('updated', timeAt(map, 'updated', path)),
    ...(flagAt(map, 'told', path, true) ? {} : { told: false }),
  }
}

function readObo(id: string, value: Tree, path: string): OboRequest {
  checkId(id, path)
  const map = mapAt(value, path, Object.keys(OBO_FORMS))
  return {
    id,
    requesting: needText(map, 'requesting', path),
    receiving: needText(map, 'receiving', path),
    status: toldAt(map, 'status', path) ?? 'IN_PROGRESS',
  }
}

/**
 * Throws `Error` unless everything that an entry names exists, and each id means only one thing.
 */
function checkReferences(world: World, kinds: readonly SandboxKind[]): void {
  checkToken(world)
  checkApp(world)
  checkUnique(world)
  const people = new Set(
    [...world.businesses.values()].flatMap((it) => [...it.users.keys(), ...it.systemUsers.keys()]),
  )
  for (const asset of world.assets.values()) {
    const section = kinds.find((kind) => kind.kind === asset.kind)?.section ?? ''
    checkAsset(world, asset, `${section}.${asset.id}`, people)
    const { exposes = {} } = kinds.find((kind) => kind.kind === asset.kind) ?? {}
    const partners = partnersIn(asset.exposed ?? new Map(), exposes)
    checkBusinesses(world, `${section}.${asset.id}.${EXPOSURE}`, partners)
  }
  checkExposure(world)
  for (const [asset, rows] of world.mirror ?? []) {
    if (!world.assets.has(asset)) throw refuseAt(MIRROR, `there is no asset ${asset}`)
    checkBusinesses(world, `${MIRROR}.${asset}`, [...rows.keys()])
  }
  const contained = kinds.filter((kind) => kind.contained !== undefined)
  checkGroups(world, people, new Set(contained.map(({ kind }) => kind)))
}

function checkToken(world: World): void {
  const { business, user } = world.token
  if (!world.businesses.has(business)) {
    throw refuseAt('token.business', `there is no business ${business}`)
  }
  if (businessOfPerson(world, user)?.business.id !== business) {
    throw refuseAt('token.user', `${user} is neither a user nor a system user of ${business}`)
  }
}

function checkApp({ app: { owner }, businesses }: World): void {
  if (owner !== undefined && !businesses.has(owner)) {
    throw refuseAt('app.owner', `there is no business ${owner}`)
  }
}

function checkUnique(world: World): void {
  const seen = new Set<string>([...world.businesses.keys(), ...world.assets.keys()])
  for (const id of world.groups.keys()) {
    if (seen.has(id)) throw refuseAt(`${GROUPS}.${id}`, `the id ${id} is used twice`)
    seen.add(id)
  }
  for (const business of world.businesses.values()) {
    const own = [business.users, business.systemUsers, business.invited]
    for (const id of own.flatMap((map) => [...map.keys()])) {
      if (seen.has(id)) throw refuseAt(`businesses.${business.id}`, `the id ${id} is used twice`)
      seen.add(id)
    }
  }
}

function checkAsset(world: World, asset: Asset, path: string, people: ReadonlySet<string>): void {
  const obo = [...asset.onBehalfOf.values()].flatMap((it) => [it.requesting, it.receiving])
  const owner = asset.owner === undefined ? [] : [asset.owner]
  for (const id of [...owner, ...asset.agencies.keys(), ...obo]) {
    if (!world.businesses.has(id)) throw refuseAt(path, `there is no business ${id}`)
  }
  if (asset.owner !== undefined && asset.agencies.has(asset.owner)) {
    throw refuseAt(`${path}.agencies`, `${asset.owner} owns the asset, it cannot be its agency`)
  }
  for (const id of asset.users.keys()) {
    if (!people.has(id)) throw refuseAt(`${path}.users`, `there is no person ${id}`)
  }
  for (const id of asset.asRead ?? []) {
    const isLagging = world.mirror?.get(asset.id)?.has(id) === true
    if (asset.agencies.has(id) || asset.users.has(id) || isLagging) continue
    throw refuseAt(`${path}.as_read`, `${id} has no row on the asset`)
  }
}
