import type { LiveRelation } from '../model/live.ts'
import { RELATIONS, type RelationName } from '../model/relations.ts'
import type { Ground } from './ground.ts'
import { type AssetView, isAdditive } from './views.ts'
import type { Wish } from './wish.ts'

/**
 * What the manifest claims about one subject of one relation. `declared`: it gives something.
 * `unwanted`: it manages the key and gives nothing. `spared`: the same, but nothing may be taken
 * away. `left`: not ours to judge. `offboarded`: the subject may not hold anything anywhere.
 */
export type Claim = 'declared' | 'unwanted' | 'spared' | 'left' | 'offboarded'

/** The possible claims on each relation: our own business cannot be offboarded. */
export interface Claims {
  readonly agencies: Claim
  readonly users: Claim
  readonly on_behalf_of: Claim
  readonly members: Claim
  readonly request: Exclude<Claim, 'offboarded'>
}

/** Who is asked about, and what both sides say about them. */
export interface Asked {
  /** Id of the person or business; the alias if it belongs to nobody. */
  readonly subject: string
  readonly row: LiveRelation | undefined
  readonly wish: Wish | undefined
}

/** Whether a wish gives anything today. Relations that are written as names have no tasks. */
const gives = (relation: RelationName, { tasks }: Wish): boolean =>
  RELATIONS[relation].written === 'names' || tasks.length > 0

/**
 * `offboarded` takes precedence over everything. Left as they are: ignored subjects, our own
 * business, the token's own user (unless declared), people whom another business assigns, and what
 * is between other businesses.
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

/** For somebody who is in no list, the alias is all there is to go by. */
export const claimOnAbsent = (ground: Ground, view: AssetView, wish: Wish): Claim => {
  const isGone = ground.manifest.offboarded.some(({ alias }) => alias === wish.subject)
  if (isGone) return 'offboarded'
  return claimOnOthers(ground, view, 'users', { subject: wish.subject, row: undefined, wish })
}

/**
 * The claim on our own access to a client's asset: nobody is named, so nobody can be ignored or
 * offboarded.
 */
export const claimOnOurs = (view: AssetView, wish: Wish | undefined): Claims['request'] => {
  const key = view.desired?.request ?? null
  if (key === null) return 'left'
  if (wish !== undefined && gives('request', wish)) return 'declared'
  return isAdditive(view, key) ? 'spared' : 'unwanted'
}
