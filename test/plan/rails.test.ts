import { describe, expect, it } from 'vitest'
import {
  asset,
  codesOf,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  planOf,
  row,
  stepsOf,
} from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

const rails = (plan: Parameters<typeof codesOf>[0]): readonly string[] =>
  codesOf(plan).filter((code) => code.startsWith('rail_'))

const ACCOUNTS = ['act_1', 'act_2', 'act_3'].map((id) => asset(id))
const EVERYWHERE = ACCOUNTS.map(({ id }) => row(id, 'users', KIM, ['ANALYZE']))
const NOBODY = `ad_accounts: { act_1: { users: {} }, act_2: { users: {} }, act_3: { users: {} } }`

describe('max_revocations', () => {
  it.each([
    { limit: 4, expected: [] },
    { limit: 3, expected: [] },
    { limit: 2, expected: ['rail_max_revocations'] },
  ])('of $limit with 3 revocations', ({ limit, expected }) => {
    const plan = planOf(
      `policy: { max_revocations: ${limit} }\n${NOBODY}`,
      liveOf(ACCOUNTS, EVERYWHERE),
    )
    expect(plan.summary.revocations).toBe(3)
    expect(rails(plan)).toEqual(expected)
  })

  it('is lifted by the exact number alone', () => {
    const live = liveOf(ACCOUNTS, EVERYWHERE)
    const manifest = `policy: { max_revocations: 2 }\n${NOBODY}`
    expect(rails(planOf(manifest, live, { allowRevocations: 3 }))).toEqual([])
    expect(rails(planOf(manifest, live, { allowRevocations: 4 }))).toEqual([
      'rail_allow_revocations',
    ])
    expect(rails(planOf(manifest, live, { allowRevocations: 2 }))).toEqual([
      'rail_allow_revocations',
    ])
  })

  it('names the numbers, the people and the flag', () => {
    const plan = planOf(`policy: { max_revocations: 2 }\n${NOBODY}`, liveOf(ACCOUNTS, EVERYWHERE))
    const { message } = plan.problems.find(({ code }) => code === 'rail_max_revocations') ?? {}
    for (const word of ['3 revocations', 'max_revocations: 2', 'kim', '--allow-revocations 3']) {
      expect(message).toContain(word)
    }
  })

  it('says who loses what, of many how many there are', () => {
    const live = liveOf(ACCOUNTS, [...EVERYWHERE, row('act_1', 'users', LEE, MANAGES)])
    const messageOf = (rows: typeof live) =>
      planOf(`policy: { max_revocations: 0 }\n${NOBODY}`, rows).problems[0]?.message ?? ''
    expect(messageOf(live)).toContain('Hit: kim (loses access on 3 assets), lee (loses MANAGE, ')
    expect(messageOf(live)).toMatch(/lee \(loses [^)]*ANALYZE on act_1\)/)
    const crowd = Array.from({ length: 300 }, (_, n) =>
      row('act_1', 'users', `99${n}`, ['ANALYZE']),
    )
    expect(messageOf(liveOf(ACCOUNTS, crowd))).toContain(
      '(loses ANALYZE on act_1), and 280 more. If',
    )
    expect(messageOf(liveOf(ACCOUNTS, crowd)).length).toBeLessThan(1500)
  })

  it('does not count offboarding', () => {
    const manifest = `offboarded: [kim]\npolicy: { max_revocations: 0 }\n${NOBODY}`
    const plan = planOf(manifest, liveOf(ACCOUNTS, EVERYWHERE))
    expect(plan.steps).toHaveLength(3)
    expect(plan.summary.revocations).toBe(0)
    expect(rails(plan)).toEqual([])
  })

  it('counts narrowing, replacing and withdrawing', () => {
    const live = liveOf(
      [asset('act_1'), asset('act_2', { ownership: 'client' })],
      [
        row('act_1', 'users', KIM, ['ADVERTISE', 'ANALYZE']),
        row('act_1', 'users', LEE, ['ANALYZE']),
        row('act_1', 'agencies', '2002', ['ANALYZE']),
        row('act_2', 'request', '1001', ['ANALYZE']),
      ],
    )
    const manifest = `ad_accounts:
  act_1: { users: { kim: [ANALYZE], lee: [ADVERTISE, ANALYZE] }, agencies: { brightside: [ADVERTISE, ANALYZE] } }
  act_2: { request: [] }
`
    const plan = planOf(manifest, live, { replace: ['act_1/agencies/2002'] })
    expect(stepsOf(plan)).toEqual([
      `reassign act_1/users/${LEE}`,
      `reassign act_1/users/${KIM}`,
      'regrant act_1/agencies/2002',
      'withdraw act_2/request',
    ])
    expect(plan.summary.revocations).toBe(3)
  })
})

describe('keep_managers', () => {
  const managers = (...ids: readonly string[]) =>
    liveOf(
      [asset('act_1')],
      [OWN, ...ids].map((id) => row('act_1', 'users', id, MANAGES)),
    )
  const keep = (floor: number, users: string): string =>
    `policy: { keep_managers: ${floor} }\nad_accounts: { act_1: { users: ${users} } }`

  it.each([
    { floor: 2, users: `{ kim: ADMIN, lee: ADMIN }`, expected: [] },
    { floor: 1, users: `{ kim: ADMIN }`, expected: [] },
    { floor: 2, users: `{ kim: ADMIN }`, expected: ['rail_keep_managers'] },
    { floor: 1, users: `{ kim: [ANALYZE] }`, expected: ['rail_keep_managers'] },
    { floor: 0, users: `{}`, expected: [] },
  ])('of $floor with two managers and $users', ({ floor, users, expected }) => {
    expect(rails(planOf(keep(floor, users), managers(LEE, KIM)))).toEqual(expected)
  })

  it("does not count the token's own user", () => {
    expect(rails(planOf(keep(1, '{}'), managers(KIM)))).toEqual(['rail_keep_managers'])
  })

  it('does not make an asset worse that is already below', () => {
    expect(rails(planOf(keep(3, '{ kim: ADMIN, lee: [ANALYZE] }'), managers(LEE, KIM)))).toEqual([
      'rail_keep_managers',
    ])
    const plan = planOf(keep(3, '{ kim: ADMIN, lee: ADMIN }'), managers(LEE, KIM))
    expect(rails(plan)).toEqual([])
  })

  it('holds for offboarding too', () => {
    const plan = planOf(`offboarded: [kim]\nad_accounts: {}`, managers(KIM))
    expect(stepsOf(plan)).toEqual([`unassign act_1/users/${KIM}`])
    expect(rails(plan)).toEqual(['rail_keep_managers'])
  })

  it("does not hold on a client's asset", () => {
    const live = liveOf(
      [asset('act_1', { ownership: 'client' })],
      [row('act_1', 'users', KIM, MANAGES)],
    )
    expect(rails(planOf(keep(1, '{}'), live))).toEqual([])
  })
})

describe('protected', () => {
  it.each(['kim', KIM])('%s is never reduced', (name) => {
    const live = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
    const manifest = `policy: { protected: ["${name}"] }\nad_accounts: { act_1: { users: {} } }`
    expect(rails(planOf(manifest, live))).toEqual(['rail_protected'])
  })

  it('holds for businesses, and for offboarding', () => {
    const live = liveOf([asset('act_1')], [row('act_1', 'agencies', '2002', ['ANALYZE'])])
    const manifest = `offboarded: [brightside]\npolicy: { protected: [brightside] }\nad_accounts: {}`
    expect(rails(planOf(manifest, live))).toEqual(['rail_protected'])
  })

  it('covers a request of ours to the protected', () => {
    const asked = row('act_1', 'on_behalf_of', '55', [], {
      status: 'pending',
      counterpart: { id: '2002', name: null },
      direction: 'sent',
    })
    const scope = { kind: 'ad_account', asset: 'act_1', what: null, status: 'complete' } as const
    const live = liveOf([asset('act_1')], [asked], {
      scopes: [{ ...scope, relation: 'on_behalf_of' }],
    })
    for (const name of ['brightside', '"2002"']) {
      const manifest = `policy: { protected: [${name}] }\nad_accounts: { act_1: { on_behalf_of: [] } }`
      const plan = planOf(manifest, live)
      expect(stepsOf(plan)).toEqual(['cancel act_1/on_behalf_of/55'])
      expect(rails(plan)).toEqual(['rail_protected'])
    }
  })

  it('by a name of a policy file that the manifest does not know breaks what takes away', () => {
    const held = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
    const planWith = (users: string): readonly string[] => {
      const loaded = manifestOf(`${HEAD}ad_accounts: { act_1: { users: ${users} } }`)
      const policy = { ...loaded.policy, protected: ['nobody'] }
      return rails(planOf('', held, { manifest: { ...loaded, policy } }))
    }
    expect(planWith('{}')).toEqual(['rail_protected_unknown'])
    expect(planWith('{ kim: [ANALYZE], lee: [ANALYZE] }')).toEqual([])
  })

  it('by an alias of a policy file is resolved, and written into the plan by id too', () => {
    const held = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
    const loaded = manifestOf(`${HEAD}ad_accounts: { act_1: { users: {} } }`)
    const policy = { ...loaded.policy, protected: ['kim'] }
    const plan = planOf('', held, { manifest: { ...loaded, policy } })
    expect(rails(plan)).toEqual(['rail_protected'])
    expect(plan.policy.protected).toEqual(['kim', KIM])
  })

  it('may be widened', () => {
    const live = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
    const manifest = `policy: { protected: [kim] }\nad_accounts: { act_1: { users: { kim: GENERAL_USER } } }`
    expect(rails(planOf(manifest, live))).toEqual([])
  })
})

describe("the token's own user", () => {
  const live = liveOf([asset('act_1')], [row('act_1', 'users', OWN, MANAGES)])

  it('is unmanaged where the manifest does not name it', () => {
    const plan = planOf('ad_accounts: { act_1: { users: {} } }', live)
    expect(plan.steps).toEqual([])
    expect(plan.unmanaged.map(({ address }) => address)).toEqual([`act_1/users/${OWN}`])
  })

  it.each([
    ['declared with less', 'ad_accounts: { act_1: { users: { own: [ANALYZE] } } }'],
    ['declared with none', 'ad_accounts: { act_1: { users: { own: none } } }'],
    ['offboarded', 'offboarded: [own]\nad_accounts: {}'],
  ])('%s is a broken rail and never a step', (_, manifest) => {
    const plan = planOf(manifest, live)
    expect(plan.steps).toEqual([])
    expect(rails(plan)).toEqual(['rail_own_user'])
  })

  it('may be given more', () => {
    const little = liveOf([asset('act_1')], [row('act_1', 'users', OWN, ['ANALYZE'])])
    const plan = planOf('ad_accounts: { act_1: { users: { own: ADMIN } } }', little)
    expect(stepsOf(plan)).toEqual([`reassign act_1/users/${OWN}`])
    expect(rails(plan)).toEqual([])
  })

  it('that matches nobody blocks steps that take access from people, and no others', () => {
    const nobody = { self: { id: '999', person: null } }
    const held = [row('act_1', 'users', KIM, ['ANALYZE'])]
    const taking = planOf(
      'ad_accounts: { act_1: { users: {} } }',
      liveOf([asset('act_1')], held, nobody),
    )
    expect(rails(taking)).toEqual(['rail_own_user_unknown'])
    const giving = planOf(
      'ad_accounts: { act_1: { users: { kim: [ANALYZE], lee: [ANALYZE] } } }',
      liveOf([asset('act_1')], held, nobody),
    )
    expect(rails(giving)).toEqual([])
  })
})

describe('the owner business', () => {
  it('is never touched, whatever a row says', () => {
    const live = liveOf([asset('act_1')], [row('act_1', 'agencies', '1001', MANAGES)])
    expect(planOf('ad_accounts: { act_1: { agencies: {} } }', live).steps).toEqual([])
  })
})
