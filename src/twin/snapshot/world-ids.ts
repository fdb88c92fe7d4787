import type { World } from '../../sandbox/state.ts'

/** Every id that means something in a world. */
export const idsIn = ({ businesses, assets, groups }: World): ReadonlySet<string> =>
  new Set([
    ...[...businesses.values()].flatMap(({ id, users, systemUsers, invited }) => [
      ...[id, ...users.keys(), ...systemUsers.keys(), ...invited.keys()],
      ...[...users.values()].flatMap(({ user }) => user ?? []),
    ]),
    ...[...assets.values()].flatMap(({ id, igUserId, onBehalfOf }) => [
      ...[id, ...onBehalfOf.keys()],
      ...(igUserId === undefined ? [] : [igUserId]),
    ]),
    ...groups.keys(),
  ])

/** The first number that means nobody yet. */
export const unusedId = (used: ReadonlySet<string>): string => {
  let id = 1
  while (used.has(String(id))) id += 1
  return String(id)
}
