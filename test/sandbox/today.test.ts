/** What the API of November 2026 refuses, and the manners it has been seen with. */
import { describe, expect, it } from 'vitest'
import { DANA, LEE, OWN, ROBOT, SMALL, serve, small } from './support/serve.ts'

describe('the removed protocol', () => {
  it.each([
    ['ids', 'act_1111,act_1112'],
    ['pretty', '0'],
    ['debug', 'all'],
    ['date_format', 'U'],
    ['method', 'delete'],
    ['callback', 'show'],
    ['asyncbatch', '[]'],
  ])('%s is refused, on a node, an edge, the root and in a batch', async (name, value) => {
    const { get, post, sandbox } = await serve(SMALL)
    for (const path of ['/', '/act_1111', `/${OWN}/owned_ad_accounts`]) {
      const { status, body } = await get(path, { [name]: value })
      expect([status, body.error.code]).toEqual([400, 12])
    }
    const item = { method: 'GET', relative_url: `act_1111?${name}=${encodeURIComponent(value)}` }
    const { body } = await post('/', { batch: [item] })
    expect(JSON.parse(body[0].body).error.code).toBe(12)
    expect((await post('/', { batch: [], [name]: value })).body.error.code).toBe(12)
    expect(sandbox.counts.graph).toBe(4)
  })

  it('method= deletes nothing', async () => {
    const { raw, sandbox } = await serve(SMALL)
    const query = `access_token=${sandbox.token}&method=delete&user=${LEE}`
    for (const method of ['GET', 'POST']) {
      const { body } = await raw(`/v27.0/act_1111/assigned_users?${query}`, { method })
      expect(body.error.code).toBe(12)
    }
    expect(sandbox.commits).toEqual([])
  })

  it('field aliases are refused wherever they stand', async () => {
    const { get } = await serve(SMALL)
    for (const fields of ['name.as(label)', 'id,agencies{id,name.as(label)}']) {
      expect((await get('/act_1111', { fields })).body.error.code).toBe(12)
    }
  })

  it('so is a condition in a header', async () => {
    const { raw, post, sandbox } = await serve(SMALL)
    const headers = { 'if-none-match': '"x"', authorization: `Bearer ${sandbox.token}` }
    expect((await raw('/v27.0/act_1111', { headers })).body.error.code).toBe(12)
    const item = { method: 'GET', relative_url: 'act_1111', headers: ['If-None-Match: "x"'] }
    const { body } = await post('/', { batch: [item] })
    expect(JSON.parse(body[0].body).error.code).toBe(12)
  })

  it('a batch of more than fifty fails whole, without a code', async () => {
    const { post } = await serve(SMALL)
    const items = Array.from({ length: 51 }, () => ({ method: 'GET', relative_url: 'me' }))
    const { body } = await post('/', { batch: items })
    expect(body.error).toMatchObject({ type: 'GraphBatchException' })
    expect(body.error).not.toHaveProperty('code')
  })
})

describe('versions', () => {
  it('can be told without a token: one that exists wants a token, another is unknown', async () => {
    const { raw } = await serve(SMALL)
    const known = (await raw('/v27.0/me')).body.error
    expect(known).toMatchObject({ code: 2500 })
    expect(known.message).toContain('An active access token must be used')
    const unknown = (await raw('/v28.0/me')).body.error
    expect(unknown.message).toContain('Unknown path components')
  })

  it.each([
    ['v27.0', null],
    ['v25.0', null],
    ['v24.0', /auto-upgraded to v25\.0/],
  ])('%s of the Marketing API', async (version, words) => {
    const { raw, sandbox } = await serve(SMALL)
    const read = (path: string) => raw(`/${version}/${path}?access_token=${sandbox.token}`)
    const account = await read('act_1111')
    expect(account.status).toBe(200)
    const told = account.headers.get('x-ad-api-version-warning')
    if (words === null) expect(told).toBeNull()
    else expect(told).toMatch(words)
    // A Page is none of its business.
    expect((await read('3333')).headers.get('x-ad-api-version-warning')).toBeNull()
  })

  it('that the Marketing API has ended are refused where the world says so', async () => {
    const { raw, sandbox } = await serve(small('{ ended_versions: refuse }'))
    const codeOf = async (path: string) =>
      (await raw(`${path}?access_token=${sandbox.token}`)).body.error?.code
    expect(await codeOf('/v24.0/act_1111')).toBe(2635)
    expect(await codeOf('/v25.0/act_1111')).toBeUndefined()
    expect(await codeOf('/v24.0/3333')).toBeUndefined()
  })
})

describe('an app that is blocked', () => {
  const BLOCKED = SMALL.replace('app: { id: "880000000000001" }', 'app: { blocked: true }')

  it('is told so of its token and of every write, and still reads assets', async () => {
    const { get, post, del, sandbox } = await serve(BLOCKED)
    const token = { input_token: sandbox.token }
    const refused = [
      await get('/me'),
      await get('/me/permissions'),
      await get('/debug_token', token),
      await post('/act_1111/assigned_users', { user: DANA, tasks: ['ANALYZE'] }),
      await del('/act_1111/agencies', { business: '2002' }),
    ]
    for (const { body } of refused) {
      expect(body.error).toMatchObject({ message: 'API access blocked.', code: 200 })
    }
    expect(sandbox.commits).toEqual([])
    expect((await get('/act_1111/agencies')).body.data).toHaveLength(2)
    expect((await get(`/${OWN}/business_users`)).body.data).toHaveLength(2)
  })
})

describe('people', () => {
  it('a system user gets the tokens of its Pages in one list', async () => {
    const { get } = await serve(SMALL)
    const fields = 'id,name,tasks,access_token'
    const { data } = (await get(`/${ROBOT}/assigned_pages`, { fields })).body
    expect(data).toHaveLength(1)
    const agencies = await get('/3333/agencies', {}, data[0].access_token)
    expect(agencies.status).toBe(200)
  })

  it('business goes with both writes of a Page, and only our own does', async () => {
    const { post, del, pageToken } = await serve(SMALL)
    const token = await pageToken('3333')
    const who = { user: LEE, business: OWN }
    const path = '/3333/assigned_users'
    const foreign = await del(path, { ...who, business: '2002' }, token)
    expect(foreign.body.error.code).toBe(100)
    // One task alone is taken, and it is in force at once [observed].
    expect((await post(path, { ...who, tasks: ['ADVERTISE'] }, token)).body.success).toBe(true)
    expect((await del(path, who, token)).body.success).toBe(true)
  })

  it('an invitation tells its end, and nobody can accept it after that', async () => {
    const world = SMALL.replace(
      'created: 2026-11-01T09:00:00Z }',
      'created: 2026-10-01T09:00:00Z, expires: 2026-10-31T09:00:00Z }',
    )
    const { get, sandbox } = await serve(world)
    const fields = 'id,email,expiration_time'
    const { data } = (await get(`/${OWN}/pending_users`, { fields })).body
    expect(data[0].expiration_time).toBe('2026-10-31T09:00:00+0000')
    expect(() => sandbox.play('accept', 'new@northwind.example')).toThrow('ended')
  })
})

describe('an Instagram account', () => {
  const WORLD = `${SMALL}
instagram_accounts:
  "6666":
    name: northwind
    owner: "1001"
    users:
      "${LEE}": [ANALYZE, ADVERTISE]
`

  it('gives more than ADVERTISE with it, and shows older rows as they are', async () => {
    const { get, post } = await serve(WORLD)
    await post('/6666/assigned_users', { user: DANA, business: OWN, tasks: ['ADVERTISE'] })
    const query = { business: OWN, fields: 'id,tasks' }
    const { data } = (await get('/6666/assigned_users', query)).body
    const tasks = Object.fromEntries(
      data.map((row: { id: string; tasks: string[] }) => [row.id, [...row.tasks].sort()]),
    )
    expect(tasks[LEE]).toEqual(['ADVERTISE', 'ANALYZE'])
    const five = ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES']
    expect(tasks[DANA]).toEqual(five)
  })
})
