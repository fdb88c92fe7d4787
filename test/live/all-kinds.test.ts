import { afterEach, describe, expect, it } from 'vitest'
import { createGraphClient, type GraphClient } from '../../src/graph/client.ts'
import { readLive } from '../../src/live/read.ts'
import { readRequestOf } from '../../src/live/wants.ts'
import { type AssetKind, KINDS, listingEdge, listingsFor } from '../../src/model/kinds.ts'
import { emptyManifest, type Manifest } from '../../src/model/manifest.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import type { World } from '../../src/sandbox/state.ts'
import { type LargeWorldSize, largeWorld } from '../../src/sandbox/world/large-world.ts'
import { manifestOf } from '../support/pipeline.ts'

/** What a business with assets of every kind in the table costs to read, as the sandbox counts it. */
const SIZE = {
  adAccounts: 1000,
  pages: 500,
  pixels: 300,
  instagramAccounts: 300,
  catalogs: 50,
  whatsappAccounts: 20,
} as const satisfies LargeWorldSize

let sandbox: Sandbox
let client: GraphClient
afterEach(async () => {
  await client.close()
  await sandbox.close()
})

const start = async (world: World): Promise<void> => {
  sandbox = await startSandbox({ world })
  client = createGraphClient({ url: sandbox.url, token: sandbox.token, sleep: async () => {} })
}

const owned = (world: World, kind: AssetKind): readonly string[] =>
  [...world.assets.values()].flatMap((asset) => (asset.kind === kind.name ? [asset.id] : []))

/** A manifest that names these assets, with the agencies and people the kind has. */
const naming = (assets: readonly (readonly [AssetKind, string])[]): Manifest => {
  const kinds = new Set(assets.map(([kind]) => kind))
  const keysOf = ({ relations }: AssetKind): string =>
    `${relations.agencies === undefined ? '' : 'agencies: {}, '}users: {}`
  const sections = [...kinds].map((kind) => {
    const own = assets.filter(([each]) => each === kind)
    return `${kind.section}:\n${own.map(([, id]) => `  "${id}": { ${keysOf(kind)} }`).join('\n')}`
  })
  return manifestOf(`version: 1\nbusiness: "1001"\n${sections.join('\n')}\n`)
}

describe('a business with much of every kind', () => {
  it('is reviewed in at most seventy requests and sixteen rounds', async () => {
    const world = largeWorld(SIZE)
    await start(world)
    const request = readRequestOf(emptyManifest('1001'), KINDS, { everything: true })
    const live = await readLive(client, { ...request, details: true })
    expect(live.problems).toEqual([])
    expect(live.scopes.filter(({ status }) => status !== 'complete')).toEqual([])
    for (const kind of KINDS) {
      const ids = live.assets.filter((asset) => asset.kind === kind.name).map(({ id }) => id)
      expect(ids).toHaveLength(owned(world, kind).length)
      expect(ids.length).toBeGreaterThan(0)
    }
    expect(sandbox.counts.http).toBeLessThanOrEqual(70)
    expect(client.rounds()).toBeLessThanOrEqual(16)
  })

  it('is planned in at most ten requests where ten of its assets are named', async () => {
    const world = largeWorld(SIZE)
    await start(world)
    const assets = Array.from({ length: 10 }, (_, place) => {
      const kind = KINDS[place % KINDS.length] as AssetKind
      const ids = owned(world, kind)
      return [kind, ids[Math.floor(((place + 1) * ids.length) / 11)] as string] as const
    })
    const live = await readLive(client, readRequestOf(naming(assets), KINDS))
    expect(live.problems).toEqual([])
    const edges = assets.flatMap(([{ relations }]) => (relations.agencies === undefined ? 1 : 2))
    expect(live.scopes).toHaveLength(edges.reduce((sum, each) => sum + each, 0))
    expect(live.scopes.every(({ status }) => status === 'complete')).toBe(true)
    expect(sandbox.counts.http).toBeLessThanOrEqual(10)
  })
})

describe('kinds that nobody declares', () => {
  it.each(KINDS)('are not read where the manifest names $section alone', async (kind) => {
    const world = largeWorld({
      ...SIZE,
      adAccounts: 10,
      pages: 10,
      pixels: 10,
      instagramAccounts: 10,
    })
    await start(world)
    const [id = ''] = owned(world, kind)
    await readLive(client, readRequestOf(naming([[kind, id]]), KINDS))
    const seen = sandbox.requests.map(({ path }) => path)
    const lists = (row: AssetKind) => listingsFor(row).map((name) => listingEdge(row, name) ?? '')
    const isAsked = (row: AssetKind): boolean =>
      lists(row).some((edge) => seen.some((path) => path.endsWith(`/${edge}`)))
    expect(KINDS.filter(isAsked).map(({ name }) => name)).toEqual([kind.name])
  })
})

describe('a listing that is refused', () => {
  const withoutScopes = (world: World, scopes: readonly string[]): World => ({
    ...world,
    token: { ...world.token, scopes: world.token.scopes.filter((each) => !scopes.includes(each)) },
  })
  const small = { adAccounts: 3, pages: 3, pixels: 3, catalogs: 3, whatsappAccounts: 3 } as const

  it('costs its kind alone, and says once which permission is missing', async () => {
    await start(withoutScopes(largeWorld(small), ['whatsapp_business_management']))
    const request = readRequestOf(emptyManifest('1001'), KINDS, { everything: true })
    const live = await readLive(client, request)
    expect(live.problems).toEqual([
      {
        code: 'listing_unreadable',
        severity: 'warning',
        message: expect.stringMatching(
          /list owned_whatsapp_business_accounts and client_whatsapp_business_accounts: .*whatsapp_business_management/,
        ),
        source: null,
      },
    ])
    const kinds = new Set(live.assets.map(({ kind }) => kind))
    expect([...kinds]).toEqual(['ad_account', 'page', 'pixel', 'catalog'])
    expect(live.scopes.every(({ status }) => status === 'complete')).toBe(true)
  })

  it('for another reason than the other one is said apart', async () => {
    await start(largeWorld(small))
    sandbox.setFaults([
      { match: { path: 'owned_pixels' }, do: { code: 200 } },
      { match: { path: 'client_pixels' }, do: { code: 10 } },
    ])
    const request = readRequestOf(emptyManifest('1001'), KINDS, { everything: true })
    const live = await readLive(client, request)
    expect(live.problems.map(({ message }) => /list (\S+):/.exec(message)?.[1])).toEqual([
      'owned_pixels',
      'client_pixels',
    ])
  })

  it.each(KINDS)('of $section leaves every other kind whole', async (kind) => {
    await start(largeWorld({ ...small, instagramAccounts: 3 }))
    const edges = [kind.listing.owned, kind.listing.client]
    sandbox.setFaults(edges.map((edge) => ({ match: { path: `/${edge}$` }, do: { code: 200 } })))
    const request = readRequestOf(emptyManifest('1001'), KINDS, { everything: true })
    const live = await readLive(client, request)
    const seen = new Set(live.assets.map((asset) => asset.kind))
    expect([...seen]).toEqual(KINDS.flatMap(({ name }) => (name === kind.name ? [] : [name])))
    expect(live.scopes.every(({ status }) => status === 'complete')).toBe(true)
    expect(live.problems.map(({ code }) => code)).toEqual(['listing_unreadable'])
  })
})
