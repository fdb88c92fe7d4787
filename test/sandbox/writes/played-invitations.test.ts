import { describe, expect, it } from 'vitest'
import type { Business } from '../../../src/sandbox/state.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { playPerson } from '../../../src/sandbox/writes/played-people.ts'
import { LEE, OWN, serve } from '../support/serve.ts'
import { INVITED, STAFF, staff } from '../support/staff.ts'

const NEW = 'new@northwind.example'
const ADDRESS = `${OWN}/members/${NEW}`

/** Our business after somebody answered. */
function answered(text: string, act: 'accept' | 'decline', address = NEW): Business {
  const world = playPerson(parseWorld(text), act, address)
  expect(parseWorld(printWorld(world))).toEqual(world)
  const business = world.businesses.get(OWN)
  if (business === undefined) throw new Error('no business')
  return business
}

const emailsOf = ({ users }: Business) => [...users.values()].map(({ email }) => email)

describe('who is invited', () => {
  it.each([NEW, ADDRESS, 'NEW@Northwind.example', `${OWN}/members/New@northwind.example`])(
    'accepts as %s',
    (address) => {
      const business = answered(STAFF, 'accept', address)
      expect(emailsOf(business)).toContain(NEW)
      expect(business.invited.size).toBe(0)
    },
  )

  it('joins the business of the address where several invited them', () => {
    const world = parseWorld(
      STAFF.replace(
        'name: Brightside',
        `name: Brightside\n    invited: { "772": { email: ${NEW} } }`,
      ),
    )
    const ours = playPerson(world, 'accept', `2002/members/${NEW}`)
    expect(ours.businesses.get(OWN)?.invited.size).toBe(1)
    expect(ours.businesses.get('2002')?.invited.size).toBe(0)
    // The same human is somebody else in the other business.
    const both = playPerson(ours, 'accept', NEW)
    expect(parseWorld(printWorld(both))).toEqual(both)
    expect(() => playPerson(world, 'accept', `2003/members/${NEW}`)).toThrow('nobody')
  })

  it.each([
    ['same', NEW],
    ['other', 'new@home.example'],
    ['none', undefined],
  ])('shows with the e-mail that the mode says: %s', (mode, email) => {
    const business = answered(staff(`{ joins_with: ${mode} }`), 'accept')
    expect(emailsOf(business).at(-1)).toBe(email)
    expect(business.invited.size).toBe(0)
  })

  it('is who they were before when they come back', async () => {
    const { sandbox, post, del } = await serve(STAFF)
    sandbox.play('accept', NEW)
    const id = [...(sandbox.world().businesses.get(OWN)?.users.keys() ?? [])].at(-1)
    await del(`/${id}`)
    await post(`/${OWN}/business_users`, { email: NEW, role: 'ADMIN' })
    sandbox.play('accept', NEW)
    const user = sandbox
      .world()
      .businesses.get(OWN)
      ?.users.get(id ?? '')
    expect(user).toMatchObject({ email: NEW, role: 'ADMIN' })
  })

  it('stays as they are if they are there already', () => {
    const business = answered(
      STAFF.replace(`email: ${NEW}`, 'email: LEE@northwind.example'),
      'accept',
      'lee@northwind.example',
    )
    expect(business.users.get(LEE)).toMatchObject({ role: 'ADMIN', name: 'Lee Park' })
    expect([business.users.size, business.invited.size]).toEqual([3, 0])
  })

  it('joins anew while an earlier seat is on its way out', () => {
    const business = answered(
      STAFF.replace('name: Lee Park,', 'name: Lee Park, marked_for_removal: true,').replace(
        `email: ${NEW}`,
        'email: lee@northwind.example',
      ),
      'accept',
      'lee@northwind.example',
    )
    const seats = [...business.users.values()].filter(({ name }) => /^lee/i.test(name))
    expect(seats.map(({ markedForRemoval }) => markedForRemoval === true)).toEqual([true, false])
  })

  it('leaves no other invitation of theirs', () => {
    const twice = STAFF.replace(
      `"${INVITED}":`,
      `"7701": { email: New@northwind.example }\n      "${INVITED}":`,
    )
    expect(answered(twice, 'accept').invited.size).toBe(0)
    expect([...answered(twice, 'decline').invited.keys()]).toEqual(['7701'])
  })

  it('declines, which the list may go on showing', async () => {
    const gone = answered(STAFF, 'decline')
    expect([gone.invited.size, gone.users.size]).toEqual([0, 3])
    const { sandbox, get, post } = await serve(staff('{ declined_invitations: listed }'))
    sandbox.play('decline', ADDRESS)
    const { data } = (await get(`/${OWN}/pending_users`, { fields: 'status' })).body
    expect(data).toEqual([{ id: INVITED, status: 'DECLINED' }])
    expect(() => sandbox.play('accept', NEW)).toThrow(`${NEW}: the invitation is DECLINED`)
    expect((await post(`/${OWN}/business_users`, { email: NEW })).body).toHaveProperty('id')
    sandbox.play('accept', NEW)
  })

  it('cannot accept once the time is over, by the clock of the sandbox', async () => {
    let time = Date.parse('2026-11-22T10:00:00Z')
    const { sandbox, post } = await serve(STAFF, { now: () => new Date(time) })
    await post(`/${OWN}/business_users`, { email: 'eve@northwind.example' })
    time = Date.parse('2026-12-22T10:00:00Z')
    expect(() => sandbox.play('accept', 'eve@northwind.example')).toThrow(
      'the invitation ended at 2026-12-22T10:00:00Z',
    )
    time -= 1
    sandbox.play('accept', 'eve@northwind.example')
  })

  it('approves nothing', () => {
    const world = parseWorld(STAFF)
    expect(() => playPerson(world, 'approve', NEW)).toThrow('cannot approve')
  })

  it('answers a sandbox that another process serves', async () => {
    const { sandbox, raw } = await serve(STAFF)
    const path = `/_sandbox/accept?address=${encodeURIComponent(ADDRESS)}`
    const headers = { authorization: `Bearer ${sandbox.token}` }
    expect((await raw(path, { method: 'POST', headers })).body).toEqual({ success: true })
    expect(sandbox.world().businesses.get(OWN)?.invited.size).toBe(0)
  })
})
