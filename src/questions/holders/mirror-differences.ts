import type { Ground } from '../../access/ground.ts'
import { type AssetKind, kindOn } from '../../model/kinds.ts'
import type { LiveAsset, LiveMirror, LiveRelation, LiveState, MirrorRow } from '../../model/live.ts'
import type { PlanAsset } from '../../model/plan.ts'
import { isEdgeName, type RelationName } from '../../model/relations.ts'
import { isSatisfied } from '../../model/tasks.ts'
import { addressOf } from '../../model/text/address.ts'

/** In which way a list of our business and the assets do not agree. */
export type MirrorHow = 'untold' | 'unheld' | 'tasks' | 'unlisted'

/** The same in words; `list` as the API calls it. */
export const MIRROR_WORDS: Readonly<Record<MirrorHow, (list: string) => string>> = {
  untold: (list) => `held, and the list ${list} of the business does not show it`,
  unheld: (list) => `on the list ${list} of the business, and not held`,
  tasks: (list) => `held with other tasks than on the list ${list} of the business`,
  unlisted: (list) => `on the list ${list} of the business, for an asset that no list of ours has`,
}

export interface MirrorDifference {
  readonly list: keyof LiveMirror
  readonly how: MirrorHow
  readonly asset: PlanAsset
  /** The other business; null where only a row of a client's asset is there, and tells none. */
  readonly business: MirrorRow['business'] | null
  /** Of the row on the asset, where there is one. */
  readonly address: string | null
}

/** Which relation shows on the assets what a list tells. */
const RELATION_OF = { agencies: 'agencies', clients: 'request' } as const satisfies Readonly<
  Record<keyof LiveMirror, RelationName>
>

/**
 * Where our business's own lists say something else than the assets. Only what both were read to
 * their end for is compared; what is not in force on either side is not.
 */
export const mirrorDifferences = ({
  live,
  kinds,
}: Pick<Ground, 'live' | 'kinds'>): readonly MirrorDifference[] => {
  const { mirror } = live
  if (mirror === undefined) return []
  return (['agencies', 'clients'] as const).flatMap((list) =>
    mirror[list].status !== 'complete'
      ? []
      : kinds.flatMap((kind) => differencesOf(live, mirror, kind, list)),
  )
}

const differencesOf = (
  live: LiveState,
  mirror: LiveMirror,
  kind: AssetKind,
  list: keyof LiveMirror,
): readonly MirrorDifference[] => {
  const relation = RELATION_OF[list]
  if (kind.mirror === undefined || kind.relations[relation] === undefined) return []
  const assets = new Map(
    live.assets.filter((each) => each.kind === kind.name).map((each) => [each.id, each]),
  )
  const read = new Set(
    live.scopes
      .filter((scope) => scope.kind === kind.name && scope.relation === relation)
      .filter(({ status }) => status === 'complete')
      .map(({ asset }) => asset),
  )
  const held = live.relations.filter(
    (row) => row.kind === kind.name && row.relation === relation && read.has(row.asset),
  )
  const told = mirror[list].rows.filter((row) => row.kind === kind.name)
  const isSame = (row: LiveRelation, entry: MirrorRow): boolean =>
    row.asset === entry.asset && (list === 'clients' || row.subject === entry.business.id)
  const tasksOn = isEdgeName(relation) ? kindOn(kind, relation) : kind
  const assetOf = (id: string): PlanAsset => ({
    kind: kind.name,
    id,
    name: assets.get(id)?.name ?? null,
  })
  const fromAssets = held.filter(isInForce).flatMap((row): readonly MirrorDifference[] => {
    const entries = told.filter((entry) => isSame(row, entry))
    const entry = entries.find(isInForce)
    const how = entry === undefined ? 'untold' : isAlike(tasksOn, row, entry) ? null : 'tasks'
    if (how === null || (entry === undefined && entries.length > 0)) return []
    const business =
      list === 'clients' ? row.counterpart : { id: row.subject, name: row.subjectName }
    return [
      {
        list,
        how,
        asset: assetOf(row.asset),
        business,
        address: addressOf(row.asset, relation, row.subject),
      },
    ]
  })
  const areListed = !(live.unlisted ?? []).some((each) => each.kind === kind.name)
  const fromList = told.filter(isInForce).flatMap((entry): readonly MirrorDifference[] => {
    const how = read.has(entry.asset)
      ? held.some((row) => row.status !== 'pending' && isSame(row, entry) && isListed(row, list))
        ? null
        : 'unheld'
      : areListed && isNowhere(assets.get(entry.asset))
        ? 'unlisted'
        : null
    return how === null
      ? []
      : [{ list, how, asset: assetOf(entry.asset), business: entry.business, address: null }]
  })
  return [...fromAssets, ...fromList]
}

/** An entry alone does not make an asset a client's. */
const isNowhere = (asset: LiveAsset | undefined): boolean =>
  asset === undefined || asset.ownership === 'unknown' || asset.ownership === 'absent'

const isInForce = ({ status }: { readonly status: LiveRelation['status'] }): boolean =>
  status === 'active'

/** What a client's list alone shows is no hold of its own. */
const isListed = ({ status }: LiveRelation, list: keyof LiveMirror): boolean =>
  list === 'agencies' || status === 'active'

/** One of the two may be unpacked and the other not. */
const isAlike = (kind: AssetKind, { tasks: held }: LiveRelation, { tasks }: MirrorRow): boolean =>
  tasks === null || isSatisfied(kind, tasks, held) || isSatisfied(kind, held, tasks)
