import type { AgencyRow, Asset, Business, World } from '../../src/sandbox/state.ts'
import type { AbstractAsset, Scene, Section } from './abstract.ts'
import { US } from './abstract.ts'
import { atMost, isSameInEffect } from './effect.ts'
import type { Expectation, Expected } from './interpreter.ts'
import type { SeatsExpected } from './seats.ts'

/** What the sandbox holds in one place: tasks as granted, and who must act. */
interface Found {
  readonly tasks: readonly string[]
  readonly state: string
}

const STATES = { admin: 'approval', owner: 'asking', partner: 'offered' } as const

const agencyFound = (row: AgencyRow | undefined): Found | null =>
  row === undefined
    ? null
    : { tasks: row.tasks, state: row.waitsFor === undefined ? 'active' : STATES[row.waitsFor] }

const userFound = (tasks: readonly string[] | undefined): Found | null =>
  tasks === undefined ? null : { tasks, state: 'active' }

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((task) => other.includes(task))

const fits = (
  section: Section,
  expected: Expected,
  before: Found | null,
  found: Found | null,
): boolean => {
  switch (expected.type) {
    case 'same':
      return before === null || found === null
        ? before === found
        : before.state === found.state && isSameSet(before.tasks, found.tasks)
    case 'gone':
      return found === null
    case 'holds': {
      const { tasks, state, orAnyOf } = expected
      if (found === null || found.state !== (state === 'pending' ? 'asking' : state)) return false
      if (orAnyOf === undefined) {
        return [tasks, atMost(section, tasks)].some((list) => isSameSet(list, found.tasks))
      }
      const isWithin = found.tasks.every((task) => orAnyOf.includes(task))
      return isWithin && isSameInEffect(section, found.tasks, tasks)
    }
  }
}

const inWords = (found: Found | null): string =>
  found === null ? 'nothing' : `${found.state} ${found.tasks.join('+')}`

const expectedInWords = (expected: Expected): string =>
  expected.type === 'holds' ? `${expected.state} ${expected.tasks.join('+')}` : expected.type

/** The same of the business itself: who belongs to it, in which role, and who is invited. */
const seatDifferences = (
  after: World,
  { roles, invitations }: SeatsExpected,
): readonly string[] => {
  const { users, invited } = after.businesses.get(US) as Business
  const found = [...users.values()].map(({ id, role }) => `${id} ${role}`)
  const expected = [...roles].map(([id, role]) => `${id} ${role}`)
  const open = [...invited.values()].map(({ email, role }) => `${email.toLowerCase()} ${role}`)
  return [...unlike('has a seat', found, expected), ...unlike('is invited', open, invitations)]
}

/** What is in one list only, how often it is told apart. */
const unlike = (
  what: string,
  found: readonly string[],
  expected: readonly string[],
): readonly string[] => {
  const count = (list: readonly string[], one: string): number =>
    list.filter((other) => other === one).length
  return [...new Set([...found, ...expected])].flatMap((one) => {
    const [is, should] = [count(found, one), count(expected, one)]
    return is === should ? [] : [`${one} ${what} ${is} times, not ${should}`]
  })
}

/** Every place where the world is not as the interpreter says; a line each. */
export const differences = (
  scene: Scene,
  before: World,
  after: World,
  expectation: Expectation,
): readonly string[] => [
  ...seatDifferences(after, expectation.seats),
  ...[...expectation.groups].flatMap(([id, members]) => {
    const found = [...(after.groups.get(id)?.users.keys() ?? [])]
    return isSameSet(members, found)
      ? []
      : [`${id}: ${found.join()} are in it, not ${members.join()}`]
  }),
  ...expectation.assets.flatMap(({ id, users, agencies, ours }) => {
    const { section } = scene.world.assets.find((asset) => asset.id === id) as AbstractAsset
    const held = before.assets.get(id) as Asset
    const now = after.assets.get(id) as Asset
    const line = (place: string, expected: Expected, was: Found | null, is: Found | null) =>
      fits(section, expected, was, is)
        ? []
        : [`${id}/${place}: ${inWords(was)} -> ${inWords(is)}, not ${expectedInWords(expected)}`]
    const everybody = new Set([...users.keys(), ...held.users.keys(), ...now.users.keys()])
    const businesses = new Set([
      ...agencies.keys(),
      ...held.agencies.keys(),
      ...now.agencies.keys(),
    ])
    businesses.delete(US)
    const SAME: Expected = { type: 'same' }
    return [
      ...line(
        'request',
        ours,
        agencyFound(held.agencies.get(US)),
        agencyFound(now.agencies.get(US)),
      ),
      ...[...everybody].flatMap((user) =>
        line(
          `users/${user}`,
          users.get(user) ?? SAME,
          userFound(held.users.get(user)),
          userFound(now.users.get(user)),
        ),
      ),
      ...[...businesses].flatMap((business) =>
        line(
          `agencies/${business}`,
          agencies.get(business) ?? SAME,
          agencyFound(held.agencies.get(business)),
          agencyFound(now.agencies.get(business)),
        ),
      ),
    ]
  }),
]
