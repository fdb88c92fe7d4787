import { describe, expect, it } from 'vitest'
import { fitOf, spanOf, widthOf } from '../../page/span.ts'

describe('what stands in the document', () => {
  const seen = { room: 600, unit: 30, count: 2000 }

  it.each([0, 1, 29, 3000, 12_345, 2000 * 30 - 600])('is all that is seen at %d', (scrolled) => {
    const { from, to } = spanOf({ ...seen, scrolled })
    expect(from * 30).toBeLessThanOrEqual(scrolled)
    expect(to * 30).toBeGreaterThanOrEqual(Math.min(scrolled + 600, 2000 * 30))
    expect(to - from).toBeLessThan(50)
  })

  it('stays where a few pixels are scrolled', () => {
    expect(spanOf({ ...seen, scrolled: 3010 })).toEqual(spanOf({ ...seen, scrolled: 3020 }))
  })

  it('is nothing of nothing, and one thing of an unknown length', () => {
    expect(spanOf({ scrolled: 0, room: 600, unit: 30, count: 0 })).toEqual({ from: 0, to: 0 })
    expect(spanOf({ scrolled: 900, room: 600, unit: 0, count: 3 })).toEqual({ from: 2, to: 3 })
  })
})

describe('a column', () => {
  it.each([
    [8, 'words'],
    [25, 'letters'],
    [60, 'dense'],
    [500, 'dense'],
  ] as const)('of %d at 1280 pixels has room for %s', (count, fit) => {
    expect(fitOf(widthOf(940, count))).toBe(fit)
  })

  it('fits beside 59 others, and scrolls beside 499', () => {
    expect(widthOf(940, 60) * 60).toBeLessThanOrEqual(940)
    expect(widthOf(940, 500) * 500).toBeGreaterThan(940)
    expect(widthOf(940, 1)).toBeLessThan(200)
  })
})
