import { afterEach, describe, expect, it } from 'vitest'
import { KINDS } from '../../src/model/kinds.ts'
import { codesOf, HOUSE, type LiveRig, rowsOf, startLive, statusesOf } from './live-rig.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const OURS = '104000000000001'
const QUIET = '104000000000002'
const THEIRS = '104000000000009'
const HIDDEN = '104000000000008'

const WORLD = `${HOUSE}
instagram_accounts:
  "${OURS}":
    name: northwind
    owner: "1001"
    agencies: { "2002": [ANALYZE] }
    users: { "21": [ANALYZE, ADVERTISE], "11": [FULL_CONTROL] }
  "${QUIET}": { name: shop, owner: "1001" }
  "${THEIRS}": { name: harbor, owner: "3003", agencies: { "1001": [ADVERTISE] }, users: { "22": [ANALYZE] } }
  "${HIDDEN}": { name: hidden, owner: "3003" }
`

const rigOf = async (world = WORLD): Promise<LiveRig> => {
  const rig = await startLive(world)
  closing.push(rig.close)
  return rig
}

/** The fields that were asked of Instagram accounts: in lists, of one of them, and of their edges. */
const askedOf = ({ sandbox }: LiveRig): readonly string[] =>
  sandbox.requests
    .filter(({ path }) => /instagram|\/104/.test(path))
    .map(({ path, params }) => `${path} ${params['fields']}`)

describe('Instagram accounts', () => {
  it('are read with their lists, by the name they have and the rows they have', async () => {
    const rig = await rigOf()
    const live = await rig.read()
    expect(codesOf(live)).toEqual([])
    const ours = live.assets.filter(({ kind }) => kind === 'instagram_account')
    expect(ours.map(({ id, name, ownership }) => [id, name, ownership])).toEqual([
      [OURS, 'northwind', 'owned'],
      [QUIET, 'shop', 'owned'],
      [THEIRS, 'harbor', 'client'],
    ])
    expect(rowsOf(live, OURS, 'agencies')).toEqual(['2002 active ANALYZE'])
    expect(rowsOf(live, OURS, 'users')).toEqual([
      '11 active FULL_CONTROL',
      '21 active ADVERTISE,ANALYZE',
    ])
    expect(rowsOf(live, THEIRS, 'users')).toEqual(['22 active ANALYZE'])
    expect(statusesOf(live).filter((each) => each.includes(QUIET))).toEqual([
      `${QUIET}/agencies: complete`,
      `${QUIET}/users: complete`,
    ])
    const asked = askedOf(rig)
    expect(asked.length).toBeGreaterThan(1)
    // `name` is a field of people and businesses; of the account itself it answers 100.
    const ownFields = asked.map((text) => text.replaceAll(/\{[^}]*\}/g, '').split(/[ ,]/))
    expect(
      ownFields.filter(([path, ...fields]) => fields.includes('name') && !path?.endsWith('users')),
    ).toEqual([])
    expect(asked.join()).not.toMatch(/assigned_users[^}]*permitted_tasks/)
  })

  it.each([
    [OURS, 'owned'],
    [THEIRS, 'client'],
    [HIDDEN, 'absent'],
    ['104000000000077', 'absent'],
  ])('%s alone is %s, without an owner field to tell', async (id, ownership) => {
    const rig = await rigOf()
    const assets = [{ kind: 'instagram_account', id, relations: ['users'] as const }]
    const live = await rig.read({ assets, listings: 'needed', people: false })
    expect(live.assets.find((asset) => asset.id === id)?.ownership ?? 'absent').toBe(ownership)
    expect(askedOf(rig).filter((text) => text.includes('owner_business'))).toEqual([])
  })

  it('are not listed where nobody asks for one', async () => {
    const rig = await rigOf()
    const assets = [{ kind: 'ad_account', id: 'act_1', relations: ['users'] as const }]
    await rig.read({ assets, listings: 'needed', people: false })
    expect(askedOf(rig)).toEqual([])
  })

  it('of which there are 300 cost a few requests, and no permission of their own', async () => {
    const many = Array.from(
      { length: 300 },
      (_, at) =>
        `  "${104000000001000 + at}": { name: n${at}, owner: "1001", users: { "21": [ANALYZE] }, agencies: { "2002": [ANALYZE] } }`,
    ).join('\n')
    const house = HOUSE.replace(/scopes: \[[^\]]*\]/, 'scopes: [business_management]')
    const kinds = KINDS.filter(({ name }) => name === 'instagram_account')
    const rig = await startLive(`${house}\ninstagram_accounts:\n${many}\n`, { kinds })
    closing.push(rig.close)
    const live = await rig.read({ people: false })
    expect(live.relations).toHaveLength(600)
    expect(statusesOf(live).filter((each) => !each.endsWith(': complete'))).toEqual([])
    expect(rig.sandbox.counts.http).toBeLessThanOrEqual(15)
  })
})
