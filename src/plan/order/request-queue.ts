import { ACTION_TABLE, type ActionRow } from '../../model/actions.ts'
import type { LiveState } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { compareText } from '../../model/text/text.ts'
import { waiting } from '../judge/builders.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'

export interface RequestLimits {
  /** Whether somebody at a terminal can be asked. */
  readonly interactive: boolean
  /** `--allow-requests N`; null if not given. */
  readonly allowRequests: number | null
}

/**
 * Too many requests lock a Business Manager as spam [web:page-guide], so at most
 * `max_open_requests` are open at any time, and the rest is queued. Without a journal and a
 * terminal nobody knows what was asked for before, so all are queued until their number is
 * confirmed. All are also queued while it is unknown how many are open, and, even if confirmed,
 * while the journal is damaged.
 */
export const queueRequests = (
  ground: PlanGround,
  outcomes: readonly Outcome[],
  limits: RequestLimits,
): readonly Outcome[] => {
  const asked = outcomes
    .filter((outcome) => isAsking(outcome))
    .map(({ step }) => step.address)
    .sort(compareText)
  const open = openRequestsIn(ground.live)
  const room = open === null ? 0 : ground.manifest.policy.max_open_requests - open
  const within = asked.slice(0, Math.max(0, room))
  const { present, damaged } = ground.memory
  const isBlind = damaged === true || (!present && !limits.interactive)
  const isConfirmed = damaged !== true && limits.allowRequests === within.length
  const sent = new Set(isBlind && !isConfirmed ? [] : within)
  return [
    ...outcomes.map((outcome) =>
      isAsking(outcome) && !sent.has(outcome.step.address) ? queued(outcome) : outcome,
    ),
    ...[
      ...(open === null && asked.length > 0 ? [openUnknown(ground.live, asked.length)] : []),
      ...warningsOf(outcomes, {
        // A damaged journal has already been reported with more detail.
        isBlind: isBlind && damaged !== true,
        isConfirmed: isConfirmed || open === null,
        found: within.length,
        limits,
      }),
    ].map((problem): Outcome => ({ type: 'problem', problem })),
  ]
}

/** How many of our requests are open; null if a list of them was not read to its end. */
export const openRequestsIn = ({ assets, unreadRequests = [] }: LiveState): number | null =>
  unreadRequests.length > 0
    ? null
    : assets.filter(({ ownership }) => ownership === 'pending').length

const openUnknown = ({ unreadRequests: lists = [] }: LiveState, asked: number): Problem =>
  planProblem('open_requests_unknown', { lists, asked })

type StepOutcome = Extract<Outcome, { type: 'step' }>

const isAsking = (outcome: Outcome): outcome is StepOutcome =>
  outcome.type === 'step' && ACTION_TABLE[outcome.step.action].asks

const queued = ({ step }: StepOutcome): Outcome =>
  waiting(step, 'queued', { tasks: step.after, since: null })

const warningsOf = (
  outcomes: readonly Outcome[],
  state: {
    readonly isBlind: boolean
    readonly isConfirmed: boolean
    readonly found: number
    readonly limits: RequestLimits
  },
): readonly Problem[] => {
  const count = (test: (row: ActionRow) => boolean): number =>
    outcomes.filter((outcome) => outcome.type === 'step' && test(ACTION_TABLE[outcome.step.action]))
      .length
  const grants = count(({ isApproved }) => isApproved)
  const invitations = count(({ invites }) => invites)
  const { isBlind, isConfirmed, found, limits } = state
  const isMismatch = isBlind && !isConfirmed && limits.allowRequests !== null
  return [
    ...(isBlind && found + grants + invitations > 0
      ? [planProblem('no_journal', { requests: found, grants, invitations })]
      : []),
    ...(isMismatch
      ? [planProblem('allow_requests_mismatch', { given: limits.allowRequests ?? 0, found })]
      : []),
  ]
}
