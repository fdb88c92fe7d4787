import type { AssetView } from '../../access/views.ts'
import type { DesiredAsset } from '../../model/manifest.ts'
import type { RelationName } from '../../model/relations.ts'
import type { Outcome } from '../outcome.ts'
import type { PlanGround } from '../plan-ground.ts'
import { planProblem } from '../plan-problems.ts'
import { judgeAgencies } from './judge-agencies.ts'
import { judgeRequestTo, leftOpen } from './judge-asked.ts'
import { judgeOnBehalfOf } from './judge-on-behalf-of.ts'
import { judgeRequest } from './judge-request.ts'
import { judgeHanging, judgeUsers } from './judge-users.ts'
import { unreadScope } from './unread-scope.ts'

/** All outcomes of the comparison of one asset. */
export const judgeAsset = (ground: PlanGround, view: AssetView): readonly Outcome[] =>
  isDeclared(view) ? judgeDeclared(ground, view) : judgeUndeclared(ground, view)

type Declared = AssetView & { readonly desired: DesiredAsset }

const isDeclared = (view: AssetView): view is Declared => view.desired !== null

/** An undeclared asset is left as it is, except for those who may not hold anything anywhere. */
const judgeUndeclared = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  const seen: Outcome = {
    type: 'unmanaged',
    unmanaged: { address: view.asset.id, asset: view.asset, subject: null, tasks: null },
  }
  if (ground.manifest.offboarded.length === 0) return [seen]
  const outcomes = [
    ...(view.ownership === 'owned' ? byScope(ground, view, 'agencies', judgeAgencies) : []),
    ...(isOurs(view) ? byScope(ground, view, 'users', judgeUsers) : []),
    ...judgeBehalf(ground, view),
    ...judgeRequestTo(ground, view),
  ].map((outcome) => leftOpen(ground, outcome) ?? outcome)
  return [seen, ...outcomes.filter((outcome) => TOUCHING.has(outcome.type))]
}

const TOUCHING: ReadonlySet<Outcome['type']> = new Set([
  'step',
  'manual',
  'problem',
  'unreadable',
  'unknown',
])

const judgeDeclared = (ground: PlanGround, view: Declared): readonly Outcome[] => [
  ...judgeNotFound(ground, view),
  ...(view.desired.request === null ? [] : byOwnership(ground, view)),
  ...judgeGranted(ground, view),
  ...judgePeople(ground, view),
  ...judgeBehalf(ground, view),
]

/** An id that is in no list, without a request that would explain it. */
const judgeNotFound = (
  { manifest: { business } }: PlanGround,
  view: Declared,
): readonly Outcome[] => {
  const { desired, ownership, asset } = view
  if (ownership !== 'absent') return []
  if (desired.request !== null || desired.agencies !== null) return []
  const args = { asset: asset.id, business, ...askingOf(view) }
  return [{ type: 'problem', problem: planProblem('asset_not_found', args, desired.source) }]
}

/**
 * If the asset is our own, that is an error whatever else was read; otherwise the request's scope
 * decides.
 */
const byOwnership = (ground: PlanGround, view: AssetView): readonly Outcome[] =>
  view.ownership === 'owned'
    ? judgeRequest(ground, view)
    : byScope(ground, view, 'request', judgeRequest)

const judgeGranted = (ground: PlanGround, view: Declared): readonly Outcome[] => {
  const { agencies } = view.desired
  if (view.ownership === 'owned') return byScope(ground, view, 'agencies', judgeAgencies)
  if (agencies === null) return []
  if (view.ownership === 'unknown') return [unknown(view, 'agencies')]
  const ownership = OWNERSHIP_WORDS[view.ownership]
  const args = { asset: view.asset.id, ownership, ...askingOf(view) }
  return [{ type: 'problem', problem: planProblem('agencies_not_owner', args, agencies.source) }]
}

const askingOf = ({ kind }: AssetView) => ({
  label: kind.label,
  canAsk: kind.relations.request !== undefined,
})

const OWNERSHIP_WORDS = {
  client: "it is a client's",
  pending: 'our request for it is pending',
  absent: 'it is in no list of this business',
} as const

const judgePeople = (ground: PlanGround, view: Declared): readonly Outcome[] => {
  if (isOurs(view)) return byScope(ground, view, 'users', judgeUsers)
  if (view.desired.users === null) return []
  if (view.ownership === 'unknown') return [unknown(view, 'users')]
  const isAskedFor = isRequested(view.desired) || view.ownership === 'pending'
  return isAskedFor ? judgeHanging(ground, view) : []
}

/** Whether the manifest requests any task; `request: []` requests none. */
const isRequested = (desired: DesiredAsset): boolean =>
  desired.request?.paths.some((path) => path.tasks.length > 0) === true &&
  !desired.request.paths.some((path) => path.none)

/** On-behalf-of relations only exist on assets in reach; for others there is nothing to say yet. */
const judgeBehalf = (ground: PlanGround, view: AssetView): readonly Outcome[] => {
  if (isOurs(view)) return byScope(ground, view, 'on_behalf_of', judgeOnBehalfOf)
  const isUnknown = view.desired?.on_behalf_of != null && view.ownership === 'unknown'
  return isUnknown ? [unknown(view, 'on_behalf_of')] : []
}

const isOurs = (view: AssetView): boolean =>
  view.ownership === 'owned' || view.ownership === 'client'

const unknown = (view: AssetView, relation: RelationName): Outcome => ({
  type: 'unknown',
  address: `${view.asset.id}/${relation}`,
})

/**
 * A relation is only judged if it was read completely. If the permission was refused, it is listed
 * and never touched. If the read failed, was cut short, or was not made although the relation is
 * managed, the outcome is unknown and there is no step.
 */
const byScope = (
  ground: PlanGround,
  view: AssetView,
  relation: RelationName,
  judge: (ground: PlanGround, view: AssetView) => readonly Outcome[],
): readonly Outcome[] => {
  // Reading a relation that the kind lacks cannot have failed.
  if (view.kind.relations[relation] === undefined) return []
  const scope = view.scope(relation)
  const isWanted =
    view.desired?.[relation] != null ||
    (ground.manifest.offboarded.length > 0 && (relation !== 'on_behalf_of' || scope !== null))
  if (scope?.status === 'complete') return judge(ground, view)
  if (!isWanted) return []
  const about = { address: `${view.asset.id}/${relation}`, asset: view.asset }
  const source = view.desired?.[relation]?.source ?? view.desired?.source ?? null
  return unreadScope(ground, about, scope, source)
}
