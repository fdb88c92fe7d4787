import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLive } from '../../src/live/read.ts'
import { everythingOf } from '../../src/live/wants.ts'
import type { Plan } from '../../src/model/plan.ts'
import { parseWorld, printWorld } from '../../src/sandbox/world/world.ts'
import { memoryIn } from '../../src/twin/snapshot/carried-memory.ts'
import { snapshotOf } from '../../src/twin/snapshot.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import { shownOf } from '../support/snapshots.ts'
import { type Scene, US } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { manifestText, worldText } from './render.ts'

/** What `plan` says of a business, whichever way it was read. */
const saidBy = (plan: Plan) => {
  const { steps, waiting, manual, unreadable, unmanaged, summary, steps_digest } = plan
  return { steps, waiting, manual, unreadable, unmanaged, summary, steps_digest }
}

const read = ({ client }: Pipeline) => readLive(client, everythingOf(US))

/** The same of the business and of the world that is made of what was read of it. */
const checkCopy = async (pipeline: Pipeline, manifest: ReturnType<typeof manifestOf>) => {
  const plan = await pipeline.plan(manifest)
  const { memory } = pipeline.last()
  const live = await read(pipeline)
  const text = printWorld(snapshotOf({ live, memory }))
  const copy = await startPipeline({ world: text })
  try {
    expect(shownOf(await read(copy))).toEqual(shownOf(live))
    const remembered = memoryIn(parseWorld(text))
    expect(remembered).toEqual(memory)
    const again = await copy.plan(manifest, { memory: remembered })
    expect(saidBy(again)).toEqual(saidBy(plan))
  } finally {
    await copy.close()
  }
}

const checkScene = async (scene: Scene): Promise<void> => {
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const manifest = manifestOf(manifestText(scene.manifest))
    await checkCopy(pipeline, manifest)
    await pipeline.apply(await pipeline.plan(manifest))
    await checkCopy(pipeline, manifest)
  } finally {
    await pipeline.close()
  }
}

describe('the world made of what was read says the same, before an apply and after it', () => {
  it.each([
    { unpacking: 'none', seed: 41 },
    { unpacking: 'observed', seed: 42 },
    { unpacking: 'wide', seed: 43 },
    { unpacking: 'surprising', seed: 44 },
  ] as const)('unpacking $unpacking', async ({ unpacking, seed }) => {
    const property = fc.asyncProperty(sceneArb([unpacking]), checkScene)
    await fc.assert(property, { seed: seeded(seed), numRuns: times(RUNS / 8), endOnFailure: true })
  })
})
