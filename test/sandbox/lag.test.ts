import { describe, expect, it } from 'vitest'
import { LEE, OWN, type Served, serve } from './support/serve.ts'
import { INVITED, STAFF, staff } from './support/staff.ts'

const idsIn = async ({ get }: Served, edge: string): Promise<readonly string[]> =>
  (await get(`/${OWN}/${edge}`, { fields: 'id' })).body.data.map((row: { id: string }) => row.id)

const invite = async ({ post }: Served): Promise<string> =>
  (await post(`/${OWN}/business_users`, { email: 'eve@northwind.example' })).body.id

describe('lists of people that lag', () => {
  it('show them as before for so many reads each, while the node is there at once', async () => {
    const served = await serve(staff('{ people_lag: 2 }'))
    const id = await invite(served)
    expect((await served.get(`/${id}`)).body.id).toBe(id)
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED])
    expect(await idsIn(served, 'business_users')).toHaveLength(3)
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED])
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED, id])
  })

  it('do so after a removal, a role and a withdrawal too', async () => {
    const served = await serve(staff('{ people_lag: 1 }'))
    await served.del(`/${LEE}`)
    expect(await idsIn(served, 'business_users')).toContain(LEE)
    expect(await idsIn(served, 'business_users')).not.toContain(LEE)
    await served.del(`/${INVITED}`)
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED])
    expect(await idsIn(served, 'pending_users')).toEqual([])
  })

  it('lag behind one write alone where a fault says so, and not at all otherwise', async () => {
    const once = { match: { method: 'POST', path: 'business_users' }, times: 1 }
    const faults = [{ ...once, do: { stale_reads: 1 } }]
    const served = await serve(STAFF, { faults })
    const id = await invite(served)
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED])
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED, id])
    await served.del(`/${id}`)
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED])
  })

  it('count one read, however many fields look at them', async () => {
    const served = await serve(staff('{ people_lag: 1 }'))
    const id = await invite(served)
    const fields = 'pending_users{id},business_users{id},system_users{id}'
    const first = (await served.get(`/${OWN}`, { fields })).body.pending_users.data
    expect(first).toHaveLength(1)
    expect(await idsIn(served, 'pending_users')).toEqual([INVITED, id])
  })
})

describe('answers of writes on people that are lost', () => {
  it.each([
    ['POST', `/${OWN}/business_users`],
    ['DELETE', `/${LEE}`],
    ['DELETE', `/${INVITED}`],
  ])('leave them done: %s %s', async (method, path) => {
    const faults = [
      { match: { method, path: `^${path}$` }, times: 1, do: { drop: 'after' as const } },
    ]
    const served = await serve(STAFF, { faults })
    const before = served.sandbox.world()
    const call =
      method === 'POST' ? served.post(path, { email: 'eve@northwind.example' }) : served.del(path)
    await expect(call).rejects.toThrow()
    expect(served.sandbox.world()).not.toBe(before)
    expect(served.sandbox.commits).toHaveLength(1)
  })
})
