import { type Kind, type KindTable, kindOf } from '../../model/kinds.ts'
import type { Applied, Difference, MovedSide } from '../../model/reports/drift-report.ts'
import { isSatisfied } from '../../model/tasks.ts'

/**
 * Which side moved since our last apply of an address: live, if it no longer shows what was
 * applied; the manifest, if it no longer declares it. An expiry is nobody's move. If neither moved
 * (the API shows something else than it accepted), nothing is claimed.
 */
export const withMoved = (
  difference: Difference,
  applied: ReadonlyMap<string, Applied>,
  kinds: KindTable,
): Difference => {
  const last = applied.get(difference.address)
  if (last === undefined || difference.type === 'expired') return difference
  const kind = kindOf(difference.asset.kind, kinds)
  const side = sideOf(
    isSame(kind, last.tasks, difference.found),
    isSame(kind, last.tasks, difference.declared),
  )
  return side === null ? difference : { ...difference, moved: side, applied_at: last.at }
}

const sideOf = (isLiveStill: boolean, isManifestStill: boolean): MovedSide | null => {
  if (isLiveStill) return isManifestStill ? null : 'manifest'
  return isManifestStill ? 'live' : 'both'
}

/**
 * Whether two lists are the same tasks. They are compared in the form in which the API reads them
 * back, unpacked.
 */
const isSame = (
  kind: Kind,
  applied: readonly string[] | null,
  shown: readonly string[] | null,
): boolean => {
  const isNothing = (tasks: readonly string[] | null): boolean => (tasks ?? []).length === 0
  if (isNothing(applied) || isNothing(shown)) return isNothing(applied) && isNothing(shown)
  return isSatisfied(kind, applied ?? [], shown ?? [])
}
