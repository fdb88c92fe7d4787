/** Asset groups in a world file. */

import type { World } from '../state.ts'
import type { AssetGroup, GroupTasks } from './asset-group.ts'
import { GROUP_FORMS, PART_FORMS } from './forms/asset-forms.ts'
import type { Printable } from './printer.ts'
import {
  checkId,
  entriesAt,
  mapAt,
  needText,
  needTold,
  refuseAt,
  type Tree,
  wordsAt,
} from './world-reader.ts'

/** Key of their section. */
export const GROUPS = 'asset_groups'

/** Reads the section. */
export function readGroups(tree: Tree | undefined): ReadonlyMap<string, AssetGroup> {
  return entriesAt(tree, GROUPS, (id, value, path) => {
    checkId(id, path)
    const map = mapAt(value, path, Object.keys(GROUP_FORMS))
    return {
      id,
      name: needTold(map, 'name', path),
      owner: needText(map, 'owner', path),
      assets: wordsAt(map.get('assets'), `${path}.assets`),
      users: entriesAt(map.get('users'), `${path}.users`, readTasks),
      ...(map.has('refuse') ? { refuse: wordsAt(map.get('refuse'), `${path}.refuse`) } : {}),
    }
  })
}

function readTasks(_id: string, value: Tree, path: string): GroupTasks {
  return new Map(
    [...mapAt(value, path, Object.keys(PART_FORMS))].map(([part, list]) => [
      part,
      wordsAt(list, `${path}.${part}`),
    ]),
  )
}

/** Throws `Error` unless everything that a group names exists, and a group can contain it. */
export function checkGroups(
  world: World,
  people: ReadonlySet<string>,
  containable: ReadonlySet<string>,
): void {
  for (const group of world.groups.values()) {
    const path = `${GROUPS}.${group.id}`
    if (!world.businesses.has(group.owner)) {
      throw refuseAt(path, `there is no business ${group.owner}`)
    }
    for (const id of group.assets) {
      const kind = world.assets.get(id)?.kind
      if (kind === undefined) throw refuseAt(`${path}.assets`, `there is no asset ${id}`)
      if (!containable.has(kind)) throw refuseAt(`${path}.assets`, `a group contains no ${kind}`)
    }
    for (const id of group.users.keys()) {
      if (!people.has(id)) throw refuseAt(`${path}.users`, `there is no person ${id}`)
    }
  }
}

/** The section as it is printed. */
export function treeOfGroups(world: World): ReadonlyMap<string, Printable> {
  const filled = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> | undefined =>
    map.size === 0 ? undefined : map
  return new Map(
    [...world.groups].map(([id, { name, owner, assets, users, refuse }]) => [
      id,
      new Map<string, Printable | undefined>([
        ['name', name],
        ['owner', owner],
        ['assets', assets.length === 0 ? undefined : assets],
        ['users', filled(users)],
        ['refuse', refuse],
      ]),
    ]),
  )
}
