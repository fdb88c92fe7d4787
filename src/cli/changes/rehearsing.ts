import type { Problem } from '../../model/problem.ts'
import { type RehearsalReport, unconverged } from '../../model/reports/rehearsal-report.ts'
import { cliProblem } from '../cli-problems.ts'
import type { Context } from '../context.ts'
import { showAside, showReport } from '../output/output.ts'
import type { Progress } from '../output/progress.ts'
import { interruptible } from '../session/interrupt.ts'
import type { Prepared } from './prepared.ts'

/**
 * Applies a plan to twins of what it was made from. What was refused before, a saved plan that is
 * stale, is not rehearsed. Rejects when the user interrupts.
 */
export const rehearsalOf = async (
  { plan, live, settled, refusals = [], origin }: Prepared,
  { io }: Context,
  progress: Progress,
): Promise<RehearsalReport> => {
  if (origin === undefined) throw new Error('a plan without an origin was to be rehearsed')
  if (refusals.length > 0) return nothingRehearsed(plan, refusals)
  const { rehearse } = await import('../../twin/rehearse.ts')
  const work = rehearse({
    ...{ plan, live, ...origin, now: io.now() },
    ...(settled === undefined ? {} : { settled }),
    onReading: (name, done, total) => progress.show(`Rehearsing: ${done + 1} of ${total}, ${name}`),
  })
  return interruptible(work, io.signal)
}

const nothingRehearsed = (
  { plan_digest, steps_digest, problems }: Prepared['plan'],
  refusals: readonly Problem[],
): RehearsalReport => ({
  ...{ format_version: 1, kind: 'rehearsal', plan_digest, steps_digest },
  readings: [],
  problems: [...problems, ...refusals],
})

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
  const shown = { ...report, problems: newProblems(report, plan) }
  if (flags.format === 'text' && flags.out === undefined) {
    showReport(shown, context, { plan })
    io.stdout.write('\n')
  } else showAside(shown, context, { plan })
}

const newProblems = ({ problems }: RehearsalReport, plan: Prepared['plan']): readonly Problem[] => {
  const known = new Set(plan.problems.map((problem) => JSON.stringify(problem)))
  return problems.filter((problem) => !known.has(JSON.stringify(problem)))
}

const failuresOf = (report: RehearsalReport, { plan }: Prepared): readonly Problem[] => {
  if (report.readings.length === 0) return newProblems(report, plan)
  const readings = unconverged(report).map(({ name }) => name)
  return readings.length === 0 ? [] : [cliProblem('rehearsal_failed', { readings })]
}
