import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { KIND_NAMES } from './kinds.ts'
import { LEAST, PARTS, TOGETHER } from './least.ts'

it('as many are looked at as the pages say', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, said = ''] = /more than\s+([\d,]+) \(world, manifest, failures\)/.exec(readme) ?? []
  expect(Number(said.replaceAll(',', ''))).toBe(TOGETHER)
  const least = Object.values(LEAST).reduce((sum, each) => sum + each, 0)
  expect(least).toBeGreaterThan(TOGETHER)
})

it('every kind is in one of the parts', () => {
  expect(Object.values(PARTS).flat().sort()).toEqual([...KIND_NAMES].sort())
})
