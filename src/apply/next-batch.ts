import { ACTION_TABLE } from '../model/actions.ts'
import type { Step } from '../model/plan.ts'
import type { StepResult } from '../model/reports/apply-report.ts'
import { rankOf } from '../plan/order/order.ts'
import { applyProblem } from './apply-problems.ts'
import { isNarrowing } from './guard.ts'
import { finishStep, type Run } from './run-state.ts'

/** What is sent next; if nothing can be, the assets whose limit must be waited out first. */
export interface NextBatch {
  readonly steps: readonly Step[]
  readonly held: ReadonlySet<string>
}

/**
 * The next steps that may be sent in parallel: of one class of the plan's order, at most one per asset
 * and in order on each asset, and none together with a step that it needs. Steps that must not be sent
 * at all get their results on the way.
 */
export const nextBatch = (run: Run): NextBatch => {
  const steps: Step[] = []
  const assets = new Set<string>()
  const held = new Set<string>()
  const passed = new Set<string>()
  let rank: number | null = null
  for (const step of unblocked(run)) {
    const own = rankOf(step, run.kinds)
    rank ??= own
    if (own !== rank || steps.length === run.ramp.size()) break
    const isAlone = isSentAlone(run, step)
    const isBehind =
      assets.has(step.asset.id) ||
      step.needs.some((need) => passed.has(need)) ||
      (isAlone && steps.length > 0)
    const isHeld = !isBehind && isWaitedFor(run, step)
    const isFree = !isBehind && !isHeld && !isUnsure(run, step)
    if (isFree && !admit(run, step)) continue
    assets.add(step.asset.id)
    passed.add(step.address)
    if (isHeld) held.add(step.asset.id)
    if (isFree) steps.push(step)
    if (isFree && isAlone) break
  }
  return { steps, held }
}

/**
 * The steps that can go on beside the writes that are still being looked at, in the plan's order: none
 * of these, nothing on their assets, nothing that needs one of them, and nothing that comes after such
 * a step on its asset.
 */
function* unblocked({ pending, looks }: Run): Generator<Step> {
  const open = looks.open().map(({ step }) => step)
  const assets = new Set(open.map(({ asset }) => asset.id))
  const addresses = new Set(open.map(({ address }) => address))
  for (const step of pending) {
    if (assets.has(step.asset.id) || step.needs.some((need) => addresses.has(need))) {
      assets.add(step.asset.id)
      addresses.add(step.address)
    } else yield step
  }
}

const isSentAlone = ({ earlier }: Run, step: Step): boolean =>
  !ACTION_TABLE[step.action].isBatched || earlier.get(step)?.again === 'alone'

const isStopped = ({ stopped, input }: Run): boolean => stopped || input.signal?.aborted === true

/** Whether a limit holds a step that will be sent once the limit is waited out. */
const isWaitedFor = (run: Run, step: Step): boolean =>
  run.limits.isHeld(step) && !run.limits.isExceeded(step) && !isStopped(run)

/** Whether a step relies on a reading that is too old. */
const isUnsure = (run: Run, step: Step): boolean => isDue(run, step) && holdOf(run, step) === null

/**
 * Whether a step takes something away, or invites somebody, and what it relies on must be read again
 * first.
 */
export const isDue = (run: Run, step: Step): boolean =>
  (isNarrowing(step, run) || ACTION_TABLE[step.action].invites) &&
  run.readings.isOld(run.guard.reliesOn(step))

/** The first of the next steps that only a rail could hold back; at most `most`. */
export const sendable = (run: Run, most: number): readonly Step[] => {
  const steps: Step[] = []
  let rank: number | null = null
  for (const step of unblocked(run)) {
    const own = rankOf(step, run.kinds)
    rank ??= own
    if (own !== rank || steps.length === most) break
    if (!isWaitedFor(run, step) && holdOf(run, step) === null) steps.push(step)
  }
  return steps
}

/** Whether a step may be sent. If not, it gets its result. */
const admit = (run: Run, step: Step): boolean => {
  const held = holdOf(run, step)
  if (held !== null) {
    finishHeld(run, step, held)
    return false
  }
  const against = run.guard.admit(step)
  if (against !== null) holdBack(run, step, against)
  return against === null
}

/** Does not send a step that a rail forbids, and records why. */
export const holdBack = (run: Run, step: Step, why: string): void => {
  const { address, action, source } = step
  run.problems.push(applyProblem('step_held', { address, action, why }, source))
  finishHeld(run, step, { address, action, status: 'skipped', why: 'rail' })
}

const finishHeld = (run: Run, step: Step, held: StepResult): void => {
  const earlier = run.earlier.get(step)
  // A write that may have happened, or was refused, must not be reported as never sent.
  const isTold =
    earlier !== undefined && (earlier.result.status !== 'skipped' || held.why === 'limit')
  if (isTold) finishStep(run, step, earlier.result, earlier)
  else finishStep(run, step, held)
}

/** Why a step is not sent, regardless of the rails; null if it may be. */
const holdOf = (run: Run, step: Step): StepResult | null => {
  const { address, action, needs } = step
  const skipped = (why: NonNullable<StepResult['why']>): StepResult => ({
    address,
    action,
    status: 'skipped',
    why,
  })
  if (isStopped(run)) return skipped('stopped')
  if (run.limits.isExceeded(step)) return skipped('limit')
  const needed = needs.map((need) => run.results.get(need)?.status ?? 'skipped')
  if (needed.some((status) => status !== 'done' && status !== 'waiting')) return skipped('needs')
  return needed.includes('waiting') ? { address, action, status: 'waiting' } : null
}
