import type { AbstractManifest, AbstractWorld, Role, Scene, SeatGrant } from './abstract.ts'
import { TODAY } from './abstract.ts'
import {
  areListsShort,
  emailOf,
  foldedEmail,
  hiddenIn,
  idOf,
  idsOfEmail,
  isAliased,
  isDoubtful,
  isUnseen,
  listedInvitations,
} from './who.ts'
import { couldBe, isNamed, membersOf, type Reading, relationOf } from './words.ts'

/**
 * Who must belong to the business once a manifest has been applied, said a second time and
 * independently.
 */
export interface SeatsExpected {
  /** Rails that hold the whole plan back: then nothing at all happens. */
  readonly blocked: readonly string[]
  /** Who leaves the business, and with it everything. */
  readonly removed: ReadonlySet<string>
  /** Everybody who stays, with their role. */
  readonly roles: ReadonlyMap<string, Role>
  /** `E-MAIL ROLE` of every invitation there is then. */
  readonly invitations: readonly string[]
  /** The e-mails of those who are invited now. */
  readonly invited: readonly string[]
}

/** What the manifest says of one alias: the higher role of the paths that are alive, if any. */
type Word = Role | 'nothing'

const wordsOf = ({ members, teams }: AbstractManifest): ReadonlyMap<string, Word> => {
  const said = new Map<string, (SeatGrant | 'none')[]>()
  for (const [name, grant] of Object.entries(members?.users ?? {})) {
    for (const alias of new Set(membersOf({ teams }, name))) {
      said.set(alias, [...(said.get(alias) ?? []), grant])
    }
  }
  return new Map([...said].map(([alias, grants]) => [alias, wordOf(grants)]))
}

const wordOf = (grants: readonly (SeatGrant | 'none')[]): Word => {
  if (grants.includes('none')) return 'nothing'
  const alive = grants.flatMap((grant) =>
    grant !== 'none' && (grant.expires === undefined || grant.expires >= TODAY) ? [grant.role] : [],
  )
  if (alive.length === 0) return 'nothing'
  return alive.includes('ADMIN') ? 'ADMIN' : 'EMPLOYEE'
}

/** Aliases of whoever an asset gives something. */
export const declaredOnAssets = (
  world: AbstractWorld,
  manifest: AbstractManifest,
): ReadonlySet<string> =>
  new Set(
    manifest.assets.flatMap((declared) => {
      const asset = world.assets.find(({ id }) => id === declared.id)
      if (asset === undefined) return []
      const reading: Reading = { world, manifest, asset, declared }
      return [...(relationOf(reading, 'users')?.words ?? [])].flatMap(([alias, { tasks }]) =>
        tasks.length > 0 ? [alias] : [],
      )
    }),
  )

interface Saying {
  readonly scene: Scene
  readonly words: ReadonlyMap<string, Word>
  /** Aliases that are given a role, but for those who are left alone. */
  readonly wanted: readonly (readonly [string, Role])[]
  /** Whether a line may mean several: nobody is taken away then. */
  readonly isTouched: boolean
}

const sayingOf = (scene: Scene): Saying => {
  const { world, manifest } = scene
  const words = wordsOf(manifest)
  const wanted = [...words].flatMap(([alias, word]) =>
    word === 'nothing' || isLeft(scene, alias) ? [] : [[alias, word] as const],
  )
  return { scene, words, wanted, isTouched: [...words.keys()].some((it) => isDoubtful(world, it)) }
}

/** Whether an alias is offboarded, or to be left alone. */
const isLeft = ({ world, manifest }: Scene, alias: string): boolean => {
  const id = idOf(world, alias)
  const names = membersIn(manifest, manifest.members?.ignore ?? [])
  const isOut = manifest.offboarded.includes(alias) || (id !== null && isOutOf(manifest, world, id))
  return isOut || names.includes(alias) || (id !== null && couldBe(world, manifest, names, id))
}

const membersIn = (manifest: AbstractManifest, names: readonly string[]): readonly string[] =>
  names.flatMap((name) => membersOf(manifest, name))

const isOutOf = (manifest: AbstractManifest, world: AbstractWorld, id: string): boolean =>
  isNamed(world, manifest, manifest.offboarded, id)

/** What becomes of somebody's seat. */
type Fate = Role | 'gone'

const fateOf = (saying: Saying, id: string): Fate => {
  const { scene, words, wanted, isTouched } = saying
  const { world, manifest } = scene
  const { members } = manifest
  const seat = world.people.seats[id]
  if (seat === undefined) throw new Error(`nobody has ${id}`)
  const { role, isUnlisted } = seat
  if (isUnlisted) return role
  if (isOutOf(manifest, world, id)) return manifest.offboardedMembers === 'remove' ? 'gone' : role
  if (members === null || couldBe(world, manifest, membersIn(manifest, members.ignore), id)) {
    return role
  }
  const isDoubted = [...words.keys()].some(
    (alias) => isDoubtful(world, alias) && idsOfEmail(world, emailOf(alias) ?? '').includes(id),
  )
  if (isDoubted) return role
  const own = wanted.flatMap(([alias, word]) => (idOf(world, alias) === id ? [word] : []))
  if (own.length > 0) {
    const word = own.includes('ADMIN') ? 'ADMIN' : 'EMPLOYEE'
    return members.mode === 'additive' && role === 'ADMIN' ? role : word
  }
  if (members.mode === 'additive' || isTouched || areListsShort(world)) return role
  // They may be whoever is named, here or on an asset, by an e-mail that nobody is known to have.
  const named = [...wanted.map(([alias]) => alias), ...declaredOnAssets(world, manifest)]
  const mayBeMeant = !isAliased(world, id) && named.some((alias) => isUnseen(world, alias))
  return mayBeMeant ? role : 'gone'
}

/** Who is invited: named by an e-mail that nobody has, and to whom no invitation is out. */
const newlyInvited = ({ scene, wanted }: Saying): readonly (readonly [string, Role])[] => {
  const { world, manifest } = scene
  if (manifest.members === null) return []
  // Whose row tells no e-mail may be anybody.
  if (hiddenIn(world).some((id) => !isAliased(world, id))) return []
  const listed = new Set(listedInvitations(world).map(([, { email }]) => foldedEmail(email)))
  return wanted.flatMap(([alias, role]) => {
    const email = emailOf(alias)
    return email !== null && isUnseen(world, alias) && !listed.has(email)
      ? [[email, role] as const]
      : []
  })
}

/** Whether an invitation that is open is taken back. */
const isTakenBack = ({ scene, wanted, isTouched }: Saying, email: string): boolean => {
  const { world, manifest } = scene
  const { members, offboarded } = manifest
  const ids = idsOfEmail(world, email)
  const isOut =
    ids.length < 2 &&
    (membersIn(manifest, offboarded).some((name) => emailOf(name) === email) ||
      ids.some((id) => isOutOf(manifest, world, id)))
  if (isOut) return true
  if (members === null || members.mode === 'additive' || isTouched) return false
  const isLeftAlone = membersIn(manifest, members.ignore).some((name) => emailOf(name) === email)
  // Of somebody who has joined since and belongs here it is only a remnant.
  const isWanted = wanted.some(([alias]) => {
    const id = idOf(world, alias)
    return emailOf(alias) === email || (id !== null && ids.includes(id))
  })
  return !isLeftAlone && !isWanted
}

export const seatsAfter = (scene: Scene): SeatsExpected => {
  const { world } = scene
  const { seats, invitations } = world.people
  const saying = sayingOf(scene)
  const fates = Object.keys(seats).map((id) => [id, fateOf(saying, id)] as const)
  const invited = newlyInvited(saying)
  const kept = Object.entries(invitations).filter(
    ([, { email, isOver }]) => isOver || !isTakenBack(saying, foldedEmail(email)),
  )
  return {
    blocked: blockedBy(scene, fates, invited.length),
    removed: new Set(fates.flatMap(([id, fate]) => (fate === 'gone' ? [id] : []))),
    roles: new Map(fates.flatMap(([id, fate]) => (fate === 'gone' ? [] : [[id, fate] as const]))),
    invitations: [
      ...kept.map(([, { email, role }]) => `${foldedEmail(email)} ${role}`),
      ...invited.map(([email, role]) => `${email} ${role}`),
    ].sort(),
    invited: invited.map(([email]) => email),
  }
}

const blockedBy = (
  { world, manifest }: Scene,
  fates: readonly (readonly [string, Fate])[],
  invitations: number,
): readonly string[] => {
  const { seats } = world.people
  // Nobody counts of whom no list tells the role.
  const counted = fates.filter(([id]) => seats[id]?.isUnlisted === false)
  const now = counted.filter(([id]) => seats[id]?.role === 'ADMIN').length
  const left = counted.filter(([, fate]) => fate === 'ADMIN').length
  const isLosing = counted.some(([id, fate]) => seats[id]?.role === 'ADMIN' && fate !== 'ADMIN')
  const declared = new Set([...declaredOnAssets(world, manifest)].map((it) => idOf(world, it)))
  const isStillDeclared = fates.some(
    ([id, fate]) => fate === 'gone' && declared.has(id) && !isOutOf(manifest, world, id),
  )
  return [
    ...(isLosing && left < Math.min(manifest.keepAdmins, now) ? ['rail_keep_admins'] : []),
    ...(invitations > manifest.maxInvitations ? ['rail_max_invitations'] : []),
    ...(isStillDeclared ? ['rail_member_declared'] : []),
  ]
}

/** Whom a person who is missing on assets may become: declared as a member, they will be invited. */
export const isToBeInvited = ({ manifest }: Pick<Reading, 'manifest'>, alias: string): boolean =>
  wordsOf(manifest).get(alias) !== undefined &&
  wordsOf(manifest).get(alias) !== 'nothing' &&
  emailOf(alias) !== null
