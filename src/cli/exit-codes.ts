import { ACTION_TABLE } from '../model/actions.ts'
import { EXIT, type Outcome, PRECEDENCE } from '../model/outcomes.ts'
import type { Plan } from '../model/plan.ts'
import { hasErrors, type Problem } from '../model/problem.ts'
import type { ApplyReport, Waited } from '../model/reports/apply-report.ts'
import type { DecisionsReport } from '../model/reports/decisions-report.ts'
import type { DoctorReport } from '../model/reports/doctor-report.ts'
import type { DriftReport } from '../model/reports/drift-report.ts'
import { type RehearsalReport, unconverged } from '../model/reports/rehearsal-report.ts'
import type { RequestsReport } from '../model/reports/requests-report.ts'
import {
  FINDING_SEVERITIES,
  type FindingSeverity,
  type ReviewReport,
} from '../model/reports/review-report.ts'
import { isRail } from '../plan/plan-problems.ts'

/** The exit codes of the process. */
export { EXIT }

const exitOf = (holds: Readonly<Partial<Record<Outcome, boolean>>>): number =>
  EXIT[PRECEDENCE.find((outcome) => holds[outcome] === true) ?? 'ok']

const isBlocked = (problems: readonly Problem[]): boolean =>
  problems.some(({ code }) => isRail(code))

const hasFailed = (problems: readonly Problem[]): boolean =>
  hasErrors(problems.filter(({ code }) => !isRail(code)))

const waitsOnPeople = ({ waiting, manual }: Plan): boolean => waiting.length + manual.length > 0

/** Inviting somebody is done when the invitation is out; whether they come is theirs to say. */
const hasInvited = ({ results }: ApplyReport, accepted: ReadonlySet<string>): boolean =>
  results.some(
    ({ action, address, status }) =>
      status === 'done' && ACTION_TABLE[action].invites && !accepted.has(address),
  )

/** After `--wait`, the answers decide. */
const stillOpen = ({ answers }: Waited): boolean =>
  answers.some(({ outcome }) => outcome !== 'granted')

/** Codes 2 and 3 are given only with `--detailed-exitcode`. */
export const exitOfPlan = (plan: Plan, detailed: boolean): number =>
  exitOf({
    failed: !plan.complete || hasFailed(plan.problems),
    blocked: isBlocked(plan.problems),
    differs: detailed && plan.steps.length > 0,
    waits: detailed && waitsOnPeople(plan),
  })

/** `accepted`: addresses of a saved plan's invitations that an earlier run sent, and that were accepted. */
export const exitOfApply = (
  report: ApplyReport,
  plan: Plan,
  detailed: boolean,
  accepted: ReadonlySet<string> = new Set(),
): number => {
  const { failed, skipped, unknown, waiting } = report.summary
  // What a rail holds while the rest is made is blocked, not failed.
  const held = plan.held?.length ?? 0
  const problems = [...plan.problems, ...report.problems]
  return exitOf({
    interrupted: report.interrupted === true,
    failed: failed + skipped - held + unknown > 0 || !plan.complete || hasFailed(problems),
    blocked: isBlocked(problems),
    waits:
      detailed &&
      (report.waited === undefined
        ? waiting > 0 || hasInvited(report, accepted) || waitsOnPeople(plan)
        : stillOpen(report.waited)),
  })
}

/** What was read is rehearsed, and a read that is not complete is no success all the same. */
export const exitOfRehearsal = (report: RehearsalReport, { complete }: Pick<Plan, 'complete'>) =>
  exitOf({
    failed: !complete || hasFailed(report.problems),
    blocked: isBlocked(report.problems),
    differs: unconverged(report).length > 0,
  })

/** Differences always decide the code; what waits does so only with `--detailed-exitcode`. */
export const exitOfDrift = (report: DriftReport, detailed: boolean): number =>
  exitOf({
    failed: !report.complete || hasFailed(report.problems),
    differs: report.differences.length > 0,
    waits: detailed && report.waiting.length > 0,
  })

/** For a command that only reads: whether it saw everything. */
export const exitOfRead = (report: {
  readonly complete: boolean
  readonly problems: readonly Problem[]
}): number => exitOf({ failed: !report.complete || hasErrors(report.problems) })

/**
 * For a review: with `failOn`, whether a finding of that severity or worse stands. Against an earlier
 * review only what is new counts.
 */
export const exitOfReview = (
  { complete, problems, findings }: ReviewReport,
  failOn: FindingSeverity | null,
): number =>
  exitOf({
    failed: !complete || hasErrors(problems),
    differs: findings.some(
      ({ severity, state = 'new' }) =>
        failOn !== null &&
        state === 'new' &&
        FINDING_SEVERITIES.indexOf(severity) <= FINDING_SEVERITIES.indexOf(failOn),
    ),
  })

/** What has waited for longer than `--older-than` counts as a difference. */
export const exitOfRequests = (report: RequestsReport): number =>
  exitOf({
    failed: !report.complete || hasErrors(report.problems),
    differs: (report.older_than?.count ?? 0) > 0,
  })

/** What was decided and not written is not done. */
export const exitOfDecisions = ({ complete, problems, summary }: DecisionsReport): number =>
  exitOf({ failed: !complete || hasErrors(problems) || summary.stale + summary.cannot > 0 })

/** Whether plan and apply would work. */
export const exitOfDoctor = ({ ready, problems }: DoctorReport): number =>
  exitOf({ failed: !ready || hasErrors(problems) })

export const exitOfProblems = (problems: readonly Problem[]): number =>
  exitOf({ failed: hasErrors(problems) })
