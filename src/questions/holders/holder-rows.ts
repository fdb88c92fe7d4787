import { managersNow } from '../../access/counted-managers.ts'
import type { Ground } from '../../access/ground.ts'
import { addressOf, type Holding, holdingsIn, subjectOf } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { LiveRelation, RelationStatus } from '../../model/live.ts'
import { shortNameOf } from '../../model/plan.ts'
import { ACCESS_NAMES, isHeldBy } from '../../model/relations.ts'
import type { Access, AccessPath, ReviewAsset } from '../../model/reports/review-report.ts'
import { isManager, sortTasks } from '../../model/tasks.ts'
import { compareText } from '../../model/text/text.ts'
import { claimedOf } from './claims.ts'

/** The relations that are access: who is assigned, who is shared with, who is asked. */
export type AccessRelation = (typeof ACCESS_NAMES)[number]

/** What a review compares, and whether there is a manifest at all. */
export interface Comparison {
  readonly ground: Ground
  readonly isCompared: boolean
}

/** One asset in reach with everything that is held on it. */
export const assetOf = (comparison: Comparison, view: AssetView): ReviewAsset => ({
  ...view.asset,
  ownership: view.ownership,
  declared: comparison.isCompared ? view.desired !== null : null,
  managers: managersOf(comparison.ground, view),
  access: ACCESS_NAMES.flatMap((relation) => accessIn(comparison, view, relation).sort(byName)),
})

const byName = (one: Access, other: Access): number =>
  compareText(shortNameOf(one.subject), shortNameOf(other.subject)) ||
  compareText(one.address, other.address)

/** The rows of one relation as the API shows them, with what the manifest says about each. */
const accessIn = (
  { ground, isCompared }: Comparison,
  view: AssetView,
  relation: AccessRelation,
): Access[] =>
  holdingsIn(ground, view, relation).flatMap((holding) =>
    holding.row === undefined ? [] : [accessOf(ground, isCompared, holding, holding.row)],
  )

const accessOf = (
  ground: Ground,
  isCompared: boolean,
  holding: Holding<AccessRelation>,
  row: LiveRelation,
): Access => ({
  address: addressOf(holding),
  subject: subjectOf(ground, holding),
  tasks: sortTasks(holding.view.kind, row.tasks),
  manages: isManager(holding.view.kind, row.tasks),
  path: pathOf(holding.relation, row.status),
  ...claimedOf(ground, holding),
  ...(isCompared ? {} : NOT_COMPARED),
  since: row.since,
  findings: [],
})

const NOT_COMPARED = { standing: null, source: null } as const

const pathOf = (relation: AccessRelation, status: RelationStatus): AccessPath => {
  switch (status) {
    case 'active':
      return isHeldBy(relation, 'person') ? 'direct' : 'agency_share'
    case 'pending':
    case 'unrecognised':
      return status
  }
}

/**
 * How many managers an asset has; null if that is not known, and for a kind that nobody can manage.
 */
const managersOf = (ground: Ground, view: AssetView): number | null =>
  view.kind.managers.length > 0 &&
  view.ownership === 'owned' &&
  view.scope('users')?.status === 'complete'
    ? managersNow(ground.directory, view)
    : null
