import type { Asset } from '../../sandbox/state.ts'
import type { Facts } from './facts.ts'
import { UNTOLD } from './snapshot-people.ts'

/**
 * Clients' assets that only our business's own list of clients has: what was declined or taken back
 * may stay there. What it says of them is told by `mirrorOf`.
 */
export const onlyMirrored = (
  { live, us, grouped }: Facts,
  known: ReadonlyMap<string, Asset>,
): readonly Asset[] =>
  (live.mirror?.clients.rows ?? [])
    .filter(({ asset, business }) => !known.has(asset) && business.id !== us)
    .map(({ asset, kind, business }) => ({
      // That list tells no names; a group of ours that has the asset does.
      ...{ id: asset, kind, name: grouped.get(asset)?.name ?? UNTOLD, owner: business.id },
      ...{ agencies: new Map(), users: new Map(), onBehalfOf: new Map(), refuse: [] },
      ...{ approval: false, newPageExperience: false },
    }))
