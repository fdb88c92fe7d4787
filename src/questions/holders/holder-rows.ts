import { managersNow } from '../../access/counted-managers.ts'
import { type Ground, offboardedSource } from '../../access/ground.ts'
import { addressOf, type Holding, holdingsIn, subjectOf } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import type { LiveRelation, RelationStatus } from '../../model/live.ts'
import { type Subject, shortNameOf } from '../../model/plan.ts'
import { ACCESS_NAMES, isHeldBy } from '../../model/relations.ts'
import type { Access, AccessPath, ReviewAsset } from '../../model/reports/review-report.ts'
import { isManager, sortTasks } from '../../model/tasks.ts'
import { addressOf as addressIn } from '../../model/text/address.ts'
import { compareText } from '../../model/text/text.ts'
import { claimedOf } from './claims.ts'
import { withEmail } from './with-email.ts'

/** The relations that are access: who is assigned, who is shared with, who is asked. */
export type AccessRelation = (typeof ACCESS_NAMES)[number]

/** What a row of an asset can be of: access, or an on-behalf-of relation. */
type HeldRelation = AccessRelation | 'on_behalf_of'

/** What a review compares, and whether there is a manifest at all. */
export interface Comparison {
  readonly ground: Ground
  readonly isCompared: boolean
}

/** One asset in reach with everything that is held on it, and who acts there on behalf of whom. */
export const assetOf = (comparison: Comparison, view: AssetView): ReviewAsset => ({
  ...view.asset,
  ownership: view.ownership,
  declared: comparison.isCompared ? view.desired !== null : null,
  managers: managersOf(comparison.ground, view),
  access: [
    ...accessOn(comparison, view),
    ...accessIn(comparison, view, 'on_behalf_of').sort(byName),
  ],
})

/** Every hold on one asset, or those of the subjects that pass: nothing is said of others. */
export const accessOn = (
  comparison: Comparison,
  view: AssetView,
  passes: (subject: Subject) => boolean = () => true,
): readonly Access[] => [
  ...ACCESS_NAMES.flatMap((relation) => accessIn(comparison, view, relation, passes).sort(byName)),
  ...groupAccessIn(comparison, view)
    .filter(({ subject }) => passes(subject))
    .sort(byName),
]

const byName = (one: Access, other: Access): number =>
  compareText(shortNameOf(one.subject), shortNameOf(other.subject)) ||
  compareText(one.address, other.address)

/** The rows of one relation as the API shows them, with what the manifest says about each. */
const accessIn = (
  { ground, isCompared }: Comparison,
  view: AssetView,
  relation: HeldRelation,
  passes: (subject: Subject) => boolean = () => true,
): Access[] =>
  holdingsIn(ground, view, relation).flatMap((holding) => {
    if (holding.row === undefined) return []
    const subject = withEmail(ground, subjectOf(ground, holding))
    return passes(subject)
      ? [accessOf(ground, isCompared, { holding, row: holding.row, subject })]
      : []
  })

interface Held {
  readonly holding: Holding<HeldRelation>
  readonly row: LiveRelation
  readonly subject: Subject
}

const accessOf = (
  ground: Ground,
  isCompared: boolean,
  { holding, row, subject }: Held,
): Access => ({
  address: addressOf(holding),
  subject,
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
      subject: withEmail(ground, ground.directory.subjectOf('users', member.id, member.name)),
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

const pathOf = (relation: HeldRelation, status: RelationStatus): AccessPath => {
  switch (status) {
    case 'active':
      if (relation === 'on_behalf_of') return relation
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
