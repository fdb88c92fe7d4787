import { KINDS, type KindTable, kindOf } from '../../model/kinds.ts'
import type { DesiredAsset, DesiredPath, Manifest } from '../../model/manifest.ts'
import type { Subject } from '../../model/plan.ts'
import { isHeldBy, RELATION_NAMES, type RelationName } from '../../model/relations.ts'
import type { Expiring } from '../../model/reports/expiring-report.ts'
import { closureOf } from '../../model/tasks.ts'
import { compareText } from '../../model/text/text.ts'
import { daysBetween } from '../../model/text/time.ts'
import { type PlanFilter, passes } from '../../plan/filter.ts'

/** How many days ahead a plan points out what is about to end. */
export const SOON_DAYS = 14

/**
 * What the manifest gives on `asOf` and what ends within the next `SOON_DAYS` days, unless another
 * path gives the same for longer. The soonest comes first.
 */
export const expiringOf = (
  manifest: Manifest,
  asOf: string,
  { filter = {}, kinds = KINDS }: { readonly filter?: PlanFilter; readonly kinds?: KindTable } = {},
): readonly Expiring[] =>
  manifest.assets
    .flatMap((asset) =>
      RELATION_NAMES.flatMap((relation) => endingOn(manifest, asset, relation, { asOf, kinds })),
    )
    .filter((row) => passes(filter, row))
    .sort(
      (one, other) =>
        compareText(one.expires, other.expires) ||
        compareText(one.asset.id, other.asset.id) ||
        compareText(one.subject?.id ?? '', other.subject?.id ?? ''),
    )

const endingOn = (
  manifest: Manifest,
  asset: DesiredAsset,
  relation: RelationName,
  on: { readonly asOf: string; readonly kinds: KindTable },
): readonly Expiring[] => {
  const kind = kindOf(asset.kind, on.kinds)
  const paths = (asset[relation]?.paths ?? []).filter((path) => isAlive(path, on.asOf))
  return paths.flatMap((path) => {
    const { subject, expires } = path
    if (expires === null || daysBetween(on.asOf, expires) > SOON_DAYS) return []
    const ofSubject = paths.filter((other) => other.subject === subject)
    if (ofSubject.some(({ none }) => none)) return []
    const lasting = ofSubject.filter((other) => (other.expires ?? LAST_DAY) > expires)
    const kept = closureOf(
      kind,
      lasting.flatMap(({ tasks }) => tasks),
    )
    const tasks = path.tasks.filter((task) => !kept.has(task))
    if (tasks.length === 0) return []
    const { id, name } = asset
    return [
      {
        asset: { kind: asset.kind, id, name },
        subject: subjectOf(manifest, relation, subject),
        tasks,
        expires,
        note: path.note,
        source: path.source,
      },
    ]
  })
}

const LAST_DAY = '9999-12-31'

const isAlive = ({ expires }: DesiredPath, asOf: string): boolean => (expires ?? LAST_DAY) >= asOf

const subjectOf = (manifest: Manifest, relation: RelationName, alias: string): Subject | null => {
  if (isHeldBy(relation, 'us')) return null
  const partner = manifest.partners.get(alias)
  const person = manifest.people.get(alias)
  const type = isHeldBy(relation, 'partner')
    ? 'business'
    : person?.by === 'system_user'
      ? 'system_user'
      : 'business_user'
  return { type, id: partner?.id ?? person?.value ?? alias, name: null, alias }
}
