import { describe, expect, it } from 'vitest'
import { DANA, LEE, MILO, OWN, ROBOT, type Served, SMALL, serve, small } from '../support/serve.ts'

const BUNDLE = ['ADVERTISE', 'ANALYZE']

async function agencies(served: Served, asset: string): Promise<Record<string, string>> {
  const fields = 'id,access_status'
  const reply = await served.get(`/${asset}/agencies`, { fields })
  const rows: { id: string; access_status: string }[] = reply.body.data
  return Object.fromEntries(rows.map((row) => [row.id, row.access_status]))
}

const rawTasks = (served: Served, asset: string, user: string): readonly string[] | undefined =>
  served.sandbox.world().assets.get(asset)?.users.get(user)

describe('agencies', () => {
  it('grants, shows the grant, refuses the second and revokes', async () => {
    const served = await serve(SMALL)
    const grant = { business: '3001', permitted_tasks: BUNDLE }
    const first = await served.post('/act_1111/agencies', grant)
    expect([first.status, first.body]).toEqual([200, { success: true }])
    expect(await agencies(served, 'act_1111')).toMatchObject({ '3001': 'CONFIRMED' })
    expect((await served.post('/act_1111/agencies', grant)).body.error.code).toBe(3989)
    const gone = await served.del('/act_1111/agencies', { business: '3001' })
    expect(gone.body).toEqual({ success: true })
    expect(await agencies(served, 'act_1111')).not.toHaveProperty('3001')
    const again = await served.del('/act_1111/agencies', { business: '3001' })
    expect(again.body.error.code).toBe(100)
    expect(served.sandbox.commits).toEqual([
      { method: 'POST', path: '/act_1111/agencies', params: grant },
      { method: 'DELETE', path: '/act_1111/agencies', params: { business: '3001' } },
    ])
  })

  it('accepts a pending request, and declines one on DELETE', async () => {
    const served = await serve(SMALL)
    await served.post('/act_1111/agencies', { business: '2003', permitted_tasks: ['ANALYZE'] })
    expect(await agencies(served, 'act_1111')).toMatchObject({ '2003': 'CONFIRMED' })
    const other = await serve(SMALL)
    await other.del('/act_1111/agencies', { business: '2003' })
    expect(await agencies(other, 'act_1111')).toEqual({ '2002': 'CONFIRMED' })
  })

  it('waits for an admin where the asset is under review, visible or not', async () => {
    for (const [mode, shown] of [
      ['{}', { '2002': 'PENDING' }],
      ['{ approval_visible: false }', {}],
    ] as const) {
      const served = await serve(small(mode))
      const grant = { business: '2002', permitted_tasks: BUNDLE }
      const reply = await served.post('/act_1112/agencies', grant)
      expect(reply.body).toEqual({ success: true, requires_admin_approval: true })
      expect(await agencies(served, 'act_1112')).toEqual(shown)
      served.sandbox.play('approve', 'act_1112/agencies/2002')
      expect(await agencies(served, 'act_1112')).toEqual({ '2002': 'CONFIRMED' })
    }
  })

  it('does not change what is under review, and keeps it from the agency meanwhile', async () => {
    const held = (served: Served): unknown =>
      served.sandbox.world().assets.get('act_1112')?.agencies.get('2002')
    const served = await serve(small('{ approval_visible: false }'))
    await served.post('/act_1112/agencies', { business: '2002', permitted_tasks: BUNDLE })
    const before = held(served)
    const again = { business: '2002', permitted_tasks: ['ANALYZE'] }
    const reply = await served.post('/act_1112/agencies', again)
    expect(reply.body.requires_admin_approval).toBe(true)
    expect(held(served)).toEqual(before)
    const fields = 'adaccount_permissions'
    const mirror = await served.get(`/${OWN}/agencies`, { fields })
    const lists: { id: string }[] = mirror.body.data[0].adaccount_permissions
    expect(lists.map(({ id }) => id)).toEqual(['act_1111'])
    // The same review, seen from the agency: nothing has reached it yet.
    const world = SMALL.replace(
      'name: Harbor Events, owner: "3001"',
      `name: Harbor Events, owner: "3001", agencies: { "${OWN}": { tasks: [ANALYZE], status: PENDING, waits_for: admin } }`,
    )
    const agency = await serve(world)
    const clients = await agency.get(`/${OWN}/clients`, { fields })
    expect(clients.body.data[0].adaccount_permissions).toHaveLength(1)
  })

  it('keeps the time of the request it accepts', async () => {
    const served = await serve(SMALL)
    await served.post('/act_1111/agencies', { business: '2003', permitted_tasks: ['ANALYZE'] })
    expect(served.sandbox.world().assets.get('act_1111')?.agencies.get('2003')).toEqual({
      tasks: ['ANALYZE'],
      status: 'CONFIRMED',
      requested: '2026-11-10T08:00:00Z',
      updated: '2026-11-22T10:00:00Z',
    })
  })

  it.each([
    ['refuse', 3989, BUNDLE],
    ['ignore', undefined, BUNDLE],
    ['replace', undefined, ['ANALYZE']],
  ] as const)('changes the tasks of an agency as the mode says: %s', async (mode, code, tasks) => {
    const served = await serve(small(`{ agency_update: ${mode} }`))
    const grant = { business: '2002', permitted_tasks: ['ANALYZE'] }
    const reply = await served.post('/act_1111/agencies', grant)
    expect(reply.body.error?.code).toBe(code)
    const asset = served.sandbox.world().assets.get('act_1111')
    expect(asset?.agencies.get('2002')?.tasks).toEqual(tasks)
    expect(asset?.users.get(MILO)).toEqual(tasks)
  })

  it('takes an agency’s people away with it', async () => {
    const served = await serve(SMALL)
    await served.del('/act_1111/agencies', { business: '2002' })
    expect(rawTasks(served, 'act_1111', MILO)).toBeUndefined()
    expect(rawTasks(served, 'act_1111', LEE)).toEqual(BUNDLE)
  })

  it.each([
    ['its owner', '/act_1111/agencies', { business: OWN, permitted_tasks: BUNDLE }, 3946],
    ['by an agency', '/act_9001/agencies', { business: '2002', permitted_tasks: BUNDLE }, 200],
    ['nobody', '/act_1112/agencies', { permitted_tasks: BUNDLE }, 100],
    ['a stranger', '/act_1112/agencies', { business: '4242', permitted_tasks: BUNDLE }, 100],
    ['no tasks', '/act_1112/agencies', { business: '2002', permitted_tasks: [] }, 100],
    ['absent tasks', '/act_1112/agencies', { business: '2002' }, 100],
    ['bad tasks', '/act_1112/agencies', { business: '2002', permitted_tasks: ['MODERATE'] }, 100],
    ['no list', '/act_1112/agencies', { business: '2002', permitted_tasks: 'ANALYZE' }, 100],
  ])('refuses to grant: %s', async (_why, path, body, code) => {
    const served = await serve(SMALL)
    const before = served.sandbox.world()
    const reply = await served.post(path, body)
    expect(reply.body.error).toMatchObject({ code, fbtrace_id: expect.any(String) })
    expect(served.sandbox.world()).toBe(before)
    expect(served.sandbox.commits).toEqual([])
  })
})

describe('assigned users', () => {
  it.each([
    ['replace', ['ANALYZE']],
    ['add', BUNDLE],
  ] as const)('takes a shorter list as the mode says: %s', async (mode, tasks) => {
    const served = await serve(small(`{ assignments: ${mode} }`))
    await served.post('/act_1111/assigned_users', { user: LEE, tasks: ['ANALYZE'] })
    expect(rawTasks(served, 'act_1111', LEE)).toEqual(tasks)
  })

  it('replaces the list of tasks, and takes the person off', async () => {
    const served = await serve(SMALL)
    const assign = { user: LEE, business: OWN, tasks: ['ANALYZE'] }
    expect((await served.post('/act_1111/assigned_users', assign)).body).toEqual({ success: true })
    expect(rawTasks(served, 'act_1111', LEE)).toEqual(['ANALYZE'])
    expect((await served.post('/act_1111/assigned_users', assign)).body).toEqual({ success: true })
    expect((await served.del('/act_1111/assigned_users', { user: LEE })).body.success).toBe(true)
    expect(rawTasks(served, 'act_1111', LEE)).toBeUndefined()
    const again = await served.del('/act_1111/assigned_users', { user: LEE })
    expect(again.body.error.code).toBe(100)
  })

  it.each([
    ['a Facebook-level id', { user: '100000000000002', tasks: BUNDLE }, 100, 1752100],
    ['a person of another business', { user: MILO, tasks: BUNDLE }, 2620, undefined],
    ['an unknown id', { user: '42', tasks: BUNDLE }, 2620, undefined],
    ['nobody', { tasks: BUNDLE }, 100, undefined],
    ['no tasks', { user: DANA, tasks: [] }, 100, undefined],
    ['absent tasks', { user: DANA }, 100, undefined],
    ['bad tasks', { user: DANA, tasks: ['CREATE_CONTENT'] }, 100, undefined],
    ['another business', { user: DANA, business: '2002', tasks: BUNDLE }, 100, undefined],
  ])('refuses to assign: %s', async (_why, body, code, subcode) => {
    const served = await serve(SMALL)
    const reply = await served.post('/act_1111/assigned_users', body)
    expect(reply.body.error.code).toBe(code)
    expect(reply.body.error.error_subcode).toBe(subcode)
    expect(served.sandbox.commits).toEqual([])
  })

  it('limits an agency’s people to what the agency may do', async () => {
    const served = await serve(SMALL)
    const above = { user: DANA, business: OWN, tasks: ['MANAGE', ...BUNDLE] }
    expect((await served.post('/act_9001/assigned_users', above)).body.error.code).toBe(200)
    const within = { user: DANA, business: OWN, tasks: ['ANALYZE'] }
    expect((await served.post('/act_9001/assigned_users', within)).status).toBe(200)
    const asked = await served.post('/act_9002/assigned_users', within)
    expect(asked.body.error.code).toBe(200)
  })

  it('accepts only the documented bundles in strict mode', async () => {
    const served = await serve(small('{ bundles: strict }'))
    const assign = (tasks: string[]): ReturnType<Served['post']> =>
      served.post('/act_1111/assigned_users', { user: DANA, tasks })
    const alone = await assign(['ADVERTISE'])
    expect(alone.body.error).toMatchObject({ code: 100, error_subcode: 1752129 })
    expect((await assign([...BUNDLE, 'DRAFT'])).status).toBe(200)
    const loose = await serve(SMALL)
    const body = { user: DANA, tasks: ['ADVERTISE'] }
    expect((await loose.post('/act_1111/assigned_users', body)).status).toBe(200)
  })

  it('refuses or accepts unknown tasks it read back', async () => {
    const body = { user: LEE, tasks: [...BUNDLE, 'FUTURE_TASK'] }
    const refusing = await serve(SMALL)
    expect((await refusing.post('/act_1111/assigned_users', body)).body.error.code).toBe(100)
    const accepting = await serve(small('{ unknown_tasks: accept }'))
    expect((await accepting.post('/act_1111/assigned_users', body)).status).toBe(200)
    const invented = { user: LEE, tasks: ['INVENTED'] }
    const reply = await accepting.post('/act_1111/assigned_users', invented)
    expect(reply.body.error.code).toBe(100)
  })

  it('needs an admin or a manager of the asset', async () => {
    const employee = SMALL.replace(
      'name: Automation, role: ADMIN',
      'name: Automation, role: EMPLOYEE',
    )
    const served = await serve(employee)
    const body = { user: DANA, tasks: BUNDLE }
    expect((await served.post('/act_1111/assigned_users', body)).status).toBe(200)
    expect((await served.post('/act_1112/assigned_users', body)).body.error.code).toBe(200)
    const request = { adaccount_id: 'act_9002', permitted_tasks: BUNDLE }
    const asked = await served.post(`/${OWN}/client_ad_accounts`, request)
    expect(asked.body.error.code).toBe(200)
  })

  it('has no DELETE for the people of a pixel', async () => {
    const world = `${SMALL}pixels: { "5555": { name: Px, owner: "1001", users: { "${LEE}": [ANALYZE] } } }\n`
    const served = await serve(world)
    const reply = await served.del('/5555/assigned_users', { user: LEE })
    expect(reply.body.error).toMatchObject({ code: 100, error_subcode: 33 })
    const manage = { user: LEE, tasks: ['MANAGE'] }
    expect((await served.post('/5555/assigned_users', manage)).body.error.code).toBe(100)
  })
})

describe('requests from our side', () => {
  it('asks, shows the request as pending, and takes it back', async () => {
    const served = await serve(SMALL)
    const ask = { adaccount_id: 'act_9002', permitted_tasks: BUNDLE }
    const reply = await served.post(`/${OWN}/client_ad_accounts`, ask)
    expect(reply.body).toEqual({ access_status: 'PENDING' })
    const fields = 'id,ad_account{id,name},permitted_tasks'
    const pending = await served.get(`/${OWN}/pending_client_ad_accounts`, { fields })
    expect(pending.body.data[0].ad_account).toEqual({ id: 'act_9002', name: 'Harbor Events' })
    expect(pending.body.data[0].id).not.toBe('act_9002')
    const clients = await served.get(`/${OWN}/clients`, { fields: 'adaccount_permissions' })
    expect(clients.body.data[0].adaccount_permissions[1]).toMatchObject({
      id: 'act_9002',
      access_status: 'CLIENT_RESPONSE_PENDING',
      access_requested_time: '2026-11-22T10:00:00+0000',
    })
    const held = await served.get(`/${OWN}/client_ad_accounts`, { fields: 'id' })
    expect(held.body.data).toEqual([{ id: 'act_9001' }])
    const twice = await served.post(`/${OWN}/client_ad_accounts`, ask)
    expect(twice.body.error.code).toBe(3936)
    await served.del(`/${OWN}/ad_accounts`, { adaccount_id: 'act_9002' })
    const after = await served.get(`/${OWN}/pending_client_ad_accounts`)
    expect(after.body.data).toEqual([])
  })

  it('lists requests by the id of the asset where the mode says so', async () => {
    const served = await serve(small('{ request_rows: asset }'))
    const ask = { adaccount_id: 'act_9002', permitted_tasks: BUNDLE }
    await served.post(`/${OWN}/client_ad_accounts`, ask)
    const fields = 'id,ad_account{id}'
    const pending = await served.get(`/${OWN}/pending_client_ad_accounts`, { fields })
    expect(pending.body.data).toEqual([{ id: 'act_9002', ad_account: { id: 'act_9002' } }])
  })

  it('asks for a Page, and works on it once the owner accepts', async () => {
    const served = await serve(SMALL)
    const ask = { page_id: '9333', permitted_tasks: BUNDLE }
    await served.post(`/${OWN}/client_pages`, ask)
    const pending = await served.get(`/${OWN}/pending_client_pages`, { fields: 'page{id}' })
    expect(pending.body.data[0].page).toEqual({ id: '9333' })
    served.sandbox.play('accept', '9333/request')
    const held = await served.get(`/${OWN}/client_pages`, { fields: 'id' })
    expect(held.body.data).toEqual([{ id: '9333' }])
    const assign = { user: LEE, business: OWN, tasks: ['ANALYZE'] }
    expect((await served.post('/9333/assigned_users', assign)).status).toBe(200)
    expect(rawTasks(served, '9333', LEE)).toEqual(['ANALYZE'])
  })

  it.each([
    ['an own account', '/client_ad_accounts', { adaccount_id: 'act_1111' }, 3944],
    ['one it has', '/client_ad_accounts', { adaccount_id: 'act_9001' }, 3944],
    ['an unknown one', '/client_ad_accounts', { adaccount_id: 'act_4242' }, 100],
    ['a Page as an account', '/client_ad_accounts', { adaccount_id: '9333' }, 100],
    ['nothing', '/client_pages', {}, 100],
  ])('refuses to ask for %s', async (_what, edge, body, code) => {
    const served = await serve(SMALL)
    const reply = await served.post(`/${OWN}${edge}`, { ...body, permitted_tasks: ['ANALYZE'] })
    expect(reply.body.error.code).toBe(code)
  })

  it('may have lost the right to ask for ad accounts', async () => {
    const served = await serve(small('{ ad_account_requests: false }'))
    const ask = { adaccount_id: 'act_9002', permitted_tasks: BUNDLE }
    expect((await served.post(`/${OWN}/client_ad_accounts`, ask)).body.error.code).toBe(3)
  })

  it('needs the Page scope to ask for Pages', async () => {
    const served = await serve(SMALL.replace(', pages_manage_metadata', ''))
    const ask = { page_id: '9333', permitted_tasks: ['ANALYZE'] }
    expect((await served.post(`/${OWN}/client_pages`, ask)).body.error.code).toBe(10)
  })

  it('gives access up, its people with it', async () => {
    const served = await serve(SMALL)
    await served.del(`/${OWN}/ad_accounts`, { adaccount_id: 'act_9001' })
    const asset = served.sandbox.world().assets.get('act_9001')
    expect([asset?.agencies.size, asset?.users.size]).toEqual([0, 0])
    const again = await served.del(`/${OWN}/ad_accounts`, { adaccount_id: 'act_9001' })
    expect(again.body.error.code).toBe(100)
  })

  it('refuses that on an owned account, but gives an owned Page up', async () => {
    const served = await serve(SMALL)
    const account = await served.del(`/${OWN}/ad_accounts`, { adaccount_id: 'act_1111' })
    expect(account.body.error.code).toBe(100)
    expect(served.sandbox.world().assets.get('act_1111')?.owner).toBe(OWN)
    const page = await served.del(`/${OWN}/pages`, { page_id: '3333' })
    expect(page.body).toEqual({ success: true })
    const lost = served.sandbox.world().assets.get('3333')
    expect(lost?.owner).toBeUndefined()
    expect(lost?.users.has(ROBOT)).toBe(false)
  })

  it('speaks only for its own business', async () => {
    const served = await serve(SMALL)
    const ask = { page_id: '9333', permitted_tasks: ['ANALYZE'] }
    expect((await served.post('/2002/client_pages', ask)).body.error.code).toBe(200)
  })
})

describe('on-behalf-of', () => {
  it('cancels what we sent, once, and answers with a string', async () => {
    const served = await serve(SMALL)
    expect((await served.del('/660000000000002')).body).toEqual({ success: 'true' })
    expect((await served.get('/660000000000002')).body.status).toBe('CANCELED')
    expect((await served.del('/660000000000002')).body.error.code).toBe(100)
    expect((await served.del('/660000000000001')).body.error.code).toBe(200)
  })
})

describe('what nobody may write', () => {
  it.each([
    ['POST', `/${OWN}/owned_pages`],
    ['POST', `/${OWN}/owned_ad_accounts`],
    ['DELETE', `/${OWN}/agencies`],
    ['DELETE', `/${OWN}/clients`],
    ['DELETE', '/act_1111'],
    ['DELETE', `/${OWN}/business_users`],
    ['DELETE', `/${ROBOT}`],
    ['DELETE', `/${MILO}`],
    ['POST', `/${MILO}`],
    ['POST', `/${OWN}/system_users`],
    ['POST', `/${OWN}/pending_users`],
    ['POST', '/act_1111/onbehalf_requests'],
  ])('refuses %s %s', async (method, path) => {
    const served = await serve(SMALL)
    const before = served.sandbox.world()
    const call = method === 'POST' ? served.post(path, { business: '2002' }) : served.del(path)
    expect((await call).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    expect(served.sandbox.world()).toBe(before)
  })
})

describe('answers', () => {
  it('may carry success as a string', async () => {
    const served = await serve(small('{ success_style: string }'))
    const body = { user: DANA, tasks: BUNDLE }
    expect((await served.post('/act_1111/assigned_users', body)).body).toEqual({ success: 'true' })
  })

  it('tells who keeps the world after each change only', async () => {
    const seen: number[] = []
    const served = await serve(SMALL, { onChange: (world) => seen.push(world.assets.size) })
    await served.post('/act_1111/assigned_users', { user: DANA, tasks: BUNDLE })
    await served.post('/act_1111/assigned_users', { user: '42', tasks: BUNDLE })
    await served.get('/me')
    expect(seen).toEqual([7])
  })
})
