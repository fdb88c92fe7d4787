import type { Ground } from '../../access/ground.ts'
import { addressOf, type Holding, holdingsIn } from '../../access/holdings.ts'
import { approvalOf } from '../../access/standings.ts'
import type { AssetView } from '../../access/views.ts'
import type { Position } from '../../model/problem.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'
import {
  caseOf,
  heldIn,
  manual,
  statusOf,
  step,
  UNCHANGED,
  unmanaged,
  waiting,
} from './builders.ts'
import { changeReason, removalReason, tasksToSend } from './change.ts'
import type { Decisions } from './decisions.ts'
import { stepUnlessKept } from './kept.ts'

type Decision =
  | 'nothing'
  | 'grant'
  | 'accept'
  | 'change'
  | 'revoke'
  | 'unchanged'
  | 'unmanaged'
  | 'wait_admin'
  | 'wait_us'
  | 'wait_partner'
  | 'by_hand'

/**
 * The truth table: what live shows × what the manifest claims → what to do. A pending request is
 * never deleted, an approval that is awaited is never asked for again, and a status that we do not
 * know is never acted on.
 */
const DECISIONS: Decisions<'agencies', Decision> = {
  none: {
    declared: 'grant',
    unwanted: 'nothing',
    spared: 'nothing',
    left: 'nothing',
    offboarded: 'nothing',
  },
  satisfied: {
    declared: 'unchanged',
    unwanted: 'revoke',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'revoke',
  },
  differs: {
    declared: 'change',
    unwanted: 'revoke',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'revoke',
  },
  incoming: {
    declared: 'accept',
    unwanted: 'wait_us',
    spared: 'wait_us',
    left: 'wait_us',
    offboarded: 'wait_us',
  },
  shared: {
    declared: 'wait_partner',
    unwanted: 'wait_partner',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'wait_partner',
  },
  approval: {
    declared: 'wait_admin',
    unwanted: 'wait_admin',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'wait_admin',
  },
  unrecognised: {
    declared: 'by_hand',
    unwanted: 'by_hand',
    spared: 'unmanaged',
    left: 'unmanaged',
    offboarded: 'by_hand',
  },
}

type Agency = Holding<'agencies'>

/** The outcomes of every business that is on the asset or declared for it. */
export const judgeAgencies = (ground: PlanGround, view: AssetView): readonly Outcome[] =>
  holdingsIn(ground, view, 'agencies').flatMap((agency) => {
    const outcomes = CARRY_OUT[DECISIONS[agency.standing][agency.claim]](ground, agency)
    const unknown = unknownTasks(agency)
    return unknown.length === 0 ? outcomes : [...outcomes, ...unknown]
  })

/**
 * What is waiting on an asset of ours, whatever the manifest says about it: a request to us, a
 * partner who has not accepted yet, or a grant that a row shows and an admin has to approve.
 */
export const pendingAgency = (ground: Ground, agency: Agency): readonly Outcome[] => {
  if (agency.view.ownership !== 'owned' || agency.row === undefined) return []
  if (agency.standing === 'incoming') return [awaitingUs(ground, agency)]
  if (agency.standing === 'shared') return [awaitingPartner(ground, agency)]
  const isOwn = agency.subject === ground.manifest.business
  return agency.standing === 'approval' && !isOwn
    ? [awaitingAdmin(ground, agency, heldIn(agency))]
    : []
}

type CarryOut = (ground: PlanGround, agency: Agency) => readonly Outcome[]

const CARRY_OUT: Readonly<Record<Decision, CarryOut>> = {
  nothing: () => [],
  unchanged: () => [UNCHANGED],
  unmanaged: (ground, agency) => [unmanaged(caseOf(ground, agency), heldIn(agency))],
  grant: (ground, agency) => [grant(ground, agency, 'missing_in_live')],
  accept: (ground, agency) => [grant(ground, agency, 'accepts_request')],
  change: (ground, agency) => [change(ground, agency)],
  revoke: (ground, agency) => {
    const about = caseOf(ground, agency)
    const sides = { before: heldIn(agency), after: null }
    return [
      agency.view.kind.relations.agencies?.remove === 'none'
        ? manual(about, 'no_removal_in_api', sides)
        : stepUnlessKept(ground, agency.view, about, {
            ...{ action: 'revoke', ...sides },
            reason: removalReason(ground, agency),
            via: agency.wish?.via ?? [],
          }),
    ]
  },
  wait_admin: (ground, agency) => [
    awaitingAdmin(ground, agency, agency.wish?.tasks ?? heldIn(agency)),
  ],
  wait_us: (ground, agency) => [awaitingUs(ground, agency)],
  wait_partner: (ground, agency) => [awaitingPartner(ground, agency)],
  by_hand: (ground, agency) => [
    manual(caseOf(ground, agency), 'unrecognised_status', {
      before: heldIn(agency),
      after: agency.wish?.tasks ?? null,
      held: agency.row === undefined ? '' : statusOf(agency.row),
    }),
  ],
}

const awaitingAdmin = (ground: Ground, agency: Agency, tasks: readonly string[]): Outcome =>
  waiting(caseOf(ground, agency), 'admin_approval', {
    isDeclared:
      (agency.wish?.tasks.length ?? 0) > 0 && !ground.directory.isOffboarded(agency.subject),
    tasks,
    since: agency.row?.since ?? approvalOf(ground, addressOf(agency)),
  })

const awaitingPartner = (ground: Ground, agency: Agency): Outcome =>
  waiting(caseOf(ground, agency), 'partner_response', {
    isDeclared: agency.claim === 'declared',
    tasks: heldIn(agency),
    since: agency.row?.since ?? null,
  })

const awaitingUs = (ground: Ground, agency: Agency): Outcome =>
  waiting(caseOf(ground, agency), 'incoming_request', {
    isDeclared: false,
    tasks: heldIn(agency),
    since: agency.row?.since ?? null,
  })

const grant = (
  ground: Ground,
  agency: Agency,
  reason: 'missing_in_live' | 'accepts_request',
): Outcome =>
  step(caseOf(ground, agency), {
    action: 'grant',
    before: null,
    after: agency.wish?.tasks ?? [],
    reason,
    via: agency.wish?.via ?? [],
  })

/**
 * What to do if an agency's tasks differ: a change by hand, one try, or a replacement with a gap.
 */
const change = (ground: PlanGround, agency: Agency): Outcome => {
  const about = caseOf(ground, agency)
  const { view, wish } = agency
  if (wish === undefined) throw new Error('a change without a wish')
  const before = heldIn(agency)
  const after = tasksToSend(agency, wish, before)
  const gap = ground.replace.has(about.address)
  const reason = changeReason(view.kind, wish, before)
  if (gap || ground.manifest.policy.agency_task_change === 'try') {
    const change = { action: 'regrant', before, after, reason, via: wish.via, gap } as const
    return stepUnlessKept(ground, view, about, change)
  }
  return manual(about, 'agency_tasks_differ', { before, after })
}

const unknownTasks = (agency: Agency): readonly Outcome[] => {
  const { claim, comparison, wish } = agency
  return claim !== 'declared' || comparison === null || wish === undefined
    ? []
    : unknownTasksWarning(addressOf(agency), comparison.unknown, wish.source)
}

export const unknownTasksWarning = (
  address: string,
  tasks: readonly string[],
  source: Position | null,
): readonly Outcome[] =>
  tasks.length === 0
    ? []
    : [
        {
          type: 'problem',
          problem: planProblem('unknown_tasks_live', { address, tasks }, source),
        },
      ]
