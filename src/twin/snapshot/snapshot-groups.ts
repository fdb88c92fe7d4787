import type { LiveGroup } from '../../model/live.ts'
import { type AssetGroup, GROUP_PARTS, type GroupTasks } from '../../sandbox/world/asset-group.ts'
import type { Facts } from './facts.ts'
import { UNTOLD } from './snapshot-people.ts'

/** The groups of our business, with what is in them and who. */
export const groupsIn = (facts: Facts): ReadonlyMap<string, AssetGroup> =>
  new Map((facts.live.groups?.rows ?? []).map((group) => [group.id, groupOf(facts, group)]))

const groupOf = ({ us, rows }: Facts, { id, name, assets }: LiveGroup): AssetGroup => ({
  ...{ id, name: name ?? UNTOLD, owner: us },
  assets: assets.map((asset) => asset.id),
  users: new Map(rows(id, 'users').map(({ subject, tasks }) => [subject, partsOf(tasks)])),
})

/** `adaccount:ANALYZE` by part, as a world has them. */
const partsOf = (tasks: readonly string[]): GroupTasks =>
  new Map(
    GROUP_PARTS.flatMap(({ part, prefix }) => {
      const own = tasks.filter((task) => task.startsWith(`${prefix}:`))
      return own.length === 0
        ? []
        : [[part, own.map((task) => task.slice(prefix.length + 1))] as const]
    }),
  )
