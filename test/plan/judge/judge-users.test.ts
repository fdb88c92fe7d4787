import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { type Memory, NO_MEMORY } from '../../../src/model/memory.ts'
import type { Plan } from '../../../src/model/plan.ts'
import {
  asset,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  planOf,
  row,
  stepsOf,
} from '../../support/builders.ts'
import { withEdge } from '../../support/kinds.ts'
import { manifestOf } from '../../support/pipeline.ts'

const WIDE = ['ADVERTISE', 'ANALYZE']
const ACCOUNT = asset('act_1')
/** Who has no id yet cannot be told from the invited. */
const MAIL_UNKNOWN = { ...liveOf([], []).directory, pending_users: 'unknown' as const }
const COMPLETE: LiveState['directory'] = liveOf([], []).directory

const liveWith = (holders: Record<string, readonly string[]>, facts: Partial<LiveState> = {}) =>
  liveOf(
    [ACCOUNT],
    Object.entries(holders).map(([id, tasks]) => row('act_1', 'users', id, tasks)),
    facts,
  )

const users = (text: string, more = ''): string =>
  `ad_accounts: { act_1: { users: ${text}${more} } }\n`

const manualOf = (plan: Plan): readonly string[] =>
  plan.manual.map(({ address, reason }) => `${reason} ${address}`)

describe('what the API kept after our own write', () => {
  const ADDRESS = `act_1/users/${KIM}`
  const kept = (tasks: readonly string[], found: readonly string[]): { memory: Memory } => ({
    memory: {
      ...{ ...NO_MEMORY, present: true },
      kept: new Map([[ADDRESS, { at: '2026-11-20T00:00:00Z', tasks, found }]]),
    },
  })
  const HELD = [...WIDE, 'FUTURE']
  const plan = (memory: { memory: Memory }, held: readonly string[] = HELD) =>
    planOf(users('{ kim: [ANALYZE] }'), liveWith({ [KIM]: held }), memory)

  it.each([
    ['the same in another order', kept(['ANALYZE'], ['FUTURE', 'ANALYZE', 'ADVERTISE'])],
    ['with the unknown tasks that rode along', kept(['ANALYZE', 'FUTURE'], HELD)],
  ])('is by hand: %s', (_, memory) => {
    const found = plan(memory)
    expect(manualOf(found)).toEqual([`api_keeps_tasks ${ADDRESS}`])
    expect(found.manual[0]).toMatchObject({ before: HELD, after: ['ANALYZE', 'FUTURE'] })
    expect(stepsOf(found)).toEqual([])
  })

  it.each([
    ['live shows less now', kept(['ANALYZE'], ['ADVERTISE', 'ANALYZE', 'DRAFT', 'FUTURE'])],
    ['live shows something else now', kept(['ANALYZE'], ['MANAGE', 'ANALYZE', 'FUTURE'])],
    ['something else was sent', kept(['ADVERTISE'], HELD)],
    ['more was sent', kept(WIDE, HELD)],
    ['an unknown task was sent that live does not show', kept(['ANALYZE', 'OTHER'], HELD)],
  ])('is tried again where %s', (_, memory) => {
    expect(stepsOf(plan(memory))).toEqual([`reassign ${ADDRESS}`])
  })
})

describe('somebody declared who is not in the business', () => {
  const nobody = { people: liveOf([], []).people.filter(({ id }) => id !== LEE) }

  it('holds back whom the manifest does not name, and says so', () => {
    const plan = planOf(
      users('{ lee: [ANALYZE] }'),
      liveWith({ [KIM]: ['ANALYZE'], '5': ['ANALYZE'], '2': ['ANALYZE'] }, nobody),
    )
    expect(stepsOf(plan)).toEqual([])
    expect(plan.unmanaged.map(({ address, tasks }) => [address, tasks])).toEqual([
      ['act_1/users/2', ['ANALYZE']],
      ['act_1/users/5', ['ANALYZE']],
      [`act_1/users/${KIM}`, ['ANALYZE']],
    ])
    expect(plan.problems).toMatchObject([
      { code: 'unassign_held', source: { line: 5, column: 25 } },
    ])
    expect(plan.problems[0]?.message).toContain('act_1: lee not found')
    expect(plan.problems[0]?.message).toContain('3 undeclared people')
  })

  it('holds back nobody where nobody would go', () => {
    const plan = planOf(users('{ lee: [ANALYZE], kim: [ANALYZE] }'), liveWith({}, nobody))
    expect(stepsOf(plan)).toEqual([`assign act_1/users/${KIM}`])
    expect(plan.problems).toEqual([])
  })

  it('does not hold back what is declared, nor the offboarded', () => {
    const plan = planOf(
      `offboarded: [kim]\n${users('{ lee: [ANALYZE], own: MANAGES }'.replace('MANAGES', '[MANAGE, ADVERTISE, ANALYZE]'))}`,
      liveWith({ [KIM]: ['ANALYZE'], [OWN]: MANAGES }, nobody),
    )
    expect(stepsOf(plan)).toEqual([`unassign act_1/users/${KIM}`])
  })

  it('is not waited for where offboarded or ignored, or where nothing is declared', () => {
    const waits = (manifest: string): number =>
      planOf(manifest, liveWith({ [KIM]: ['ANALYZE'] }, nobody)).waiting.length
    expect(waits(users('{ lee: [ANALYZE] }'))).toBe(1)
    expect(waits(`offboarded: [kim]\n${users('{ lee: [ANALYZE] }')}`)).toBe(1)
    expect(waits(`offboarded: [lee]\n${users('{ lee: [ANALYZE] }')}`)).toBe(0)
    expect(waits(users('{ lee: [ANALYZE] }', ', ignore: [lee]'))).toBe(0)
    expect(waits(users('{ lee: [ANALYZE] }', ', ignore: [kim]'))).toBe(1)
    expect(waits(users('{ lee: none }'))).toBe(0)
  })

  it('leaves everything but the offboarded where the lists of people are not known', () => {
    const directory = { ...COMPLETE, system_users: 'unreadable' as const }
    const rows = { [KIM]: ['ANALYZE'], '5': WIDE }
    const plan = planOf(
      `offboarded: [kim]\n${users('{ lee: [ANALYZE] }')}`,
      liveWith(rows, { ...nobody, directory }),
    )
    expect(stepsOf(plan)).toEqual([`unassign act_1/users/${KIM}`])
    expect(plan.unreadable).toMatchObject([
      {
        address: 'act_1/users/lee',
        what: 'the people of the business cannot be listed with this token (business_management)',
      },
    ])
    expect(plan.unmanaged).toEqual([])
  })

  it('holds back all others where one cannot be looked for, whoever else is merely absent', () => {
    const text = HEAD.replace('lee:', 'ann: ann@x.example, lee:')
    const plan = (users: string) =>
      planOf('', liveWith({ [KIM]: ['ANALYZE'] }, { ...nobody, directory: MAIL_UNKNOWN }), {
        manifest: manifestOf(`${text}ad_accounts: { act_1: { users: ${users} } }`),
      })
    const both = plan('{ lee: [ANALYZE], ann: [ANALYZE] }')
    expect([stepsOf(both), both.unmanaged, both.complete]).toEqual([[], [], false])
    const absent = plan('{ lee: [ANALYZE] }')
    expect(absent.unmanaged.map(({ address }) => address)).toEqual([`act_1/users/${KIM}`])
  })

  it('was invited: that is waited for, where the people themselves are known', () => {
    const text = HEAD.replace('lee:', 'ann: Ann@x.example, lee:') + users('{ ann: [ANALYZE] }')
    const invitations = [{ id: '7', email: 'ann@X.example', since: '2026-11-01', role: null }]
    const plan = (facts: Partial<LiveState>, lists: Partial<LiveState['directory']> = {}) =>
      planOf('', liveWith({}, { ...facts, directory: { ...COMPLETE, ...lists } }), {
        manifest: manifestOf(text),
      })
    expect(plan({ invitations }).waiting).toMatchObject([
      { state: 'invitation', since: '2026-11-01', tasks: ['ANALYZE'], who: expect.any(String) },
    ])
    expect(plan({}).waiting).toMatchObject([
      { state: 'not_in_business', since: null, tasks: ['ANALYZE'] },
    ])
    const until = (expires: string) =>
      plan({ invitations: invitations.map((each) => ({ ...each, expires })) }).waiting
    expect(until('2026-11-22T08:00:00Z')).toMatchObject([{ state: 'invitation' }])
    // Still listed, and over: nobody can accept it any more.
    expect(until('2026-11-21T23:59:59Z')).toMatchObject([{ state: 'not_in_business' }])
    expect(plan({ invitations }, { business_users: 'unreadable' }).unreadable).toHaveLength(1)
    expect(plan({ invitations }, { business_users: 'unknown' }).complete).toBe(false)
    expect(plan({}, { pending_users: 'unknown' }).complete).toBe(false)
    expect(plan({}, { system_users: 'unknown' }).complete).toBe(true)
  })
})

describe('people on an asset that we ask for', () => {
  it('wait for the answer, but for those who are to hold nothing', () => {
    const live = liveOf([asset('act_9', { ownership: 'absent' })], [])
    const waiting = (more: string, head = ''): readonly string[] =>
      planOf(
        `${head}ad_accounts: { act_9: { request: [ANALYZE], users: { lee: [ANALYZE], kim: none }${more} } }`,
        live,
      )
        .waiting.filter(({ address }) => address.includes('/users/'))
        .map(({ address, state, needs }) => `${address} ${state} ${needs}`)
    const lee = `act_9/users/${LEE} client_response act_9/request`
    expect(waiting('')).toEqual([lee])
    expect(waiting(', ignore: [lee]')).toEqual([])
    expect(waiting('', 'offboarded: [lee]\n')).toEqual([])
  })
})

describe('an asset whose people the API does not take off', () => {
  it('is a matter of hands', () => {
    const kinds = KINDS.map((kind) => withEdge(kind, 'users', { remove: 'none' }))
    const plan = planOf(
      users('{ lee: [ANALYZE] }'),
      liveWith({ [KIM]: WIDE, [LEE]: ['ANALYZE'] }),
      {
        kinds,
      },
    )
    expect(stepsOf(plan)).toEqual([])
    expect(plan.manual).toMatchObject([
      { address: `act_1/users/${KIM}`, reason: 'no_removal_in_api', before: WIDE, after: null },
    ])
  })
})

describe("the token's own user", () => {
  const rails = (manifest: string, held: readonly string[] = MANAGES): readonly string[] =>
    planOf(manifest, liveWith({ [OWN]: held })).problems.map(({ code, message }) =>
      [code, message.includes('own') && message.includes(`act_1/users/${OWN}`)].join(' '),
    )
  const BROKEN = ['rail_own_user true']

  it.each([
    ['is declared with what it has', users('{ own: [MANAGE, ADVERTISE, ANALYZE] }'), []],
    ['is not declared', users('{}'), []],
    ['is declared with less', users('{ own: [ANALYZE] }'), BROKEN],
    ['is to hold nothing', users('{ own: none }'), BROKEN],
    ['is offboarded', `offboarded: [own]\n${users('{}')}`, BROKEN],
    ['has less declared, additively', users('{ own: [ANALYZE] }', ', mode: additive'), []],
    ['is to hold nothing, additively', users('{ own: none }', ', mode: additive'), []],
  ])('%s', (_, manifest, expected) => {
    expect(rails(manifest)).toEqual(expected)
  })

  it('is given more like anybody', () => {
    const plan = planOf(users('{ own: [ADVERTISE, ANALYZE] }'), liveWith({ [OWN]: ['ANALYZE'] }))
    expect(stepsOf(plan)).toEqual([`reassign act_1/users/${OWN}`])
    expect(plan.problems).toEqual([])
  })

  it('is left alone where it is not there', () => {
    expect(planOf(users('{ own: none }'), liveWith({})).problems).toEqual([])
  })
})
