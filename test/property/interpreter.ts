import type {
  AbstractAsset,
  AbstractManifest,
  AbstractWorld,
  DeclaredAsset,
  Default,
  Entries,
  Grant,
  Hold,
  HoldState,
  Profile,
  Scene,
  Section,
} from './abstract.ts'
import { isPerson, PARTNERS, PEOPLE, ROLES, SELF, TODAY } from './abstract.ts'

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
}

const SAME: Expected = { type: 'same' }
const GONE: Expected = { type: 'gone' }

/** What a task brings along, by the API's role maps; MANAGE brings everything. */
const BRINGS: Readonly<Record<Section, readonly string[]>> = {
  ad_accounts: ['ADVERTISE', 'ANALYZE'],
  pages: ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
}

/** What holding these tasks comes to. */
export const inEffect = (section: Section, tasks: readonly string[]): ReadonlySet<string> => {
  const chain = BRINGS[section]
  if (tasks.includes('MANAGE')) return new Set(['MANAGE', 'MESSAGING', ...chain])
  const first = Math.min(...tasks.map((task) => chain.indexOf(task)).filter((at) => at >= 0))
  return new Set([...tasks, ...(Number.isFinite(first) ? chain.slice(first) : [])])
}

export const isSameInEffect = (
  section: Section,
  one: readonly string[],
  other: readonly string[],
): boolean => {
  const held = inEffect(section, one)
  const wanted = inEffect(section, other)
  return held.size === wanted.size && [...held].every((task) => wanted.has(task))
}

/** All that the manifest says about one subject in one relation. */
interface Word {
  readonly tasks: readonly string[]
  /** Nothing is left of it because its last day has passed. */
  readonly isOver: boolean
}

interface Relation {
  /** Whether it is the whole truth, so that others are taken off. */
  readonly rules: boolean
  /** By alias. */
  readonly words: ReadonlyMap<string, Word>
}

interface Reading {
  readonly manifest: AbstractManifest
  readonly world: AbstractWorld
  readonly asset: AbstractAsset
  readonly declared: DeclaredAsset
}

const tasksOf = (section: Section, grant: Grant): readonly string[] =>
  grant.role === undefined ? (grant.tasks ?? []) : (ROLES[grant.role]?.[section] ?? [])

const membersOf = (manifest: AbstractManifest, name: string): readonly string[] => {
  const team = manifest.teams[name]
  return team === undefined ? [name] : team.flatMap((member) => membersOf(manifest, member))
}

const defaultOf = ({ manifest, asset }: Reading): Default =>
  manifest.defaults[asset.section] ?? { use: [] }

const isAdditive = (reading: Reading): boolean =>
  (reading.declared.mode ?? defaultOf(reading).mode) === 'additive'

const profilesOf = (reading: Reading): readonly Profile[] => {
  const names = new Set([...defaultOf(reading).use, ...reading.declared.use])
  return [...names].flatMap((name) => reading.manifest.profiles[name] ?? [])
}

const relationOf = (reading: Reading, key: 'users' | 'agencies'): Relation | null => {
  const { manifest, declared, asset } = reading
  const holders = [{ ...declared, additive: false }, ...profilesOf(reading)].filter(
    (holder) => holder[key] !== undefined,
  )
  if (holders.length === 0) return null
  const said = new Map<string, (Grant | 'none')[]>()
  for (const holder of holders) {
    for (const [name, grant] of Object.entries(holder[key] as Entries)) {
      for (const alias of new Set(membersOf(manifest, name))) {
        said.set(alias, [...(said.get(alias) ?? []), grant])
      }
    }
  }
  return {
    rules: !isAdditive(reading) && holders.some((holder) => !holder.additive),
    words: new Map([...said].map(([alias, grants]) => [alias, wordOf(asset.section, grants)])),
  }
}

const wordOf = (section: Section, grants: readonly (Grant | 'none')[]): Word => {
  if (grants.includes('none')) return { tasks: [], isOver: false }
  const given = grants.filter((grant) => grant !== 'none')
  const alive = given.filter(({ expires }) => expires === undefined || expires >= TODAY)
  return {
    tasks: [...new Set(alive.flatMap((grant) => tasksOf(section, grant)))],
    isOver: alive.length === 0,
  }
}

const idOf = (name: string): string | null =>
  isPerson(name) ? PEOPLE[name].id : (PARTNERS[name] ?? name)

const isNamed = (manifest: AbstractManifest, names: readonly string[], id: string): boolean =>
  names.some((name) => membersOf(manifest, name).some((member) => idOf(member) === id))

const byId = (relation: Relation | null): ReadonlyMap<string, Word> =>
  new Map(
    [...(relation?.words ?? [])].flatMap(([alias, word]) => {
      const id = idOf(alias)
      return id === null ? [] : [[id, word] as const]
    }),
  )

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
  return isLoose ? { ...holds, orAnyOf: [...new Set([...held, ...wanted])] } : holds
}

/** Somebody the manifest names is nowhere to be found: who is on the asset may be that person. */
const isSomebodyMissing = ({ manifest }: Reading, relation: Relation | null): boolean =>
  [...(relation?.words ?? [])].some(
    ([alias, { tasks }]) =>
      isPerson(alias) &&
      PEOPLE[alias].is === 'missing' &&
      tasks.length > 0 &&
      !manifest.offboarded.includes(alias),
  )

const usersOf = (reading: Reading, isDeclared: boolean): ReadonlyMap<string, Expected> => {
  const { manifest, asset, declared } = reading
  const relation = isDeclared ? relationOf(reading, 'users') : null
  const words = byId(relation)
  const isHeld = isSomebodyMissing(reading, relation)
  const expectedOf = (id: string): Expected => {
    const held = asset.users[id] ?? []
    const word = words.get(id)
    if (id === SELF) return SAME
    if (isNamed(manifest, manifest.offboarded, id)) return GONE
    if (relation === null || isNamed(manifest, declared.ignore, id)) return SAME
    if (word !== undefined && word.tasks.length > 0) {
      return holding(reading, held, word.tasks, relation.rules || held.length === 0)
    }
    return relation.rules && (!isHeld || word?.isOver === true) ? GONE : SAME
  }
  const ids = new Set([...Object.keys(asset.users), ...words.keys()])
  return new Map([...ids].map((id) => [id, expectedOf(id)]))
}

const agenciesOf = (reading: Reading, isDeclared: boolean): ReadonlyMap<string, Expected> => {
  const { manifest, asset, declared } = reading
  const relation = isDeclared ? relationOf(reading, 'agencies') : null
  const words = byId(relation)
  const isLeft = (id: string): boolean =>
    relation === null || isNamed(manifest, declared.ignore, id)
  const isOut = (id: string): boolean => isNamed(manifest, manifest.offboarded, id)
  const wants = (id: string): readonly string[] =>
    isLeft(id) || isOut(id) ? [] : (words.get(id)?.tasks ?? [])
  const ids = [...new Set([...Object.keys(asset.agencies), ...words.keys()])]
  const waits = (id: string): boolean =>
    wants(id).length > 0 && staysPending(asset, asset.agencies[id])
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

/** Whether a grant of ours waits on an admin now, or will once it is sent. */
const staysPending = (asset: AbstractAsset, hold: Hold | undefined): boolean =>
  hold?.state === 'approval' || (asset.approval && hold?.state !== 'active')

const grantedTo = (
  reading: Reading,
  hold: Hold | undefined,
  wanted: readonly string[],
  rules: boolean,
): Expected => {
  const { asset, manifest, world } = reading
  if (hold?.state === 'approval') return SAME
  if (hold?.state !== 'active') {
    return { type: 'holds', tasks: wanted, state: asset.approval ? 'approval' : 'active' }
  }
  // An existing agency's tasks: changed only where we may try and the API obliges.
  const isChanged = manifest.taskChange === 'try' && world.agencyUpdate === 'replace'
  return isChanged ? holding(reading, hold.tasks, wanted, rules) : SAME
}

type Ask =
  | { readonly type: 'unsaid' }
  | { readonly type: 'leave' }
  | { readonly type: 'ask'; readonly tasks: readonly string[] }

const askOf = (reading: Reading): Ask => {
  const { declared, asset } = reading
  const grants = [declared, ...profilesOf(reading)].flatMap(({ request }) => request ?? [])
  if (grants.length === 0) return { type: 'unsaid' }
  const lists = grants.map((grant) => tasksOf(asset.section, grant))
  if (!lists.some((tasks) => tasks.length === 0)) {
    return { type: 'ask', tasks: [...new Set(lists.flat())] }
  }
  return isAdditive(reading) ? { type: 'unsaid' } : { type: 'leave' }
}

interface Asking {
  /** What is asked for now, by asset. */
  readonly sent: ReadonlyMap<string, readonly string[]>
  readonly left: ReadonlySet<string>
  readonly later: readonly string[]
}

/** No more requests are open at any time than the policy allows; the rest queue up by address. */
const askingOf = (readings: readonly Reading[], { world, manifest }: Scene): Asking => {
  const asks = readings
    .filter(({ asset }) => !asset.isOurs)
    .map((reading) => ({ asset: reading.asset, ask: askOf(reading) }))
  const open = world.assets.filter(({ ours }) => ours?.state === 'pending').length
  const queue = asks
    .flatMap(({ asset, ask }) =>
      asset.ours === null && ask.type === 'ask' ? [{ id: asset.id, tasks: ask.tasks }] : [],
    )
    .sort((one, other) => (`${one.id}/` < `${other.id}/` ? -1 : 1))
  const room = Math.max(0, manifest.maxOpenRequests - open)
  const left = asks.filter(({ asset, ask }) => asset.ours !== null && ask.type === 'leave')
  const freed = left.filter(({ asset }) => asset.ours?.state === 'pending').length
  const sent = queue.slice(0, room)
  const more = Math.max(0, manifest.maxOpenRequests - (open - freed + sent.length))
  return {
    sent: new Map(sent.map(({ id, tasks }) => [id, tasks])),
    left: new Set(left.map(({ asset }) => asset.id)),
    later: queue.slice(sent.length, sent.length + more).map(({ id }) => id),
  }
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
  return {
    later: asking.later,
    assets: readings.map((reading) => expectedAsset(reading, reading.isDeclared, asking)),
  }
}

const expectedAsset = (reading: Reading, isDeclared: boolean, asking: Asking): ExpectedAsset => {
  const { asset } = reading
  const { id } = asset
  const isWithin = asset.isOurs || asset.ours?.state === 'active'
  // Who gives an asset up loses it for all of its people.
  const users = asking.left.has(id)
    ? new Map(Object.keys(asset.users).map((user) => [user, GONE]))
    : isWithin
      ? usersOf(reading, isDeclared)
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
