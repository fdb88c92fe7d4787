import { describe, expect, it } from 'vitest'
import type { Plan, Step } from '../../src/model/plan.ts'
import { planDigestOf, stepsDigestOf } from '../../src/plan/make-plan.ts'
import { asset, KIM, LEE, liveOf, planOf, row } from '../support/builders.ts'

const LIVE = liveOf(
  [asset('act_1'), asset('act_2'), asset('act_3', { ownership: 'client' })],
  [row('act_1', 'users', LEE, ['ANALYZE']), row('act_1', 'users', KIM, ['ANALYZE'])],
)

const ends = (tasks: string, day: string): string => `{ tasks: [${tasks}], expires: ${day} }`

describe('the next expiry of a plan', () => {
  it.each([
    ['of people', 'users: { lee: DAY }', 'act_1'],
    ['of agencies', 'agencies: { oldmill: DAY }', 'act_2'],
  ])('is the earliest of all assets and relations: %s', (_, relation, id) => {
    const first = `${id}: { ${relation.replace('DAY', ends('ANALYZE', '2026-12-01'))} }`
    const others = ['act_1', 'act_2']
      .filter((other) => other !== id)
      .map((other) => `${other}: { users: { kim: ${ends('ANALYZE', '2026-12-24')} } }`)
    const manifest = `ad_accounts: { ${[...others, first].join(', ')} }\n`
    expect(planOf(manifest, LIVE).expires_next).toBe('2026-12-01')
  })

  it('is null where nothing ends', () => {
    expect(planOf('ad_accounts: { act_1: { users: { lee: [ANALYZE] } } }', LIVE).expires_next).toBe(
      null,
    )
  })
})

describe('the digests of a plan', () => {
  const plan = planOf('ad_accounts: { act_1: { users: { lee: [ADVERTISE, ANALYZE] } } }', LIVE)
  const [step] = plan.steps as readonly [Step]
  const withStep = (facts: Partial<Step>): Plan => ({
    ...plan,
    steps: [{ ...step, ...facts }, ...plan.steps.slice(1)],
  })

  it('of its steps covers business, policy, address, action, before, after and gap', () => {
    const all = [
      plan,
      { ...plan, business: { id: '1002', name: null } },
      { ...plan, policy: { ...plan.policy, keep_managers: 2 } },
      { ...plan, steps: plan.steps.slice(1) },
      withStep({ address: 'act_9/users/1' }),
      withStep({ action: 'assign' }),
      withStep({ before: ['MANAGE'] }),
      withStep({ after: ['MANAGE'] }),
      withStep({ gap: true }),
    ].map(stepsDigestOf)
    expect(new Set(all).size).toBe(all.length)
    expect(plan.steps_digest).toBe(all[0])
  })

  it('of its steps does not change with what only explains them', () => {
    const same = [
      { ...plan, as_of: '2027-01-01', tool_version: '9.9.9' },
      withStep({ via: ['team buyers'], source: null, reason: 'expired' }),
    ]
    expect(same.map(stepsDigestOf)).toEqual([plan.steps_digest, plan.steps_digest])
  })

  it('of the whole covers everything but itself', () => {
    expect(planDigestOf(plan)).toBe(plan.plan_digest)
    expect(planDigestOf({ ...plan, plan_digest: 'x' } as Plan)).toBe(plan.plan_digest)
    for (const changed of [
      { ...plan, as_of: '2027-01-01' },
      { ...plan, steps_digest: 'sha256:0' },
      withStep({ source: null }),
    ]) {
      expect(planDigestOf(changed)).not.toBe(plan.plan_digest)
    }
  })
})

describe('a plan', () => {
  const manifest = 'ad_accounts: { act_1: { users: { lee: [ANALYZE] } } }'

  it('says how many revocations were allowed, where that was said', () => {
    expect(planOf(manifest, LIVE)).not.toHaveProperty('allowed_revocations')
    expect(planOf(manifest, LIVE, { allowRevocations: 1 }).allowed_revocations).toBe(1)
  })

  it('is no preview unless it is', () => {
    expect(planOf(manifest, LIVE).preview).toBe(false)
    expect(planOf(manifest, LIVE, { preview: true }).preview).toBe(true)
  })

  it('counts its steps by action', () => {
    const { summary } = planOf(
      'ad_accounts: { act_1: { users: { lee: [ADVERTISE, ANALYZE] } }, act_2: { users: { lee: [ANALYZE], kim: [ANALYZE] }, agencies: { oldmill: [ANALYZE] } } }',
      LIVE,
    )
    expect(summary).toMatchObject({ reassign: 1, unassign: 1, assign: 2, grant: 1, revoke: 0 })
  })

  it.each([
    ['a digit', 'act_1/agencies/2004'],
    ['an alias', 'act_1/agencies/oldmill'],
  ])('offers the address that --replace meant, with %s', (_, address) => {
    const differs = liveOf([asset('act_1')], [row('act_1', 'agencies', '2003', ['ANALYZE'])])
    const text = 'ad_accounts: { act_1: { agencies: { oldmill: [ADVERTISE, ANALYZE] } } }'
    const { problems } = planOf(text, differs, { replace: [address] })
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/ Did you mean act_1\/agencies\/2003\?$/),
    ])
  })

  it.each([
    ['replace', 'replace_not_applicable'],
    ['resend', 'resend_not_applicable'],
  ])('is refused where --%s names what needs none of it', (flag, code) => {
    const address = 'act_1/agencies/2003'
    const plan = planOf(manifest, LIVE, { [flag]: [address] })
    expect(plan.problems).toMatchObject([{ code, message: expect.stringContaining(address) }])
    expect(plan.steps).toEqual([])
  })
})
