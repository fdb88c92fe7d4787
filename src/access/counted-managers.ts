import { type Kind, managedOf } from '../model/kinds.ts'
import type { LiveRelation } from '../model/live.ts'
import { isManager } from '../model/tasks.ts'
import type { Directory } from './directory.ts'
import type { AssetView } from './views.ts'

/**
 * Whether a row is of somebody of ours who manages the node and counts, by `Kind.managed`: nobody of
 * another business, and nobody who is only invited or on the way out.
 */
export const isCounted = (
  { otherBusiness, tasks, status, member }: LiveRelation,
  kind: Kind,
): boolean =>
  otherBusiness === undefined &&
  (member === undefined || (status === 'active' && managedOf(kind).by.includes(member.type))) &&
  !isLeaving(member) &&
  isManager(kind, tasks)

const isLeaving = (member: LiveRelation['member']): boolean => member?.leaving === true

/** Whose removal is under way, of those on a node: nothing makes them one who manages it. */
export const leavingIn = (rows: readonly LiveRelation[]): ReadonlySet<string> =>
  new Set(rows.filter(({ member }) => isLeaving(member)).map(({ subject }) => subject))

/** The rows of those who manage a node, without the token's own user. */
export const managersIn = (
  { isSelf }: Pick<Directory, 'isSelf'>,
  view: AssetView,
): readonly LiveRelation[] =>
  view
    .rows(managedOf(view.kind).relation)
    .filter((row) => !isSelf(row.subject) && isCounted(row, view.kind))

/** How many they are. */
export const managersNow = (directory: Pick<Directory, 'isSelf'>, view: AssetView): number =>
  managersIn(directory, view).length
