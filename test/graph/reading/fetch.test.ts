import { afterEach, describe, expect, it } from 'vitest'
import type { Want } from '../../../src/graph/want.ts'
import { type Arrived, graphError, type Reply, type Rig, startRig } from '../scripted-server.ts'

let rig: Rig
afterEach(() => rig.close())

const page = (ids: readonly string[], after?: string): Reply => ({
  json: {
    data: ids.map((id) => ({ id })),
    ...(after === undefined
      ? {}
      : { paging: { cursors: { after }, next: 'https://elsewhere.example/steal?access_token=x' } }),
  },
})

const want = (path: string): Want => ({ path, params: { fields: 'id' } })
const idsOf = (rows: readonly unknown[]): unknown[] => rows.map((row) => (row as { id: string }).id)

/** Answers by path, in the order asked. */
const byPath = (script: Readonly<Record<string, readonly Reply[]>>) => {
  const place = new Map<string, number>()
  return ({ path }: Arrived): Reply => {
    const at = place.get(path) ?? 0
    place.set(path, at + 1)
    const replies = script[path] ?? []
    return replies[Math.min(at, replies.length - 1)] ?? graphError(2500)
  }
}

describe('a list', () => {
  it('follows cursors on our own path to the end, over empty pages', async () => {
    const asked: (string | null)[] = []
    rig = await startRig(({ query }) => {
      asked.push(query.get('after'))
      if (asked.length === 1) return page(['1'], 'c1')
      if (asked.length === 2) return page([], 'c2')
      return page(['2'])
    })
    const listed = await rig.client.list('/10/clients', { fields: 'id' })
    expect(idsOf(listed.rows)).toEqual(['1', '2'])
    expect(listed).toMatchObject({ complete: true, error: null })
    expect(asked).toEqual([null, 'c1', 'c2'])
    expect(rig.server.arrived.every(({ path }) => path === '/10/clients')).toBe(true)
    expect(rig.client.counts()).toEqual({ read: 3, write: 0, http: 3 })
  })

  it('stops where there is no next, though a cursor is given', async () => {
    rig = await startRig(() => ({
      json: { data: [{ id: '1' }], paging: { cursors: { after: 'c' } } },
    }))
    expect((await rig.client.list('/10/clients', {})).complete).toBe(true)
    expect(rig.server.arrived).toHaveLength(1)
  })

  it('is incomplete when a cursor repeats', async () => {
    rig = await startRig(() => page(['1'], 'same'))
    const listed = await rig.client.list('/10/clients', {})
    expect(listed.complete).toBe(false)
    expect(listed.error?.type).toBe('incomplete')
  })

  it('is incomplete when next comes without a cursor', async () => {
    rig = await startRig(() => ({ json: { data: [], paging: { next: 'https://x.example' } } }))
    expect((await rig.client.list('/10/clients', {})).error?.type).toBe('incomplete')
  })

  it.each([true, 1, {}, [], null])('is incomplete when next is %j', async (next) => {
    rig = await startRig(() => ({ json: { data: [], paging: { cursors: { after: 'c' }, next } } }))
    const listed = await rig.client.list('/10/clients', {})
    expect(listed.error?.message).toBe('the next page is not an address')
    expect(rig.server.arrived).toHaveLength(1)
  })

  it('is incomplete when its cursor is empty, or its paging is no map', async () => {
    const odd = [{ next: 'https://x.example', cursors: { after: '' } }, 'next', [1]]
    rig = await startRig((_request, count) => ({ json: { data: [], paging: odd[count] } }))
    for (const _ of odd) {
      expect((await rig.client.list('/10/clients', {})).error?.type).toBe('incomplete')
    }
  })

  it('halves the limit on code 1 and goes on from the last cursor', async () => {
    const asked: string[] = []
    rig = await startRig(({ query }) => {
      asked.push(`${query.get('limit')} ${query.get('after')}`)
      if (Number(query.get('limit')) > 25 && query.get('after') !== null) {
        return graphError(1, { message: "Please reduce the amount of data you're asking for" })
      }
      return query.get('after') === null ? page(['1'], 'c1') : page(['2'])
    })
    const listed = await rig.client.list('/10/clients', {})
    expect(idsOf(listed.rows)).toEqual(['1', '2'])
    expect(asked).toEqual(['100 null', '100 c1', '50 c1', '25 c1'])
    expect(rig.slept).toEqual([])
  })

  it('without data is failed, not empty', async () => {
    rig = await startRig(() => ({ json: {} }))
    const listed = await rig.client.list('/10/clients', {})
    expect(listed).toMatchObject({ complete: false, rows: [] })
    expect(listed.error?.type).toBe('unexpected_shape')
  })

  it.each<[string, Reply]>([
    ['a 200 with an error body', { json: { error: { message: 'x', code: 2, type: 'T' } } }],
    ['HTML', { status: 502, text: '<html>Bad gateway</html>' }],
    ['truncated JSON', { text: '{"data":[{"id":"1"}' }],
    ['an empty body', { text: '' }],
    ['a dropped connection', { drop: true }],
  ])('retries %s, with growing waits', async (_name, reply) => {
    rig = await startRig((_request, count) => (count < 2 ? reply : page(['1'])))
    const listed = await rig.client.list('/10/clients', {})
    expect(listed.complete).toBe(true)
    expect(rig.slept).toEqual([250, 500])
    expect(rig.client.counts().http).toBe(3)
  })

  it('gives up after five tries, and says why', async () => {
    rig = await startRig(({ path }) =>
      path === '/10/clients' ? { status: 502, text: '<html>' } : page(['1']),
    )
    const wants = [want('/10/clients'), want('/11/clients')]
    const fetched = await rig.client.fetchAll(wants)
    expect(fetched.get(wants[1] as Want)?.status).toBe('complete')
    expect(fetched.get(wants[0] as Want)).toMatchObject({
      status: 'unknown',
      error: { type: 'not_json', httpStatus: 502 },
    })
    expect(rig.server.arrived).toHaveLength(5)
  })

  it('does not follow a redirect', async () => {
    rig = await startRig(() => ({ status: 302, headers: { location: '/elsewhere' }, text: '' }))
    await expect(rig.client.list('/10/clients', {})).rejects.toMatchObject({ type: 'redirect' })
    expect(rig.server.arrived).toHaveLength(1)
  })

  it('refuses an answer over 32 MiB and asks for less', async () => {
    rig = await startRig(({ query }) =>
      query.get('limit') === '100' ? { big: 33 * 1024 * 1024, text: '{"data":[]}' } : page(['1']),
    )
    const listed = await rig.client.list('/10/clients', {})
    expect(listed.complete).toBe(true)
    expect(rig.server.arrived.map(({ query }) => query.get('limit'))).toEqual(['100', '50'])
  })

  it('times out', async () => {
    rig = await startRig((_request, count) => (count === 0 ? { hang: true } : page(['1'])), {
      timeoutMs: 1000,
    })
    expect((await rig.client.list('/10/clients', {})).complete).toBe(true)
    expect(rig.server.arrived).toHaveLength(2)
  })
})

describe('many reads', () => {
  it('go in batches of at most fifty, each item counted', async () => {
    rig = await startRig(() => page(['1']))
    const wants = Array.from({ length: 120 }, (_, place) => want(`/${place + 1}/agencies`))
    const fetched = await rig.client.fetchAll(wants)
    expect([...fetched.values()].every(({ status }) => status === 'complete')).toBe(true)
    expect(fetched.size).toBe(120)
    expect(rig.client.counts()).toEqual({ read: 120, write: 0, http: 3 })
    expect(rig.events.at(-1)).toEqual({ type: 'progress', done: 120, total: 120 })
  })

  it('retry null items alone', async () => {
    rig = await startRig(({ path }, count) =>
      path === '/2/agencies' && count < 3 ? { drop: true } : page([path.slice(1, 2)]),
    )
    const wants = [1, 2, 3].map((id) => want(`/${id}/agencies`))
    const fetched = await rig.client.fetchAll(wants)
    expect(wants.map((each) => fetched.get(each)?.status)).toEqual(Array(3).fill('complete'))
    expect(rig.client.counts()).toEqual({ read: 4, write: 0, http: 2 })
  })

  it('end each on its own', async () => {
    rig = await startRig(
      byPath({
        '/1/agencies': [page(['7'])],
        '/2/agencies': [graphError(200)],
        '/3/agencies': [graphError(100, { error_subcode: 33 })],
        '/4/agencies': [page(['8'], 'c'), graphError(2)],
      }),
    )
    const wants = [1, 2, 3, 4].map((id) => want(`/${id}/agencies`))
    const fetched = await rig.client.fetchAll(wants)
    expect(wants.map((each) => fetched.get(each)?.status)).toEqual([
      'complete',
      'unreadable',
      'unknown',
      'unknown',
    ])
    const cut = fetched.get(wants[3] as Want)
    expect(idsOf(cut?.rows ?? [])).toEqual(['8'])
    expect(cut?.error).toMatchObject({ code: 2, traceId: 'TRACE', call: 'GET /4/agencies' })
  })

  it('split a batch that fails as a whole until the rest gets through', async () => {
    rig = await startRig(
      (request) => {
        const batch = new URLSearchParams(request.body).get('batch')
        if (batch === null) return page(['1'])
        const items = JSON.parse(batch) as { relative_url: string }[]
        if (items.length > 3) return { status: 500, text: '<html>too much</html>' }
        return { json: items.map(() => ({ code: 200, body: '{"data":[]}' })) }
      },
      { whole: true },
    )
    const wants = Array.from({ length: 9 }, (_, place) => want(`/${place + 1}/agencies`))
    const fetched = await rig.client.fetchAll(wants)
    expect([...fetched.values()].every(({ status }) => status === 'complete')).toBe(true)
  })

  it('end the run when the token is dead', async () => {
    rig = await startRig(({ path }) => (path === '/2/agencies' ? graphError(190) : page([])))
    const reading = rig.client.fetchAll([1, 2, 3].map((id) => want(`/${id}/agencies`)))
    await expect(reading).rejects.toMatchObject({ name: 'GraphError', code: 190 })
  })

  it('wait as long as the header says, and no longer than the run may', async () => {
    const usage = (minutes: number): Readonly<Record<string, string>> => ({
      'x-business-use-case-usage': JSON.stringify({
        '1': [{ type: 'ads_management', estimated_time_to_regain_access: minutes }],
        '99': [{ type: 'ads_management', estimated_time_to_regain_access: 999 }],
      }),
    })
    const limited = (minutes: number): Reply => ({ ...graphError(80004), headers: usage(minutes) })
    rig = await startRig(
      byPath({ '/act_1/agencies': [limited(2), limited(9)], '/2/x': [page([])] }),
    )
    const wants = [want('/act_1/agencies'), want('/2/x')]
    const fetched = await rig.client.fetchAll(wants)
    expect(rig.slept).toEqual([120_000])
    expect(fetched.get(wants[0] as Want)).toMatchObject({
      status: 'unknown',
      error: { code: 80004 },
    })
    expect(fetched.get(wants[0] as Want)?.error?.retryAfterMs).toBe(540_000)
    expect(fetched.get(wants[1] as Want)?.status).toBe('complete')
    expect(rig.events.filter(({ type }) => type === 'wait')).toHaveLength(1)
  })

  it('pause altogether on a limit of the app, and end the run when it outlasts the wait', async () => {
    rig = await startRig(() => graphError(4, { is_transient: true }), { maxWaitMs: 50_000 })
    const reading = rig.client.fetchAll([want('/1/agencies'), want('/2/agencies')])
    await expect(reading).rejects.toMatchObject({ code: 4, retryAfterMs: 60_000 })
    expect(rig.slept).toEqual([15_000, 30_000])
  })

  it('take an answer to a batch that is no list for a failure', async () => {
    rig = await startRig(() => ({ json: { ok: true } }), { whole: true })
    const wants = [want('/1/agencies'), want('/2/agencies')]
    const fetched = await rig.client.fetchAll(wants)
    expect(fetched.get(wants[0] as Want)?.status).toBe('unknown')
  })
})

describe('a node', () => {
  it('is answered whole, or its error thrown', async () => {
    rig = await startRig(byPath({ '/1': [{ json: { id: '1', name: 'One' } }] }))
    expect(await rig.client.get('/1', { fields: 'id,name' })).toEqual({ id: '1', name: 'One' })
    await expect(rig.client.get('/2', {})).rejects.toMatchObject({ code: 2500 })
  })

  it('keeps hostile names as data', async () => {
    rig = await startRig(() => ({ text: '{"id":"1","__proto__":{"error":{"code":1}}}' }))
    const node = (await rig.client.get('/1', {})) as object
    expect(Object.hasOwn(node, '__proto__')).toBe(true)
    expect(Object.getPrototypeOf(node)).toBe(Object.prototype)
  })

  it('never takes a path that climbs', async () => {
    rig = await startRig(() => page([]))
    await expect(rig.client.get('/../x', {})).rejects.toThrow('not a Graph path')
    await expect(rig.client.get('/1/agencies?x=1', {})).rejects.toThrow('not a Graph path')
    expect(rig.server.arrived).toHaveLength(0)
  })
})

it('tells once that another version answered', async () => {
  rig = await startRig(() => ({ ...page([]), headers: { 'facebook-api-version': 'v28.0' } }))
  expect(rig.client.otherVersion()).toBeNull()
  await rig.client.list('/1/agencies', {})
  await rig.client.list('/1/agencies', {})
  expect(rig.client.otherVersion()).toBe('v28.0')
  expect(rig.events).toEqual([{ type: 'version', asked: 'v27.0', answered: 'v28.0' }])
})

it('ends the run, once, where no connection can be made', async () => {
  rig = await startRig(() => page([]))
  await rig.server.close()
  const error: unknown = await rig.client.list('/1/agencies', {}).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ type: 'no_connection', code: null, lost: false })
})
