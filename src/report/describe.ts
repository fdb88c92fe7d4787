import type { Document } from '../document/document.ts'
import type { DescribeOptions } from '../document/wording/describe-options.ts'
import { describeApply } from '../questions/changes/describe-apply.ts'
import { describeLog } from '../questions/changes/describe-log.ts'
import { describePlan } from '../questions/changes/describe-plan.ts'
import { describeRehearsal } from '../questions/changes/describe-rehearsal.ts'
import { describeDoctor } from '../questions/doctor/describe-doctor.ts'
import { describeDrift } from '../questions/drift/describe-drift.ts'
import { describeRequests } from '../questions/drift/describe-requests.ts'
import { describeExplain } from '../questions/explain/describe-explain.ts'
import { describeImport } from '../questions/import/describe-import.ts'
import { describeOffboard } from '../questions/offboard/describe-offboard.ts'
import { describeDecisions } from '../questions/review/decisions/describe-decisions.ts'
import { describeReview } from '../questions/review/describe-review.ts'
import { describeWho } from '../questions/who/describe-who.ts'
import { describeError, describeInit, describeValidate } from './describe-offline.ts'
import type { Report } from './report.ts'

type Describers = {
  readonly [Kind in Report['kind']]: (
    report: Extract<Report, { kind: Kind }>,
    options: DescribeOptions,
  ) => Document
}

/** How each report is described. A report without a row here does not compile. */
const DESCRIBERS: Describers = {
  plan: describePlan,
  apply: describeApply,
  rehearsal: describeRehearsal,
  drift: describeDrift,
  requests: describeRequests,
  review: describeReview,
  decisions: describeDecisions,
  who: describeWho,
  doctor: describeDoctor,
  import: describeImport,
  log: describeLog,
  offboard: describeOffboard,
  explain: describeExplain,
  validate: describeValidate,
  init: describeInit,
  error: describeError,
}

/** A report as a document, which is the same for every format. */
export const describe = <Kind extends Report['kind']>(
  report: Extract<Report, { kind: Kind }>,
  options: DescribeOptions,
): Document => {
  const describer = DESCRIBERS[report.kind as Kind]
  return describer(report, options)
}
