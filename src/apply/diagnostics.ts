import { problemsOf } from '../model/problem.ts'

export const APPLY_PROBLEMS = {
  apply_preview: {
    severity: 'error',
    words: (a: { asOf: string }) =>
      `this plan is a preview for ${a.asOf}: a preview is never applied. Plan without --as-of`,
  },
  step_failed: {
    severity: 'error',
    words: (a: { address: string; action: string; message: string; advice: string }) =>
      `${a.action} ${a.address} failed: ${a.message}. ${a.advice}`,
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
    words: (a: { why: string; advice: string }) =>
      `the run stopped: ${a.why}. ${a.advice}. What was not sent is skipped; run again to go on`,
  },
  journal_failed: {
    severity: 'error',
    words: (a: { reason: string }) =>
      `the journal cannot be written: ${a.reason}. No write goes out that is not journalled, so the run stopped there and the rest is skipped; put that right, then run again`,
  },
  run_limited: {
    severity: 'error',
    words: (a: { what: string; until: string | null }) =>
      `a limit of the API holds ${a.what}: run the same command again ${a.until === null ? 'in an hour' : `after ${a.until}`}`,
  },
} as const

export const applyProblem = problemsOf(APPLY_PROBLEMS)
