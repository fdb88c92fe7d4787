import { describe, expect, it } from 'vitest'
import { applyPlan } from '../../src/apply/apply-plan.ts'
import { readLive } from '../../src/live/read.ts'
import { readRequestOf } from '../../src/live/wants.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { makeTwin } from '../../src/twin/twin.ts'
import { manifestOf } from '../support/pipeline.ts'
import { NOW, WORLD } from './rehearsing.ts'

const MANIFEST = `
version: 1
business: "1001"
people: {ann: "6001", lee: "6002"}
ad_accounts:
  act_1: {users: {ann: {tasks: [MANAGE]}, lee: {tasks: [ANALYZE]}}}
`

describe('a twin', () => {
  const world = parseWorld(WORLD)
  const twin = () => makeTwin({ world, now: NOW, memory: { ...NO_MEMORY, present: true } })

  it('is read, planned and applied like the business, and leaves the world it was made of alone', async () => {
    const { client, journal, memory, commits, sleep, ...rest } = twin()
    const manifest = manifestOf(MANIFEST)
    const planned = async () => {
      const live = await readLive(client, readRequestOf(manifest, KINDS))
      const sides = { manifest, live, memory: memory(), graph: client.origin }
      return { live, plan: makePlan({ ...sides, asOf: '2026-11-22', toolVersion: '0' }) }
    }
    const { plan, live } = await planned()
    const report = await applyPlan({ plan, live, client, journal, sleep, now: rest.now })
    expect(report.summary).toMatchObject({ done: 1, failed: 0 })
    expect(commits).toHaveLength(1)
    expect((await planned()).plan.steps).toEqual([])
    expect(rest.world()).not.toEqual(world)
    expect(world).toEqual(parseWorld(WORLD))
  })
})
