import type { GraphClient } from '../graph/client-over.ts'
import { KINDS, type KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { StepResult } from '../model/reports/apply-report.ts'
import { errnoOf, reasonOf } from '../model/text/system-error.ts'
import { applyProblem } from './apply-problems.ts'
import type { Judgement } from './attempt/judgement.ts'
import { createLimits, type Limits } from './attempt/limits.ts'
import { createLooks, type Looks } from './attempt/looks.ts'
import { createRamp, type Ramp } from './attempt/ramp.ts'
import { createReadings, type Readings } from './attempt/readings.ts'
import { createGuard, type Guard } from './guard.ts'
import { authorOf } from './journal/journal-author.ts'
import type { JournalEvent } from './journal/journal-entry.ts'
import type { Journal } from './journal/journal-type.ts'

/** What happens while a plan is applied, for displaying progress. */
export type ApplyEvent =
  | {
      readonly type: 'sending'
      readonly step: Step
      /** How many steps have ended or are sent before this one. */
      readonly index: number
      readonly total: number
    }
  | {
      readonly type: 'step'
      readonly step: Step
      readonly result: StepResult
      readonly index: number
      readonly total: number
    }

export interface ApplyInput {
  readonly plan: Plan
  readonly client: GraphClient
  readonly journal: Journal
  /** The live state that the plan was made from, or that was read again for a saved plan. */
  readonly live: LiveState
  /**
   * When reading `live` began. If that is more than a minute ago, whatever a step takes away is read
   * again before the step is sent. Null or absent means always: the time is not known, or a person was
   * asked since.
   */
  readonly readAt?: Date | null
  readonly kinds?: KindTable
  /** Addresses of a saved plan's steps that are already done or that wait; they are not sent. */
  readonly settled?: ReadonlyMap<string, StepResult>
  /** Waits `ms` milliseconds between two reads of what was written. */
  readonly sleep?: (ms: number) => Promise<void>
  readonly now?: () => Date
  readonly onEvent?: (event: ApplyEvent) => void
  /** After it aborts, nothing more is sent; open calls are finished. */
  readonly signal?: AbortSignal
}

/** What a run knows so far. */
export interface Run {
  readonly input: ApplyInput
  readonly kinds: KindTable
  readonly guard: Guard
  readonly ramp: Ramp
  readonly limits: Limits
  readonly readings: Readings
  /** Writes whose effect does not show yet. */
  readonly looks: Looks
  readonly now: () => Date
  /** Steps without a result, in the order of the plan. */
  readonly pending: Set<Step>
  readonly results: Map<string, StepResult>
  readonly problems: Problem[]
  /** Results so far of steps that are to be sent once more, in case that does not happen. */
  readonly earlier: Map<Step, Judgement>
  /** Steps whose answer was lost once and that were sent again. */
  readonly resent: Set<Step>
  stopped: boolean
}

const slept = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export const startRun = (input: ApplyInput): Run => {
  const { plan, live, client, signal, kinds = KINDS, now = () => new Date() } = input
  const run: Run = {
    input,
    kinds,
    guard: createGuard(plan, live, kinds),
    ramp: createRamp(),
    limits: createLimits({ waits: client.waits, now, signal }),
    readings: createReadings(input.readAt ?? null, now),
    looks: createLooks(now, input.sleep ?? slept),
    now,
    pending: new Set(plan.steps),
    results: new Map(),
    problems: [],
    earlier: new Map(),
    resent: new Set(),
    stopped: false,
  }
  const held = new Set(plan.held?.map(({ address }) => address))
  for (const step of plan.steps) {
    const { address, action } = step
    const settled = input.settled?.get(address)
    if (settled !== undefined) finishStep(run, step, settled)
    else if (held.has(address)) {
      finishStep(run, step, { address, action, status: 'skipped', why: 'rail' })
    }
  }
  return run
}

/**
 * Writes to the journal. Resolves to false if that fails: then the run is stopped, nothing more is
 * sent, and what is known about the steps is kept.
 */
export const writeDown = async (run: Run, ...events: readonly JournalEvent[]): Promise<boolean> => {
  try {
    const by = authorOf(run.input.live.self)
    await run.input.journal.append(...events.map((event) => ({ ...event, by })))
    return true
  } catch (error) {
    if (errnoOf(error) === '') throw error
    const isFirst = !run.problems.some(({ code }) => code === 'journal_failed')
    if (isFirst) run.problems.push(applyProblem('journal_failed', { reason: reasonOf(error) }))
    run.stopped = true
    return false
  }
}

/** Records the final result of a step. */
export const finishStep = (
  run: Run,
  step: Step,
  result: StepResult,
  { problems, tookEffect }: Pick<Judgement, 'problems' | 'tookEffect'> = { problems: [] },
): void => {
  const index = run.results.size
  run.pending.delete(step)
  run.results.set(step.address, result)
  run.problems.push(...problems)
  run.guard.settle(step, tookEffect === true ? 'done' : result.status)
  run.input.onEvent?.({ type: 'step', step, result, index, total: run.input.plan.steps.length })
}
