import { managersIn, type Uncounted } from '../../access/counted-managers.ts'
import type { AssetView } from '../../access/views.ts'
import { ACTION_TABLE } from '../../model/actions.ts'
import { type Kind, managedOf } from '../../model/kinds.ts'
import type { Draft } from '../outcome.ts'
import { gainsManager, losesManager } from './order.ts'

/**
 * Managers of one owned node, not counting the token's own user and whoever is marked for removal:
 * of an asset, people and system users with its manager task; of the business, people who are
 * admins.
 */
export interface ManagerCount {
  readonly now: number
  readonly gaining: readonly Draft[]
  readonly losing: readonly Draft[]
}

/**
 * The managers of an asset or of the business; null if keeping it managed is not up to us. Whoever
 * is removed from the business loses every asset. `all` are the drafts of the node and whatever ends
 * all that somebody holds.
 */
export const managersOf = (
  uncounted: Uncounted,
  view: AssetView,
  drafts: readonly Draft[],
): ManagerCount | null => {
  if (view.ownership !== 'owned') return null
  const managers = managersIn(uncounted, view)
  // Whoever leaves the business is among its own steps too.
  const each = [...new Set(drafts)]
  const own = each.filter(
    (draft) =>
      draft.asset.id === view.asset.id &&
      isCounted(draft, view.kind) &&
      !uncounted.isLeaving(draft.subject.id) &&
      !uncounted.isSelf(draft.subject.id),
  )
  const losing = own.filter((draft) => losesManager(draft, view.kind))
  const lost = new Set(losing.map(({ subject }) => subject.id))
  const ids = new Set(managers.map(({ subject }) => subject))
  const ending = each.filter(endsAll)
  const leaving = ending.filter(
    ({ asset, subject }) =>
      asset.id !== view.asset.id && ids.has(subject.id) && !lost.has(subject.id),
  )
  // Nobody who leaves takes over from anybody.
  const gone = new Set(ending.map(({ subject }) => subject.id))
  return {
    now: managers.length,
    gaining: own.filter((draft) => gainsManager(draft, view.kind) && !gone.has(draft.subject.id)),
    losing: [...losing, ...leaving],
  }
}

/**
 * Whether somebody's steps count: an invitation gives nothing until it is accepted, so nobody loses
 * anything who is uninvited.
 */
const isCounted = ({ action, subject }: Draft, kind: Kind): boolean =>
  !ACTION_TABLE[action].invites &&
  subject.invitation === undefined &&
  managedOf(kind).by.includes(subject.type)

/**
 * Addresses that a step which takes the manager task away must wait for: as many gains as are
 * needed to keep `keep` managers.
 */
export const needsOfLoss = (count: ManagerCount, keep: number): readonly string[] => {
  const short = keep - (count.now - count.losing.length)
  return short <= 0 ? [] : count.gaining.slice(0, short).map((draft) => draft.address)
}

/** Whether this draft takes away one of the managers of the node that it is made on. */
export const isLossOf = (draft: Draft, kind: Kind): boolean =>
  isCounted(draft, kind) && losesManager(draft, kind)

export const endsAll = ({ action }: Pick<Draft, 'action'>): boolean => ACTION_TABLE[action].endsAll
