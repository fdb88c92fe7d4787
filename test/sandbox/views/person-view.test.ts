import { describe, expect, it } from 'vitest'
import { DANA, LEE, OWN, ROBOT, serve } from '../support/serve.ts'
import { IDA, STAFF, staff, staffAs } from '../support/staff.ts'

describe('people of a business', () => {
  it('answer every documented field, with or without a value', async () => {
    const { get } = await serve(STAFF)
    const documented =
      'id,name,first_name,last_name,email,role,tasks,title,pending_email,finance_permission,' +
      'ip_permission,two_fac_status,marked_for_removal,business,business_role_request'
    const { data } = (await get(`/${OWN}/business_users`, { fields: documented })).body
    expect(data.find(({ id }: { id: string }) => id === LEE)).toEqual({
      id: LEE,
      name: 'Lee Park',
      first_name: 'Lee',
      last_name: 'Park',
      email: 'lee@northwind.example',
      role: 'ADMIN',
      tasks: ['ADMIN', 'FINANCE_EDITOR'],
      finance_permission: 'FINANCE_EDITOR',
      marked_for_removal: false,
      business: { id: OWN, name: 'Northwind' },
    })
    const fields = 'id,name,role,created_by,created_time,finance_permission,ip_permission'
    const robots = (await get(`/${OWN}/system_users`, { fields })).body.data
    expect(robots).toEqual([
      {
        id: ROBOT,
        name: 'Automation',
        role: 'ADMIN',
        created_by: { id: '100000000000002', name: 'Lee Park' },
        created_time: '2026-01-05T09:00:00+0000',
      },
    ])
  })

  it('keep the spelling of a role, and an admin is one in any', async () => {
    const { get, del } = await serve(staffAs(IDA))
    const { body } = await get(`/${IDA}`, { fields: 'role' })
    expect(body.role).toBe('Admin')
    expect((await del(`/${DANA}`)).status).toBe(200)
  })

  it.each([LEE, 'lee@northwind.example'])(
    'may be left out of the list by %s, and show on the assets all the same',
    async (name) => {
      const { get } = await serve(staff(`{ unlisted: ["${name}"] }`))
      const ids = async (path: string): Promise<readonly string[]> =>
        (await get(path, { business: OWN })).body.data.map((row: { id: string }) => row.id)
      expect((await ids(`/${OWN}/business_users`)).toSorted()).toEqual([DANA, IDA])
      expect(await ids('/act_1111/assigned_users')).toContain(LEE)
    },
  )

  it('know their ids in every business', async () => {
    const other = 'users: { "61550000000000777": { name: Lee P, user: "100000000000002" } } }'
    const world = staffAs(LEE).replace('name: Old Mill }', `name: Old Mill, ${other}`)
    const { get } = await serve(world)
    const { body } = await get('/me', { fields: 'business_users{id,business{id}}' })
    expect(body.business_users.data).toEqual([
      { id: LEE, business: { id: OWN } },
      { id: '61550000000000777', business: { id: '2003' } },
    ])
    const robot = await serve(STAFF)
    expect((await robot.get('/me', { fields: 'business_users' })).body.error.code).toBe(100)
  })

  it('tell nobody else which second factor the business wants', async () => {
    const wants = 'name: Brightside\n    two_factor_type: all_required'
    const { get } = await serve(STAFF.replace('name: Brightside', wants))
    const read = async (id: string): Promise<object> =>
      (await get(`/${id}`, { fields: 'two_factor_type' })).body
    expect(await read(OWN)).toEqual({ id: OWN, two_factor_type: 'none' })
    expect(await read('2002')).toEqual({ id: '2002' })
  })
})
