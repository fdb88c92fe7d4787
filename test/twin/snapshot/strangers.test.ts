import { describe, expect, it } from 'vitest'
import type { World } from '../../../src/sandbox/state.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { namedIn, withStrangers } from '../../../src/twin/snapshot/strangers.ts'
import { manifestOf } from '../../support/pipeline.ts'

const WORLD = parseWorld(`
version: 1
token: { business: "1", user: "2", scopes: [business_management] }
businesses: { "1": { name: Northwind, system_users: { "2": { name: CI, role: ADMIN } } } }
ad_accounts: { act_2: { name: Ours, owner: "1" } }
asset_groups: { "4": { name: All, owner: "1", assets: [act_2] } }
`)

const NAMED = {
  businesses: ['1', '5', '5'],
  assets: [
    { kind: 'ad_account', id: 'act_2' },
    { kind: 'page', id: '6' },
    { kind: 'page', id: '4' },
    { kind: 'unheard_of', id: '8' },
  ],
}

describe('a world with strangers', () => {
  const made = withStrangers(WORLD, NAMED)

  it('has what was named and nobody saw, of an owner whose id means nobody else', () => {
    expect([...made.businesses.keys()]).toEqual(['1', '5', '3'])
    expect(made.assets.get('6')).toMatchObject({ kind: 'page', owner: '3' })
    expect([...made.assets.keys()]).toEqual(['act_2', '6'])
  })

  it('leaves what it has as it is, and is a world', () => {
    expect(made.assets.get('act_2')).toBe(WORLD.assets.get('act_2'))
    expect(made.businesses.get('1')).toBe(WORLD.businesses.get('1'))
    expect(parseWorld(printWorld(made))).toEqual(made satisfies World)
  })

  it('is the same where there is nothing to add', () => {
    expect(withStrangers(WORLD, { businesses: ['1'], assets: [] })).toEqual(WORLD)
  })
})

describe('what a manifest names', () => {
  const manifest = manifestOf(`
version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003" }
people: { dana: dana@northwind.example }
members: { mode: additive, users: { dana: ADMIN } }
ad_accounts: { act_7: { agencies: { oldmill: [ANALYZE] } } }
pages: { "31": { users: {} } }
`)

  it('is its partners, other businesses on assets, and assets, but not the business itself', () => {
    const { businesses, assets } = namedIn(manifest, null)
    expect([...new Set(businesses)].sort()).toEqual(['2002', '2003'])
    expect(assets).toEqual([
      { kind: 'ad_account', id: 'act_7' },
      { kind: 'page', id: '31' },
    ])
  })
})
