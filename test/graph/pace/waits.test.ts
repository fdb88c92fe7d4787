import { expect, it } from 'vitest'
import { createWaits } from '../../../src/graph/pace/waits.ts'

const rig = (maxWaitMs: number) => {
  const clock = { now: 1_000_000 }
  const sleepers: (() => void)[] = []
  const sleep = (): Promise<void> => new Promise((resolve) => sleepers.push(resolve))
  const waits = createWaits({ sleep, now: () => clock.now, maxWaitMs, emit: () => {} })
  const wakeAll = (): void => {
    for (const wake of sleepers.splice(0)) wake()
  }
  return { clock, waits, wakeAll }
}

it('waits that overlap count once', async () => {
  const { clock, waits, wakeAll } = rig(100)
  const first = waits.wait(60, 'one')
  clock.now += 20
  const second = waits.wait(60, 'other')
  expect(waits.left()).toBe(20)
  clock.now += 60
  wakeAll()
  expect(await Promise.all([first, second])).toEqual([true, true])
})

it('waits one after the other add up, even where the clock stands still', async () => {
  const { waits, wakeAll } = rig(100)
  const first = waits.wait(60, 'one')
  wakeAll()
  expect(await first).toBe(true)
  expect(await waits.wait(60, 'other')).toBe(false)
  expect(waits.left()).toBe(40)
})
