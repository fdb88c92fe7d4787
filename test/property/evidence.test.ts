import fc from 'fast-check'
import { expect, it } from 'vitest'
import { contradictionsIn } from '../../src/model/assumed/evidence.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { manifestText, worldText } from './render.ts'

/** Reads for the manifest of a scene and for everything, before and after an apply. */
const checkSilent = async (scene: Scene): Promise<void> => {
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const manifest = manifestOf(manifestText(scene.manifest))
    const plan = await pipeline.plan(manifest)
    const first = contradictionsIn(pipeline.last().live.evidence ?? [])
    await pipeline.apply(plan)
    const again = await pipeline.plan(manifest)
    const second = contradictionsIn(pipeline.last().live.evidence ?? [])
    expect([first, second]).toEqual([[], []])
    const codes = [...plan.problems, ...again.problems].map(({ code }) => code)
    expect(codes).not.toContain('assumption_contradicted')
  } finally {
    await pipeline.close()
  }
}

it('nothing is contradicted where the API does what was observed', async () => {
  const property = fc.asyncProperty(sceneArb(['observed']), checkSilent)
  await fc.assert(property, { seed: seeded(31), numRuns: times(RUNS / 2), endOnFailure: true })
})
