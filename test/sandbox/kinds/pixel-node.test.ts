import { describe, expect, it } from 'vitest'
import { LEE, OWN, type Reply, type Served, serve } from '../support/serve.ts'
import { SIX, six } from './six-kinds.ts'

const sorted = (list: readonly string[]): readonly string[] => [...list].sort()
const ids = (reply: Reply): readonly string[] => reply.body.data.map(({ id }: { id: string }) => id)

describe('a pixel', () => {
  it('is listed like the recorded ones: numbers, flags, and times of mixed offsets', async () => {
    const { get } = await serve(SIX)
    const own = ['last_fired_time', 'creation_time', 'is_unavailable', 'enable_automatic_matching']
    const fields = `id,name,${own.join()},data_use_setting,assigned_users.business(${OWN}){id,tasks}`
    const ours = (await get(`/${OWN}/owned_pixels`, { fields })).body.data[0]
    expect(ours).toMatchObject({
      name: 'Shop pixel',
      last_fired_time: expect.stringMatching(/\+0100$/),
      creation_time: expect.stringMatching(/\+0000$/),
      is_unavailable: false,
      enable_automatic_matching: true,
      data_use_setting: expect.any(String),
    })
    const theirs = (await get(`/${OWN}/client_pixels`, { fields })).body.data[0]
    expect(theirs).not.toHaveProperty('assigned_users')
  })

  it('reads back as the rows that were seen', async () => {
    const { get, post } = await serve(SIX)
    const read = async (): Promise<readonly string[]> => {
      const reply = await get('/5001/assigned_users', { business: OWN, fields: 'tasks' })
      const row = reply.body.data.find(({ id }: { id: string }) => id === LEE)
      return sorted(row.tasks)
    }
    const seen: Readonly<Record<string, readonly string[]>> = {
      ANALYZE: ['ANALYZE'],
      ADVERTISE: ['ADVERTISE', 'ANALYZE'],
      EDIT: ['EDIT', 'UPLOAD'],
      UPLOAD: ['EDIT', 'UPLOAD'],
    }
    for (const [task, tasks] of Object.entries(seen)) {
      await post('/5001/assigned_users', { user: LEE, business: OWN, tasks: [task] })
      expect(await read()).toEqual(tasks)
    }
  })

  it('has no manager task: MANAGE is refused for people and partners, by the names there are', async () => {
    const { post } = await serve(SIX)
    const person = await post('/5001/assigned_users', { user: LEE, tasks: ['MANAGE'] })
    expect([person.status, person.body.error.code]).toEqual([400, 100])
    expect(person.body.error.message).toContain('{ADVERTISE, ANALYZE, EDIT, UPLOAD, AA_ANALYZE}')
    const share = { business: '3001', permitted_tasks: ['MANAGE'] }
    expect((await post('/5001/agencies', share)).body.error.message).toContain(
      '{ADVERTISE, ANALYZE, EDIT, UPLOAD}',
    )
  })

  it('is changed by an admin only, for nobody manages it', async () => {
    const employee = SIX.replace(
      'name: Automation, role: ADMIN',
      'name: Automation, role: EMPLOYEE',
    )
    const { get, post } = await serve(employee)
    expect((await get('/5001/assigned_users', { business: OWN })).status).toBe(200)
    const person = { user: LEE, tasks: ['ADVERTISE', 'ANALYZE'] }
    expect((await post('/5001/assigned_users', person)).body.error.code).toBe(200)
  })

  it('tells what its partners may do, but not since when, nor whether they have accepted', async () => {
    const { get } = await serve(SIX)
    const rows = (await get('/5001/agencies')).body.data
    expect(rows).toEqual([
      { id: '2002', name: 'Brightside', permitted_tasks: expect.arrayContaining(['ADVERTISE']) },
    ])
    for (const field of ['access_status', 'access_requested_time', 'access_updated_time']) {
      const { body } = await get('/5001/agencies', { fields: `id,${field}` })
      expect(body.error).toMatchObject({ code: 100, message: expect.stringContaining(field) })
    }
    expect((await get('/5001/agencies', { fields: 'permitted_roles' })).status).toBe(200)
    const told = await serve(six('{ agency_status: everywhere }'))
    const { body } = await told.get('/5001/agencies', { fields: 'access_status' })
    expect(body.data).toEqual([{ id: '2002', access_status: 'CONFIRMED' }])
  })
})

describe('a share', () => {
  const share = async (served: Served, business: string): Promise<Reply> =>
    served.post('/5001/agencies', { business, permitted_tasks: ['ANALYZE'] })
  const status = (served: Served, business: string): string | undefined =>
    served.sandbox.world().assets.get('5001')?.agencies.get(business)?.status

  it('with a stranger waits for the stranger, unseen where no status would tell', async () => {
    const served = await serve(SIX)
    expect((await share(served, '2003')).body).toEqual({ success: true })
    expect(ids(await served.get('/5001/agencies'))).toEqual(['2002'])
    expect((await share(served, '2003')).body).toEqual({ success: true })
    expect(status(served, '2003')).toBe('PENDING')
    expect(() => served.sandbox.play('approve', '5001/agencies/2003')).toThrow('the partner must')
    served.sandbox.play('accept', '5001/agencies/2003')
    expect(ids(await served.get('/5001/agencies'))).toEqual(['2002', '2003'])
    expect((await share(served, '2003')).body.error.code).toBe(3989)
  })

  it('shows as pending where the status is told, and can be taken back', async () => {
    const served = await serve(six('{ agency_status: everywhere }'))
    await share(served, '2003')
    const rows = await served.get('/5001/agencies', { fields: 'id,access_status' })
    expect(rows.body.data).toEqual([
      { id: '2002', access_status: 'CONFIRMED' },
      { id: '2003', access_status: 'PENDING' },
    ])
    await served.del('/5001/agencies', { business: '2003' })
    expect(status(served, '2003')).toBeUndefined()
  })

  it('is in force at once with who shares anything with us, in either direction', async () => {
    const served = await serve(SIX)
    await share(served, '3001')
    expect(status(served, '3001')).toBe('CONFIRMED')
    const always = await serve(six('{ partner_accepts: always }'))
    await share(always, '3001')
    expect(status(always, '3001')).toBe('PENDING')
    const never = await serve(six('{ partner_accepts: never }'))
    await share(never, '2003')
    expect(status(never, '2003')).toBe('CONFIRMED')
  })

  it('does not wait on ad accounts and WhatsApp accounts; it does on catalogs and Instagram', async () => {
    const found: Record<string, string | undefined> = {}
    for (const [asset, task] of [
      ['act_1111', 'ANALYZE'],
      ['6001', 'ADVERTISE'],
      ['104000000000001', 'ANALYZE'],
    ] as const) {
      const { post, sandbox } = await serve(six('{ partner_accepts: always }'))
      await post(`/${asset}/agencies`, { business: '3001', permitted_tasks: [task] })
      found[asset] = sandbox.world().assets.get(asset)?.agencies.get('3001')?.status
    }
    expect(found).toEqual({
      act_1111: 'CONFIRMED',
      '6001': 'PENDING',
      '104000000000001': 'PENDING',
    })
  })

  it('reaches us as a client’s asset only once we have accepted', async () => {
    const offered = SIX.replace(
      `agencies: { "${OWN}": [ADVERTISE, ANALYZE] } }`,
      `agencies: { "${OWN}": { tasks: [ANALYZE], waits_for: partner } } }`,
    )
    const served = await serve(offered)
    expect(ids(await served.get(`/${OWN}/client_pixels`))).toEqual([])
    served.sandbox.play('accept', `5009/agencies/${OWN}`)
    const rows = await served.get(`/${OWN}/client_pixels`, { fields: 'id,permitted_tasks' })
    expect(rows.body.data).toEqual([{ id: '5009', permitted_tasks: ['ANALYZE'] }])
  })
})
