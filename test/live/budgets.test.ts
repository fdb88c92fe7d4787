import { afterEach, describe, expect, it } from 'vitest'
import { createGraphClient, type GraphClient } from '../../src/graph/client.ts'
import { readLive, readRelations } from '../../src/live/read.ts'
import type { AssetRequest, ReadRequest } from '../../src/live/wants.ts'
import type { LiveState } from '../../src/model/live.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import type { Modes, World } from '../../src/sandbox/state.ts'
import { type LargeWorldSize, largeWorld } from '../../src/sandbox/world/large-world.ts'

let sandbox: Sandbox
let client: GraphClient
afterEach(async () => {
  await client.close()
  await sandbox.close()
})

const start = async (world: World, modes: Partial<Modes> = {}): Promise<void> => {
  sandbox = await startSandbox({ world: { ...world, modes: { ...world.modes, ...modes } } })
  client = createGraphClient({ url: sandbox.url, token: sandbox.token, sleep: async () => {} })
}

interface Spent {
  readonly live: LiveState
  readonly http: number
  readonly billed: number
  readonly rounds: number
}

/** What the sandbox saw, which is what the client says it did. */
const read = async (request: Omit<ReadRequest, 'business'>): Promise<Spent> => {
  const live = await readLive(client, { business: '1001', ...request })
  const { http, graph: billed } = sandbox.counts
  expect(client.counts()).toMatchObject({ http, read: billed })
  return { live, http, billed, rounds: client.rounds() }
}

const named = (
  kind: 'ad_account' | 'page',
  places: readonly number[],
  relations: AssetRequest['relations'] = ['agencies', 'users'],
): readonly AssetRequest[] =>
  places.map((place) => {
    const digits = String((kind === 'page' ? 300000000000001n : 400000000000001n) + BigInt(place))
    return { kind, id: kind === 'page' ? digits : `act_${digits}`, relations }
  })

const upTo = (count: number): readonly number[] => [...Array(count).keys()]

const NEEDED = { people: true, listings: 'needed' } as const

const expectWhole = ({ live }: Spent, scopes: number): void => {
  expect(live.problems).toEqual([])
  expect(live.scopes).toHaveLength(scopes)
  expect(live.scopes.every(({ status }) => status === 'complete')).toBe(true)
}

describe('ad accounts, with agencies and people', () => {
  it.each([100, 130, 1000])('%i cost a fiftieth of them and ten', async (count) => {
    await start(largeWorld({ adAccounts: count, pages: 0 }))
    const spent = await read({ assets: named('ad_account', upTo(count)), ...NEEDED })
    expectWhole(spent, 2 * count)
    expect(spent.billed).toBeLessThanOrEqual(count / 50 + 10)
    expect(spent.http).toBeLessThanOrEqual(count / 50 + 10)
  })

  it('are as cheap when everything is read: a request and a round for each hundred', async () => {
    await start(largeWorld({ adAccounts: 1000, pages: 0 }))
    const spent = await read({ assets: 'all', people: true, listings: 'all' })
    expectWhole(spent, 2 * 1000)
    expect(spent.live.relations).toHaveLength(8 * 1000)
    expect(spent.billed).toBeLessThanOrEqual(1000 / 50 + 10)
    expect([spent.http, spent.rounds]).toEqual([1000 / 100, 1000 / 100])
  })

  it('cost at most twice as much where 5,000 rows are too many for an answer', async () => {
    const world = largeWorld({ adAccounts: 1000, pages: 0, people: 90, usersPerAsset: 80 })
    await start(world, { reduce_data_over: 5000 })
    const spent = await read({ assets: named('ad_account', upTo(1000)), ...NEEDED })
    expectWhole(spent, 2 * 1000)
    expect(spent.billed).toBeLessThanOrEqual(2 * (1000 / 50 + 10))
    expect(spent.http).toBeLessThanOrEqual(2 * (1000 / 50 + 10))
  })
})

describe('Pages, each with a token of its own', () => {
  it('cost no round more where everything is read, and none is asked for its token', async () => {
    await start(largeWorld({ adAccounts: 0, pages: 300 }))
    const spent = await read({ assets: 'all', people: true, listings: 'all' })
    expectWhole(spent, 2 * 300)
    // A round for each hundred of the list, beside which the tokens come, and one for the relations.
    expect(spent.rounds).toBe(3 + 1)
    expect(spent.http).toBe(3 + 300 / 50)
    const asked = sandbox.requests.filter(({ path, params }) => {
      return /^\/\d+$/.test(path) && String(params['fields']).includes('access_token')
    })
    expect(asked).toEqual([])
  })

  it.each([100, 500])('%i cost one call each and a twentieth', async (count) => {
    await start(largeWorld({ adAccounts: 0, pages: count }))
    const spent = await read({ assets: named('page', upTo(count)), ...NEEDED })
    expectWhole(spent, 2 * count)
    expect(spent.billed).toBeLessThanOrEqual(1.05 * count + 10)
    expect(spent.http).toBeLessThanOrEqual(count / 25 + 10)
  })

  it('are asked for their relations one by one only where both together are refused', async () => {
    await start(largeWorld({ adAccounts: 0, pages: 60 }))
    const match = { path: '^/300000000000007$', param: 'assigned_users' }
    sandbox.setFaults([{ match, do: { code: 10 } }])
    const spent = await read({ assets: named('page', upTo(60)), ...NEEDED })
    expectWhole(spent, 120)
    expect(spent.billed).toBeLessThanOrEqual(1.05 * 60 + 10 + 2)
  })
})

describe('ten named assets of ten thousand', () => {
  const places = upTo(10).map((place) => 900 * place + 450)

  it.each<[string, readonly AssetRequest[], Partial<LargeWorldSize>, number]>([
    ['accounts', named('ad_account', places), { adAccounts: 10_000, pages: 0 }, 2],
    ['accounts at the head of the list', named('ad_account', upTo(10)), { adAccounts: 10_000 }, 1],
    ['Pages', named('page', places), { adAccounts: 0, pages: 10_000 }, 3],
    [
      'of both kinds',
      [...named('ad_account', places.slice(0, 5)), ...named('page', places.slice(0, 5))],
      { adAccounts: 5000, pages: 5000 },
      3,
    ],
  ])('%s take at most five requests in three rounds', async (_name, assets, size, rounds) => {
    await start(largeWorld(size))
    const spent = await read({ assets, ...NEEDED })
    expectWhole(spent, 20)
    expect(spent.http).toBeLessThanOrEqual(5)
    expect(spent.rounds).toBeLessThanOrEqual(rounds)
    const asked = new Set(assets.map(({ id }) => id))
    const own = spent.live.assets.filter(({ id }) => asked.has(id))
    expect(own.map(({ ownership }) => ownership)).toEqual(Array(10).fill('owned'))
  })

  it.each([
    ['beyond the head of the list', [201, 901]],
    ['at its head and beyond', [1, 901]],
  ])('take a round more for each further hundred people: %s', async (_name, these) => {
    const size = { adAccounts: 1000, pages: 0, people: 250, usersPerAsset: 250 }
    await start(largeWorld(size))
    const spent = await read({ assets: named('ad_account', these), ...NEEDED })
    expectWhole(spent, 4)
    const users = spent.live.relations.filter(({ relation }) => relation === 'users')
    expect(users).toHaveLength(2 * 251)
    expect(spent.rounds).toBeLessThanOrEqual(3 + 2)
    expect(spent.http).toBeLessThanOrEqual(5 + 2)
  })

  it('take the list of clients too where something is asked of one, and not all that is ours', async () => {
    const world = largeWorld({ adAccounts: 3000, pages: 0 })
    const [client9] = named('ad_account', [2950])
    const given = world.assets.get(client9?.id ?? '')
    if (given === undefined) throw new Error('no such account')
    const agencies = new Map([
      ['1001', { tasks: ['ADVERTISE', 'ANALYZE'], status: 'CONFIRMED' } as const],
    ])
    const assets = new Map(world.assets).set(given.id, { ...given, owner: '2001', agencies })
    await start({ ...world, assets })
    const spent = await read({
      assets: [
        ...named('ad_account', places.slice(0, 2)),
        ...named('ad_account', [2950], ['users', 'request']),
      ],
      people: true,
      listings: 'all',
    })
    expectWhole(spent, 6)
    expect(spent.live.assets.find(({ id }) => id === given.id)?.ownership).toBe('client')
    expect(spent.http).toBeLessThanOrEqual(5)
    expect(spent.rounds).toBeLessThanOrEqual(3)
  })
})

describe('the end of the token', () => {
  it.each<[string, ReadRequest['assets']]>([
    ['no asset', []],
    ['ten of ten thousand', named('ad_account', upTo(10))],
    ['everything', 'all'],
  ])('costs a call and no request more, with %s', async (_name, assets) => {
    const spent = async (tokenEnds: boolean): Promise<Spent> => {
      await start(largeWorld({ adAccounts: 300, pages: 120 }))
      const it = await read({ assets, tokenEnds, ...NEEDED })
      await client.close()
      await sandbox.close()
      return it
    }
    const [without, also] = [await spent(false), await spent(true)]
    expect(without.live).not.toHaveProperty('tokenEnds')
    expect(also.live.tokenEnds).toEqual({ expires: 'never', dataExpires: 'never' })
    expect(also.billed - without.billed).toBe(1)
    expect([also.http, also.rounds]).toEqual([without.http, without.rounds])
  })
})

describe('a read-back', () => {
  it('of one relation of 500 assets is a batch for each fifty', async () => {
    await start(largeWorld({ adAccounts: 500, pages: 0 }))
    const targets = named('ad_account', upTo(500)).map(
      ({ kind, id }) => ({ kind, asset: id, relation: 'users' }) as const,
    )
    const { scopes } = await readRelations(client, '1001', targets)
    expect(scopes.every(({ status }) => status === 'complete')).toBe(true)
    expect(sandbox.counts).toMatchObject({ http: 10, graph: 500 })
  })

  it('of both relations of Pages is one call each, and one list for their tokens', async () => {
    await start(largeWorld({ adAccounts: 0, pages: 40 }))
    const targets = named('page', upTo(40)).flatMap(({ kind, id }) =>
      (['agencies', 'users'] as const).map((relation) => ({ kind, asset: id, relation })),
    )
    await readRelations(client, '1001', targets)
    expect(sandbox.counts).toMatchObject({ http: 2, graph: 1 + 40 })
    await readRelations(client, '1001', targets)
    expect(sandbox.counts).toMatchObject({ http: 3, graph: 1 + 80 })
  })
})
