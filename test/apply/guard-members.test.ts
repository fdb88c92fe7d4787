import { describe, expect, it } from 'vitest'
import { readRequestOfPlan } from '../../src/apply/concerned.ts'
import { createGuard, type Guard } from '../../src/apply/guard.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { LiveRelation, LiveState } from '../../src/model/live.ts'
import type { Policy } from '../../src/model/manifest.ts'
import type { Step } from '../../src/model/plan.ts'
import { asset, KIM, LEE, liveOf, MANAGES, OWN, planOf, row, stepOf } from '../support/builders.ts'

/** The rails of members: whose node may be deleted, and who stays. */
const B = '1001'
const NEW = 'new@x.example'
const INVITATION = '77000000000000001'

const seat = (id: string, role: string, facts: Partial<LiveRelation> = {}): LiveRelation =>
  row(B, 'members', id, [role], {
    kind: 'business',
    subjectName: id === KIM ? 'Kim' : id === LEE ? 'Lee' : null,
    member: { type: 'business_user', email: null },
    ...facts,
  })

const invited = (id = INVITATION, email = NEW): LiveRelation =>
  seat(email, 'EMPLOYEE', {
    status: 'pending',
    member: { type: 'business_user', email, invitation: { id, expires: null, status: 'PENDING' } },
  })

const INVITED = {
  id: INVITATION,
  email: 'New@x.example',
  status: 'PENDING',
  since: null,
} as unknown as LiveState['invitations'][number]

const BASE = liveOf(
  [asset('act_1'), asset('act_2'), asset(B, { kind: 'business', name: 'Northwind' })],
  [
    row('act_1', 'users', LEE, MANAGES),
    row('act_1', 'users', KIM, MANAGES),
    row('act_2', 'users', KIM, ['ANALYZE']),
    seat(LEE, 'ADMIN'),
    seat(KIM, 'ADMIN'),
    seat(OWN, 'ADMIN', { member: { type: 'system_user', email: null } }),
    invited(),
  ],
  { everything: true, invitations: [INVITED] },
)
const LIVE: LiveState = {
  ...BASE,
  scopes: [
    ...BASE.scopes.filter(({ asset: id }) => id !== B),
    { kind: 'business', asset: B, relation: 'members', status: 'complete', what: null },
  ],
}

const guardOf = (policy: Partial<Policy> = {}, live: Partial<LiveState> = {}): Guard => {
  const plan = planOf('', LIVE)
  const loose = { ...plan.policy, keep_managers: 0, keep_admins: 0, protected: [], ...policy }
  return createGuard({ ...plan, policy: loose }, { ...LIVE, ...live }, KINDS)
}

const of = (
  action: Step['action'],
  id: string,
  before: string | null,
  after: string | null,
  invitation?: string,
): Step =>
  stepOf({
    ...{ action, on: B, kind: 'business', type: 'business_user', id },
    before: before === null ? null : [before],
    after: after === null ? null : [after],
    ...(invitation === undefined ? {} : { invitation }),
  })
const remove = (id: string): Step => of('remove', id, 'ADMIN', null)
const lower = (id: string): Step => of('set_role', id, 'ADMIN', 'EMPLOYEE')
const raise = (id: string): Step => of('set_role', id, 'EMPLOYEE', 'ADMIN')
const uninvite = (invitation: string): Step => of('uninvite', NEW, 'EMPLOYEE', null, invitation)
const others = (...rows: readonly LiveRelation[]): Partial<LiveState> => ({
  relations: [...LIVE.relations.filter(({ asset: id }) => id !== B), ...rows],
})

describe('the node of an invitation', () => {
  const NOT = `${INVITATION} was not read as the invitation of ${NEW}`

  it('is deleted where it was read as just that', () => {
    expect(guardOf().admit(uninvite(INVITATION))).toBeNull()
    expect(guardOf().admit(of('invite', NEW, null, 'EMPLOYEE', INVITATION))).toBeNull()
  })

  it.each<[string, Partial<LiveState>]>([
    ['is not listed', others(seat(KIM, 'ADMIN'))],
    ['is of another address', others(invited(INVITATION, 'other@x.example'))],
    ['was replaced', others(invited('77000000000000009'))],
    [
      'is a person too',
      {
        people: [
          { type: 'business_user', id: INVITATION, name: null, email: null, facebookId: null },
        ],
      },
    ],
    ['is an asset too', { assets: [...LIVE.assets, asset(INVITATION)] }],
    ['is in no list of invitations', { invitations: [] }],
    [
      'is an on-behalf-of request too',
      { relations: [...LIVE.relations, row('act_1', 'on_behalf_of', INVITATION, [])] },
    ],
  ])('is not where it %s', (_, live) => {
    expect(guardOf({}, live).admit(uninvite(INVITATION))).toBe(NOT)
    const resent = of('invite', NEW, null, 'EMPLOYEE', INVITATION)
    expect(guardOf({}, live).admit(resent)).toBe(NOT)
  })

  it('is not where the step does not say which', () => {
    expect(guardOf().admit(of('uninvite', NEW, 'EMPLOYEE', null))).toContain('was not read as')
  })
})

describe('the node of a person', () => {
  it.each([remove, lower])('is written where they were read as one', (step) => {
    expect(guardOf().admit(step(KIM))).toBeNull()
  })

  it.each<[string, Partial<LiveState>]>([
    ['is not listed', others(seat(LEE, 'ADMIN'))],
    [
      'is a system user',
      others(seat(KIM, 'ADMIN', { member: { type: 'system_user', email: null } })),
    ],
    ['is an invitation', others({ ...invited(), subject: KIM })],
    ['is an asset too', { assets: [...LIVE.assets, asset(KIM, { ownership: 'client' })] }],
    ['is a request too', { relations: [...LIVE.relations, row('act_1', 'on_behalf_of', KIM, [])] }],
  ])('is not where it %s', (_, live) => {
    for (const step of [remove(KIM), lower(KIM)]) {
      expect(guardOf({}, live).admit(step)).toBe(`${KIM} was not read as a person of our business`)
    }
  })
})

describe('inviting', () => {
  const ann = of('invite', 'ann@x.example', null, 'ADMIN')

  it('is of nobody whom the lists show', () => {
    expect(guardOf().admit(ann)).toBeNull()
    expect(guardOf().admit(of('invite', NEW, null, 'ADMIN'))).toBe(
      `${NEW} is in the business or invited already`,
    )
    const there = seat(KIM, 'ADMIN', {
      member: { type: 'business_user', email: 'Ann@X.example' },
    })
    expect(guardOf({}, others(there)).admit(ann)).toContain('already')
  })

  it('waits for whole lists', () => {
    const scopes = LIVE.scopes.map((scope) =>
      scope.asset === B ? { ...scope, status: 'unknown' as const } : scope,
    )
    expect(guardOf({}, { scopes }).admit(ann)).toContain('it is not known whether ann@x.example')
  })

  it('makes nobody an admin who counts', () => {
    const guard = guardOf({ keep_admins: 2 })
    guard.admit(ann)
    guard.settle(ann, 'done')
    expect(guard.admit(lower(KIM))).toBe('policy.keep_admins')
  })
})

describe('keep_managers', () => {
  const leaving = { type: 'business_user', email: null, leaving: true } as const
  const off = stepOf({ action: 'unassign', type: 'business_user', id: LEE, before: MANAGES })
  const without = (facts: Partial<LiveRelation>): Partial<LiveState> =>
    others(seat(LEE, 'ADMIN'), seat(KIM, 'EMPLOYEE', facts))

  it('counts nobody on an asset whose removal is under way, by the last reading', () => {
    expect(guardOf({ keep_managers: 1 }, without({})).admit(off)).toBeNull()
    const guard = guardOf({ keep_managers: 1 }, without({ member: leaving }))
    expect(guard.admit(off)).toBe('policy.keep_managers')
    const renewed = guardOf({ keep_managers: 1 }, without({}))
    renewed.renew({ ...LIVE, ...without({ member: leaving }) })
    expect(renewed.admit(off)).toBe('policy.keep_managers')
    renewed.renew({ ...LIVE, ...without({}) })
    expect(renewed.admit(off)).toBeNull()
  })
})

describe('somebody who was removed, as far as anybody knows', () => {
  const raised = stepOf({
    ...{ action: 'reassign', type: 'business_user', id: KIM },
    ...{ before: ['ANALYZE'], after: MANAGES },
  })
  const off = stepOf({ action: 'unassign', type: 'business_user', id: LEE, before: MANAGES })
  /** Lee alone manages the asset, until Kim does. */
  const alone = (): Guard =>
    guardOf(
      { keep_managers: 1 },
      {
        relations: LIVE.relations.map((each) =>
          each.asset === 'act_1' && each.subject === KIM ? { ...each, tasks: ['ANALYZE'] } : each,
        ),
      },
    )

  it.each([
    ['unknown', 'policy.keep_managers'],
    ['done', 'policy.keep_managers'],
    ['failed', null],
  ] as const)('manages nothing that they are given afterwards: %s', (status, why) => {
    const guard = alone()
    expect(guard.admit(remove(KIM))).toBeNull()
    guard.settle(remove(KIM), status)
    expect(guard.admit(raised)).toBeNull()
    guard.settle(raised, 'done')
    expect(guard.admit(off)).toBe(why)
  })
})

describe('keep_admins', () => {
  it('counts people, neither system users nor invitations', () => {
    const guard = guardOf({ keep_admins: 1 })
    expect(guard.admit(lower(KIM))).toBeNull()
    expect(guard.admit(lower(LEE))).toBe('policy.keep_admins')
    expect(guard.admit(remove(LEE))).toBe('policy.keep_admins')
  })

  it.each(['lowered', 'made one'])('counts nobody on the way out, who is %s', (what) => {
    const leaving = { type: 'business_user', email: null, leaving: true } as const
    const isLowered = what === 'lowered'
    const rows = [
      seat(LEE, 'ADMIN'),
      seat(KIM, isLowered ? 'ADMIN' : 'EMPLOYEE', { member: leaving }),
    ]
    const guard = guardOf({ keep_admins: 1 }, others(...rows))
    const step = isLowered ? lower(KIM) : raise(KIM)
    expect(guard.admit(step)).toBeNull()
    guard.settle(step, 'done')
    expect(guard.admit(lower(LEE))).toBe('policy.keep_admins')
    expect(guard.admit(remove(KIM))).toBeNull()
  })

  it('counts who was made one', () => {
    const rows = [seat(LEE, 'ADMIN'), seat(KIM, 'EMPLOYEE')]
    const guard = guardOf({ keep_admins: 1 }, others(...rows))
    expect(guard.admit(lower(LEE))).toBe('policy.keep_admins')
    guard.admit(raise(KIM))
    guard.settle(raise(KIM), 'done')
    expect(guard.admit(lower(LEE))).toBeNull()
  })

  it('counts an admin whom the step takes for an employee', () => {
    const rows = [seat(LEE, 'ADMIN')]
    const step = of('remove', LEE, 'EMPLOYEE', null)
    expect(guardOf({ keep_admins: 1 }, others(...rows)).admit(step)).toBe('policy.keep_admins')
  })
})

describe('a removal', () => {
  it('takes every asset along', () => {
    expect(guardOf({ keep_managers: 2 }).admit(remove(KIM))).toBe('policy.keep_managers on act_1')
    const guard = guardOf({ keep_managers: 1 })
    expect(guard.admit(remove(KIM))).toBeNull()
    expect(guard.admit(remove(LEE))).toBe('policy.keep_managers on act_1')
  })

  it('that failed took nothing', () => {
    const guard = guardOf({ keep_managers: 1 })
    guard.admit(remove(KIM))
    guard.settle(remove(KIM), 'failed')
    expect(guard.admit(remove(LEE))).toBeNull()
  })

  it('that failed gives nothing back that another step took', () => {
    const guard = guardOf({ keep_managers: 1 })
    const off = stepOf({
      ...{ action: 'unassign', type: 'business_user', id: KIM },
      before: MANAGES,
    })
    guard.admit(off)
    guard.settle(off, 'done')
    expect(guard.admit(remove(KIM))).toBeNull()
    guard.settle(remove(KIM), 'failed')
    expect(guard.admit(remove(LEE))).toBe('policy.keep_managers on act_1')
  })

  it('that failed leaves a role lowered that another step lowered', () => {
    const guard = guardOf({ keep_admins: 1 })
    guard.admit(lower(KIM))
    guard.settle(lower(KIM), 'done')
    const gone = { ...remove(KIM), address: 'another' }
    guard.admit(gone)
    guard.settle(gone, 'failed')
    expect(guard.admit(lower(LEE))).toBe('policy.keep_admins')
  })

  it.each<[string, Partial<LiveState>, string]>([
    [
      'not every asset was read',
      (({ everything: _, ...rest }) => rest)(LIVE),
      'not all of our assets were read',
    ],
    [
      'a list of ours was cut short',
      { unlisted: [{ kind: 'page', listing: 'owned', what: '' }] },
      'not all of our assets were read',
    ],
    [
      'the people of one are not known',
      {
        scopes: LIVE.scopes.map((scope) =>
          scope.asset === 'act_2' && scope.relation === 'users'
            ? { ...scope, status: 'unreadable' as const }
            : scope,
        ),
      },
      'it is not known who is on act_2',
    ],
  ])('is not sent where %s', (_, live, why) => {
    const plan = planOf('', LIVE)
    const known = 'everything' in live || 'business' in live ? live : { ...LIVE, ...live }
    expect(createGuard(plan, known as LiveState, KINDS).admit(remove(KIM))).toBe(why)
  })

  it('is sent where a list of clients was cut short', () => {
    const unlisted = [{ kind: 'page', listing: 'client', what: '' }] as const
    expect(guardOf({}, { unlisted }).admit(remove(KIM))).toBeNull()
  })

  it('relies on who is on the assets that they manage', () => {
    const own = { kind: 'business', id: B, relation: 'members' }
    const managed = { kind: 'ad_account', id: 'act_1', relation: 'users' }
    expect(guardOf().reliesOn(remove(KIM))).toEqual([own, managed])
    expect(guardOf().reliesOn(lower(KIM))).toEqual([own])
    expect(guardOf().reliesOn(uninvite(INVITATION))).toEqual([own])
  })

  it('has everything read again from a saved plan, and nothing else does', () => {
    const plan = planOf('', LIVE)
    const request = (step: Step) => readRequestOfPlan({ ...plan, steps: [step] })
    const seats = [{ kind: 'business', id: B, relations: ['members'] }]
    expect(request(remove(KIM))).toMatchObject({
      ...{ assets: 'all', declared: seats, people: true, listings: 'all' },
    })
    expect(request(lower(KIM))).toMatchObject({ assets: seats, people: true, listings: 'needed' })
  })
})

it.each([KIM, 'kim'])('the protected (%s) keep role and seat', (name) => {
  const guard = guardOf({ protected: [name] })
  for (const step of [remove(KIM), lower(KIM)]) {
    const named = { ...step, subject: { ...step.subject, alias: 'kim' } }
    expect(guard.admit(named)).toBe('policy.protected')
  }
})

it("the token's own user keeps role and seat", () => {
  const guard = guardOf({}, { self: { id: KIM, person: KIM } })
  for (const step of [remove(KIM), lower(KIM)]) {
    expect(guard.admit(step)).toBe("the token's own user")
  }
})
