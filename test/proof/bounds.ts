import type { KindName, Level } from './kinds.ts'
import { KIND_NAMES, PROOF_KINDS, tasksAt } from './kinds.ts'
import {
  BRIGHT,
  EMPTY,
  type Entry,
  type Facts,
  HIRED,
  KIM,
  LEE,
  type Mark,
  OLD,
  OWN,
  POLICY,
  type SmallManifest,
  US,
  type World,
  worldOf,
} from './scene.ts'

/**
 * The bounds of the proof: tables of all that a small world can hold and a small manifest can say.
 * Every combination within a frame is looked at, so a row more multiplies the work.
 */

/** What BIZACCESS_PROOF=long adds. */
export const IS_LONG = process.env['BIZACCESS_PROOF'] === 'long'

const inLong = <T>(usual: readonly T[], more: readonly T[]): readonly T[] =>
  IS_LONG ? [...usual, ...more] : usual

/** What a manifest says of one person or business. */
export type Say = readonly [entry: Entry, mark: Mark]

/** Rows of a world that vary together: one value of a dimension. */
type Held = Readonly<Record<string, string>>

export interface Frame {
  readonly name: string
  readonly kinds: readonly KindName[]
  readonly facts: readonly Omit<Facts, 'kind'>[]
  /** What lee and kim, each, hold and are said to hold. They are the same up to their names. */
  readonly person: {
    readonly held: (kind: KindName, id: string) => readonly Held[]
    readonly said: readonly { readonly users: Say | null; readonly members?: Entry }[]
  }
  /** Whatever else is held: one of each dimension. */
  readonly rows: (kind: KindName) => readonly (readonly Held[])[]
  /** Whatever else is said: one of each dimension, laid over each other. */
  readonly says: readonly (readonly Over[])[]
}

/** Lays something over a manifest. */
type Over = (small: SmallManifest) => SmallManifest

const READ: Omit<Facts, 'kind'> = {
  unread: {},
  isSelfKnown: true,
  approval: 'free',
  isSeated: false,
}

const ASSET: Held = { asset: 'owned' }

const row = (name: string, kind: KindName, level: Level, isShared = false): Held =>
  level === 0 ? {} : { [name]: tasksAt(kind, level, isShared).join('+') }

const LEVELS: readonly Level[] = [0, 1, 2]

const users = (kind: KindName, id: string): readonly Held[] =>
  LEVELS.map((level) => row(`users/${id}`, kind, level))

const shares = (kind: KindName, id: string): readonly Held[] =>
  PROOF_KINDS[kind].isShared
    ? LEVELS.map((level) => row(`agencies/${id}`, kind, level, true))
    : [{}]

/** A row of theirs on which somebody must act: their question to us, or our offer to them. */
const pending = (kind: KindName, id: string): readonly Held[] =>
  PROOF_KINDS[kind].isShared
    ? [{ [`agencies/${id}`]: `?PENDING:${tasksAt(kind, 1, true).join('+')}` }]
    : []

const withUser =
  (name: 'own' | 'lee' | 'kim', [entry, mark]: Say): Over =>
  (small) => ({
    ...small,
    users: { ...small.users, [name]: entry },
    marks: { ...small.marks, [name]: mark },
  })

const withAgency =
  (name: 'bright' | 'old', said: Say | null): Over =>
  (small) =>
    said === null
      ? small
      : {
          ...small,
          agencies: { ...small.agencies, [name]: said[0] },
          marks: { ...small.marks, [name]: said[1] },
        }

const marked =
  (name: keyof SmallManifest['marks'], mark: Mark): Over =>
  (small) => ({ ...small, marks: { ...small.marks, [name]: mark } })

const MODES: readonly Over[] = [(small) => small, (small) => ({ ...small, isAdditive: true })]

const policies = (...each: readonly Partial<SmallManifest['policy']>[]): readonly Over[] =>
  each.map((policy) => (small) => ({ ...small, policy: { ...small.policy, ...policy } }))

const PERSON: readonly Say[] = inLong<Say>(
  [
    ['unsaid', 'plain'],
    ['low', 'plain'],
    ['high', 'plain'],
    ['expired', 'plain'],
    ['unsaid', 'offboarded'],
    ['unsaid', 'protected'],
    ['low', 'protected'],
  ],
  [
    ['none', 'plain'],
    ['high', 'offboarded'],
    ['unsaid', 'ignored'],
    ['high', 'protected'],
  ],
)

const AGENCY: readonly (Say | null)[] = inLong<Say | null>(
  [
    null,
    ['unsaid', 'plain'],
    ['low', 'plain'],
    ['high', 'plain'],
    ['expired', 'plain'],
    ['unsaid', 'offboarded'],
    ['unsaid', 'protected'],
  ],
  [
    ['none', 'plain'],
    ['low', 'ignored'],
    ['low', 'protected'],
  ],
)

const OWN_SAID: readonly Say[] = inLong<Say>([['unsaid', 'plain']], [['low', 'plain']])

/** People and one agency on an asset of ours. */
const PEOPLE: Frame = {
  name: 'people and an agency',
  kinds: KIND_NAMES,
  facts: [READ],
  person: {
    held: users,
    said: PERSON.map((said) => ({ users: said })),
  },
  rows: (kind) => [
    [ASSET],
    [row(`users/${OWN}`, kind, 2)],
    [...shares(kind, BRIGHT), ...pending(kind, BRIGHT)],
  ],
  says: [
    OWN_SAID.map((said) => withUser('own', said)),
    AGENCY.map((said) => withAgency('bright', said)),
    MODES,
    policies({ keep_managers: 1 }, { keep_managers: 2 }),
  ],
}

export const FRAMES: readonly Frame[] = [PEOPLE]

const productOf = <T>(dimensions: readonly (readonly T[])[]): readonly (readonly T[])[] =>
  dimensions.reduce<readonly (readonly T[])[]>(
    (found, values) => found.flatMap((one) => values.map((value) => [...one, value])),
    [[]],
  )

/** A manifest of a frame, and the worlds that are looked at with it. */
export interface Group {
  readonly small: SmallManifest
  readonly worlds: () => Iterable<World>
}

/**
 * Everything in a frame for one kind: each manifest with each world, once of those that differ by
 * nothing but which of the two people is which.
 */
export function* groupsOf(frame: Frame, kind: KindName): Generator<Group> {
  const { held, said } = frame.person
  const others = productOf(frame.rows(kind)).map((each) => Object.assign({}, ...each) as Held)
  const lees = held(kind, LEE)
  const kims = held(kind, KIM)
  const manifests = productOf(frame.says).map((overs) =>
    overs.reduce((small, over) => over(small), EMPTY),
  )
  for (const base of manifests) {
    for (const [first, ofLee] of said.entries()) {
      for (const [second, ofKim] of said.entries()) {
        if (second < first) continue
        const small = withPerson('kim', ofKim)(withPerson('lee', ofLee)(base))
        yield { small, worlds: () => worldsOf(first === second) }
      }
    }
  }
  function* worldsOf(isAlike: boolean): Generator<World> {
    for (const facts of frame.facts) {
      for (const other of others) {
        for (const [first, lee] of lees.entries()) {
          for (const [second, kim] of kims.entries()) {
            if (isAlike && second < first) continue
            const rows = new Map(Object.entries({ ...other, ...lee, ...kim }))
            yield worldOf({ ...facts, kind }, rows)
          }
        }
      }
    }
  }
}

const withPerson =
  (name: 'lee' | 'kim', { users: said, members }: Frame['person']['said'][number]): Over =>
  (small) => {
    const user = said === null ? small : withUser(name, said)(small)
    return members === undefined ? user : { ...user, members: { ...user.members, [name]: members } }
  }
