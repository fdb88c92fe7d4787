import { afterEach, describe, expect, it } from 'vitest'
import type { Json } from '../../../src/graph/json.ts'
import type { Fetched, Want } from '../../../src/graph/want.ts'
import { type Arrived, graphError, type Reply, type Rig, startRig } from '../scripted-server.ts'

let rig: Rig
afterEach(() => rig.close())

const EDGES = [
  { edge: 'agencies', params: { fields: 'id' } },
  { edge: 'assigned_users', params: { fields: 'id,tasks', business: '1001' } },
]
const LIST: Want = { path: '/1001/owned_things', params: { fields: 'id,name' }, edges: EDGES }
const MANY = [...Array(100).keys()].map((place) => String(5000 + place))

interface Manners {
  /** Rows whose people are refused wherever they are asked for. */
  readonly guilty?: readonly string[]
  /** What an expansion is answered, whatever it is of. */
  readonly refuse?: (request: Arrived) => Reply | null
  readonly ids?: readonly string[]
  /** People of each row, over pages of two. */
  readonly people?: number
}

/** An API over rows with one agency and some people each, which expands, pages and refuses. */
const thingsWith =
  ({ guilty = [], refuse = () => null, ids = MANY, people = 1 }: Manners) =>
  (request: Arrived): Reply => {
    const { path, query } = request
    const fields = query.get('fields') ?? ''
    const isExpanded = fields.includes('{')
    const refusal = isExpanded ? refuse(request) : null
    if (refusal !== null) return refusal
    const [, node = '', edge] = path.split('/')
    const start = Number(query.get('after') ?? 0)
    const peopleFrom = (id: string, from: number): Json => {
      const next = from + 2 < people
      return {
        data: [...Array(people).keys()].slice(from, from + 2).map((at) => ({ id: `${id}${at}` })),
        ...(next ? { paging: { cursors: { after: String(from + 2) }, next: 'https://x' } } : {}),
      }
    }
    const rowOf = (id: string): Json =>
      isExpanded
        ? { id, agencies: { data: [{ id: `9${id}` }] }, assigned_users: peopleFrom(id, 0) }
        : { id }
    if (path === LIST.path) {
      const limit = Number(query.get('limit'))
      const shown = ids.slice(start, start + limit)
      if (isExpanded && shown.some((id) => guilty.includes(id))) return graphError(200)
      const next = start + limit < ids.length
      return {
        json: {
          data: shown.map(rowOf),
          ...(next ? { paging: { cursors: { after: String(start + limit) }, next: 'x' } } : {}),
        },
      }
    }
    if (edge === 'agencies') return { json: { data: [{ id: `9${node}` }] } }
    if (guilty.includes(node) && (isExpanded || edge === 'assigned_users')) return graphError(200)
    return { json: edge === 'assigned_users' ? peopleFrom(node, start) : rowOf(node) }
  }

const readOf = async (want: Want = LIST): Promise<Fetched> =>
  (await rig.client.fetchAll([want])).get(want) as Fetched

/** The pages of the list as they were asked for, batches taken apart. */
const limitsAsked = (): (string | null)[] =>
  rig.server.arrived.flatMap(({ path, query, body }) => {
    const items = JSON.parse(new URLSearchParams(body).get('batch') ?? '[]') as {
      relative_url: string
    }[]
    const urls = items.map(({ relative_url: url }) => url.split('?'))
    const batched = urls.filter(([itemPath]) => `/${itemPath}` === LIST.path)
    const own = path === LIST.path ? [query.get('limit')] : []
    return [...own, ...batched.map(([, rest]) => new URLSearchParams(rest).get('limit'))]
  })

const edgeOf = (fetched: Fetched, id: string, edge: string): Fetched | undefined =>
  fetched.edges?.get(id)?.get(edge)

const expectAll = (fetched: Fetched, except: readonly string[] = [], ids = MANY): void => {
  expect(fetched.status).toBe('complete')
  expect(fetched.rows).toHaveLength(ids.length)
  for (const id of ids) {
    expect(edgeOf(fetched, id, 'agencies')).toMatchObject({
      status: 'complete',
      rows: [{ id: `9${id}` }],
    })
    const status = except.includes(id) ? 'unreadable' : 'complete'
    expect(edgeOf(fetched, id, 'assigned_users')?.status).toBe(status)
  }
}

describe('the edges of a list', () => {
  it('come with its rows, and leave them', async () => {
    rig = await startRig(thingsWith({}))
    const fetched = await readOf()
    expectAll(fetched)
    expect(fetched.rows[0]).toEqual({ id: '5000' })
    expect(rig.client.counts()).toMatchObject({ read: 1, http: 1 })
    expect(rig.server.arrived[0]?.query.get('fields')).toBe(
      'id,name,agencies.limit(100){id},assigned_users.business(1001).limit(100){id,tasks}',
    )
  })

  it('that are longer than their page are followed with their own cursors', async () => {
    rig = await startRig(thingsWith({ ids: ['5000', '5001'], people: 5 }))
    const fetched = await readOf()
    expectAll(fetched, [], ['5000', '5001'])
    const people = edgeOf(fetched, '5001', 'assigned_users')?.rows
    expect(people).toEqual(['50010', '50011', '50012', '50013', '50014'].map((id) => ({ id })))
    expect(rig.client.counts()).toMatchObject({ read: 5, http: 3 })
  })

  it('that end in a cursor that repeats are unknown, and they alone', async () => {
    const api = thingsWith({ ids: ['5000', '5001'], people: 5 })
    const stuck = { data: [], paging: { cursors: { after: '2' }, next: 'x' } }
    rig = await startRig((request) =>
      request.path === '/5000/assigned_users' ? { json: stuck } : api(request),
    )
    const fetched = await readOf()
    expect(edgeOf(fetched, '5000', 'assigned_users')).toMatchObject({
      status: 'unknown',
      error: { type: 'incomplete' },
    })
    expect(edgeOf(fetched, '5001', 'assigned_users')?.rows).toHaveLength(5)
  })

  it('are absent where they have no rows, and asked for again where they are odd', async () => {
    rig = await startRig(({ path }) =>
      path === LIST.path
        ? { json: { data: [{ id: '1' }, { id: '2', agencies: 7, assigned_users: null }] } }
        : { json: { data: [{ id: '3' }] } },
    )
    const fetched = await readOf()
    expect(edgeOf(fetched, '1', 'agencies')).toMatchObject({ status: 'complete', rows: [] })
    expect(edgeOf(fetched, '2', 'agencies')?.rows).toEqual([{ id: '3' }])
    expect(rig.client.counts().read).toBe(2)
  })

  it('of a row without a good id are never asked for', async () => {
    rig = await startRig(() => ({ json: { data: [{ id: '1/../2', agencies: 7 }, { name: 'x' }] } }))
    const fetched = await readOf()
    expect(fetched.rows).toHaveLength(2)
    expect(fetched.edges?.size).toBe(0)
    expect(rig.client.counts().read).toBe(1)
  })
})

describe('a page that fails for its edges', () => {
  it('is halved and then read without them, until only the guilty row is left', async () => {
    rig = await startRig(thingsWith({ guilty: ['5037'] }))
    const fetched = await readOf()
    expectAll(fetched, ['5037'])
    expect(edgeOf(fetched, '5037', 'assigned_users')?.error?.code).toBe(200)
    expect(rig.client.counts().read).toBeLessThan(45)
  })

  it('grows back after it', async () => {
    const ids = [...Array(400).keys()].map((place) => String(5000 + place))
    rig = await startRig(thingsWith({ guilty: ['5003'], ids }))
    expectAll(await readOf(), ['5003'], ids)
    const limits = limitsAsked()
    expect(limits.slice(0, 6)).toEqual(['100', '50', '25', '25', '25', '50'])
    expect(limits.at(-1)).toBe('100')
  })

  it('for a missing scope: each edge is read on its own', async () => {
    const ids = [...Array(300).keys()].map((place) => String(5000 + place))
    rig = await startRig(thingsWith({ ids, refuse: () => graphError(10) }))
    expectAll(await readOf(), [], ids)
    // Two calls for each row, the pages, and what it took to find out.
    expect(rig.client.counts().read).toBeLessThan(2 * ids.length + 80)
  })

  it('for its size is halved for good, and never below what needs no edges', async () => {
    const reduce = graphError(1, { message: 'Please reduce the amount of data' })
    rig = await startRig(
      thingsWith({ refuse: ({ query }) => (Number(query.get('limit')) > 30 ? reduce : null) }),
    )
    expectAll(await readOf())
    expect(rig.server.arrived.map(({ query }) => query.get('limit'))).toEqual([
      '100',
      '50',
      '25',
      '25',
      '25',
      '25',
    ])
  })

  it('for its size, whatever it is, is read without edges', async () => {
    const reduce = graphError(1, { message: 'Please reduce the amount of data' })
    rig = await startRig(thingsWith({ refuse: () => reduce, ids: MANY.slice(0, 8) }))
    expectAll(await readOf(), [], MANY.slice(0, 8))
  })

  it.each<[string, Reply]>([
    ['code 2', graphError(2)],
    ['HTML', { status: 502, text: '<html>' }],
    ['truncated JSON', { text: '{"data":[{"id"' }],
    ['an error in a 200', { json: { error: { code: 2, message: 'x', type: 'T' } } }],
    ['a lost connection', { drop: true }],
  ])('again and again with %s is read without them', async (_name, reply) => {
    rig = await startRig(
      thingsWith({
        ids: MANY.slice(0, 8),
        refuse: ({ path }) => (path === LIST.path ? reply : null),
      }),
    )
    expectAll(await readOf(), [], MANY.slice(0, 8))
    expect(rig.slept).toEqual([250, 500])
  })

  it('over empty pages with a next goes on', async () => {
    rig = await startRig(({ query }) =>
      query.get('after') === null
        ? { json: { data: [], paging: { cursors: { after: 'c' }, next: 'x' } } }
        : { json: { data: [{ id: '5000' }] } },
    )
    const fetched = await readOf()
    expect(edgeOf(fetched, '5000', 'agencies')?.status).toBe('complete')
  })

  describe('for a limit', () => {
    const ids = [...Array(200).keys()].map((place) => String(5000 + place))
    /** One account's limit fails whatever shows its edges, the whole listing first. */
    const throttled =
      (code: number, isBareToo = false) =>
      (request: Arrived): Reply => {
        const { path, query } = request
        const isPage = path === LIST.path
        const isFirst = isPage && query.get('after') === null
        const isExpanded = (query.get('fields') ?? '').includes('{')
        if (isFirst && (isExpanded || isBareToo)) return graphError(code)
        if (path.startsWith('/5003')) return graphError(code)
        return thingsWith({ ids })(request)
      }

    it.each([17, 80004])('%i of one row is read bare, then row by row', async (code) => {
      rig = await startRig(throttled(code), { maxWaitMs: 0 })
      const fetched = await readOf()
      expect(fetched).toMatchObject({ status: 'complete', error: null })
      expect(fetched.rows).toHaveLength(200)
      for (const id of ids) {
        const status = id === '5003' ? 'unknown' : 'complete'
        expect(edgeOf(fetched, id, 'assigned_users')?.status).toBe(status)
      }
      expect(edgeOf(fetched, '5003', 'agencies')?.error?.code).toBe(code)
      // Its page with and without edges and its hundred rows; the next page has its edges again.
      expect(rig.client.counts()).toMatchObject({ read: 2 + 100 + 1 })
    })

    it('of the user holds the bare page up too, and the run waits', async () => {
      rig = await startRig(throttled(17, true), { maxWaitMs: 0 })
      await expect(readOf()).rejects.toMatchObject({ code: 17 })
      expect(rig.client.counts().read).toBe(2)
    })
  })
})

describe('a node with edges', () => {
  const node: Want = {
    path: '/5000',
    params: { fields: 'id' },
    node: true,
    onlyEdges: true,
    edges: EDGES,
  }

  it('is one call', async () => {
    rig = await startRig(thingsWith({}))
    const fetched = await readOf(node)
    expect(edgeOf(fetched, '5000', 'agencies')?.rows).toEqual([{ id: '95000' }])
    expect(rig.client.counts().read).toBe(1)
  })

  it('refused is asked for each edge, and only the guilty one is unreadable', async () => {
    rig = await startRig(thingsWith({ guilty: ['5000'] }))
    const fetched = await readOf(node)
    expect(edgeOf(fetched, '5000', 'agencies')?.status).toBe('complete')
    expect(edgeOf(fetched, '5000', 'assigned_users')?.status).toBe('unreadable')
    expect(rig.client.counts().read).toBe(3)
  })

  it('that is itself wanted is asked for without them first', async () => {
    rig = await startRig(thingsWith({ guilty: ['5000'] }))
    const fetched = await readOf({
      path: '/5000',
      params: { fields: 'id' },
      node: true,
      edges: EDGES,
    })
    expect(fetched).toMatchObject({ status: 'complete', rows: [{ id: '5000' }] })
    expect(edgeOf(fetched, '5000', 'assigned_users')?.status).toBe('unreadable')
  })

  it('signed with a token that is refused for its kind gets a fresh one, then its edges', async () => {
    let tokens = 0
    rig = await startRig((request) => {
      if (request.query.get('fields') === 'id,access_token') {
        tokens += 1
        return { json: { id: '5000', access_token: `TOKEN${tokens}` } }
      }
      const isFirst = request.headers.authorization === 'Bearer TOKEN1'
      const isStale = isFirst || request.url.includes('TOKEN1')
      return isStale ? graphError(190) : thingsWith({})(request)
    })
    const fetched = await readOf({ ...node, asset: '5000' })
    expect(edgeOf(fetched, '5000', 'agencies')?.status).toBe('complete')
    expect(tokens).toBe(2)
  })
})

describe('nodes that are asked alike', () => {
  const ids = [...Array(120).keys()].map((place) => String(5000 + place))
  const wants: readonly Want[] = ids.map((id) => ({
    path: `/${id}`,
    params: { fields: 'id,name' },
    node: true,
  }))

  it('go one by one in batches of fifty: the API has no read of many ids any more', async () => {
    rig = await startRig(({ path }) =>
      path === '/5060' ? graphError(100) : { json: { id: path.slice(1) } },
    )
    const fetched = await rig.client.fetchAll(wants)
    const failed = wants.filter((want) => fetched.get(want)?.status !== 'complete')
    expect(failed.map(({ path }) => path)).toEqual(['/5060'])
    expect(fetched.get(wants[119] as Want)?.rows).toEqual([{ id: '5119' }])
    expect(rig.client.counts()).toMatchObject({ read: 120, http: 3 })
    expect(rig.server.arrived.some(({ url, body }) => `${url}${body}`.includes('ids='))).toBe(false)
  })
})

describe('a list that only looks for some', () => {
  const ids = [...Array(1000).keys()].map((place) => String(5000 + place))
  const seeking = (sought: readonly string[]): Want => ({ ...LIST, seek: new Set(sought) })

  it.each<[string, readonly string[], number, string]>([
    ['ends with its first page where they are few', ['5500'], 1, 'cut'],
    ['goes on to where the last one is', ids.slice(0, 250), 3, 'cut'],
    ['goes to its end where all are sought', ids, 10, 'complete'],
    [
      'gives up where none is found',
      [...Array(60).keys()].map((at) => String(7000 + at)),
      3,
      'cut',
    ],
    ['looks on for many', [...Array(300).keys()].map((at) => String(7000 + at)), 10, 'complete'],
  ])('%s', async (_name, sought, pages, status) => {
    rig = await startRig(thingsWith({ ids }))
    const fetched = await readOf(seeking(sought))
    expect(fetched.status).toBe(status)
    expect(rig.client.counts().read).toBe(pages)
    const shown = sought.filter((id) =>
      fetched.rows.some((row) => (row as { id: string }).id === id),
    )
    expect([...(fetched.edges?.keys() ?? [])]).toEqual(shown)
  })
})

it.each([
  { confirmsAbsence: true, expected: ['a person'] },
  { confirmsAbsence: false, expected: [] },
])(
  'an absent edge is asked for again where its absence counts: $confirmsAbsence',
  async (given) => {
    const edge = { edge: 'assigned_users', params: { fields: 'id' }, ...given }
    rig = await startRig(({ path }) =>
      path.endsWith('/assigned_users')
        ? { json: { data: [{ id: '7', name: 'a person' }] } }
        : { json: { data: [{ id: '5000' }] } },
    )
    const want: Want = { path: '/1001/owned_things', params: { fields: 'id' }, edges: [edge] }
    const fetched = (await rig.client.fetchAll([want])).get(want)
    const rows = fetched?.edges?.get('5000')?.get('assigned_users')?.rows ?? []
    expect(rows.map((row) => (row as { name: string }).name)).toEqual(given.expected)
  },
)
