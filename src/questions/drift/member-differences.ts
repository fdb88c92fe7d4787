import type { Ground } from '../../access/ground.ts'
import type { AssetView } from '../../access/views.ts'
import type { Difference } from '../../model/reports/drift-report.ts'
import { memberAddress } from '../../model/text/address.ts'
import { leftoversOf } from '../../plan/judge/leftovers.ts'
import { differenceOf } from './difference.ts'

/** Whoever is offboarded and keeps a seat because the policy says that it is taken by hand. */
export const seatsByHand = (ground: Ground, business: AssetView): readonly Difference[] => {
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
