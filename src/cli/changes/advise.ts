import { adviceOf } from '../../graph/errors/matched-rule.ts'
import type { GraphFailure } from '../../model/reports/apply-report.ts'

/**
 * What a refusal by the API means and what to do about it. Undefined for our own errors, whose
 * message says so.
 */
export const advise = (failure: GraphFailure, call: string | null): string | undefined =>
  failure.code === null ? undefined : adviceOf({ ...failure, type: '', call })
