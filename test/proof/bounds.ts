import { IS_LONG } from '../support/effort.ts'
import type { KindName, Level } from './kinds.ts'
import { KIND_NAMES, PROOF_KINDS, tasksAt } from './kinds.ts'
import {
  BRIGHT,
  EMPTY,
  ENTRIES,
  type Entry,
  type Facts,
  HIRED,
  KIM,
  LEE,
  MARKS,
  type Mark,
  OLD,
  OWN,
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
const inLong = <T>(usual: readonly T[], more: readonly T[]): readonly T[] =>
  IS_LONG ? [...usual, ...more] : usual

/** What a manifest says of one person or business. */
export type Say = readonly [entry: Entry, mark: Mark]

/** Rows of a world that vary together: one value of a dimension. */
type Held = Readonly<Record<string, string>>

/** What a manifest says of one person, on the asset and of their seat. */
interface SaidOfPerson {
  readonly users: Say | null
  readonly members?: Entry
}

export interface Frame {
  readonly name: string
  readonly kinds: readonly KindName[]
  readonly facts: readonly Omit<Facts, 'kind'>[]
  /** What lee and kim, each, hold and are said to hold. They are the same up to their names. */
  readonly person: {
    readonly held: (kind: KindName, id: string) => readonly Held[]
    readonly said: readonly SaidOfPerson[]
  }
  /** Whatever else is held: one of each dimension. */
  readonly rows: (kind: KindName) => readonly (readonly Held[])[]
  /** Whatever else is said: one of each dimension, laid over each other. */
  readonly says: (kind: KindName) => readonly (readonly Over[])[]
}

/** Lays something over a manifest. */
type Over = (small: SmallManifest) => SmallManifest

const READ: Omit<Facts, 'kind'> = {
  unread: {},
  isSelfKnown: true,
  approval: 'free',
  isSeated: false,
}

const OURS: Held = { asset: 'owned' }

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

const withHired =
  ([entry, mark]: Say): Over =>
  (small) => ({
    ...small,
    members: { ...small.members, hired: entry },
    marks: { ...small.marks, hired: mark },
  })

/** A grant of ours that nobody has approved yet, of which a row may tell. */
const approvals = (kind: KindName, id: string): readonly Held[] => {
  const tasks = tasksAt(kind, 1, true).join('+')
  const noted = { [`memory/approval/${id}`]: tasks }
  return [noted, { ...noted, [`agencies/${id}`]: `?PENDING_ADMIN_REVIEW:${tasks}` }]
}

const asking = (kind: KindName): readonly Over[] =>
  PROOF_KINDS[kind].isAskedFor
    ? [null, 'low' as const, 'high' as const, 'none' as const].map((request) => (small) => ({
        ...small,
        request,
      }))
    : [(small) => small]

/** What agencies hold where there can be any. */
const ifAny = (kind: KindName, held: readonly Held[]): readonly Held[] =>
  PROOF_KINDS[kind].isShared ? held : [{}]

/** What is said of agencies where there can be any. */
const ifShared = (kind: KindName, overs: readonly Over[]): readonly Over[] =>
  PROOF_KINDS[kind].isShared ? overs : [(small) => small]

const MODES: readonly Over[] = [(small) => small, (small) => ({ ...small, isAdditive: true })]

type SomePolicy = Partial<SmallManifest['policy']>

const policies = (...each: readonly SomePolicy[]): readonly Over[] =>
  each.map((policy) => (small) => ({ ...small, policy: { ...small.policy, ...policy } }))

/** People and one agency on an asset of ours. */
const ON_AN_ASSET: Frame = {
  name: 'two people and an agency on an asset of ours',
  kinds: KIND_NAMES,
  facts: [READ],
  person: {
    held: users,
    said: inLong<Say>(
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
        ['expired_low', 'plain'],
        ['high', 'offboarded'],
        ['high', 'protected'],
        ['unsaid', 'ignored'],
        ['low', 'ignored'],
      ],
    ).map((said) => ({ users: said })),
  },
  rows: (kind) => [
    [OURS],
    [row(`users/${OWN}`, kind, 2)],
    [...shares(kind, BRIGHT), ...pending(kind, BRIGHT)],
  ],
  says: (kind) => [
    ifShared(
      kind,
      inLong<Say | null>(
        [
          ['unsaid', 'plain'],
          ['low', 'plain'],
          ['high', 'plain'],
          ['unsaid', 'offboarded'],
          ['unsaid', 'protected'],
        ],
        [null, ['none', 'plain'], ['expired', 'plain'], ['low', 'protected'], ['low', 'ignored']],
      ).map((said) => withAgency('bright', said)),
    ),
    MODES,
    inLong(policies({}), policies({ keep_managers: 0 }, { keep_managers: 2 })),
  ],
}

/** People with their seats, in a group too, and somebody invited. */
const IN_THE_BUSINESS: Frame = {
  name: 'two people with seats, one of them in a group, and an invitation',
  kinds: KIND_NAMES,
  facts: [{ ...READ, isSeated: true }],
  person: {
    held: (kind, id) =>
      inLong<Held>(
        [
          { [`members/${id}`]: 'EMPLOYEE' },
          { [`members/${id}`]: 'EMPLOYEE', ...row(`users/${id}`, kind, 2) },
          {
            [`members/${id}`]: 'ADMIN',
            ...row(`users/${id}`, kind, 2),
            [`group/${id}`]: 'ANALYZE',
          },
        ],
        [
          {},
          { [`members/${id}`]: 'ADMIN' },
          { [`members/${id}`]: 'ADMIN', ...row(`users/${id}`, kind, 1) },
        ],
      ),
    said: inLong<SaidOfPerson>(
      [
        { users: ['unsaid', 'plain'], members: 'unsaid' },
        { users: ['unsaid', 'plain'], members: 'high' },
        { users: ['high', 'plain'], members: 'low' },
        { users: ['low', 'plain'], members: 'high' },
        { users: ['high', 'plain'], members: 'unsaid' },
        { users: ['high', 'plain'], members: 'high' },
        { users: ['expired', 'plain'], members: 'expired' },
        { users: ['unsaid', 'offboarded'], members: 'unsaid' },
        { users: ['low', 'protected'], members: 'low' },
      ],
      [
        { users: ['unsaid', 'plain'] },
        { users: ['unsaid', 'plain'], members: 'none' },
        { users: ['unsaid', 'plain'], members: 'low' },
        { users: ['high', 'offboarded'], members: 'high' },
        { users: ['unsaid', 'protected'], members: 'unsaid' },
        { users: ['low', 'ignored'], members: 'low' },
      ],
    ),
  },
  rows: (kind) => [
    [OURS],
    [{ ...row(`users/${OWN}`, kind, 2), [`members/${OWN}`]: 'ADMIN' }],
    inLong<Held>(
      [{}, { [`members/${HIRED}`]: '?PENDING:EMPLOYEE' }],
      [{ [`members/${HIRED}`]: '?EXPIRED:EMPLOYEE' }, { [`memory/invited/${HIRED}`]: 'EMPLOYEE' }],
    ),
  ],
  says: () => [
    inLong<Say>(
      [
        ['unsaid', 'plain'],
        ['low', 'plain'],
      ],
      [
        ['high', 'plain'],
        ['unsaid', 'offboarded'],
        ['unsaid', 'protected'],
      ],
    ).map(withHired),
    MODES,
    inLong(policies({}), policies({ keep_admins: 2 }, { offboarded_members: 'report' })),
  ],
}

/** Much at once, so that plans have up to six steps that hang together, and more. */
const ALL_AT_ONCE: Frame = {
  name: 'two people with seats, two agencies and an invitation',
  kinds: KIND_NAMES,
  facts: [{ ...READ, isSeated: true }],
  person: {
    held: (kind, id) => [
      { [`members/${id}`]: 'EMPLOYEE', ...row(`users/${id}`, kind, 1) },
      { [`members/${id}`]: 'ADMIN', ...row(`users/${id}`, kind, 2) },
    ],
    said: inLong<SaidOfPerson>(
      [
        { users: ['low', 'plain'], members: 'high' },
        { users: ['high', 'plain'], members: 'low' },
        { users: ['unsaid', 'plain'], members: 'unsaid' },
      ],
      [
        { users: ['high', 'plain'], members: 'high' },
        { users: ['unsaid', 'plain'], members: 'low' },
      ],
    ),
  },
  rows: (kind) => [
    [OURS],
    [{ ...row(`users/${OWN}`, kind, 2), [`members/${OWN}`]: 'ADMIN' }],
    ifAny(kind, [{}, row(`agencies/${BRIGHT}`, kind, 2, true)]),
    ifAny(kind, [row(`agencies/${OLD}`, kind, 1, true)]),
    [{}, { [`members/${HIRED}`]: '?PENDING:EMPLOYEE' }],
  ],
  says: (kind) => [
    ifShared(kind, [
      withAgency('bright', ['low', 'plain']),
      withAgency('bright', ['unsaid', 'offboarded']),
    ]),
    ifShared(kind, [withAgency('old', ['unsaid', 'plain']), withAgency('old', ['high', 'plain'])]),
    [withHired(['low', 'plain']), withHired(['unsaid', 'plain'])],
    inLong(MODES.slice(0, 1), MODES.slice(1)),
  ],
}

const FEW: readonly Say[] = [
  ['unsaid', 'plain'],
  ['low', 'plain'],
  ['unsaid', 'offboarded'],
]

/** An asset that is not ours, and what we asked for of it. */
const OF_A_CLIENT: Frame = {
  name: 'two people on an asset of a client, and our request',
  kinds: KIND_NAMES,
  facts: [READ],
  person: {
    held: users,
    said: [...FEW, ['unsaid', 'protected'] as const].map((said) => ({ users: said })),
  },
  rows: (kind) => {
    const [low, high] = [1, 2].map((level) => tasksAt(kind, level as 1 | 2).join('+')) as [
      string,
      string,
    ]
    const asks = PROOF_KINDS[kind].isAskedFor
    return [
      [
        { asset: 'client', ...(asks ? { request: low } : {}) },
        ...(asks ? [{ asset: 'client', request: high, 'memory/asked': high }] : []),
      ],
      [row(`users/${OWN}`, kind, 2)],
    ]
  },
  says: (kind) => [asking(kind), MODES],
}

/** The same before anybody of ours can be on it. */
const ASKED_FOR: Frame = {
  ...OF_A_CLIENT,
  name: 'an asset that we ask for',
  kinds: KIND_NAMES.filter((kind) => PROOF_KINDS[kind].isAskedFor),
  person: { ...OF_A_CLIENT.person, held: () => [{}] },
  rows: (kind) => {
    const low = tasksAt(kind, 1).join('+')
    return [
      [
        { asset: 'absent' },
        { asset: 'absent', 'memory/asked': low },
        { asset: 'pending', request: `?PENDING:${low}` },
        { asset: 'pending', request: `?PENDING:${low}`, 'memory/asked': low },
      ],
    ]
  },
  says: (kind) => [asking(kind), MODES, [(small) => small, withAgency('bright', ['low', 'plain'])]],
}

const REPORTING = policies({}, { agency_task_change: 'report' })

/** Two agencies, of whom one may take over from the other, and admins who approve it. */
const TAKING_OVER: Frame = {
  name: 'two agencies, with and without an approval',
  kinds: KIND_NAMES.filter((kind) => PROOF_KINDS[kind].isShared),
  facts: (['free', 'shown', 'hidden'] as const).map((approval) => ({ ...READ, approval })),
  person: {
    held: (kind, id) => (id === LEE ? [row(`users/${id}`, kind, 2)] : [{}]),
    said: [{ users: null }],
  },
  rows: (kind) => [
    [OURS],
    inLong<Held>([{}], [{ [`agencies/${US}`]: tasksAt(kind, 2, true).join('+') }]),
    ...[BRIGHT, OLD].map((id) => [
      ...shares(kind, id),
      ...pending(kind, id),
      ...approvals(kind, id),
    ]),
  ],
  says: () => [
    ...(['bright', 'old'] as const).map((name) =>
      inLong<Say | null>(
        [
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
          ['low', 'offboarded'],
        ],
      ).map((said) => withAgency(name, said)),
    ),
    ...(IS_LONG ? [MODES, REPORTING] : [[...MODES, ...REPORTING.slice(1)]]),
  ],
}

const LISTS = ['users', 'agencies', 'members', 'group'] as const
const WAYS = ['unknown', 'unreadable', 'missing'] as const

/** Lists that were not read, and a token of nobody knows whom. */
const UNREAD: Frame = {
  name: 'lists that were not read',
  kinds: KIND_NAMES,
  facts: [
    ...LISTS.flatMap((list) =>
      WAYS.map((way) => ({ ...READ, isSeated: true, unread: { [list]: way } })),
    ),
    { ...READ, isSelfKnown: false, isSeated: true },
    { ...READ, isSelfKnown: false },
  ],
  person: {
    held: (kind, id) => [
      { [`members/${id}`]: 'EMPLOYEE' },
      { [`members/${id}`]: 'ADMIN', ...row(`users/${id}`, kind, 2), [`group/${id}`]: 'ANALYZE' },
    ],
    said: [
      { users: ['unsaid', 'plain'], members: 'unsaid' },
      { users: ['low', 'plain'], members: 'low' },
      { users: ['unsaid', 'offboarded'], members: 'unsaid' },
    ],
  },
  rows: (kind) => [
    [OURS],
    [{ ...row(`users/${OWN}`, kind, 2), [`members/${OWN}`]: 'ADMIN' }],
    PROOF_KINDS[kind].isShared ? [{}, row(`agencies/${BRIGHT}`, kind, 2, true)] : [{}],
  ],
  says: () => [
    [null, ['unsaid', 'plain'], ['low', 'plain'], ['unsaid', 'offboarded']].map((said) =>
      withAgency('bright', said as Say | null),
    ),
    MODES,
  ],
}

/** The numbers of the policy, at their edges. */
const LIMITS: Frame = {
  name: 'the numbers of the policy',
  kinds: KIND_NAMES,
  facts: [{ ...READ, isSeated: true }],
  person: {
    held: (kind, id) => [
      { [`members/${id}`]: 'ADMIN', ...row(`users/${id}`, kind, 2) },
      { [`members/${id}`]: 'EMPLOYEE', ...row(`users/${id}`, kind, 1) },
    ],
    said: [
      { users: ['unsaid', 'plain'], members: 'unsaid' },
      { users: ['high', 'plain'], members: 'high' },
      { users: ['unsaid', 'plain'], members: 'low' },
      { users: ['unsaid', 'offboarded'], members: 'unsaid' },
    ],
  },
  rows: (kind) => [[OURS], [{ ...row(`users/${OWN}`, kind, 2), [`members/${OWN}`]: 'ADMIN' }]],
  says: () => [
    [withHired(['low', 'plain']), withHired(['unsaid', 'plain'])],
    policies(
      { max_invitations: 0 },
      ...[0, 1].map((max_offboarded) => ({ max_offboarded })),
      ...[0, 1, 2, 3].map((max_revocations) => ({ max_revocations })),
      ...[0, 1, 2].map((keep_managers) => ({ keep_managers })),
      ...[0, 2].map((keep_admins) => ({ keep_admins })),
      { offboarded_members: 'report' },
    ),
  ],
}

/** The token's own user, and our own business. */
const OURSELVES: Frame = {
  name: "the token's own user, and our own business",
  kinds: KIND_NAMES,
  facts: [{ ...READ, isSeated: true }, READ],
  person: {
    held: (kind, id) =>
      id === LEE
        ? [{ [`members/${id}`]: 'ADMIN', ...row(`users/${id}`, kind, 2) }]
        : [{ [`members/${id}`]: 'EMPLOYEE' }],
    said: [{ users: ['unsaid', 'plain'] }, { users: ['high', 'plain'] }],
  },
  rows: (kind) => [
    [OURS],
    [...users(kind, OWN), { ...row(`users/${OWN}`, kind, 2), [`group/${OWN}`]: 'ANALYZE' }],
    [{ [`members/${OWN}`]: 'ADMIN' }],
    PROOF_KINDS[kind].isShared
      ? [{}, { [`agencies/${US}`]: tasksAt(kind, 2, true).join('+') }]
      : [{}],
  ],
  says: () => [
    ENTRIES.flatMap((entry) => MARKS.map((mark) => withUser('own', [entry, mark]))),
    [(small) => small, withAgency('bright', ['unsaid', 'plain'])],
    MODES,
  ],
}

const STRANGERS: Frame = {
  ...ON_AN_ASSET,
  name: 'people of another business, and rows of what is not ours',
  facts: [{ ...READ, strangers: [LEE] }, READ],
  rows: (kind) => [
    [OURS, { asset: 'client' }, { asset: 'absent' }],
    [row(`users/${OWN}`, kind, 2)],
    shares(kind, BRIGHT),
  ],
}

export const FRAMES: readonly Frame[] = [
  ...[ON_AN_ASSET, IN_THE_BUSINESS, ALL_AT_ONCE, OF_A_CLIENT, ASKED_FOR],
  ...[TAKING_OVER, UNREAD, LIMITS, OURSELVES],
]

/** A frame for plans that no manifest leads to: of manifests only what the guard looks at. */
const bare = (frame: Frame, ...policy: readonly SomePolicy[]): Frame => ({
  ...frame,
  person: {
    held: frame.person.held,
    said: [{ users: ['unsaid', 'plain'] }, { users: ['unsaid', 'protected'] }],
  },
  says: () => [policies({}, ...policy)],
})

/** Where plans that nobody made are given to the guard: everything that a rail is about. */
export const HOSTILE: readonly Frame[] = [
  bare(LIMITS, { keep_managers: 2 }, { keep_admins: 2 }),
  ...[OURSELVES, UNREAD, STRANGERS].map((frame) => bare(frame)),
]

/** A frame with the first four things that it says of people: the others are the same for every kind. */
const briefly = (frame: Frame): Frame => ({
  ...frame,
  person: { ...frame.person, said: frame.person.said.slice(0, 4) },
})

/** What is looked at of a kind in the short form, as far as it differs from the others in it. */
const SHORT: Readonly<Record<KindName, readonly Frame[]>> = {
  ad_account: FRAMES,
  page: [briefly(ON_AN_ASSET), OF_A_CLIENT, ASKED_FOR],
  pixel: [briefly(ON_AN_ASSET), briefly(IN_THE_BUSINESS), OF_A_CLIENT, LIMITS],
  catalog: [OF_A_CLIENT],
  instagram_account: [briefly(ON_AN_ASSET), OF_A_CLIENT],
  whatsapp_account: [ON_AN_ASSET, ALL_AT_ONCE, OF_A_CLIENT, UNREAD, OURSELVES],
}

/** All of all kinds with BIZACCESS_PROOF=long. */
export const framesOf = (kind: KindName): readonly Frame[] =>
  IS_LONG ? FRAMES.filter((frame) => frame.kinds.includes(kind)) : SHORT[kind]

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
  const facts = frame.facts.map((each): Facts => ({ ...each, kind }))
  const lees = held(kind, LEE)
  const kims = held(kind, KIM)
  const manifests = productOf(frame.says(kind)).map((overs) =>
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
    for (const own of facts) {
      for (const other of others) {
        for (const [first, lee] of lees.entries()) {
          for (const [second, kim] of kims.entries()) {
            if (isAlike && second < first) continue
            const rows = new Map(Object.entries({ ...other, ...lee, ...kim }))
            yield worldOf(own, rows)
          }
        }
      }
    }
  }
}

const withPerson =
  (name: 'lee' | 'kim', { users: said, members }: SaidOfPerson): Over =>
  (small) => {
    const user = said === null ? small : withUser(name, said)(small)
    return members === undefined ? user : { ...user, members: { ...user.members, [name]: members } }
  }
