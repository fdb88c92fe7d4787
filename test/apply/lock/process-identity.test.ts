import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import {
  bootTime,
  isRunning,
  isThere,
  ownIdentity,
  startTime,
  UNTOLD,
} from '../../../src/apply/lock/process-identity.ts'

/** No system gives a number as high. */
const NOBODY = 2 ** 30

describe('a process', () => {
  it('is there as long as its number and its start are', async () => {
    const own = await ownIdentity()
    expect(await isThere(own)).toBe(true)
    expect(await isThere({ pid: process.pid, started: UNTOLD })).toBe(true)
    expect(await isThere({ pid: NOBODY, started: '1' })).toBe(false)
    expect(await isThere({ pid: NOBODY, started: UNTOLD })).toBe(false)
    expect([isRunning(process.pid), isRunning(NOBODY)]).toEqual([true, false])
  })

  it('of another user runs as well', () => {
    expect(isRunning(1)).toBe(true)
  })
})

describe.runIf(process.platform === 'linux')('on Linux', () => {
  it('another start of the same number is another process', async () => {
    expect(await isThere({ pid: process.pid, started: '1' })).toBe(false)
  })

  it('one that ended and was not waited for is there no more', async () => {
    // Its parent becomes a program that waits for nobody; it ends only once that has happened.
    const child = '(until grep -q sleep /proc/$$/comm; do sleep 0.05; done)'
    const parent = spawn('sh', ['-c', `${child} & echo $!; exec sleep 60`])
    try {
      const [line] = await once(parent.stdout, 'data')
      const pid = Number(String(line))
      expect(pid).toBeGreaterThan(1)
      await expect.poll(() => isThere({ pid, started: UNTOLD }), { timeout: 60_000 }).toBe(false)
      expect(isRunning(pid)).toBe(true)
      expect(await startTime(pid)).toBeNull()
    } finally {
      parent.kill('SIGKILL')
    }
  })

  it('was started after the machine and before now, as the machine’s own clock tells', async () => {
    const boot = (await bootTime()) ?? 0
    const start = (await startTime(process.pid)) ?? 0
    expect(boot).toBeGreaterThan(0)
    expect(start).toBeGreaterThan(boot)
    expect(await startTime(NOBODY)).toBeNull()
  })
})
