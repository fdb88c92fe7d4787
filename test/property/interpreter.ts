import type {
  AbstractAsset,
  AbstractWorld,
  DeclaredAsset,
  Hold,
  HoldState,
  Scene,
} from './abstract.ts'
import { SELF, SHAPES } from './abstract.ts'
import { type Asking, askingOf } from './asking.ts'
import { atMost, inEffect, isSameInEffect } from './effect.ts'
import { isToBeInvited, type SeatsExpected, seatsAfter } from './seats.ts'
import { areListsShort, emailOf, foldedEmail, isAliased, isInvited, isUnseen } from './who.ts'
import { byId, couldBe, isNamed, type Reading, type Relation, relationOf } from './words.ts'

/**
 * What a manifest means, said a second time and independently: who must hold which tasks on which
 * asset once it has been applied. It never looks at the program, only at a scene's plain values.
 */

/** What must be true of one subject on one asset. */
export type Expected =
  | { readonly type: 'same' }
  | { readonly type: 'gone' }
  /** These tasks to the letter; or, where what was held came to the same, any of both in effect. */
  | {
      readonly type: 'holds'
      readonly tasks: readonly string[]
      readonly state: HoldState | 'pending'
      readonly orAnyOf?: readonly string[]
    }

export interface ExpectedAsset {
  readonly id: string
  readonly agencies: ReadonlyMap<string, Expected>
  readonly users: ReadonlyMap<string, Expected>
  readonly ours: Expected
}

export interface Expectation {
  readonly assets: readonly ExpectedAsset[]
  /** Requests for which a withdrawal of this round makes room: the next plan sends them. */
  readonly later: readonly string[]
  /** Who stays in each asset group: everybody but the offboarded. */
  readonly groups: ReadonlyMap<string, readonly string[]>
  readonly seats: SeatsExpected
}

const SAME: Expected = { type: 'same' }
const GONE: Expected = { type: 'gone' }

/** Written as wanted; with an additive asset, on top of what is held. */
const holding = (
  reading: Reading,
  held: readonly string[],
  wanted: readonly string[],
  rules: boolean,
): Expected => {
  const { section } = reading.asset
  const goal = rules ? wanted : [...new Set([...held, ...wanted])]
  const isLoose = !rules || isSameInEffect(section, held, goal)
  const holds = { type: 'holds', tasks: goal, state: 'active' } as const
  // On top of what is shown, which may be all that it brings.
  const shown = reading.world.unpacking === 'none' ? held : inEffect(section, held)
  return isLoose ? { ...holds, orAnyOf: [...shown, ...atMost(section, goal)] } : holds
}

/**
 * Somebody the manifest names is nowhere to be found: who is on the asset may be that person. Where
 * they will be invited, that is nobody who has a name of their own.
 */
const heldFor = (reading: Reading, relation: Relation | null): 'nobody' | 'nameless' | 'all' => {
  const { world, manifest } = reading
  const missing = [...(relation?.words ?? [])].flatMap(([alias, { tasks }]) =>
    tasks.length > 0 &&
    emailOf(alias) !== null &&
    isUnseen(world, alias) &&
    !manifest.offboarded.includes(alias)
      ? [alias]
      : [],
  )
  const absent = missing.filter((alias) => !isInvited(world, alias))
  const isToCome = (alias: string): boolean => isToBeInvited(reading, alias)
  if (absent.some((alias) => areListsShort(world) || !isToCome(alias))) return 'all'
  return missing.some(isToCome) ? 'nameless' : 'nobody'
}

const usersOf = (
  reading: Reading,
  isDeclared: boolean,
  { removed }: SeatsExpected,
): ReadonlyMap<string, Expected> => {
  const { world, manifest, asset, declared } = reading
  const relation = isDeclared ? relationOf(reading, 'users') : null
  const words = byId(world, relation)
  const held = heldFor(reading, relation)
  const isHeld = (id: string): boolean =>
    held === 'all' || (held === 'nameless' && !isAliased(world, id))
  // Where nobody can be taken off, that is said, and nothing is done.
  const gone = SHAPES[asset.section].letsGo ? GONE : SAME
  const expectedOf = (id: string): Expected => {
    const held = asset.users[id] ?? []
    const word = words.get(id)
    if (id === SELF) return SAME
    if (removed.has(id)) return GONE
    if (isNamed(world, manifest, manifest.offboarded, id)) return gone
    if (relation === null || couldBe(world, manifest, declared.ignore, id)) return SAME
    if (word !== undefined && word.tasks.length > 0) {
      return holding(reading, held, word.tasks, relation.rules || held.length === 0)
    }
    return relation.rules && (!isHeld(id) || word?.isOver === true) ? gone : SAME
  }
  const ids = new Set([...Object.keys(asset.users), ...words.keys()])
  return new Map([...ids].map((id) => [id, expectedOf(id)]))
}

const agenciesOf = (reading: Reading, isDeclared: boolean): ReadonlyMap<string, Expected> => {
  const { world, manifest, asset, declared } = reading
  const relation = isDeclared ? relationOf(reading, 'agencies') : null
  const words = byId(world, relation)
  const isLeft = (id: string): boolean =>
    relation === null || isNamed(world, manifest, declared.ignore, id)
  const isOut = (id: string): boolean => isNamed(world, manifest, manifest.offboarded, id)
  const wants = (id: string): readonly string[] =>
    isLeft(id) || isOut(id) ? [] : (words.get(id)?.tasks ?? [])
  const ids = [...new Set([...Object.keys(asset.agencies), ...words.keys()])]
  const waits = (id: string): boolean =>
    wants(id).length > 0 && staysPending(reading, asset.agencies[id])
  const isHeld = ids.some(waits)
  const expectedOf = (id: string): Expected => {
    const hold = asset.agencies[id]
    if (wants(id).length > 0) return grantedTo(reading, hold, wants(id), relation?.rules === true)
    if (hold?.state !== 'active') return SAME
    if (isOut(id)) return GONE
    if (isLeft(id) || relation?.rules !== true) return SAME
    return isHeld && words.get(id)?.isOver !== true ? SAME : GONE
  }
  return new Map(ids.map((id) => [id, expectedOf(id)]))
}

/** Whether a grant of ours waits on an admin or on the partner now, or will once it is sent. */
const staysPending = ({ asset, world }: Reading, hold: Hold | undefined): boolean =>
  hold?.state === 'approval' ||
  hold?.state === 'offered' ||
  (hold?.state !== 'active' && stateOf(asset, world, hold) !== 'active')

/** What a business that is new to an asset comes to be there. */
const stateOf = (
  { section, approval }: AbstractAsset,
  { partnerAccepts }: AbstractWorld,
  hold: Hold | undefined,
): HoldState => {
  if (approval) return 'approval'
  return hold === undefined && partnerAccepts && SHAPES[section].isAccepted ? 'offered' : 'active'
}

const grantedTo = (
  reading: Reading,
  hold: Hold | undefined,
  wanted: readonly string[],
  rules: boolean,
): Expected => {
  const { asset, manifest, world } = reading
  if (hold?.state === 'approval' || hold?.state === 'offered') return SAME
  if (hold?.state !== 'active') {
    return { type: 'holds', tasks: wanted, state: stateOf(asset, world, hold) }
  }
  // An existing agency's tasks: changed only where we may try and the API obliges.
  const isChanged = manifest.taskChange === 'try' && world.agencyUpdate === 'replace'
  return isChanged ? holding(reading, hold.tasks, wanted, rules) : SAME
}

const UNDECLARED: Omit<DeclaredAsset, 'id'> = { use: [], ignore: [] }

/** What the world must be after the manifest was applied to it. */
export const interpret = (scene: Scene): Expectation => {
  const { world, manifest } = scene
  const readings = world.assets.map((asset): Reading & { readonly isDeclared: boolean } => {
    const found = manifest.assets.find(({ id }) => id === asset.id)
    const declared = found ?? { id: asset.id, ...UNDECLARED }
    return { world, manifest, asset, declared, isDeclared: found !== undefined }
  })
  const asking = askingOf(
    readings.filter(({ isDeclared }) => isDeclared),
    scene,
  )
  const seats = seatsAfter(scene)
  return {
    later: asking.later,
    seats,
    groups: new Map(
      world.groups.map(({ id, members }) => [
        id,
        members.filter(
          (member) =>
            !seats.removed.has(member) && !isNamed(world, manifest, manifest.offboarded, member),
        ),
      ]),
    ),
    assets: readings.map((reading) => expectedAsset(reading, reading.isDeclared, asking, seats)),
  }
}

/**
 * What must be true once the manifest was applied again; null where that is nothing else. While lists
 * leave people out, nobody is taken off beside somebody who may be one of them; whoever could be
 * invited is none of them.
 */
export const interpretAgain = (scene: Scene, first: Expectation): Expectation | null => {
  const { world } = scene
  const { invited, invitations: there } = first.seats
  if (invited.length === 0 || !areListsShort(world)) return null
  const sent = invited.map((email, place) => [
    `again${place}`,
    { email, role: 'EMPLOYEE', isOver: false } as const,
  ])
  const kept = Object.entries(world.people.invitations).filter(
    ([, { email, role, isOver }]) => isOver || there.includes(`${foldedEmail(email)} ${role}`),
  )
  const invitations = Object.fromEntries([...kept, ...sent])
  const people = { ...world.people, invitations }
  const then = interpret({ ...scene, world: { ...world, people } })
  // What was done is done.
  const freed = first.assets.map(({ users }, place) =>
    [...(then.assets[place]?.users ?? [])].filter(
      ([id, { type }]) => type !== 'same' && users.get(id)?.type === 'same',
    ),
  )
  if (freed.every(({ length }) => length === 0)) return null
  return {
    ...first,
    assets: first.assets.map((asset, place) => ({
      ...asset,
      users: new Map([...asset.users, ...(freed[place] ?? [])]),
    })),
  }
}

const expectedAsset = (
  reading: Reading,
  isDeclared: boolean,
  asking: Asking,
  seats: SeatsExpected,
): ExpectedAsset => {
  const { asset } = reading
  const { id } = asset
  const isWithin = asset.isOurs || asset.ours?.state === 'active'
  // Who gives an asset up loses it for all of its people.
  const users = asking.left.has(id)
    ? new Map(Object.keys(asset.users).map((user) => [user, GONE]))
    : isWithin
      ? usersOf(reading, isDeclared, seats)
      : new Map()
  const tasks = asking.sent.get(id)
  return {
    id,
    users,
    agencies: asset.isOurs ? agenciesOf(reading, isDeclared) : new Map(),
    ours: asking.left.has(id)
      ? GONE
      : tasks === undefined
        ? SAME
        : { type: 'holds', tasks, state: 'pending' },
  }
}
