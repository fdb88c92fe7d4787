import { describe, expect, it } from 'vitest'
import { LEE, OWN, ROBOT, type Served, serve } from '../support/serve.ts'
import { NOBODY, SIX } from './six-kinds.ts'

describe('a WhatsApp account', () => {
  it('keeps MANAGE alone, as the web pages store full access', async () => {
    const { get, post } = await serve(SIX)
    await post('/7001/assigned_users', { user: NOBODY, business: OWN, tasks: ['MANAGE'] })
    const rows = (await get('/7001/assigned_users', { business: OWN, fields: 'id,tasks' })).body
      .data
    expect(rows).toContainEqual({ id: NOBODY, tasks: ['MANAGE'] })
    const inverse = await get(`/${NOBODY}/assigned_whatsapp_business_accounts`)
    expect(inverse.body.data).toEqual([{ name: 'Support line', tasks: ['MANAGE'], id: '7001' }])
    const permitted = await get(`/${LEE}/assigned_whatsapp_business_accounts`, {
      fields: 'permitted_tasks',
    })
    expect(permitted.body.error.code).toBe(100)
  })

  it('refuses a system user that raises itself, and nothing else', async () => {
    const give = (served: Served, user: string, tasks: readonly string[]): Promise<number> =>
      served.post('/7001/assigned_users', { user, business: OWN, tasks }).then((it) => it.status)
    const served = await serve(SIX)
    expect(await give(served, ROBOT, ['VIEW_COST', 'MANAGE'])).toBe(403)
    expect(served.sandbox.commits).toEqual([])
    expect(await give(served, ROBOT, ['VIEW_COST'])).toBe(200)
    expect(await give(served, LEE, ['MESSAGING'])).toBe(200)
    // A manager lowers itself.
    const manager = await serve(SIX.replace(`"${ROBOT}": [VIEW_COST]`, `"${ROBOT}": [MANAGE]`))
    expect(await give(manager, ROBOT, ['VIEW_COST'])).toBe(200)
    expect(await give(manager, ROBOT, ['MANAGE'])).toBe(403)
    // On other kinds a system user may.
    const { status } = await served.post('/6001/assigned_users', {
      user: ROBOT,
      tasks: ['MANAGE', 'MANAGE_AR'],
    })
    expect(status).toBe(200)
  })

  it('of a client is listed without what we may hand on', async () => {
    const { get } = await serve(SIX)
    const edge = `/${OWN}/client_whatsapp_business_accounts`
    expect((await get(edge)).body.data).toEqual([{ name: 'Harbor line', id: '7009' }])
    expect((await get(edge, { fields: 'permitted_tasks' })).body.error.code).toBe(100)
  })
})
