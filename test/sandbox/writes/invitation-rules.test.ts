import { describe, expect, it } from 'vitest'
import { OWN, serve } from '../support/serve.ts'
import { INVITED, STAFF, staff } from '../support/staff.ts'

describe('an invitation that is out', () => {
  it('is withdrawn once', async () => {
    const served = await serve(STAFF)
    expect((await served.del(`/${INVITED}`)).body).toEqual({ success: true })
    expect((await served.get(`/${OWN}/pending_users`)).body.data).toEqual([])
    const again = (await served.del(`/${INVITED}`)).body.error
    expect(again).toMatchObject({ code: 100, error_subcode: 33 })
    expect(() => served.sandbox.play('accept', 'new@northwind.example')).toThrow('nobody')
  })

  it('takes another role, which the person then has', async () => {
    const served = await serve(STAFF)
    expect((await served.post(`/${INVITED}`, {})).body.error.code).toBe(100)
    const roles = { role: 'ADMIN', tasks: ['FINANCE_ANALYST'] }
    expect((await served.post(`/${INVITED}`, roles)).body.success).toBe(true)
    served.sandbox.play('accept', 'new@northwind.example')
    const fields = 'email,role,finance_permission'
    const { data } = (await served.get(`/${OWN}/business_users`, { fields })).body
    expect(data.at(-1)).toMatchObject({
      email: 'new@northwind.example',
      role: 'ADMIN',
      finance_permission: 'FINANCE_ANALYST',
    })
  })

  it('is nobody else’s to touch or to see', async () => {
    const other = '\n    invited: { "77000000000000002": { email: x@y.example } }'
    const world = STAFF.replace('name: Brightside', `name: Brightside${other}`)
    const served = await serve(world)
    for (const reply of [
      await served.get('/77000000000000002'),
      await served.del('/77000000000000002'),
      await served.post('/77000000000000002', { role: 'ADMIN' }),
    ]) {
      expect(reply.body.error).toMatchObject({ code: 100, error_subcode: 33 })
    }
  })
})

describe('an invitation whose time is over', () => {
  const ended = (modes: string): string =>
    staff(modes).replace(
      'created: 2026-11-01',
      'expires: 2026-11-20T09:00:00Z, created: 2026-10-21',
    )

  it.each([
    ['{}', 'PENDING'],
    ['{ ended_invitations: expired }', 'EXPIRED'],
  ])('may still be listed, and withdrawn: %s', async (modes, status) => {
    const served = await serve(ended(modes))
    const { data } = (await served.get(`/${OWN}/pending_users`, { fields: 'status' })).body
    expect(data).toEqual([{ id: INVITED, status }])
    expect((await served.get(`/${INVITED}`)).body.status).toBe(status)
    expect((await served.del(`/${INVITED}`)).body.success).toBe(true)
  })

  it('or is gone: then another is sent without more ado', async () => {
    const served = await serve(ended('{ ended_invitations: gone }'))
    expect((await served.get(`/${OWN}/pending_users`)).body.data).toEqual([])
    for (const reply of [await served.get(`/${INVITED}`), await served.del(`/${INVITED}`)]) {
      expect(reply.body.error).toMatchObject({ code: 100, error_subcode: 33 })
    }
    const invited = { email: 'new@northwind.example', role: 'EMPLOYEE' }
    const { id } = (await served.post(`/${OWN}/business_users`, invited)).body
    const { data } = (await served.get(`/${OWN}/pending_users`)).body
    expect(data.map((row: { id: string }) => row.id)).toEqual([id])
    served.sandbox.play('accept', 'new@northwind.example')
    expect(served.sandbox.world().businesses.get(OWN)?.invited.size).toBe(0)
  })
})
