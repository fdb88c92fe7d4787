import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRail } from '../../src/plan/plan-problems.ts'
import type { Reading } from '../../src/twin/reading.ts'
import { READINGS } from '../../src/twin/reading-table.ts'
import { type RehearseInput, rehearse } from '../../src/twin/rehearse.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, NOW, type Pipeline, planInputOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { interpret } from './interpreter.ts'
import { manifestText, worldText } from './render.ts'
import { areListsTold } from './seat-rails.ts'

let planned = 0

/** The scene's plan over real HTTP, and what a rehearsal of it takes. */
const inputOf = async (pipeline: Pipeline, scene: Scene): Promise<RehearseInput | null> => {
  const manifest = manifestOf(manifestText(scene.manifest))
  const plan = await pipeline.plan(manifest)
  const { live, memory, ...input } = planInputOf(manifest, pipeline.last(), {})
  if (plan.problems.some(({ code }) => isRail(code)) || plan.steps.length === 0) return null
  planned += 1
  return { plan, ...{ live, memory, now: NOW }, origin: { type: 'manifest', input } }
}

/** The world as it is served, whatever its modes are. */
const AS_SERVED: Reading = {
  ...{ name: 'as_served', assumption: 'as it is', question: 'None' },
  change: (world) => world,
}

const checkScene = async (scene: Scene): Promise<void> => {
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const input = await inputOf(pipeline, scene)
    if (input === null) return
    const world = pipeline.sandbox.world()
    const onWorld = await rehearse({ ...input, world, readings: [AS_SERVED] })
    const onCopy = await rehearse({ ...input, readings: READINGS })
    const found = [...onWorld.readings, ...onCopy.readings]
    expect(onWorld.problems.map(({ code }) => code)).not.toContain('twin_differs')
    expect(found.filter(({ rails_held }) => !rails_held)).toEqual([])
    expect(found.filter(({ left, converges }) => converges !== (left.length === 0))).toEqual([])
    const report = await pipeline.apply(input.plan)
    expect(onWorld.readings[0]?.writes).toBe(report.calls.write)
    const { later } = interpret(scene)
    if (!areListsTold(scene, pipeline.sandbox.world())) return
    const regrants = input.plan.steps.filter(({ action }) => action === 'regrant')
    const meant = [...later.map((id) => `${id}/request`), ...regrants.map(({ address }) => address)]
    const left = onWorld.readings[0]?.left ?? []
    expect(left.filter((address) => !meant.includes(address))).toEqual([])
  } finally {
    await pipeline.close()
  }
}

describe('a rehearsal of any plan of ours', () => {
  it('converges as an apply does, with as many writes, and keeps every rail', async () => {
    const property = fc.asyncProperty(sceneArb(['observed']), checkScene)
    const numRuns = times(RUNS / 10)
    await fc.assert(property, { seed: seeded(71), numRuns, endOnFailure: true })
    expect(planned).toBeGreaterThan(numRuns / 4)
  })
})
