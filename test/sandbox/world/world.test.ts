import { describe, expect, it } from 'vitest'
import { assetKindOf, KINDS } from '../../../src/model/kinds.ts'
import { BUILT_IN_WORLDS, builtInWorld } from '../../../src/sandbox/built-in.ts'
import { kindOf, SANDBOX_KINDS } from '../../../src/sandbox/kinds/sandbox-kinds.ts'
import { largeWorld } from '../../../src/sandbox/world/large-world.ts'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'
import { type Act, playPerson } from '../../../src/sandbox/writes/played-people.ts'
import { SIX } from '../kinds/six-kinds.ts'
import { SMALL } from '../support/serve.ts'

const FULL = SMALL.replace(
  'app: { id: "880000000000001" }',
  'app: { id: "880000000000001", secret: abc, require_proof: true }',
).concat(`
modes:
  unpacking: wide
  agency_update: replace
  page_size: 7
  approval_visible: false
  success_style: string
  reduce_data_over: 900
  usage: { X-App-Usage: { call_count: 12.5, note: "yes" } }
pixels: { "5555": { name: "a: \\"b\\" # c", owner: "1001", refuse: [agencies] } }
faults:
  - { match: { method: POST, path: "^/act_", param: "a=b", tokenKind: page }, skip: 1, times: 2, do: { code: 4, is_transient: true, drop: after, headers: { X: "1" }, message: "a: b" } }
`)

/** Whatever the further kinds alone can say of themselves. */
const SIX_FULL = SIX.replace('name: Support line', '$&\n    registered_number: true')
  .replace(
    '"5009": {',
    '"5008": { name: P, owner: "1001", agencies: { "2003": { tasks: [ANALYZE], waits_for: partner } } }\n  $&',
  )
  .concat(
    'modes: { agency_status: sure, partner_accepts: never, widening: never, person_rows: roles, calls_an_hour: 7 }\n',
  )

describe('a world file', () => {
  it('comes back equal from its own print, in the same bytes', () => {
    for (const world of [
      parseWorld(FULL),
      parseWorld(SMALL),
      parseWorld(SIX_FULL),
      largeWorld({ adAccounts: 20, pages: 5 }),
    ]) {
      const text = printWorld(world)
      expect(parseWorld(text)).toEqual(world)
      expect(printWorld(parseWorld(text))).toBe(text)
    }
  })

  it('keeps long ids exact, as keys and as values, bare or quoted', () => {
    const bare = SMALL.replaceAll('"61550000000000001"', '12021000000000001711')
    const world = parseWorld(bare)
    expect(world.token.user).toBe('12021000000000001711')
    expect(world.assets.get('act_1111')?.users.has('12021000000000001711')).toBe(true)
  })

  it.each([
    ['an unknown section', 'gizmos: {}', 'unknown key gizmos'],
    ['an unknown mode', 'modes: { speed: fast }', 'modes: unknown key speed'],
    [
      'an unknown choice',
      'modes: { unpacking: loud }',
      'modes.unpacking: expected one of observed, none',
    ],
    [
      'a bad number',
      'modes: { page_size: 500 }',
      'modes.page_size: expected a whole number from 1 to 100',
    ],
    ['a bad flag', 'modes: { obo_edges: maybe }', 'modes.obo_edges: expected true or false'],
    ['a bad id', 'pixels: { px1: { name: X } }', 'pixels.px1: px1 is not an id'],
    [
      'an unknown owner',
      'pixels: { "5": { name: X, owner: "4" } }',
      'pixels.5: there is no business 4',
    ],
    [
      'an unknown person',
      'pixels: { "5": { name: X, owner: "1001", users: { "4": [ANALYZE] } } }',
      'there is no person 4',
    ],
    [
      'a self-agency',
      'pixels: { "5": { name: X, owner: "1001", agencies: { "1001": [ANALYZE] } } }',
      '1001 owns the asset',
    ],
    ['a nameless asset', 'pixels: { "5": { owner: "1001" } }', 'pixels.5: the key name is missing'],
    [
      'an id used twice',
      'pixels: { "61550000000000002": { name: X } }',
      'the id 61550000000000002 is used twice',
    ],
    ['an asset twice', 'pixels: { "3333": { name: X } }', 'this asset stands twice'],
    [
      'tasks that are no list',
      'pixels: { "5": { name: X, users: { "1": ANALYZE } } }',
      'pixels.5.users.1: expected a list of words',
    ],
    [
      'a confirmed row that waits',
      'pixels: { "5": { name: X, agencies: { "2002": { status: CONFIRMED, waits_for: owner } } } }',
      'waits for nobody',
    ],
    [
      'a row that waits for a cat',
      'pixels: { "5": { name: X, agencies: { "2002": { waits_for: cat } } } }',
      'expected one of admin, owner, partner',
    ],
    ['an edge that is none', 'pixels: { "5": { name: X, refuse: [pages] } }', 'pages is no edge'],
    [
      'a bad fault',
      'faults: [{ match: { path: "(" }, do: {} }]',
      'faults[0].match.path: expected a regular expression',
    ],
    [
      'a bad effect',
      'faults: [{ match: {}, do: { drop: soon } }]',
      'faults[0].do.drop: expected one of before, after',
    ],
    [
      'a bad time',
      'pixels: { "5": { name: X, agencies: { "2002": { requested: soon } } } }',
      'expected a time',
    ],
    [
      'what an asset of the kind cannot say',
      'pixels: { "5": { name: X, approval: true } }',
      'pixels.5: unknown key approval; expected one of name, owner, agencies, users, as_read, refuse',
    ],
    [
      'an Instagram id elsewhere',
      'whatsapp_accounts: { "5": { name: X, ig_user_id: "17841" } }',
      'whatsapp_accounts.5: unknown key ig_user_id',
    ],
    ['broken YAML', 'pixels: {', 'world: '],
  ])('is refused with %s', (_what, more, words) => {
    expect(() => parseWorld(`${SMALL}${more}\n`)).toThrow(words)
  })

  it('may be JSON', () => {
    const json = { version: 1, token: { business: '1', user: '2', scopes: [] } }
    const people = { users: { '2': { name: 'Lee' } } }
    const businesses = { '1': { name: 'Northwind', ...people } }
    const instagram = { '104': { name: 'northwind', ig_user_id: '17841400000000001', owner: '1' } }
    const text = JSON.stringify({ ...json, businesses, instagram_accounts: instagram })
    expect(parseWorld(text).assets.get('104')).toMatchObject({
      kind: 'instagram_account',
      igUserId: '17841400000000001',
    })
  })

  it('is refused with a key twice, by its line', () => {
    const lines = SMALL.split('\n').length
    expect(() => parseWorld(`${SMALL}pixels: {}\npixels: {}\n`)).toThrow(
      `line ${lines + 1}: the key pixels stands twice`,
    )
  })

  it.each([
    [SMALL.replace('version: 1', 'version: 2'), 'version: expected 1'],
    [SMALL.replace('business: "1001"', 'business: "4"'), 'token.business: there is no business 4'],
    [SMALL.replace('user: "61550000000000001"', 'user: "61550000000000020"'), 'neither a user nor'],
    ['[]', 'expected a map'],
    ['', 'expected a map'],
  ])('is refused when its frame is wrong', (text, words) => {
    expect(() => parseWorld(text)).toThrow(words)
  })

  it('can hold a map key called __proto__ without harm', () => {
    expect(() => parseWorld(`${SMALL}__proto__: { x: y }\n`)).toThrow('unknown key __proto__')
  })
})

describe('built-in worlds', () => {
  it('parse, print and parse again', () => {
    for (const name of BUILT_IN_WORLDS) {
      const world = builtInWorld(name)
      expect(world.assets.size).toBeGreaterThan(3)
      expect(parseWorld(printWorld(world))).toEqual(world)
    }
  })

  it('let their token do the most that there is on every owned asset', () => {
    for (const name of BUILT_IN_WORLDS) {
      const { token, assets } = builtInWorld(name)
      const owned = [...assets.values()].filter((asset) => asset.owner === token.business)
      expect(owned.length).toBeGreaterThan(1)
      for (const { kind, users } of owned) {
        const { managers, tasks } = assetKindOf(kind, KINDS)
        expect(users.get(token.user)).toContain(managers[0] ?? tasks[0])
      }
    }
  })

  it('are as large as promised, and the same each time', () => {
    const world = builtInWorld('large')
    const kinds = [...world.assets.values()].map((asset) => asset.kind)
    expect(kinds.filter((kind) => kind === 'ad_account')).toHaveLength(2000)
    expect(kinds.filter((kind) => kind === 'page')).toHaveLength(500)
    expect(world.businesses.get('1001')?.users.size).toBe(40)
    expect(world.businesses.size).toBe(13)
    expect(largeWorld()).toEqual(world)
    expect([...new Set(kinds)]).toEqual(['ad_account', 'page'])
    expect(world.token.scopes).not.toContain('catalog_management')
  })

  it('hold the further kinds where they are told to, with tasks and scopes that fit', () => {
    const further = { pixels: 30, catalogs: 5, instagramAccounts: 30, whatsappAccounts: 2 }
    const world = largeWorld({ adAccounts: 1, pages: 1, ...further })
    const text = printWorld(world)
    expect(parseWorld(text)).toEqual(world)
    expect(world.assets.size).toBe(69)
    for (const asset of world.assets.values()) {
      const kind = kindOf(SANDBOX_KINDS, asset.kind)
      const shares = [...asset.agencies.values()].flatMap(({ tasks }) => tasks)
      const allowed = kind.agencyTasks ?? kind.tasks
      expect(shares.filter((task) => !allowed.includes(task))).toEqual([])
      expect(shares.length > 0 ? kind.agencyMethods : ['GET']).toContain('GET')
      const held = [...asset.users.values()].flat()
      expect(held.filter((task) => !kind.tasks.includes(task))).toEqual([])
      const { scopes } = world.token
      expect(
        kind.listScopes.length === 0 || kind.listScopes.some((it) => scopes.includes(it)),
      ).toBe(true)
    }
  })
})

describe('the person', () => {
  const world = parseWorld(SMALL)
  const status = (act: Act, address: string): string | undefined => {
    const [asset = '', , business = ''] = address.split('/')
    return playPerson(world, act, address).assets.get(asset)?.agencies.get(business)?.status
  }

  it('answers requests and leaves the world it was given alone', () => {
    expect(status('accept', 'act_1111/agencies/2003')).toBe('CONFIRMED')
    expect(status('decline', 'act_1111/agencies/2003')).toBeUndefined()
    expect(world.assets.get('act_1111')?.agencies.get('2003')?.waitsFor).toBe('owner')
  })

  it('answers on-behalf-of requests', () => {
    const obo = (act: Act): string | undefined =>
      playPerson(world, act, 'act_1111/on_behalf_of/660000000000002')
        .assets.get('act_1111')
        ?.onBehalfOf.get('660000000000002')?.status
    expect([obo('accept'), obo('decline')]).toEqual(['APPROVE', 'DECLINE'])
  })

  it('answers invitations: who accepts gets an id of the business', () => {
    const joined = playPerson(world, 'accept', 'new@northwind.example').businesses.get('1001')
    const person = [...(joined?.users.values() ?? [])].find(
      (it) => it.email === 'new@northwind.example',
    )
    expect(person).toMatchObject({ type: 'business_user', role: 'EMPLOYEE' })
    expect(person?.id).toMatch(/^\d{17}$/)
    expect(joined?.invited.size).toBe(0)
    const declined = playPerson(world, 'decline', 'new@northwind.example').businesses.get('1001')
    expect([declined?.invited.size, declined?.users.size]).toEqual([0, 2])
  })

  it.each([
    ['accept', 'act_4242/request', 'there is no asset act_4242'],
    ['accept', 'act_9001/request', 'nothing waits there (status CONFIRMED'],
    ['accept', 'act_9002/request', 'nothing waits there (no relation'],
    ['approve', 'act_1111/agencies/2003', 'cannot approve, the owner must accept or decline'],
    ['accept', 'act_1111/on_behalf_of/660000000000003', 'nothing waits there'],
    ['accept', 'act_1111', 'expected ASSET/request'],
    ['accept', 'act_1111/agencies/2003/x', 'expected ASSET/request'],
    ['accept', 'x@y.example', 'nobody of that e-mail is invited'],
  ] as const)('says what is wrong: %s %s', (act, address, words) => {
    expect(() => playPerson(world, act, address)).toThrow(words)
  })
})
