import { expect, it } from 'vitest'
import { printTree } from '../../../src/sandbox/world/printer.ts'

it('prints a section of any length', () => {
  const count = 200_000
  const ids = Array.from({ length: count }, (_, id) => [String(id), 'x'] as const)
  const lines = printTree(new Map([['all', new Map(ids)]])).split('\n')
  expect(lines).toHaveLength(1 + count + 1)
  expect([lines[0], lines[count]]).toEqual(['all:', `  "${count - 1}": x`])
})
