import { afterEach, describe, expect, it } from 'vitest'
import { createGraphClient, type GraphClient } from '../../src/graph/client.ts'
import { readLive } from '../../src/live/read.ts'
import type { ReadRequest } from '../../src/live/wants.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { HOUSE } from './live-rig.ts'

/** What needs no answer goes out at once: the first page of every list of the business, and of our own. */

const WORLD = `${HOUSE}
ad_accounts:
  act_1:
    name: One
    owner: "1001"
    users: { "11": [MANAGE] }
    on_behalf_of: { "501": { requesting: "1001", receiving: "2002" } }
pages:
  "31": { name: Shop, owner: "1001", users: { "11": [MANAGE] } }
pixels:
  "41": { name: Site, owner: "1001", users: { "11": [ADVERTISE] } }
asset_groups:
  "81": { name: EU, owner: "1001", assets: [act_1], users: { "21": { ad_account: [ANALYZE] } } }
`

const ALL = { assets: 'all', people: true, listings: 'all' } as const

const EVERYTHING = {
  ...ALL,
  ...{ details: true, origins: true, onBehalfOf: 'in_full', mirror: true, groups: true },
  declared: [{ kind: 'business', id: '1001', relations: ['members'] }],
} as const

let sandbox: Sandbox
let client: GraphClient
afterEach(async () => {
  await client.close()
  await sandbox.close()
})

/** Every list of the business, and of the token's user: in the first round, and in the whole read. */
const listsOf = async (request: Omit<ReadRequest, 'business'>) => {
  sandbox = await startSandbox({ world: parseWorld(WORLD) })
  let first: number | null = null
  client = createGraphClient({
    url: sandbox.url,
    token: sandbox.token,
    sleep: async () => {},
    onEvent: ({ type }) => {
      if (type === 'progress') first ??= sandbox.requests.length
    },
  })
  const { problems } = await readLive(client, { business: '1001', ...request })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const paths = sandbox.requests.map(({ path }) => path)
  const isList = (path: string): boolean => /^\/(1001|me|11)\/./.test(path)
  return {
    first: new Set(paths.slice(0, first ?? 0).filter(isList)),
    all: new Set(paths.filter(isList)),
    rounds: client.rounds(),
  }
}

describe('the first round of a read', () => {
  it.each<[string, Omit<ReadRequest, 'business'>, number, number]>([
    ['of all assets', ALL, 19, 2],
    ['with open requests', { ...ALL, onBehalfOf: 'everywhere' }, 21, 2],
    ['of everything there is', EVERYTHING, 23, 2],
  ])('%s has the first page of every list', async (_name, request, lists, rounds) => {
    const read = await listsOf(request)
    expect(read.first).toEqual(read.all)
    expect([read.all.size, read.rounds]).toEqual([lists, rounds])
  })

  it('has the own list where the tokens of named Pages are needed, and not otherwise', async () => {
    const relations = ['users'] as const
    const named = (kind: string, id: string) => ({
      ...{ people: false, listings: 'needed' as const },
      assets: [{ kind, id, relations }],
    })
    const pages = await listsOf(named('page', '31'))
    expect([...pages.first]).toContain('/me/assigned_pages')
    await client.close()
    await sandbox.close()
    const accounts = await listsOf(named('ad_account', 'act_1'))
    expect([...accounts.all]).toEqual(['/1001/owned_ad_accounts'])
  })
})
