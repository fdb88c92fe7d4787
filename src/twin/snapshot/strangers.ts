import { BUSINESS } from '../../model/kinds.ts'
import type { Manifest } from '../../model/manifest.ts'
import type { Plan } from '../../model/plan.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { SANDBOX_KINDS } from '../../sandbox/kinds/sandbox-kinds.ts'
import type { Asset, Business, World } from '../../sandbox/state.ts'
import { idsIn, unusedId } from './world-ids.ts'

/** Businesses and assets that are named somewhere, whether they were read or not. */
export interface Named {
  readonly businesses: readonly string[]
  readonly assets: readonly { readonly kind: string; readonly id: string }[]
}

/** What a manifest and a plan name. */
export const namedIn = (manifest: Manifest | null, plan: Plan | null): Named => {
  const steps = plan?.steps ?? []
  const holders = steps.filter(({ subject }) => subject.type === 'business')
  return {
    businesses: [
      ...[...(manifest?.partners.values() ?? [])].map(({ id }) => id),
      ...(manifest?.assets ?? []).flatMap(({ agencies }) =>
        (agencies?.paths ?? []).map(({ subject }) => subject).filter(isGraphId),
      ),
      ...holders.map(({ subject }) => subject.id),
    ],
    assets: [...(manifest?.assets ?? []), ...steps.map(({ asset }) => asset)]
      .map(({ kind, id }) => ({ kind, id }))
      .filter(({ kind }) => kind !== BUSINESS.name),
  }
}

/**
 * The world with all of them. What it does not have belongs to a stranger: it exists, nobody sees
 * it, and it can be asked for or given something.
 */
export const withStrangers = (world: World, { businesses, assets }: Named): World => {
  const ids = new Set([...idsIn(world), ...businesses, ...assets.map(({ id }) => id)])
  const missing = assets.filter(
    ({ kind, id }) => !world.assets.has(id) && !world.groups.has(id) && isServed(kind),
  )
  const partners = businesses.filter((id) => !world.businesses.has(id))
  const owner = unusedId(ids)
  const added = [...partners, ...(missing.length === 0 ? [] : [owner])]
  return {
    ...world,
    businesses: new Map([...world.businesses, ...added.map((id) => [id, strangerOf(id)] as const)]),
    assets: new Map([
      ...world.assets,
      ...missing.map(({ kind, id }) => [id, assetOf(kind, id, owner)] as const),
    ]),
  }
}

const isServed = (kind: string): boolean => SANDBOX_KINDS.some((row) => row.kind === kind)

const strangerOf = (id: string): Business => ({
  ...{ id, name: `Stranger ${id}` },
  ...{ users: new Map(), systemUsers: new Map(), invited: new Map() },
})

const assetOf = (kind: string, id: string, owner: string): Asset => ({
  ...{ id, kind, name: `Asset ${id}`, owner, approval: false, refuse: [] },
  ...{ agencies: new Map(), users: new Map(), onBehalfOf: new Map() },
  newPageExperience: false,
})
