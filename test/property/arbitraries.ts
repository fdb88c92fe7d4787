import fc from 'fast-check'
import type {
  AbstractAsset,
  AbstractGroup,
  AbstractInvitation,
  AbstractManifest,
  AbstractPeople,
  AbstractWorld,
  DeclaredAsset,
  Default,
  Entries,
  Grant,
  Hold,
  Members,
  Profile,
  Scene,
  Seat,
  SeatGrant,
  Section,
  Unpacking,
} from './abstract.ts'
import {
  PARTNERS,
  PEOPLE,
  PRESENT,
  QUIET,
  ROLE_NAMES,
  ROLES,
  SEATED,
  SECTIONS,
  SELF,
  SHAPES,
  STRANGER,
  TWINS,
} from './abstract.ts'
import { manifestText, worldText } from './render.ts'
import { declaredOnAssets, seatsAfter } from './seats.ts'
import { idOf as whoIs } from './who.ts'

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

/** Nobody is declared on an asset by a name that two may have: of assets that is tested elsewhere. */
const ALIASES = Object.keys(PEOPLE).filter((alias) => alias !== 'max')
const NAMES = [...ALIASES, 'buyers', 'everybody']

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

const seatGrantArb: fc.Arbitrary<SeatGrant | 'none'> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      { role: fc.constantFrom(...ROLES), expires: EXPIRES },
      { requiredKeys: ['role'] },
    ),
  },
  { weight: 1, arbitrary: fc.constant('none' as const) },
)

const membersArb: fc.Arbitrary<Members | null> = fc.option(
  fc
    .record({
      mode: optional(fc.constantFrom('additive', 'authoritative'), 2),
      ignore: rarely(subsetOf(['lee', 'newbie', 'dana', STRANGER, 'kim'], 2), []),
      users: fc.dictionary(
        fc.oneof(
          { weight: 8, arbitrary: fc.constantFrom(...ALIASES, 'buyers') },
          { weight: 1, arbitrary: fc.constant('max') },
        ),
        seatGrantArb,
        { maxKeys: 5, noNullPrototype: true },
      ),
    })
    .map(present),
  { nil: null, freq: 3 },
)

const manifestArb: fc.Arbitrary<Omit<AbstractManifest, 'assets'>> = fc.record({
  taskChange: fc.constantFrom('report', 'try', 'try'),
  maxOpenRequests: fc.constantFrom(0, 1, 1, 2, 5),
  teams: fc.record({
    buyers: fc.subarray(['lee', 'kim', 'dana'], { minLength: 1 }),
    everybody: fc.constantFrom(['buyers', 'robot'], ['robot', 'newbie', 'buyers']),
  }),
  profiles: profilesArb,
  members: membersArb,
  keepAdmins: fc.constantFrom(0, 1, 1, 1, 2),
  maxInvitations: fc.constantFrom(10, 10, 10, 10, 10, 10, 10, 0),
  offboardedMembers: fc.constantFrom('remove', 'remove', 'report'),
  isAllRead: fc.constant(false),
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

/** Whose alias is an e-mail. */
const DANA = '61550000000000005'

const seatArb = (known: Pick<Seat, 'name' | 'email'>): fc.Arbitrary<Seat> =>
  fc
    .constantFrom('ADMIN' as const, 'EMPLOYEE' as const)
    .map((role) => ({ ...known, role, isUnlisted: false }))

const seatsArb: fc.Arbitrary<Readonly<Record<string, Seat>>> = fc
  .record({
    seated: fc.tuple(
      ...Object.entries(SEATED).map(([id, it]) => seatArb(it).map((seat) => ({ id, seat }))),
    ),
    quiet: seatArb(QUIET),
    twins: fc.tuple(
      ...TWINS.map(({ id, ...known }) => seatArb(known).map((seat) => ({ id, seat }))),
    ),
    more: rarely(fc.constantFrom('quiet', 'twins', 'unlisted'), null, 2),
    unlisted: fc.constantFrom(STRANGER, PEOPLE.lee.id, DANA),
  })
  .map(({ seated, quiet, twins, more, unlisted }) =>
    Object.fromEntries(
      [
        ...seated,
        ...(more === 'quiet' ? [{ id: QUIET.id, seat: quiet }] : []),
        ...(more === 'twins' ? twins : []),
      ].map(({ id, seat }) => [
        id,
        more === 'unlisted' && id === unlisted ? { ...seat, isUnlisted: true } : seat,
      ]),
    ),
  )

const invitationArb = (email: string): fc.Arbitrary<AbstractInvitation> =>
  fc.record({
    email: fc.constant(email),
    role: fc.constantFrom('EMPLOYEE', 'EMPLOYEE', 'ADMIN'),
    isOver: fc.constantFrom(false, false, true),
  })

const peopleArb: fc.Arbitrary<AbstractPeople> = fc.record({
  seats: seatsArb,
  invitations: fc
    .record({
      '77000000000000001': invitationArb('Newbie@northwind.example'),
      '77000000000000002': rarely(invitationArb('dana@northwind.example'), undefined, 2),
      '77000000000000003': rarely(invitationArb('extern@elsewhere.example'), undefined, 4),
    })
    .map(present),
  endedInvitations: fc.constantFrom('pending', 'expired', 'gone'),
  repeatInvitation: fc.constantFrom('refuse', 'another', 'same'),
  joinsWith: fc.constantFrom('same', 'same', 'other', 'none'),
  lag: fc.constantFrom(0, 0, 0, 1, 2),
})

const worldArb = (
  unpacking: readonly Unpacking[],
): fc.Arbitrary<Omit<AbstractWorld, 'assets' | 'groups'>> =>
  fc.record({
    people: peopleArb,
    unpacking: fc.constantFrom(...unpacking),
    agencyUpdate: fc.constantFrom('replace', 'replace', 'ignore', 'refuse'),
    approvalVisible: fc.constantFrom(true, true, false),
    partnerAccepts: fc.constantFrom(true, false),
    offersShow: fc.constantFrom(true, true, false),
    widens: fc.constantFrom(true, false),
    groupRows: fc.constantFrom('tasks', 'roles', 'bare'),
  })

/** Who is in the groups there can be, by the ids of the groups; what is in them follows. */
const inGroupsArb: fc.Arbitrary<Readonly<Record<string, readonly string[]>>> = rarely(
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

/**
 * Whom the lists leave out is on an asset, and every asset is read by its own edge: nothing else
 * could tell.
 */
const withSeen = (scene: Scene): Scene => {
  const { world, manifest } = scene
  const hidden = Object.entries(world.people.seats).filter(([, { isUnlisted }]) => isUnlisted)
  if (hidden.length === 0) return scene
  const seen = Object.fromEntries(hidden.map(([id]) => [id, ['ANALYZE']]))
  const managed = world.assets.map((asset) =>
    SELF in asset.users
      ? { ...asset, users: { ...asset.users, [SELF]: SHAPES[asset.section].full } }
      : asset,
  )
  const [first, ...others] = managed
  const assets =
    first === undefined ? [] : [{ ...first, users: { ...seen, ...first.users } }, ...others]
  return { world: { ...world, assets }, manifest: { ...manifest, isAllRead: true } }
}

/**
 * Whoever an asset names is a member: most people write what fits together. And where the policy
 * lets the last admin go, the API does not: that is tested elsewhere.
 */
const withMembers = (scene: Scene, isFitting: boolean): Scene => {
  const { world, manifest } = scene
  const { members, teams } = manifest
  if (members === null) return withLastAdmin(scene)
  const named = new Set([...Object.keys(members.users), ...(teams['buyers'] ?? [])])
  const missing = [...declaredOnAssets(world, manifest)].filter(
    (alias) => !named.has(alias) || !isMember(members, alias),
  )
  if (!isFitting || missing.length === 0) return withLastAdmin(scene)
  const more = missing.map((alias) => {
    const { role = 'EMPLOYEE' } = world.people.seats[whoIs(world, alias) ?? ''] ?? {}
    return [alias, { role }] as const
  })
  const users = { ...members.users, ...Object.fromEntries(more) }
  return withLastAdmin({ world, manifest: { ...manifest, members: { ...members, users } } })
}

const isMember = ({ users }: Members, alias: string): boolean => {
  const grant = users[alias]
  return grant !== undefined && grant !== 'none' && grant.expires === undefined
}

const withLastAdmin = (scene: Scene): Scene => {
  const { roles } = seatsAfter(scene)
  const isLeft = [...roles.values()].includes('ADMIN')
  return isLeft ? scene : { ...scene, manifest: { ...scene.manifest, keepAdmins: 1 } }
}

export const sceneArb = (unpacking: readonly Unpacking[]): fc.Arbitrary<Scene> =>
  fc
    .record({
      world: worldArb(unpacking),
      manifest: manifestArb,
      places: placesArb,
      groups: inGroupsArb,
      isFitting: fc.constantFrom(true, true, true, true, true, false),
    })
    .map(({ world, manifest, places, groups, isFitting }) =>
      shown(
        withMembers(
          withSeen({
            world: {
              ...world,
              assets: places.map(({ asset }) => asset),
              groups: groupsOf(groups, places),
            },
            manifest: {
              ...manifest,
              assets: places.flatMap(({ declared }) => (declared === null ? [] : [declared])),
            },
          }),
          isFitting,
        ),
      ),
    )
