import type { Ground } from '../../access/ground.ts'
import { type Holding, holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'
import { type Case, caseOf, manual, statusOf, UNCHANGED, unmanaged, waiting } from './builders.ts'
import type { Decisions } from './decisions.ts'
import { stepUnlessKept } from './kept.ts'

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
 * The truth table: what live shows × what the manifest lists → what to do. The API can only cancel
 * what we sent: it cannot ask, accept, decline or end anything.
 */
const DECISIONS: Decisions<'on_behalf_of', Decision> = {
  none: {
    declared: 'set_up_by_hand',
    unwanted: 'nothing',
    spared: 'nothing',
    left: 'nothing',
    offboarded: 'nothing',
  },
  sent: {
    declared: 'wait',
    unwanted: 'cancel',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'cancel',
  },
  received: {
    declared: 'wait',
    unwanted: 'decline_by_hand',
    spared: 'decline_by_hand',
    left: 'unmanaged',
    offboarded: 'decline_by_hand',
  },
  approved: {
    declared: 'unchanged',
    unwanted: 'end_by_hand',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'end_by_hand',
  },
  unrecognised: {
    declared: 'by_hand',
    unwanted: 'by_hand',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'by_hand',
  },
}

type Behalf = Holding<'on_behalf_of'>

/** The outcomes of every request of the asset, and of every listed partner that has none. */
export const judgeOnBehalfOf = (ground: PlanGround, view: AssetView): readonly Outcome[] =>
  holdingsIn(ground, view, 'on_behalf_of').flatMap((request) =>
    CARRY_OUT[DECISIONS[request.standing][request.claim]](caseOf(ground, request), request, ground),
  )

/** What is in progress between us and another business, whatever the manifest says about it. */
export const pendingBehalf = (ground: Ground, request: Behalf): readonly Outcome[] =>
  request.row?.status === 'pending' && request.row.direction !== 'others'
    ? [inProgress(caseOf(ground, request), request)]
    : []

const inProgress = (about: Case, { row }: Behalf): Outcome =>
  waiting(about, 'obo_in_progress', {
    tasks: null,
    since: row?.since ?? null,
    ...(row?.direction === 'received' ? { name: 'us: accept or decline it' } : {}),
  })

/**
 * An id that belongs to something else is never deleted as a request: that would delete the thing
 * itself.
 */
const noRequest = ({ asset, subject, source }: Case, known: string): Outcome => ({
  type: 'problem',
  problem: planProblem('obo_no_request', { asset: asset.id, id: subject.id, known }, source),
})

type CarryOut = (about: Case, request: Behalf, ground: PlanGround) => readonly Outcome[]

const NO_TASKS = { before: null, after: null }

const CARRY_OUT: Readonly<Record<Decision, CarryOut>> = {
  nothing: () => [],
  unchanged: () => [UNCHANGED],
  unmanaged: (about) => [unmanaged(about, [])],
  wait: (about, request) => [inProgress(about, request)],
  cancel: (about, { subject, view }, ground) => {
    const known = ground.objectOf(about.subject.id)
    if (known !== null) return [unmanaged(about, []), noRequest(about, known)]
    return [
      stepUnlessKept(ground, view, about, {
        action: 'cancel',
        ...NO_TASKS,
        reason: ground.directory.isOffboarded(subject) ? 'offboarded' : 'not_in_manifest',
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
