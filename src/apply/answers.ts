import { ACTION_TABLE } from '../model/actions.ts'
import type { LiveState } from '../model/live.ts'
import type { ManualReason, Plan, WaitingState } from '../model/plan.ts'
import type { Answer, ApplyReport, StepResult, Waited } from '../model/reports/apply-report.ts'
import { addressOf } from '../model/text/address.ts'

/** Something that waits on a person who may answer while we look. */
export type Watched = Pick<Answer, 'address' | 'state'>

/**
 * What one look showed: a new plan, or the present standing of a saved plan's steps (`settled`).
 */
export interface Look {
  readonly plan: Plan
  readonly live: LiveState
  readonly settled?: ReadonlyMap<string, StepResult>
}

/** Nobody answers these while we look: they are ours to declare, or wait on another line. */
const UNANSWERED: readonly WaitingState[] = [
  'not_in_business',
  'people_unknown',
  'incoming_request',
  'queued',
  'removal',
]

/** What an apply left with people; nothing after one that failed, was refused or interrupted. */
export const watchedOf = (
  { results, summary, interrupted }: ApplyReport,
  plan: Plan,
): readonly Watched[] => {
  const isDone = results.length === plan.steps.length && interrupted !== true
  if (!isDone || summary.failed + summary.skipped + summary.unknown > 0) return []
  const sent = results.flatMap(({ address, action, status }) => {
    const { waits, invites } = ACTION_TABLE[action]
    const answered = status === 'done' && invites ? 'invitation' : null
    const state = status === 'waiting' ? waits : answered
    return state === null ? [] : [{ address, state }]
  })
  const before = plan.waiting.filter(
    ({ state, needs = [] }) => needs.length === 0 && !UNANSWERED.includes(state),
  )
  return [...before.map(({ address, state }) => ({ address, state })), ...sent]
}

const FIRST_PAUSE_MS = 15_000
const LONGEST_PAUSE_MS = 60_000

export interface WaitInput {
  readonly watched: readonly Watched[]
  readonly waitMs: number
  /** Reads and plans anew; resolves to null if looking again is useless. Must not write. */
  readonly look: () => Promise<Look | null>
  readonly now: () => Date
  /** Waits that many milliseconds, or until it is interrupted. */
  readonly sleep: (ms: number) => Promise<void>
  readonly signal: AbortSignal
  /**
   * Called before each pause with how many have not answered, and how many milliseconds are left.
   */
  readonly onPause?: (open: number, leftMs: number) => void
}

/**
 * Looks repeatedly until everybody has answered, the time is over, a look returns null, or the signal
 * aborts. Only reads: what becomes possible was not reviewed, so it is counted (`ready`) and left to
 * the next apply.
 */
export const waitForAnswers = async (input: WaitInput): Promise<Waited> => {
  const { watched, waitMs, now, signal } = input
  const started = now().getTime()
  let answers: readonly Answer[] = watched.map((row) => ({ ...row, outcome: 'waiting' }))
  let seen: ReadonlySet<string> = new Set()
  let ready = 0
  let slept = 0
  const waited = (): number => Math.max(slept, now().getTime() - started)
  for (let pause = FIRST_PAUSE_MS; !signal.aborted; pause = longer(pause)) {
    const left = waitMs - waited()
    const open = answers.filter(({ outcome }) => outcome === 'waiting').length
    if (left <= 0 || open === 0) break
    input.onPause?.(open, left)
    await input.sleep(Math.min(pause, left))
    slept += Math.min(pause, left)
    const looked = signal.aborted ? null : await input.look()
    if (looked === null) break
    answers = answers.map((answer) => answerOf(answer, looked, seen))
    seen = new Set([...seen, ...rowsOf(looked.live)])
    ready = looked.settled === undefined ? looked.plan.steps.length : 0
  }
  return { minutes: Math.round(waited() / 60_000), answers, ready }
}

const longer = (pause: number): number => Math.min(LONGEST_PAUSE_MS, pause * 1.5)

const answerOf = (answer: Answer, looked: Look, seen: ReadonlySet<string>): Answer =>
  answer.outcome === 'waiting' ? { ...answer, outcome: outcomeOf(answer, looked, seen) } : answer

const outcomeOf = (
  { address, state }: Watched,
  { plan, live, settled }: Look,
  seen: ReadonlySet<string>,
): Answer['outcome'] => {
  if (settled !== undefined) {
    const status = settled.get(address)?.status
    // Inviting somebody is done; whether they have come is another question.
    if (state === 'invitation' && rowsOf(live).has(address)) return 'waiting'
    return status === undefined ? 'gone' : status === 'done' ? 'granted' : 'waiting'
  }
  if (plan.waiting.some((row) => row.address === address)) {
    // The journal remembers a grant under review for days; a row that is gone is better evidence.
    const isGone = state === 'admin_approval' && seen.has(address) && !rowsOf(live).has(address)
    return isGone && plan.complete ? 'gone' : 'waiting'
  }
  const isDeclined = plan.manual.some((row) => row.address === address && GONE.includes(row.reason))
  if (isDeclined || plan.steps.some((step) => step.address === address)) return 'gone'
  return plan.complete ? 'granted' : 'waiting'
}

/** What was asked for or held, and no longer exists. */
const GONE: readonly ManualReason[] = ['declined_or_vanished', 'client_revoked', 'invitation_ended']

/** Addresses of settled steps of which nothing is pending any more, such as accepted invitations. */
export const settledForGood = ({ live, settled }: Look): ReadonlySet<string> => {
  if (settled === undefined || settled.size === 0) return new Set()
  const rows = rowsOf(live)
  return new Set([...settled.keys()].filter((address) => !rows.has(address)))
}

/** Addresses of everything live, whether pending or held. */
const rowsOf = ({ relations }: LiveState): ReadonlySet<string> =>
  new Set(relations.map(({ asset, relation, subject }) => addressOf(asset, relation, subject)))
