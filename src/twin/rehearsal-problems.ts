import { problemsOf } from '../model/problem.ts'

export const REHEARSAL_PROBLEMS = {
  twin_differs: {
    severity: 'error',
    words: (a: { address: string; wanted: string; found: string }) =>
      `the copy of the business in memory is not faithful: for ${a.address} the plan has ${a.wanted}, and from the copy follows ${a.found}. Nothing was rehearsed. Please report it; plan and apply do not rest on the copy`,
  },
  rehearsal_sampled: {
    severity: 'warning',
    words: (a: { tried: number; of: number; most: number }) =>
      `of ${a.of} writes ${a.tried} were also made to fail: with more than ${a.most}, one of each action and every one that a rail rests on`,
  },
} as const

export const rehearsalProblem = problemsOf(REHEARSAL_PROBLEMS)
