import { describe, expect, it } from 'vitest'
import { FRAMES, groupsOf } from './bounds.ts'
import { checkerOf, type Tally } from './check.ts'

const tallyOf = (): Tally => ({
  pairs: 0,
  triples: 0,
  runs: 0,
  blocked: 0,
  steps: 0,
  longest: 0,
  writes: 0,
})

describe.each(FRAMES)('$name', (frame) => {
  it.each(frame.kinds)('%s', (kind) => {
    const tally = tallyOf()
    const start = Date.now()
    for (const { small, worlds } of groupsOf(frame, kind)) {
      const { check } = checkerOf(kind, small, tally)
      for (const world of worlds()) check(world)
    }
    console.log(kind, JSON.stringify(tally), Date.now() - start)
    expect(tally.triples).toBeGreaterThan(1)
  })
})
