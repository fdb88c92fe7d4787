import { readFileSync } from 'node:fs'
import { deserialize } from 'node:v8'
import { describe, expect, inject, it } from 'vitest'
import { makePlan } from '../../src/plan/make-plan.ts'
import { planLines } from '../plan/lines.ts'
import type { Scene } from './scene.ts'

const scenes = deserialize(readFileSync(inject('scenes'))) as readonly Scene[]

describe.each(scenes)('$title', ({ input, lines }) => {
  it('plans as written', () => {
    expect(planLines(makePlan(input))).toEqual(lines)
  })
})
