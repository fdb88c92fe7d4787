import { afterEach, describe, expect, it } from 'vitest'
import { codesOf, HOUSE, type LiveRig, startLive } from './live-rig.ts'

let rig: LiveRig
afterEach(() => rig?.close())

const WORLD = HOUSE.replace('user: "921"', 'user: "921", two_fac_status: enabled, role: ADMIN')

const factorsOf = async (details: boolean) => {
  const live = await rig.read({ details })
  return { live, factors: live.people.map(({ id, twoFactor }) => `${id} ${twoFactor}`) }
}

describe('what only a look at people needs', () => {
  it('is asked for in passing', async () => {
    rig = await startLive(WORLD)
    // The first read also learns the tokens of Pages.
    await rig.read()
    const plain = await rig.read()
    const { live, factors } = await factorsOf(true)
    expect(factors).toEqual(['11 null', '21 enabled', '22 null'])
    expect(live.calls).toEqual(plain.calls)
    expect(live.people.map(({ role }) => role)).toEqual(['ADMIN', 'ADMIN', 'EMPLOYEE'])
    expect(live.invitations).toMatchObject([{ id: '71', role: 'EMPLOYEE' }])
  })

  it('is not asked for by anybody else', async () => {
    rig = await startLive(WORLD)
    rig.sandbox.setFaults([{ match: { param: 'two_fac_status' }, do: { code: 100 } }])
    expect(codesOf(await rig.read())).toEqual([])
    expect((await factorsOf(false)).factors).toContain('21 null')
  })

  it.each([100, 10, 200])('hides nobody where it is refused with code %d', async (code) => {
    rig = await startLive(WORLD)
    rig.sandbox.setFaults([{ match: { param: 'two_fac_status' }, do: { code } }])
    const { live, factors } = await factorsOf(true)
    expect(factors).toEqual(['11 null', '21 null', '22 null'])
    expect(live.directory.business_users).toBe('complete')
    expect(codesOf(live)).toEqual([])
  })

  it('leaves a list that is refused anyway refused', async () => {
    rig = await startLive(WORLD)
    rig.sandbox.setFaults([{ match: { path: 'business_users' }, do: { code: 200 } }])
    const { live } = await factorsOf(true)
    expect(live.directory.business_users).toBe('unreadable')
    expect(codesOf(live)).toEqual(['people_unreadable'])
  })
})
