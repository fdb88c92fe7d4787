import { isTakenByTime } from '../../access/comparison.ts'
import type { Ground } from '../../access/ground.ts'
import type { Holding } from '../../access/holdings.ts'
import { ACTION_TABLE, type ActionRow } from '../../model/actions.ts'
import type { Manual, ManualReason } from '../../model/plan.ts'
import { isForEach } from '../../model/relations.ts'
import type { Difference, DriftType } from '../../model/reports/drift-report.ts'
import { removalReason } from '../../plan/judge/change.ts'
import type { Draft, Outcome } from '../../plan/outcome.ts'

type OfType<Type extends Outcome['type']> = Extract<Outcome, { type: Type }>

/** One judgement of the planner as drift: nothing, or one difference. */
export const differenceOf = (ground: Ground, outcome: Outcome): readonly Difference[] => {
  switch (outcome.type) {
    case 'step':
      return [ofStep(outcome.step)]
    case 'manual':
      return [ofManual(ground, outcome)]
    case 'unmanaged':
      return ofUnmanaged(ground, outcome)
    case 'waiting':
    case 'unreadable':
    case 'unchanged':
    case 'unknown':
    case 'problem':
      return []
  }
}

/**
 * A step that would be made is an existing difference, of a type that depends on what it does to
 * its subject.
 */
const OF_SIGN: Readonly<Record<ActionRow['sign'], DriftType>> = {
  '+': 'missing',
  '~': 'differs',
  '-': 'extra',
}

const OF_MANUAL: Readonly<Record<ManualReason, DriftType>> = {
  agency_tasks_differ: 'differs',
  request_tasks_differ: 'differs',
  asked_other_tasks: 'differs',
  declined_or_vanished: 'missing',
  client_revoked: 'missing',
  api_keeps_tasks: 'differs',
  no_removal_in_api: 'extra',
  other_business: 'extra',
  unrecognised_status: 'differs',
  obo_not_listed: 'extra',
  obo_missing: 'missing',
  obo_received: 'extra',
  // What the offboarded keep apart from their access is only listed by plans.
  business_role: 'extra',
  open_invitation: 'extra',
  not_visible: 'extra',
  business_relation: 'extra',
  group_access: 'extra',
  needs_whole_run: 'extra',
  invitation_ended: 'missing',
  invited_in_other_role: 'differs',
  may_be_declared: 'extra',
  may_be_member: 'missing',
  system_user_role: 'differs',
  // Said of the command `offboard` alone.
  asked_by_offboarded: 'extra',
  shared_with_offboarded: 'extra',
  approval_of_offboarded: 'extra',
  request_of_unknown: 'extra',
  system_user_set_up: 'extra',
}

const ofStep = ({
  address,
  action,
  asset,
  subject,
  before,
  after,
  ...step
}: Draft): Difference => ({
  address,
  type: step.reason === 'expired' ? 'expired' : OF_SIGN[ACTION_TABLE[action].sign],
  declared: after,
  found: before,
  asset,
  subject,
  source: step.source,
})

const ofManual = (
  ground: Ground,
  { manual: { address, reason, asset, subject, ...manual }, holding }: OfType<'manual'>,
): Difference => {
  const type = reason === 'api_keeps_tasks' ? sideOf(manual) : OF_MANUAL[reason]
  return {
    address,
    type: CHANGED_BY_HAND.has(reason) && isOver(ground, type, holding) ? 'expired' : type,
    declared: manual.after,
    found: HOLDING_NOTHING.has(reason) ? null : manual.before,
    asset,
    subject,
    source: manual.source,
    by_hand: manual.what,
  }
}

/** About somebody who has nothing, whatever is still listed of them. */
const HOLDING_NOTHING: ReadonlySet<ManualReason> = new Set(['invitation_ended'])

/** What would be a step if the API could do it. */
const CHANGED_BY_HAND: ReadonlySet<ManualReason> = new Set([
  'agency_tasks_differ',
  'request_tasks_differ',
  'api_keeps_tasks',
  'no_removal_in_api',
])

/** Whether the manifest gave what is too much until a day that has passed. */
const isOver = (ground: Ground, type: DriftType, holding: Holding | undefined): boolean => {
  if (holding === undefined) return false
  if (type === 'extra') return removalReason(ground, holding) === 'expired'
  const { view, wish, row } = holding
  return (
    type === 'differs' && wish !== undefined && isTakenByTime(view.kind, wish, row?.tasks ?? [])
  )
}

/**
 * A change that the API keeps from happening may be about access that should go, or access that
 * should be there.
 */
const sideOf = ({ before, after }: Pick<Manual, 'before' | 'after'>): DriftType => {
  if (after === null) return 'extra'
  return (before ?? []).length === 0 ? 'missing' : 'differs'
}

/**
 * Differences that the planner leaves as they are: the token's own user if declared with less or
 * nothing, and whoever is held back while a declared person cannot be found. Everything else is
 * left out of the manifest on purpose, or only counts if coverage is closed.
 */
const ofUnmanaged = (
  ground: Ground,
  { unmanaged: { address, asset, subject, tasks }, holding }: OfType<'unmanaged'>,
): readonly Difference[] => {
  const seen = { address, asset, subject, found: tasks }
  const key = holding?.view.desired?.[holding.relation] ?? null
  const isLeftOut = ground.manifest.policy.coverage === 'closed' && key === null
  const leftOut = isLeftOut ? [{ ...seen, ...LEFT_OUT }] : []
  if (holding === undefined || !isForEach(holding.relation)) return leftOut
  const { claim, wish } = holding
  const source = wish?.source ?? key?.source ?? null
  // About somebody whom a doubtful name could mean, only the doubt is reported.
  if (ground.doubts.heldOn(asset.id).has(holding.subject)) return []
  if (claim === 'declared' && wish !== undefined) {
    return [{ ...seen, type: 'differs', declared: wish.tasks, source }]
  }
  if (claim === 'unwanted' || isUnwantedSelf(ground, holding)) {
    return [{ ...seen, type: 'extra', declared: null, source }]
  }
  return leftOut
}

const LEFT_OUT = { type: 'unmanaged', declared: null, source: null } as const

const isUnwantedSelf = ({ directory }: Ground, { subject, view, wish }: Holding): boolean =>
  directory.isSelf(subject) &&
  (directory.isOffboarded(subject) || (wish?.none === true && view.desired?.mode !== 'additive'))
