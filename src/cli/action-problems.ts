import { problemsOf } from '../model/problem.ts'

/**
 * Every problem of the GitHub Action itself; its commands have their own. They are here because
 * `explain` explains them, and nothing but an end imports the action.
 */
export const ACTION_PROBLEMS = {
  action_outside: {
    severity: 'error',
    words: () =>
      "this is a GitHub Action, which tells GitHub's log what to hide; anywhere else run bizaccess itself",
  },
  action_input: {
    severity: 'error',
    words: (a: { name: string; reason: string }) => `input ${a.name}: ${a.reason}`,
  },
  action_business: {
    severity: 'error',
    words: (a: { given: string; found: string }) =>
      `the manifest speaks for business ${a.found}, the input business says ${a.given}: nothing was run`,
  },
  action_outdated: {
    severity: 'error',
    words: (a: { reason: string; isKnown: boolean }) =>
      `${a.reason}. Nothing was run: what was merged since would be taken back. ${a.isKnown ? 'Start the workflow of the last commit instead' : 'The job needs permissions: contents: read'}`,
  },
  not_reviewed: {
    severity: 'error',
    words: (a: { reason: string; digest: string }) =>
      `this plan counts as not reviewed: ${a.reason}. Nothing was changed. If it is what you want, apply it by hand with expect: ${a.digest}`,
  },
  github_refused: {
    severity: 'warning',
    words: (a: { what: string; reason: string; permission: string }) =>
      `${a.what}: ${a.reason}. The result stands all the same; the job needs permissions: ${a.permission}`,
  },
} as const

export const actionProblem = problemsOf(ACTION_PROBLEMS)
