import type { Plan } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import type { ApplyReport } from '../model/reports/apply-report.ts'
import type { DecisionsReport } from '../model/reports/decisions-report.ts'
import type { DoctorReport } from '../model/reports/doctor-report.ts'
import type { DriftReport } from '../model/reports/drift-report.ts'
import type { ExplainReport } from '../model/reports/explain-report.ts'
import type { ImportReport } from '../model/reports/import-report.ts'
import type { LogReport } from '../model/reports/log-report.ts'
import type { OffboardReport } from '../model/reports/offboard-report.ts'
import type { RehearsalReport } from '../model/reports/rehearsal-report.ts'
import type { RequestsReport } from '../model/reports/requests-report.ts'
import type { ReviewReport } from '../model/reports/review-report.ts'
import type { ValidateReport } from '../model/reports/validate-report.ts'
import type { WhoReport } from '../model/reports/who-report.ts'

/** What `init` wrote. Its keys are the public JSON document. */
export interface InitReport {
  readonly format_version: 1
  readonly kind: 'init'
  /** `extended`: a line was added. `kept`: the file existed already and was left as it is. */
  readonly files: readonly {
    readonly path: string
    readonly status: 'written' | 'extended' | 'kept'
  }[]
  /** The CI host that the workflows are for, or null. */
  readonly ci: string | null
  /** What to do now. */
  readonly next: readonly string[]
  readonly problems: readonly Problem[]
}

/** A command that did not get as far as its own document. */
export interface ErrorReport {
  readonly format_version: 1
  readonly kind: 'error'
  readonly problems: readonly Problem[]
}

/**
 * Everything that a command may report, distinguished by `kind`. Each member is its own JSON
 * document.
 */
export type Report =
  | Plan
  | ApplyReport
  | RehearsalReport
  | DriftReport
  | RequestsReport
  | ReviewReport
  | DecisionsReport
  | WhoReport
  | DoctorReport
  | ImportReport
  | LogReport
  | OffboardReport
  | ExplainReport
  | ValidateReport
  | InitReport
  | ErrorReport

export const errorReport = (problems: readonly Problem[]): ErrorReport => ({
  format_version: 1,
  kind: 'error',
  problems,
})
