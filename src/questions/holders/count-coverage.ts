import { addressOf, holdingsIn, subjectOf } from '../../access/holdings.ts'
import type { AssetView } from '../../access/views.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { PlanAsset, Subject } from '../../model/plan.ts'
import { EDGE_NAMES } from '../../model/relations.ts'
import type { Coverage, Covered } from '../../model/reports/coverage.ts'
import type { Standing } from '../../model/reports/review-report.ts'
import { groupBy } from '../../model/text/grouping.ts'
import { claimedOf } from './claims.ts'
import { liveSeatsIn } from './held-seats.ts'
import type { Comparison } from './holder-rows.ts'

/** Something that is live, as filters see it. */
interface Live {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject
}

interface Grant extends Live {
  readonly standing: Standing | null
}

/** What is held in other tasks or in another role is declared all the same; what has ended is not. */
const DECLARED: ReadonlySet<Standing | null> = new Set<Standing>(['declared', 'differs'])

/**
 * How much of what is live on these assets, and in the business, the manifest declares; only what
 * `passes` is counted.
 */
export const coverageOf = (
  comparison: Comparison,
  views: readonly AssetView[],
  passes: (live: Live) => boolean,
): Coverage => {
  const { directory } = comparison.ground
  const live = [...views.flatMap((view) => grantsOn(comparison, view)), ...seatsOf(comparison)]
    .filter(({ subject }) => !directory.isSelf(subject.id))
    .filter(passes)
  const byKind = groupBy(live, ({ asset }) =>
    asset.kind === BUSINESS.name ? 'members' : asset.kind,
  )
  return {
    ...countOf(live),
    by_kind: Object.fromEntries([...byKind].map(([kind, own]) => [kind, countOf(own)])),
  }
}

const countOf = (live: readonly Grant[]): Covered => ({
  declared: live.filter(({ standing }) => DECLARED.has(standing)).length,
  live: live.length,
})

/** Agencies and people; what is asked for, or of a status that is not known, is no grant. */
const grantsOn = ({ ground }: Comparison, view: AssetView): readonly Grant[] =>
  EDGE_NAMES.flatMap((relation) =>
    holdingsIn(ground, view, relation)
      .filter(({ row }) => row?.status === 'active')
      .map((holding) => ({
        address: addressOf(holding),
        asset: view.asset,
        subject: subjectOf(ground, holding),
        standing: claimedOf(ground, holding).standing,
      })),
  )

/** Seats and open invitations. Nothing gives or takes a system user's: it counts where it is declared. */
const seatsOf = (comparison: Comparison): readonly Grant[] => {
  const { business } = comparison.ground.live
  const asset = { kind: BUSINESS.name, ...business }
  return liveSeatsIn(comparison)
    .filter(({ subject, declared }) => subject.type !== 'system_user' || declared !== null)
    .filter(({ invitation }) => invitation?.ended !== true)
    .map(({ address, subject, standing }) => ({ address, asset, subject, standing }))
}
