import { describe, expect, it } from 'vitest'
import { readLive } from '../../src/live/read.ts'
import { everythingOf } from '../../src/live/wants.ts'
import type { LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import type { World } from '../../src/sandbox/state.ts'
import { builtInWorld } from '../../src/sandbox/world/built-in.ts'
import { parseWorld, printWorld } from '../../src/sandbox/world/world.ts'
import { snapshotOf } from '../../src/twin/snapshot.ts'
import { makeTwin } from '../../src/twin/twin.ts'
import { shownOf } from '../support/snapshots.ts'

const NOW = new Date('2026-11-22T09:00:00Z')

const readOf = (world: World): Promise<LiveState> =>
  readLive(
    makeTwin({ world, memory: NO_MEMORY, now: NOW }).client,
    everythingOf(world.token.business),
  )

describe('a snapshot', () => {
  it.each(['brand', 'agency'] as const)('of %s reads like the business itself', async (name) => {
    const world = builtInWorld(name)
    const live = await readOf(world)
    const text = printWorld(snapshotOf({ live }))
    expect(shownOf(await readOf(parseWorld(text)))).toEqual(shownOf(live))
  })
})
