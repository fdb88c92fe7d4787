import { describe, expect, it } from 'vitest'
import { createGuard, type Guard } from '../../src/apply/guard.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveRelation, LiveState, Ownership, Scope } from '../../src/model/live.ts'
import type { Policy } from '../../src/model/manifest.ts'
import type { Step } from '../../src/model/plan.ts'
import {
  asset,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  planOf,
  row,
  type StepDraft,
  stepOf,
} from '../support/builders.ts'

const MAX = '61550000000000007'

/** Two managers and the token's own user on our account; somebody who manages a client's. */
const LIVE = liveOf(
  [
    asset('act_1'),
    asset('act_7', { ownership: 'client' }),
    asset('act_8', { ownership: 'absent' }),
    asset('act_9', { ownership: 'pending' }),
  ],
  [
    row('act_1', 'users', OWN, MANAGES),
    row('act_1', 'users', LEE, MANAGES),
    row('act_1', 'users', KIM, MANAGES),
    row('act_1', 'users', MAX, ['ANALYZE']),
    row('act_1', 'agencies', '2003', MANAGES),
    row('act_7', 'users', KIM, MANAGES),
  ],
)

const guardOf = (policy: Partial<Policy> = {}, live: Partial<LiveState> = {}): Guard => {
  const plan = planOf('', LIVE)
  const loose = { ...plan.policy, keep_managers: 0, protected: [], ...policy }
  return createGuard({ ...plan, policy: loose }, { ...LIVE, ...live }, KINDS)
}

const user = (
  action: StepDraft['action'],
  id: string,
  before: Step['before'],
  after: Step['after'],
): StepDraft => ({ action, type: 'business_user', id, before, after })

const off = (id: string, on = 'act_1'): Step =>
  stepOf({ ...user('unassign', id, MANAGES, null), on })
const onto = (id: string, tasks: readonly string[]): Step => stepOf(user('assign', id, null, tasks))
const agency = (
  action: 'grant' | 'regrant' | 'revoke',
  id: string,
  before: Step['before'],
  after: Step['after'],
): Step => stepOf({ action, type: 'business', id, before, after })
const request = (on: string): Step =>
  stepOf({ action: 'request', type: 'business', id: '1001', on, after: ['ANALYZE'] })
const withdraw = (on: string): Step =>
  stepOf({ action: 'withdraw', type: 'business', id: '1001', on })
const PERSON = {
  type: 'business_user',
  ...{ id: KIM, name: 'Kim', email: null, facebookId: null },
} as const

const cancel = (id: string): Step => stepOf({ action: 'cancel', type: 'obo_request', id })

describe('a step is sent only where it is of a kind with what was read', () => {
  const STEPS = {
    request: stepOf({ action: 'request', type: 'business', id: '1001', after: ['ANALYZE'] }),
    grant: agency('grant', '2002', null, ['ANALYZE']),
    regrant: agency('regrant', '2003', ['ANALYZE'], ['ADVERTISE', 'ANALYZE']),
    assign: onto(MAX, ['ANALYZE']),
    reassign: stepOf(user('reassign', MAX, ['ANALYZE'], ['ADVERTISE', 'ANALYZE'])),
    unassign: off(KIM),
    revoke: agency('revoke', '2003', MANAGES, null),
    withdraw: withdraw('act_1'),
    cancel: cancel('55'),
  }
  const WHERE: Readonly<Record<Ownership, string>> = {
    owned: 'grant regrant assign reassign unassign revoke cancel',
    client: 'assign reassign unassign withdraw cancel request',
    pending: 'request withdraw',
    absent: 'request',
    unknown: 'request',
  }
  const WORDS: Readonly<Record<Ownership, string>> = {
    owned: 'our own',
    client: "a client's",
    pending: 'asked for',
    absent: 'in none of our lists',
    unknown: 'not known for certain',
  }
  const asked = row('act_1', 'on_behalf_of', '55', [], { status: 'pending', direction: 'sent' })

  it.each(Object.keys(WHERE) as Ownership[])('an asset that is %s', (ownership) => {
    const live = { assets: [asset('act_1', { ownership })], relations: [asked] }
    const why = `act_1 was read as ${WORDS[ownership]}, where this action is not possible`
    for (const [action, step] of Object.entries(STEPS)) {
      const expected = WHERE[ownership].split(' ').includes(action) ? null : why
      expect([action, guardOf({}, live).admit(step)]).toEqual([action, expected])
    }
  })

  it('not on an asset that was not read', () => {
    expect(guardOf().admit(off(KIM, 'act_2'))).toBe('act_2 was not read')
  })
})

describe('a withdrawal', () => {
  const scope = (facts: Partial<Scope>): Scope => ({
    kind: 'ad_account',
    asset: 'act_7',
    relation: 'request',
    status: 'complete',
    what: null,
    ...facts,
  })

  it.each<[string, Partial<Scope>]>([
    ['of another asset', { asset: 'act_1' }],
    ['of its people alone', { relation: 'users' }],
    ['that was cut short', { status: 'unknown' }],
    ['that was refused', { status: 'unreadable' }],
  ])('is not sent after a read %s', (_, facts) => {
    const scopes = [scope(facts)]
    expect(guardOf({}, { scopes }).admit(withdraw('act_7'))).toBe(
      "act_7 was not read as a client's asset",
    )
  })

  it('is sent where one of many reads was of it', () => {
    const scopes = [scope({ asset: 'act_1' }), scope({}), scope({ relation: 'users' })]
    expect(guardOf({}, { scopes }).admit(withdraw('act_7'))).toBeNull()
  })

  it('alone needs that read', () => {
    expect(guardOf({}, { scopes: [] }).admit(request('act_8'))).toBeNull()
  })
})

describe('whom another business put on the asset', () => {
  const STRANGER = '61660000000000001'
  const relations = [
    ...LIVE.relations,
    row('act_1', 'users', STRANGER, MANAGES, { otherBusiness: '2002' }),
  ]
  const guard = (policy = {}) => guardOf(policy, { relations })

  it.each([off(STRANGER), onto(STRANGER, ['ANALYZE'])])('is not ours: %j', (step) => {
    expect(guard().admit(step)).toBe(`${STRANGER} belongs to business 2002, not to ours`)
  })

  it('is no manager that counts', () => {
    const two = guard({ keep_managers: 2 })
    expect(two.admit(off(LEE))).toBe('policy.keep_managers')
  })
})

describe('a cancellation', () => {
  const REQUEST = row('act_1', 'on_behalf_of', '55', [], { status: 'pending', direction: 'sent' })
  const admit = (...relations: readonly LiveRelation[]) =>
    guardOf({}, { relations }).admit(cancel('55'))

  it('is of a request that we sent', () => {
    expect(admit({ ...REQUEST, subject: '54', direction: 'received' }, REQUEST)).toBeNull()
  })

  it.each<[string, Partial<LiveRelation>]>([
    ['of another asset', { asset: 'act_7' }],
    ['of another id', { subject: '56' }],
    ['that is a row of another list', { relation: 'users' }],
    ['that was accepted', { status: 'active' }],
    ['of a status nobody knows', { status: 'unrecognised' }],
    ['that was received', { direction: 'received' }],
    ['between others', { direction: 'others' }],
  ])('is not of one %s', (_, facts) => {
    const why = '55 was not read as an on-behalf-of request that we sent'
    expect(admit({ ...REQUEST, ...facts })).toBe(why)
  })

  it('is not of what was not read at all', () => {
    expect(admit()).toBe('55 was not read as an on-behalf-of request that we sent')
  })

  it.each<[string, string, Partial<LiveState>]>([
    ['a person', 'the person Kim', { people: [{ ...PERSON, id: '55' }] }],
    ["a person's profile", 'the person Kim', { people: [{ ...PERSON, facebookId: '55' }] }],
    ['an asset', 'the asset', { assets: [...LIVE.assets, asset('act_55')] }],
    ['an invitation', 'the invitation', { invitations: [{ id: '55', email: 'x@y', since: null }] }],
    ['our business', 'our own business', { business: { id: '55', name: null } }],
    ["the token's user", "the token's own user", { self: { id: '55', person: OWN } }],
    ['an agency', 'the business', { relations: [REQUEST, row('act_1', 'agencies', '55', [])] }],
    [
      'somebody on an asset',
      'the person',
      { relations: [REQUEST, row('act_1', 'users', '55', [])] },
    ],
    [
      'the business at the other end',
      'the business',
      { relations: [{ ...REQUEST, counterpart: { id: '55', name: null } }] },
    ],
  ])('is never of an id that is %s', (_, what, live) => {
    const why = guardOf({}, { relations: [REQUEST], ...live }).admit(cancel('55'))
    expect(why).toContain(`55 is ${what}`)
  })

  it('spares a protected business behind the request', () => {
    const asked = [
      { ...REQUEST, subject: '54', counterpart: { id: '2003', name: null } },
      { ...REQUEST, counterpart: { id: '2002', name: null } },
    ]
    const admitBeside = (name: string) =>
      guardOf({ protected: [name] }, { relations: asked }).admit(cancel('55'))
    expect(admitBeside('2002')).toBe('policy.protected')
    expect(admitBeside('2003')).toBeNull()
    expect(
      guardOf({ protected: ['2002'] }, { relations: [REQUEST] }).admit(cancel('55')),
    ).toBeNull()
  })

  it('alone looks behind a request', () => {
    const counterpart = { id: '2002', name: null }
    const relations = [...LIVE.relations, { ...REQUEST, subject: '2003', counterpart }]
    const guard = guardOf({ protected: ['2002'] }, { relations })
    expect(guard.admit(agency('revoke', '2003', MANAGES, null))).toBeNull()
  })
})

describe('our own business', () => {
  it.each<Step>([
    agency('grant', '1001', null, MANAGES),
    agency('regrant', '1001', ['ANALYZE'], MANAGES),
    agency('revoke', '1001', MANAGES, null),
  ])('is not the agency of a $action', (step) => {
    expect(guardOf().admit(step)).toBe('the owner business is never touched')
  })

  it('asks and withdraws', () => {
    expect(guardOf().admit(request('act_8'))).toBeNull()
    expect(guardOf().admit(withdraw('act_9'))).toBeNull()
  })
})

describe("the token's own user", () => {
  const ours: StepDraft = user('unassign', OWN, MANAGES, null)

  it.each<[string, StepDraft]>([
    ['taken off', ours],
    ['narrowed', { ...ours, action: 'reassign', after: ['ANALYZE'] }],
    ['called a business', { ...ours, type: 'business' }],
  ])('is not %s', (_, draft) => {
    expect(guardOf().admit(stepOf(draft))).toBe("the token's own user")
  })

  it('is not given one thing for another', () => {
    const kind = 'page'
    const swapped = user('reassign', OWN, ['MESSAGING'], ['ANALYZE'])
    const guard = guardOf({}, { assets: [asset('3333', { kind })] })
    expect(guard.admit(stepOf({ ...swapped, kind, on: '3333' }))).toBe("the token's own user")
  })

  it('may be given more', () => {
    const more = user('reassign', OWN, ['ANALYZE'], MANAGES)
    expect(guardOf().admit(stepOf(more))).toBeNull()
  })

  it('that nobody knows keeps all people, and no agency', () => {
    const guard = guardOf({}, { self: { id: '999', person: null } })
    expect(guard.admit(off(KIM))).toBe("the token's own user is not known")
    expect(guard.admit(onto(MAX, MANAGES))).toBeNull()
    expect(guard.admit(agency('revoke', '2003', MANAGES, null))).toBeNull()
  })
})

describe('the protected', () => {
  const kim = stepOf({ ...user('unassign', KIM, MANAGES, null), alias: 'kim' })

  it.each(['kim', KIM])('%s are not reduced', (name) => {
    expect(guardOf({ protected: ['nobody', name] }).admit(kim)).toBe('policy.protected')
    expect(guardOf({ protected: ['nobody', name] }).admit(off(LEE))).toBeNull()
  })

  it('are given more', () => {
    const more = stepOf(user('reassign', MAX, ['ANALYZE'], MANAGES))
    expect(guardOf({ protected: [MAX] }).admit(more)).toBeNull()
  })

  it('are not replaced with a gap, whatever they get back', () => {
    const replaced = { action: 'regrant', type: 'business', id: '2003', gap: true } as const
    const step = stepOf({ ...replaced, before: ['ANALYZE'], after: MANAGES })
    expect(guardOf({ protected: ['2003'] }).admit(step)).toBe('policy.protected')
  })
})

describe('keep_managers', () => {
  const keep = (least: number): Guard => guardOf({ keep_managers: least })
  const KEPT = 'policy.keep_managers'

  it('counts a loss from when it is sent', () => {
    const guard = keep(1)
    expect(guard.admit(off(LEE))).toBeNull()
    expect(guard.admit(off(KIM))).toBe(KEPT)
  })

  it.each(['unknown', 'waiting', 'done'] as const)('counts a loss that ended %s', (status) => {
    const guard = keep(1)
    guard.admit(off(LEE))
    guard.settle(off(LEE), status)
    expect(guard.admit(off(KIM))).toBe(KEPT)
  })

  it.each(['failed', 'skipped'] as const)('counts no loss that %s', (status) => {
    const guard = keep(1)
    guard.admit(off(LEE))
    guard.settle(off(LEE), status)
    expect(guard.admit(off(KIM))).toBeNull()
  })

  it('counts a loss that was done after all', () => {
    const guard = keep(1)
    guard.admit(off(LEE))
    guard.settle(off(LEE), 'failed')
    guard.settle(off(LEE), 'done')
    expect(guard.admit(off(KIM))).toBe(KEPT)
  })

  it.each(['unknown', 'waiting', 'failed', 'skipped'] as const)(
    'does not count as lost what was not sent, and is %s',
    (status) => {
      const guard = keep(1)
      guard.settle(off(LEE), status)
      expect(guard.admit(off(KIM))).toBeNull()
    },
  )

  it('refuses a loss that does not count as one then', () => {
    const guard = keep(2)
    expect(guard.admit(off(LEE))).toBe(KEPT)
    expect(guard.admit(off(KIM))).toBe(KEPT)
    guard.settle(onto(MAX, MANAGES), 'done')
    expect(guard.admit(off(LEE))).toBeNull()
    expect(guard.admit(off(KIM))).toBe(KEPT)
  })

  it.each([
    { status: 'done', expected: null },
    { status: 'unknown', expected: KEPT },
    { status: 'waiting', expected: KEPT },
    { status: 'failed', expected: KEPT },
    { status: 'skipped', expected: KEPT },
  ] as const)('counts a gain that ended $status: $expected', ({ status, expected }) => {
    const guard = keep(2)
    expect(guard.admit(onto(MAX, MANAGES))).toBeNull()
    guard.settle(onto(MAX, MANAGES), status)
    expect(guard.admit(off(LEE))).toBe(expected)
  })

  it.each<[string, Step]>([
    ['somebody who only looks', onto(MAX, ['ANALYZE'])],
    ["the token's own user", onto(OWN, MANAGES)],
    ['an agency', agency('grant', '2002', null, MANAGES)],
  ])('gains nobody by %s', (_, step) => {
    const guard = keep(2)
    expect(guard.admit(step)).toBeNull()
    guard.settle(step, 'done')
    expect(guard.admit(off(LEE))).toBe(KEPT)
  })

  it('loses nobody by an agency, and keeps none that stays', () => {
    const revoke = agency('revoke', '2003', MANAGES, null)
    const guard = keep(2)
    expect(guard.admit(revoke)).toBeNull()
    guard.settle(revoke, 'failed')
    expect(guard.admit(off(LEE))).toBe(KEPT)
  })

  it('counts who stays a manager with other tasks', () => {
    const guard = keep(1)
    const other = stepOf(user('reassign', KIM, ['MANAGE', 'ANALYZE'], MANAGES))
    expect(guard.admit(other)).toBeNull()
    expect(guard.admit(off(LEE))).toBeNull()
    expect(guard.admit(other)).toBeNull()
    expect(guard.admit(off(KIM))).toBe(KEPT)
  })

  it('narrows a manager like taking one off', () => {
    const narrowed = stepOf(user('reassign', KIM, MANAGES, ['ANALYZE']))
    expect(keep(2).admit(narrowed)).toBe(KEPT)
    expect(keep(1).admit(narrowed)).toBeNull()
  })

  it('makes an asset below it no worse, and lets others go', () => {
    expect(keep(3).admit(off(LEE))).toBe(KEPT)
    expect(keep(3).admit(stepOf(user('unassign', MAX, ['ANALYZE'], null)))).toBeNull()
  })

  it("does not watch a client's asset", () => {
    const guard = keep(1)
    const gone = off(KIM, 'act_7')
    expect(guard.admit(gone)).toBeNull()
    expect(() => guard.settle(gone, 'done')).not.toThrow()
    expect(() => guard.settle(gone, 'failed')).not.toThrow()
    expect(guard.admit(gone)).toBeNull()
  })
})
