import { applyProblem } from '../../apply/apply-problems.ts'
import type { Plan } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import { type RehearsalReport, unconverged } from '../../model/reports/rehearsal-report.ts'
import { cliProblem } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { printReport, showAside } from '../output/output.ts'
import type { Progress } from '../output/progress.ts'
import { interruptible } from '../session/interrupt.ts'
import type { Prepared } from './prepared.ts'

/**
 * Applies a plan to twins of what it was made from. What may not be applied, such as a saved plan that
 * is stale, is not rehearsed: `problems` says why. Rejects when the user interrupts.
 */
export const rehearsalOf = async (
  { plan, live, settled, refusals = [], origin }: Prepared,
  { io }: Context,
  progress: Progress,
): Promise<RehearsalReport> => {
  if (origin === undefined) throw new Error('a plan without an origin was to be rehearsed')
  const refused = plan.preview ? [applyProblem('apply_preview', { asOf: plan.as_of })] : refusals
  if (refused.length > 0) return withProblems(plan, [], refused)
  const { rehearse } = await import('../../twin/rehearse.ts')
  const work = rehearse({
    ...{ plan, live, ...origin, now: io.now() },
    ...(settled === undefined ? {} : { settled }),
    onProgress: ({ reading, index, total }) => {
      // What is interrupted goes no further, and keeps no process alive.
      io.signal.throwIfAborted()
      progress.show(`Rehearsing: ${index + 1} of ${total}, ${reading}`)
    },
  })
  const { readings, problems } = await interruptible(work, io.signal)
  return withProblems(plan, readings, problems)
}

/** A rehearsal says what is wrong with its plan too: it is all that may be read of the run. */
const withProblems = (
  { plan_digest, steps_digest, problems }: Plan,
  readings: RehearsalReport['readings'],
  own: readonly Problem[],
): RehearsalReport => ({
  ...{ format_version: 1, kind: 'rehearsal', plan_digest, steps_digest, readings },
  problems: [...problems, ...unsaid(own, problems)],
})

const unsaid = (problems: readonly Problem[], said: readonly Problem[]): readonly Problem[] => {
  const known = new Set(said.map((problem) => JSON.stringify(problem)))
  return problems.filter((problem) => !known.has(JSON.stringify(problem)))
}

/**
 * Rehearses before anybody is asked, and shows it. Returns why the plan may not be applied; empty if
 * it converges, or if the run was interrupted.
 */
export const rehearseFirst = async (
  prepared: Prepared,
  context: Context,
  progress: Progress,
): Promise<readonly Problem[]> => {
  const { io } = context
  try {
    const report = await rehearsalOf(prepared, context, progress)
    progress.clear()
    showRehearsal(report, prepared, context)
    return failuresOf(report, prepared)
  } catch (error) {
    if (io.signal.aborted) return []
    throw error
  }
}

/** On stdout as text. If stdout carries another document, on stderr. */
const showRehearsal = (report: RehearsalReport, { plan }: Prepared, context: Context): void => {
  const { flags, io } = context
  // The plan, with its problems, was shown just before.
  const shown = { ...report, problems: unsaid(report.problems, plan.problems) }
  if (flags.format === 'text') {
    printReport(shown, context, { plan })
    io.stdout.write('\n')
  } else showAside(shown, context, { plan })
}

const failuresOf = (report: RehearsalReport, { plan }: Prepared): readonly Problem[] => {
  if (report.readings.length === 0) return unsaid(report.problems, plan.problems)
  const readings = unconverged(report).map(({ name }) => name)
  return readings.length === 0 ? [] : [cliProblem('rehearsal_failed', { readings })]
}
