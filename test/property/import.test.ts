import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  importOf,
  planOver,
  readAll,
  shuffled,
  textOf,
  withoutModes,
} from '../questions/import/live-import.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { worldText } from './render.ts'

/** Imports a scene's world; its manifest has no say. */
const checkImport = async ({ world }: Scene): Promise<void> => {
  const pipeline = await startPipeline({ world: worldText(world) })
  try {
    const live = await readAll(pipeline)
    const text = textOf(importOf(live))
    expect(textOf(importOf(shuffled(live)))).toBe(text)
    const bare = withoutModes(text)
    for (const plan of [planOver(live, text), await pipeline.plan(manifestOf(bare))]) {
      const steps = plan.steps.map(({ action, address }) => `${action} ${address}`)
      const manual = plan.manual.map(({ reason, address }) => `${reason} ${address}`)
      expect({ complete: plan.complete, steps, manual }).toEqual({
        complete: true,
        steps: [],
        manual: [],
      })
    }
  } finally {
    await pipeline.close()
  }
}

describe('a plan of an import has no step, with the mode lines and without them', () => {
  it.each([
    { unpacking: 'none', seed: 31 },
    { unpacking: 'observed', seed: 32 },
    { unpacking: 'wide', seed: 33 },
    { unpacking: 'surprising', seed: 34 },
  ] as const)('unpacking $unpacking', async ({ unpacking, seed }) => {
    const property = fc.asyncProperty(sceneArb([unpacking]), checkImport)
    await fc.assert(property, { seed: seeded(seed), numRuns: times(RUNS / 4), endOnFailure: true })
  })
})
