import { managersNow } from '../../access/counted-managers.ts'
import { type Ground, offboardedSource } from '../../access/ground.ts'
import { addressOf, type Holding, holdingsIn, subjectOf } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { LiveRelation, RelationStatus } from '../../model/live.ts'
import type { Subject } from '../../model/plan.ts'
import { ACCESS_NAMES, isHeldBy } from '../../model/relations.ts'
import type { Access, AccessPath, ReviewAsset } from '../../model/reports/review-report.ts'
import { isManager, sortTasks } from '../../model/tasks.ts'
import { addressOf as addressIn } from '../../model/text/address.ts'
import { compareText } from '../../model/text/text.ts'
import { claimedOf } from './claims.ts'

/** Who is assigned, shared with, or asked for: the relations that are access. */

export type AccessRelation = (typeof ACCESS_NAMES)[number]

/** What a review stands on, and whether there is a manifest at all. */
export interface Comparison {
  readonly ground: Ground
  readonly isCompared: boolean
}

/** One asset in reach with every hold on it. */
export const assetOf = (comparison: Comparison, view: AssetView): ReviewAsset => ({
  ...view.asset,
  ownership: view.ownership,
  declared: comparison.isCompared ? view.desired !== null : null,
  managers: managersOf(comparison.ground, view),
  access: [
    ...ACCESS_NAMES.flatMap((relation) => accessIn(comparison, view, relation).sort(byName)),
    ...groupAccessIn(comparison, view).sort(byName),
  ],
})

const byName = (one: Access, other: Access): number =>
  compareText(wordsOf(one.subject), wordsOf(other.subject)) ||
  compareText(one.address, other.address)

const wordsOf = ({ alias, name, id }: Subject): string => alias ?? name ?? id

/** The rows of one relation, as the API shows them, with what the manifest says of each. */
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

/** Who reaches it through an asset group: no manifest says who may, but who is offboarded may not. */
const groupAccessIn = ({ ground, isCompared }: Comparison, view: AssetView): Access[] =>
  ground.groups.on(view.asset).map(({ group, member, tasks }): Access => {
    const isOffboarded = ground.directory.isOffboarded(member.id)
    return {
      address: addressIn(group.id, 'users', member.id),
      subject: ground.directory.subjectOf('users', member.id, member.name),
      tasks: sortTasks(view.kind, tasks ?? []),
      manages: isManager(view.kind, tasks ?? []),
      path: 'group',
      group,
      ...{ declared: null, via: [], reason: null, expires: null, since: null },
      standing: isOffboarded ? 'offboarded' : 'not_managed',
      source: isOffboarded ? offboardedSource(ground, member.id) : null,
      ...(isCompared ? {} : NOT_COMPARED),
      findings: [],
    }
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

/** Null where nobody can tell, and of a kind that nobody can manage. */
const managersOf = (ground: Ground, view: AssetView): number | null =>
  view.kind.managers.length > 0 &&
  view.ownership === 'owned' &&
  view.scope('users')?.status === 'complete'
    ? managersNow(ground.directory, view)
    : null
