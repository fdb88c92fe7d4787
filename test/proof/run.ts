import type { Guard } from '../../src/apply/guard.ts'
import { nextBatch } from '../../src/apply/next-batch.ts'
import { finishStep, startRun } from '../../src/apply/run-state.ts'
import type { GraphClient } from '../../src/graph/client-over.ts'
import type { Step } from '../../src/model/plan.ts'
import type { ResultStatus } from '../../src/model/reports/apply-report.ts'
import { bitsOf, type Course, type Endings, endingAt, LOST, REFUSED } from './course.ts'
import type { World } from './scene.ts'
import { liveOf } from './sides.ts'

const NOW = new Date('2026-11-22T09:00:00Z')
const now = (): Date => NOW
const client = { waits: { wait: async () => false, left: () => 0 } } as unknown as GraphClient
const journal = { append: async () => {}, close: async () => {} }

/** What came of a run. Sets of steps are bits by place. */
export interface Ran {
  readonly world: World
  /** Steps that were sent. */
  readonly sent: number
  /** Those of them whose write was taken. */
  readonly taken: number
  /** Steps on which a person has to act first, and what needs them. */
  readonly waiting: number
  /** Those of them that are known to be done. */
  readonly seen: number
}

export interface Watch {
  /** What stands in the place of the guard, if a fault is planted. */
  readonly guarded?: (guard: Guard) => Guard
  /** Before a step is sent, with what was taken, and what was seen to be done, before its batch. */
  readonly onSend?: (place: number, taken: number, seen: number) => void
  readonly onWrite: (world: World, place: number) => void
}

/**
 * Applies a plan to a world, as the program does: what it sends next is asked of it, and the API is a
 * few lines.
 */
export const runPlan = (course: Course, endings: Endings, watch: Watch): Ran => {
  const { plan, start } = course
  const begun = startRun({ plan, client, journal, live: liveOf(start), readAt: NOW, now })
  const run = watch.guarded === undefined ? begun : { ...begun, guard: watch.guarded(begun.guard) }
  const ran = { world: start, sent: 0, taken: 0, waiting: 0, seen: 0 }
  while (run.pending.size > 0) {
    const left = run.pending.size
    const { steps } = nextBatch(run)
    if (steps.length === 0 && run.pending.size === left) throw new Error('nothing goes on')
    const { taken, seen } = ran
    let isClean = true
    for (const step of steps) {
      const { address, action } = step
      const place = course.places.get(step) as number
      const ending = endingAt(endings, place)
      watch.onSend?.(place, taken, seen)
      if (ending === LOST) isClean = false
      const status = send(course, ran, { step, place, ending })
      if (ending !== REFUSED) watch.onWrite(ran.world, place)
      finishStep(run, step, { address, action, status })
    }
    run.ramp.note(steps.length, isClean)
  }
  const isWaiting = ({ address }: Step) => run.results.get(address)?.status === 'waiting'
  ran.waiting = bitsOf(plan.steps, isWaiting)
  return ran
}

const send = (
  course: Course,
  ran: { -readonly [Key in keyof Ran]: Ran[Key] },
  { step, place, ending }: { readonly step: Step; readonly place: number; readonly ending: number },
): ResultStatus => {
  const bit = 1 << place
  ran.sent |= bit
  if (ending === REFUSED) return 'failed'
  ran.taken |= bit
  ran.world = course.after(ran.world, place, ending !== LOST)
  if (ending === LOST) return 'unknown'
  if (isWaitingIn(step, ran.world)) return 'waiting'
  ran.seen |= bit
  return 'done'
}

/** Whether a write was taken and somebody has to act before it gives anything. */
const isWaitingIn = ({ address, action, subject }: Step, { rows }: World): boolean =>
  action === 'request' ||
  (address.includes('/agencies/') && rows.has(`memory/approval/${subject.id}`))
