import type { Plan } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { ApplyReport, ResultStatus, StepResult } from '../model/reports/apply-report.ts'
import { isBlocked } from '../plan/order/held-steps.ts'
import { applyProblem } from './apply-problems.ts'
import { attempt, lookBack } from './attempt/attempt.ts'
import type { JournalEvent } from './journal/journal-entry.ts'
import { nextBatch } from './next-batch.ts'
import { refresh } from './refresh.ts'
import { type ApplyInput, type Run, startRun, writeDown } from './run-state.ts'
import { seenIn } from './seen.ts'

/**
 * Makes the calls of a plan, in its order and no others, and reads back what each touched. For a plan
 * that is a preview or has a broken rail or a blocking problem it makes none: `results` is empty and
 * `problems` says why. Where the plan says which steps its rails hold, only those are not made. If the
 * journal cannot be written, the run stops and the report has what is known. Throws only on bugs;
 * whatever the API answers is a result.
 */
export const applyPlan = async (input: ApplyInput): Promise<ApplyReport> => {
  const { plan } = input
  const refusal = refusalOf(plan)
  if (refusal !== null) return reportOf(input, [], [...plan.problems, ...refusal], null)
  const run = startRun(input)
  const opening = openingOf(input)
  if (opening.length > 0) await writeDown(run, ...opening)
  await carryOut(run)
  const results = plan.steps.map((step) => run.results.get(step.address) as StepResult)
  const problems = [...plan.problems, ...run.problems, ...run.limits.problems()]
  return reportOf(input, results, problems, run.limits.retryAt())
}

/**
 * The first journal entries: the start, and what is seen, since even a run without steps may see
 * something.
 */
const openingOf = ({ plan, live, journal }: ApplyInput): readonly JournalEvent[] => {
  const { tool_version, plan_digest, steps_digest } = plan
  const seen = journal.memory === undefined ? null : seenIn(live, journal.memory)
  return [
    ...(plan.steps.length === 0
      ? []
      : [{ type: 'run', tool_version, plan_digest, steps_digest } as const]),
    ...(seen === null ? [] : [seen]),
  ]
}

/**
 * One batch after another, never two at a time, so that after an error no other call is open. Writes
 * whose effect does not show yet are looked at in between, and waited for when nothing else can go on.
 */
const carryOut = async (run: Run): Promise<void> => {
  while (run.pending.size > 0) {
    await lookBack(run)
    await refresh(run)
    const { steps, held } = nextBatch(run)
    if (steps.length > 0) await attempt(run, steps)
    else if (run.looks.open().length > 0) await run.looks.wait()
    else if (held.size > 0) {
      await run.limits.waitOut(held)
      run.readings.expireAll()
    }
  }
}

/** Rails and contradictions refuse the whole plan, unless it holds single steps; null if it may be applied. */
const refusalOf = (plan: Plan): readonly Problem[] | null => {
  if (plan.preview) return [applyProblem('apply_preview', { asOf: plan.as_of })]
  return isBlocked(plan) ? [] : null
}

const STATUSES: readonly ResultStatus[] = ['done', 'waiting', 'failed', 'skipped', 'unknown']

const reportOf = (
  input: ApplyInput,
  results: readonly StepResult[],
  problems: readonly Problem[],
  retryAt: string | null,
): ApplyReport => {
  const count = (status: ResultStatus): number =>
    results.filter((result) => result.status === status).length
  const summary = Object.fromEntries(STATUSES.map((status) => [status, count(status)]))
  return {
    format_version: 1,
    kind: 'apply',
    plan_digest: input.plan.plan_digest,
    steps_digest: input.plan.steps_digest,
    summary: summary as ApplyReport['summary'],
    retry_at: retryAt,
    results,
    calls: input.client.counts(),
    problems,
    ...(input.signal?.aborted === true ? { interrupted: true as const } : {}),
  }
}
