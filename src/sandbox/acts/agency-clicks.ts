/** Somebody who changes in the web pages which businesses may work on an asset. */

import { kindOf, type SandboxKind } from '../kinds/sandbox-kinds.ts'
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
import { capPeople } from '../writes/writing.ts'
import { assetOf, businessNamed, businessOf } from './act-names.ts'
import type { Click } from './click.ts'
import { shown } from './near.ts'
import { tasksIn } from './task-words.ts'

/** Shares an asset with a business, whoever else would have to agree. */
export function grant(click: Click): World {
  const { world, subject, tasks, now } = click
  const { asset, kind } = sharedAsset(click)
  const business = businessOf(world, subject)
  if (asset.owner === business.id) {
    throw new Error(`${shown(businessNamed(business))} owns it, and cannot be its agency`)
  }
  const given = tasksIn(tasks, kind.agencyTasks ?? kind.tasks)
  const row = granted(asset.agencies.get(business.id), given, now)
  return withAgencies(world, { asset, kind, business: business.id }, (agencies) =>
    withKey(agencies, business.id, row),
  )
}

function granted(
  before: AgencyRow | undefined,
  tasks: readonly string[],
  now: Date | undefined,
): AgencyRow {
  const { waitsFor: _waited, ...rest } = before ?? {}
  const times = now === undefined ? {} : { requested: worldTime(now) }
  const updated = now === undefined ? {} : { updated: worldTime(now) }
  return { ...times, ...rest, ...updated, tasks, status: CONFIRMED }
}

/** Ends a business's access, or takes back what it was offered or asked for. */
export function revoke(click: Click): World {
  const { world, subject } = click
  const { asset, kind } = sharedAsset(click)
  const business = businessOf(world, subject)
  if (!asset.agencies.has(business.id)) {
    const others = [...asset.agencies.keys()].map((id) =>
      shown(businessNamed(businessOf(world, id))),
    )
    const has = others.length === 0 ? 'It has none' : `Its agencies: ${others.join(', ')}`
    throw new Error(`${shown(businessNamed(business))} is no agency of it. ${has}`)
  }
  return withAgencies(world, { asset, kind, business: business.id }, (agencies) =>
    without(agencies, business.id),
  )
}

interface Shared {
  readonly asset: Asset
  readonly kind: SandboxKind
  readonly business: string
}

/** The people of the business can do no more than the business itself. */
function withAgencies(
  world: World,
  { asset, kind, business }: Shared,
  change: (agencies: Asset['agencies']) => Asset['agencies'],
): World {
  const shared = { ...asset, agencies: change(asset.agencies) }
  return withAsset(world, { ...shared, users: capPeople(world, shared, kind, business) })
}

function sharedAsset({ world, kinds, place }: Click) {
  const asset = assetOf(world, place)
  const kind = kindOf(kinds, asset.kind)
  if (kind.agencyMethods.length > 0) return { asset, kind }
  throw new Error(`the API knows no agencies of a ${kind.node}, so the sandbox plays none`)
}
