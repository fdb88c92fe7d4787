import type { LiveRelation } from '../model/live.ts'
import type { Memory } from '../model/memory.ts'
import type { RelationName } from '../model/relations.ts'
import { isSatisfied } from '../model/tasks.ts'
import { agencyAddress, requestAddress } from '../model/text/address.ts'
import { daysBetween } from '../model/text/time.ts'
import type { Asked } from './claim.ts'
import type { Comparison } from './comparison.ts'
import type { Ground } from './ground.ts'
import type { AssetView } from './views.ts'
import type { Wish } from './wish.ts'

/** Where a subject of each relation stands, as live and the journal show it. */
export interface Standings {
  /**
   * `incoming`: they ask us. `shared`: we shared, and they have not accepted yet. `approval`: our
   * own grant waits on an admin.
   */
  readonly agencies:
    | 'none'
    | 'satisfied'
    | 'differs'
    | 'incoming'
    | 'shared'
    | 'approval'
    | 'unrecognised'
  /** `nobody`: an alias that no list explains. `doubtful`: one that may mean several. */
  readonly users: 'nobody' | 'doubtful' | 'none' | 'satisfied' | 'differs'
  /** `vanished`: asked for and gone. `revoked`: held and gone. `asked_other`: with other tasks. */
  readonly request:
    | 'none'
    | 'vanished'
    | 'revoked'
    | 'pending'
    | 'asked_other'
    | 'satisfied'
    | 'differs'
    | 'unrecognised'
  readonly on_behalf_of: 'none' | 'sent' | 'received' | 'approved' | 'unrecognised'
}

export type Standing<Relation extends RelationName> = Standings[Relation]

/** What a judgement may remember, and the day by which it does. */
type Remembering = Pick<Ground, 'memory' | 'asOf'>

export const standingOfAgency = (
  ground: Remembering,
  view: AssetView,
  { subject, row }: Asked,
  comparison: Comparison | null,
): Standing<'agencies'> => {
  const address = agencyAddress(view.asset.id, subject)
  if (row === undefined) return approvalOf(ground, address) === null ? 'none' : 'approval'
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'pending') {
    if (isAwaitingApproval(ground, address, row)) return 'approval'
    // What nobody can ask for is pending because we shared it.
    return view.kind.relations.request === undefined ? 'shared' : 'incoming'
  }
  return comparison === null || comparison.satisfied ? 'satisfied' : 'differs'
}

/**
 * Two things can be pending on an agencies row: their request to us, or an admin's approval of our
 * grant; how the API tells them apart is not documented. What we sent ourselves is remembered by
 * the journal for 14 days; else only a status that speaks of a review is taken for an approval.
 */
const APPROVAL_STATUS = /ADMIN|REVIEW|APPROVAL/
const APPROVAL_DAYS = 14

/** Whether a pending row is our own grant that waits on an admin, and no request to us. */
export const isAwaitingApproval = (
  ground: Remembering,
  address: string,
  row: Pick<LiveRelation, 'apiStatus'>,
): boolean => approvalOf(ground, address) !== null || APPROVAL_STATUS.test(row.apiStatus ?? '')

/** When our grant was answered that an admin must approve it (ISO, UTC); null for never, or long ago. */
export const approvalOf = ({ memory, asOf }: Remembering, address: string): string | null => {
  const approval = memory?.approvals.get(address)
  if (approval === undefined) return null
  return daysBetween(approval.at, asOf) <= APPROVAL_DAYS ? approval.at : null
}

export const standingOfPerson = (
  { row }: Asked,
  comparison: Comparison | null,
): Standing<'users'> => {
  if (row === undefined || row.tasks.length === 0) return 'none'
  return comparison === null || comparison.satisfied ? 'satisfied' : 'differs'
}

export const standingOfRequest = (
  ground: Remembering,
  view: AssetView,
  { row, wish }: Asked,
  comparison: Comparison | null,
): Standing<'request'> => {
  if (row === undefined) return goneFrom(ground, requestAddress(view.asset.id))
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'pending') return isAsked(view, wish, row) ? 'pending' : 'asked_other'
  return comparison === null || comparison.satisfied ? 'satisfied' : 'differs'
}

/** What was there before nothing was, as far as the journal saw it. */
const goneFrom = ({ memory }: Remembering, address: string): Standing<'request'> => {
  if (memory === undefined || !isRemembered(memory, address)) return 'none'
  return memory.seen?.get(address)?.standing === 'held' ? 'revoked' : 'vanished'
}

/** Whether we asked for it, or an apply saw it held or pending: it is not asked for by itself. */
export const isRemembered = (memory: Memory, address: string): boolean =>
  memory.requests.has(address) || memory.seen?.has(address) === true

/** A pending row without tasks tells nothing about what was asked. */
const isAsked = ({ kind }: AssetView, wish: Wish | undefined, { tasks }: LiveRelation): boolean =>
  wish === undefined || tasks.length === 0 || isSatisfied(kind, wish.tasks, tasks)

export const standingOfBehalf = ({ row }: Asked): Standing<'on_behalf_of'> => {
  if (row === undefined) return 'none'
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'active') return 'approved'
  return row.direction === 'sent' ? 'sent' : 'received'
}
