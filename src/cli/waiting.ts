import { setTimeout as wait } from 'node:timers/promises'
import { GraphError } from '../graph/graph-error.ts'
import type { Answer, ApplyReport } from '../model/apply.ts'
import type { LiveState } from '../model/live.ts'
import type { Action, WaitingState } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { plural } from '../report/plural.ts'
import type { Prepared } from './applying.ts'
import type { Context } from './context.ts'
import { cliProblem, stopProblems } from './diagnostics.ts'
import type { Io } from './io.ts'
import { hint } from './output.ts'
import type { Progress } from './progress.ts'
import { openSession, type Session } from './session.ts'

/** Something that waits on a person who may answer while we look. */
interface Watched {
  readonly address: string
  readonly state: WaitingState
}

const FIRST_PAUSE_MS = 15_000
const LONGEST_PAUSE_MS = 60_000

/** Nobody answers these while we look: they are ours to declare, or wait on another line. */
const UNANSWERED: readonly WaitingState[] = ['not_in_business', 'incoming_request', 'queued']

/** What a step that waits is waiting for. */
const STATES: Readonly<Partial<Record<Action, WaitingState>>> = {
  request: 'client_response',
  grant: 'admin_approval',
  regrant: 'admin_approval',
}

/** What an apply left with people; nothing after one that failed, was refused or interrupted. */
export const watchedOf = (
  { results, summary, interrupted }: ApplyReport,
  { plan }: Prepared,
): readonly Watched[] => {
  const isDone = results.length === plan.steps.length && interrupted !== true
  if (!isDone || summary.failed + summary.skipped + summary.unknown > 0) return []
  const sent = results.flatMap(({ address, action, status }) => {
    const state = status === 'waiting' ? STATES[action] : undefined
    return state === undefined ? [] : [{ address, state }]
  })
  const before = plan.waiting.filter(
    ({ state, needs = [] }) => needs.length === 0 && !UNANSWERED.includes(state),
  )
  return [...before.map(({ address, state }) => ({ address, state })), ...sent]
}

interface Waiting {
  readonly prepare: (session: Session) => Promise<Prepared>
  readonly session: Session
  readonly progress: Progress
  readonly context: Context
  readonly waitMs: number
}

/**
 * Looks again and again until everybody answered or the time is over. Only reads: what becomes
 * possible was not reviewed, so it is counted and left to the next apply.
 */
export const waitForAnswers = async (
  report: ApplyReport,
  watched: readonly Watched[],
  waiting: Waiting,
): Promise<ApplyReport> => {
  const { context, progress, waitMs } = waiting
  const { io } = context
  const started = io.now().getTime()
  const problems: Problem[] = []
  let answers: readonly Answer[] = watched.map((row) => ({ ...row, outcome: 'waiting' }))
  let seen: ReadonlySet<string> = new Set()
  let ready = 0
  let slept = 0
  hint(`Waiting for ${plural(watched.length, 'answer')}; Ctrl-C ends the wait.`, context)
  for (let pause = FIRST_PAUSE_MS; !io.signal.aborted; pause = longer(pause)) {
    const left = waitMs - Math.max(slept, io.now().getTime() - started)
    if (left <= 0 || answers.every(({ outcome }) => outcome !== 'waiting')) break
    progress.show(`Waiting for ${openOf(answers)}, ${Math.ceil(left / 60_000)} min left`)
    await sleep(io, Math.min(pause, left))
    slept += Math.min(pause, left)
    if (io.signal.aborted) break
    const looked = await look(waiting)
    if ('problem' in looked) {
      problems.push(looked.problem)
      break
    }
    answers = answers.map((answer) => answerOf(answer, looked, seen))
    seen = new Set([...seen, ...rowsOf(looked.live)])
    ready = looked.settled === undefined ? looked.plan.steps.length : 0
  }
  const minutes = Math.round(Math.max(slept, io.now().getTime() - started) / 60_000)
  return {
    ...report,
    problems: [...report.problems, ...problems],
    ...(io.signal.aborted ? { interrupted: true as const } : {}),
    waited: { minutes, answers, ready },
  }
}

const longer = (pause: number): number => Math.min(LONGEST_PAUSE_MS, pause * 1.5)

const openOf = (answers: readonly Answer[]): string =>
  plural(answers.filter(({ outcome }) => outcome === 'waiting').length, 'answer')

const sleep = (io: Io, ms: number): Promise<void> =>
  io.sleep === undefined
    ? wait(ms, undefined, { signal: io.signal }).catch(() => undefined)
    : io.sleep(ms, io.signal)

/** One more look; a read that ends the wait is a problem of the wait, not of the apply. */
const look = async ({
  prepare,
  session,
  progress,
  context,
}: Waiting): Promise<Prepared | { readonly problem: Problem }> => {
  // Another process plays the people of a sandbox: its world is loaded anew.
  const own = session.remembers ? await openSession(context, progress) : session
  try {
    return await prepare(own)
  } catch (error) {
    const [known] = stopProblems(error) ?? []
    const message = error instanceof GraphError ? error.message : known?.message
    if (message !== undefined) return { problem: cliProblem('wait_ended', { message }) }
    if (context.io.signal.aborted)
      return { problem: cliProblem('wait_ended', { message: 'interrupted' }) }
    throw error
  } finally {
    if (own !== session) await own.close()
  }
}

const answerOf = (answer: Answer, looked: Prepared, seen: ReadonlySet<string>): Answer =>
  answer.outcome === 'waiting' ? { ...answer, outcome: outcomeOf(answer, looked, seen) } : answer

const outcomeOf = (
  { address, state }: Watched,
  { plan, live, settled }: Prepared,
  seen: ReadonlySet<string>,
): Answer['outcome'] => {
  if (settled !== undefined) {
    const status = settled.get(address)?.status
    return status === undefined ? 'gone' : status === 'done' ? 'granted' : 'waiting'
  }
  if (plan.waiting.some((row) => row.address === address)) {
    // The journal remembers a grant under review for days; that its row is gone says more.
    const isGone = state === 'admin_approval' && seen.has(address) && !rowsOf(live).has(address)
    return isGone && plan.complete ? 'gone' : 'waiting'
  }
  const isDeclined = plan.manual.some(
    (row) => row.address === address && row.reason === 'declined_or_vanished',
  )
  if (isDeclined || plan.steps.some((step) => step.address === address)) return 'gone'
  return plan.complete ? 'granted' : 'waiting'
}

/** Addresses of what live shows, pending or held. */
const rowsOf = ({ relations }: LiveState): ReadonlySet<string> =>
  new Set(
    relations.map(({ asset, relation, subject }) =>
      relation === 'request' ? `${asset}/${relation}` : `${asset}/${relation}/${subject}`,
    ),
  )
