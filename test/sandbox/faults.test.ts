import { describe, expect, it } from 'vitest'
import { faultBook } from '../../src/sandbox/faults.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { DANA, LEE, OWN, type Served, SMALL, serve } from './support/serve.ts'

const ASSIGN = { user: DANA, tasks: ['ANALYZE'] }
const people = '/act_1111/assigned_users'

const faulty = (...faults: readonly Fault[]): Promise<Served> => serve(SMALL, { faults })
const holds = (served: Served): boolean =>
  served.sandbox.world().assets.get('act_1111')?.users.has(DANA) === true

describe('matching', () => {
  const target = {
    method: 'POST',
    path: '/act_1111/agencies',
    tokenKind: 'system_user',
    params: new Map<string, unknown>([
      ['business', '2002'],
      ['permitted_tasks', ['ANALYZE']],
    ]),
  } as const
  const effect = { code: 4 }

  it.each([
    [{}, true],
    [{ method: 'POST' }, true],
    [{ method: 'GET' }, false],
    [{ path: 'agencies$' }, true],
    [{ path: '^/act_2' }, false],
    [{ tokenKind: 'page' }, false],
    [{ param: '^business=2002$' }, true],
    [{ param: 'permitted_tasks=.*ANALYZE' }, true],
    [{ param: 'business=9' }, false],
    [{ method: 'POST', path: 'x' }, false],
  ] as const)('%j hits: %s', (match, hits) => {
    expect(faultBook([{ match, do: effect }]).hit(target)).toBe(hits ? effect : undefined)
  })

  it('skips, counts, and falls through to the next fault', () => {
    const other = { code: 2 }
    const book = faultBook([
      { match: {}, skip: 1, times: 2, do: effect },
      { match: {}, do: other },
    ])
    const hits = Array.from({ length: 5 }, () => book.hit(target)?.code)
    expect(hits).toEqual([2, 4, 4, 2, 2])
  })
})

describe('effects', () => {
  it('answers an error in place of the call', async () => {
    const served = await faulty({
      match: { path: people },
      times: 1,
      do: {
        code: 80004,
        subcode: 2446079,
        message: 'slow down',
        is_transient: true,
        headers: { 'X-App-Usage': '{}' },
      },
    })
    const reply = await served.post(people, ASSIGN)
    expect(reply.status).toBe(400)
    expect(reply.body.error).toMatchObject({
      code: 80004,
      error_subcode: 2446079,
      message: 'slow down',
      is_transient: true,
    })
    expect(reply.headers.get('x-app-usage')).toBe('{}')
    expect(holds(served)).toBe(false)
    expect(served.sandbox.requests[0]).toMatchObject({ status: 400, code: 80004 })
    expect((await served.post(people, ASSIGN)).status).toBe(200)
  })

  it('uses 500 for codes 1 and 2, and any status asked for', async () => {
    const one = await faulty({ match: {}, do: { code: 1 } })
    expect((await one.get('/me')).status).toBe(500)
    one.sandbox.setFaults([{ match: {}, do: { code: 2, status: 503 } }])
    expect((await one.get('/me')).status).toBe(503)
    one.sandbox.setFaults([{ match: {}, do: { status: 502 } }])
    const bare = await one.get('/me')
    expect([bare.status, bare.text]).toEqual([502, ''])
    one.sandbox.setFaults([])
    expect((await one.get('/me')).status).toBe(200)
  })

  it('answers 200 with an error inside', async () => {
    const served = await faulty({ match: {}, do: { body: 'error_200', code: 17 } })
    const reply = await served.get('/me')
    expect([reply.status, reply.body.error.code]).toEqual([200, 17])
  })

  it('drops the connection before or after the commit', async () => {
    const before = await faulty({ match: { method: 'POST' }, times: 1, do: { drop: 'before' } })
    await expect(before.post(people, ASSIGN)).rejects.toThrow()
    expect([holds(before), before.sandbox.commits.length]).toEqual([false, 0])
    const after = await faulty({ match: { method: 'POST' }, times: 1, do: { drop: 'after' } })
    await expect(after.post(people, ASSIGN)).rejects.toThrow()
    expect([holds(after), after.sandbox.commits.length]).toEqual([true, 1])
    expect(after.sandbox.requests[0]?.status).toBe(0)
  })

  it('makes a batch item null, committed or not', async () => {
    for (const drop of ['before', 'after'] as const) {
      const served = await faulty({ match: { method: 'POST' }, do: { drop } })
      const batch = [
        { method: 'POST', relative_url: people.slice(1), body: `user=${DANA}&tasks[0]=ANALYZE` },
        { method: 'GET', relative_url: 'me' },
      ]
      const reply = await served.post('/', { batch })
      expect(reply.body[0]).toBeNull()
      expect(reply.body[1].code).toBe(200)
      expect(holds(served)).toBe(drop === 'after')
    }
  })

  it('hits a batch as a whole by the path ^/$ alone', async () => {
    const batch = [
      { method: 'POST', relative_url: people.slice(1), body: `user=${DANA}&tasks[0]=ANALYZE` },
    ]
    const lost = await faulty({ match: { path: '^/$' }, times: 1, do: { drop: 'after' } })
    await expect(lost.post('/', { batch })).rejects.toThrow()
    expect(holds(lost)).toBe(true)
    lost.sandbox.setFaults([{ match: { path: '^/$' }, do: { drop: 'before' } }])
    await expect(lost.post('/', { batch })).rejects.toThrow()
    expect(lost.sandbox.commits).toHaveLength(1)
    lost.sandbox.setFaults([{ match: { path: '^/$' }, do: { code: 4, headers: { 'X-A': '1' } } }])
    const refused = await lost.post('/', { batch })
    expect([refused.status, refused.body.error.code]).toEqual([400, 4])
    lost.sandbox.setFaults([{ match: { path: '/' }, do: { code: 4 } }])
    const items = await lost.post('/', { batch })
    expect([items.status, items.body[0].code]).toEqual([200, 400])
  })

  it('serves HTML, half a text, a padded one', async () => {
    const served = await faulty({ match: {}, do: { body: 'html' } })
    const html = await served.post(people, ASSIGN)
    expect([html.status, html.headers.get('content-type')]).toEqual([
      502,
      'text/html; charset=utf-8',
    ])
    expect(holds(served)).toBe(false)
    served.sandbox.setFaults([{ match: {}, do: { body: 'truncated' } }])
    const half = await served.get('/me')
    expect([half.status, half.body]).toEqual([200, undefined])
    served.sandbox.setFaults([{ match: {}, do: { big: 1_000_000 } }])
    const big = await served.get('/me', { fields: 'id' })
    expect(big.text.length).toBeGreaterThan(1_000_000)
    expect(big.body).toHaveProperty('id')
  })

  it('serves an empty page that is not the end', async () => {
    const empty = { match: { path: 'agencies$' }, times: 1, do: { body: 'empty_page' } } as const
    const served = await faulty(empty)
    const first = await served.get('/act_1111/agencies', { fields: 'id', limit: '1' })
    expect(first.body.data).toEqual([])
    const second = await served.raw(first.body.paging.next)
    expect(second.body.data).toEqual([{ id: '2002' }])
    const third = await served.raw(second.body.paging.next)
    expect(third.body.data).toEqual([{ id: '2003' }])
  })

  it('delays', async () => {
    const served = await faulty({ match: {}, do: { delay_ms: 60 } })
    const start = performance.now()
    await served.get('/me')
    expect(performance.now() - start).toBeGreaterThanOrEqual(55)
  })

  it('lets reads of the written asset lag, n times and no longer', async () => {
    const served = await faulty({ match: { method: 'POST' }, do: { stale_reads: 2 } })
    await served.post(people, ASSIGN)
    const read = async (): Promise<boolean> => {
      const reply = await served.get(people, { business: OWN, fields: 'id' })
      return reply.body.data.some((row: { id: string }) => row.id === DANA)
    }
    expect(holds(served)).toBe(true)
    // Reads that do not look at an edge of the asset do not use the lag up.
    await served.get('/act_1111')
    await served.get('/act_1112/agencies')
    expect([await read(), await read(), await read()]).toEqual([false, false, true])
  })

  it('lets the listing of requests lag after a request', async () => {
    const served = await faulty({ match: { method: 'POST' }, do: { stale_reads: 1 } })
    const ask = { adaccount_id: 'act_9002', permitted_tasks: ['ANALYZE'] }
    await served.post(`/${OWN}/client_ad_accounts`, ask)
    const edge = `/${OWN}/pending_client_ad_accounts`
    expect((await served.get(edge)).body.data).toEqual([])
    expect((await served.get(edge)).body.data).toHaveLength(1)
  })

  it('hits by kind of token', async () => {
    const served = await faulty({ match: { tokenKind: 'page' }, do: { code: 80001 } })
    const token = await served.pageToken('3333')
    expect((await served.get('/3333/agencies', {}, token)).body.error.code).toBe(80001)
    expect((await served.get(`/${LEE}/assigned_pages`)).status).toBe(200)
  })

  it('comes with the world file as well', async () => {
    const served = await serve(`${SMALL}faults:
  - match: { method: get, path: "^/me$" }
    times: 1
    do: { code: 4, headers: { X-App-Usage: { call_count: 100 } } }
`)
    const reply = await served.get('/me')
    expect(reply.body.error.code).toBe(4)
    expect(reply.headers.get('x-app-usage')).toBe('{"call_count":100}')
    expect((await served.get('/me')).status).toBe(200)
  })
})
