import type { Ground } from '../../access/ground.ts'
import { type Holding, holdingsIn } from '../../access/holdings.ts'
import type { Standing } from '../../access/standings.ts'
import type { AssetView } from '../../access/views.ts'
import { requestAddress } from '../../model/text/address.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'
import { caseOf, heldIn, manual, statusOf, step, UNCHANGED, waiting } from './builders.ts'
import type { Decisions } from './decisions.ts'
import { stepUnlessKept } from './kept.ts'

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
const DECISIONS: Decisions<'request', Decision> = {
  none: { declared: 'request', unwanted: 'unchanged', spared: 'unchanged', left: 'unchanged' },
  vanished: { declared: 'declined', unwanted: 'unchanged', spared: 'unchanged', left: 'unchanged' },
  revoked: {
    declared: 'taken_back',
    unwanted: 'unchanged',
    spared: 'unchanged',
    left: 'unchanged',
  },
  pending: {
    declared: 'wait_client',
    unwanted: 'withdraw',
    spared: 'unchanged',
    left: 'unchanged',
  },
  asked_other: {
    declared: 'asked_other',
    unwanted: 'withdraw',
    spared: 'unchanged',
    left: 'unchanged',
  },
  satisfied: {
    declared: 'unchanged',
    unwanted: 'withdraw',
    spared: 'unchanged',
    left: 'unchanged',
  },
  differs: {
    declared: 'owner_changes',
    unwanted: 'withdraw',
    spared: 'unchanged',
    left: 'unchanged',
  },
  unrecognised: {
    declared: 'by_hand',
    unwanted: 'by_hand',
    spared: 'unchanged',
    left: 'unchanged',
  },
}

type Request = Holding<'request'>

/** The outcome of `request` on one asset. Its scope must have been read to the end. */
export const judgeRequest = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const key = view.desired?.request ?? null
  if (key === null) return []
  if (view.ownership === 'owned') {
    const args = { asset: view.asset.id }
    return [{ type: 'problem', problem: planProblem('request_on_own_asset', args, key.source) }]
  }
  return holdingsIn(ground, view, 'request').map((request) =>
    outcomeOf(ground, DECISIONS[standingOf(ground, request)][request.claim], request),
  )
}

/** With `--resend`, what is gone is asked for again as if it had never been there. */
const standingOf = ({ resend }: PlanGround, { standing, view }: Request): Standing<'request'> =>
  GONE.has(standing) && resend.has(requestAddress(view.asset.id)) ? 'none' : standing

const GONE: ReadonlySet<Standing<'request'>> = new Set(['vanished', 'revoked'])

/** Our own open request for an asset, whatever the manifest says about it. */
export const pendingRequest = (ground: Ground, request: Request): readonly Outcome[] =>
  request.row?.status === 'pending' ? [awaitingClient(ground, request, request.row.tasks)] : []

const awaitingClient = (ground: Ground, request: Request, tasks: readonly string[]): Outcome =>
  waiting(caseOf(ground, request), 'client_response', {
    tasks,
    since: request.row?.since ?? null,
    name: clientOf(request),
  })

const outcomeOf = (ground: PlanGround, decision: Decision, request: Request): Outcome => {
  const { view, row } = request
  if (request.wish === undefined) throw new Error('a request that nobody declares')
  const { tasks, via } = request.wish
  const about = caseOf(ground, request)
  const before = row === undefined ? null : heldIn(request)
  const sides = { before, after: tasks, name: clientOf(request) }
  switch (decision) {
    case 'request':
      return step(about, {
        action: 'request',
        before: null,
        after: tasks,
        reason: 'missing_in_live',
        via,
      })
    case 'withdraw':
      return stepUnlessKept(ground, view, about, {
        action: 'withdraw',
        before,
        after: null,
        reason: 'given_up',
        via,
      })
    case 'unchanged':
      return UNCHANGED
    case 'wait_client':
      return awaitingClient(ground, request, tasks)
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

/** Who owns the asset, as far as that is known. */
const clientOf = ({ view, row }: Request): string =>
  row?.counterpart?.name ?? row?.counterpart?.id ?? view.asset.name ?? view.asset.id
