import { ASSET_GROUP, BUSINESS } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { Policy } from '../../model/manifest.ts'
import type { PlanAsset } from '../../model/plan.ts'
import type { Problem } from '../../model/problem.ts'
import type { Unread } from '../../model/reports/review-report.ts'
import { planProblem } from '../../plan/plan-problems.ts'

/** The lists of these assets that could not be read. */
export const unreadIn = (live: LiveState, assets: readonly PlanAsset[]): readonly Unread[] => {
  const byId = new Map(assets.map(({ kind, id, name }) => [id, { kind, id, name }]))
  const ofAssets = live.scopes.flatMap(({ asset: id, relation, status, what }) => {
    const asset = byId.get(id)
    return status === 'complete' || asset === undefined
      ? []
      : [{ asset, relation, status, what: what ?? 'refused for permission' }]
  })
  return [...ofAssets, ...unreadGroups(live)]
}

/** Whoever reaches an asset through a group that was not read is missing on the asset. */
const unreadGroups = ({ business, groups, scopes }: LiveState): readonly Unread[] => {
  if (groups === undefined) return []
  const { status, what, rows } = groups
  const own = { kind: BUSINESS.name, ...business }
  const list = { asset: own, relation: 'users', what: `its asset groups: ${what ?? ''}` } as const
  return [
    ...(status === 'complete' ? [] : [{ ...list, status }]),
    ...rows.flatMap(({ id, name, unread }) => {
      const asset = { kind: ASSET_GROUP.name, id, name }
      const people = scopes.filter((scope) => scope.asset === id && scope.kind === asset.kind)
      return [...people, ...unread].flatMap((read): readonly Unread[] =>
        read.status === 'complete'
          ? []
          : [{ asset, relation: 'users', status: read.status, what: read.what ?? '' }],
      )
    }),
  ]
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
