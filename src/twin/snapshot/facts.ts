import type { KindTable } from '../../model/kinds.ts'
import { ASSET_GROUP, BUSINESS } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState, MirrorRow, Scope } from '../../model/live.ts'
import { type Memory, NO_MEMORY } from '../../model/memory.ts'
import type { RelationName } from '../../model/relations.ts'
import { groupBy } from '../../model/text/grouping.ts'
import type { TokenState } from '../../sandbox/state.ts'
import { unusedId } from './world-ids.ts'

/** What a snapshot is made of. */
export interface SnapshotInput {
  readonly live: LiveState
  /** What the journal remembers. */
  readonly memory?: Memory
  /** What is known of the token besides whose it is; every scope where that is not known. */
  readonly token?: Partial<Omit<TokenState, 'business' | 'user'>> & {
    /** Whether it is a person's, where no list says whose it is. */
    readonly isOfPerson?: boolean
  }
  /** Id of the token's app. */
  readonly app?: string
  readonly kinds?: KindTable
}

/** The same, with what every part of a snapshot looks up. */
export interface Facts {
  readonly live: LiveState
  readonly memory: Memory
  readonly token: NonNullable<SnapshotInput['token']>
  readonly kinds: KindTable
  /** Our own business. */
  readonly us: string
  /** An id that means nobody: of the business whose assets are somebody else's, nobody tells whose. */
  readonly stranger: string
  /** Assets without the groups and the business, which are no assets of a world. */
  readonly assets: readonly LiveAsset[]
  /** What our groups say of assets that are in them, by id. */
  readonly grouped: ReadonlyMap<string, LiveAsset>
  /** What our own list of clients says of their assets, by id. */
  readonly mirrored: ReadonlyMap<string, readonly MirrorRow[]>
  readonly rows: (asset: string, relation: RelationName) => readonly LiveRelation[]
  /** Undefined where it was not read. */
  readonly status: (asset: string, relation: RelationName) => Scope['status'] | undefined
}

/** All rows of one relation on assets. */
export const rowsOn = (
  { live, assets }: Facts,
  relation: RelationName,
): readonly LiveRelation[] => {
  const ids = new Set(assets.map(({ id }) => id))
  return live.relations.filter((row) => row.relation === relation && ids.has(row.asset))
}

const keyOf = (asset: string, relation: RelationName): string => `${asset}/${relation}`

const NODES: readonly string[] = [ASSET_GROUP.name, BUSINESS.name]

export const factsOf = ({
  live,
  memory = NO_MEMORY,
  token = {},
  kinds,
}: SnapshotInput & { readonly kinds: KindTable }): Facts => {
  const rows = groupBy(live.relations, ({ asset, relation }) => keyOf(asset, relation))
  const scopes = new Map(
    live.scopes.map(({ asset, relation, status }) => [keyOf(asset, relation), status]),
  )
  return {
    ...{ live, memory, token, kinds, us: live.business.id, stranger: freeId(live) },
    assets: live.assets.filter(({ kind }) => !NODES.includes(kind)),
    grouped: new Map(
      (live.groups?.rows ?? []).flatMap((group) => group.assets.map((asset) => [asset.id, asset])),
    ),
    mirrored: groupBy(live.mirror?.clients.rows ?? [], ({ asset }) => asset),
    rows: (asset, relation) => rows.get(keyOf(asset, relation)) ?? [],
    status: (asset, relation) => scopes.get(keyOf(asset, relation)),
  }
}

/** An id that means nobody else. */
const freeId = (live: LiveState): string => {
  const { people, relations, assets, business, invitations, mirror, groups } = live
  const listed = [...(mirror?.agencies.rows ?? []), ...(mirror?.clients.rows ?? [])]
  return unusedId(
    new Set([
      business.id,
      ...people.flatMap(({ id, facebookId }) => [id, facebookId ?? id]),
      ...relations.flatMap(({ subject, counterpart, otherBusiness }) => [
        ...[subject, counterpart?.id ?? subject, otherBusiness ?? subject],
      ]),
      ...listed.flatMap((row) => [row.asset, row.business.id]),
      ...(groups?.rows ?? []).flatMap((group) => [group.id, ...group.assets.map(({ id }) => id)]),
      ...[...assets, ...invitations].map(({ id }) => id),
    ]),
  )
}
