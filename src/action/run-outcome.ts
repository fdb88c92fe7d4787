import type { Told } from '../cli/io.ts'
import type { Plan } from '../model/plan.ts'
import { hasErrors } from '../model/problem.ts'
import type { ApplyReport } from '../model/reports/apply-report.ts'
import { DRIFT_TYPES, type DriftReport } from '../model/reports/drift-report.ts'
import type { ReviewReport } from '../model/reports/review-report.ts'
import { errorReport, type Report } from '../report/report.ts'

/** The result of a command. */
export interface Ran {
  /** Its exit code, as with `--detailed-exitcode`. */
  readonly code: number
  readonly told: readonly Told[]
}

type ReportOf<Kind extends Report['kind']> = Extract<Report, { readonly kind: Kind }>

const lastOf = <Kind extends Report['kind']>(
  { told }: Ran,
  kind: Kind,
): ReportOf<Kind> | undefined =>
  told.findLast(({ report }) => report.kind === kind)?.report as ReportOf<Kind> | undefined

export const planOf = (ran: Ran): Plan | undefined => lastOf(ran, 'plan')

export const driftOf = (ran: Ran): DriftReport | undefined => lastOf(ran, 'drift')

export const reviewOf = (ran: Ran): ReviewReport | undefined => lastOf(ran, 'review')

export const businessOf = (ran: Ran): string | null =>
  (planOf(ran) ?? driftOf(ran) ?? reviewOf(ran))?.business.id ?? null

/** The outputs of the step; empty if a run did not get far enough to know them. */
export const outputsOf = (ran: Ran): Readonly<Record<string, string>> => ({
  exit_code: String(ran.code),
  has_changes: String(hasChanges(ran) ?? ''),
  counts: JSON.stringify(countsOf(ran)),
  steps_digest: planOf(ran)?.steps_digest ?? '',
})

/** Whether live and manifest differ; null if not everything could be read. */
const hasChanges = (ran: Ran): boolean | null => {
  const plan = planOf(ran)
  const drift = driftOf(ran)
  if (plan !== undefined) {
    return plan.steps.length > 0 ? true : plan.complete && ran.code !== 1 ? false : null
  }
  if (drift === undefined) return null
  return drift.differences.length > 0 ? true : drift.complete && ran.code !== 1 ? false : null
}

const countsOf = (ran: Ran): Readonly<Record<string, number>> => {
  const drift = driftOf(ran)
  if (drift !== undefined) return driftCounts(drift)
  const review = reviewOf(ran)
  if (review !== undefined) return reviewCounts(review)
  return (lastOf(ran, 'apply') ?? planOf(ran) ?? lastOf(ran, 'validate'))?.summary ?? {}
}

const driftCounts = ({ differences, waiting, unreadable }: DriftReport) => ({
  differences: differences.length,
  ...Object.fromEntries(
    DRIFT_TYPES.map((name) => [name, differences.filter(({ type }) => type === name).length]),
  ),
  waiting: waiting.length,
  unreadable: unreadable.length,
})

const reviewCounts = ({ summary, unread }: ReviewReport) => {
  const { findings, states = {}, assets } = summary
  const all = Object.values(findings).reduce((sum, count) => sum + count, 0)
  return { findings: all, ...findings, ...states, assets, unread: unread.length }
}

/** The state of a business's drift for its issue. Nothing counts as in sync that was not read. */
export const driftState = (ran: Ran): 'drifted' | 'in_sync' | 'unknown' => {
  const changes = driftOf(ran) === undefined ? null : hasChanges(ran)
  return changes === null ? 'unknown' : changes ? 'drifted' : 'in_sync'
}

/** The reports that deserve a page: what an apply did, and its plan if it did nothing. */
export const pagesOf = ({ told }: Ran): readonly Told[] => {
  const didSomething = told.some(
    ({ report }) => report.kind === 'apply' && report.results.length > 0,
  )
  return told.filter(({ report }) => report.kind !== 'plan' || !didSomething)
}

/** The reports to annotate. Of a plan that was applied, only its problems. */
export const annotatedOf = ({ told }: Ran): readonly Told[] => {
  const isApplied = told.some(({ report }) => report.kind === 'apply')
  return told.map(({ report, options }) =>
    report.kind === 'plan' && isApplied
      ? { report: errorReport(report.problems), options }
      : { report, options },
  )
}

/** Whether an apply stopped at a digest other than the reviewed one with nothing left to do. */
export const isSettled = (ran: Ran): boolean => {
  const plan = planOf(ran)
  const apply: ApplyReport | undefined = lastOf(ran, 'apply')
  return (
    plan?.complete === true &&
    plan.steps.length === 0 &&
    !hasErrors(plan.problems) &&
    apply?.problems.some(({ code }) => code === 'steps_digest_differs') === true
  )
}

/** Commands of which 2 is what one runs them for: a review ends with it only where `fail-on` asks. */
const FAILING: ReadonlySet<string> = new Set(['drift', 'review'])

/** If nothing was found to differ, codes that only inform count as success for the step. */
export const stepCode = (command: string, code: number, detailed: boolean): number => {
  if (detailed) return code
  const isOnlyTold = code === 3 || (code === 2 && !FAILING.has(command))
  return isOnlyTold ? 0 : code
}
