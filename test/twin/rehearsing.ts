import { readLive } from '../../src/live/read.ts'
import { readRequestOf } from '../../src/live/wants.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { Plan } from '../../src/model/plan.ts'
import { makePlan, type PlanInput } from '../../src/plan/make-plan.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import type { RehearseInput } from '../../src/twin/rehearse.ts'
import { makeTwin } from '../../src/twin/twin.ts'
import { manifestOf } from '../support/pipeline.ts'

export const NOW = new Date('2026-11-22T09:00:00Z')

/** Everything that a rehearsal of a manifest on a world takes. */
export const inputOf = async (
  worldText: string,
  manifestText: string,
  options: Partial<PlanInput> = {},
  planOf: (plan: Plan) => Plan = (plan) => plan,
): Promise<RehearseInput> => {
  const memory = { ...NO_MEMORY, present: true }
  const { client } = makeTwin({ world: parseWorld(worldText), memory, now: NOW })
  const manifest = manifestOf(manifestText)
  const live = await readLive(client, readRequestOf(manifest, KINDS))
  const input = { manifest, asOf: '2026-11-22', graph: client.origin, toolVersion: '0', ...options }
  const plan = planOf(makePlan({ ...input, live, memory }))
  return { plan, live, memory, origin: { type: 'manifest', input }, now: NOW }
}

export const WORLD = `
version: 1
token: {business: "1001", user: "9001", scopes: [business_management, ads_management]}
businesses:
  "1001":
    name: Northwind
    users: {"6001": {name: Ann, role: ADMIN}, "6002": {name: Lee, role: EMPLOYEE}}
    system_users: {"9001": {name: CI, role: ADMIN}}
ad_accounts:
  act_1: {name: EU, owner: "1001", users: {"6001": [MANAGE], "6002": [ADVERTISE, ANALYZE]}}
`

export const MANIFEST = `
version: 1
business: "1001"
partners: {brightside: "2002"}
people: {ann: "6001", lee: "6002"}
ad_accounts:
  act_1: {agencies: {brightside: [ANALYZE]}, users: {ann: {tasks: [MANAGE]}, lee: {tasks: [ANALYZE]}}}
`
