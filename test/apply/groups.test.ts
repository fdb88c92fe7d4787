import { afterEach, describe, expect, it } from 'vitest'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'

/** Taking somebody out of an asset group, where the API or somebody else gets in the way. */
const KIM = '61550000000000009'
const WORLD = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, whatsapp_business_management] }
businesses:
  "1001":
    name: Northwind
    users: { "${KIM}": { name: Kim, role: EMPLOYEE } }
    system_users: { "61550000000000001": { name: Automation, role: ADMIN } }
asset_groups:
  "8801": { name: EMEA, owner: "1001", users: { "${KIM}": { page: [ANALYZE] } } }
`
const GONE = `version: 1\nbusiness: "1001"\npeople: { kim: "${KIM}" }\noffboarded: [kim]\npolicy: { offboarded_members: report }\n`

let pipeline: Pipeline
afterEach(() => pipeline.close())

const applied = async (fault: string) => {
  const faults = `faults: [{ match: { method: DELETE, path: "/8801/assigned_users" }, ${fault} }]\n`
  pipeline = await startPipeline({ world: WORLD + faults })
  const report = await pipeline.apply(await pipeline.plan(manifestOf(GONE)))
  return { report, writes: pipeline.client.counts().write, left: pipeline.sandbox.commits.length }
}

describe('a write whose answer is lost', () => {
  it('after it took effect is done', async () => {
    const { report, writes } = await applied('times: 1, do: { drop: after }')
    expect([report.results[0]?.status, writes]).toEqual(['done', 1])
  })

  it('before it did is unknown, and never sent a second time', async () => {
    const { report, writes, left } = await applied('times: 1, do: { drop: before }')
    expect([report.results[0]?.status, writes, left]).toEqual(['unknown', 1, 0])
  })
})

it('a refusal is that step’s failure', async () => {
  const { report } = await applied('do: { status: 400, code: 10, message: no }')
  expect(report.results).toMatchObject([
    { address: `8801/users/${KIM}`, action: 'leave_group', status: 'failed', error: { code: 10 } },
  ])
})

it('an answer that is a text is a success', async () => {
  const { report, writes } = await applied('skip: 9, do: { status: 500 }')
  expect([report.summary.done, writes]).toEqual([1, 1])
  expect((await pipeline.plan(manifestOf(GONE))).steps).toEqual([])
})

it('an old reading of the group is read again before anybody is taken out', async () => {
  pipeline = await startPipeline({ world: WORLD })
  const plan = await pipeline.plan(manifestOf(GONE))
  const { read } = pipeline.client.counts()
  const report = await pipeline.apply(plan, { readAt: new Date('2026-11-22T08:00:00Z') })
  expect([report.summary.done, pipeline.client.counts().write]).toEqual([1, 1])
  // Once before, and once after.
  expect(pipeline.client.counts().read - read).toBeGreaterThan(1)
})
