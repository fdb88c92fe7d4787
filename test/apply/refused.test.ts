import { afterEach, describe, expect, it } from 'vitest'
import { MANAGES } from '../support/builders.ts'
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
