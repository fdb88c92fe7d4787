/** Giving a business access to an asset, accepting its request, taking the access away. */
import { checkAgenciesAccess, isAdmin, managesAsset } from '../access.ts'
import { refusal } from '../errors.ts'
import type { SandboxKind } from '../kinds/sandbox-kinds.ts'
import { requiredParam } from '../params.ts'
import {
  type AgencyRow,
  type Asset,
  CONFIRMED,
  type Modes,
  type World,
  withAsset,
  withKey,
  without,
} from '../state.ts'
import { capPeople, type Outcome, sharedTasksOf, success, type Writing } from './writing.ts'

function checkOwner(writing: Writing, asset: Asset, kind: SandboxKind): void {
  const { caller } = writing
  checkAgenciesAccess({ caller, asset, kind, intent: 'write' })
  if (!isAdmin(caller) && !managesAsset({ asset, kind }, caller.person.id)) {
    throw refusal('denied', 'Permissions error')
  }
}

/** `POST /{asset}/agencies`: a new grant, the acceptance of a request, or a repeat. */
export function grantAgency(writing: Writing, asset: Asset, kind: SandboxKind): Outcome {
  checkOwner(writing, asset, kind)
  const { world, params } = writing
  const business = requiredParam(params, 'business')
  if (!world.businesses.has(business)) {
    throw refusal('invalid_parameter', `Param business: ${business} is not a business.`)
  }
  if (business === asset.owner) {
    throw refusal('own_asset', 'The asset already belongs to this Business Manager.')
  }
  const row = asset.agencies.get(business)
  const allowed = kind.agencyTasks ?? kind.tasks
  const held = row?.tasks ?? []
  const tasks = sharedTasksOf(writing, { asset, kind, allowed, held })
  if (row?.status === CONFIRMED) return repeatGrant(writing, { asset, kind, business, row, tasks })
  if (row?.waitsFor === 'admin') return reviewed(writing, asset)
  // Already offered [inferred]: another offer changes nothing.
  if (row?.waitsFor === 'partner') return unchanged(writing, asset)
  return freshGrant(writing, { asset, kind, business, row, tasks })
}

interface Grant {
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly business: string
  readonly row: AgencyRow | undefined
  readonly tasks: readonly string[]
}

/**
 * No update is documented, so a mode decides whether a repeat is refused, ignored or carried out.
 */
function repeatGrant(writing: Writing, grant: Grant): Outcome {
  const { asset, business, tasks } = grant
  const { world } = writing
  switch (world.modes.agency_update) {
    case 'refuse':
      throw refusal('duplicate_agency', 'The asset is already shared with this agency.')
    case 'ignore':
      return unchanged(writing, asset)
    case 'replace': {
      const row: AgencyRow = { ...grant.row, tasks, status: CONFIRMED, updated: writing.now }
      const shared = { ...asset, agencies: withKey(asset.agencies, business, row) }
      return settle(writing, shared, grant)
    }
  }
}

function freshGrant(writing: Writing, grant: Grant): Outcome {
  const { asset, business, row, tasks } = grant
  const times = { requested: row?.requested ?? writing.now, updated: writing.now }
  const waitsFor = whoIsNext(writing, grant)
  const next: AgencyRow =
    waitsFor === undefined
      ? { tasks, status: CONFIRMED, ...times }
      : { tasks, status: 'PENDING', waitsFor, ...times }
  const shared = { ...asset, agencies: withKey(asset.agencies, business, next) }
  if (waitsFor !== 'admin') return settle(writing, shared, grant)
  return reviewed({ ...writing, world: withAsset(writing.world, shared) }, asset)
}

/**
 * Whose answer a new share waits for. A business that asked for it has already given its answer.
 */
function whoIsNext(writing: Writing, { asset, kind, business, row }: Grant): AgencyRow['waitsFor'] {
  if (asset.approval) return 'admin'
  if (!kind.partnerAccepts || row !== undefined) return undefined
  const { world } = writing
  const waits: Readonly<Record<Modes['partner_accepts'], () => boolean>> = {
    strangers: () => !knowEachOther(world, asset.owner, business),
    always: () => true,
    never: () => false,
  }
  return waits[world.modes.partner_accepts]() ? 'partner' : undefined
}

/** Whether one of two businesses has access to any asset of the other [web: pixel guide]. */
function knowEachOther(world: World, one: string | undefined, other: string): boolean {
  const holds = (owner: string | undefined, agency: string | undefined, asset: Asset): boolean =>
    asset.owner === owner && asset.agencies.get(agency ?? '')?.status === CONFIRMED
  return [...world.assets.values()].some(
    (asset) => holds(one, other, asset) || holds(other, one, asset),
  )
}

function unchanged({ world }: Writing, asset: Asset): Outcome {
  return { world, body: success(world), asset: asset.id }
}

function reviewed(writing: Writing, asset: Asset): Outcome {
  const { world } = writing
  return { world, body: success(world, { requires_admin_approval: true }), asset: asset.id }
}

function settle(writing: Writing, asset: Asset, grant: Grant): Outcome {
  const users = capPeople(writing.world, asset, grant.kind, grant.business)
  const world = withAsset(writing.world, { ...asset, users })
  return { world, body: success(world), asset: asset.id }
}

/** `DELETE /{asset}/agencies`: ends a grant, or declines a request; its people go with it. */
export function revokeAgency(writing: Writing, asset: Asset, kind: SandboxKind): Outcome {
  checkOwner(writing, asset, kind)
  const business = requiredParam(writing.params, 'business')
  if (!asset.agencies.has(business)) {
    throw refusal('invalid_parameter', `The business ${business} is not an agency of the asset.`)
  }
  return dropAgency(writing, asset, kind, business)
}

/** The world without a business's relation to an asset, and without its people there. */
export function dropAgency(
  writing: Writing,
  asset: Asset,
  kind: SandboxKind,
  business: string,
): Outcome {
  const left = { ...asset, agencies: without(asset.agencies, business) }
  const users = capPeople(writing.world, left, kind, business)
  const world = withAsset(writing.world, { ...left, users })
  return { world, body: success(world), asset: asset.id }
}
