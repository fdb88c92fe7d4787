import type { LiveRelation } from '../model/live.ts'
import { RELATIONS, type RelationName } from '../model/relations.ts'
import type { Ground } from './ground.ts'
import { type AssetView, isAdditive } from './views.ts'
import type { Wish } from './wish.ts'

/**
 * What the manifest claims about one subject of one relation. `declared`: it gives something.
 * `unwanted`: it manages the key and gives nothing. `spared`: the same, where nothing may be taken
 * away. `left`: not ours to judge. `offboarded`: the subject may hold nothing anywhere.
 */
export type Claim = 'declared' | 'unwanted' | 'spared' | 'left' | 'offboarded'

/** The claims there can be on each relation: our own business cannot be offboarded. */
export interface Claims {
  readonly agencies: Claim
  readonly users: Claim
  readonly on_behalf_of: Claim
  readonly request: Exclude<Claim, 'offboarded'>
}

/** Who is asked about, and both sides of them. */
export interface Asked {
  /** Id of the person or business; an alias where nobody is behind it. */
  readonly subject: string
  readonly row: LiveRelation | undefined
  readonly wish: Wish | undefined
}

/** Whether a wish gives anything today. Where names alone are written there are no tasks. */
const gives = (relation: RelationName, { tasks }: Wish): boolean =>
  RELATIONS[relation].written === 'names' || tasks.length > 0

/**
 * `offboarded` wins over everything; ignored subjects, our own business and the token's own user
 * (unless declared) are left alone; so is whoever is another business's to assign, and what is
 * between other businesses.
 */
export const claimOnOthers = (
  { directory, manifest }: Ground,
  view: AssetView,
  relation: RelationName,
  { subject, row, wish }: Asked,
): Claim => {
  const { desired } = view
  const key = desired?.[relation] ?? null
  if (subject === manifest.business || row?.direction === 'others') return 'left'
  if (directory.isOfOtherBusiness(view.asset.id, subject)) return 'left'
  if (directory.isOffboarded(subject)) return directory.isSelf(subject) ? 'left' : 'offboarded'
  if (desired === null || key === null) return 'left'
  if (directory.isNamedBy(desired.ignore, subject)) return 'left'
  if (wish !== undefined && gives(relation, wish)) return 'declared'
  if (directory.isSelf(subject)) return 'left'
  return isAdditive(view, key) ? 'spared' : 'unwanted'
}

/** Of somebody whom no list has the alias is all there is to go by. */
export const claimOnAbsent = (ground: Ground, view: AssetView, wish: Wish): Claim => {
  const isGone = ground.manifest.offboarded.some(({ alias }) => alias === wish.subject)
  if (isGone) return 'offboarded'
  return claimOnOthers(ground, view, 'users', { subject: wish.subject, row: undefined, wish })
}

/** Of our own access to a client's asset: nobody is named, so nobody can be ignored or offboarded. */
export const claimOnOurs = (view: AssetView, wish: Wish | undefined): Claims['request'] => {
  const key = view.desired?.request ?? null
  if (key === null) return 'left'
  if (wish !== undefined && gives('request', wish)) return 'declared'
  return isAdditive(view, key) ? 'spared' : 'unwanted'
}
