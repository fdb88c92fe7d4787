import { describe, expect, it } from 'vitest'
import { type AssetKind, KINDS } from '../../src/model/kinds.ts'
import type { RecordedRequest } from '../../src/sandbox/sandbox-session.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { type CliResult, folderWith, runCli, WORLD } from '../support/run-cli.ts'

/** What is told of every kind, held against what goes over the wire and what is said. */
const KIM = '61550000000000009'
const LEE = '61550000000000002'
const ROBOT = '61550000000000001'
const HOUSE = WORLD.slice(0, WORLD.indexOf('ad_accounts:'))
const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "${KIM}", lee: "${LEE}", robot: { system_user: "${ROBOT}" } }
`

/** What each kind lets people hold, a lot and a little; written down here once more on purpose. */
const HELD: Readonly<Record<string, { much: string; little: string; manager: string | null }>> = {
  ad_account: { much: 'ADVERTISE, ANALYZE', little: 'ANALYZE', manager: 'MANAGE' },
  page: { much: 'ADVERTISE, ANALYZE', little: 'ANALYZE', manager: 'MANAGE' },
  pixel: { much: 'ADVERTISE, ANALYZE', little: 'ANALYZE', manager: null },
  catalog: { much: 'ADVERTISE, MANAGE_AR', little: 'ADVERTISE', manager: 'MANAGE' },
  instagram_account: { much: 'CONTENT, ANALYZE', little: 'ANALYZE', manager: 'FULL_CONTROL' },
  whatsapp_account: { much: 'MESSAGING, VIEW_COST', little: 'VIEW_COST', manager: 'MANAGE' },
}
/** The permissions without which the lists of a kind are refused. */
const LISTED_WITH: Readonly<Record<string, readonly string[]>> = {
  pixel: ['ads_management or ads_read'],
  catalog: ['catalog_management or ads_management'],
  whatsapp_account: ['whatsapp_business_management'],
}
const heldOn = ({ name }: AssetKind) => {
  const held = HELD[name]
  if (held === undefined) throw new Error(`nothing is written down of ${name}`)
  return held
}

interface Asset {
  readonly users: string
  readonly agencies?: string
}

const sectionOf = (
  { section, id, relations }: AssetKind,
  { users, agencies = '{}' }: Asset,
  more: string,
): string =>
  `${section}: { "${id.example}": { ${more}users: ${users}${relations.agencies === undefined ? '' : `, agencies: ${agencies}`} } }\n`

const inWorld = (kind: AssetKind, asset: Asset): string =>
  sectionOf(kind, asset, 'name: Thing, owner: "1001", ')
const inManifest = (kind: AssetKind, asset: Asset): string => sectionOf(kind, asset, '')

interface Run extends CliResult {
  readonly requests: readonly RecordedRequest[]
  readonly words: string
}

/** The command line against a sandbox of its own, over HTTP, with what arrived there. */
const asked = async (
  argv: readonly string[],
  { world, manifest, cwd }: { world: string; manifest: string; cwd?: string },
): Promise<Run> => {
  const now = '2026-11-22T09:30:00Z'
  const sandbox = await startSandbox({ world: parseWorld(world), now: () => new Date(now) })
  try {
    const result = await runCli([...argv], {
      cwd: cwd ?? folderWith({ 'access.yaml': manifest }),
      env: { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token },
      sleep: async () => {},
      now,
    })
    const words = (result.stdout + result.stderr).replaceAll(/\s+/g, ' ')
    return { ...result, words, requests: sandbox.requests }
  } finally {
    await sandbox.close()
  }
}

const writesIn = ({ requests }: Run): readonly RecordedRequest[] =>
  requests.filter(({ method }) => method !== 'GET')

const REMOVABLE = KINDS.filter(({ relations }) => relations.users?.remove === 'delete')
const SHARED = KINDS.filter(({ relations }) => relations.agencies !== undefined)

describe.each(KINDS)('on the wire: $section', (kind) => {
  const { much, little, manager } = heldOn(kind)
  const robot = `"${ROBOT}": [${manager ?? much}]`
  const own = manager === null ? much : manager
  const changed = async () =>
    asked(['apply', '--auto-approve', '--format=json'], {
      world: HOUSE + inWorld(kind, { users: `{ ${robot}, "${LEE}": [${little}] }` }),
      manifest:
        HEAD +
        inManifest(kind, {
          users: `{ robot: [${own}], lee: [${much}], kim: [${little}] }`,
          agencies: `{ brightside: [${little}] }`,
        }),
    })

  it('people are put on and changed with `business` and a real list of tasks', async () => {
    const run = await changed()
    const puts = writesIn(run).filter(({ path }) => path.endsWith('/assigned_users'))
    expect([run.code, puts.map(({ method, params }) => [method, params])]).toEqual([
      0,
      expect.arrayContaining([
        ['POST', { user: KIM, business: '1001', tasks: little.split(', ') }],
        ['POST', { user: LEE, business: '1001', tasks: expect.arrayContaining(much.split(', ')) }],
      ]),
    ])
    expect(puts).toHaveLength(2)
  })

  it.skipIf(!SHARED.includes(kind))('a partner is named once, with a real list', async () => {
    const run = await changed()
    const grants = writesIn(run).filter(({ path }) => path.endsWith('/agencies'))
    expect(grants.map(({ method, params }) => [method, params])).toEqual([
      ['POST', { business: '2002', permitted_tasks: little.split(', ') }],
    ])
  })

  const cleared = async () =>
    asked(['apply', '--auto-approve', '--format=json'], {
      world:
        HOUSE +
        inWorld(kind, {
          users: `{ ${robot}, "${KIM}": [${little}] }`,
          agencies: `{ "2002": [${little}] }`,
        }),
      manifest: `${HEAD}policy: { keep_managers: 0 }\n${inManifest(kind, { users: `{ robot: [${own}] }` })}`,
    })

  it('people are taken off with `business`, on ad accounts without, off pixels never', async () => {
    const run = await cleared()
    const removals = writesIn(run).filter(({ path }) => path.endsWith('/assigned_users'))
    const business = kind.name === 'ad_account' ? {} : { business: '1001' }
    expect([run.code, removals.map(({ method, params }) => [method, params])]).toEqual([
      0,
      kind.name === 'pixel' ? [] : [['DELETE', { user: KIM, ...business }]],
    ])
  })

  it.skipIf(!SHARED.includes(kind))('a partner is taken off', async () => {
    const removals = writesIn(await cleared()).filter(({ path }) => path.endsWith('/agencies'))
    expect(removals.map(({ method, params }) => [method, params])).toEqual([
      ['DELETE', { business: '2002' }],
    ])
  })

  it('people are never read without `business`, nor an asset by a name it lacks', async () => {
    const { requests } = await cleared()
    const fields = requests.map(({ params }) => String(params['fields'] ?? ''))
    expect(fields.join(' ')).not.toMatch(/assigned_users(?!\.business\(1001\))/)
    const lists = requests.filter(
      ({ method, path }) => method === 'GET' && path.endsWith('/assigned_users'),
    )
    expect(lists.every(({ params }) => params['business'] === '1001')).toBe(true)
    // The sandbox answers 100 to a field that the kind does not have; a status is asked for once.
    const unknown = requests.filter(({ code }) => code === 100)
    expect(unknown.filter(({ params }) => !/access_status/.test(String(params['fields'])))).toEqual(
      [],
    )
    expect(unknown.length).toBeLessThanOrEqual(1)
  })

  it('is called by its name in a review', async () => {
    const run = await asked(['review', '--format=json'], {
      world: HOUSE + inWorld(kind, { users: `{ ${robot} }` }),
      manifest: HEAD,
    })
    expect([run.code, run.json()]).toMatchObject([
      0,
      { assets: [{ kind: kind.name, name: 'Thing' }] },
    ])
  })

  it('keeps its last manager, where it has managers', async () => {
    const { code, words, requests } = await asked(['apply', '--auto-approve'], {
      world: HOUSE + inWorld(kind, { users: `{ ${robot}, "${LEE}": [${own}] }` }),
      manifest: HEAD + inManifest(kind, { users: `{ robot: [${own}], lee: [${little}] }` }),
    })
    if (manager === null)
      return expect([code, words]).toEqual([0, expect.stringContaining('1 done')])
    expect([code, words]).toEqual([4, expect.stringContaining('keep_managers')])
    expect(words).toContain(`Losing ${manager}: lee`)
    expect(requests.filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('whose list is refused is no error, costs nothing else, and says what is missing', async () => {
    const { code, words, json } = await asked(['review', '--format=json'], {
      world: `${HOUSE}${inWorld(kind, { users: `{ ${robot} }` })}faults: [{ match: { path: "/1001/${kind.listing.owned}$" }, do: { code: 200, status: 403 } }]\n`,
      manifest: HEAD,
    })
    expect([code, json()]).toMatchObject([0, { complete: true }])
    for (const scope of LISTED_WITH[kind.name] ?? []) expect(words).toContain(scope)
  })
})

it('a step on a pixel that most tokens are refused fails alone, and says the way by hand', async () => {
  const kind = KINDS.find(({ name }) => name === 'pixel') as AssetKind
  const fault =
    'faults: [{ match: { method: POST, path: /4444/assigned_users }, do: { code: 10 } }]\n'
  const run = await asked(['apply', '--auto-approve'], {
    world: HOUSE + inWorld(kind, { users: '{}', agencies: '{ "2002": [ANALYZE] }' }) + fault,
    manifest: HEAD + inManifest(kind, { users: '{ kim: [ANALYZE] }' }),
  })
  expect([run.code, run.words]).toEqual([1, expect.stringContaining('1 done, 1 failed')])
  expect(run.words).toContain('put the person into a business asset group that has it, by hand')
  expect(writesIn(run).filter(({ code }) => code === 10)).toHaveLength(1)
})

it('a system user that raises itself on a WhatsApp account is refused, and told who has to', async () => {
  const kind = KINDS.find(({ name }) => name === 'whatsapp_account') as AssetKind
  const run = await asked(['apply', '--auto-approve'], {
    world: HOUSE + inWorld(kind, { users: `{ "${ROBOT}": [MESSAGING], "${LEE}": [MANAGE] }` }),
    manifest:
      HEAD +
      inManifest(kind, {
        users: '{ robot: [MESSAGING, VIEW_COST], lee: [MANAGE], kim: [MESSAGING] }',
      }),
  })
  expect([run.code, run.words]).toEqual([1, expect.stringContaining('1 done, 1 failed')])
  expect(run.words).toContain('so another admin has to')
  expect(
    writesIn(run)
      .map(({ status }) => status)
      .sort(),
  ).toEqual([200, 403])
})

it('what was written is read back by the clock that is given', async () => {
  const slept: number[] = []
  const kind = KINDS.find(({ name }) => name === 'whatsapp_account') as AssetKind
  const stale =
    'faults: [{ match: { method: POST, path: /7777/assigned_users }, do: { stale_reads: 9 } }]\n'
  const { code, json } = await runCli(
    ['apply', '--auto-approve', '--format=json', '--sandbox=world.yaml'],
    {
      files: {
        'world.yaml': HOUSE + inWorld(kind, { users: '{}' }) + stale,
        'access.yaml': HEAD + inManifest(kind, { users: '{ kim: [MESSAGING] }' }),
      },
      sleep: async (ms) => {
        slept.push(ms)
      },
      now: '2026-11-22T09:30:00Z',
    },
  )
  expect([code, slept.reduce((sum, ms) => sum + ms, 0)]).toEqual([1, 15_000])
  expect(json()).toMatchObject({ summary: { unknown: 1 } })
})

describe('an offboarding over every kind and a group', () => {
  const world = `${HOUSE}${KINDS.map((kind) => {
    const { little, much, manager } = heldOn(kind)
    return inWorld(kind, {
      users: `{ "${ROBOT}": [${manager ?? much}], "${LEE}": [${manager ?? much}], "${KIM}": [${little}] }`,
    })
  }).join(
    '',
  )}asset_groups: { "8801": { name: EMEA, owner: "1001", assets: [${KINDS.filter(({ grouped }) => grouped !== undefined && grouped.by === undefined).map(({ id }) => `"${id.example}"`)}], users: { "${KIM}": {} } } }
`

  it('makes a call for each, and what has none goes with the seat', async () => {
    const run = await asked(['offboard', 'kim', '--auto-approve'], { world, manifest: HEAD })
    expect([
      run.code,
      writesIn(run)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    ]).toEqual([
      0,
      [
        ...REMOVABLE.map(({ id }) => `DELETE /${id.example}/assigned_users`),
        'DELETE /8801/assigned_users',
        `DELETE /${KIM}`,
      ].sort(),
    ])
    expect(writesIn(run).at(-1)).toMatchObject({ path: `/${KIM}` })
    expect(writesIn(run).at(-2)).toMatchObject({
      path: '/8801/assigned_users',
      params: { user: KIM, business: '1001' },
    })
  })

  it('ends with exit code 4 where a rail holds one of them, and makes the others', async () => {
    const run = await asked(['offboard', 'lee', '--auto-approve'], {
      world,
      manifest: `${HEAD}policy: { keep_managers: 1 }\n`,
    })
    expect([run.code, run.words]).toEqual([4, expect.stringContaining('keep_managers')])
  })
})

it('somebody protected does not lose what a new list leaves out, though the API may give it back', async () => {
  const kind = KINDS.find(({ name }) => name === 'instagram_account') as AssetKind
  const five = 'CONTENT, MESSAGES, COMMUNITY_ACTIVITY, ADVERTISE, ANALYZE'
  const world = `${HOUSE}modes: { widening: never }\n${inWorld(kind, { users: `{ "${ROBOT}": [FULL_CONTROL], "${KIM}": [${five}] }` })}`
  const manifest = (tasks: string, policy: string): string =>
    `${HEAD}policy: { ${policy} }\n${inManifest(kind, { users: `{ robot: [FULL_CONTROL], kim: [${tasks}] }` })}`
  const less = 'ADVERTISE, CREATIVE_MANAGEMENT'
  const held = await asked(['apply', '--auto-approve'], {
    world,
    manifest: manifest(less, 'protected: [kim]'),
  })
  expect([held.code, writesIn(held)]).toEqual([4, []])
  const many = await asked(['apply', '--auto-approve'], {
    world,
    manifest: manifest(less, 'max_revocations: 0'),
  })
  expect([many.code, writesIn(many)]).toEqual([4, []])
  const more = await asked(['apply', '--auto-approve'], {
    world,
    manifest: manifest(`${five}, CREATIVE_MANAGEMENT`, 'protected: [kim], max_revocations: 0'),
  })
  expect([more.code, writesIn(more)]).toMatchObject([0, [{ method: 'POST' }]])
  const alone = await asked(['plan', '--format=json'], {
    world,
    manifest: manifest('ADVERTISE', 'protected: [kim]'),
  })
  expect([alone.code, alone.json()]).toMatchObject([0, { steps: [] }])
})
