import { describe, expect, it } from 'vitest'
import { pageTokenOf } from '../../src/sandbox/tokens.ts'
import { DANA, LEE, OWN, ROBOT, SMALL, serve, small } from './support/serve.ts'

const GRANT = { business: '3001', permitted_tasks: ['ANALYZE'] }
const MANAGER = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE']

describe('Page tokens', () => {
  it('come only to those who hold a task on the Page', async () => {
    const { get, pageToken, sandbox } = await serve(SMALL)
    const token = await pageToken('3333')
    expect(token).toMatch(/^[A-Za-z0-9]+$/)
    expect(token).not.toContain(sandbox.token)
    expect((await get('/3334', { fields: 'id,access_token' })).body).toEqual({ id: '3334' })
    const pages = await get(`/${OWN}/owned_pages`, { fields: 'id,access_token' })
    expect(pages.body.data).toEqual([{ id: '3333', access_token: token }, { id: '3334' }])
  })

  it('do not come without the scope that lists Pages', async () => {
    const { get } = await serve(SMALL.replace('pages_show_list, ', ''))
    expect((await get('/3333', { fields: 'access_token' })).body).toEqual({ id: '3333' })
    expect((await get('/me/accounts')).body.error.code).toBe(200)
  })

  it('are wanted on agencies, to read and to write', async () => {
    const { get, post, del, pageToken } = await serve(SMALL)
    expect((await get('/3333/agencies')).body.error.code).toBe(190)
    expect((await post('/3333/agencies', GRANT)).body.error.code).toBe(190)
    expect((await del('/3333/agencies', { business: '2002' })).body.error.code).toBe(190)
    const token = await pageToken('3333')
    expect((await get('/3333/agencies', {}, token)).body.data).toHaveLength(1)
    expect((await post('/3333/agencies', GRANT, token)).body).toEqual({ success: true })
    expect((await del('/3333/agencies', { business: '2002' }, token)).body.success).toBe(true)
    const rows = await get('/3333/agencies', { fields: 'id' }, token)
    expect(rows.body.data).toEqual([{ id: '3001' }])
  })

  it('are wanted on assigned_users, which otherwise answers code 10', async () => {
    const { get, post, pageToken } = await serve(SMALL)
    const assign = { user: DANA, business: OWN, tasks: ['ADVERTISE', 'ANALYZE'] }
    expect((await get('/3333/assigned_users', { business: OWN })).body.error.code).toBe(10)
    expect((await post('/3333/assigned_users', assign)).body.error.code).toBe(10)
    const token = await pageToken('3333')
    const rows = await get('/3333/assigned_users', { business: OWN, fields: 'id' }, token)
    expect(rows.body.data).toEqual([{ id: ROBOT }, { id: LEE }])
    expect((await post('/3333/assigned_users', assign, token)).body).toEqual({ success: true })
  })

  it('need the Page scope on assigned_users', async () => {
    const { get, pageToken } = await serve(SMALL.replace(', pages_manage_metadata', ''))
    const token = await pageToken('3333')
    const reply = await get('/3333/assigned_users', { business: OWN }, token)
    expect(reply.body.error.code).toBe(10)
    // A business-owned Page needs business_management only for its agencies.
    expect((await get('/3333/agencies', {}, token)).status).toBe(200)
  })

  it('need a manager of the Page behind them', async () => {
    const weak = SMALL.replace(`[${MANAGER.join(', ')}]`, '[ADVERTISE, ANALYZE]')
    const { get, post, pageToken } = await serve(weak)
    const token = await pageToken('3333')
    expect((await get('/3333/assigned_users', { business: OWN }, token)).body.error.code).toBe(10)
    expect((await get('/3333/agencies', {}, token)).body.error.code).toBe(200)
    expect((await post('/3333/agencies', GRANT, token)).body.error.code).toBe(200)
  })

  it('exist for Pages only', async () => {
    const { get, sandbox } = await serve(
      `${SMALL}pixels: { "5555": { name: Px, owner: "1001", users: { "${ROBOT}": [EDIT] } } }\n`,
    )
    const forged = pageTokenOf(sandbox.token, '5555')
    expect((await get('/5555', {}, forged)).body.error.code).toBe(190)
  })

  it('are good for their own Page alone', async () => {
    const { get, post, pageToken } = await serve(SMALL)
    const token = await pageToken('3333')
    expect((await get('/act_1111/agencies', {}, token)).body.error.code).toBe(190)
    expect((await get(`/${OWN}/owned_pages`, {}, token)).body.error.code).toBe(190)
    const ask = { page_id: '9333', permitted_tasks: ['ANALYZE'] }
    expect((await post(`/${OWN}/client_pages`, ask, token)).body.error.code).toBe(190)
  })

  it('die with the role they rest on', async () => {
    const { get, del, pageToken } = await serve(SMALL)
    const token = await pageToken('3333')
    await del('/3333/assigned_users', { user: ROBOT, business: OWN }, token)
    const reply = await get('/3333/agencies', {}, token)
    expect(reply.body.error).toMatchObject({ code: 190, error_subcode: 492 })
  })
})

describe('people of Pages', () => {
  it('want business on assigning', async () => {
    const { post, pageToken } = await serve(SMALL)
    const body = { user: DANA, tasks: ['ANALYZE'] }
    const reply = await post('/3333/assigned_users', body, await pageToken('3333'))
    expect(reply.body.error.message).toContain('The parameter business is required')
  })

  it('let an admin onto a Page with its own token, and from there on with the Page’s', async () => {
    const { post, get, pageToken } = await serve(SMALL)
    const self = { user: ROBOT, business: OWN, tasks: MANAGER }
    expect((await post('/3334/assigned_users', self)).body).toEqual({ success: true })
    const other = { user: LEE, business: OWN, tasks: ['ANALYZE'] }
    expect((await post('/3334/assigned_users', other)).body.error.code).toBe(10)
    const token = await pageToken('3334')
    expect((await post('/3334/assigned_users', other, token)).body).toEqual({ success: true })
    expect((await get('/3334/assigned_users', { business: OWN }, token)).body.data).toHaveLength(2)
  })

  it('let an admin put only itself on a Page in strict mode', async () => {
    const { post } = await serve(small('{ page_assign: strict }'))
    const other = { user: LEE, business: OWN, tasks: ['ANALYZE'] }
    expect((await post('/3334/assigned_users', other)).body.error.code).toBe(10)
    const self = { user: ROBOT, business: OWN, tasks: MANAGER }
    expect((await post('/3334/assigned_users', self)).status).toBe(200)
  })

  it('hold Page tasks only', async () => {
    const { post, pageToken } = await serve(SMALL)
    const token = await pageToken('3333')
    const assign = (tasks: string[]): ReturnType<typeof post> =>
      post('/3333/assigned_users', { user: DANA, business: OWN, tasks }, token)
    expect((await assign(['ANALYZE', 'DRAFT'])).body.error.code).toBe(100)
    expect((await assign(['PROFILE_PLUS_ANALYZE'])).status).toBe(200)
    const stranger = { user: '100000000000002', business: OWN, tasks: ['ANALYZE'] }
    const reply = await post('/3333/assigned_users', stranger, token)
    expect(reply.body.error.error_subcode).toBe(1752100)
    const foreign = { user: '61550000000000020', business: OWN, tasks: ['ANALYZE'] }
    expect((await post('/3333/assigned_users', foreign, token)).body.error.code).toBe(100)
  })
})
