import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../../src/model/live.ts'
import { DEFAULT_POLICY } from '../../../src/model/manifest.ts'
import type { Plan } from '../../../src/model/plan.ts'
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

const ANN = '61550000000000004'
const PEOPLE = HEAD.replace(
  'people: {',
  `people: { ann: "${ANN}", zoe: zoe@x.example, max: max@x.example,`,
)
const THREE: readonly Seat[] = [...SEATS, { id: ANN, role: 'ADMIN', email: 'ann@x.example' }]
const ACT = [asset('act_1')]

const planned = (
  text: string,
  live: LiveState = withMembers(THREE),
  input: Partial<PlanInput> = {},
): Plan => planOf('', live, { manifest: manifestOf(PEOPLE + text), ...input })

const needsOf = ({ steps }: Plan): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(steps.map(({ action, address, needs }) => [`${action} ${address}`, needs]))

const member = (id: string): string => `1001/members/${id}`

describe('keep_admins', () => {
  const policy = (keep: number): string => `policy: { keep_admins: ${keep} }\n`

  it.each<[what: string, text: string, codes: readonly string[]]>([
    ['one stays', 'members: { users: { lee: ADMIN, ann: EMPLOYEE, kim: EMPLOYEE } }', []],
    [
      'none stays, lowered',
      'members: { users: { lee: EMPLOYEE, ann: EMPLOYEE, kim: EMPLOYEE } }',
      ['rail_keep_admins'],
    ],
    ['one stays, removed', 'members: { users: { lee: ADMIN, kim: EMPLOYEE } }', []],
    ['none stays, removed', 'members: { users: { kim: EMPLOYEE } }', ['rail_keep_admins']],
    ['none stays, offboarded', 'offboarded: [lee, ann]', ['rail_keep_admins']],
    [
      'two of two must stay',
      `${policy(2)}members: { users: { lee: ADMIN, ann: EMPLOYEE, kim: EMPLOYEE } }`,
      ['rail_keep_admins'],
    ],
    [
      'below it already it is not made worse',
      `${policy(3)}members: { users: { lee: ADMIN, ann: EMPLOYEE, kim: EMPLOYEE } }`,
      ['rail_keep_admins'],
    ],
    [
      'below it already, and kept',
      `${policy(3)}members: { users: { lee: ADMIN, ann: ADMIN } }`,
      [],
    ],
    [
      'somebody else takes over',
      'members: { users: { lee: EMPLOYEE, ann: EMPLOYEE, kim: ADMIN } }',
      [],
    ],
    [
      'who is invited does not count',
      'members: { users: { lee: EMPLOYEE, ann: EMPLOYEE, kim: EMPLOYEE, zoe: ADMIN } }',
      ['rail_keep_admins'],
    ],
  ])('where %s', (_what, text, codes) => {
    expect(codesOf(planned(`${text}\n`))).toEqual(codes)
  })

  it("counts neither system users nor the token's own user, nor an open invitation", () => {
    const seats: readonly Seat[] = [
      ...SEATS.slice(0, 2),
      { id: '31', role: 'ADMIN', type: 'system_user' },
      { id: ANN, role: 'ADMIN' },
    ]
    const live = withMembers(seats, { invited: [invitedRow('zoe@x.example', 'ADMIN')] })
    const text = 'members: { users: { lee: EMPLOYEE, ann: ADMIN, zoe: ADMIN } }\n'
    expect(codesOf(planned(text, live))).toEqual([])
    const own = { ...live, self: { id: ANN, person: ANN } }
    expect(codesOf(planned(text, own))).toEqual(['rail_keep_admins'])
  })

  it('is kept at every prefix: who is lowered or removed waits for who takes over', () => {
    const text = 'members: { users: { lee: EMPLOYEE, kim: ADMIN } }\n'
    expect(needsOf(planned(`${policy(1)}${text}`))).toEqual({
      [`set_role ${member(KIM)}`]: [],
      [`set_role ${member(LEE)}`]: [member(KIM)],
      [`remove ${member(ANN)}`]: [member(KIM)],
    })
    const kept = 'members: { users: { lee: ADMIN, kim: ADMIN } }\n'
    expect(needsOf(planned(`${policy(1)}${kept}`))[`remove ${member(ANN)}`]).toEqual([])
    expect(needsOf(planned(`${policy(2)}${kept}`))[`remove ${member(ANN)}`]).toEqual([member(KIM)])
  })
})

describe('keep_managers', () => {
  const managing = (...ids: readonly string[]): LiveState =>
    withMembers(THREE, { assets: ACT, rows: ids.map((id) => row('act_1', 'users', id, MANAGES)) })
  const members = 'members: { users: { lee: ADMIN, ann: ADMIN } }\n'

  it('counts whoever is removed, though the asset takes nothing from them', () => {
    const plan = planned(members, managing(KIM, OWN))
    expect(codesOf(plan)).toEqual(['rail_keep_managers'])
    expect(codesOf(planned(members, managing(KIM, LEE)))).toEqual([])
  })

  it('counts the offboarded too, once', () => {
    const text = `offboarded: [kim]\nmembers: { users: { lee: ADMIN, ann: ADMIN } }\n`
    expect(codesOf(planned(text, managing(KIM)))).toEqual(['rail_keep_managers'])
    expect(codesOf(planned(text, managing(KIM, LEE)))).toEqual([])
    const two = `policy: { keep_managers: 2 }\n${text}`
    expect(codesOf(planned(two, managing(KIM, LEE, ANN)))).toEqual([])
  })

  it('has the removal wait for whoever manages the asset instead', () => {
    const accounts = `ad_accounts: { act_1: { mode: additive, users: { lee: ADMIN } } }\n`
    expect(needsOf(planned(members + accounts, managing(KIM)))).toEqual({
      [`assign act_1/users/${LEE}`]: [],
      [`remove ${member(KIM)}`]: [`act_1/users/${LEE}`],
    })
  })

  it('counts nobody as gaining who leaves in the same plan', () => {
    const accounts = `ad_accounts: { act_1: { users: { kim: ADMIN } } }\n`
    const codes = codesOf(planned(members + accounts, managing(LEE)))
    expect(codes).toEqual(['rail_member_declared', 'rail_keep_managers'])
  })
})

describe('whom an asset declares', () => {
  const live = withMembers(THREE, { assets: ACT })
  const members = 'members: { users: { lee: ADMIN, ann: ADMIN } }\n'
  const on = (line: string): string => `${members}ad_accounts: { act_1: { users: { ${line} } } }\n`

  it.each<[what: string, line: string, codes: readonly string[]]>([
    ['is not removed', 'kim: [ANALYZE]', ['rail_member_declared']],
    ['is where it is none', 'kim: none', []],
    ['is where that is over', 'kim: { tasks: [ANALYZE], expires: 2026-11-21 }', []],
    [
      'is not on the last day',
      'kim: { tasks: [ANALYZE], expires: 2026-11-22 }',
      ['rail_member_declared'],
    ],
    ['is where it is somebody else', 'lee: [ANALYZE]', []],
  ])('%s', (_what, line, codes) => {
    expect(codesOf(planned(on(line), live))).toEqual(codes)
  })

  it('is told with the lines', () => {
    const [problem] = planned(on('kim: [ANALYZE]'), live).problems
    expect(problem?.message).toMatch(/act_1 \(access\.yaml:\d+\)/)
  })

  it('leaves where they are offboarded, for these hold nothing', () => {
    const plan = planned(`offboarded: [kim]\n${on('kim: [ANALYZE]')}`, live)
    expect(codesOf(plan)).toEqual([])
    expect(plan.steps.map(({ action }) => action)).toEqual(['remove'])
  })
})

describe('how many', () => {
  const inviting =
    'members: { users: { lee: ADMIN, ann: ADMIN, kim: EMPLOYEE, zoe: EMPLOYEE, max: EMPLOYEE } }\n'
  const limit = (key: string, most: number): string => `policy: { ${key}: ${most} }\n`

  it.each<[most: number, allowInvitations: number | undefined, codes: readonly string[]]>([
    [2, undefined, []],
    [1, undefined, ['rail_max_invitations']],
    [1, 2, []],
    [1, 1, ['rail_allow_invitations']],
    [5, 1, ['rail_allow_invitations']],
    [0, 3, ['rail_allow_invitations']],
  ])('are invited where %d may be, and %s are allowed', (most, allowInvitations, codes) => {
    const input = allowInvitations === undefined ? {} : { allowInvitations }
    const plan = planned(limit('max_invitations', most) + inviting, undefined, input)
    expect(codesOf(plan)).toEqual(codes)
    expect(plan.summary).toMatchObject({ invite: 2, revocations: 0 })
  })

  it('an invitation that is sent again is one, and no revocation', () => {
    const ended = invitedRow('zoe@x.example', 'EMPLOYEE', { expires: '2026-11-01T00:00:00Z' })
    const live = withMembers(THREE, { invited: [ended] })
    const text = 'members: { users: { lee: ADMIN, ann: ADMIN, kim: EMPLOYEE, zoe: EMPLOYEE } }\n'
    const input = { resend: ['1001/members/zoe@x.example'] }
    const plan = planned(limit('max_invitations', 0) + text, live, input)
    expect(codesOf(plan)).toEqual(['rail_max_invitations'])
    expect(plan.summary).toMatchObject({ invite: 1, uninvite: 0, revocations: 0 })
  })

  it.each<[most: number, allowOffboarded: number | undefined, codes: readonly string[]]>([
    [2, undefined, []],
    [1, undefined, ['rail_max_offboarded']],
    [1, 2, []],
    [1, 3, ['rail_allow_offboarded']],
  ])('are offboarded where %d may be, and %s are allowed', (most, allowOffboarded, codes) => {
    const input = allowOffboarded === undefined ? {} : { allowOffboarded }
    // Somebody nobody has a name for, with a seat, an invitation and an asset, and a partner.
    const live = withMembers([...THREE, { id: '88', email: 'Gus@x.example' }], {
      ...{ invited: [invitedRow('gus@x.example')], assets: ACT },
      rows: [
        row('act_1', 'users', '88', ['ANALYZE']),
        row('act_1', 'agencies', '2003', ['ANALYZE']),
      ],
    })
    const text = `${limit('max_offboarded', most)}offboarded: ["88", oldmill]\n`
    const plan = planned(text, live, input)
    expect(codesOf(plan)).toEqual(codes)
    expect(plan.summary).toMatchObject({ unassign: 1, revoke: 1, uninvite: 1, remove: 1 })
    expect(plan.summary.revocations).toBe(0)
  })

  it('are revocations: who is removed, uninvited, or an admin no more', () => {
    const live = withMembers(THREE, { invited: [invitedRow('zoe@x.example')] })
    const text = 'members: { users: { lee: ADMIN, ann: EMPLOYEE } }\n'
    const plan = planned(limit('max_revocations', 2) + text, live)
    expect(plan.summary).toMatchObject({ set_role: 1, uninvite: 1, remove: 1, revocations: 3 })
    expect(codesOf(plan)).toEqual(['rail_max_revocations'])
    const raised = planned('members: { users: { lee: ADMIN, ann: ADMIN, kim: ADMIN } }\n')
    expect(raised.summary).toMatchObject({ set_role: 1, revocations: 0 })
  })
})

describe('protected', () => {
  const members = 'members: { users: { lee: ADMIN, ann: EMPLOYEE } }\n'

  it.each<[name: string, codes: readonly string[]]>([
    ['kim', ['rail_protected']],
    ['ann', ['rail_protected']],
    ['zoe', ['rail_protected']],
    ['lee', []],
  ])('covers the seat, the role and the invitation of %s', (name, codes) => {
    const live = withMembers(THREE, { invited: [invitedRow('zoe@x.example')] })
    const plan = planned(`policy: { protected: [${name}] }\n${members}`, live)
    expect(codesOf(plan)).toEqual(codes)
  })

  it('is written into the plan with the e-mail, which an invitation is addressed by', () => {
    const { policy } = planned('policy: { protected: [zoe] }\n')
    expect(policy.protected).toEqual(['zoe', 'zoe@x.example'])
  })
})

describe("a token's own user that is in no list", () => {
  it('stops whoever would lose a seat, a role or an invitation', () => {
    const facts = { self: { id: '9', person: null } }
    const live = withMembers(THREE, { invited: [invitedRow('zoe@x.example')], facts })
    const plan = planned('members: { users: { lee: ADMIN, ann: EMPLOYEE } }\n', live)
    expect(codesOf(plan)).toEqual(['rail_own_user_unknown'])
    expect(plan.problems[0]?.message).toContain('3 steps')
    expect(
      codesOf(
        planned(
          'members: { users: { lee: ADMIN, ann: ADMIN, kim: ADMIN, zoe: EMPLOYEE } }\n',
          withMembers(THREE, { facts }),
        ),
      ),
    ).toEqual([])
  })
})

describe('the rails of a policy', () => {
  it('have the defaults that are promised', () => {
    expect(DEFAULT_POLICY).toMatchObject({
      ...{ keep_admins: 1, max_invitations: 10, max_offboarded: 10 },
      offboarded_members: 'remove',
    })
  })
})

describe('the order of all steps', () => {
  it('is the one that is promised, the offboarded first in their class', () => {
    const live = withMembers(
      [
        ...THREE,
        { id: '91', email: 'a@x.example' },
        { id: '92', role: 'ADMIN', email: 'b@x.example' },
      ],
      {
        invited: [invitedRow('old@x.example')],
        assets: ACT,
        rows: [
          row('act_1', 'users', OWN, MANAGES),
          row('act_1', 'users', '91', ['ANALYZE']),
          row('act_1', 'agencies', '2003', ['ANALYZE']),
        ],
      },
    )
    const text = `offboarded: ["92"]
members: { users: { lee: ADMIN, ann: EMPLOYEE, kim: ADMIN, zoe: EMPLOYEE } }
ad_accounts: { act_1: { agencies: { brightside: [ANALYZE] }, users: { kim: [ANALYZE], own: ADMIN } } }
`
    const named = PEOPLE.replace('people: {', 'people: { a: "91",')
    const plan = planOf('', live, { manifest: manifestOf(named + text) })
    expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual([
      `invite ${member('zoe@x.example')}`,
      `set_role ${member(KIM)}`,
      'grant act_1/agencies/2002',
      `assign act_1/users/${KIM}`,
      'unassign act_1/users/91',
      'revoke act_1/agencies/2003',
      `set_role ${member(ANN)}`,
      `uninvite ${member('old@x.example')}`,
      `remove ${member('92')}`,
      `remove ${member('91')}`,
    ])
  })
})
