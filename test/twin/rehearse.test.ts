import { describe, expect, it } from 'vitest'
import { readLive } from '../../src/live/read.ts'
import { readRequestOf } from '../../src/live/wants.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { rehearse } from '../../src/twin/rehearse.ts'
import { makeTwin } from '../../src/twin/twin.ts'
import { manifestOf } from '../support/pipeline.ts'

const WORLD = `
version: 1
token: {business: "1001", user: "9001", scopes: [business_management, ads_management]}
businesses:
  "1001":
    name: Northwind
    users: {"6001": {name: Ann, role: ADMIN}, "6002": {name: Lee, role: EMPLOYEE}}
    system_users: {"9001": {name: CI, role: ADMIN}}
  "2002": {name: Brightside}
ad_accounts:
  act_1: {name: EU, owner: "1001", users: {"6001": [MANAGE], "6002": [ADVERTISE, ANALYZE]}}
`

const MANIFEST = `
version: 1
business: "1001"
partners: {brightside: "2002"}
people: {ann: "6001", lee: "6002"}
ad_accounts:
  act_1: {agencies: {brightside: [ANALYZE]}, users: {ann: {tasks: [MANAGE]}, lee: {tasks: [ANALYZE]}}}
`

const NOW = new Date('2026-11-22T09:00:00Z')

const rehearsed = async (worldText: string, manifestText: string) => {
  const world = parseWorld(worldText)
  const manifest = manifestOf(manifestText)
  const memory = { ...NO_MEMORY, present: true }
  const { client } = makeTwin({ world, memory, now: NOW })
  const live = await readLive(client, readRequestOf(manifest, KINDS))
  const input = { manifest, asOf: '2026-11-22', graph: client.origin, toolVersion: '0' }
  const plan = makePlan({ ...input, live, memory })
  const origin = { type: 'manifest', input } as const
  return rehearse({ plan, live, memory, origin, now: NOW })
}

describe('rehearse', () => {
  it('says under which readings a narrowing has no effect', async () => {
    const report = await rehearsed(WORLD, MANIFEST)
    expect(report.problems).toEqual([])
    const rows = report.readings.filter(({ converges }) => !converges)
    expect(rows.map(({ name, left }) => [name, left])).toEqual([
      ['unpacking_surprising', ['act_1/agencies/2002', 'act_1/users/6002']],
      ['assignment_adds', ['act_1/users/6002']],
    ])
    expect(report.readings.every(({ rails_held }) => rails_held)).toBe(true)
  })
})
