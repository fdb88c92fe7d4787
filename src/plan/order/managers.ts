import { managersNow } from '../../access/counted-managers.ts'
import type { Directory } from '../../access/directory.ts'
import type { AssetView } from '../../access/views.ts'
import type { Kind } from '../../model/kinds.ts'
import type { Draft } from '../outcome.ts'
import { gainsManager, losesManager } from './order.ts'

/**
 * Managers of one owned asset: people and system users with MANAGE, not counting the token's own
 * user. Agencies do not count, because we do not know their people.
 */
export interface ManagerCount {
  readonly now: number
  readonly gaining: readonly Draft[]
  readonly losing: readonly Draft[]
}

/** The managers of an asset; null if keeping it managed is not up to us. */
export const managersOf = (
  directory: Pick<Directory, 'isSelf'>,
  view: AssetView,
  drafts: readonly Draft[],
): ManagerCount | null => {
  if (view.ownership !== 'owned') return null
  const people = drafts.filter(
    (draft) =>
      draft.asset.id === view.asset.id && isOfPerson(draft) && !directory.isSelf(draft.subject.id),
  )
  return {
    now: managersNow(directory, view),
    gaining: people.filter((draft) => gainsManager(draft, view.kind)),
    losing: people.filter((draft) => losesManager(draft, view.kind)),
  }
}

const isOfPerson = (draft: Draft): boolean =>
  draft.subject.type === 'business_user' || draft.subject.type === 'system_user'

/**
 * Addresses that a step which takes MANAGE away must wait for: as many gains as are needed to keep
 * `keep` managers.
 */
export const needsOfLoss = (count: ManagerCount, keep: number): readonly string[] => {
  const short = keep - (count.now - count.losing.length)
  return short <= 0 ? [] : count.gaining.slice(0, short).map((draft) => draft.address)
}

/** Whether this draft takes away one of an asset's managers. */
export const isLossOf = (draft: Draft, kind: Kind): boolean =>
  isOfPerson(draft) && losesManager(draft, kind)
