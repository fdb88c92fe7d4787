import type {
  AbstractAsset,
  AbstractManifest,
  AbstractWorld,
  DeclaredAsset,
  Default,
  Entries,
  Grant,
  Profile,
  Section,
} from './abstract.ts'
import { type RoleName, SHAPES, TODAY } from './abstract.ts'
import { hiddenIn, idOf, isUnseen } from './who.ts'

/** All that the manifest says about one subject in one relation. */
export interface Word {
  readonly tasks: readonly string[]
  /** Nothing is left of it because its last day has passed. */
  readonly isOver: boolean
}

export interface Relation {
  /** Whether it is the whole truth, so that others are taken off. */
  readonly rules: boolean
  /** By alias. */
  readonly words: ReadonlyMap<string, Word>
}

export interface Reading {
  readonly manifest: AbstractManifest
  readonly world: AbstractWorld
  readonly asset: AbstractAsset
  readonly declared: DeclaredAsset
}

export const tasksOf = (section: Section, grant: Grant): readonly string[] =>
  grant.role === undefined
    ? (grant.tasks ?? [])
    : SHAPES[section].roles[grant.role as RoleName].tasks

export const membersOf = (
  manifest: Pick<AbstractManifest, 'teams'>,
  name: string,
): readonly string[] => {
  const team = manifest.teams[name]
  return team === undefined ? [name] : team.flatMap((member) => membersOf(manifest, member))
}

const defaultOf = ({ manifest, asset }: Reading): Default =>
  manifest.defaults[asset.section] ?? { use: [] }

export const isAdditive = (reading: Reading): boolean =>
  (reading.declared.mode ?? defaultOf(reading).mode) === 'additive'

export const profilesOf = (reading: Reading): readonly Profile[] => {
  const names = new Set([...defaultOf(reading).use, ...reading.declared.use])
  return [...names].flatMap((name) => reading.manifest.profiles[name] ?? [])
}

export const relationOf = (reading: Reading, key: 'users' | 'agencies'): Relation | null => {
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

export const isNamed = (
  world: AbstractWorld,
  manifest: AbstractManifest,
  names: readonly string[],
  id: string,
): boolean =>
  names.some((name) => membersOf(manifest, name).some((member) => idOf(world, member) === id))

/**
 * Whether one of these names means somebody, or could: an e-mail that no row shows may be that of
 * anybody whose row tells none.
 */
export const couldBe = (
  world: AbstractWorld,
  manifest: AbstractManifest,
  names: readonly string[],
  id: string,
): boolean =>
  isNamed(world, manifest, names, id) ||
  (hiddenIn(world).includes(id) &&
    names.some((name) => membersOf(manifest, name).some((member) => isUnseen(world, member))))

export const byId = (world: AbstractWorld, relation: Relation | null): ReadonlyMap<string, Word> =>
  new Map(
    [...(relation?.words ?? [])].flatMap(([alias, word]) => {
      const id = idOf(world, alias)
      return id === null ? [] : [[id, word] as const]
    }),
  )
