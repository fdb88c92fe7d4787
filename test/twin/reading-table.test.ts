import { describe, expect, it } from 'vitest'
import { ASSUMPTIONS } from '../../src/model/assumed/assumptions.ts'
import { READINGS } from '../../src/twin/reading-table.ts'

describe('the table of readings', () => {
  const names = READINGS.map(({ name }) => name)

  it('has each name once, in the form that people and tools type', () => {
    expect(new Set(names).size).toBe(names.length)
    expect(names.filter((name) => !/^[a-z]+(_[a-z]+)+$/.test(name))).toEqual([])
  })

  it('has every reading that an assumption speaks for or against', () => {
    const spoken = Object.values(ASSUMPTIONS).flatMap(({ supports, rulesOut, either }) => [
      ...(supports ?? []),
      ...Object.values(rulesOut ?? {}).flat(),
      ...(either ?? []),
    ])
    expect(spoken.length).toBeGreaterThan(10)
    expect(spoken.filter((name) => !names.includes(name))).toEqual([])
  })

  it('says the question that each is an answer to, and at least two answers to most', () => {
    const asked = new Map<string, number>()
    for (const { question } of READINGS) asked.set(question, (asked.get(question) ?? 0) + 1)
    expect([...asked.keys()].filter((question) => !question.endsWith('?'))).toEqual([])
    expect([...asked.values()].filter((count) => count > 1).length).toBeGreaterThan(4)
  })
})
