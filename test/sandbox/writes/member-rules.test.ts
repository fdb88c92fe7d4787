import { describe, expect, it } from 'vitest'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { DANA, LEE, MILO, OWN, ROBOT, type Served, serve } from '../support/serve.ts'
import { IDA, INVITED, STAFF, staff, staffAs } from '../support/staff.ts'

const ROLES = 'id,role,finance_permission,tasks,marked_for_removal'

interface Row {
  readonly id: string
  readonly role: string
}

async function users({ get }: Served): Promise<Record<string, Row>> {
  const { data } = (await get(`/${OWN}/business_users`, { fields: ROLES })).body
  return Object.fromEntries(data.map((row: Row) => [row.id, row]))
}

/** Every asset and group of the world on which somebody holds something. */
function heldBy({ sandbox }: Served, person: string): readonly string[] {
  const { assets, groups } = sandbox.world()
  return [...assets, ...groups].flatMap(([id, { users }]) => (users.has(person) ? [id] : []))
}

describe('a role', () => {
  it('is changed by a POST on the person, up and down, and reads back in capitals', async () => {
    const served = await serve(STAFF)
    const up = await served.post(`/${DANA}`, { role: 'ADMIN' })
    expect(up.body).toEqual({ success: true })
    expect((await users(served))[DANA]?.role).toBe('ADMIN')
    await served.post(`/${IDA}`, { role: 'EMPLOYEE' })
    expect((await users(served))[IDA]?.role).toBe('EMPLOYEE')
    expect(served.sandbox.commits.map(({ path }) => path)).toEqual([`/${DANA}`, `/${IDA}`])
    expect(heldBy(served, IDA)).toEqual([])
  })

  it('keeps what the person holds', async () => {
    const served = await serve(STAFF)
    const before = heldBy(served, LEE)
    await served.post(`/${LEE}`, { role: 'EMPLOYEE' })
    expect(heldBy(served, LEE)).toEqual(before)
  })

  it.each([
    ['{}', 'FINANCE_EDITOR'],
    ['{ finer_roles: lost }', undefined],
  ])('and finance: %s', async (modes, finance) => {
    const served = await serve(staff(modes))
    await served.post(`/${LEE}`, { role: 'ADMIN' })
    expect((await users(served))[LEE]).toMatchObject({ tasks: ['ADMIN', 'FINANCE_EDITOR'] })
    await served.post(`/${LEE}`, { role: 'EMPLOYEE' })
    const row = (await users(served))[LEE]
    expect(row).toMatchObject({ role: 'EMPLOYEE', tasks: ['EMPLOYEE', finance].filter(Boolean) })
    expect((row as { finance_permission?: string }).finance_permission).toBe(finance)
  })

  it('takes the finer names without touching the base role', async () => {
    const served = await serve(STAFF)
    await served.post(`/${DANA}`, { tasks: ['FINANCE_ANALYST'] })
    expect((await users(served))[DANA]).toMatchObject({
      role: 'EMPLOYEE',
      finance_permission: 'FINANCE_ANALYST',
    })
  })

  it.each([
    ['no role', DANA, {}, 100, 'role is required'],
    ['a role that is none', DANA, { role: 'OWNER' }, 100, 'Param role must be one of {ADMIN, '],
    ['a role in small letters', DANA, { role: 'admin' }, 100, 'must be one of'],
    ['a task that is none', DANA, { tasks: ['CEO'] }, 100, 'Param tasks must be one of'],
    ['a system user', ROBOT, { role: 'EMPLOYEE' }, 110, 'Invalid user id'],
    ['a stranger', MILO, { role: 'ADMIN' }, 100, 'does not exist'],
  ])('is refused with %s', async (_what, id, body, code, words) => {
    const served = await serve(STAFF)
    const before = served.sandbox.world()
    const { error } = (await served.post(`/${id}`, body)).body
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(served.sandbox.world()).toBe(before)
  })
})

describe('removal', () => {
  it('takes every asset of every kind along, and every group', async () => {
    const served = await serve(STAFF)
    const held = ['act_1111', '3333', '5001', '6001', '104000000000001', '7001', '8888']
    expect([...heldBy(served, LEE)].sort()).toEqual([...held].sort())
    const others = heldBy(served, ROBOT)
    expect((await served.del(`/${LEE}`)).body).toEqual({ success: true })
    expect(heldBy(served, LEE)).toEqual([])
    expect(heldBy(served, ROBOT)).toEqual(others)
    expect(Object.keys(await users(served)).sort()).toEqual([DANA, IDA])
    expect((await served.get(`/${LEE}`)).body.error).toMatchObject({ code: 100, error_subcode: 33 })
    const again = (await served.del(`/${LEE}`)).body.error
    expect(again).toMatchObject({ code: 100, error_subcode: 33 })
  })

  it('leaves system users that the person set up, who still tell by whom', async () => {
    const served = await serve(STAFF)
    const creator = async (): Promise<unknown> => {
      const { data } = (await served.get(`/${OWN}/system_users`, { fields: 'id,created_by' })).body
      return data[0].created_by
    }
    expect(await creator()).toEqual({ id: '100000000000002', name: 'Lee Park' })
    await served.del(`/${LEE}`)
    expect(await creator()).toEqual({ id: LEE })
    const world = served.sandbox.world()
    expect(parseWorld(printWorld(world))).toEqual(world)
  })

  it('may only mark: the row stays, what they held is gone', async () => {
    const served = await serve(staff('{ removal: marked }'))
    expect((await users(served))[LEE]).toMatchObject({ marked_for_removal: false })
    await served.del(`/${LEE}`)
    expect((await users(served))[LEE]).toMatchObject({ marked_for_removal: true })
    expect(heldBy(served, LEE)).toEqual([])
    // Who is on the way out is no admin that would be left.
    expect((await served.del(`/${IDA}`)).body.error.code).toBe(3914)
  })

  it('is never of the token’s own user', async () => {
    const served = await serve(staffAs(IDA))
    expect((await served.del(`/${IDA}`)).body.error.code).toBe(200)
    expect((await served.del(`/${LEE}`)).body).toEqual({ success: true })
  })
})

describe('the last admin', () => {
  it('can neither be removed nor demoted, whatever system users there are', async () => {
    const served = await serve(STAFF)
    expect((await served.post(`/${LEE}`, { role: 'EMPLOYEE' })).body.success).toBe(true)
    const before = served.sandbox.world()
    const removed = await served.del(`/${IDA}`)
    expect([removed.status, removed.body.error.code]).toEqual([400, 3914])
    expect((await served.post(`/${IDA}`, { role: 'EMPLOYEE' })).body.error.code).toBe(3914)
    expect(served.sandbox.world()).toBe(before)
    expect((await served.post(`/${IDA}`, { role: 'ADMIN' })).body.success).toBe(true)
    expect((await served.del(`/${DANA}`)).body.success).toBe(true)
  })
})

describe('whoever writes', () => {
  const calls = ({ post, del }: Served) => [
    () => post(`/${DANA}`, { role: 'ADMIN' }),
    () => del(`/${DANA}`),
    () => post(`/${OWN}/business_users`, { email: 'eve@northwind.example' }),
    () => post(`/${INVITED}`, { role: 'ADMIN' }),
    () => del(`/${INVITED}`),
  ]

  it.each([
    ['is an admin', staffAs(DANA).replace('name: Dana,', 'name: Dana, user: "1",')],
    ['has the scope', STAFF.replace('[business_management, ', '[')],
  ])('%s', async (_what, world) => {
    const served = await serve(world)
    const before = served.sandbox.world()
    for (const call of calls(served)) {
      const { status, body } = await call()
      expect([status, body.error.code]).toEqual([403, 200])
    }
    expect(served.sandbox.world()).toBe(before)
  })

  it('does not use a Page’s token', async () => {
    const served = await serve(STAFF)
    const token = await served.pageToken('3333')
    expect((await served.del(`/${DANA}`, {}, token)).body.error.code).toBe(190)
  })
})

describe('a business that wants a second factor', () => {
  const wants = (type: string, text: string): string =>
    text.replace('name: Northwind\n', `name: Northwind\n    two_factor_type: ${type}\n`)

  it.each([
    ['all_required', LEE, '{}', 415],
    ['admin_required', LEE, '{}', 415],
    ['none', LEE, '{}', undefined],
    ['all_required', IDA, '{}', undefined],
    ['all_required', ROBOT, '{}', undefined],
    ['all_required', ROBOT, '{ second_factor: everybody }', 415],
    ['admin_required', ROBOT, '{ second_factor: everybody }', 415],
  ])('(%s) asks %s for it: %s', async (type, user, modes, code) => {
    const served = await serve(wants(type, staffAs(user, modes)))
    for (const write of [
      () => served.post(`/${DANA}`, { role: 'EMPLOYEE' }),
      () => served.post(`/${OWN}/business_users`, { email: 'fay@northwind.example' }),
      () => served.del(`/${DANA}`),
    ]) {
      expect((await write()).body.error?.code).toBe(code)
    }
    const { body } = await served.get(`/${OWN}`, { fields: 'two_factor_type' })
    expect(body.two_factor_type).toBe(type)
  })

  it('says so to people, with a hash that says nothing', async () => {
    const served = await serve(wants('all_required', staffAs(LEE)))
    expect((await served.del(`/${DANA}`)).body.error).toMatchObject({
      code: 415,
      error_subcode: 2859009,
      error_data: { hash: expect.stringMatching(/^\d+$/) },
      is_transient: false,
      error_user_title: 'Two-factor authentication required',
      error_user_msg: expect.stringContaining('second factor'),
    })
  })
})
