import { expect, it } from 'vitest'
import { readCases } from '../../plan/case-files.ts'
import { manifestOf, startPipeline } from '../../support/pipeline.ts'
import { importOf, planOver, readAll, shuffled, textOf, withoutModes } from './live-import.ts'

/** The modes of a case are its manifest's; an import reads the world alone. */
const worlds = readCases().filter(({ mode }) => mode === 'authoritative')

it.each(worlds)('the world of: $title', async ({ world, options: { memory } }) => {
  const pipeline = await startPipeline({ world })
  try {
    const remembered = memory === undefined ? {} : { memory }
    const live = await readAll(pipeline)
    const text = textOf(importOf(live, remembered))
    expect(textOf(importOf(shuffled(live), remembered))).toBe(text)
    const bare = withoutModes(text)
    const plans = [planOver(live, text, memory), await pipeline.plan(manifestOf(bare), remembered)]
    for (const plan of plans) {
      expect({ steps: plan.steps, text }).toEqual({ steps: [], text })
      expect(plan.manual.map(({ reason }) => reason).filter((reason) => !OPEN.has(reason))).toEqual(
        [],
      )
    }
  } finally {
    await pipeline.close()
  }
})

/** What nobody can say in a manifest stays for people to look at. */
const OPEN: ReadonlySet<string> = new Set(['unrecognised_status'])
