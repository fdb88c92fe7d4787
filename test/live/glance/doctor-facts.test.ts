import { afterEach, describe, expect, it } from 'vitest'
import {
  createGraphClient,
  type GraphClient,
  type GraphOptions,
} from '../../../src/graph/client.ts'
import { readDoctorFacts } from '../../../src/live/glance/doctor-facts.ts'
import type { DeclaredAsset } from '../../../src/live/glance/reach-assets.ts'
import { readLive } from '../../../src/live/read.ts'
import { assetKindOf, KINDS } from '../../../src/model/kinds.ts'
import type { DoctorFacts } from '../../../src/model/reports/doctor-report.ts'
import { builtInWorld } from '../../../src/sandbox/built-in.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { startScripted } from '../../graph/scripted-server.ts'
import { withoutInverse } from '../../support/kinds.ts'

/** What is read for `doctor`, over real HTTP. */

const ROBOT = '61550000000000001'
const WORLD = `version: 1
token: { business: "1001", user: "${ROBOT}", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
app: { id: "42", secret: shh }
businesses:
  "1001":
    name: Northwind
    users: { "61550000000000009": { name: Kim, email: kim@northwind.example, role: EMPLOYEE, user: "9009" } }
    system_users: { "${ROBOT}": { name: Robot, role: ADMIN } }
  "5005":
    name: Client
ad_accounts:
  act_1111: { name: EU, owner: "1001", users: { "${ROBOT}": [MANAGE, ADVERTISE, ANALYZE] } }
  act_1112: { name: US, owner: "1001", users: { "${ROBOT}": [ANALYZE] } }
  act_9001: { name: Theirs, owner: "5005", agencies: { "1001": [ADVERTISE, ANALYZE] } }
pages:
  "3333": { name: Shop, owner: "1001", users: { "${ROBOT}": [MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE] } }
  "3334": { name: Blog, owner: "1001" }
`

let sandbox: Sandbox
let client: GraphClient
afterEach(async () => {
  await client.close()
  await sandbox.close()
})

interface Options {
  readonly client?: Partial<GraphOptions>
  readonly declared?: readonly DeclaredAsset[]
  readonly business?: string
}

/** The sandbox's clock, and where a test says no other, the client's. */
const NOW = new Date('2026-11-22T09:00:00Z')

const read = async (world: string, options: Options = {}): Promise<DoctorFacts> => {
  sandbox = await startSandbox({ world: parseWorld(world), now: () => NOW })
  return readFrom(options)
}

const readFrom = (options: Options = {}): Promise<DoctorFacts> => {
  client = createGraphClient({
    url: sandbox.url,
    token: sandbox.token,
    sleep: async () => {},
    random: () => 0,
    now: () => NOW.getTime(),
    ...options.client,
  })
  const { business = '1001', declared = [] } = options
  return readDoctorFacts(client, { business, declared })
}

const fault = (match: string, effect: string): string =>
  `${WORLD}faults: [{ match: { ${match} }, do: { ${effect} } }]\n`

const declared = (kind: string, id: string): DeclaredAsset => ({
  kind,
  id,
  name: null,
  isOwned: true,
  source: { file: 'access.yaml', line: 7, column: 3 },
})

const kindIn = (facts: DoctorFacts, name: string) => {
  const found = facts.reach?.kinds.find(({ kind }) => kind === name)
  if (found === undefined) throw new Error(`no ${name}`)
  return found
}

describe('the facts', () => {
  it('of a token in good health', async () => {
    const facts = await read(WORLD)
    expect(facts).toMatchObject({
      refusal: null,
      token: { type: 'system_user', isValid: true, appId: '42', expires: 'never' },
      reach: {
        me: { id: ROBOT, name: 'Robot' },
        business: { status: 'complete', name: 'Northwind' },
        businesses: [{ id: '1001', name: 'Northwind' }],
        self: { id: ROBOT, name: 'Robot', role: 'ADMIN' },
        clients: { status: 'complete' },
        onBehalfOf: { status: 'complete' },
      },
      answers: { asked: 'v27.0', answered: 'v27.0' },
    })
    expect(kindIn(facts, 'ad_account').assets).toMatchObject([
      { id: 'act_9001', isOwned: false, hasToken: null, isManaged: false },
      { id: 'act_1111', isOwned: true, isManaged: true },
      { id: 'act_1112', isOwned: true, isManaged: false },
    ])
    expect(kindIn(facts, 'page').assets).toMatchObject([
      { id: '3333', hasToken: true, isManaged: true },
      { id: '3334', hasToken: false, isManaged: false },
    ])
  })

  it('of a person, who is found by the row with their login', async () => {
    const world = WORLD.replace(`user: "${ROBOT}"`, 'user: "61550000000000009"')
    const facts = await read(world)
    expect(facts).toMatchObject({
      token: { type: 'user' },
      reach: { me: { id: '9009' }, self: { id: '61550000000000009', role: 'EMPLOYEE' } },
    })
  })

  it('of permissions, what ends, and what is limited', async () => {
    const more =
      'declined: [email], targets: { ads_management: ["7", "8"] }, expires: 2030-01-02T03:04:05Z, data_expires: 2030-02-03T00:00:00Z, scopes'
    const facts = await read(WORLD.replace('scopes', more))
    expect(facts.token).toMatchObject({
      expires: '2030-01-02T03:04:05Z',
      dataExpires: '2030-02-03T00:00:00Z',
      targets: new Map([['ads_management', ['7', '8']]]),
    })
    expect(facts.reach?.permissions).toMatchObject({ refused: ['email'] })
  })
})

describe('it writes nothing and asks little', () => {
  it.each([
    ['agency', 4],
    ['brand', 5],
    ['large', 4],
  ] as const)('in the world %s', async (world, http) => {
    sandbox = await startSandbox({ world: builtInWorld(world) })
    const { business } = sandbox.world().token
    const facts = await readFrom({ business })
    expect(facts.reach?.business.status).toBe('complete')
    // Itself, the lists, what they left open, a few edges; again those of a pixel, whose rows have
    // no status.
    expect(client.counts()).toMatchObject({ write: 0, http })
    expect(client.counts().read).toBeLessThan(45)
    expect(sandbox.commits).toEqual([])
    expect(new Set(sandbox.requests.map(({ method }) => method))).toEqual(new Set(['GET']))
  })

  it('with a manifest of 200 Pages too', async () => {
    const ids = Array.from({ length: 200 }, (_, at) => String(700_000 + at))
    const pages = ids.map((id) => `  "${id}": { name: P, owner: "1001" }\n`).join('')
    const facts = await read(WORLD + pages, { declared: ids.map((id) => declared('page', id)) })
    expect(kindIn(facts, 'page').assets.filter(({ source }) => source !== null)).toHaveLength(200)
    expect(client.counts().http).toBeLessThan(8)
  })
})

describe('what is declared', () => {
  it('is looked at first, wherever it stands in the list', async () => {
    const facts = await read(WORLD, { declared: [declared('ad_account', 'act_1112')] })
    const { samples } = kindIn(facts, 'ad_account')
    expect(samples.map(({ asset, relation }) => `${asset} ${relation}`)).toEqual([
      'act_1112 agencies',
      'act_1112 users',
      'act_1111 agencies',
      'act_1111 users',
      'act_9001 users',
    ])
  })

  it('has its token asked for where no list shows it', async () => {
    const facts = await read(WORLD, { declared: [declared('page', '9999')] })
    expect(kindIn(facts, 'page').assets.find(({ id }) => id === '9999')).toMatchObject({
      hasToken: false,
      source: { line: 7 },
    })
  })
})

describe('a token that is of no use', () => {
  it('because it has expired', async () => {
    const facts = await read(WORLD.replace('scopes', 'expires: 2020-01-01T00:00:00Z, scopes'))
    expect(facts).toMatchObject({ refusal: { cause: 'token' }, token: null, reach: null })
    expect(facts.refusal?.what).toMatch(/code 190, subcode 463/)
    expect(client.counts().http).toBe(1)
  })

  it('because nobody knows it', async () => {
    const facts = await read(WORLD, { client: { token: 'NONSENSE' } })
    expect(facts).toMatchObject({ refusal: { cause: 'token' }, reach: null })
  })

  it('because it is a Page’s', async () => {
    sandbox = await startSandbox({ world: parseWorld(WORLD) })
    const answer = await fetch(`${sandbox.url}/v27.0/3333?fields=access_token`, {
      headers: { authorization: `Bearer ${sandbox.token}` },
    })
    const { access_token: token } = (await answer.json()) as { readonly access_token: string }
    const facts = await readFrom({ client: { token } })
    expect(facts).toMatchObject({ refusal: null, token: { type: 'asset' }, reach: null })
  })

  it('because it is the app’s', async () => {
    const facts = await read(WORLD, { client: { token: '42|shh' } })
    expect(facts).toMatchObject({ refusal: null, token: { type: 'app' }, reach: null })
  })

  it('because it dies on the way', async () => {
    const facts = await read(fault('path: ^/me$', 'code: 190, subcode: 460'))
    expect(facts).toMatchObject({
      refusal: { cause: 'token' },
      token: { type: 'system_user' },
      reach: null,
    })
  })

  it('because the proof is missing, or of another secret', async () => {
    const strict = WORLD.replace('secret: shh', 'secret: shh, require_proof: true')
    expect(await read(strict)).toMatchObject({ refusal: { cause: 'app_secret' } })
    await client.close()
    expect(await readFrom({ client: { appSecret: 'other' } })).toMatchObject({
      refusal: { cause: 'app_secret' },
    })
    await client.close()
    expect(await readFrom({ client: { appSecret: 'shh' } })).toMatchObject({ refusal: null })
  })
})

describe('what does not answer', () => {
  it('debug_token: the rest is known all the same', async () => {
    const facts = await read(fault('path: debug_token', 'code: 100, message: no app token'))
    expect(facts).toMatchObject({
      token: null,
      debugToken: { status: 'unknown', what: expect.stringContaining('no app token') },
      refusal: null,
      reach: { self: { role: 'ADMIN' }, permissions: { refused: [] } },
    })
  })

  it('what the token is of the wrong type for', async () => {
    const facts = await read(fault('path: me/permissions', 'code: 190'))
    expect(facts).toMatchObject({
      refusal: null,
      token: { isValid: true },
      reach: { permissions: null, self: { role: 'ADMIN' } },
    })
  })

  it('debug_token, left out of its batch', async () => {
    const facts = await read(fault('path: debug_token', 'drop: before'))
    expect(facts).toMatchObject({ token: null, refusal: null, reach: { self: { role: 'ADMIN' } } })
  })

  it('the business: another one answers in its place', async () => {
    const server = await startScripted(() => ({ json: { id: '9', name: 'Other', data: [] } }))
    sandbox = await startSandbox({ world: parseWorld(WORLD) })
    const facts = await readFrom({ client: { url: server.url } })
    expect(facts.reach?.business).toMatchObject({
      status: 'unknown',
      what: 'the answer has another id',
      name: null,
    })
    await server.close()
  })

  it('me/permissions, me/businesses and the on-behalf-of lists', async () => {
    const faults = ['me/permissions', 'me/businesses', 'onbehalf_requests']
      .map((path) => `{ match: { path: ${path} }, do: { code: 100 } }`)
      .join(', ')
    const facts = await read(`${WORLD}faults: [${faults}]\n`)
    expect(facts.reach).toMatchObject({
      permissions: null,
      businesses: [],
      onBehalfOf: { status: 'unknown' },
      self: { role: 'ADMIN' },
    })
  })

  it('a list with the tokens of its Pages is read without', async () => {
    const facts = await read(fault('path: owned_pages, param: access_token', 'code: 200'))
    const { lists, assets } = kindIn(facts, 'page')
    expect(lists.owned?.status).toBe('complete')
    expect(assets.map(({ id }) => id)).toEqual(['3333', '3334'])
  })

  it('another business: its name, and nothing of its lists', async () => {
    const facts = await read(WORLD, { business: '5005' })
    expect(facts.reach).toMatchObject({
      business: { status: 'complete', name: 'Client' },
      people: { business_users: { status: 'unreadable' } },
      self: null,
    })
    const { lists } = kindIn(facts, 'ad_account')
    expect(Object.values(lists).map(({ status }) => status)).toEqual(
      Array.from({ length: 3 }, () => 'unreadable'),
    )
  })

  it('an edge that hides the object is refused, not missing', async () => {
    const facts = await read(fault('path: act_1111/agencies', 'code: 100, subcode: 33'))
    expect(kindIn(facts, 'ad_account').samples[0]).toMatchObject({ status: 'unreadable' })
  })

  it('a limit of the whole run that outlasts the wait', async () => {
    const facts = await read(fault('path: debug_token', 'code: 4'), { client: { maxWaitMs: 10 } })
    expect(facts.refusal).toMatchObject({ cause: 'limit' })
  })

  it('nobody at all', async () => {
    await read(WORLD)
    await client.close()
    const { url } = sandbox
    await sandbox.close()
    const facts = await readFrom({ client: { url, maxWaitMs: 0 } })
    expect(facts).toMatchObject({ refusal: { cause: 'unreachable' }, debugToken: {} })
  })
})

describe('the headers tell', () => {
  it('of usage, the access tier, and a version that was moved', async () => {
    const tier = '"ads_api_access_tier":"development_access"'
    const usage = `{"1001":[{"type":"ads_management","call_count":91,"estimated_time_to_regain_access":0,${tier}}]}`
    const headers = `headers: { X-Business-Use-Case-Usage: '${usage}', X-Ad-Api-Version-Warning: moved }`
    const facts = await read(fault('path: owned_ad_accounts', headers))
    expect(facts.answers).toMatchObject({
      tier: 'development_access',
      versionWarning: 'moved',
      usage: [{ object: '1001', percent: 91, waitMs: 0 }],
    })
  })

  it('of another clock', async () => {
    const ahead = NOW.getTime() + 3_600_000
    const facts = await read(WORLD, { client: { now: () => ahead } })
    expect(facts.answers.skewMs).toBe(-3_600_000)
  })

  it('of another version', async () => {
    const facts = await read(WORLD, { client: { apiVersion: 'v19.0' } })
    expect(facts.answers).toMatchObject({ asked: 'v19.0', answered: 'v21.0' })
  })
})

it('reads assets on where the app is blocked: only what is asked of the token is refused', async () => {
  const readWith = async (app: string) => {
    sandbox = await startSandbox({ world: parseWorld(WORLD.replace('secret: shh', app)) })
    client = createGraphClient({ url: sandbox.url, token: sandbox.token })
    return readLive(client, { business: '1001', assets: 'all', people: true, listings: 'all' })
  }
  const free = await readWith('blocked: false')
  await client.close()
  await sandbox.close()
  const blocked = await readWith('blocked: true')
  expect(blocked.problems.map(({ code }) => code)).toEqual(['self_unknown'])
  expect(blocked.relations).toEqual(free.relations)
  expect(blocked.scopes.map(({ status }) => status)).toEqual(
    free.scopes.map(({ status }) => status),
  )
})

it('reads a kind whose people have no lists of their own', async () => {
  sandbox = await startSandbox({ world: parseWorld(WORLD) })
  client = createGraphClient({ url: sandbox.url, token: sandbox.token })
  const kinds = [withoutInverse(assetKindOf('ad_account', KINDS))]
  const facts = await readDoctorFacts(client, { business: '1001', kinds })
  expect(kindIn(facts, 'ad_account').assets.map(({ isManaged }) => isManaged)).toEqual([
    null,
    null,
    null,
  ])
})

describe("the token's app", () => {
  const owned = (more: string): string => WORLD.replace('secret: shh', `secret: shh${more}`)

  it.each([
    ['is ours', '', { id: '1001', name: 'Northwind' }],
    ["is somebody else's", ', owner: "5005"', { id: '5005', name: 'Client' }],
  ])('%s', async (_words, more, owner) => {
    const { reach } = await read(owned(more))
    expect(reach?.app).toEqual({ status: 'complete', what: null, owner })
  })

  it('says nothing where its owner may not be read', async () => {
    const { reach } = await read(`${WORLD}modes: { absent_fields: [owner_business] }\n`)
    expect(reach?.app).toMatchObject({ status: 'unknown', owner: null })
  })
})
