import type { World } from '../../sandbox/state.ts'
import { idsIn } from '../snapshot/world-ids.ts'

/** Every name, e-mail and id of a world, those of what it does not have any more too. */
export const originalsIn = (world: World): readonly string[] => [
  ...idsIn(world),
  world.app.id,
  ...namesIn(world),
  ...emailsIn(world),
  ...mentionedIn(world),
]

const namesIn = ({ businesses, assets, groups }: World): readonly string[] => [
  ...[...businesses.values()].flatMap(({ name, users, systemUsers }) => [
    ...[name, ...[...users.values(), ...systemUsers.values()].map((person) => person.name)],
  ]),
  ...[...assets.values(), ...groups.values()].map(({ name }) => name),
]

const emailsIn = ({ businesses }: World): readonly string[] =>
  [...businesses.values()].flatMap(({ users, systemUsers, invited }) => [
    ...[...users.values(), ...systemUsers.values()].flatMap(({ email }) => email ?? []),
    ...[...invited.values()].map(({ email }) => email),
  ])

/** What is named although nothing of the world has to have it. */
const mentionedIn = ({ token, modes, businesses, remembered }: World): readonly string[] => [
  ...[...(token.targets?.values() ?? [])].flat(),
  ...modes.unlisted,
  ...[...businesses.values()]
    .flatMap(({ users, systemUsers, invited }) => [
      ...[...users.values(), ...systemUsers.values(), ...invited.values()],
    ])
    .flatMap(({ createdBy }) => createdBy ?? []),
  ...addressesIn(remembered).flatMap((address) => {
    const [node = '', , ...subject] = address.split('/')
    return [node, subject.join('/')]
  }),
]

const addressesIn = (remembered: World['remembered']): readonly string[] => {
  if (remembered === undefined) return []
  const { requests, approvals, kept, invitations, seen } = remembered
  return [requests, approvals, kept, invitations, seen].flatMap((entries) => [...entries.keys()])
}
