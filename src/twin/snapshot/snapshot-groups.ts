import { assetKindOf } from '../../model/kinds.ts'
import type { LiveAsset, LiveGroup } from '../../model/live.ts'
import type { Asset, Modes } from '../../sandbox/state.ts'
import { type AssetGroup, GROUP_PARTS, type GroupTasks } from '../../sandbox/world/asset-group.ts'
import type { Facts } from './facts.ts'
import { UNTOLD } from './snapshot-people.ts'

const groupsOf = ({ live }: Facts): readonly LiveGroup[] => live.groups?.rows ?? []

/** The groups of our business, with what is in them and who. */
export const groupsIn = (facts: Facts): ReadonlyMap<string, AssetGroup> =>
  new Map(groupsOf(facts).map((group) => [group.id, groupOf(facts, group)]))

const groupOf = (facts: Facts, { id, name, assets, unread, members }: LiveGroup): AssetGroup => {
  const { us, rows, status, kinds } = facts
  const tasks = new Map(rows(id, 'users').map((row) => [row.subject, row.tasks]))
  const isTold = groupRowsOf(facts) === 'told'
  const refuse = [
    ...(status(id, 'users') === 'complete' ? [] : ['assigned_users']),
    ...unread.flatMap(({ kind }) => assetKindOf(kind, kinds).grouped?.edge ?? []),
  ]
  return {
    ...{ id, name: name ?? UNTOLD, owner: us },
    assets: assets.map((asset) => asset.id),
    users: new Map(
      members.map((member) => {
        const told = isTold ? member.tasks : undefined
        return [member.id, partsOf(tasks.get(member.id) ?? [], told)]
      }),
    ),
    ...(refuse.length === 0 ? {} : { refuse }),
  }
}

/** `adaccount:ANALYZE` by part, as a world has them; `told`: also parts of which a row tells none. */
const partsOf = (
  tasks: readonly string[],
  told?: LiveGroup['members'][number]['tasks'],
): GroupTasks =>
  new Map(
    GROUP_PARTS.flatMap(({ part, prefix }) => {
      const own = tasks.filter((task) => task.startsWith(`${prefix}:`))
      return own.length === 0 && told?.has(part) !== true
        ? []
        : [[part, own.map((task) => task.slice(prefix.length + 1))] as const]
    }),
  )

/** Whether rows of groups tell every part, none, or some of them. */
export const groupRowsOf = (facts: Facts): Modes['group_rows'] => {
  const kinds = facts.kinds.filter(({ grouped }) => grouped?.tasks !== undefined).length
  const told = groupsOf(facts).flatMap(({ members }) => members.map(({ tasks }) => tasks.size))
  if (told.every((size) => size === kinds)) return 'tasks'
  return told.every((size) => size === 0) ? 'bare' : 'told'
}

/** Assets that only a group shows; it may name them by another id, which is then all that is known. */
export const onlyGrouped = (facts: Facts, known: ReadonlyMap<string, Asset>): readonly Asset[] =>
  groupsOf(facts)
    .flatMap(({ assets }) => assets)
    .filter(({ id }) => !known.has(id))
    .map((asset) => groupedAsset(facts, asset))

const groupedAsset = (
  { us, kinds, stranger }: Facts,
  { id, kind, name, ownership }: LiveAsset,
): Asset => ({
  ...{ id, kind, name: name ?? UNTOLD, approval: false },
  ...(ownership === 'owned' ? { owner: us } : ownership === 'client' ? { owner: stranger } : {}),
  ...{ agencies: new Map(), users: new Map(), refuse: [], onBehalfOf: new Map() },
  newPageExperience: false,
  ...(assetKindOf(kind, kinds).grouped?.by === undefined ? {} : { igUserId: id }),
})
