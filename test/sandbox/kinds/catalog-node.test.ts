import { describe, expect, it } from 'vitest'
import { LEE, OWN, ROBOT, type Served, serve } from '../support/serve.ts'
import { SIX, six } from './six-kinds.ts'

const sorted = (list: readonly string[]): readonly string[] => [...list].sort()
const tasksOf = (served: Served, business: string): readonly string[] | undefined =>
  served.sandbox.world().assets.get('6001')?.agencies.get(business)?.tasks

describe('a catalog', () => {
  it('says whose it is by both names', async () => {
    const { get } = await serve(SIX)
    const { body } = await get('/6001', { fields: 'business,owner_business,is_catalog_segment' })
    const owner = { id: OWN, name: 'Northwind' }
    expect(body).toEqual({
      business: owner,
      owner_business: owner,
      is_catalog_segment: false,
      id: '6001',
    })
  })

  it('of a client is listed with roles and no tasks', async () => {
    const { get } = await serve(SIX)
    expect((await get(`/${OWN}/client_product_catalogs`)).body.data).toEqual([
      { name: 'Harbor goods', permitted_roles: ['ADVERTISER'], id: '6009' },
    ])
    const asked = await get(`/${OWN}/client_product_catalogs`, { fields: 'permitted_tasks' })
    expect(asked.body.error.code).toBe(100)
  })

  it('is shared by tasks or by roles, and tells both', async () => {
    const served = await serve(SIX)
    await served.post('/6001/agencies', { business: '3001', permitted_roles: ['ADMIN'] })
    expect(sorted(tasksOf(served, '3001') ?? [])).toEqual(['ADVERTISE', 'MANAGE'])
    const fields = 'id,permitted_roles,access_status'
    expect((await served.get('/6001/agencies', { fields })).body.data).toEqual([
      { id: '2002', permitted_roles: ['ADMIN'], access_status: 'CONFIRMED' },
      { id: '3001', permitted_roles: ['ADMIN'], access_status: 'CONFIRMED' },
    ])
    const wrong = await served.post('/6001/agencies', { business: '2003', permitted_roles: ['X'] })
    expect(wrong.body.error.message).toContain('{ADMIN, ADVERTISER}')
    // No other kind knows roles: the tasks are missing there.
    const pixel = { business: '3001', permitted_roles: ['ADMIN'] }
    expect((await served.post('/5001/agencies', pixel)).body.error.code).toBe(100)
  })

  it('stands in its people’s own lists with tasks, or with roles where the mode says so', async () => {
    const { get } = await serve(SIX)
    const edge = 'assigned_product_catalogs'
    const fields = 'id,tasks,permitted_tasks,permitted_roles'
    const tasks = (await get(`/${LEE}/${edge}`, { fields })).body.data
    expect(tasks).toEqual([
      { id: '6001', tasks: ['ADVERTISE'], permitted_tasks: expect.arrayContaining(['MANAGE']) },
    ])
    const roles = await serve(six('{ person_rows: roles }'))
    const rowOf = async (person: string): Promise<object> =>
      (await roles.get(`/${person}/${edge}`, { fields })).body.data[0]
    expect(await rowOf(LEE)).toEqual({ id: '6001', permitted_roles: ['ADVERTISER'] })
    expect(await rowOf(ROBOT)).toEqual({ id: '6001', permitted_roles: ['ADMIN'] })
    const pages = await roles.get(`/${LEE}/assigned_pages`, { fields: 'id,tasks' })
    expect(pages.body.data[0].tasks).toContain('MODERATE')
  })

  it('brings ADVERTISE along with MANAGE', async () => {
    const { get, post } = await serve(SIX)
    await post('/6001/assigned_users', { user: LEE, business: OWN, tasks: ['MANAGE'] })
    const rows = (await get('/6001/assigned_users', { business: OWN, fields: 'tasks' })).body.data
    expect(sorted(rows[1].tasks)).toEqual(['ADVERTISE', 'MANAGE'])
  })

  it('alone of the further kinds shows in the mirrors', async () => {
    const { get } = await serve(SIX)
    const permissions = ['adaccount', 'page', 'application', 'productcatalog'].map(
      (name) => `${name}_permissions`,
    )
    const fields = `id,${permissions.join()},shared_ca_count`
    const [row] = (await get(`/${OWN}/agencies`, { fields })).body.data
    expect(Object.keys(row)).toEqual([
      'id',
      'adaccount_permissions',
      'page_permissions',
      'productcatalog_permissions',
      'shared_ca_count',
    ])
    expect(row.productcatalog_permissions).toEqual([
      {
        id: '6001',
        access_status: 'CONFIRMED',
        permitted_tasks: expect.arrayContaining(['MANAGE']),
      },
    ])
    const clients = (await get(`/${OWN}/clients`, { fields })).body.data
    expect(clients[0].productcatalog_permissions[0].id).toBe('6009')
    for (const kind of ['pixel', 'adspixel', 'instagram', 'whatsapp']) {
      const { body } = await get(`/${OWN}/agencies`, { fields: `${kind}_permissions` })
      expect(body.error.code).toBe(100)
    }
  })

  it('keeps who holds a pixel, an Instagram or a WhatsApp account alone out of the mirrors', async () => {
    const { get, post } = await serve(six('{ partner_accepts: never }'))
    const before = (await get(`/${OWN}/agencies`)).body.data.length
    await post('/5001/agencies', { business: '3001', permitted_tasks: ['ANALYZE'] })
    await post('/104000000000001/agencies', { business: '3001', permitted_tasks: ['ANALYZE'] })
    expect((await get(`/${OWN}/agencies`)).body.data).toHaveLength(before)
    await post('/6001/agencies', { business: '3001', permitted_tasks: ['ADVERTISE'] })
    expect((await get(`/${OWN}/agencies`)).body.data).toHaveLength(before + 1)
  })
})
