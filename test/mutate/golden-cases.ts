import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { describe, expect, inject, it } from 'vitest'
import { makePlan } from '../../src/plan/make-plan.ts'
import { planLines, wholePlan } from '../plan/lines.ts'
import type { Scene } from './scene.ts'

const scenes = deserialize(readFileSync(inject('scenes'))) as readonly Scene[]

describe.each(scenes)('$title', ({ input, lines, whole }) => {
  it('plans as written', () => {
    const plan = makePlan(input)
    expect(planLines(plan)).toEqual(lines)
    if (whole !== null) expect(wholePlan(plan)).toBe(whole)
  })
})
