import { afterEach, describe, expect, it } from 'vitest'
import { createGuard } from '../../src/apply/guard.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { asset, KIM, liveOf, MANAGES, OWN, planOf, row } from '../support/builders.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import { WORLD } from '../support/run-cli.ts'

/** What is refused where it counts: before a call, and by the API. */

let pipeline: Pipeline | null = null
afterEach(async () => {
  await pipeline?.close()
  pipeline = null
})

const MANIFEST = `version: 1
business: "1001"
people: { kim: "61550000000000009", robot: { system_user: "61550000000000001" } }
ad_accounts: { act_1111: { users: { robot: ADMIN, kim: ADMIN } } }
`

describe('tasks this version does not know', () => {
  it('are sent along, and a refusal of the list says that they would be dropped', async () => {
    const world = WORLD.replace(
      '"61550000000000009": [ADVERTISE, ANALYZE]',
      '"61550000000000009": [ADVERTISE, ANALYZE, FUTURE]',
    )
    const faults =
      'faults: [{ match: { method: POST, path: assigned_users }, do: { code: 100, status: 400 } }]\n'
    pipeline = await startPipeline({ world: world + faults })
    const plan = await pipeline.plan(manifestOf(MANIFEST))
    expect(plan.steps.map(({ after }) => after)).toEqual([[...MANAGES, 'FUTURE']])
    const { results } = await pipeline.apply(plan)
    expect(results).toMatchObject([{ status: 'failed', error: { code: 100 } }])
    expect(results[0]?.error?.message).toMatch(/^would_drop_unknown: /)
  })
})

describe('a preview', () => {
  it('is never applied', async () => {
    pipeline = await startPipeline({ world: WORLD })
    const plan = await pipeline.plan(manifestOf(MANIFEST), { preview: true, asOf: '2027-01-01' })
    expect(plan.steps).not.toEqual([])
    const { problems, results, calls } = await pipeline.apply(plan)
    expect(problems.map(({ code }) => code)).toContain('apply_preview')
    expect([results.length, calls.write]).toEqual([0, 0])
    expect(pipeline.sandbox.commits).toEqual([])
  })
})

describe('the rails at the moment of sending', () => {
  const ACCOUNT = asset('act_1')
  const live = liveOf(
    [ACCOUNT],
    [row('act_1', 'users', OWN, MANAGES), row('act_1', 'users', KIM, MANAGES)],
  )
  const [step] = planOf('ad_accounts: { act_1: { users: { own: ADMIN } } }\n', live).steps
  const plan = planOf('', live)
  const admit = (facts: Partial<typeof live>) => {
    if (step === undefined) throw new Error('no step')
    return createGuard(
      { ...plan, policy: { ...plan.policy, keep_managers: 0 } },
      { ...live, ...facts },
      KINDS,
    ).admit(step)
  }

  it('let through what was read', () => {
    expect(step?.action).toBe('unassign')
    expect(admit({})).toBeNull()
  })

  it.each<[string, Partial<typeof live>, string]>([
    ['an asset that was not read', { assets: [] }, 'act_1 was not read'],
    [
      'an asset that may be anybody’s',
      { assets: [{ ...ACCOUNT, ownership: 'unknown' }] },
      'act_1 was read as not known for sure, where nothing of the kind is done',
    ],
    [
      'people, while nobody knows who we are ourselves',
      { self: { ...live.self, person: null } },
      "the token's own user is not known",
    ],
  ])('hold back %s', (_, facts, reason) => {
    expect(admit(facts)).toBe(reason)
  })
})
