import { ACTION_TABLE } from '../../model/actions.ts'
import { type KindTable, kindOf } from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { GraphFailure, StepResult } from '../../model/reports/apply-report.ts'
import { sortTasks } from '../../model/tasks.ts'
import { applyProblem } from '../apply-problems.ts'
import type { Refusal, Sent } from './send.ts'
import type { Verdict } from './verify.ts'

/** The result of a step, as it is journalled and reported. */
export interface Judgement {
  readonly result: StepResult
  readonly problems: readonly Problem[]
  /** The API says, in its answer or afterwards, that an admin must approve first. */
  readonly approval?: true
  /** What the API shows after a write that did not take effect as sent. */
  readonly found?: readonly string[]
  /** A first call took effect, and the second was refused. */
  readonly begun?: true
  /** It was made as it was meant, though its result says otherwise. */
  readonly tookEffect?: true
  /** How it may be sent once more. `resend`: its answer was lost, and it did not happen. */
  readonly again?: 'resend' | 'alone' | 'later'
}

const judgement = (
  { address, action }: Step,
  result: Pick<StepResult, 'status' | 'why' | 'error'>,
  more: Partial<Omit<Judgement, 'result'>> = {},
): Judgement => ({ problems: [], ...more, result: { address, action, ...result } })

/** What can be judged from an answer only; null if the live state must be read first. */
export const judgeAnswer = (
  step: Step,
  sent: Sent,
  limits: { readonly willBeWaitedOut: boolean },
): Judgement | null => {
  if (sent.type === 'accepted' && sent.needsApproval) {
    return judgement(step, { status: 'waiting' }, { approval: true })
  }
  if (sent.type !== 'refused') return null
  if (sent.isOpenAlone) return { ...failed(step, sent), again: 'alone' }
  if (sent.family === 'limit') return limited(step, sent, limits.willBeWaitedOut)
  return UNDONE.has(sent.family) ? failed(step, sent) : null
}

/** Refused before the request itself was looked at, so there is nothing to read back. */
const UNDONE: ReadonlySet<Refusal['family']> = new Set(['token', 'blocked'])

/** A replacement that has only taken away cannot count as skipped: its second half failed. */
const limited = (step: Step, sent: Refusal, willBeWaitedOut: boolean): Judgement => {
  const { error } = sent
  if (sent.isBegun) return failed(step, sent)
  const more =
    willBeWaitedOut && ACTION_TABLE[step.action].isResendable ? { again: 'later' as const } : {}
  return judgement(step, { status: 'skipped', why: 'limit', error }, more)
}

export interface Seen {
  readonly verdict: Verdict
  /** Whether it was sent for the first time. */
  readonly isFirst: boolean
  /** Whether the business had asked for it before; then a pending row proves nothing. */
  readonly wasPending: () => boolean
  /** The finer roles that the subject had before. */
  readonly finerBefore: () => readonly string[]
  readonly kinds: KindTable
}

/** What an answer and the read-back after it show together. */
export const judgeEffect = (step: Step, sent: Sent, seen: Seen): Judgement => {
  const { verdict, isFirst, kinds } = seen
  if (verdict.effect === 'effected') return effected(step, seen)
  if (sent.type === 'refused') return failed(step, sent, keptBy(step, sent, verdict, kinds))
  if (verdict.effect === 'waits' || verdict.effect === 'under_way') {
    return judgement(step, { status: 'waiting' })
  }
  if (sent.type === 'accepted') {
    return isTakenBack(step, verdict)
      ? judgement(step, { status: 'done' })
      : unseen(step, verdict, kinds)
  }
  if (isPendingNow(step, verdict) && !seen.wasPending()) {
    return judgement(step, { status: 'waiting' }, { approval: true })
  }
  const why = `the answer was lost (${sent.error.message}), and live does not show what it did`
  const mayResend = verdict.isUntouchedTwice && isFirst && ACTION_TABLE[step.action].isResendable
  return unknown(step, { why, error: sent.error }, mayResend ? { again: 'resend' } : {})
}

/** Done, unless finer roles that nobody meant to take went along with the change. */
const effected = (step: Step, { verdict, finerBefore }: Seen): Judgement => {
  const { row } = verdict.seen
  // Only rows of members tell of any, and what was there before has to be looked for.
  const gone =
    row?.member === undefined
      ? []
      : finerBefore().filter((role) => row.member?.finer?.includes(role) !== true)
  if (gone.length === 0) return judgement(step, { status: 'done' })
  const { address, action, source } = step
  const message = `the role was changed, and ${gone.join(', ')} went with it`
  const problems = [
    applyProblem('step_failed', { address, action, message, advice: GIVE_BACK }, source),
  ]
  const error = { code: null, subcode: null, message, trace_id: null }
  return judgement(step, { status: 'failed', error }, { tookEffect: true, problems })
}

const GIVE_BACK = 'give it back by hand under business.facebook.com/settings, People'

/**
 * Whoever is shown in place of an invitation that was deleted was there beside it: had they accepted
 * it, there would have been nothing to delete.
 */
const isTakenBack = ({ action }: Step, { effect }: Verdict): boolean =>
  ACTION_TABLE[action].form === 'take_back' && effect === 'other'

/** A grant whose answer was lost and that an admin must approve. */
const isPendingNow = ({ action }: Step, { effect, seen }: Verdict): boolean =>
  ACTION_TABLE[action].isApproved && effect === 'untouched' && seen.row?.status === 'pending'

/** Accepted, but live shows something else: a grant waits on somebody, anything else is unknown. */
const unseen = (step: Step, { effect, seen }: Verdict, kinds: KindTable): Judgement => {
  if (ACTION_TABLE[step.action].isApproved && effect === 'untouched') {
    return judgement(step, { status: 'waiting' }, { approval: true })
  }
  if (seen.status !== 'complete') {
    return unknown(step, { why: 'it was accepted, but could not be read back' })
  }
  const found = sortTasks(kindOf(step.asset.kind, kinds), seen.row?.tasks ?? [])
  const shows = found.length === 0 ? 'nothing' : found.join(', ')
  const wanted = step.after?.join(', ') ?? 'nothing'
  const why = `it was accepted, and live shows ${shows} instead of ${wanted}`
  return unknown(step, { why }, { found })
}

const unknown = (
  step: Step,
  { why, error }: { readonly why: string; readonly error?: GraphFailure },
  more: Pick<Judgement, 'found' | 'again'> = {},
): Judgement => {
  const { address, action, source } = step
  const problems = [applyProblem('step_unknown', { address, action, why }, source)]
  const failure = error ?? { code: null, subcode: null, message: why, trace_id: null }
  return judgement(step, { status: 'unknown', error: failure }, { ...more, problems })
}

const failed = (step: Step, sent: Refusal, more: Pick<Judgement, 'found'> = {}): Judgement => {
  const { address, action, source } = step
  const { error, advice } = sent
  const { begun } = ACTION_TABLE[action].words
  const message =
    sent.isBegun && begun !== undefined ? `${refusalWords(sent)} (${begun})` : refusalWords(sent)
  const problems = [applyProblem('step_failed', { address, action, message, advice }, source)]
  const isBegun = sent.isBegun ? { begun: true as const } : {}
  return judgement(step, { status: 'failed', error }, { ...more, ...isBegun, problems })
}

/** New tasks for an existing agency: if refused once, they are not tried again. */
const keptBy = (
  step: Step,
  { family }: Refusal,
  { effect, seen }: Verdict,
  kinds: KindTable,
): Pick<Judgement, 'found'> => {
  if (!ACTION_TABLE[step.action].mayHaveGap || family !== 'state' || effect !== 'untouched')
    return {}
  return { found: sortTasks(kindOf(step.asset.kind, kinds), seen.row?.tasks ?? []) }
}

/** `#200/33 Permissions error (trace A…)`. */
export const refusalWords = ({ error }: Pick<Refusal, 'error'>): string => {
  const { code, subcode, message, trace_id: trace } = error
  const number = code === null ? '' : `#${code}${subcode === null ? '' : `/${subcode}`} `
  return `${number}${message}${trace === null ? '' : ` (trace ${trace})`}`
}
