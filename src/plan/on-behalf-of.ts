import { offboardedSource } from '../access/ground.ts'
import { type AssetView, isAdditive } from '../access/views.ts'
import { type Wish, wishesOf } from '../access/wish.ts'
import { onBehalfOfAddress } from '../model/address.ts'
import type { LiveRelation } from '../model/live.ts'
import type { Subject } from '../model/plan.ts'
import { type Case, manual, statusOf, UNCHANGED, unmanaged, waiting } from './builders.ts'
import { planProblem } from './diagnostics.ts'
import { stepUnlessKept } from './kept.ts'
import type { Outcome } from './outcome.ts'
import type { PlanGround } from './plan-ground.ts'

/** Where one on-behalf-of request, or a listed partner without any, stands. */
type Standing = 'none' | 'sent' | 'received' | 'approved' | 'unrecognised'

/** `spared`: not listed, on an asset where nothing is taken away; `left`: not ours to judge. */
type Claim = 'listed' | 'unlisted' | 'spared' | 'left' | 'offboarded'

type Decision =
  | 'nothing'
  | 'wait'
  | 'cancel'
  | 'decline_by_hand'
  | 'end_by_hand'
  | 'set_up_by_hand'
  | 'by_hand'
  | 'unchanged'
  | 'unmanaged'

/**
 * The truth table: what live shows × what the manifest lists → what to do. The API can cancel what
 * we sent and nothing else: it can neither ask, nor accept, nor decline, nor end.
 */
const DECISIONS: Readonly<Record<Standing, Readonly<Record<Claim, Decision>>>> = {
  none: {
    listed: 'set_up_by_hand',
    unlisted: 'nothing',
    spared: 'nothing',
    left: 'nothing',
    offboarded: 'nothing',
  },
  sent: {
    listed: 'wait',
    unlisted: 'cancel',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'cancel',
  },
  received: {
    listed: 'wait',
    unlisted: 'decline_by_hand',
    spared: 'decline_by_hand',
    left: 'unmanaged',
    offboarded: 'decline_by_hand',
  },
  approved: {
    listed: 'unchanged',
    unlisted: 'end_by_hand',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'end_by_hand',
  },
  unrecognised: {
    listed: 'by_hand',
    unlisted: 'by_hand',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'by_hand',
  },
}

interface Request {
  /** The other business. */
  readonly partner: string
  readonly row: LiveRelation | undefined
  readonly wish: Wish | undefined
}

/** The outcomes of every request of the asset, and of every listed partner that has none. */
export const judgeOnBehalfOf = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const wishes = wishesByPartner(ground, view)
  const requests = view.rows('on_behalf_of').map((row): Request => {
    const partner = row.counterpart?.id ?? row.subject
    return { partner, row, wish: wishes.get(partner) }
  })
  const found = new Set(requests.map(({ partner }) => partner))
  const missing = [...wishes]
    .filter(([partner]) => !found.has(partner))
    .map(([partner, wish]): Request => ({ partner, row: undefined, wish }))
  return [...requests, ...missing].flatMap((request) => {
    const decision = DECISIONS[standingOf(request)][claimOf(ground, view, request)]
    return CARRY_OUT[decision](caseOf(ground, view, request), request, { ground, view })
  })
}

/** What is in progress between us and another business, whatever the manifest says of it. */
export const pendingOnBehalfOf = (ground: PlanGround, view: AssetView): readonly Outcome[] =>
  view
    .rows('on_behalf_of')
    .filter(({ status, direction }) => status === 'pending' && direction !== 'others')
    .flatMap((row) => {
      const request = { partner: row.counterpart?.id ?? row.subject, row, wish: undefined }
      return CARRY_OUT.wait(caseOf(ground, view, request), request, { ground, view })
    })

const wishesByPartner = (ground: PlanGround, view: AssetView): ReadonlyMap<string, Wish> => {
  const relation = view.desired?.on_behalf_of ?? null
  const wishes = relation === null ? [] : wishesOf(relation, ground.expiryDay, view.kind)
  return new Map(
    [...wishes].flatMap((wish) => {
      const id = ground.directory.idOf(wish.subject)
      return id === null ? [] : [[id, wish] as const]
    }),
  )
}

const standingOf = ({ row }: Request): Standing => {
  if (row === undefined) return 'none'
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'active') return 'approved'
  return row.direction === 'sent' ? 'sent' : 'received'
}

const claimOf = (ground: PlanGround, view: AssetView, { partner, row, wish }: Request): Claim => {
  const { desired } = view
  if (row?.direction === 'others' || partner === ground.manifest.business) return 'left'
  if (ground.directory.isOffboarded(partner)) return 'offboarded'
  if (desired?.on_behalf_of == null) return 'left'
  if (ground.directory.isNamedBy(desired.ignore, partner)) return 'left'
  if (wish !== undefined) return 'listed'
  return isAdditive(view, desired.on_behalf_of) ? 'spared' : 'unlisted'
}

/** A partner without a request stands at its own id, for there is none of a request. */
const caseOf = (ground: PlanGround, view: AssetView, { partner, row, wish }: Request): Case => {
  const business = ground.directory.subjectOf('agencies', partner, row?.subjectName ?? null)
  return {
    address: onBehalfOfAddress(view.asset.id, row?.subject ?? partner),
    asset: view.asset,
    subject: row === undefined ? business : requestOf(business, row),
    source: ground.directory.isOffboarded(partner)
      ? offboardedSource(ground, partner)
      : (wish?.source ?? view.desired?.on_behalf_of?.source ?? null),
  }
}

/** An id that is something else is never deleted as a request: that would take the thing itself. */
const noRequest = ({ asset, subject, source }: Case, known: string): Outcome => ({
  type: 'problem',
  problem: planProblem('obo_no_request', { asset: asset.id, id: subject.id, known }, source),
})

const requestOf = (business: Subject, { subject, counterpart }: LiveRelation): Subject => ({
  ...business,
  type: 'obo_request',
  id: subject,
  ...(counterpart === null ? {} : { business: counterpart }),
})

type CarryOut = (
  about: Case,
  request: Request,
  on: { readonly ground: PlanGround; readonly view: AssetView },
) => readonly Outcome[]

const NO_TASKS = { before: null, after: null }

const CARRY_OUT: Readonly<Record<Decision, CarryOut>> = {
  nothing: () => [],
  unchanged: () => [UNCHANGED],
  unmanaged: (about) => [unmanaged(about, [])],
  wait: (about, { row }) => [
    waiting(about, 'obo_in_progress', {
      tasks: null,
      since: row?.since ?? null,
      ...(row?.direction === 'received' ? { name: 'us: accept or decline it' } : {}),
    }),
  ],
  cancel: (about, { partner }, { ground, view }) => {
    const known = ground.objectOf(about.subject.id)
    if (known !== null) return [unmanaged(about, []), noRequest(about, known)]
    return [
      stepUnlessKept(ground, view, about, {
        action: 'cancel',
        ...NO_TASKS,
        reason: ground.directory.isOffboarded(partner) ? 'offboarded' : 'not_in_manifest',
      }),
    ]
  },
  set_up_by_hand: (about) => [manual(about, 'obo_missing', NO_TASKS)],
  decline_by_hand: (about) => [manual(about, 'obo_received', NO_TASKS)],
  end_by_hand: (about) => [manual(about, 'obo_not_listed', NO_TASKS)],
  by_hand: (about, { row }) => [
    manual(about, 'unrecognised_status', {
      ...NO_TASKS,
      held: row === undefined ? '' : statusOf(row),
    }),
  ],
}
