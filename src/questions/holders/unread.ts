import type { LiveState } from '../../model/live.ts'
import type { Policy } from '../../model/manifest.ts'
import type { PlanAsset } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { Unread } from '../../model/reports/review-report.ts'
import { planProblem } from '../../plan/plan-problems.ts'

/** The lists of these assets that could not be read. */
export const unreadIn = (live: LiveState, assets: readonly PlanAsset[]): readonly Unread[] => {
  const byId = new Map(assets.map(({ kind, id, name }) => [id, { kind, id, name }]))
  return live.scopes.flatMap(({ asset: id, relation, status, what }) => {
    const asset = byId.get(id)
    return status === 'complete' || asset === undefined
      ? []
      : [{ asset, relation, status, what: what ?? 'refused for permission' }]
  })
}

/** Errors for what may not be read, if the policy wants them. */
export const unreadProblems = (
  unread: readonly Unread[],
  { unreadable }: Policy,
): readonly Problem[] =>
  unreadable === 'report'
    ? []
    : unread
        .filter(({ status }) => status === 'unreadable')
        .map(({ asset, relation, what }) =>
          planProblem('asset_unreadable', { address: `${asset.id}/${relation}`, what }),
        )
