import { expect, it } from 'vitest'
import { moved } from '../../page/moves.ts'

const EXTENT = { rows: 100, columns: 5, page: 10 }

it.each<[string, boolean, [number, number], [number, number]]>([
  ['ArrowUp', false, [3, 2], [2, 2]],
  ['ArrowUp', false, [0, 2], [-1, 2]],
  ['ArrowUp', false, [-1, 2], [-1, 2]],
  ['ArrowDown', false, [99, 2], [99, 2]],
  ['ArrowLeft', false, [3, 0], [3, -1]],
  ['ArrowLeft', false, [3, -1], [3, -1]],
  ['ArrowRight', false, [3, 4], [3, 4]],
  ['ArrowRight', false, [3, 1], [3, 2]],
  ['PageDown', false, [3, 1], [13, 1]],
  ['PageDown', false, [95, 1], [99, 1]],
  ['PageUp', false, [3, 1], [0, 1]],
  ['Home', false, [3, 4], [3, -1]],
  ['Home', true, [3, 4], [0, -1]],
  ['End', false, [3, 1], [3, 4]],
  ['End', true, [3, 1], [99, 4]],
])('%s (far: %s) leads from %j to %j', (key, isFar, [row, column], to) => {
  expect(moved(key, { row, column }, EXTENT, isFar)).toEqual({ row: to[0], column: to[1] })
})

it('leaves every other key alone', () => {
  for (const key of ['a', 'Tab', 'Enter', 'constructor', '__proto__']) {
    expect(moved(key, { row: 0, column: 0 }, EXTENT, false)).toBe(null)
  }
})
