import type { Ground } from '../../access/ground.ts'
import type { AssetView } from '../../access/views.ts'
import { BUSINESS } from '../../model/kinds.ts'
import type { PlanAsset } from '../../model/plan.ts'
import type { Difference } from '../../model/reports/drift-report.ts'
import { memberAddress } from '../../model/text/address.ts'
import { leftoversOf } from '../../plan/judge/leftovers.ts'
import { differenceOf } from './difference.ts'

/** Differences between members and the manifest that are no judgement of one of them. */
export const memberDifferences = (
  ground: Ground,
  business: AssetView | undefined,
): readonly Difference[] => [
  ...leftOut(ground),
  ...(business === undefined ? [] : seatsByHand(ground, business)),
]

/**
 * Closed coverage is about everything in reach, and who belongs to the business is a key like
 * another. One that is left out is one difference, however many people it would name.
 */
const leftOut = ({ manifest, live }: Ground): readonly Difference[] => {
  const isDeclared = manifest.assets.some(({ kind }) => kind === BUSINESS.name)
  if (manifest.policy.coverage === 'open' || isDeclared) return []
  const asset: PlanAsset = { kind: BUSINESS.name, id: manifest.business, name: live.business.name }
  return [
    {
      address: `${manifest.business}/members`,
      type: 'unmanaged',
      ...{ declared: null, found: null, asset, subject: null, source: null },
    },
  ]
}

/** Whoever is offboarded and keeps a seat because the policy says that it is taken by hand. */
const seatsByHand = (ground: Ground, business: AssetView): readonly Difference[] => {
  if (ground.manifest.policy.offboarded_members === 'remove') return []
  const seats = new Map(business.rows('members').map((row) => [row.subject, row.tasks]))
  return leftoversOf(ground, business)
    .filter((outcome) => outcome.type === 'manual' && outcome.manual.reason === 'business_role')
    .flatMap((outcome) => differenceOf(ground, outcome))
    .flatMap((difference) => {
      const { type, id } = difference.subject ?? { type: null, id: '' }
      const found = seats.get(id)
      // Nobody can take a system user out; it is enough that it holds nothing.
      return type !== 'business_user' || found === undefined
        ? []
        : [{ ...difference, address: memberAddress(business.asset.id, id), found }]
    })
}
