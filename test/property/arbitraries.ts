import fc from 'fast-check'
import type {
  AbstractAsset,
  AbstractGroup,
  AbstractManifest,
  AbstractWorld,
  DeclaredAsset,
  Default,
  Entries,
  Grant,
  Hold,
  Profile,
  Scene,
  Section,
  Unpacking,
} from './abstract.ts'
import {
  PARTNERS,
  PEOPLE,
  PRESENT,
  ROLE_NAMES,
  SECTIONS,
  SELF,
  SHAPES,
  STRANGER,
} from './abstract.ts'
import { manifestText, worldText } from './render.ts'

/** Draws scenes: a world, and a manifest that says something about it. */

const subsetOf = <T>(items: readonly T[], maxLength = items.length): fc.Arbitrary<T[]> =>
  fc.subarray([...items], { minLength: 0, maxLength })

const rarely = <T>(arb: fc.Arbitrary<T>, otherwise: T, weight = 1): fc.Arbitrary<T> =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(otherwise) }, { weight, arbitrary: arb })

const EXPIRES = fc.constantFrom('2026-11-21', '2026-11-22', '2027-01-31', '2020-02-29')

const roleArb: fc.Arbitrary<Grant> = fc.record(
  { role: fc.constantFrom(...ROLE_NAMES), expires: EXPIRES },
  { requiredKeys: ['role'] },
)

/** On a client's asset nobody can be given more than the client gave us: no task beside the chain. */
const setsOf = (section: Section, isOurs: boolean): readonly (readonly string[])[] => {
  const { sets, beyond } = SHAPES[section]
  return isOurs ? sets : sets.filter((tasks) => !tasks.some((task) => beyond.includes(task)))
}

const grantArb = (sets: readonly (readonly string[])[]): fc.Arbitrary<Grant> =>
  fc.oneof(
    roleArb,
    fc.record({ tasks: fc.constantFrom(...sets), expires: EXPIRES }, { requiredKeys: ['tasks'] }),
  )

const entriesArb = (names: readonly string[], grant: fc.Arbitrary<Grant>): fc.Arbitrary<Entries> =>
  fc.dictionary(
    fc.constantFrom(...names),
    fc.oneof({ weight: 6, arbitrary: grant }, { weight: 1, arbitrary: fc.constant('none') }),
    { maxKeys: 4, noNullPrototype: true },
  )

const optional = <T>(arb: fc.Arbitrary<T>, freq: number): fc.Arbitrary<T | undefined> =>
  fc.option(arb, { nil: undefined, freq })

/** Keys that are not there, for `exactOptionalPropertyTypes` and for YAML alike. */
const present = <T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const NAMES = [...Object.keys(PEOPLE), 'buyers', 'everybody']

const PROFILE_KEYS = {
  house: { key: 'users', names: ['robot', 'buyers', 'dana'] },
  staff: { key: 'users', names: NAMES },
  shared: { key: 'agencies', names: Object.keys(PARTNERS) },
  partnered: { key: 'agencies', names: Object.keys(PARTNERS) },
} as const

const profileArb = (name: keyof typeof PROFILE_KEYS): fc.Arbitrary<Profile> =>
  entriesArb(PROFILE_KEYS[name].names, roleArb).map((entries) => ({
    additive: name === 'house' || name === 'shared',
    [PROFILE_KEYS[name].key]: entries,
  }))

const askedArb: fc.Arbitrary<Profile> = fc.record({
  additive: fc.boolean(),
  request: fc.constantFrom('buyer', 'boss').map((role) => ({ role })),
  users: entriesArb(NAMES, roleArb),
})

const profilesArb: fc.Arbitrary<Readonly<Record<string, Profile>>> = fc.record({
  house: profileArb('house'),
  staff: profileArb('staff'),
  shared: profileArb('shared'),
  partnered: profileArb('partnered'),
  asked: askedArb,
})

const modeArb = optional(fc.constantFrom('additive', 'authoritative'), 2)

/** One asset of the world together with what the manifest says of it. */
interface Place {
  readonly asset: AbstractAsset
  readonly declared: DeclaredAsset | null
}

const holdArb = (section: Section): fc.Arbitrary<Hold> =>
  fc
    .record({
      tasks: fc.constantFrom(...SHAPES[section].sharedSets),
      state: SHAPES[section].isAskedFor
        ? fc.constantFrom('active', 'active', 'active', 'asking', 'approval')
        : fc.constantFrom('active', 'active', 'active', 'offered'),
      told: fc.boolean(),
    })
    .map(({ tasks, state, told }) =>
      state === 'approval' && told ? { tasks, state, told } : { tasks, state },
    )

const heldArb = (
  section: Section,
  isOurs: boolean,
): fc.Arbitrary<Readonly<Record<string, readonly string[]>>> =>
  fc.dictionary(fc.constantFrom(...PRESENT), fc.constantFrom(...setsOf(section, isOurs)), {
    maxKeys: 4,
    noNullPrototype: true,
  })

const ignoreArb = rarely(
  subsetOf(['lee', 'robot', 'brightside', STRANGER, '2009', 'buyers'], 2),
  [],
)

const idOf = (section: Section, place: number): string => `${SHAPES[section].prefix}000${place}`

const ownPlace = (section: Section, place: number): fc.Arbitrary<Place> => {
  const id = idOf(section, place)
  const { isShared, isAskedFor, sets, sharedSets, full } = SHAPES[section]
  const partners = [...Object.values(PARTNERS), '2009']
  return fc
    .record({
      approval: isAskedFor ? rarely(fc.constant(true), false) : fc.constant(false),
      agencies: fc.dictionary(
        fc.constantFrom(...partners),
        isShared ? holdArb(section) : fc.constant<Hold>({ tasks: [], state: 'active' }),
        { maxKeys: isShared ? 3 : 0, noNullPrototype: true },
      ),
      users: heldArb(section, true),
      isDeclared: fc.constantFrom(true, true, true, true, false),
      declared: fc.record({
        mode: modeArb,
        use: subsetOf(isShared ? ['house', 'staff', 'shared', 'partnered'] : ['house', 'staff'], 2),
        ignore: ignoreArb,
        users: optional(entriesArb(NAMES, grantArb(sets)), 3),
        agencies: isShared
          ? optional(entriesArb(Object.keys(PARTNERS), grantArb(sharedSets)), 3)
          : fc.constant(undefined),
      }),
    })
    .map(({ approval, agencies, users, isDeclared, declared }) => ({
      asset: {
        section,
        id,
        isOurs: true,
        approval,
        agencies,
        ours: null,
        users: { ...users, [SELF]: full },
      },
      declared: isDeclared ? { id, ...present(declared) } : null,
    }))
}

const requestArb = (section: Section): fc.Arbitrary<Grant> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom('buyer', 'boss', 'viewer').map((role) => ({ role })) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(...setsOf(section, false)).map((tasks) => ({ tasks })),
    },
    { weight: 3, arbitrary: fc.constant({ tasks: [] }) },
  )

const clientPlace = (section: Section, place: number): fc.Arbitrary<Place> => {
  const id = idOf(section, place)
  const { isAskedFor, full, fullShared } = SHAPES[section]
  return fc
    .record({
      relation: isAskedFor
        ? fc.constantFrom('active', 'active', 'pending', 'foreign', 'foreign')
        : fc.constant('active' as const),
      asked: fc.constantFrom(...setsOf(section, false)),
      users: heldArb(section, false),
      own: fc.constantFrom(full, SHAPES[section].roles.viewer.tasks),
      isDeclared: fc.constantFrom(true, true, true, true, false),
      declared: fc.record({
        mode: modeArb,
        use: subsetOf(isAskedFor ? ['house', 'staff', 'asked'] : ['house', 'staff'], 2),
        ignore: ignoreArb,
        users: optional(entriesArb(NAMES, grantArb(setsOf(section, false))), 3),
        request: isAskedFor ? optional(requestArb(section), 3) : fc.constant(undefined),
      }),
    })
    .map(({ relation, asked, users, own, isDeclared, declared }) => ({
      asset: {
        section,
        id,
        isOurs: false,
        approval: false,
        agencies: {},
        ours:
          relation === 'foreign'
            ? null
            : { state: relation, tasks: relation === 'active' ? fullShared : asked },
        users: relation === 'active' ? { ...users, [SELF]: own } : {},
      },
      declared: isDeclared ? { id, ...present(declared) } : null,
    }))
}

/** Of the kinds that everybody has always some, of the others now and then. */
const placesOf = (section: Section): readonly fc.Arbitrary<Place | null>[] =>
  SHAPES[section].isAskedFor
    ? [
        ownPlace(section, 1),
        rarely(ownPlace(section, 2), null, 3),
        clientPlace(section, 7),
        clientPlace(section, 8),
        rarely(clientPlace(section, 9), null, 2),
      ]
    : [rarely(ownPlace(section, 1), null, 3), rarely(clientPlace(section, 7), null, 1)]

const placesArb: fc.Arbitrary<readonly Place[]> = fc
  .tuple(...SECTIONS.flatMap(placesOf))
  .map((places) => places.filter((place) => place !== null))

const defaultArb: fc.Arbitrary<Default> = fc
  .record({ use: subsetOf(['house', 'staff'], 1), mode: rarely(modeArb, undefined) })
  .map(present)

const manifestArb: fc.Arbitrary<Omit<AbstractManifest, 'assets'>> = fc.record({
  taskChange: fc.constantFrom('report', 'try', 'try'),
  maxOpenRequests: fc.constantFrom(0, 1, 1, 2, 5),
  teams: fc.record({
    buyers: fc.subarray(['lee', 'kim', 'dana'], { minLength: 1 }),
    everybody: fc.constantFrom(['buyers', 'robot'], ['robot', 'newbie', 'buyers']),
  }),
  profiles: profilesArb,
  defaults: rarely(
    fc.record(
      Object.fromEntries(SECTIONS.map((section) => [section, defaultArb])) as Record<
        Section,
        fc.Arbitrary<Default>
      >,
      { requiredKeys: [] },
    ),
    {},
    3,
  ),
  offboarded: rarely(subsetOf(['kim', 'papercut', STRANGER, '2009', 'dana'], 2), [], 3),
})

const worldArb = (
  unpacking: readonly Unpacking[],
): fc.Arbitrary<Omit<AbstractWorld, 'assets' | 'groups'>> =>
  fc.record({
    unpacking: fc.constantFrom(...unpacking),
    agencyUpdate: fc.constantFrom('replace', 'replace', 'ignore', 'refuse'),
    approvalVisible: fc.constantFrom(true, true, false),
    partnerAccepts: fc.constantFrom(true, false),
    offersShow: fc.constantFrom(true, true, false),
    widens: fc.constantFrom(true, false),
    groupRows: fc.constantFrom('tasks', 'roles', 'bare'),
  })

/** Who is in the groups there can be, by the ids of the groups; what is in them follows. */
const membersArb: fc.Arbitrary<Readonly<Record<string, readonly string[]>>> = rarely(
  fc.dictionary(fc.constantFrom('88001', '88002'), fc.subarray(PRESENT, { minLength: 2 }), {
    minKeys: 1,
    noNullPrototype: true,
  }),
  {},
  4,
)

/** Every second asset of ours is in a group, WhatsApp accounts in none. */
const groupsOf = (
  members: Readonly<Record<string, readonly string[]>>,
  places: readonly Place[],
): readonly AbstractGroup[] => {
  const ours = places
    .map(({ asset }) => asset)
    .filter(({ isOurs, section }) => isOurs && section !== 'whatsapp_accounts')
    .map(({ id }) => id)
  return Object.entries(members).map(([id, people], place) => ({
    id,
    assets: ours.filter((_, at) => at % 2 === place),
    members: people,
  }))
}

/** A counterexample is shown as its two files. */
const shown = (scene: Scene): Scene =>
  Object.defineProperty({ ...scene }, fc.toStringMethod, {
    value: () => `\n${manifestText(scene.manifest)}\n${worldText(scene.world)}`,
  })

export const sceneArb = (unpacking: readonly Unpacking[]): fc.Arbitrary<Scene> =>
  fc
    .record({
      world: worldArb(unpacking),
      manifest: manifestArb,
      places: placesArb,
      members: membersArb,
    })
    .map(({ world, manifest, places, members }) =>
      shown({
        world: {
          ...world,
          assets: places.map(({ asset }) => asset),
          groups: groupsOf(members, places),
        },
        manifest: {
          ...manifest,
          assets: places.flatMap(({ declared }) => (declared === null ? [] : [declared])),
        },
      }),
    )
