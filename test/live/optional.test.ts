import { afterEach, describe, expect, it } from 'vitest'
import { createGraphClient } from '../../src/graph/client.ts'
import { readLive } from '../../src/live/read.ts'
import { relationsWant, relationWant } from '../../src/live/wants.ts'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import type { Fault, Modes } from '../../src/sandbox/state.ts'
import { largeWorld } from '../../src/sandbox/world/large-world.ts'
import { HOUSE, rowsOf, startLive, statusesOf } from './live-rig.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const rigOf = async (world: string) => {
  const rig = await startLive(world)
  closing.push(rig.close)
  return rig
}

const nonexisting = (field: string, match: Fault['match'] = {}): Fault => ({
  match: { method: 'GET', param: field, ...match },
  do: { code: 100, message: `(#100) Tried accessing nonexisting field (${field})` },
})

const WORLD = `${HOUSE}
ad_accounts:
  act_41: { name: Ours, owner: "1001", agencies: { "2002": [ANALYZE] }, users: { "21": [ANALYZE] } }
  act_42: { name: Waits, owner: "1001", agencies: { "2002": { tasks: [ANALYZE], waits_for: partner } } }
pixels:
  "51": { name: One, owner: "1001", agencies: { "2002": [ANALYZE] }, users: { "21": [ANALYZE] } }
  "52": { name: Two, owner: "1001", agencies: { "2002": [EDIT, UPLOAD] }, users: { "22": [ANALYZE] } }
`

const accountPath = 'owned_ad_accounts|act_'

describe('fields that a kind may not have', () => {
  it('are left out for pixels, and still asked of ad accounts', async () => {
    const rig = await rigOf(WORLD)
    const live = await rig.read()
    expect(live.problems).toEqual([])
    expect(statusesOf(live).filter((each) => !each.endsWith(': complete'))).toEqual([])
    expect(rowsOf(live, '51', 'agencies')).toEqual(['2002 active ANALYZE'])
    expect(rowsOf(live, '51', 'users')).toEqual(['21 active ANALYZE'])
    const status = (asset: string) =>
      live.relations.find((row) => row.asset === asset && row.relation === 'agencies')?.apiStatus
    expect(status('act_41')).toBe('CONFIRMED')
    expect(status('51')).toBeNull()
  })

  it.each(['access_status', 'access_updated_time'])(
    '%s is refused of ad accounts too',
    async (field) => {
      const rig = await rigOf(WORLD)
      rig.sandbox.setFaults([nonexisting(field, { path: accountPath })])
      const live = await rig.read()
      expect(live.problems).toEqual([])
      expect(rowsOf(live, 'act_41', 'agencies')).toEqual(['2002 active ANALYZE'])
    },
  )

  it('nobody is taken for another business’s where people have no business', async () => {
    const rig = await rigOf(WORLD)
    // Only the people's rows ask for `business{id}`.
    rig.sandbox.setFaults([
      {
        ...nonexisting('business'),
        match: { method: 'GET', path: accountPath, param: 'business\\{id\\}' },
      },
    ])
    const live = await rig.read()
    expect(live.problems).toEqual([])
    expect(rowsOf(live, 'act_41', 'users')).toEqual(['21 active ANALYZE'])
  })

  it.each([
    ['another field', 'Tried accessing nonexisting field (agencies) on node type (AdAccount)'],
    ['a word that is a field', 'Param business must be set to a business id'],
  ])('any other 100 stays what it is: %s', async (_, message) => {
    const rig = await rigOf(WORLD)
    rig.sandbox.setFaults([{ match: { path: 'act_41/' }, do: { code: 100, message } }])
    const kind = assetKindOf('ad_account', KINDS)
    const want = relationWant(kind, 'act_41', 'users', '1001')
    const fetched = (await rig.client.fetchAll([want])).get(want)
    expect(fetched?.status).toBe('unknown')
    expect(fetched?.error?.message).toContain(message)
    expect(rig.sandbox.counts.http).toBe(1)
  })

  it('a refusal by pixels says nothing of ad accounts that are read later', async () => {
    const rig = await rigOf(WORLD)
    const [pixel, account] = (['pixel', 'ad_account'] as const).map((name) =>
      relationWant(
        assetKindOf(name, KINDS),
        name === 'pixel' ? '51' : 'act_41',
        'agencies',
        '1001',
      ),
    )
    if (pixel === undefined || account === undefined) throw new Error('no want')
    await rig.client.fetchAll([pixel])
    const fetched = (await rig.client.fetchAll([account])).get(account)
    expect(fetched?.rows).toMatchObject([{ access_status: 'CONFIRMED' }])
  })

  it('a field that the row itself lacks is no refusal of its people’s', async () => {
    const rig = await rigOf(WORLD)
    const users = relationWant(assetKindOf('ad_account', KINDS), 'act_41', 'users', '1001')
    const { optional, params } = users
    if (optional === undefined) throw new Error('nothing is optional')
    const row = {
      path: '/act_41',
      params: { fields: 'id,business{id}' },
      node: true,
      edges: [{ edge: 'assigned_users', params, optional }],
    }
    rig.sandbox.setFaults([nonexisting('business', { path: 'act_41$' })])
    expect((await rig.client.fetchAll([row])).get(row)?.status).toBe('unknown')
    rig.sandbox.setFaults([])
    const fetched = (await rig.client.fetchAll([users])).get(users)
    expect(fetched?.rows).toMatchObject([{ business: { id: '1001' } }])
  })

  it('a refusal is paid once a run, by a single GET, a node with edges and a batch alike', async () => {
    const rig = await rigOf(WORLD)
    const kind = assetKindOf('pixel', KINDS)
    const single = relationWant(kind, '51', 'agencies', '1001')
    expect((await rig.client.fetchAll([single])).get(single)?.status).toBe('complete')
    expect(rig.sandbox.counts.http).toBe(2)
    const node = relationsWant(kind, '52', ['agencies', 'users'], '1001')
    const edges = (await rig.client.fetchAll([node])).get(node)?.edges?.get('52')
    expect(edges?.get('agencies')?.rows).toHaveLength(1)
    const two = ['51', '52'].map((id) => relationWant(kind, id, 'agencies', '1001'))
    const read = await rig.client.fetchAll(two)
    expect(two.map((want) => read.get(want)?.rows.length)).toEqual([1, 1])
    expect(rig.sandbox.counts.http).toBe(4)
  })
})

describe('what 300 pixels cost', () => {
  const cost = async (modes: Partial<Modes>): Promise<number> => {
    const world = largeWorld({ adAccounts: 0, pages: 0, pixels: 300 })
    const sandbox = await startSandbox({ world: { ...world, modes: { ...world.modes, ...modes } } })
    const client = createGraphClient({
      url: sandbox.url,
      token: sandbox.token,
      sleep: async () => {},
    })
    closing.push(client.close, sandbox.close)
    const live = await readLive(
      client,
      {
        business: '1001',
        assets: 'all',
        people: true,
        listings: 'all',
      },
      [assetKindOf('pixel', KINDS)],
    )
    expect(live.problems).toEqual([])
    expect(live.scopes.filter(({ kind }) => kind === 'pixel')).toHaveLength(600)
    expect(live.scopes.every(({ status }) => status === 'complete')).toBe(true)
    return sandbox.counts.http
  }

  it('is one request more where they have no status', async () => {
    const given = await cost({ agency_status: 'everywhere' })
    expect(await cost({})).toBe(given + 1)
  })

  it('is one request more where each is asked for by itself', async () => {
    const world = largeWorld({ adAccounts: 0, pages: 0, pixels: 300 })
    const sandbox = await startSandbox({ world })
    const client = createGraphClient({ url: sandbox.url, token: sandbox.token, concurrency: 1 })
    closing.push(client.close, sandbox.close)
    const pixel = assetKindOf('pixel', KINDS)
    const ids = [...sandbox.world().assets.keys()]
    const wants = ids.map((id) => relationWant(pixel, id, 'agencies', '1001'))
    const read = await client.fetchAll(wants)
    expect(wants.every((want) => read.get(want)?.status === 'complete')).toBe(true)
    expect(sandbox.counts.http).toBe(300 / 50 + 1)
  })
})
