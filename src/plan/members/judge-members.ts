import { type Holding, holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import {
  type Case,
  caseOf,
  heldIn,
  manual,
  statusOf,
  UNCHANGED,
  unmanaged,
  waiting,
} from '../judge/builders.ts'
import { changeReason, directionOf, removalReason, tasksToSend } from '../judge/change.ts'
import { type Decisions, NOTHING } from '../judge/decisions.ts'
import { holdDoubted, ownUserRail } from '../judge/judge-users.ts'
import { stepUnlessKept } from '../judge/kept.ts'
import { unreadScope } from '../judge/unread-scope.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'

type Decision =
  | 'nothing'
  | 'invite'
  | 'set_role'
  | 'uninvite'
  | 'remove'
  | 'unchanged'
  | 'unmanaged'
  | 'wait_until_joined'
  | 'wait_until_there'
  | 'wait_until_listed'
  | 'invite_again'
  | 'role_by_hand'
  | 'unrecognised'

/** What is in the business, or may still come in. */
const THERE = {
  unwanted: 'remove',
  spared: 'unmanaged',
  left: 'unmanaged',
  offboarded: 'remove',
} as const

const INVITED = {
  unwanted: 'uninvite',
  spared: 'unmanaged',
  left: 'unmanaged',
  offboarded: 'uninvite',
} as const

/**
 * The truth table for members: what live shows × what the manifest claims → what to do. System users
 * are compared, never changed. What the offboarded keep that no step can take is listed by hand.
 */
const DECISIONS: Decisions<'members', Decision> = {
  nobody: { ...NOTHING, declared: 'invite' },
  vanished: { ...NOTHING, declared: 'invite_again' },
  unseen: { ...NOTHING, declared: 'wait_until_there' },
  doubtful: NOTHING,
  unlisted: { ...NOTHING, declared: 'wait_until_listed' },
  invited: { ...INVITED, declared: 'wait_until_joined' },
  invited_other: { ...INVITED, declared: 'invite_again' },
  // Nobody can accept it any more, so there is nothing to take back.
  ended: { ...NOTHING, declared: 'invite_again' },
  unrecognised: { ...THERE, declared: 'unrecognised', unwanted: 'unrecognised' },
  satisfied: { ...THERE, declared: 'unchanged' },
  differs: { ...THERE, declared: 'set_role' },
  system_user: { ...NOTHING, declared: 'unchanged' },
  system_user_differs: { ...NOTHING, declared: 'role_by_hand', unwanted: 'role_by_hand' },
}

type Member = Holding<'members'>

/**
 * The outcomes of everybody who belongs to the business, is invited to it, or is declared as a
 * member. Where `members` is not managed, only the offboarded are looked at.
 */
export const judgeMembers = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const key = view.desired?.members ?? null
  const scope = view.scope('members')
  if (scope?.status !== 'complete') {
    const about = { address: `${view.asset.id}/members`, asset: view.asset }
    return unreadScope(ground, about, scope, key?.source ?? null)
  }
  const members = holdingsIn(ground, view, 'members').filter(
    // The token's own user too, of whom there is no step, so that it is said.
    ({ subject }) => key !== null || ground.directory.isOffboarded(subject),
  )
  const outcomes = members.flatMap((member) => judgeMember(ground, member))
  return holdDoubted(ground, view, outcomes)
}

const judgeMember = (ground: PlanGround, member: Member): readonly Outcome[] => {
  const { standing, claim, subject } = member
  const outcomes = carryOut(DECISIONS[standing][claim], ground, member)
  return ground.directory.isSelf(subject) ? [...outcomes, ...ownUserRail(ground, member)] : outcomes
}

const carryOut = (decision: Decision, ground: PlanGround, member: Member): readonly Outcome[] => {
  const about = caseOf(ground, member)
  const tasks = member.wish?.tasks ?? []
  const since = null
  switch (decision) {
    case 'nothing':
      return []
    case 'unchanged':
      return [UNCHANGED]
    case 'unmanaged':
      return [unmanaged(about, heldIn(member))]
    case 'invite':
      return [inviteStep(ground, member, about)]
    case 'invite_again':
      return [inviteAgain(ground, member, about)]
    case 'set_role':
      return setRole(ground, member, about)
    case 'uninvite':
    case 'remove':
      return takeAway(decision, ground, member, about)
    case 'wait_until_joined':
      return [waiting(about, 'invitation', { tasks, since: member.row?.since ?? null })]
    case 'wait_until_there':
      return [waiting(about, 'not_in_business', { tasks, since })]
    case 'wait_until_listed':
      return [waiting(about, 'people_unknown', { tasks, since })]
    case 'role_by_hand':
      return [manual(about, 'system_user_role', { before: heldIn(member), after: tasks })]
    case 'unrecognised': {
      const held = member.row === undefined ? '' : statusOf(member.row)
      return [manual(about, 'unrecognised_status', { before: [], after: tasks, held })]
    }
  }
}

const inviteStep = (ground: PlanGround, { view, wish }: Member, about: Case): Outcome =>
  stepUnlessKept(ground, view, about, {
    action: 'invite',
    before: null,
    after: wish?.tasks ?? [],
    reason: 'missing_in_live',
    via: wish?.via ?? [],
  })

/** Asked for by address, what is left of an invitation is taken back before they are invited again. */
const inviteAgain = (ground: PlanGround, member: Member, about: Case): Outcome => {
  if (ground.resend.has(about.address)) return inviteStep(ground, member, about)
  const reason = member.standing === 'invited_other' ? 'invited_in_other_role' : 'invitation_ended'
  return manual(about, reason, { before: heldIn(member), after: member.wish?.tasks ?? [] })
}

const setRole = (ground: PlanGround, member: Member, about: Case): readonly Outcome[] => {
  const { view, wish, row } = member
  if (wish === undefined || row === undefined) throw new Error('a role without both sides')
  const before = heldIn(member)
  const after = tasksToSend(member, wish, row.tasks).slice(0, 1)
  const isLess = directionOf(view.kind, before, after) !== 'widening'
  if (isLess && ground.directory.isSelf(member.subject)) return [unmanaged(about, before)]
  const reason = changeReason(view.kind, wish, before)
  const change = { action: 'set_role', before, after, reason, via: wish.via } as const
  return [stepUnlessKept(ground, view, about, change)]
}

const takeAway = (
  action: 'uninvite' | 'remove',
  ground: PlanGround,
  member: Member,
  about: Case,
): readonly Outcome[] => {
  if (action === 'remove' && member.row?.member?.leaving === true) {
    return [waiting(about, 'removal', { tasks: null, since: null, isDeclared: false })]
  }
  const reason = removalReason(ground, member)
  // Then leaving the business is listed as something to do by hand.
  const isByHand = ground.manifest.policy.offboarded_members === 'report'
  if (action === 'remove' && reason === 'offboarded' && isByHand) return []
  const change = {
    action,
    before: heldIn(member),
    after: null,
    reason,
    via: member.wish?.via ?? [],
  }
  return [stepUnlessKept(ground, member.view, about, change)]
}
