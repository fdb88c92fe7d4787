import { problemsOf } from '../model/problem.ts'

/** Joins texts to sentences; those of the API may or may not end with a full stop. */
const sentences = (...parts: readonly (string | null)[]): string =>
  parts.flatMap((part) => part?.replace(/\.$/, '') ?? []).join('. ')

export const APPLY_PROBLEMS = {
  apply_preview: {
    severity: 'error',
    words: (a: { asOf: string }) =>
      `this plan is a preview for ${a.asOf}, and a preview is never applied. Plan without --as-of`,
  },
  step_failed: {
    severity: 'error',
    words: (a: { address: string; action: string; message: string; advice: string | null }) =>
      `${a.action} ${a.address} failed: ${sentences(a.message, a.advice)}`,
  },
  step_unknown: {
    severity: 'error',
    words: (a: { address: string; action: string; why: string }) =>
      `${a.action} ${a.address}: ${a.why}. Plan again to see what is live`,
  },
  step_held: {
    severity: 'error',
    words: (a: { address: string; action: string; why: string }) =>
      `${a.action} ${a.address} was not sent: ${a.why}`,
  },
  run_stopped: {
    severity: 'error',
    words: (a: { why: string; advice: string | null }) =>
      `the run stopped: ${sentences(a.why, a.advice)}. What was not sent is skipped`,
  },
  journal_failed: {
    severity: 'error',
    words: (a: { reason: string }) =>
      `the journal cannot be written: ${a.reason}. Nothing is written that cannot be journalled, so the run stopped there and the rest is skipped. Make the journal writable, then run again`,
  },
  run_limited: {
    severity: 'error',
    words: (a: { what: string; until: string | null }) =>
      `a limit of the API holds ${a.what}: run the same command again ${a.until === null ? 'in an hour' : `after ${a.until}`}`,
  },
} as const

export const applyProblem = problemsOf(APPLY_PROBLEMS)
