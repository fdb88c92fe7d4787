import { type AssetView, isAdditive } from '../access/views.ts'
import { type Wish, wishesOf } from '../access/wish.ts'
import { requestAddress } from '../model/address.ts'
import type { LiveRelation } from '../model/live.ts'
import type { Memory } from '../model/memory.ts'
import { isSatisfied, sortTasks } from '../model/tasks.ts'
import { type Case, manual, statusOf, step, UNCHANGED, waiting } from './builders.ts'
import { comparisonOf } from './change.ts'
import { planProblem } from './diagnostics.ts'
import { stepUnlessKept } from './kept.ts'
import type { Outcome } from './outcome.ts'
import type { PlanGround } from './plan-ground.ts'

/** Where our own request for a client's asset stands. */
type Standing =
  | 'none'
  | 'vanished'
  | 'revoked'
  | 'pending'
  | 'asked_other'
  | 'satisfied'
  | 'differs'
  | 'unrecognised'

/** `wanted`: tasks are requested; `given_up`: `request: []`; `kept`: given up on an additive asset. */
type Claim = 'wanted' | 'given_up' | 'kept'

type Decision =
  | 'request'
  | 'withdraw'
  | 'unchanged'
  | 'wait_client'
  | 'declined'
  | 'taken_back'
  | 'asked_other'
  | 'owner_changes'
  | 'by_hand'

/** The truth table for our requests: what live and the journal show × what the manifest says. */
const DECISIONS: Readonly<Record<Standing, Readonly<Record<Claim, Decision>>>> = {
  none: { wanted: 'request', given_up: 'unchanged', kept: 'unchanged' },
  vanished: { wanted: 'declined', given_up: 'unchanged', kept: 'unchanged' },
  revoked: { wanted: 'taken_back', given_up: 'unchanged', kept: 'unchanged' },
  pending: { wanted: 'wait_client', given_up: 'withdraw', kept: 'unchanged' },
  asked_other: { wanted: 'asked_other', given_up: 'withdraw', kept: 'unchanged' },
  satisfied: { wanted: 'unchanged', given_up: 'withdraw', kept: 'unchanged' },
  differs: { wanted: 'owner_changes', given_up: 'withdraw', kept: 'unchanged' },
  unrecognised: { wanted: 'by_hand', given_up: 'by_hand', kept: 'unchanged' },
}

/** The outcome of `request` on one asset; its scope has been read to the end. */
export const judgeRequest = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const relation = view.desired?.request ?? null
  if (relation === null) return []
  if (view.ownership === 'owned') {
    const args = { asset: view.asset.id }
    return [
      { type: 'problem', problem: planProblem('request_on_own_asset', args, relation.source) },
    ]
  }
  const [wish = GIVEN_UP(relation.source)] = wishesOf(relation, ground.expiryDay, view.kind)
  const [row] = view.rows('request')
  const standing = standingOf(ground, view, wish, row)
  const about: Case = {
    address: requestAddress(view.asset.id),
    asset: view.asset,
    subject: {
      type: 'business',
      id: ground.manifest.business,
      name: ground.live.business.name,
      alias: null,
    },
    source: wish.source,
  }
  const claim: Claim =
    wish.tasks.length > 0 ? 'wanted' : isAdditive(view, relation) ? 'kept' : 'given_up'
  return [outcomeOf(ground, DECISIONS[standing][claim], { view, wish, row, about })]
}

const GIVEN_UP = (source: Wish['source']): Wish => ({
  subject: '',
  tasks: [],
  expired: [],
  none: true,
  via: ['direct'],
  source,
})

const standingOf = (
  ground: PlanGround,
  view: AssetView,
  wish: Wish,
  row: LiveRelation | undefined,
): Standing => {
  if (row === undefined) return goneFrom(ground, requestAddress(view.asset.id))
  if (row.status === 'unrecognised') return 'unrecognised'
  if (row.status === 'pending') return isAsked(view, wish, row) ? 'pending' : 'asked_other'
  const relation = view.desired?.request ?? null
  return comparisonOf(view, relation, wish, row.tasks).satisfied ? 'satisfied' : 'differs'
}

/** What was there before nothing was, as far as the journal saw it. */
const goneFrom = ({ memory, resend }: PlanGround, address: string): Standing => {
  if (resend.has(address) || !isRemembered(memory, address)) return 'none'
  return memory.seen?.get(address)?.standing === 'held' ? 'revoked' : 'vanished'
}

/** Whether we asked for it, or an apply saw it held or pending: it is not asked for by itself. */
export const isRemembered = (memory: Memory, address: string): boolean =>
  memory.requests.has(address) || memory.seen?.has(address) === true

/** A pending row without tasks tells nothing about what was asked. */
const isAsked = (view: AssetView, wish: Wish, row: LiveRelation): boolean =>
  row.tasks.length === 0 || isSatisfied(view.kind, wish.tasks, row.tasks)

const outcomeOf = (
  ground: PlanGround,
  decision: Decision,
  at: {
    readonly view: AssetView
    readonly wish: Wish
    readonly row: LiveRelation | undefined
    readonly about: Case
  },
): Outcome => {
  const { view, wish, row, about } = at
  const before = row === undefined ? null : sortTasks(view.kind, row.tasks)
  const sides = { before, after: wish.tasks, name: clientOf(view, row) }
  switch (decision) {
    case 'request':
      return step(about, {
        action: 'request',
        before: null,
        after: wish.tasks,
        reason: 'missing_in_live',
        via: wish.via,
      })
    case 'withdraw':
      return stepUnlessKept(ground, view, about, {
        action: 'withdraw',
        before,
        after: null,
        reason: 'given_up',
        via: wish.via,
      })
    case 'unchanged':
      return UNCHANGED
    case 'wait_client':
      return waiting(about, 'client_response', {
        tasks: wish.tasks,
        since: row?.since ?? null,
        name: clientOf(view, row),
      })
    case 'declined':
      return manual(about, 'declined_or_vanished', sides)
    case 'taken_back':
      return manual(about, 'client_revoked', sides)
    case 'asked_other':
      return manual(about, 'asked_other_tasks', sides)
    case 'owner_changes':
      return manual(about, 'request_tasks_differ', sides)
    case 'by_hand':
      return manual(about, 'unrecognised_status', {
        ...sides,
        held: row === undefined ? '' : statusOf(row),
      })
  }
}

/** Who owns the asset, as far as it is known. */
const clientOf = (view: AssetView, row: LiveRelation | undefined): string =>
  row?.counterpart?.name ?? row?.counterpart?.id ?? view.asset.name ?? view.asset.id
