import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StepResult } from '../../src/model/reports/apply-report.ts'
import { isRail } from '../../src/plan/plan-problems.ts'
import { RUNS, seeded, times } from '../support/effort.ts'
import { manifestOf, startPipeline } from '../support/pipeline.ts'
import type { Scene } from './abstract.ts'
import { sceneArb } from './arbitraries.ts'
import { interpret, interpretAgain } from './interpreter.ts'
import { manifestText, worldText } from './render.ts'
import { areListsTold } from './seat-rails.ts'

/** Where a withdrawal makes room for another request, the round after it sends that one. */
const isRoomFreed = (scene: Scene): boolean => interpret(scene).later.length > 0

/** What the API takes for no list of tasks of that kind: one of them is only shown, never given. */
const NO_SUCH_TASK = 100

/** A list for an agency that already is one may be refused: that too is not tried again. */
const isOpen = ({ status, action, error }: StepResult): boolean =>
  status === 'skipped' ||
  (status === 'failed' && (action !== 'regrant' || error?.code === NO_SUCH_TASK))

/** Applies a scene's manifest and then, again and again, the same one. */
const checkRest = async (scene: Scene): Promise<void> => {
  fc.pre(!isRoomFreed(scene))
  const pipeline = await startPipeline({ world: worldText(scene.world) })
  try {
    const manifest = manifestOf(manifestText(scene.manifest))
    const reviewed = await pipeline.plan(manifest)
    const first = await pipeline.apply(reviewed)
    // A broken rail holds everything, each time.
    if (reviewed.problems.some(({ code }) => isRail(code))) {
      expect([first.results, pipeline.sandbox.commits]).toEqual([[], []])
      return
    }
    if (!areListsTold(scene, pipeline.sandbox.world())) return
    let open = first.results.filter(isOpen).map(({ address }) => address)
    if (scene.world.unpacking !== 'surprising') expect(open).toEqual([])
    // The first apply may let the second know whom it may take off.
    if (interpretAgain(scene, interpret(scene)) !== null) {
      const { results } = await pipeline.apply(await pipeline.plan(manifest))
      if (!areListsTold(scene, pipeline.sandbox.world())) return
      open = results.filter(isOpen).map(({ address }) => address)
    }
    for (const round of ['second', 'third']) {
      const commits = pipeline.sandbox.commits.length
      const { write } = pipeline.client.counts()
      const plan = await pipeline.plan(manifest)
      const { results } = await pipeline.apply(plan)
      const again = plan.steps.filter(({ address }) => !open.includes(address))
      expect({ round, again: again.map(({ address }) => address) }).toEqual({ round, again: [] })
      open = results.filter(isOpen).map(({ address }) => address)
      if (plan.steps.length > 0) continue
      expect(pipeline.sandbox.commits).toHaveLength(commits)
      expect(pipeline.client.counts().write).toBe(write)
    }
  } finally {
    await pipeline.close()
  }
}

/**
 * Where the API shows tasks nobody gave, a step may be refused (a task of the future that a client
 * did not give us cannot be sent back) or skipped beside one whose effect does not show: such a
 * step comes up again. Nothing that was accepted does, in any mode.
 */
describe('however the API unpacks tasks, the second and third apply write nothing', () => {
  it.each([
    { unpacking: 'none', seed: 11 },
    { unpacking: 'observed', seed: 12 },
    { unpacking: 'wide', seed: 13 },
    { unpacking: 'surprising', seed: 14 },
  ] as const)('$unpacking', async ({ unpacking, seed }) => {
    const property = fc.asyncProperty(sceneArb([unpacking]), checkRest)
    await fc.assert(property, { seed: seeded(seed), numRuns: times(RUNS / 2), endOnFailure: true })
  })
})
