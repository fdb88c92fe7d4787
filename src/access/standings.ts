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

/** The standing of a subject of each relation, as live and the journal show it. */
export interface Standings {
  /**
   * `incoming`: they ask us. `shared`: we shared, and they have not accepted yet. `approval`: our
   * own grant waits for an admin.
   */
  readonly agencies:
    | 'none'
    | 'satisfied'
    | 'differs'
    | 'incoming'
    | 'shared'
    | 'approval'
    | 'unrecognised'
  /** `nobody`: an alias of somebody who is in no list. `doubtful`: one that may mean several. */
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
  /**
   * `nobody`: an e-mail that no list shows. `vanished`: the same, and we invited them before.
   * `unseen`: an id that no list shows. `unlisted`: somebody on an asset whose seat no list shows.
   * `invited_other`: in another role. `ended`: an invitation that nobody can accept any more.
   */
  readonly members:
    | 'nobody'
    | 'vanished'
    | 'unseen'
    | 'doubtful'
    | 'unlisted'
    | 'invited'
    | 'invited_other'
    | 'ended'
    | 'unrecognised'
    | 'satisfied'
    | 'differs'
    | 'system_user'
    | 'system_user_differs'
}

export type Standing<Relation extends RelationName> = Standings[Relation]

/** What a judgement may remember, and the day for which it does. */
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
    // An asset of a kind that nobody can ask for is only pending if we shared it.
    return view.kind.relations.request === undefined ? 'shared' : 'incoming'
  }
  return comparison === null || comparison.satisfied ? 'satisfied' : 'differs'
}

/**
 * Two things can be pending on an agencies row: their request to us, or an admin's approval of our
 * grant; how the API distinguishes them is not documented. The journal remembers what we sent for
 * 14 days; otherwise only a status that mentions a review counts as an approval.
 */
const APPROVAL_STATUS = /ADMIN|REVIEW|APPROVAL/
const APPROVAL_DAYS = 14

/** Whether a pending row is our own grant that waits for an admin, and not a request to us. */
const isAwaitingApproval = (
  ground: Remembering,
  address: string,
  row: Pick<LiveRelation, 'apiStatus'>,
): boolean => approvalOf(ground, address) !== null || namesReview(row)

/** Whether the API's own word for a pending row says that somebody of ours has to approve it. */
export const namesReview = ({ apiStatus }: Pick<LiveRelation, 'apiStatus'>): boolean =>
  APPROVAL_STATUS.test(apiStatus ?? '')

/**
 * When the API answered that an admin must approve our grant (ISO, UTC); null for never, or too
 * long ago.
 */
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

/** The standing of a request that is no longer there, by what the journal saw before. */
const goneFrom = ({ memory }: Remembering, address: string): Standing<'request'> => {
  if (memory === undefined || !isRemembered(memory, address)) return 'none'
  return memory.seen?.get(address)?.standing === 'held' ? 'revoked' : 'vanished'
}

/**
 * Whether we asked for it before, or an apply saw it held or pending; it is then not asked for
 * again automatically.
 */
export const isRemembered = (memory: Memory, address: string): boolean =>
  memory.requests.has(address) || memory.seen?.has(address) === true

/** Whether a pending row is what we want. A row without tasks does not say what was asked for. */
const isAsked = ({ kind }: AssetView, wish: Wish | undefined, { tasks }: LiveRelation): boolean =>
  wish === undefined || tasks.length === 0 || isSatisfied(kind, wish.tasks, tasks)

export const standingOfBehalf = ({ row }: Asked): Standing<'on_behalf_of'> => {
  if (row === undefined) return 'none'
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'active') return 'approved'
  return row.direction === 'sent' ? 'sent' : 'received'
}
