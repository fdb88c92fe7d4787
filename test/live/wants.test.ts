import { describe, expect, it } from 'vitest'
import { asksSeats, listingWant, readRequestOf, relationWant } from '../../src/live/wants.ts'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import { DEFAULT_POLICY, type DesiredAsset, type Manifest } from '../../src/model/manifest.ts'

const source = { file: 'access.yaml', line: 1, column: 1 }
const relation = { whole: true, paths: [], source }

const asset = (id: string, managed: Partial<DesiredAsset>): DesiredAsset => ({
  kind: 'ad_account',
  id,
  name: null,
  mode: 'authoritative',
  ignore: [],
  agencies: null,
  users: null,
  request: null,
  on_behalf_of: null,
  members: null,
  source,
  ...managed,
})

const manifest = (change: Partial<Manifest>): Manifest => ({
  business: '1001',
  digest: 'sha256:0',
  partners: new Map(),
  people: new Map(),
  offboarded: [],
  policy: DEFAULT_POLICY,
  assets: [],
  ...change,
})

describe('what a plan needs', () => {
  it('is the managed relations of its assets, and people where they are managed', () => {
    const assets = [asset('act_1', { agencies: relation }), asset('act_2', { request: relation })]
    expect(readRequestOf(manifest({ assets }), KINDS)).toEqual({
      business: '1001',
      assets: [
        { kind: 'ad_account', id: 'act_1', relations: ['agencies'] },
        { kind: 'ad_account', id: 'act_2', relations: ['request'] },
      ],
      people: false,
      // Open requests count together, whatever their kind.
      listings: 'all',
    })
    const managed = manifest({ assets: [asset('act_1', { users: relation })] })
    expect(readRequestOf(managed, KINDS)).toMatchObject({ people: true, listings: 'needed' })
  })

  it.each<[string, Partial<Manifest>, boolean]>([
    ['coverage is closed', { policy: { ...DEFAULT_POLICY, coverage: 'closed' } }, false],
    ['everything is asked for', {}, true],
  ])('is all there is when %s, the declared assets too', (_name, change, everything) => {
    const assets = [asset('act_1', { request: relation })]
    expect(readRequestOf(manifest({ ...change, assets }), KINDS, { everything })).toMatchObject({
      assets: 'all',
      declared: [
        { id: 'act_1', relations: ['request'] },
        // Whoever is offboarded loses their seat too.
        ...(change.offboarded === undefined ? [] : [{ id: '1001', relations: ['members'] }]),
      ],
      people: true,
      listings: 'all',
    })
  })

  const business = (members: Manifest['assets'][number]['members']) => ({
    ...asset('1001', { members }),
    kind: 'business',
  })

  it('is who belongs to the business where members are managed', () => {
    const request = readRequestOf(manifest({ assets: [business(relation)] }), KINDS)
    expect(request).toMatchObject({
      assets: [{ kind: 'business', id: '1001', relations: ['members'] }],
      people: true,
    })
    expect(asksSeats(request)).toBe(true)
  })

  it('is not where `members` has no users', () => {
    const request = readRequestOf(manifest({ assets: [business(null)] }), KINDS)
    expect([request.assets, request.people, asksSeats(request)]).toEqual([[], false, false])
  })

  it('is their seats with everything, once, where somebody asks for them', () => {
    for (const assets of [[], [business(null)], [business(relation)]]) {
      const more = { everything: true, seats: true }
      const { declared } = readRequestOf(manifest({ assets }), KINDS, more)
      expect(declared).toEqual([{ kind: 'business', id: '1001', relations: ['members'] }])
    }
  })

  it('is all there is when somebody is offboarded, and the seats they may have', () => {
    const offboarded = [{ alias: null, id: '5', email: null, source }]
    const assets = [asset('act_1', { request: relation })]
    expect(readRequestOf(manifest({ offboarded, assets }), KINDS)).toMatchObject({
      assets: 'all',
      declared: [
        { kind: 'ad_account', id: 'act_1', relations: ['request'] },
        { kind: 'business', id: '1001', relations: ['members'] },
      ],
      people: true,
      listings: 'all',
    })
  })

  it('leaves out the seats where only a partner is offboarded', () => {
    const offboarded = [{ alias: 'oldmill', id: '2003', email: null, source }]
    const partners = new Map([['oldmill', { alias: 'oldmill', id: '2003', source }]])
    expect(asksSeats(readRequestOf(manifest({ offboarded, partners }), KINDS))).toBe(false)
  })

  it('is who belongs to the business, where members are declared', () => {
    const assets = [asset('1001', { kind: 'business', members: relation })]
    const request = readRequestOf(manifest({ assets }), KINDS)
    expect(request).toMatchObject({
      assets: [{ kind: 'business', id: '1001', relations: ['members'] }],
      people: true,
    })
    expect(asksSeats(request)).toBe(true)
    expect(readRequestOf(manifest({ assets }), KINDS, { everything: true }).declared).toEqual([
      { kind: 'business', id: '1001', relations: ['members'] },
    ])
  })
})

it('ids are checked before they enter a path', () => {
  const [kind] = KINDS
  if (kind === undefined) throw new Error('no kind')
  expect(() => relationWant(kind, '1/../2', 'users', '1001')).toThrow('not a Graph id')
  expect(() => listingWant('1001?x', kind, 'owned')).toThrow('not a Graph id')
})

it('tokens of assets are asked for in passing, and not of requests', () => {
  const page = assetKindOf('page', KINDS)
  expect(listingWant('1', page, 'owned', { withTokens: true }).params).toEqual({
    fields: 'id,name,access_token',
  })
  expect(
    listingWant('1', page, 'pendingClient', { withTokens: true }).params['fields'],
  ).not.toContain('token')
})
