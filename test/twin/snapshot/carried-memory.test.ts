import { describe, expect, it } from 'vitest'
import type { JournalEntry } from '../../../src/apply/journal/journal-entry.ts'
import { memoryOf } from '../../../src/apply/journal/journal-memory.ts'
import { DAMAGED_MEMORY, type Memory, NO_MEMORY } from '../../../src/model/memory.ts'
import { builtInWorld } from '../../../src/sandbox/built-in.ts'
import type { World } from '../../../src/sandbox/state.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { memoryIn, rememberedOf } from '../../../src/twin/snapshot/carried-memory.ts'

const CALL = { at: '2026-11-01T09:00:00.123Z', tasks: ['ANALYZE'] }

const FULL: Memory = {
  present: true,
  requests: new Map([['act_1/request', CALL]]),
  approvals: new Map([['act_1/agencies/2', { ...CALL, tasks: [] }]]),
  kept: new Map([['31/users/6', { ...CALL, found: ['MANAGE'] }]]),
  invitations: new Map([["1001/members/o'hara+x@corp.example", CALL]]),
  seen: new Map([['act_1/request', { at: CALL.at, standing: 'pending' }]]),
}

const carried = (memory: Memory): World => {
  const { remembered: _, ...world } = builtInWorld('brand')
  return parseWorld(printWorld({ ...world, ...rememberedOf(memory) }))
}

describe('what a world remembers', () => {
  it.each<[string, Memory]>([
    ['everything', FULL],
    ['a journal that has nothing to say', { ...FULL, requests: new Map(), seen: new Map() }],
    ['an empty journal', { ...NO_MEMORY, present: true, invitations: new Map(), seen: new Map() }],
    ['no journal', NO_MEMORY],
    ['one that cannot be trusted', DAMAGED_MEMORY],
  ])('is what was carried: %s', (_, memory) => {
    expect(memoryIn(carried(memory))).toEqual(memory)
  })

  const entry = { n: 1, at: '2026-11-20T09:00:00.000Z', prev: '', hash: '' }
  const later = (before: Memory): Memory => {
    const seen: JournalEntry = { ...entry, type: 'seen', held: ['act_1/request'], pending: [] }
    return memoryOf([seen], '2026-11-22T09:00:00.000Z', before)
  }

  it('comes before what a journal says of it', () => {
    const { seen, requests, kept } = later(memoryIn(carried(FULL)))
    expect([...(seen?.values() ?? [])]).toEqual([{ at: entry.at, standing: 'held' }])
    expect([...requests.keys()]).toEqual(['act_1/request'])
    expect(kept).toEqual(FULL.kept)
  })

  it('cannot be trusted more for what a journal adds', () => {
    expect(later(memoryIn(carried(DAMAGED_MEMORY)))).toEqual(DAMAGED_MEMORY)
  })

  it.each([
    ['{requests: {a/request: {tasks: [ANALYZE]}}}', 'the key at is missing'],
    ['{seen: {a/request: {at: 2026-11-20T09:00:00Z, standing: lost}}}', 'standing'],
    ['{wishes: {}}', 'unknown key wishes'],
  ])('is refused where it is none: %s', (text, words) => {
    const world = `${printWorld(carried(NO_MEMORY))}remembered: ${text}\n`
    expect(() => parseWorld(world)).toThrow(words)
  })
})
