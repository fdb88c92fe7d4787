import { describe, expect, it } from 'vitest'
import type { LiveRelation, LiveState } from '../../../src/model/live.ts'
import type { PlanInput } from '../../../src/plan/make-plan.ts'
import {
  asset,
  codesOf,
  HEAD,
  KIM,
  LEE,
  MANAGES,
  OWN,
  planOf,
  row,
} from '../../support/builders.ts'
import { invitedRow, SEATS, type Seat, withMembers } from '../../support/members.ts'
import { manifestOf } from '../../support/pipeline.ts'
import { planLines } from '../lines.ts'

const GUS = '61550000000000008'
const NAMED = HEAD.replace('people: {', 'people: { zoe: zoe@x.example,')
/** Nobody has a name for them. */
const STRANGER: Seat = { id: GUS, email: 'gus@home.example' }
const NAMELESS: Seat = { id: GUS, email: null }
const ACT = [asset('act_1')]

interface Scene {
  readonly seats?: readonly Seat[]
  readonly invited?: readonly LiveRelation[]
  readonly assets?: LiveState['assets']
  readonly rows?: readonly LiveRelation[]
  readonly facts?: Partial<LiveState>
  readonly more?: string
  readonly input?: Partial<PlanInput>
}

const planned = (users: string, { seats = SEATS, more = '', input = {}, ...rest }: Scene = {}) => {
  const manifest = manifestOf(`${NAMED}${more}members: { users: { ${users} } }\n`)
  return planOf('', withMembers(seats, rest), { manifest, ...input })
}

const linesOf = (users: string, scene: Scene = {}): readonly string[] =>
  planLines(planned(users, scene))
    .filter((line) => line.includes('1001/members/'))
    .map((line) => line.replace('1001/members/', '').replace(/: EMPLOYEE -> nothing/, ''))

const BASE = 'lee: ADMIN, kim: EMPLOYEE'
const EVERYBODY: readonly Seat[] = [...SEATS, STRANGER]
const onAsset = (id: string): Scene => ({
  assets: ACT,
  rows: [row('act_1', 'users', id, ['ANALYZE'])],
})

describe('somebody whom no name means', () => {
  const held = [`manual ${GUS}: may_be_declared`]

  it.each<[what: string, users: string, scene: Scene, lines: readonly string[]]>([
    ['is removed where every e-mail is somebody’s', BASE, {}, [`remove ${GUS} (not_in_manifest)`]],
    [
      'stays until whoever is to be invited has joined',
      `${BASE}, zoe: EMPLOYEE`,
      {},
      ['invite zoe@x.example: nothing -> EMPLOYEE (missing_in_live)', ...held],
    ],
    [
      'stays while they are invited',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow('zoe@x.example')] },
      ['waiting zoe@x.example: invitation', ...held],
    ],
    [
      'stays while they are invited in another role',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow('zoe@x.example', 'ADMIN')] },
      [...held, 'manual zoe@x.example: invited_in_other_role'],
    ],
    [
      'stays once their invitation is over',
      `${BASE}, zoe: EMPLOYEE`,
      { invited: [invitedRow('zoe@x.example', 'EMPLOYEE', { expires: '2026-11-01T00:00:00Z' })] },
      [...held, 'manual zoe@x.example: invitation_ended'],
    ],
    [
      'stays while an asset declares an e-mail that nobody has',
      BASE,
      { assets: ACT, more: 'ad_accounts: { act_1: { users: { zoe: [ANALYZE], own: ADMIN } } }\n' },
      held,
    ],
    [
      'is removed where that line says none, or is over',
      BASE,
      {
        assets: [...ACT, asset('act_2')],
        more: `ad_accounts: { act_1: { users: { zoe: none } }, act_2: { users: { zoe: { tasks: [ANALYZE], expires: 2026-11-21 } } } }\n`,
      },
      [`remove ${GUS} (not_in_manifest)`],
    ],
    [
      'leaves where they are offboarded',
      `${BASE}, zoe: EMPLOYEE`,
      { more: `offboarded: ["${GUS}"]\n`, invited: [invitedRow('zoe@x.example')] },
      [`remove ${GUS} (offboarded)`, 'waiting zoe@x.example: invitation'],
    ],
  ])('%s', (_what, users, scene, lines) => {
    expect(linesOf(users, { seats: EVERYBODY, ...scene })).toEqual(lines)
  })

  it('is told with the e-mails that may be theirs', () => {
    const { manual } = planned(`${BASE}, zoe: EMPLOYEE`, { seats: EVERYBODY })
    expect(manual[0]?.what).toContain('(zoe@x.example)')
  })

  it('is no reason to keep somebody who has a name', () => {
    expect(linesOf('lee: ADMIN, zoe: EMPLOYEE', {})).toEqual([
      'invite zoe@x.example: nothing -> EMPLOYEE (missing_in_live)',
      `remove ${KIM} (not_in_manifest)`,
    ])
  })

  it('is left on the assets too, whoever is to be invited', () => {
    const more = 'ad_accounts: { act_1: { users: { zoe: [ANALYZE], own: ADMIN } } }\n'
    const rows = [
      row('act_1', 'users', GUS, ['ANALYZE']),
      row('act_1', 'users', KIM, ['ANALYZE']),
      row('act_1', 'users', OWN, MANAGES),
    ]
    for (const invited of [[], [invitedRow('zoe@x.example')]]) {
      const scene = { seats: EVERYBODY, assets: ACT, rows, more, invited }
      const plan = planned(`${BASE}, zoe: EMPLOYEE`, scene)
      const steps = plan.steps.map(({ address }) => address)
      expect(steps.filter((address) => !address.includes('members'))).toEqual([
        `act_1/users/${KIM}`,
      ])
      expect(codesOf(plan)).toEqual(['unassign_held'])
    }
  })
})

describe('somebody whose e-mail no list tells', () => {
  const seats: readonly Seat[] = [...SEATS, NAMELESS]

  it.each<[what: string, scene: Scene, lines: readonly string[]]>([
    [
      'may be whoever is to be invited',
      { seats },
      [`manual ${GUS}: may_be_declared`, 'manual zoe@x.example: may_be_member'],
    ],
    [
      'may be them, known from an asset alone',
      onAsset(GUS),
      ['manual zoe@x.example: may_be_member'],
    ],
    [
      'is not them where a name means their id',
      { seats: SEATS.map((seat) => ({ ...seat, email: null })) },
      ['invite zoe@x.example: nothing -> EMPLOYEE (missing_in_live)'],
    ],
  ])('%s', (_what, scene, lines) => {
    expect(linesOf(`${BASE}, zoe: EMPLOYEE`, scene)).toEqual(lines)
  })

  it('is told by name', () => {
    const { manual } = planned(`${BASE}, zoe: EMPLOYEE`, { seats })
    expect(manual.find(({ reason }) => reason === 'may_be_member')?.what).toContain(GUS)
  })
})

describe('a removal waits', () => {
  const scopes = (status: 'unknown' | 'unreadable' | 'complete', id = 'act_1') =>
    [...ACT, asset('act_2', { ownership: 'client' })].map((each) => ({
      ...{ kind: each.kind, asset: each.id, relation: 'users' as const, what: null },
      status: each.id === id ? status : ('complete' as const),
    }))
  const read = (scene: Scene, offboarded = false): readonly string[] =>
    linesOf('lee: ADMIN', { more: offboarded ? 'offboarded: [kim]\n' : '', ...scene })
  const withScopes = (list: ReturnType<typeof scopes>): Scene => {
    const assets = [...ACT, asset('act_2', { ownership: 'client' })]
    const live = withMembers(SEATS, { assets })
    const own = live.scopes.filter(({ relation }) => relation === 'members')
    return { assets, facts: { scopes: [...own, ...list] } }
  }
  const waits = [`waiting ${KIM}: people_unknown`]
  const unlisted = (listing: 'owned' | 'client'): Scene => ({
    facts: { unlisted: [{ kind: 'page', listing, what: 'refused' }] },
  })

  it.each<[what: string, scene: Scene]>([
    ['while not everything was read', { facts: { everything: undefined as never } }],
    ['while the people of an owned asset are unknown', withScopes(scopes('unknown'))],
    ['while they are unreadable', withScopes(scopes('unreadable'))],
    ['while they were not read', withScopes([])],
    ['while a list of what we own is', unlisted('owned')],
  ])('%s, of the offboarded too', (_what, scene) => {
    expect(read(scene)).toEqual(waits)
    expect(read(scene, true)).toEqual(waits)
  })

  it.each<[what: string, scene: Scene]>([
    ['of a client is unreadable', withScopes(scopes('unreadable', 'act_2'))],
    ['of a client is not listed', unlisted('client')],
    ['was all read', withScopes(scopes('complete'))],
  ])('for nothing that %s', (_what, scene) => {
    expect(read(scene)).toEqual([`remove ${KIM} (not_in_manifest)`])
  })

  it('says what to let the token read', () => {
    const { waiting } = planned('lee: ADMIN', unlisted('owned'))
    expect(waiting[0]?.who).toContain('the list of Pages')
  })

  it('while the lists leave somebody out, but not of the offboarded', () => {
    const hidden = onAsset(GUS)
    expect(read(hidden)).toEqual(waits)
    expect(read(hidden, true)).toEqual([`remove ${KIM} (offboarded)`])
  })
})

describe('on part of a view', () => {
  const groups = (status: 'complete' | 'unreadable') => ({
    groups: { status, what: null, rows: [] },
  })
  const only = (facts: Partial<LiveState>, scene: Scene = {}): readonly string[] =>
    linesOf('lee: ADMIN', { ...scene, facts, input: { filter: { only: ['members'] } } })

  it('nobody is removed', () => {
    const line = [`manual ${KIM}: needs_whole_run`]
    const isIn = (index: number) => ({ filter: { shard: { index, count: 2 } } })
    const shards = [0, 1].flatMap((index) => linesOf('lee: ADMIN', { input: isIn(index) }))
    expect(shards).toEqual(line)
    expect(linesOf('lee: ADMIN', { input: { filter: { only: ['act_1'] } } })).toEqual([])
    const more = 'offboarded: [kim]\n'
    const ofAsset = { more, assets: ACT, input: { filter: { only: ['act_1'] } } }
    expect(linesOf('lee: ADMIN', ofAsset)).toEqual(line)
  })

  it('of the members alone who holds nothing is', () => {
    const facts = groups('complete')
    expect(only(facts)).toEqual([`remove ${KIM} (not_in_manifest)`])
    expect(only(facts, onAsset(KIM))).toEqual([`manual ${KIM}: needs_whole_run`])
    expect(only(facts, onAsset(LEE))).toEqual([`remove ${KIM} (not_in_manifest)`])
  })

  it('of the members alone nobody is while groups are not known', () => {
    expect(only({})).toEqual([`waiting ${KIM}: people_unknown`])
    expect(only(groups('unreadable'))).toEqual([`waiting ${KIM}: people_unknown`])
  })
})
