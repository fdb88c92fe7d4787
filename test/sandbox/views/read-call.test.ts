import { describe, expect, it } from 'vitest'
import { DANA, LEE, MILO, OWN, ROBOT, SMALL, serve, small } from '../support/serve.ts'

const ids = (rows: readonly { readonly id: string }[]): string[] => rows.map((row) => row.id)

describe('nodes', () => {
  it('answers minimal fields by default and the asked ones otherwise, always with the id', async () => {
    const { get } = await serve(SMALL)
    expect((await get('/act_1111')).body).toEqual({ id: 'act_1111', name: 'EU Search' })
    const asked = await get('/act_1111', { fields: 'account_id,owner_business{name},user_tasks' })
    expect(asked.body).toMatchObject({
      id: 'act_1111',
      account_id: '1111',
      owner_business: { id: OWN, name: 'Northwind' },
    })
    expect(asked.body.user_tasks.sort()).toEqual(['ADVERTISE', 'ANALYZE', 'DRAFT', 'MANAGE'])
    expect(asked.body).not.toHaveProperty('name')
  })

  it('refuses unknown fields, unknown edges, deep paths and unknown objects', async () => {
    const { get } = await serve(SMALL)
    const field = await get('/act_1111', { fields: 'id,colour' })
    expect([field.status, field.body.error.code]).toEqual([400, 100])
    expect(field.body.error.message).toContain('nonexisting field (colour)')
    expect((await get(`/${OWN}/client_instagram_accounts`)).body.error.code).toBe(100)
    expect((await get('/act_1111/agencies/2002')).body.error.code).toBe(2500)
    expect((await get('/act_1111', { fields: 'id,agencies{id' })).body.error.code).toBe(2500)
    expect((await get('/act_4242')).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await get('/act_9002')).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect((await get('/__proto__')).body.error.code).toBe(100)
    expect((await get('/act_1111', { fields: '__proto__' })).body.error.code).toBe(100)
  })

  it('knows who I am and what I may do', async () => {
    const { get } = await serve(SMALL)
    expect((await get('/me')).body).toEqual({ id: ROBOT, name: 'Automation' })
    const permissions = (await get('/me/permissions')).body.data
    expect(permissions).toContainEqual({ permission: 'ads_management', status: 'granted' })
    const accounts = (await get('/me/accounts', { fields: 'id,name,tasks,access_token' })).body.data
    expect(ids(accounts)).toEqual(['3333'])
    expect(accounts[0].access_token).toMatch(/^SANDBOXPAGE/)
    expect((await get('/me', { fields: 'id' }, accounts[0].access_token)).body.id).toBe('3333')
  })

  it('gives a person its Facebook-level id under /me', async () => {
    const { get } = await serve(SMALL.replace(`user: "${ROBOT}"`, `user: "${LEE}"`))
    expect((await get('/me')).body).toEqual({ id: '100000000000002', name: 'Lee Park' })
  })
})

describe('business edges', () => {
  it('lists assets by relation, with permitted_tasks on a client’s', async () => {
    const { get } = await serve(SMALL)
    expect(ids((await get(`/${OWN}/owned_ad_accounts`)).body.data)).toEqual([
      'act_1111',
      'act_1112',
    ])
    expect(ids((await get(`/${OWN}/owned_pages`)).body.data)).toEqual(['3333', '3334'])
    const clients = (await get(`/${OWN}/client_ad_accounts`)).body.data
    expect(ids(clients)).toEqual(['act_9001'])
    expect(clients[0].permitted_tasks.sort()).toEqual(['ADVERTISE', 'ANALYZE', 'DRAFT'])
    expect((await get(`/${OWN}/pending_owned_ad_accounts`)).body.data).toEqual([])
    expect((await get(`/${OWN}/client_pages`)).body).toEqual({ data: [] })
  })

  it('lists people with the fields asked for', async () => {
    const { get } = await serve(SMALL)
    const users = await get(`/${OWN}/business_users`, {
      fields: 'id,name,email,role,first_name,last_name,two_fac_status,business,user{id}',
    })
    expect(users.body.data).toEqual([
      {
        id: LEE,
        name: 'Lee Park',
        first_name: 'Lee',
        last_name: 'Park',
        email: 'lee@northwind.example',
        role: 'ADMIN',
        two_fac_status: 'enabled',
        business: { id: OWN, name: 'Northwind' },
        user: { id: '100000000000002' },
      },
      expect.objectContaining({ id: DANA, role: 'EMPLOYEE' }),
    ])
    expect(users.body.data[1]).not.toHaveProperty('user')
    expect((await get(`/${OWN}/system_users`)).body.data).toEqual([
      { id: ROBOT, name: 'Automation' },
    ])
    expect((await get(`/${OWN}/system_users`, { fields: 'email' })).body.error.code).toBe(100)
    const pending = await get(`/${OWN}/pending_users`, { fields: 'id,email,status,created_time' })
    expect(pending.body.data).toEqual([
      {
        id: '77000000000000001',
        email: 'new@northwind.example',
        status: 'PENDING',
        created_time: '2026-11-01T09:00:00+0000',
      },
    ])
    const other = await get(`/${OWN}/pending_users`, { email: 'nobody@northwind.example' })
    expect(other.body.data).toEqual([])
  })

  it('shows another business by name only', async () => {
    const { get } = await serve(SMALL)
    expect((await get('/2002')).body).toEqual({ id: '2002', name: 'Brightside' })
    expect((await get('/2002/owned_ad_accounts')).body.error.code).toBe(200)
    expect((await get(`/${MILO}`)).body.error.code).toBe(100)
  })

  it('mirrors access on agencies and clients, where the lists must be asked for', async () => {
    const { get } = await serve(SMALL)
    expect((await get(`/${OWN}/clients`)).body.data).toEqual([{ id: '3001', name: 'Harbor' }])
    const fields = 'id,name,adaccount_permissions,page_permissions'
    const mirror = (await get(`/${OWN}/agencies`, { fields })).body.data
    expect(ids(mirror)).toEqual(['2002', '2003'])
    expect(mirror[0].page_permissions[0]).toMatchObject({ id: '3333', access_status: 'CONFIRMED' })
    expect(mirror[1].adaccount_permissions).toEqual([
      {
        id: 'act_1111',
        access_status: 'CLIENT_RESPONSE_PENDING',
        access_requested_time: '2026-11-10T08:00:00+0000',
        access_updated_time: '2026-11-10T08:00:00+0000',
        permitted_tasks: expect.arrayContaining(['ANALYZE']),
      },
    ])
    expect(mirror[1]).not.toHaveProperty('page_permissions')
    const clients = (await get(`/${OWN}/clients`, { fields })).body.data
    expect(clients[0].adaccount_permissions[0]).toMatchObject({ id: 'act_9001' })
  })

  it('wraps permission lists in data where the mode says so', async () => {
    const { get } = await serve(small('{ permission_lists: connection }'))
    const reply = await get(`/${OWN}/clients`, { fields: 'adaccount_permissions' })
    expect(ids(reply.body.data[0].adaccount_permissions.data)).toEqual(['act_9001'])
  })
})

describe('asset edges', () => {
  it('lists agencies, pending ones too, unpacked', async () => {
    const { get } = await serve(SMALL)
    const rows = (await get('/act_1111/agencies')).body.data
    expect(rows.map((row: { access_status: string }) => row.access_status)).toEqual([
      'CONFIRMED',
      'CLIENT_RESPONSE_PENDING',
    ])
    expect(rows[0]).toMatchObject({ id: '2002', name: 'Brightside' })
    expect(rows[0].permitted_tasks.sort()).toEqual(['ADVERTISE', 'ANALYZE', 'DRAFT'])
  })

  it('refuses agencies of an asset the business does not own', async () => {
    const { get } = await serve(SMALL)
    expect((await get('/act_9001/agencies')).body.error.code).toBe(200)
  })

  it('wants business for assigned_users and lists only that business’s people', async () => {
    const { get } = await serve(SMALL)
    const without = await get('/act_1111/assigned_users')
    expect(without.body.error.message).toContain('The parameter business is required')
    expect(without.body.error.code).toBe(100)
    const own = await get('/act_1111/assigned_users', {
      business: OWN,
      fields: 'id,name,user_type,business,tasks,permitted_tasks',
      summary: 'total_count',
    })
    expect(ids(own.body.data)).toEqual([ROBOT, LEE])
    expect(own.body.summary).toEqual({ total_count: 2 })
    expect(own.body.data[1].tasks.sort()).toEqual(['ADVERTISE', 'ANALYZE', 'DRAFT'])
    const agency = await get('/act_1111/assigned_users', { business: '2002' })
    expect(ids(agency.body.data)).toEqual([MILO])
    const foreign = await get('/act_9001/assigned_users', { business: '3001' })
    expect(foreign.body.error.code).toBe(200)
  })

  it('refuses the edges a world closes', async () => {
    const closed = SMALL.replace(
      'name: Harbor Retail',
      'name: Harbor Retail\n    refuse: [assigned_users]',
    )
    const { get } = await serve(closed)
    const reply = await get('/act_9001/assigned_users', { business: OWN })
    expect([reply.status, reply.body.error.code]).toEqual([403, 200])
  })

  it('lists a person’s assets with tasks', async () => {
    const { get } = await serve(SMALL)
    const rows = (await get(`/${LEE}/assigned_ad_accounts`, { fields: 'id,tasks' })).body.data
    expect(ids(rows)).toEqual(['act_1111'])
    expect(rows[0].tasks.sort()).toEqual(['ADVERTISE', 'ANALYZE', 'DRAFT'])
    const pages = await get(`/${LEE}/assigned_pages`, { summary: 'total_count' })
    expect(pages.body.data[0]).toMatchObject({ id: '3333', name: 'Northwind Page' })
    expect(pages.body.summary.total_count).toBe(1)
    expect((await get(`/${LEE}/assigned_pixels`)).body.error.code).toBe(100)
  })

  it('shows an employee’s token its own assets, not another’s', async () => {
    const { get } = await serve(
      SMALL.replace('Automation, role: ADMIN', 'Automation, role: EMPLOYEE'),
    )
    expect((await get(`/${LEE}/assigned_ad_accounts`)).body.error.code).toBe(200)
    const own = await get(`/${ROBOT}/assigned_ad_accounts`, { fields: 'id' })
    expect(ids(own.body.data)).toEqual(['act_1111', 'act_9001'])
    expect((await get('/act_1112/agencies')).body.error.code).toBe(200)
  })

  it('needs the scopes of the kind', async () => {
    const { get } = await serve(SMALL.replace('business_management, ads_management, ', ''))
    expect((await get('/act_1111/agencies')).body.error.code).toBe(200)
    expect((await get(`/${OWN}/owned_pages`)).body.error.code).toBe(200)
  })
})

describe('field expansion', () => {
  it('takes arguments and nested fields, and leaves empty edges out', async () => {
    const { get } = await serve(SMALL)
    const fields = `id,assigned_users.business(${OWN}).limit(1){id,tasks},agencies{id}`
    const rows = (await get(`/${OWN}/owned_ad_accounts`, { fields })).body.data
    expect(ids(rows[0].agencies.data)).toEqual(['2002', '2003'])
    expect(ids(rows[0].assigned_users.data)).toEqual([ROBOT])
    expect(rows[1]).toEqual({ id: 'act_1112' })
  })

  it('pages nested edges by their own absolute link', async () => {
    const { get, raw } = await serve(SMALL)
    const fields = `assigned_users.business(${OWN}).limit(1){id}`
    const first = (await get('/act_1111', { fields })).body.assigned_users
    const next = await raw(first.paging.next)
    expect(next.body.data).toEqual([{ id: LEE }])
    expect(next.body.paging.next).toBeUndefined()
    const previous = await raw(next.body.paging.previous)
    expect(ids(previous.body.data)).toEqual([ROBOT])
  })

  it('fails whole when a nested edge is refused', async () => {
    const { get } = await serve(SMALL)
    const fields = 'id,assigned_users{id}'
    expect((await get(`/${OWN}/owned_ad_accounts`, { fields })).body.error.code).toBe(100)
    const agencies = await get(`/${OWN}/owned_pages`, { fields: 'id,agencies{id}' })
    expect(agencies.body.error.code).toBe(190)
  })

  it('answers code 10 for a listing of Pages when the Page scope is missing', async () => {
    const { get } = await serve(SMALL.replace(', pages_manage_metadata', ''))
    for (const nested of ['agencies{id}', `assigned_users.business(${OWN}){id}`]) {
      const reply = await get(`/${OWN}/owned_pages`, { fields: `id,${nested}` })
      expect(reply.body.error.code).toBe(10)
    }
    expect((await get(`/${OWN}/owned_pages`, { fields: 'id' })).status).toBe(200)
  })

  it('asks to reduce the amount of data above the mode’s number of rows', async () => {
    const { get } = await serve(small('{ reduce_data_over: 4 }'))
    const fields = `id,assigned_users.business(${OWN}){id},agencies{id}`
    const reply = await get(`/${OWN}/owned_ad_accounts`, { fields })
    expect([reply.status, reply.body.error.code]).toEqual([500, 1])
    expect(reply.body.error.message).toContain('Please reduce the amount of data')
    expect((await get(`/${OWN}/owned_ad_accounts`, { fields, limit: '1' })).status).toBe(500)
    expect((await get(`/${OWN}/owned_ad_accounts`, { fields: 'id' })).status).toBe(200)
  })
})

describe('paging', () => {
  it('goes on with absolute links that carry the token, and keeps the question', async () => {
    const { get, raw, sandbox } = await serve(small('{ page_size: 1 }'))
    const first = await get('/act_1111/assigned_users', { business: OWN, fields: 'id' })
    const next = new URL(first.body.paging.next)
    expect(next.origin).toBe(sandbox.url)
    expect(next.pathname).toBe('/v27.0/act_1111/assigned_users')
    expect(next.searchParams.get('access_token')).toBe(sandbox.token)
    expect(next.searchParams.get('business')).toBe(OWN)
    const second = await raw(next.href)
    expect(second.body.data).toEqual([{ id: LEE }])
    expect(second.body.paging.next).toBeUndefined()
    const after = first.body.paging.cursors.after
    const built = await get('/act_1111/assigned_users', { business: OWN, after, fields: 'id' })
    expect(built.body.data).toEqual([{ id: LEE }])
  })

  it('caps the limit and refuses cursors of rows that went away', async () => {
    const { get, del } = await serve(small('{ page_size: 1 }'))
    const first = await get('/act_1111/assigned_users', { business: OWN })
    await del('/act_1111/assigned_users', { user: LEE })
    const after = Buffer.from(`row:${LEE}`).toString('base64url')
    const gone = await get('/act_1111/assigned_users', { business: OWN, after })
    expect(gone.body.error.code).toBe(100)
    expect(first.body.data).toHaveLength(1)
    expect((await get('/act_1111/agencies', { limit: 'x' })).body.error.code).toBe(100)
    expect((await get('/act_1111/agencies', { limit: '5000' })).body.data).toHaveLength(2)
  })
})

describe('on-behalf-of', () => {
  it('reads requests by status, by direction and alone', async () => {
    const { get } = await serve(SMALL)
    const fields = 'id,status,receiving_business,requesting_business'
    const open = await get('/act_1111/onbehalf_requests', { fields, status: 'IN_PROGRESS' })
    expect(ids(open.body.data)).toEqual(['660000000000001', '660000000000002'])
    expect((await get('/act_1111/onbehalf_requests', { status: 'X' })).body.error.code).toBe(100)
    const received = await get(`/${OWN}/received_inprogress_onbehalf_requests`)
    expect(received.body.data).toEqual([{ id: '660000000000001' }])
    const sent = await get(`/${OWN}/sent_inprogress_onbehalf_requests`)
    expect(sent.body.data).toEqual([{ id: '660000000000002' }])
    const one = await get('/660000000000002', { fields: `${fields},business_owned_object` })
    expect(one.body).toEqual({
      id: '660000000000002',
      status: 'IN_PROGRESS',
      receiving_business: { id: '2002', name: 'Brightside' },
      requesting_business: { id: OWN, name: 'Northwind' },
      business_owned_object: 'act_1111',
    })
  })

  it('shows a request to its parties alone', async () => {
    const foreign = 'on_behalf_of: { "660000000000009": { requesting: "2002", receiving: "3001" } }'
    const world = SMALL.replace('name: Harbor Events, owner: "3001"', `$&, ${foreign}`)
    const { get } = await serve(world)
    expect((await get('/660000000000009')).body.error).toMatchObject({ error_subcode: 33 })
  })

  it('may lack the business edges', async () => {
    const { get } = await serve(small('{ obo_edges: false }'))
    const reply = await get(`/${OWN}/sent_inprogress_onbehalf_requests`)
    expect(reply.body.error.code).toBe(12)
  })
})
