import type { GraphClient } from '../graph/client.ts'
import type { StepResult } from '../model/apply.ts'
import { KINDS, type KindTable } from '../model/kinds.ts'
import type { LiveState } from '../model/live.ts'
import type { Plan, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { errnoOf, reasonOf } from '../model/system-error.ts'
import { applyProblem } from './diagnostics.ts'
import { createGuard, type Guard } from './guard.ts'
import type { Journal } from './journal.ts'
import type { JournalEvent } from './journal-entry.ts'
import type { Judgement } from './judgement.ts'
import { createLimits, type Limits } from './limits.ts'
import { createRamp, type Ramp } from './ramp.ts'
import { createReadings, type Readings } from './readings.ts'

/** What happens while a plan is applied, for whoever shows progress. */
export type ApplyEvent =
  | {
      readonly type: 'sending'
      readonly step: Step
      /** How many steps have ended, or are sent before this one. */
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
  /** The live state the plan was made from, or read again for a saved plan. */
  readonly live: LiveState
  /**
   * When the reading of `live` began. What takes something away is read again before it is sent
   * where that is more than a minute ago; null or absent, because nobody knows or somebody was
   * asked since: in any case.
   */
  readonly readAt?: Date | null
  readonly kinds?: KindTable
  /** Addresses of steps of a saved plan that live already satisfies or that wait; not sent. */
  readonly settled?: ReadonlyMap<string, StepResult>
  /** Waits `ms` milliseconds between two reads of what was written. */
  readonly sleep?: (ms: number) => Promise<void>
  readonly now?: () => Date
  readonly onEvent?: (event: ApplyEvent) => void
  /** Once it is aborted nothing more is sent; what is in flight is seen to its end. */
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
  readonly now: () => Date
  /** Steps without a result, in the order of the plan. */
  readonly pending: Set<Step>
  readonly results: Map<string, StepResult>
  readonly problems: Problem[]
  /** What steps came to that are to be sent once more, in case they are not. */
  readonly earlier: Map<Step, Judgement>
  /** Steps whose answer was lost once, and that were sent again. */
  readonly resent: Set<Step>
  stopped: boolean
}

export const startRun = (input: ApplyInput): Run => {
  const { plan, live, client, signal, kinds = KINDS, now = () => new Date() } = input
  const run: Run = {
    input,
    kinds,
    guard: createGuard(plan, live, kinds),
    ramp: createRamp(),
    limits: createLimits({ waits: client.waits, now, signal }),
    readings: createReadings(input.readAt ?? null, now),
    now,
    pending: new Set(plan.steps),
    results: new Map(),
    problems: [],
    earlier: new Map(),
    resent: new Set(),
    stopped: false,
  }
  for (const step of plan.steps) {
    const settled = input.settled?.get(step.address)
    if (settled !== undefined) finishStep(run, step, settled)
  }
  return run
}

/**
 * Writes to the journal; false where it cannot be written: then the run is stopped, nothing more is
 * sent, and what is known of the steps stays known.
 */
export const writeDown = async (run: Run, ...events: readonly JournalEvent[]): Promise<boolean> => {
  try {
    await run.input.journal.append(...events)
    return true
  } catch (error) {
    if (errnoOf(error) === '') throw error
    const isFirst = !run.problems.some(({ code }) => code === 'journal_failed')
    if (isFirst) run.problems.push(applyProblem('journal_failed', { reason: reasonOf(error) }))
    run.stopped = true
    return false
  }
}

/** Takes note of what became of a step in the end. */
export const finishStep = (
  run: Run,
  step: Step,
  result: StepResult,
  problems: readonly Problem[] = [],
): void => {
  const index = run.results.size
  run.pending.delete(step)
  run.results.set(step.address, result)
  run.problems.push(...problems)
  run.guard.settle(step, result.status)
  run.input.onEvent?.({ type: 'step', step, result, index, total: run.input.plan.steps.length })
}
