import { claimOf } from '../access/claim.ts'
import type { Ground } from '../access/ground.ts'
import type { AssetView } from '../access/views.ts'
import { type Wish, wishesOf } from '../access/wish.ts'
import { parseAddress } from '../model/address.ts'
import type { Difference, DriftType } from '../model/drift.ts'
import type { Action, Manual, ManualReason, Unmanaged } from '../model/plan.ts'
import type { Draft, Outcome } from '../plan/outcome.ts'

/** What one judgement of the planner comes to as drift: nothing, or one difference. */
export const differenceOf = (
  ground: Ground,
  view: AssetView,
  outcome: Outcome,
): readonly Difference[] => {
  switch (outcome.type) {
    case 'step':
      return [ofStep(outcome.step)]
    case 'manual':
      return [ofManual(outcome.manual)]
    case 'unmanaged':
      return ofUnmanaged(ground, view, outcome.unmanaged)
    case 'waiting':
    case 'unreadable':
    case 'unchanged':
    case 'unknown':
    case 'problem':
      return []
  }
}

/** A step that would be made is a difference that is there. */
const OF_ACTION: Readonly<Record<Action, DriftType>> = {
  request: 'missing',
  grant: 'missing',
  regrant: 'differs',
  assign: 'missing',
  reassign: 'differs',
  unassign: 'extra',
  revoke: 'extra',
  withdraw: 'extra',
  cancel: 'extra',
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
  // What the offboarded keep beside their access is listed by plans alone.
  business_role: 'extra',
  open_invitation: 'extra',
  not_visible: 'extra',
  business_relation: 'extra',
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
  type: step.reason === 'expired' ? 'expired' : OF_ACTION[action],
  declared: after,
  found: before,
  asset,
  subject,
  source: step.source,
})

const ofManual = ({ address, reason, asset, subject, ...manual }: Manual): Difference => ({
  address,
  type: reason === 'api_keeps_tasks' ? sideOf(manual) : OF_MANUAL[reason],
  declared: manual.after,
  found: manual.before,
  asset,
  subject,
  source: manual.source,
  by_hand: manual.what,
})

/** What the API keeps may be something that should go, or nothing where something should be. */
const sideOf = ({ before, after }: Pick<Manual, 'before' | 'after'>): DriftType => {
  if (after === null) return 'extra'
  return (before ?? []).length === 0 ? 'missing' : 'differs'
}

/**
 * What the planner leaves alone although the manifest says otherwise: the token's own user declared
 * with less or with nothing, and whoever is held back while a declared person cannot be found. The
 * rest is left out of the manifest on purpose, or counts where coverage is closed.
 */
const ofUnmanaged = (
  ground: Ground,
  view: AssetView,
  { address, asset, subject, tasks }: Unmanaged,
): readonly Difference[] => {
  const closed = ground.manifest.policy.coverage === 'closed'
  const seen = { address, asset, subject, found: tasks }
  const relation = parseAddress(address)?.relation
  const desired = relation === undefined ? null : (view.desired?.[relation] ?? null)
  if (subject === null || (relation !== 'users' && relation !== 'agencies')) {
    return closed && desired === null ? [{ ...seen, ...LEFT_OUT }] : []
  }
  const wishes =
    desired === null ? [] : wishesOf(desired, ground.expiryDay, view.kind, ground.directory.oneOf)
  const wish = [...wishes].find((row) => ground.directory.idOf(row.subject) === subject.id)
  const claim = claimOf(ground, view, desired, subject.id, wish)
  const isOwn = ground.directory.isSelf(subject.id)
  const source = wish?.source ?? desired?.source ?? null
  // Of whom a doubtful name could mean nothing is said but the doubt.
  if (ground.doubts.heldOn(asset.id).has(subject.id)) return []
  if (claim === 'declared' && wish !== undefined) {
    return [{ ...seen, type: 'differs', declared: wish.tasks, source }]
  }
  if (claim === 'unwanted' || (isOwn && isUnwantedSelf(ground, view, subject.id, wish))) {
    return [{ ...seen, type: 'extra', declared: null, source }]
  }
  return closed && desired === null ? [{ ...seen, ...LEFT_OUT }] : []
}

const LEFT_OUT = { type: 'unmanaged', declared: null, source: null } as const

const isUnwantedSelf = (
  { directory }: Ground,
  view: AssetView,
  id: string,
  wish: Wish | undefined,
): boolean =>
  directory.isOffboarded(id) || (wish?.none === true && view.desired?.mode !== 'additive')
