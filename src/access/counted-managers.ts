import { isManager } from '../model/tasks.ts'
import type { Directory } from './directory.ts'
import type { AssetView } from './views.ts'

/**
 * How many people and system users of ours manage an asset, not counting the token's own user.
 * Agencies do not count, because we do not know their people.
 */
export const managersNow = ({ isSelf }: Pick<Directory, 'isSelf'>, view: AssetView): number =>
  view
    .rows('users')
    .filter(
      ({ otherBusiness, subject, tasks }) =>
        otherBusiness === undefined && !isSelf(subject) && isManager(view.kind, tasks),
    ).length
