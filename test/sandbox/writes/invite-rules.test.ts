import { describe, expect, it } from 'vitest'
import { INVITE_LINK_MARK } from '../../../src/sandbox/views/invitation-view.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { OWN, ROBOT, type Served, serve } from '../support/serve.ts'
import { INVITED, STAFF, staff } from '../support/staff.ts'

const EDGE = `/${OWN}/business_users`
const EVE = 'Eve@northwind.example'
const DAY_MS = 86_400_000

const pending = async ({ get }: Served, fields = 'id,email,status'): Promise<readonly Row[]> =>
  (await get(`/${OWN}/pending_users`, { fields })).body.data

interface Row {
  readonly id: string
  readonly email: string
  readonly status: string
}

/** A sandbox whose clock is set by hand. */
async function clocked(text: string): Promise<Served & { pass(ms: number): void }> {
  let time = Date.parse('2026-11-22T10:00:00Z')
  const served = await serve(text, { now: () => new Date(time) })
  return {
    ...served,
    pass: (ms) => {
      time += ms
    },
  }
}

describe('an invitation', () => {
  it('answers with the id of the role request, which tells its end thirty days on', async () => {
    const served = await serve(STAFF)
    const { status, body } = await served.post(EDGE, { email: EVE, role: 'ADMIN' })
    expect([status, Object.keys(body)]).toEqual([200, ['id']])
    expect(body.id).toMatch(/^\d{15}$/)
    const fields =
      'id,email,role,tasks,status,created_time,expiration_time,created_by{id},invited_user_type,owner'
    expect((await served.get(`/${body.id}`, { fields })).body).toEqual({
      id: body.id,
      email: EVE,
      role: 'ADMIN',
      tasks: ['ADMIN'],
      status: 'PENDING',
      created_time: '2026-11-22T10:00:00+0000',
      expiration_time: '2026-12-22T10:00:00+0000',
      created_by: { id: ROBOT, name: 'Automation' },
      invited_user_type: ['FB'],
      owner: { id: OWN, name: 'Northwind' },
    })
    expect((await pending(served)).map(({ id }) => id)).toEqual([INVITED, body.id])
    const { data } = (await served.get(EDGE, { fields: 'email' })).body
    expect(data.map(({ email }: Row) => email)).not.toContain(EVE)
    const world = served.sandbox.world()
    expect(parseWorld(printWorld(world))).toEqual(world)
  })

  it('has an id that none before it had, although the clock stands and that one is gone', async () => {
    const served = await serve(STAFF)
    const ids = new Set<string>()
    for (let count = 0; count < 3; count += 1) {
      const { id } = (await served.post(EDGE, { email: EVE })).body
      ids.add(id)
      await served.del(`/${id}`)
    }
    // The world of a next process, which knows nothing but the file.
    const kept = await serve(printWorld(served.sandbox.world()))
    ids.add((await kept.post(EDGE, { email: EVE })).body.id)
    expect(ids.size).toBe(4)
  })

  it('is to an employee unless it says otherwise, with finance where it says so', async () => {
    const served = await serve(STAFF)
    await served.post(EDGE, { email: EVE, tasks: ['FINANCE_EDITOR'], invited_user_type: ['MWA'] })
    const [, row] = await pending(served, 'email,role,finance_role,tasks')
    expect(row).toMatchObject({
      role: 'EMPLOYEE',
      finance_role: 'FINANCE_EDITOR',
      tasks: ['EMPLOYEE', 'FINANCE_EDITOR'],
    })
  })

  it.each([
    ['no address', {}, 'The parameter email is required'],
    ['what is no address', { email: 'eve' }, 'must be a valid email'],
    ['a role that is none', { email: EVE, role: 'BOSS' }, 'Param role must be one of'],
    ['another sort of user', { email: EVE, invited_user_type: ['X'] }, 'Param invited_user_type'],
    ['somebody who is there', { email: 'LEE@northwind.example' }, 'already belongs'],
    ['somebody invited', { email: 'New@northwind.example' }, 'already been invited'],
  ])('is refused with %s', async (_what, body, words) => {
    const served = await serve(STAFF)
    const before = served.sandbox.world()
    const { error } = (await served.post(EDGE, body)).body
    expect([error.code, error.message]).toEqual([100, expect.stringContaining(words)])
    expect(served.sandbox.world()).toBe(before)
  })

  it('is of one’s own business alone', async () => {
    const served = await serve(STAFF)
    const reply = await served.post('/2002/business_users', { email: EVE })
    expect(reply.body.error.code).toBe(200)
  })

  it('may not be this app’s to send, in the words recorded', async () => {
    const served = await serve(staff('{ invitations: refused }'))
    const { status, body } = await served.post(EDGE, { email: EVE })
    expect([status, body.error]).toEqual([
      400,
      {
        message: 'Application does not have permission for this action',
        type: 'OAuthException',
        code: 10,
        error_data: { hash: null },
        error_subcode: 2859030,
        is_transient: false,
        error_user_title: 'This Action Is Not Allowed',
        error_user_msg: 'Please retry this action in a few minutes',
        fbtrace_id: expect.any(String),
      },
    ])
  })
})

describe('a second invitation of one address', () => {
  it('returns the first one, or makes another, as the mode says', async () => {
    const same = await serve(staff('{ repeat_invitation: same }'))
    expect((await same.post(EDGE, { email: 'new@northwind.example' })).body).toEqual({
      id: INVITED,
    })
    expect(await pending(same)).toHaveLength(1)
    const other = await serve(staff('{ repeat_invitation: another }'))
    const first = (await other.post(EDGE, { email: EVE })).body.id
    const second = (await other.post(EDGE, { email: EVE })).body.id
    expect(second).not.toBe(first)
    expect((await pending(other)).map(({ email }) => email)).toEqual([
      'new@northwind.example',
      EVE,
      EVE,
    ])
  })

  it('wants the first one withdrawn, ended or not, and has another id', async () => {
    const served = await clocked(STAFF)
    const first = (await served.post(EDGE, { email: EVE })).body.id
    served.pass(31 * DAY_MS)
    expect((await served.post(EDGE, { email: EVE })).body.error.code).toBe(100)
    expect((await served.del(`/${first}`)).body).toEqual({ success: true })
    const second = (await served.post(EDGE, { email: EVE })).body.id
    expect(second).not.toBe(first)
    served.sandbox.play('accept', EVE)
  })
})

describe('the day’s cap on invitations', () => {
  it('answers 17 until a day has passed, whatever became of them', async () => {
    const served = await clocked(staff('{ invitations_a_day: 2 }'))
    const send = async (name: string): Promise<number | undefined> =>
      (await served.post(EDGE, { email: `${name}@northwind.example` })).body.error?.code
    expect([await send('a'), await send('b'), await send('c')]).toEqual([undefined, undefined, 17])
    for (const { id } of await pending(served)) await served.del(`/${id}`)
    expect(await send('d')).toBe(17)
    const kept = served.sandbox.world()
    expect(parseWorld(printWorld(kept))).toEqual(kept)
    served.pass(DAY_MS)
    expect([await send('e'), await send('f'), await send('g')]).toEqual([undefined, undefined, 17])
  })

  it('holds nothing else back', async () => {
    const served = await serve(staff('{ invitations_a_day: 0 }'))
    const { status, body } = await served.post(EDGE, { email: EVE })
    expect([status, body.error.message]).toEqual([400, '(#17) User request limit reached'])
    expect((await served.del(`/${INVITED}`)).body.success).toBe(true)
  })
})

describe('the link of an invitation', () => {
  it('comes only to who asks for it by name, with a mark that gives it away', async () => {
    const served = await serve(STAFF)
    const { id } = (await served.post(EDGE, { email: EVE })).body
    const unasked = [
      await served.get(`/${OWN}/pending_users`),
      await served.get(`/${id}`),
      await served.get(`/${OWN}`, { fields: 'pending_users' }),
    ]
    for (const { status, text } of unasked) {
      expect(status).toBe(200)
      expect(text).not.toContain(INVITE_LINK_MARK)
    }
    const asked = await served.get(`/${OWN}/pending_users`, { fields: 'invite_link' })
    expect(asked.text.split(INVITE_LINK_MARK)).toHaveLength(3)
    expect(printWorld(served.sandbox.world())).not.toContain(INVITE_LINK_MARK)
  })
})
