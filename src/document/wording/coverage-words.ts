import { BUSINESS, type KindTable } from '../../model/kinds.ts'
import type { Coverage, Covered } from '../../model/reports/coverage.ts'
import { listedKinds } from '../asset-groups.ts'

/**
 * How much of what is live the manifest declares, in all and by kind; nothing where there is nothing to
 * count. `seen`: what is counted, if that is not all that is live.
 */
export const coverageLines = (
  coverage: Coverage | null,
  kinds: KindTable,
  seen = 'live grants',
): readonly string[] => {
  if (coverage === null || coverage.live === 0) return []
  const parts = listedKinds(kinds).flatMap(({ name, label }) => {
    const isBusiness = name === BUSINESS.name
    const own = coverage.by_kind[isBusiness ? 'members' : name]
    return own === undefined ? [] : [`${partOf(own)} ${isBusiness ? 'members' : `on ${label}s`}`]
  })
  return [`Coverage: the manifest declares ${partOf(coverage)} ${seen} (${parts.join(', ')}).`]
}

const partOf = ({ declared, live }: Covered): string => `${declared} of ${live}`
