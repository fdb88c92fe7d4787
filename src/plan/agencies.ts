import { type Claim, claimOf } from '../access/claim.ts'
import { offboardedSource } from '../access/ground.ts'
import type { AssetView } from '../access/views.ts'
import { type Wish, wishesOf } from '../access/wish.ts'
import { agencyAddress } from '../model/address.ts'
import type { LiveRelation } from '../model/live.ts'
import type { Position } from '../model/problem.ts'
import { sortTasks } from '../model/tasks.ts'
import { daysBetween } from '../model/time.ts'
import { type Case, manual, statusOf, step, UNCHANGED, unmanaged, waiting } from './builders.ts'
import { changeReason, comparisonOf, removalReason, tasksToSend } from './change.ts'
import { planProblem } from './diagnostics.ts'
import { stepUnlessKept } from './kept.ts'
import type { Outcome } from './outcome.ts'
import type { PlanGround } from './plan-ground.ts'

/** Where one business stands on one of our assets. */
type Standing = 'none' | 'satisfied' | 'differs' | 'incoming' | 'approval' | 'unrecognised'

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
  | 'by_hand'

/**
 * The truth table: what live shows × what the manifest claims → what to do. A pending request is
 * never deleted, an approval that waits is never asked for again, and a status we do not know is
 * never acted on.
 */
const DECISIONS: Readonly<Record<Standing, Readonly<Record<Claim, Decision>>>> = {
  none: { declared: 'grant', unwanted: 'nothing', left: 'nothing', offboarded: 'nothing' },
  satisfied: { declared: 'unchanged', unwanted: 'revoke', left: 'unmanaged', offboarded: 'revoke' },
  differs: { declared: 'change', unwanted: 'revoke', left: 'unmanaged', offboarded: 'revoke' },
  incoming: { declared: 'accept', unwanted: 'wait_us', left: 'wait_us', offboarded: 'wait_us' },
  approval: {
    declared: 'wait_admin',
    unwanted: 'wait_admin',
    left: 'unmanaged',
    offboarded: 'wait_admin',
  },
  unrecognised: {
    declared: 'by_hand',
    unwanted: 'by_hand',
    left: 'unmanaged',
    offboarded: 'by_hand',
  },
}

interface Agency {
  readonly id: string
  readonly row: LiveRelation | undefined
  readonly wish: Wish | undefined
}

/** The outcomes of every business that is on the asset or declared for it. */
export const judgeAgencies = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const relation = view.desired?.agencies ?? null
  const wishes = relation === null ? [] : wishesOf(relation, ground.expiryDay, view.kind)
  const byId = new Map<string, Wish>()
  for (const wish of wishes) {
    const id = ground.directory.idOf(wish.subject)
    if (id !== null) byId.set(id, wish)
  }
  const rows = new Map(view.rows('agencies').map((row) => [row.subject, row]))
  return [...new Set([...byId.keys(), ...rows.keys()])].flatMap((id) =>
    judgeAgency(ground, view, { id, row: rows.get(id), wish: byId.get(id) }),
  )
}

const judgeAgency = (ground: PlanGround, view: AssetView, agency: Agency): readonly Outcome[] => {
  const relation = view.desired?.agencies ?? null
  const claim = claimOf(ground, view, relation, agency.id, agency.wish)
  const standing = standingOf(ground, view, agency)
  return [
    ...CARRY_OUT[DECISIONS[standing][claim]](ground, view, agency),
    ...unknownTasks(view, agency, claim),
  ]
}

const standingOf = (ground: PlanGround, view: AssetView, { id, row, wish }: Agency): Standing => {
  const remembered = approvalOf(ground, agencyAddress(view.asset.id, id)) !== null
  if (row === undefined) return remembered ? 'approval' : 'none'
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'pending') {
    const address = agencyAddress(view.asset.id, id)
    return isAwaitingApproval(ground, address, row) ? 'approval' : 'incoming'
  }
  if (wish === undefined || wish.tasks.length === 0) return 'satisfied'
  const relation = view.desired?.agencies ?? null
  return comparisonOf(view, relation, wish, row.tasks).satisfied ? 'satisfied' : 'differs'
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
  ground: Pick<PlanGround, 'memory' | 'asOf'>,
  address: string,
  row: Pick<LiveRelation, 'apiStatus'>,
): boolean => approvalOf(ground, address) !== null || APPROVAL_STATUS.test(row.apiStatus ?? '')

const approvalOf = (
  ground: Pick<PlanGround, 'memory' | 'asOf'>,
  address: string,
): string | null => {
  const approval = ground.memory.approvals.get(address)
  if (approval === undefined) return null
  return daysBetween(approval.at, ground.asOf) <= APPROVAL_DAYS ? approval.at : null
}

type CarryOut = (ground: PlanGround, view: AssetView, agency: Agency) => readonly Outcome[]

const CARRY_OUT: Readonly<Record<Decision, CarryOut>> = {
  nothing: () => [],
  unchanged: () => [UNCHANGED],
  unmanaged: (ground, view, agency) => [
    unmanaged(caseOf(ground, view, agency), held(view, agency)),
  ],
  grant: (ground, view, agency) => [grant(ground, view, agency, 'missing_in_live')],
  accept: (ground, view, agency) => [grant(ground, view, agency, 'accepts_request')],
  change: (ground, view, agency) => [change(ground, view, agency)],
  revoke: (ground, view, agency) => [
    view.kind.agencies.remove === 'none'
      ? manual(caseOf(ground, view, agency), 'no_removal_in_api', {
          before: held(view, agency),
          after: null,
        })
      : stepUnlessKept(ground, view, caseOf(ground, view, agency), {
          action: 'revoke',
          before: held(view, agency),
          after: null,
          reason: removalReason(ground, agency.id, agency.wish),
          via: agency.wish?.via ?? [],
        }),
  ],
  wait_admin: (ground, view, agency) => [
    waiting(caseOf(ground, view, agency), 'admin_approval', {
      isDeclared: (agency.wish?.tasks.length ?? 0) > 0 && !ground.directory.isOffboarded(agency.id),
      tasks: agency.wish?.tasks ?? held(view, agency),
      since:
        agency.row?.since ?? approvalOf(ground, agencyAddress(view.asset.id, agency.id)) ?? null,
    }),
  ],
  wait_us: (ground, view, agency) => [
    waiting(caseOf(ground, view, agency), 'incoming_request', {
      isDeclared: false,
      tasks: held(view, agency),
      since: agency.row?.since ?? null,
    }),
  ],
  by_hand: (ground, view, agency) => [
    manual(caseOf(ground, view, agency), 'unrecognised_status', {
      before: held(view, agency),
      after: agency.wish?.tasks ?? null,
      held: agency.row === undefined ? '' : statusOf(agency.row),
    }),
  ],
}

const held = (view: AssetView, agency: Agency): readonly string[] =>
  sortTasks(view.kind, agency.row?.tasks ?? [])

const caseOf = (ground: PlanGround, view: AssetView, { id, row, wish }: Agency): Case => ({
  address: agencyAddress(view.asset.id, id),
  asset: view.asset,
  subject: ground.directory.subjectOf('agencies', id, row?.subjectName ?? null),
  source: ground.directory.isOffboarded(id)
    ? offboardedSource(ground, id)
    : (wish?.source ?? view.desired?.agencies?.source ?? null),
})

const grant = (
  ground: PlanGround,
  view: AssetView,
  agency: Agency,
  reason: 'missing_in_live' | 'accepts_request',
): Outcome =>
  step(caseOf(ground, view, agency), {
    action: 'grant',
    before: null,
    after: agency.wish?.tasks ?? [],
    reason,
    via: agency.wish?.via ?? [],
  })

/** An agency's tasks differ: by hand, one try, or a replacement with a gap. */
const change = (ground: PlanGround, view: AssetView, agency: Agency): Outcome => {
  const about = caseOf(ground, view, agency)
  const { wish } = agency
  if (wish === undefined) throw new Error('a change without a wish')
  const before = held(view, agency)
  const relation = view.desired?.agencies ?? null
  const after = tasksToSend(view, relation, wish, before)
  const gap = ground.replace.has(about.address)
  const reason = changeReason(view.kind, wish, before)
  if (gap || ground.manifest.policy.agency_task_change === 'try') {
    const change = { action: 'regrant', before, after, reason, via: wish.via, gap } as const
    return stepUnlessKept(ground, view, about, change)
  }
  return manual(about, 'agency_tasks_differ', { before, after })
}

const unknownTasks = (view: AssetView, agency: Agency, claim: Claim): readonly Outcome[] => {
  if (claim !== 'declared' || agency.wish === undefined || agency.row === undefined) return []
  const relation = view.desired?.agencies ?? null
  const { unknown } = comparisonOf(view, relation, agency.wish, agency.row.tasks)
  return unknownTasksWarning(agencyAddress(view.asset.id, agency.id), unknown, agency.wish.source)
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
