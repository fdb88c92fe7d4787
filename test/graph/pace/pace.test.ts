import { afterEach, describe, expect, it } from 'vitest'
import { createPace } from '../../../src/graph/pace/pace.ts'
import { usageOf } from '../../../src/graph/pace/usage.ts'
import type { Want } from '../../../src/graph/want.ts'
import { type Arrived, graphError, type Reply, type Rig, startRig } from '../scripted-server.ts'

const app = (percent: number) => ({
  'x-app-usage': JSON.stringify({ call_count: percent, total_time: 3, total_cputime: 5 }),
})
const useCase = (id: string, percent: number, minutes = 0) => ({
  'x-business-use-case-usage': JSON.stringify({
    [id]: [
      { type: 'pages', call_count: 1, total_time: 1, total_cputime: 1 },
      {
        type: 'ads_management',
        call_count: 2,
        total_cputime: percent,
        total_time: 1,
        estimated_time_to_regain_access: minutes,
      },
    ],
  }),
})
const account = (percent: unknown, reset: unknown = 0) => ({
  'x-ad-account-usage': JSON.stringify({ acc_id_util_pct: percent, reset_time_duration: reset }),
})
const headersOf = (headers: object) => new Map(Object.entries(headers) as [string, string][])

describe('what the usage headers say', () => {
  it.each<[string, object, string | null, unknown[]]>([
    ['the app’s worst metric', app(28), null, [{ object: null, percent: 28, waitMs: 0 }]],
    [
      'minutes of a use case',
      useCase('77', 100, 19),
      null,
      [{ object: '77', percent: 100, waitMs: 19 * 60_000 }],
    ],
    [
      'seconds of an ad account that is full',
      account(100, 90),
      '5',
      [{ object: '5', percent: 100, waitMs: 90_000 }],
    ],
    ['no wait of one that is not', account(9.67, 100), '5', [{ percent: 9.67, waitMs: 0 }]],
    ['nothing of an account nobody asked about', account(100, 90), null, []],
    ['all three', { ...app(1), ...useCase('2', 3), ...account(4) }, '5', [{}, {}, {}]],
    ['nothing absurd', account(1e99, 1e99), '5', [{ percent: 1000, waitMs: 86_400_000 }]],
    ['nothing negative', account(-5, -5), '5', []],
    ['nothing that is no number', account('100', null), '5', []],
    ['nothing that is no JSON', { 'x-app-usage': '{"call', 'x-ad-account-usage': '[]' }, '5', []],
    ['nothing odd', { 'x-business-use-case-usage': '{"1":7,"2":null,"3":["x"]}' }, '5', []],
  ])('%s', (_name, headers, object, expected) => {
    expect(usageOf(headersOf(headers), object)).toMatchObject(expected)
    expect(usageOf(headersOf(headers), object)).toHaveLength(expected.length)
  })
})

describe('a bucket', () => {
  it.each([
    [74, null],
    [75, null],
    [80, 2000],
    [95, 8000],
    [100, 10_000],
    [400, 10_000],
  ])('used up to %i %% slows the next call down by %s ms', (percent, ms) => {
    const pace = createPace(() => 0)
    pace.note(headersOf(app(percent)), null)
    expect(pace.take(null)?.ms ?? null).toBe(ms)
    expect(pace.take(null)).toBeNull()
  })

  it('is full until the API says, is none of another, and forgets', () => {
    const clock = { now: 0 }
    const pace = createPace(() => clock.now)
    pace.note(headersOf(useCase('7', 100, 2)), null)
    expect(pace.take('8')).toBeNull()
    clock.now = 30_000
    expect(pace.take('7')).toMatchObject({ ms: 90_000, isFull: true })
    pace.note(headersOf(useCase('7', 100, 2)), null)
    pace.note(headersOf(useCase('7', 10)), null)
    expect(pace.take('7')).toBeNull()
    pace.note(headersOf(useCase('7', 100, 2)), null)
    pace.clear('7')
    expect(pace.take('7')).toBeNull()
  })
})

describe('reads', () => {
  let rig: Rig
  afterEach(() => rig.close())
  const page = (next: boolean): Reply => ({
    json: { data: [], paging: next ? { cursors: { after: 'c' }, next: 'https://x.example' } : {} },
  })
  const want = (path: string): Want => ({ path, params: { fields: 'id' } })
  const isFirst = ({ query }: Arrived): boolean => query.get('after') === null
  const waits = () => rig.events.filter(({ type }) => type === 'wait')

  it('slow down with the app, and say so', async () => {
    rig = await startRig((request) => ({ ...page(isFirst(request)), headers: app(85) }), {
      now: () => 0,
    })
    const wants = [want('/1/clients'), want('/2/clients')]
    const fetched = await rig.client.fetchAll(wants)
    expect([...fetched.values()].map(({ status }) => status)).toEqual(['complete', 'complete'])
    expect(rig.slept).toEqual([4000])
    expect(waits()).toMatchObject([
      { reason: "slowing down: 85 % of the app's call limit are used up" },
    ])
  })

  it('go on for others while one account is full, and then for it', async () => {
    const order: string[] = []
    rig = await startRig((request) => {
      order.push(`${request.path} ${request.query.get('after')}`)
      const headers = request.path.startsWith('/act_1/') && isFirst(request) ? account(100, 60) : {}
      return { ...page(isFirst(request)), headers }
    })
    await rig.client.fetchAll([want('/act_1/agencies'), want('/act_2/agencies')])
    expect(order.slice(2)).toEqual(['/act_2/agencies c', '/act_1/agencies c'])
    expect(rig.slept.map((ms) => Math.ceil(ms / 1000))).toEqual([60])
    expect(waits()).toMatchObject([{ reason: expect.stringContaining('GET /act_1/agencies') }])
  })

  it('of a full account end as unknown where the run may not wait, the others do not', async () => {
    rig = await startRig(
      (request) => ({
        ...page(isFirst(request)),
        headers: request.path.startsWith('/act_1/') ? useCase('1', 100, 30) : {},
      }),
      { maxWaitMs: 60_000 },
    )
    const wants = [want('/act_1/agencies'), want('/act_2/agencies')]
    const fetched = await rig.client.fetchAll(wants)
    const [full, other] = wants.map((each) => fetched.get(each))
    expect(full).toMatchObject({ status: 'unknown', error: { type: 'throttled' } })
    expect(full?.error?.retryAfterMs).toBeGreaterThan(29 * 60_000)
    expect(full?.error?.message).toContain('more than is left')
    expect(other?.status).toBe('complete')
    expect(rig.slept).toEqual([])
  })

  it('of an account that is nearly full slow down, and go on where the run may not wait', async () => {
    const answer = (request: Arrived): Reply => ({
      ...page(isFirst(request)),
      headers: account(85, 100),
    })
    rig = await startRig(answer, { maxWaitMs: 1000 })
    const [fetched] = (await rig.client.fetchAll([want('/act_1/agencies')])).values()
    expect(fetched?.status).toBe('complete')
    expect(rig.slept).toEqual([])
  })

  it('of a refused account hold back its other relations too, and wait once', async () => {
    let isRefusing = true
    rig = await startRig((request) => {
      if (request.path === '/act_1/agencies' && isRefusing) {
        isRefusing = false
        return { ...graphError(80004, { error_subcode: 2446079 }), headers: useCase('1', 100, 1) }
      }
      return page(request.path === '/act_1/assigned_users' && isFirst(request))
    })
    const wants = [want('/act_1/agencies'), want('/act_1/assigned_users'), want('/act_2/agencies')]
    const fetched = await rig.client.fetchAll(wants)
    expect([...fetched.values()].every(({ status }) => status === 'complete')).toBe(true)
    expect(rig.slept).toEqual([60_000])
    expect(rig.server.arrived).toHaveLength(2)
  })

  it.each([4, 17, 32])('all wait for code %i', async (code) => {
    let isRefusing = true
    rig = await startRig((request) => {
      if (request.path !== '/1/clients' || !isRefusing) return page(isFirst(request))
      isRefusing = false
      return { ...graphError(code), headers: useCase('1', 100, 1) }
    })
    await rig.client.fetchAll([want('/1/clients'), want('/2/clients')])
    expect(rig.slept).toEqual([60_000])
    expect(rig.server.arrived).toHaveLength(3)
  })
})
