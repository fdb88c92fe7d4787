import type { Ground } from '../../access/ground.ts'
import { assetKindOf } from '../../model/kinds.ts'
import type { Invitation } from '../../model/live.ts'
import type { PlanAsset } from '../../model/plan.ts'
import type {
  Access,
  Finding,
  ReviewAsset,
  ReviewPerson,
  Seat,
} from '../../model/reports/review-report.ts'
import type { ExposureRow } from '../exposure/exposure-rows.ts'
import type { MirrorDifference } from '../holders/mirror-differences.ts'

/** What findings are derived from. */
export interface Facts {
  readonly ground: Ground
  readonly isCompared: boolean
  /** Whether rows of subjects that were not asked for were left out. */
  readonly isOfSome: boolean
  readonly assets: readonly ReviewAsset[]
  readonly people: readonly ReviewPerson[]
  /** Invitations that somebody may still accept. */
  readonly invitations: readonly Invitation[]
  /** Invitations that are listed, and nobody can accept any more. */
  readonly ended: readonly Invitation[]
  /** Who belongs to the business and who is invited, as the manifest sees it. */
  readonly seats: readonly Seat[]
  /** Where our business's own lists differ from the assets. */
  readonly differences: readonly MirrorDifference[]
  /** Who else can spend or see. */
  readonly exposed: readonly ExposureRow[]
  /** What ends soon, by address. */
  readonly ending: ReadonlyMap<string, string>
}

/** A row with its asset. */
export interface Hold {
  readonly asset: PlanAsset
  readonly row: Access
}

/**
 * What several holdings of one subject have in common, as the body of a finding. An asset that is
 * reached by several paths is named once.
 */
export const aboutHolds = (
  holds: readonly Hold[],
): Pick<Finding, 'subject' | 'assets' | 'addresses' | 'source'> => ({
  subject: holds[0]?.row.subject ?? null,
  assets: [...new Map(holds.map(({ asset }) => [asset.id, asset])).values()],
  addresses: holds.map(({ row }) => row.address),
  source: holds[0]?.row.source ?? null,
})

/** The tasks that make a manager of these assets, in words: `MANAGE or FULL_CONTROL`. */
export const managingOn = (
  { ground }: Facts,
  assets: readonly Pick<PlanAsset, 'kind'>[],
): string => {
  const tasks = assets.flatMap(({ kind }) => assetKindOf(kind, ground.kinds).managers[0] ?? [])
  return [...new Set(tasks)].join(' or ')
}
