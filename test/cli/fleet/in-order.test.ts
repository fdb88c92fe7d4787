import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inOrder } from '../../../src/cli/fleet/in-order.ts'
import { seeded, times } from '../../support/effort.ts'

describe('work on many items', () => {
  it('gives results on in order, and is never further ahead than it may be', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 30 }),
        fc.integer({ min: 1, max: 8 }),
        async (delays, ahead) => {
          const given: number[] = []
          let begun = 0
          let furthest = 0
          await inOrder(
            delays.map((delay, place) => ({ delay, place })),
            async ({ delay, place }) => {
              begun += 1
              furthest = Math.max(furthest, begun - given.length)
              for (let turn = 0; turn < delay; turn += 1) await Promise.resolve()
              return place
            },
            (place) => given.push(place),
            ahead,
          )
          expect(given).toEqual(delays.map((_, place) => place))
          expect(furthest).toBeLessThanOrEqual(ahead)
        },
      ),
      { seed: seeded(1871), numRuns: times(200) },
    ))
})
