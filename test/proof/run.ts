import type { Guard } from '../../src/apply/guard.ts'
import { nextBatch } from '../../src/apply/next-batch.ts'
import { finishStep, startRun } from '../../src/apply/run-state.ts'
import type { GraphClient } from '../../src/graph/client-over.ts'
import type { Plan, Step } from '../../src/model/plan.ts'
import type { ResultStatus } from '../../src/model/reports/apply-report.ts'
import { afterCall } from './effect.ts'
import type { World } from './scene.ts'
import { liveOf } from './sides.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const now = (): Date => NOW
const client = { waits: { wait: async () => false, left: () => 0 } } as unknown as GraphClient
const journal = { append: async () => {}, close: async () => {} }

/** What came of a run. */
export interface Ran {
  readonly world: World
  /** Steps whose write was sent and taken, in that order. */
  readonly done: readonly Step[]
  /** Steps whose write was sent and refused. */
  readonly failed: readonly Step[]
  readonly status: (address: string) => ResultStatus | undefined
}

/**
 * Applies a plan to a world, as the program does: what it sends next is asked of it, and the API is a
 * few lines. A step of `failing` is refused.
 */
export const runPlan = (
  plan: Plan,
  start: World,
  {
    failing,
    onWrite,
    guarded = (guard) => guard,
  }: {
    /** What stands in the place of the guard, if a fault is planted. */
    readonly guarded?: (guard: Guard) => Guard
    readonly failing: (place: number) => boolean
    readonly onWrite: (world: World, step: Step) => void
  },
): Ran => {
  const begun = startRun({ plan, client, journal, live: liveOf(start), readAt: NOW, now })
  const run = { ...begun, guard: guarded(begun.guard) }
  let world = start
  const done: Step[] = []
  const failed: Step[] = []
  while (run.pending.size > 0) {
    const left = run.pending.size
    const { steps } = nextBatch(run)
    if (steps.length === 0 && run.pending.size === left) throw new Error('nothing goes on')
    for (const step of steps) {
      const { address, action } = step
      if (failing(plan.steps.indexOf(step))) {
        failed.push(step)
        finishStep(run, step, { address, action, status: 'failed' })
        continue
      }
      for (const call of step.calls) world = afterCall(world, call)
      done.push(step)
      onWrite(world, step)
      const status = isWaiting(step, world) ? 'waiting' : 'done'
      finishStep(run, step, { address, action, status })
    }
    run.ramp.note(steps.length, true)
  }
  return { world, done, failed, status: (address) => run.results.get(address)?.status }
}

/** Whether a write was taken and somebody has to act before it gives anything. */
const isWaiting = ({ address, action, subject }: Step, { rows }: World): boolean =>
  action === 'request' ||
  (address.includes('/agencies/') && rows.has(`memory/approval/${subject.id}`))
