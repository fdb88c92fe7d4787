import type { Document } from '../document.ts'
import type { Report } from '../report.ts'
import { describeApply } from './apply.ts'
import { describeDoctor } from './doctor.ts'
import { describeDrift } from './drift.ts'
import { describeImport } from './import.ts'
import { describeLog } from './log.ts'
import { describeError, describeInit, describeValidate } from './offline.ts'
import type { DescribeOptions } from './options.ts'
import { describePlan } from './plan.ts'
import { describeRequests } from './requests.ts'
import { describeReview } from './review.ts'
import { describeWho } from './who.ts'

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
  drift: describeDrift,
  requests: describeRequests,
  review: describeReview,
  who: describeWho,
  doctor: describeDoctor,
  import: describeImport,
  log: describeLog,
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
