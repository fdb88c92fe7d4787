import { describe, expect, it } from 'vitest'
import { viewsOf } from '../../../src/access/views.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveRelation, LiveState } from '../../../src/model/live.ts'
import type { Person, PolicyName } from '../../../src/model/manifest.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { Step } from '../../../src/model/plan.ts'
import { checkRails, peopleOf, weighed } from '../../../src/plan/order/rails.ts'
import { planGroundOf } from '../../../src/plan/plan-ground.ts'
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
  type StepDraft,
  stepOf,
  stepsOf,
} from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

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

/** What the rails say of these steps, whatever made them. */
const said = (
  manifest: string,
  drafts: readonly StepDraft[],
  { allowed = null, ...live }: Partial<LiveState> & { readonly allowed?: number | null } = {},
): readonly string[] => {
  const ground = planGroundOf({
    manifest: manifestOf(`${HEAD}${manifest}\nad_accounts: {}\n`),
    live: { ...liveOf([asset('act_1')], []), ...live },
    memory: NO_MEMORY,
    asOf: AS_OF,
    kinds: KINDS,
  })
  const steps = weighed(drafts.map(stepOf), KINDS)
  return checkRails(ground, viewsOf(ground), steps, {
    allowed: { max_revocations: allowed },
    together: steps,
  }).map(({ problem: { message } }) => message)
}

const off = (id: string, facts: Partial<StepDraft> = {}): StepDraft => ({
  action: 'unassign',
  type: 'business_user',
  id,
  before: ['ANALYZE'],
  ...facts,
})
const assign = (id: string): StepDraft => ({
  ...off(id),
  action: 'assign',
  before: null,
  after: ['ANALYZE'],
})

describe('what the rails say', () => {
  const LOOSE = 'policy: { keep_managers: 0 }'

  it('of a number that was given for another', () => {
    expect(said(LOOSE, [off(KIM)], { allowed: 2 })).toEqual([
      '--allow-revocations 2 does not match: the plan has 1 revocation. Look at the plan again before passing 1',
    ])
  })

  it('of too many, whom they hit', () => {
    const policy = 'policy: { keep_managers: 0, max_revocations: 1 }'
    expect(said(policy, [off(KIM, { alias: 'kim' }), off(LEE)])).toEqual([
      `2 revocations, more than max_revocations: 1. Hit: kim (loses ANALYZE on act_1), ${LEE} (loses ANALYZE on act_1). If exactly this is meant, pass --allow-revocations 2`,
    ])
  })

  it('of the protected, who they are and what to do', () => {
    const policy = 'policy: { keep_managers: 0, protected: [kim] }'
    expect(said(policy, [off(LEE), off(KIM, { alias: 'kim' })])).toEqual([
      `act_1/users/${KIM} would reduce kim, who is protected. Declare what they hold, or take them off policy.protected`,
    ])
  })

  it('of managers, who loses what and where it was declared', () => {
    const live = {
      relations: [OWN, KIM, LEE].map((id) => row('act_1', 'users', id, MANAGES)),
    }
    const losing = [off(KIM, { alias: 'kim', before: MANAGES }), off(LEE, { before: MANAGES })]
    const policy = 'policy: { keep_managers: 2 }'
    const words = (left: string, people: string): string =>
      `act_1 would be left with ${left} besides the token's own user, but keep_managers is 2. Losing MANAGE: ${people}. Give MANAGE to somebody else first, or lower keep_managers`
    expect(said(policy, losing, live)).toEqual([words('0 managers', `kim, ${LEE}`)])
    expect(said(policy, [assign('7'), ...losing.slice(0, 1)], live)).toEqual([
      words('1 manager', 'kim'),
    ])
    expect(said(policy, [{ ...assign('7'), after: MANAGES }, ...losing.slice(0, 1)], live)).toEqual(
      [],
    )
    expect(said(policy, [off(OWN, { before: MANAGES })], live)).toEqual([])
    expect(
      said(policy, losing, { ...live, assets: [asset('act_1'), asset('act_2')] }),
    ).toHaveLength(1)
  })

  it('of a token that is nobody, whose it is', () => {
    const self = { id: '999', person: null }
    const revoke: StepDraft = { action: 'revoke', type: 'business', id: '2003', before: MANAGES }
    expect(said(LOOSE, [assign(LEE), off(KIM), revoke], { self })).toEqual([
      "the token's own user (999) is in no list of this business's people, so 1 step that takes access from people might hit it. Use a system user's token of this business",
    ])
    expect(said(LOOSE, [assign(LEE), revoke], { self })).toEqual([])
  })
})

describe('whom a cancellation is about', () => {
  const cancel: StepDraft = { action: 'cancel', type: 'obo_request', id: '55' }
  const PROTECTED = 'policy: { keep_managers: 0, protected: ["2002", "55"] }'
  const asked = (facts: Partial<LiveRelation> = {}): LiveRelation =>
    row('act_1', 'on_behalf_of', '55', [], { counterpart: { id: '2003', name: null }, ...facts })
  const theirs = { counterpart: { id: '2002', name: null } }
  const counted = (steps: readonly StepDraft[], ...relations: readonly LiveRelation[]): number =>
    said(PROTECTED, steps, { relations }).length

  it('is the other business of that request', () => {
    expect(counted([cancel], asked(theirs))).toBe(1)
    expect(counted([cancel], asked())).toBe(0)
  })

  it.each<[string, Partial<LiveRelation>]>([
    ['of another asset', { asset: 'act_2' }],
    ['of another id', { subject: '54' }],
    ['of another list', { relation: 'agencies' }],
  ])('is not that of a row %s', (_, facts) => {
    expect(counted([cancel], asked({ ...theirs, ...facts }), asked())).toBe(0)
  })

  it('is the request itself where no business is known', () => {
    expect(counted([cancel], asked({ counterpart: null }))).toBe(1)
    expect(counted([cancel])).toBe(1)
  })

  it('is looked up for no other step', () => {
    const revoke: StepDraft = { action: 'revoke', type: 'business', id: '2003', before: MANAGES }
    expect(counted([revoke], asked({ ...theirs, subject: '2003' }))).toBe(0)
  })
})

describe('the protected of whom it cannot be told who they are', () => {
  const DANA = '61550000000000005'
  const OTHER = '61550000000000006'
  const person = (id: string, email: string | null) => ({
    type: 'business_user' as const,
    ...{ id, name: null, email, facebookId: null },
  })
  const scene = (emails: readonly [string | null, string | null]) => {
    const people = [...liveOf([], []).people, person(DANA, emails[0]), person(OTHER, emails[1])]
    const rows = [DANA, OTHER].map((id) => row('act_1', 'users', id, ['ANALYZE']))
    const manifest = manifestOf(
      `${HEAD.replace('people: {', 'people: { dana: dana@x.example,')}policy: { protected: [dana] }
ad_accounts: { act_1: { users: {} } }`,
    )
    return planOf('', liveOf([asset('act_1')], rows, { people }), { manifest })
  }

  it('are all who share the e-mail: their steps stand still with the name', () => {
    const plan = scene(['dana@x.example', 'Dana@x.example'])
    expect(codesOf(plan)).toEqual([
      'person_ambiguous',
      'rail_protected_doubtful',
      'rail_protected_doubtful',
    ])
    expect(plan.policy.protected).toEqual(['dana', DANA, OTHER, 'dana@x.example'])
  })

  it('are all whose e-mail no list tells', () => {
    const plan = scene([null, 'other@x.example'])
    expect(codesOf(plan)).toEqual(['rail_protected_doubtful'])
    expect(plan.problems[0]?.message).toContain(
      `act_1/users/${DANA} would reduce ${DANA}, who could be dana`,
    )
  })

  it('are nobody where every e-mail is told, and none is theirs', () => {
    expect(codesOf(scene(['a@x.example', 'b@x.example']))).toEqual([])
  })

  it('is one person where one has the e-mail', () => {
    expect(codesOf(scene(['DANA@x.example', null]))).toEqual(['rail_protected'])
  })
})

describe('a name of a policy file', () => {
  const rows = [row('act_1', 'users', KIM, ['ANALYZE'])]
  const live = liveOf([asset('act_1')], rows)
  const source = { file: 'base.yaml', line: 1, column: 1 }
  const planWith = (means: PolicyName['means'], people = 'kim: "61550000000000009"') => {
    const loaded = manifestOf(`version: 1
business: "1001"
people: { ${people}, own: { system_user: "${OWN}" } }
policy: { protected: [] }
ad_accounts: { act_1: { users: {} } }`)
    const policy = { ...loaded.policy, protected: ['kim'] }
    const manifest = { ...loaded, policy, policyNames: [{ name: 'kim', means }] }
    return planOf('', live, { manifest })
  }
  const kim = (by: Person['by'], value: string): Person => ({ alias: 'kim', by, value, source })

  it('protects whom that file means, whom the manifest calls something else too', () => {
    expect(codesOf(planWith(kim('id', KIM), 'k: "61550000000000009"'))).toEqual(['rail_protected'])
    expect(codesOf(planWith(kim('email', 'KIM@x.example')))).toEqual(['rail_protected'])
  })

  it.each([
    [
      'another id',
      kim('id', LEE),
      undefined,
      [`${LEE} in the policy file`, `${KIM} in the manifest`],
    ],
    [
      'an e-mail of somebody else',
      kim('email', 'lee@x.example'),
      undefined,
      [`lee@x.example (${LEE}) in`, `${KIM} in the manifest`],
    ],
    [
      'an e-mail that nobody has',
      kim('email', 'gone@x.example'),
      undefined,
      ['gone@x.example (nobody in the business) in'],
    ],
    [
      'an id, where the manifest has an e-mail of somebody else',
      kim('id', KIM),
      'kim: lee@x.example',
      [`${KIM} in the policy file`, `lee@x.example (${LEE}) in`],
    ],
    ['a partner', { alias: 'kim', id: '2002', source }, undefined, ['business 2002 in the policy']],
  ] as const)('stops the run where it means %s', (_, means, people, words) => {
    const plan = planWith(means, people)
    const said = plan.problems.find(({ code }) => code === 'policy_name_differs')?.message ?? ''
    for (const each of words) expect(said).toContain(each)
    expect(plan.steps).toEqual([])
  })

  it('that the file does not declare is not believed, whatever the manifest says', () => {
    const plan = planWith(null)
    expect(codesOf(plan)).toEqual(['rail_protected_unknown', 'rail_protected'])
    expect(plan.problems[0]?.message).toContain('whom the policy file does not declare')
  })
})

describe('a protected name that the manifest does not know', () => {
  it('stops a plan of which a part takes something away', () => {
    const live = liveOf([asset('act_1')], [row('act_1', 'users', KIM, ['ANALYZE'])])
    const loaded = manifestOf(`${HEAD}ad_accounts: { act_1: { users: { lee: [ANALYZE] } } }`)
    const policy = { ...loaded.policy, protected: ['brightside', 'lee', '2003', 'nobody', 'noone'] }
    const plan = planOf('', live, { manifest: { ...loaded, policy } })
    expect(stepsOf(plan)).toEqual([`assign act_1/users/${LEE}`, `unassign act_1/users/${KIM}`])
    expect(plan.problems.map(({ message }) => message)).toContain(
      'policy.protected names nobody, noone, whom the manifest does not declare: nobody can tell whom to protect. Write an id, or declare the alias',
    )
  })
})

describe('people in words', () => {
  const words = (...drafts: readonly StepDraft[]): readonly string[] =>
    peopleOf(drafts.map(stepOf), KINDS)
  const many = (count: number): readonly Step[] =>
    Array.from({ length: count }, (_, index) => stepOf(off(`${index + 1}`)))

  it('lose their tasks on one asset, access on many, the most first', () => {
    const kim = off(KIM, { alias: 'kim' })
    expect(words(off(LEE), kim, { ...kim, on: 'act_2' })).toEqual([
      'kim (loses access on 2 assets)',
      `${LEE} (loses ANALYZE on act_1)`,
    ])
    const narrowed = { ...kim, action: 'reassign', before: MANAGES, after: ['ANALYZE'] } as const
    expect(words(narrowed)).toEqual(['kim (loses MANAGE, ADVERTISE on act_1)'])
  })

  it('lose access where no task is known', () => {
    expect(words({ action: 'withdraw', type: 'business', id: '1001' })).toEqual([
      '1001 (loses access on act_1)',
    ])
    expect(words(off(KIM, { before: ['FUTURE'] }))).toEqual([`${KIM} (loses access on act_1)`])
  })

  it('are told apart by what they are', () => {
    const agency: StepDraft = { action: 'revoke', type: 'business', id: KIM, before: ['ANALYZE'] }
    expect(words(off(KIM), agency)).toHaveLength(2)
  })

  it('are named up to twenty', () => {
    expect(peopleOf(many(20), KINDS)).toHaveLength(20)
    expect(peopleOf(many(20), KINDS).at(-1)).toBe('20 (loses ANALYZE on act_1)')
    expect(peopleOf(many(22), KINDS)).toHaveLength(21)
    expect(peopleOf(many(22), KINDS).at(-1)).toBe('and 2 more')
  })
})
