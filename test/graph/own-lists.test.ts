/** The tokens of Pages from the one list of the token's own user, and what that list leaves open. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Want } from '../../src/graph/want.ts'
import {
  type Arrived,
  graphError,
  type Reply,
  type Rig,
  startRig,
  TOKEN,
} from './scripted-server.ts'

let rig: Rig
afterEach(() => rig.close())

const pages = [...Array(120).keys()].map((place) => String(3000 + place))
const few = pages.slice(0, 20)
const wants = (ids: readonly string[]): readonly Want[] =>
  ids.map((id) => ({ path: `/${id}/agencies`, params: { fields: 'id' }, asset: id }))

/** A list of the business that may give tokens too. */
const OURS: Want = { path: '/1001/owned_pages', params: { fields: 'id,access_token' } }

interface Manners {
  /** Pages whose token the business's list gives; none by default. */
  readonly given?: readonly string[]
  /** What the own list answers; by default a page of a hundred rows after the other. */
  readonly list?: (request: Arrived) => Reply
  /** Pages whose row in the list holds no token. */
  readonly bare?: readonly string[]
  /** Pages that give no token at all. */
  readonly closed?: readonly string[]
}

const api =
  ({ list, bare = [], closed = [], given = [] }: Manners) =>
  (request: Arrived): Reply => {
    const { path, query } = request
    if (path === '/me') return { json: { id: '11', name: 'Robot' } }
    if (path.endsWith('/assigned_pages')) return (list ?? rowsFrom(bare))(request)
    if (path === OURS.path) {
      const row = (id: string) => (given.includes(id) ? { id, access_token: `T0KEN${id}` } : { id })
      return { json: { data: few.map(row) } }
    }
    const [, id = '', edge] = path.split('/')
    if (edge === undefined) {
      return { json: closed.includes(id) ? { id } : { id, access_token: `T0KEN${id}` } }
    }
    const isSigned = query.get('access_token') === `T0KEN${id}`
    return isSigned || request.headers.authorization === `Bearer T0KEN${id}`
      ? { json: { data: [{ id: `9${id}` }] } }
      : graphError(190)
  }

const rowsFrom =
  (bare: readonly string[]) =>
  ({ query }: Arrived): Reply => {
    const start = Number(query.get('after') ?? 0)
    const data = pages
      .slice(start, start + 100)
      .map((id) => (bare.includes(id) ? { id } : { id, access_token: `T0KEN${id}` }))
    const after = String(start + 100)
    const paging = { cursors: { after }, next: `https://x?access_token=${TOKEN}` }
    return { json: { data, ...(start + 100 < pages.length ? { paging } : {}) } }
  }

const statuses = async (ids: readonly string[]): Promise<readonly string[]> => {
  const asked = wants(ids)
  const fetched = await rig.client.fetchAll(asked)
  return asked.map((want) => fetched.get(want)?.status ?? 'none')
}

/** Everything asked for, batches taken apart. */
const paths = (): readonly string[] =>
  rig.server.arrived.flatMap(({ path, body }) => {
    const batch = new URLSearchParams(body).get('batch')
    if (batch === null) return [path]
    const items = JSON.parse(batch) as readonly { readonly relative_url: string }[]
    return items.map(({ relative_url: url }) => `/${url.split('?')[0]}`)
  })

const askedAlone = (): readonly string[] => paths().filter((path) => /^\/3\d+$/.test(path))

describe('the tokens of Pages', () => {
  it('come in one paged list of the user, whose id /me told', async () => {
    rig = await startRig(api({}))
    await rig.client.get('/me', { fields: 'id' })
    expect(new Set(await statuses(pages))).toEqual(new Set(['complete']))
    expect(askedAlone()).toEqual([])
    const lists = rig.server.arrived.filter(({ path }) => path.endsWith('/assigned_pages'))
    expect(lists.map(({ path }) => path)).toEqual(Array(2).fill('/11/assigned_pages'))
    expect(lists[0]?.query.get('fields')).toBe('id,name,tasks,access_token')
    // The user, two pages of the list, and 120 edges.
    expect(rig.client.counts()).toMatchObject({ read: 1 + 2 + 120, http: 1 + 2 + 3 })
  })

  it('are asked for under /me where nobody told the id, and of ten Pages at most one by one', async () => {
    rig = await startRig(api({}))
    await statuses(few.slice(0, 10))
    expect(askedAlone()).toHaveLength(10)
    const before = paths().length
    await statuses(pages.slice(50, 61))
    expect(paths()[before]).toBe('/me/assigned_pages')
    expect(askedAlone()).toHaveLength(10)
  })

  it('that a row of the list lacks are asked for one by one', async () => {
    rig = await startRig(api({ bare: ['3001', '3002'], closed: ['3002'] }))
    const found = await statuses(few)
    expect(found.filter((status) => status !== 'complete')).toEqual(['unreadable'])
    expect(askedAlone()).toEqual(['/3001', '/3002'])
  })

  it('of Pages that the list does not show are asked for one by one', async () => {
    rig = await startRig(api({}))
    expect(new Set(await statuses([...few, '3777']))).toEqual(new Set(['complete']))
    expect(askedAlone()).toEqual(['/3777'])
  })

  it.each([10, 100, 200])(
    'are asked for one by one where the list is refused with %i',
    async (code) => {
      rig = await startRig(api({ list: () => graphError(code) }))
      expect(new Set(await statuses(few))).toEqual(new Set(['complete']))
      expect(askedAlone()).toHaveLength(few.length)
    },
  )
})

describe('where a list of the business is asked for tokens too', () => {
  const readBoth = async (): Promise<void> => {
    await Promise.all([rig.client.fetchAll([OURS]), rig.client.learnTokens(null)])
  }

  it('what either list gives is the token, whichever answers last', async () => {
    rig = await startRig(api({ given: few.slice(0, 5), bare: few.slice(0, 5) }))
    await readBoth()
    await rig.client.fetchAll([OURS])
    expect(new Set(await statuses(few))).toEqual(new Set(['complete']))
    expect(askedAlone()).toEqual([])
  })

  it('what both leave out is not asked for again', async () => {
    const list = (): Reply => ({ json: { data: [] } })
    rig = await startRig(api({ list }))
    await readBoth()
    expect(new Set(await statuses(few))).toEqual(new Set(['unreadable']))
    expect(askedAlone()).toEqual([])
    await rig.client.learnTokens(null)
    expect(paths().filter((path) => path.endsWith('/assigned_pages'))).toHaveLength(1)
  })

  it('a Page of the user is asked itself where neither has its token', async () => {
    rig = await startRig(api({ given: ['3001'], bare: ['3001', '3002'] }))
    await readBoth()
    expect(new Set(await statuses(few))).toEqual(new Set(['complete']))
    expect(askedAlone()).toEqual(['/3002'])
  })

  it.each<[string, () => Reply, readonly string[]]>([
    ['is refused', () => graphError(10), few.slice(0, 10)],
    [
      'ends before its time',
      () => ({ json: { data: [], paging: { next: 'x' } } }),
      few.slice(0, 10),
    ],
  ])('each Page is asked where that gives none and the own list %s', async (_, list, ids) => {
    rig = await startRig(api({ list }))
    await readBoth()
    expect(new Set(await statuses(ids))).toEqual(new Set(['complete']))
    expect(askedAlone()).toHaveLength(ids.length)
  })

  it('no Page is asked where that gives some and the own list is refused', async () => {
    rig = await startRig(api({ list: () => graphError(200), given: few.slice(0, 5) }))
    await readBoth()
    const found = await statuses(few)
    expect(found.filter((status) => status === 'unreadable')).toHaveLength(15)
    expect(askedAlone()).toEqual([])
  })

  it('only these Pages are looked for, and nothing is asked where all are known', async () => {
    rig = await startRig(api({}))
    await rig.client.learnTokens(few)
    await rig.client.learnTokens(few.slice(3, 5))
    expect(paths()).toEqual(['/me/assigned_pages'])
    expect(await statuses(few.slice(0, 2))).toEqual(['complete', 'complete'])
    expect(askedAlone()).toEqual([])
  })
})
