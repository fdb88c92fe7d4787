import type { LiveState } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { matchesAsset } from '../../plan/filter.ts'
import { planProblem } from '../../plan/plan-problems.ts'

/** A pattern that matches nothing is a typing mistake. */
export const onlyProblems = ({
  live,
  only,
}: {
  readonly live: LiveState
  readonly only?: string
}): readonly Problem[] =>
  only === undefined || live.assets.some((asset) => matchesAsset(only, asset))
    ? []
    : [planProblem('only_matches_nothing', { only })]
