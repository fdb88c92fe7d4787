import { getEventListeners } from 'node:events'
import { expect, it } from 'vitest'
import { follow, untilAborted } from '../../../src/graph/pace/signals.ts'

const listenersOf = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length

const warningsOf = async (work: () => unknown): Promise<readonly string[]> => {
  const warnings: string[] = []
  const note = ({ name }: Error): void => {
    warnings.push(name)
  }
  process.on('warning', note)
  try {
    await work()
    await new Promise(setImmediate)
  } finally {
    process.off('warning', note)
  }
  return warnings
}

it('what is followed aborts what follows, however late it came', () => {
  const run = new AbortController()
  const early = follow(run.signal)
  const ended = follow(run.signal)
  ended.end()
  expect(early.signal.aborted).toBe(false)
  run.abort()
  const late = follow(run.signal)
  expect([early, ended, late].map(({ signal }) => signal.aborted)).toEqual([true, false, true])
  expect(listenersOf(run.signal)).toBe(0)
})

it('the run has one listener, and what follows as many as there are waits, of which Node.js does not warn', async () => {
  const run = new AbortController()
  const own = follow(run.signal)
  const warnings = await warningsOf(async () => {
    const waits = Array.from({ length: 20 }, () =>
      untilAborted(new Promise<string>(() => {}), own.signal, () => 'aborted'),
    )
    expect([listenersOf(run.signal), listenersOf(own.signal)]).toEqual([1, 20])
    run.abort()
    expect(await Promise.all(waits)).toEqual(waits.map(() => 'aborted'))
  })
  expect([warnings, listenersOf(own.signal)]).toEqual([[], 0])
})

it('work that ends leaves no listener, whether it succeeds or fails', async () => {
  const { signal } = follow(new AbortController().signal)
  const instead = (): string => 'aborted'
  expect(await untilAborted(Promise.resolve('done'), signal, instead)).toBe('done')
  await expect(untilAborted(Promise.reject(new Error('no')), signal, instead)).rejects.toThrow('no')
  expect(await untilAborted(Promise.resolve('done'), undefined, instead)).toBe('done')
  expect(listenersOf(signal)).toBe(0)
})

it('what is aborted already is not waited for, and may throw', async () => {
  const never = new Promise<never>(() => {})
  const stopped = (): never => {
    throw new Error('stopped')
  }
  await expect(untilAborted(never, AbortSignal.abort(), stopped)).rejects.toThrow('stopped')
})
