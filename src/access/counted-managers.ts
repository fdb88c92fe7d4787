import { managedOf } from '../model/kinds.ts'
import type { LiveRelation } from '../model/live.ts'
import { isManager } from '../model/tasks.ts'
import type { Directory } from './directory.ts'
import type { AssetView } from './views.ts'

/**
 * Who of our people manages a node and counts, by `Kind.managed`: never the token's own user, nor
 * somebody of another business, nor whoever is only invited.
 */
export const managersIn = (
  { isSelf }: Pick<Directory, 'isSelf'>,
  view: AssetView,
): readonly LiveRelation[] => {
  const { relation, by } = managedOf(view.kind)
  return view
    .rows(relation)
    .filter(
      ({ otherBusiness, subject, tasks, status, member }) =>
        otherBusiness === undefined &&
        !isSelf(subject) &&
        (member === undefined || (status === 'active' && by.includes(member.type))) &&
        isManager(view.kind, tasks),
    )
}

/** How many they are. */
export const managersNow = (directory: Pick<Directory, 'isSelf'>, view: AssetView): number =>
  managersIn(directory, view).length
