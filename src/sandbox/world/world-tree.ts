/** A world as the tree from which its file is printed. */

import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import {
  type AgencyRow,
  type Asset,
  CONFIRMED,
  DEFAULT_MODES,
  type Fault,
  type Modes,
  type TokenState,
  type World,
} from '../state.ts'
import { treeOfExposed, treeOfExposure } from './exposure-world.ts'
import { GROUPS, treeOfGroups } from './group-world.ts'
import { treeOfBusiness } from './people-world.ts'
import type { Printable } from './printer.ts'
import { REMEMBERED, treeOfRemembered } from './remembered-world.ts'

/** Key of the section with what the lists of businesses say instead of the assets. */
export const MIRROR = 'mirror'

type Branch = ReadonlyMap<string, Printable | undefined>

/** The tree of a world, without defaults. */
export function treeOfWorld(world: World, kinds: readonly SandboxKind[]): Branch {
  const { token, app } = world
  const assets = [...world.assets.values()]
  return new Map<string, Printable | undefined>([
    ['version', 1],
    ['token', tokenTree(token)],
    [
      'app',
      branch({
        id: app.id,
        owner: app.owner,
        secret: app.secret,
        require_proof: app.requireProof,
        blocked: app.blocked,
      }),
    ],
    ['modes', filled(modesTree(world.modes))],
    ['businesses', each(world.businesses, treeOfBusiness)],
    ...kinds.map((kind): [string, Printable | undefined] => {
      const own = assets.filter((asset) => asset.kind === kind.kind)
      return [kind.section, filled(new Map(own.map((asset) => [asset.id, assetTree(asset)])))]
    }),
    [GROUPS, filled(treeOfGroups(world))],
    ...treeOfExposure(world),
    [
      MIRROR,
      world.mirror === undefined ? undefined : each(world.mirror, (rows) => each(rows, agencyTree)),
    ],
    ['faults', world.faults.length === 0 ? undefined : world.faults.map(faultTree)],
    [REMEMBERED, world.remembered === undefined ? undefined : treeOfRemembered(world.remembered)],
  ])
}

function tokenTree({ dataExpires, targets, ...token }: TokenState): Branch {
  return branch({
    ...token,
    targets: targets === undefined ? undefined : targets,
    data_expires: dataExpires,
  })
}

function branch(object: Readonly<Record<string, Printable | undefined>>): Branch {
  return new Map(Object.entries(object))
}

function filled(map: Branch): Branch | undefined {
  return map.size === 0 ? undefined : map
}

function each<T>(map: ReadonlyMap<string, T>, tree: (value: T) => Printable): Branch {
  return new Map([...map].map(([id, value]) => [id, tree(value)]))
}

function modesTree(modes: Modes): Branch {
  const { usage, ...rest } = modes
  const defaults: Readonly<Record<string, unknown>> = { ...DEFAULT_MODES }
  const own = Object.entries(rest).filter(
    ([key, value]) => JSON.stringify(defaults[key]) !== JSON.stringify(value),
  )
  return new Map<string, Printable>(usage === undefined ? own : [...own, ['usage', usage]])
}

function assetTree(asset: Asset): Printable {
  return branch({
    name: asset.name,
    owner: asset.owner,
    account_status: asset.accountStatus,
    approval: asset.approval ? true : undefined,
    new_page_experience: asset.newPageExperience ? true : undefined,
    ig_user_id: asset.igUserId,
    registered_number: asset.registeredNumber,
    refuse: asset.refuse.length === 0 ? undefined : asset.refuse,
    agencies: filled(each(asset.agencies, agencyTree)),
    users: filled(asset.users),
    as_read: asset.asRead === undefined ? undefined : [...asset.asRead],
    on_behalf_of: filled(
      each(asset.onBehalfOf, ({ requesting, receiving, status }) =>
        branch({ requesting, receiving, status }),
      ),
    ),
    exposure: exposureTree(asset),
  })
}

function exposureTree({ exposed, exposedFields }: Asset): Printable | undefined {
  if (exposed === undefined) return undefined
  return new Map<string, Printable | undefined>([
    ...(exposedFields ?? []),
    ...(treeOfExposed(exposed) ?? []),
  ])
}

function agencyTree(row: AgencyRow): Printable {
  const { tasks, status, waitsFor, requested, updated, told } = row
  const bare =
    status === CONFIRMED && requested === undefined && updated === undefined && told === undefined
  return bare ? tasks : branch({ tasks, status, waits_for: waitsFor, requested, updated, told })
}

function faultTree(fault: Fault): Printable {
  const { headers, ...effect } = fault.do
  return branch({
    match: branch({ ...fault.match }),
    skip: fault.skip,
    times: fault.times,
    do: branch({ ...effect, headers: headers === undefined ? undefined : branch(headers) }),
  })
}
