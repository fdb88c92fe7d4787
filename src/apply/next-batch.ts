import type { StepResult } from '../model/apply.ts'
import type { Action, Step } from '../model/plan.ts'
import { rankOf } from '../plan/order.ts'
import { applyProblem } from './diagnostics.ts'
import { finishStep, type Run } from './run-state.ts'

/** What goes out next; where nothing can, the assets whose limit must be waited out first. */
export interface NextBatch {
  readonly steps: readonly Step[]
  readonly held: ReadonlySet<string>
}

/** Requests ask a person, and the others may give up more than they say: one at a time. */
const SINGLY: ReadonlySet<Action> = new Set(['request', 'withdraw', 'cancel', 'regrant'])

/**
 * The next steps that may go out side by side: of one class of the plan's order, at most one per
 * asset and none before an earlier one of its asset, none beside a step that it needs. Steps that
 * are not to be sent at all get their results on the way.
 */
export const nextBatch = (run: Run): NextBatch => {
  const steps: Step[] = []
  const assets = new Set<string>()
  const held = new Set<string>()
  const passed = new Set<string>()
  let rank: number | null = null
  for (const step of run.pending) {
    const own = rankOf(step, run.kinds)
    rank ??= own
    if (own !== rank || steps.length === run.ramp.size()) break
    const isAlone = isSentAlone(run, step)
    const isBehind =
      assets.has(step.asset.id) ||
      step.needs.some((need) => passed.has(need)) ||
      (isAlone && steps.length > 0)
    const isHeld = !isBehind && isWaitedFor(run, step)
    const isFree = !isBehind && !isHeld
    if (isFree && !admit(run, step)) continue
    assets.add(step.asset.id)
    passed.add(step.address)
    if (isHeld) held.add(step.asset.id)
    if (isFree) steps.push(step)
    if (isFree && isAlone) break
  }
  return { steps, held }
}

const isSentAlone = ({ earlier }: Run, step: Step): boolean =>
  SINGLY.has(step.action) || earlier.get(step)?.again === 'alone'

const isStopped = ({ stopped, input }: Run): boolean => stopped || input.signal?.aborted === true

/** Whether a limit holds a step that will be sent once it is waited out. */
const isWaitedFor = (run: Run, { asset }: Step): boolean =>
  run.limits.isHeld(asset.id) && !run.limits.isExceeded(asset.id) && !isStopped(run)

/** Whether a step may be sent; if not, it gets its result. */
const admit = (run: Run, step: Step): boolean => {
  const held = holdOf(run, step)
  if (held === null) return true
  const earlier = run.earlier.get(step)
  // A write that may have happened, or was refused, is not one that was never sent.
  const isTold =
    earlier !== undefined && (earlier.result.status !== 'skipped' || held.why === 'limit')
  finishStep(run, step, isTold ? earlier.result : held, isTold ? earlier.problems : [])
  return false
}

/** Why a step is not sent at all; null when it is. */
const holdOf = (run: Run, step: Step): StepResult | null => {
  const { address, action, asset, needs, source } = step
  const skipped = (why: NonNullable<StepResult['why']>): StepResult => ({
    address,
    action,
    status: 'skipped',
    why,
  })
  if (isStopped(run)) return skipped('stopped')
  if (run.limits.isExceeded(asset.id)) return skipped('limit')
  const needed = needs.map((need) => run.results.get(need)?.status ?? 'skipped')
  if (needed.some((status) => status !== 'done' && status !== 'waiting')) return skipped('needs')
  if (needed.includes('waiting')) return { address, action, status: 'waiting' }
  const against = run.guard.admit(step)
  if (against === null) return null
  run.problems.push(applyProblem('step_held', { address, action, why: against }, source))
  return skipped('rail')
}
