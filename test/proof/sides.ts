import type { LiveAsset, LivePerson, LiveRelation, LiveState, Scope } from '../../src/model/live.ts'
import {
  DEFAULT_POLICY,
  type DesiredPath,
  type DesiredRelation,
  type Manifest,
} from '../../src/model/manifest.ts'
import type { Memory } from '../../src/model/memory.ts'
import type { RelationName } from '../../src/model/relations.ts'
import type { KindName } from './kinds.ts'
import {
  assetOf,
  BRIGHT,
  type Entry,
  GROUP,
  HIRED,
  INVITATION,
  KIM,
  LEE,
  OLD,
  OWN,
  PARTNERS,
  PEOPLE,
  roleIn,
  type SmallManifest,
  tasksIn,
  US,
  type World,
} from './scene.ts'

/** Small worlds and manifests as the program has them: only shapes, nothing is judged here. */

export const TODAY = '2026-11-22'
const SOURCE = { file: 'access.yaml', line: 1, column: 1 } as const

/** Whose people are on our asset and not ours. */
const OTHER = '3003'

const person = (type: LivePerson['type'], id: string, name: string): LivePerson => ({
  ...{ type, id, name, facebookId: null },
  email: type === 'system_user' ? null : `${name.toLowerCase()}@x.example`,
})

const NAMES = { [OWN]: 'Own', [LEE]: 'Lee', [KIM]: 'Kim' } as const

const completeness = ({ facts: { unread } }: World): LiveState['directory'] => {
  const status =
    unread.people === undefined || unread.people === 'missing' ? 'complete' : unread.people
  return { business_users: status, system_users: 'complete', pending_users: status }
}

const nodeOf = (
  world: World,
  relation: string,
): { readonly kind: string; readonly asset: string } => {
  if (relation === 'members') return { kind: 'business', asset: US }
  if (relation === 'group') return { kind: 'asset_group', asset: GROUP }
  return { kind: world.facts.kind, asset: assetOf(world.facts) }
}

const rowOf = (world: World, name: string, value: string): LiveRelation => {
  const [relation = '', subject = US] = name.split('/')
  const isPending = value.startsWith('?')
  const told = value
    .replace(/^\?[^:]*:/, '')
    .split('+')
    .filter((task) => task !== '')
  return {
    ...nodeOf(world, relation),
    relation: relation === 'group' ? 'users' : (relation as RelationName),
    subject,
    subjectName: relation === 'members' ? (NAMES[subject as typeof LEE] ?? null) : null,
    tasks: told,
    status: isPending ? 'pending' : 'active',
    apiStatus: isPending ? (/^\?([^:]*):/.exec(value)?.[1] ?? null) : null,
    since: null,
    counterpart: null,
    ...(world.facts.strangers?.includes(subject) === true ? { otherBusiness: OTHER } : {}),
    ...(relation === 'members' ? { member: memberFacts(subject, value) } : {}),
  }
}

const memberFacts = (subject: string, value: string): NonNullable<LiveRelation['member']> => {
  if (subject !== HIRED) {
    const type = subject === OWN ? 'system_user' : 'business_user'
    return { type, email: person(type, subject, NAMES[subject as typeof LEE]).email }
  }
  const status = /^\?([^:]*):/.exec(value)?.[1] ?? null
  return {
    type: 'business_user',
    email: HIRED,
    invitation: { id: INVITATION, expires: null, status },
  }
}

const isRow = (name: string): boolean => name !== 'asset' && !name.startsWith('memory/')

const RELATIONS = ['users', 'agencies', 'request'] as const

const scopesOf = (world: World): readonly Scope[] => {
  const { facts } = world
  const lists = [...RELATIONS, ...(facts.isSeated ? (['members', 'group'] as const) : [])]
  return lists.flatMap((list): readonly Scope[] => {
    const how = facts.unread[list]
    if (how === 'missing') return []
    const what = how === undefined ? null : `${list} failed`
    const { kind, asset } = nodeOf(world, list)
    const relation = list === 'group' ? 'users' : list
    return [{ kind, asset, relation, status: how ?? 'complete', what }]
  })
}

const lives = new WeakMap<World, LiveState>()

export const liveOf = (world: World): LiveState => {
  const known = lives.get(world)
  if (known !== undefined) return known
  const made = readOf(world)
  lives.set(world, made)
  return made
}

const readOf = (world: World): LiveState => {
  const { facts, rows } = world
  const seats = facts.isSeated ? [...rows.keys()].filter((name) => name.startsWith('members/')) : []
  const isThere = (id: string): boolean => !facts.isSeated || seats.includes(`members/${id}`)
  const relations = [...rows]
    .filter(([name]) => isRow(name) && facts.unread[name.split('/')[0] as 'users'] === undefined)
    .map(([name, value]) => rowOf(world, name, value))
  const ownership = (rows.get('asset') ?? 'owned') as LiveAsset['ownership']
  const asset: LiveAsset = { kind: facts.kind, id: assetOf(facts), name: null, ownership }
  const invited = relations.filter(({ member }) => member?.invitation !== undefined)
  const isListed = facts.unread.people === undefined
  return {
    business: { id: US, name: 'Northwind' },
    self: { id: OWN, person: facts.isSelfKnown ? OWN : null },
    people: [
      person('system_user', OWN, 'Own'),
      ...[LEE, KIM]
        .filter((id) => isThere(id) && isListed)
        .map((id) => person('business_user', id, NAMES[id as typeof LEE])),
    ],
    invitations: invited.map(({ member }) => ({
      ...{ id: INVITATION, email: HIRED, since: null },
      status: member?.invitation?.status ?? null,
    })),
    directory: completeness(world),
    assets: [
      asset,
      ...(facts.isSeated
        ? [
            { kind: 'business', id: US, name: 'Northwind', ownership: 'owned' } as const,
            { kind: 'asset_group', id: GROUP, name: 'Group', ownership: 'owned' } as const,
          ]
        : []),
    ],
    ...(facts.isSeated
      ? { everything: true as const, groups: groupsOf(world, asset, relations) }
      : {}),
    relations,
    scopes: scopesOf(world),
    problems: [],
    calls: { read: 0, write: 0, http: 0, rounds: 0 },
  }
}

const groupsOf = (
  world: World,
  asset: LiveAsset,
  relations: readonly LiveRelation[],
): NonNullable<LiveState['groups']> => ({
  ...{ status: 'complete', what: null },
  rows: [
    {
      ...{ id: GROUP, name: 'Group', assets: [asset], unread: [] },
      members: relations
        .filter((row) => row.asset === GROUP)
        .map(({ subject }) => ({
          id: subject,
          name: null,
          tasks: new Map([[world.facts.kind, ['ANALYZE']]]),
        })),
    },
  ],
})

const memories = new WeakMap<World, Memory>()

/** What the journal remembers of a world. */
export const memoryOf = (world: World): Memory => {
  const known = memories.get(world)
  if (known !== undefined) return known
  const made = rememberedOf(world)
  memories.set(world, made)
  return made
}

const rememberedOf = ({ facts, rows }: World): Memory => {
  const noted = [...rows].filter(([name]) => name.startsWith('memory/'))
  const asset = assetOf(facts)
  const at = `${TODAY}T00:00:00Z`
  const under = (word: string, address: (id: string) => string) =>
    new Map(
      noted.flatMap(([name, value]) => {
        const [, what, id = ''] = name.split('/')
        return what === word ? [[address(id), { at, tasks: value.split('+') }] as const] : []
      }),
    )
  return {
    present: true,
    requests: under('asked', () => `${asset}/request`),
    approvals: under('approval', (id) => `${asset}/agencies/${id}`),
    kept: new Map(),
    invitations: under('invited', (id) => `${US}/members/${id}`),
  }
}

const pathsOf = (
  entries: Readonly<Record<string, Entry | undefined>>,
  tasks: (entry: Entry) => readonly string[],
): readonly DesiredPath[] =>
  Object.entries(entries).flatMap(([subject, entry = 'unsaid']) =>
    entry === 'unsaid'
      ? []
      : [
          {
            subject,
            tasks: tasks(entry),
            none: entry === 'none',
            expires: entry.startsWith('expired') ? '2026-11-21' : null,
            note: null,
            via: 'direct',
            source: SOURCE,
          },
        ],
  )

const relationOf = (paths: readonly DesiredPath[]): DesiredRelation => ({
  whole: true,
  paths,
  source: SOURCE,
})

export const manifestOf = (kind: KindName, small: SmallManifest): Manifest => {
  const marked = (mark: string) =>
    Object.entries(small.marks).flatMap(([name, own]) => (own === mark ? [name] : []))
  const keyed = <T>(value: T | null, make: (value: T) => readonly DesiredPath[]) =>
    value === null ? null : relationOf(make(value))
  const shared = {
    name: null,
    mode: small.isAdditive ? 'additive' : 'authoritative',
    ignore: marked('ignored'),
    source: SOURCE,
    on_behalf_of: null,
  } as const
  const { users, agencies, request, members } = small
  const isDeclared = users !== null || agencies !== null || request !== null
  const ids: Readonly<Record<string, string>> = { ...PEOPLE, ...PARTNERS }
  return {
    business: US,
    digest: 'sha256:0',
    partners: new Map([
      ['bright', { alias: 'bright', id: BRIGHT, source: SOURCE }],
      ['old', { alias: 'old', id: OLD, source: SOURCE }],
    ]),
    people: new Map([
      ['hired', { alias: 'hired', by: 'email', value: HIRED, source: SOURCE }],
      ['kim', { alias: 'kim', by: 'id', value: KIM, source: SOURCE }],
      ['lee', { alias: 'lee', by: 'id', value: LEE, source: SOURCE }],
      ['own', { alias: 'own', by: 'system_user', value: OWN, source: SOURCE }],
    ]),
    offboarded: marked('offboarded').map((alias) => ({
      ...{ alias, source: SOURCE },
      id: ids[alias] ?? null,
      email: alias === 'hired' ? HIRED : null,
    })),
    policy: { ...DEFAULT_POLICY, ...small.policy, protected: marked('protected') },
    assets: [
      ...(isDeclared
        ? [
            {
              ...shared,
              kind,
              id: assetOf({ kind }),
              users: keyed(users, (value) => pathsOf(value, (entry) => tasksIn(kind, entry))),
              agencies: keyed(agencies, (value) =>
                pathsOf(value, (entry) => tasksIn(kind, entry, true)),
              ),
              request: keyed(request, (value) =>
                pathsOf({ '': value }, (entry) => tasksIn(kind, entry)),
              ),
              members: null,
            },
          ]
        : []),
      ...(members === null
        ? []
        : [
            {
              ...shared,
              kind: 'business',
              id: US,
              users: null,
              agencies: null,
              request: null,
              members: relationOf(pathsOf(members, roleIn)),
            },
          ]),
    ],
  }
}
