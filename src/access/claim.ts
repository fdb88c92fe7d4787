import type { DesiredRelation } from '../model/manifest.ts'
import type { Ground } from './ground.ts'
import { type AssetView, isAdditive } from './views.ts'
import type { Wish } from './wish.ts'

/** What the manifest claims about one subject of one relation. */
export type Claim = 'declared' | 'unwanted' | 'left' | 'offboarded'

/**
 * `offboarded` wins over everything; ignored subjects, our own business and the token's own user
 * (unless declared) are left alone; so is what an additive asset or a key that is not the whole
 * truth does not name, and whoever is another business's to assign.
 */
export const claimOf = (
  ground: Ground,
  view: AssetView,
  relation: DesiredRelation | null,
  subject: string,
  wish: Wish | undefined,
): Claim => {
  const { directory, manifest } = ground
  if (subject === manifest.business) return 'left'
  if (directory.isOfOtherBusiness(view.asset.id, subject)) return 'left'
  if (directory.isOffboarded(subject)) return directory.isSelf(subject) ? 'left' : 'offboarded'
  if (relation === null || view.desired === null) return 'left'
  if (directory.isNamedBy(view.desired.ignore, subject)) return 'left'
  if (wish !== undefined && wish.tasks.length > 0) return 'declared'
  if (directory.isSelf(subject) || isAdditive(view, relation)) return 'left'
  return 'unwanted'
}
