import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { KIND_NAMES } from './kinds.ts'
import { HALVES, LEAST, TOGETHER } from './least.ts'

it('as many are looked at as the pages say', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, said = ''] = /more than\s+([\d,]+) \(world, manifest, failures\)/.exec(readme) ?? []
  expect(Number(said.replaceAll(',', ''))).toBe(TOGETHER)
  const least = Object.values(LEAST).reduce((sum, each) => sum + each, 0)
  expect(least).toBeGreaterThan(TOGETHER)
})

it('every kind is in one of the halves', () => {
  expect([...HALVES.one, ...HALVES.two].sort()).toEqual([...KIND_NAMES].sort())
})
