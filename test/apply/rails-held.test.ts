import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Policy } from '../../src/model/manifest.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'

/** Two managers, a person who only looks, and one who is not on the account yet. */
const WORLD = `version: 1
token: { business: "1001", user: "21", scopes: [business_management, ads_management] }
modes: { unpacking: none }
businesses:
  "1001":
    name: Northwind
    users:
      "31": { name: Dana, email: dana@northwind.example }
      "32": { name: Lee, email: lee@northwind.example }
      "33": { name: Kim, email: kim@northwind.example }
      "34": { name: Max, email: max@northwind.example }
    system_users: { "21": { name: Automation, role: ADMIN } }
ad_accounts:
  act_1111:
    name: EU
    owner: "1001"
    users:
      "21": [MANAGE, ADVERTISE, ANALYZE]
      "32": [MANAGE, ADVERTISE, ANALYZE]
      "33": [MANAGE, ADVERTISE, ANALYZE]
      "34": [ANALYZE]
`

const manifest = (keep: number, users: string) =>
  manifestOf(`version: 1
business: "1001"
people: { dana: "31", lee: "32", kim: "33", max: "34" }
policy: { keep_managers: ${keep} }
ad_accounts: { act_1111: { users: ${users} } }
`)

/** A plan as a file might hold it whose policy somebody tightened after it was made. */
const tightened = (plan: Plan, policy: Partial<Policy>): Plan => ({
  ...plan,
  policy: { ...plan.policy, ...policy },
})

let pipeline: Pipeline
beforeEach(async () => {
  pipeline = await startPipeline({ world: WORLD })
})
afterEach(() => pipeline.close())

const outcomes = async (plan: Plan) =>
  (await pipeline.apply(plan)).results.map(
    ({ action, address, status, why }) =>
      `${action} ${address.split('/').at(-1)}: ${status}${why === undefined ? '' : ` ${why}`}`,
  )

describe('the rails hold for whatever really happened', () => {
  it('counts a manager that is gone before the next one goes', async () => {
    const plan = await pipeline.plan(manifest(0, '{ max: [ANALYZE] }'))
    expect(await outcomes(tightened(plan, { keep_managers: 1 }))).toEqual([
      'unassign 32: done',
      'unassign 33: skipped rail',
    ])
  })

  it('keeps a protected person, but lets that person have more', async () => {
    const plan = await pipeline.plan(manifest(0, '{ lee: [MANAGE], max: [ADVERTISE, ANALYZE] }'))
    expect(await outcomes(tightened(plan, { protected: ['kim', 'max'] }))).toEqual([
      'reassign 34: done',
      'unassign 33: skipped rail',
    ])
  })

  it('does not hold what leaves an account no worse than it was', async () => {
    const plan = await pipeline.plan(
      manifest(0, '{ dana: [MANAGE, ADVERTISE, ANALYZE], kim: [MANAGE], max: [ANALYZE] }'),
    )
    expect(await outcomes(tightened(plan, { keep_managers: 3 }))).toEqual([
      'assign 31: done',
      'unassign 32: done',
    ])
  })

  it.each([
    { name: 'was lost', fault: { drop: 'before' }, status: 'unknown' },
    { name: 'was refused', fault: { code: 200 }, status: 'failed' },
  ] as const)('keeps the old manager where the new one’s assignment $name', async (row) => {
    const faults: readonly Fault[] = [
      { match: { method: 'POST', path: 'assigned_users', param: 'user=31' }, do: row.fault },
    ]
    const handover = manifest(
      2,
      '{ dana: [MANAGE, ADVERTISE, ANALYZE], kim: [MANAGE], max: [ANALYZE] }',
    )
    const plan = await pipeline.plan(handover)
    pipeline.sandbox.setFaults(faults)
    expect(await outcomes(plan)).toEqual([`assign 31: ${row.status}`, 'unassign 32: skipped needs'])
  })
})
