import { type Holding, holdingsIn } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { ManualReason, WaitingState } from '../../model/plan.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { caseOf, heldIn, manual, statusOf } from './builders.ts'
import { stepUnlessKept } from './kept.ts'

/** What is still open between us and a partner whom `offboard` names, and only a person can end. */
const BY_HAND: Readonly<Partial<Record<WaitingState, ManualReason>>> = {
  incoming_request: 'asked_by_offboarded',
  partner_response: 'shared_with_offboarded',
  admin_approval: 'approval_of_offboarded',
}

/**
 * What waits between us and somebody whom `offboard` names: nothing of it may come true any more, and
 * the API has no way to decline it. Null for anything else.
 */
export const leftOpen = (ground: PlanGround, outcome: Outcome): Outcome | null => {
  if (outcome.type !== 'waiting') return null
  const { address, asset, subject, state, tasks, source } = outcome.waiting
  const reason = BY_HAND[state]
  if (reason === undefined || subject === null || !isAsked(ground, subject.id)) return null
  return manual({ address, asset, subject, source }, reason, { before: tasks, after: null })
}

/**
 * Our own open request for an asset of a partner whom `offboard` names is withdrawn. One of which no
 * list tells whose the asset is, or whose status is not known, is listed.
 */
export const judgeRequestTo = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  if (!ground.manifest.offboarded.some(({ asked }) => asked === true)) return []
  if (view.kind.relations.request === undefined || view.ownership === 'owned') return []
  if (view.scope('request')?.status !== 'complete') return []
  return holdingsIn(ground, view, 'request').flatMap((request) => ofRequest(ground, request))
}

const ofRequest = (ground: PlanGround, request: Holding<'request'>): readonly Outcome[] => {
  const { row, view } = request
  if (row === undefined || row.status === 'active') return []
  const client = row.counterpart
  const own = caseOf(ground, request)
  // The subject is our own business; whom it asks is at the other end.
  const about = { ...own, subject: { ...own.subject, ...(client && { business: client }) } }
  const before = heldIn(request)
  if (client === null) {
    const [partner] = askedPartners(ground)
    return partner === undefined
      ? []
      : [manual(about, 'request_of_unknown', { before, after: null, name: partner })]
  }
  if (!isAsked(ground, client.id)) return []
  return row.status === 'pending'
    ? [
        stepUnlessKept(ground, view, about, {
          ...{ action: 'withdraw', before, after: null, reason: 'offboarded' },
        }),
      ]
    : [manual(about, 'unrecognised_status', { before, after: null, held: statusOf(row) })]
}

const isAsked = ({ directory }: PlanGround, id: string): boolean =>
  directory.offboardedBy(id)?.asked === true

/** Whom the command names, where that is nobody of ours: by alias or id. */
const askedPartners = ({ manifest, directory }: PlanGround): readonly string[] =>
  manifest.offboarded.flatMap((entry) =>
    entry.asked === true && entry.id !== null && directory.peopleOf(entry).length === 0
      ? [entry.alias ?? entry.id]
      : [],
  )
