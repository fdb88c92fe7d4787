import { ACTION_TABLE } from '../model/actions.ts'
import type { Plan, Step } from '../model/plan.ts'
import { RELATIONS } from '../model/relations.ts'
import type { Asset, Business, World } from '../sandbox/state.ts'

/**
 * The world with what a plan is about and no list has shown: the businesses that it lets in, and
 * the assets that it asks for, each of an owner of whom nothing is known.
 */
export const withStrangers = (world: World, { steps }: Plan): World => {
  const businesses = new Map(world.businesses)
  const assets = new Map(world.assets)
  for (const step of steps) {
    const partner = partnerOf(step)
    if (partner !== null && !businesses.has(partner.id)) businesses.set(partner.id, partner)
    const { id } = step.asset
    if (!ACTION_TABLE[step.action].asks || assets.has(id)) continue
    const owner = strangerTo(businesses)
    businesses.set(owner.id, owner)
    assets.set(id, strangeAsset(step, owner.id))
  }
  return { ...world, businesses, assets }
}

const partnerOf = ({ action, subject: { id, name } }: Step): Business | null =>
  RELATIONS[ACTION_TABLE[action].relation].holder === 'partner' &&
  ACTION_TABLE[action].form === 'put'
    ? businessOf(id, name ?? id)
    : null

const businessOf = (id: string, name: string): Business => ({
  ...{ id, name },
  users: new Map(),
  systemUsers: new Map(),
  invited: new Map(),
})

/** A business with an id that no other has; ids begin with no zero. */
const strangerTo = (businesses: ReadonlyMap<string, Business>): Business => {
  let id = 1
  while (businesses.has(String(id))) id += 1
  return businessOf(String(id), 'Stranger')
}

const strangeAsset = ({ asset: { kind, id, name } }: Step, owner: string): Asset => ({
  ...{ id, kind, name: name ?? id, owner, approval: false },
  agencies: new Map(),
  users: new Map(),
  refuse: [],
  onBehalfOf: new Map(),
  newPageExperience: false,
})
