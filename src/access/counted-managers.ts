import { type Kind, managedOf } from '../model/kinds.ts'
import type { LiveRelation } from '../model/live.ts'
import { isManager } from '../model/tasks.ts'
import type { Directory } from './directory.ts'
import type { AssetView } from './views.ts'

/** Who of those that manage something does not count: the token's own user, and who is to go. */
export type Uncounted = Pick<Directory, 'isSelf' | 'isLeaving'>

/**
 * Whether a row is of somebody of ours who manages the node, by `Kind.managed`: nobody of another
 * business, and nobody who is only invited.
 */
export const isManaging = (
  { otherBusiness, tasks, status, member }: LiveRelation,
  kind: Kind,
): boolean =>
  otherBusiness === undefined &&
  (member === undefined || (status === 'active' && managedOf(kind).by.includes(member.type))) &&
  isManager(kind, tasks)

/** The rows of those who manage a node and count. */
export const managersIn = (
  { isSelf, isLeaving }: Uncounted,
  view: AssetView,
): readonly LiveRelation[] =>
  managingIn(view).filter(({ subject }) => !isSelf(subject) && !isLeaving(subject))

/** The rows of all who manage it, whether or not they count. */
export const managingIn = (view: AssetView): readonly LiveRelation[] =>
  view.rows(managedOf(view.kind).relation).filter((row) => isManaging(row, view.kind))

/** How many they are who count. */
export const managersNow = (uncounted: Uncounted, view: AssetView): number =>
  managersIn(uncounted, view).length
