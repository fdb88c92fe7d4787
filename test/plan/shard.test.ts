import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { isInShard, shardOf } from '../../src/plan/shard.ts'
import { asset, codesOf, KIM, LEE, liveOf, MANAGES, planOf, row } from '../support/builders.ts'

const indexes = (count: number) => [...Array(count).keys()]
const shardsOf = (count: number) => indexes(count).map((index) => ({ index, count }))

describe('a shard', () => {
  it('is the only one of its id, whatever the id and the count', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (id, count) => {
        expect(shardsOf(count).filter((shard) => isInShard(shard, id))).toHaveLength(1)
      }),
    )
  })

  it('stays where it is from version to version', () => {
    const ids = ['act_1111', 'act_2222', '3333', '1001', '61550000000000002']
    expect(ids.map((id) => shardOf(id, 7))).toEqual([1, 3, 3, 1, 0])
  })

  it('has about as much as the others', () => {
    const sizes = shardsOf(10).map(
      (shard) => indexes(5000).filter((n) => isInShard(shard, `act_${120000 + n}`)).length,
    )
    for (const size of sizes) expect(Math.abs(size - 500)).toBeLessThan(100)
  })
})

const IDS = indexes(30).map((n) => `act_${100 + n}`)
const LIVE = liveOf(
  [...IDS, 'act_9'].map((id) => asset(id, id === 'act_9' ? { ownership: 'client' } : {})),
  IDS.flatMap((id) => [
    row(id, 'users', KIM, MANAGES),
    row(id, 'agencies', '2003', ['ANALYZE']),
    row(id, 'agencies', '2002', ['ANALYZE'], { status: 'pending', apiStatus: 'IN_PROGRESS' }),
  ]),
)
const MANIFEST = `policy: { max_revocations: 1000 }
ad_accounts:
${IDS.map((id, n) => `  ${id}: { agencies: ${n % 2 === 0 ? '{ brightside: [ANALYZE] }' : '{}'}, users: { lee: ADMIN } }`).join('\n')}
  act_8: { request: [ANALYZE] }
  act_9: { request: [ANALYZE], users: { lee: [ANALYZE] } }
`

const entriesOf = (plans: readonly Plan[]) => ({
  steps: plans.flatMap(({ steps }) => steps.map((step) => JSON.stringify(step))).sort(),
  waiting: plans.flatMap(({ waiting }) => waiting.map(({ address }) => address)).sort(),
  manual: plans.flatMap(({ manual }) => manual.map(({ address }) => address)).sort(),
  unmanaged: plans.flatMap(({ unmanaged }) => unmanaged.map(({ address }) => address)).sort(),
})

describe('the shards of a plan', () => {
  const whole = planOf(MANIFEST, LIVE)

  it.each([1, 2, 3, 7, 40])('are together the whole, by %d', (count) => {
    const parts = shardsOf(count).map((shard) => planOf(MANIFEST, LIVE, { filter: { shard } }))
    expect(entriesOf(parts)).toEqual(entriesOf([whole]))
    expect(whole.steps.length).toBeGreaterThan(80)
    for (const part of parts) expect(codesOf(part)).not.toContain('filtered_needs')
  })

  it('keep the steps of one asset together, in their order', () => {
    for (const shard of shardsOf(3)) {
      const { steps } = planOf(MANIFEST, LIVE, { filter: { shard } })
      const own = whole.steps.filter((step) => isInShard(shard, step.asset.id))
      expect(steps).toEqual(own)
      expect(steps.some(({ needs }) => needs.length > 0)).toBe(true)
    }
  })

  it('do not move when an asset is added', () => {
    const more = `${MANIFEST}  act_7: { request: [ANALYZE] }\n`
    for (const shard of shardsOf(3)) {
      const before = planOf(MANIFEST, LIVE, { filter: { shard } })
      const after = planOf(more, LIVE, { filter: { shard } })
      const isOld = (step: { address: string }) => !step.address.startsWith('act_7/')
      expect(after.steps.filter(isOld).map(({ address }) => address)).toEqual(
        before.steps.map(({ address }) => address),
      )
    }
  })

  it('may together take away no more than one run may', () => {
    const strict = MANIFEST.replace('max_revocations: 1000', 'max_revocations: 40')
    const count = whole.summary.revocations
    expect(count).toBeGreaterThan(40)
    for (const shard of shardsOf(4)) {
      const blocked = planOf(strict, LIVE, { filter: { shard } })
      expect(blocked.summary.revocations).toBeLessThan(40)
      expect(codesOf(blocked)).toContain('rail_max_revocations')
      const allowed = planOf(strict, LIVE, { filter: { shard }, allowRevocations: count })
      expect(codesOf(allowed)).toEqual([])
      expect(allowed.allowed_revocations).toBe(allowed.summary.revocations)
      const wrong = planOf(strict, LIVE, { filter: { shard }, allowRevocations: count - 1 })
      expect(codesOf(wrong)).toContain('rail_allow_revocations')
      expect(wrong.allowed_revocations).toBe(count - 1)
    }
  })

  it('keep the managers each asset must have', () => {
    const taken = MANIFEST.replaceAll('users: { lee: ADMIN }', 'users: { lee: [ANALYZE] }')
    const codes = shardsOf(3).flatMap((shard) =>
      codesOf(planOf(taken, LIVE, { filter: { shard } })),
    )
    expect(codes.filter((code) => code === 'rail_keep_managers')).toHaveLength(IDS.length)
  })

  it('ask no more clients than one run does', () => {
    const asking = `ad_accounts:\n${IDS.map((id) => `  ${id}: { request: [ANALYZE] }`).join('\n')}\n`
    const none = liveOf([], [], {
      scopes: IDS.map((id) => ({
        kind: 'ad_account',
        asset: id,
        relation: 'request' as const,
        status: 'complete' as const,
        what: null,
      })),
    })
    const parts = shardsOf(5).map((shard) => planOf(asking, none, { filter: { shard } }))
    const asked = parts.flatMap(({ steps }) => steps.filter(({ action }) => action === 'request'))
    expect(asked).toHaveLength(5)
  })

  it('go with the other filters', () => {
    const filter = { only: ['act_11*'], who: ['lee'], shard: { index: 0, count: 2 } }
    const plan = planOf(MANIFEST, LIVE, { filter })
    expect(plan.steps.length).toBeGreaterThan(0)
    for (const { asset: on, subject } of plan.steps) {
      expect([on.id.startsWith('act_11'), subject.id, shardOf(on.id, 2)]).toEqual([true, LEE, 0])
    }
  })
})
