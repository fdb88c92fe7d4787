import { afterEach, describe, expect, it, vi } from 'vitest'
import type { GraphOptions } from '../../src/graph/client.ts'
import { createWaits, patienceOf } from '../../src/graph/pace/waits.ts'
import type { Want } from '../../src/graph/want.ts'
import { createSending } from '../../src/graph/wire/patience.ts'
import type { Transport } from '../../src/graph/wire/route.ts'
import { type Reply, type Rig, startRig } from './scripted-server.ts'

let rig: Rig
afterEach(() => rig?.close())

const want = (path: string): Want => ({ path, params: { fields: 'id' } })

/** A clock that every look at it moves on, as if each call took this long. */
const clockOf = (stepMs: number) => {
  let time = 1_000_000
  return (): number => {
    time += stepMs
    return time
  }
}

const MUTE: Reply = { hang: true }
const start = (answer: (count: number) => Reply, options: Partial<GraphOptions>) =>
  startRig((_request, count) => answer(count), { whole: true, ...options })

describe('what a run may wait', () => {
  it('leaves an answer a tenth of it, ten seconds at least', () => {
    expect([0, 2_000, 120_000, 300_000, 3_600_000].map(patienceOf)).toEqual([
      10_000, 10_000, 12_000, 30_000, 30_000,
    ])
  })

  it('is used up by time that is charged, what overlaps counting once', () => {
    const sleep = async (): Promise<void> => {}
    const waits = createWaits({ sleep, now: () => 0, maxWaitMs: 1_000, emit: () => {} })
    waits.charge(0, 300)
    waits.charge(100, 400)
    waits.charge(700, 600)
    expect(waits.left()).toBe(600)
    waits.charge(1_000, 1_100)
    waits.charge(950, 1_100)
    expect(waits.left()).toBe(450)
    waits.charge(2_000, 9_000)
    expect(waits.left()).toBe(0)
  })

  it('bounds each request, a write less, and is used up by slow answers', async () => {
    let time = 0
    const asked: number[] = []
    const transport: Transport = {
      send: async (_request, { timeoutMs }) => {
        asked.push(timeoutMs)
        time += 25_000
        return { status: 200, headers: new Map(), text: '{}' }
      },
      close: async () => {},
    }
    const times = { now: () => time, maxWaitMs: 20_000, timeoutMs: 60_000 }
    const waits = createWaits({ ...times, sleep: async () => {}, emit: () => {} })
    const sending = createSending({ ...times, transport, waits, signal: undefined })
    const read = { method: 'GET', path: '/', headers: {} } as const
    for (const _ of [1, 2, 3]) await sending.read(read)
    await sending.write({ ...read, method: 'POST' })
    expect(asked).toEqual([30_000, 15_000, 10_000, 30_000])
  })
})

describe('a server that says nothing', () => {
  it('ends the run as soon as it may wait no longer, with one error for all reads', async () => {
    rig = await start(() => MUTE, { timeoutMs: 100, maxWaitMs: 0 })
    const error: unknown = await rig.client
      .fetchAll(['/1/a', '/2/b', '/3/c'].map(want))
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ type: 'timeout', code: null })
    expect((error as Error).message).toContain('more than is left of --max-wait')
    expect(rig.client.counts().http).toBe(1)
  })

  it('has its time charged, so that tries and lists do not add up without end', async () => {
    // Each call takes two looks at the clock and more: far longer than anybody would wait.
    rig = await start(() => MUTE, { timeoutMs: 100, maxWaitMs: 300_000, now: clockOf(60_000) })
    const reading = rig.client.fetchAll([want('/1/a')])
    await expect(reading).rejects.toMatchObject({ type: 'timeout' })
    expect(rig.client.waits.left()).toBe(0)
    expect(rig.client.counts().http).toBeLessThan(5)
  })

  it('is one error too where it is tried to the end', async () => {
    rig = await start(() => ({ drop: true }), {})
    const reading = rig.client.fetchAll(['/1/a', '/2/b', '/3/c'].map(want))
    await expect(reading).rejects.toMatchObject({ type: 'connection_lost' })
  })
})

describe('a list without end', () => {
  const endless = (count: number): Reply => ({
    json: {
      data: [{ id: String(count) }],
      paging: { cursors: { after: String(count) }, next: 'https://x.example' },
    },
  })

  it('is given up, incomplete, when the run may wait no longer', async () => {
    rig = await start(endless, { maxWaitMs: 5_000, now: clockOf(1_000) })
    const listed = await rig.client.list('/1/clients', {})
    expect(listed).toMatchObject({ complete: false, error: { type: 'incomplete' } })
    expect(listed.error?.message).toMatch(
      /^the list did not end after \d+ pages, and --max-wait is used up$/,
    )
    expect(listed.rows.length).toBeLessThan(100)
  })

  it('is followed as long as it likes where its pages come at once', async () => {
    rig = await start((count) => (count < 300 ? endless(count) : { json: { data: [] } }), {
      maxWaitMs: 0,
    })
    expect((await rig.client.list('/1/clients', {})).complete).toBe(true)
  }, 60_000)

  it('ends the run when its bytes are more than a run can hold', async () => {
    rig = await start((count) => ({ ...endless(count), big: 30 * 1024 * 1024 }), {})
    await expect(rig.client.list('/1/clients', {})).rejects.toMatchObject({ type: 'too_much' })
    expect(rig.server.arrived.length).toBe(18)
  }, 120_000)
})

describe('an interrupt', () => {
  it('leaves what is in flight twenty seconds, and what comes after none', async () => {
    vi.useFakeTimers()
    try {
      const interruption = new AbortController()
      const { signal } = interruption
      const waits = createWaits({
        sleep: async () => {},
        now: () => 0,
        maxWaitMs: 0,
        emit: () => {},
      })
      const seen: AbortSignal[] = []
      const transport: Transport = {
        send: async (_request, deadline) => {
          if (deadline.signal !== undefined) seen.push(deadline.signal)
          return { status: 200, headers: new Map(), text: '{}' }
        },
        close: async () => {},
      }
      const times = { now: () => 0, timeoutMs: 60_000, maxWaitMs: 0 }
      const sending = createSending({ transport, waits, signal, ...times })
      await sending.write({ method: 'POST', path: '/', headers: {} })
      interruption.abort()
      vi.advanceTimersByTime(19_000)
      expect(seen.map(({ aborted }) => aborted)).toEqual([false])
      vi.advanceTimersByTime(2_000)
      await sending.read({ method: 'GET', path: '/', headers: {} })
      expect(seen.map(({ aborted }) => aborted)).toEqual([true, true])
    } finally {
      vi.useRealTimers()
    }
  })

  it('ends a wait for a limit at once, and lets none begin', async () => {
    const interruption = new AbortController()
    const { signal } = interruption
    const forever = (): Promise<void> => new Promise(() => {})
    const waits = createWaits({
      sleep: forever,
      now: () => 0,
      maxWaitMs: 1e6,
      emit: () => {},
      signal,
    })
    const waiting = waits.wait(60_000, 'a limit')
    interruption.abort()
    expect(await waiting).toBe(false)
    expect(await waits.wait(1, 'another')).toBe(false)
  })
})

describe('what stands in between', () => {
  const HTML = '<html><h1>Blocked by policy</h1></html>'
  const asHtml = { 'content-type': 'text/html' }

  it.each([200, 403, 407])('and answers HTTP %i with HTML is called that, once', async (status) => {
    rig = await start(() => ({ status, headers: asHtml, text: HTML }), {})
    const error: unknown = await rig.client
      .fetchAll(['/1/a', '/2/b', '/3/c'].map(want))
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ type: 'not_the_api', httpStatus: status, isTransient: false })
    expect((error as Error).message).toBe(
      `HTTP ${status} with a page of HTML: it comes from a proxy or firewall in between`,
    )
    expect(rig.server.arrived).toHaveLength(1)
    expect(rig.slept).toEqual([])
  })

  it('asks for a password of its own, in whatever words', async () => {
    rig = await start(() => ({ status: 407, text: '{"error":"auth"}' }), {})
    await expect(rig.client.get('/1', {})).rejects.toMatchObject({ type: 'not_the_api' })
  })

  it('once the API has answered, is tried again', async () => {
    rig = await start((count) => (count === 1 ? { headers: asHtml, text: HTML } : { json: {} }), {})
    expect(await rig.client.get('/1', {})).toEqual({})
    expect(await rig.client.get('/1', {})).toEqual({})
    expect(rig.slept).toHaveLength(1)
  })

  it('is not what a gateway says when the API itself breaks down', async () => {
    rig = await start(
      (count) => (count < 2 ? { status: 502, headers: asHtml, text: HTML } : { json: {} }),
      {},
    )
    expect(await rig.client.get('/1', {})).toEqual({})
    expect(rig.slept).toHaveLength(2)
  })
})
