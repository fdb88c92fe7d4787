import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { runCli, WORLD } from '../support/run-cli.ts'

/** What cannot be read of asset groups, and what groups list by another id: over HTTP. */
const KIM = '61550000000000009'
const LEE = '61550000000000002'
const ROBOT = '61550000000000001'
const NORTH = '104000000000001'
const SHOP = '104000000000002'
const IG_NORTH = '17841400000000001'
const IG_SHOP = '17841400000000002'
const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'

const ASSETS = `pixels:
  "4441": { name: Shop, owner: "1001", users: { "${KIM}": [ANALYZE] } }
catalogs:
  "5551": { name: Goods, owner: "1001", users: { "${ROBOT}": [MANAGE], "${KIM}": [ADVERTISE] } }
instagram_accounts:
  "${NORTH}": { name: northwind, owner: "1001", ig_user_id: "${IG_NORTH}", users: { "${ROBOT}": [FULL_CONTROL], "${KIM}": [CONTENT] } }
  "${SHOP}": { name: shop, owner: "1001", ig_user_id: "${IG_SHOP}", users: { "${ROBOT}": [FULL_CONTROL], "${KIM}": [CONTENT] } }
asset_groups:
  "8801":
    name: EMEA
    owner: "1001"
    assets: ["4441", "5551", "${NORTH}"]
    users: { "${KIM}": { pixel: [ANALYZE] } }
  "8802": { name: APAC, owner: "1001", assets: [act_1111], users: { "${KIM}": { ad_account: [ANALYZE] } } }
`
const HEAD = `version: 1
business: "1001"
people: { kim: "${KIM}", lee: "${LEE}", robot: { system_user: "${ROBOT}" } }
`
const GONE = `${HEAD}offboarded: [kim]\n`
/** Kim is taken off two Instagram accounts and a catalog. */
const TAKEN = `${HEAD}instagram_accounts:
  "${NORTH}": { users: { robot: [FULL_CONTROL] } }
  "${SHOP}": { users: { robot: [FULL_CONTROL] } }
catalogs: { "5551": { users: { robot: [MANAGE] } } }
`

const asked = (
  argv: readonly string[],
  manifest: string,
  { more = '', assets = ASSETS }: { readonly more?: string; readonly assets?: string } = {},
) =>
  runCli([...argv, SANDBOX], {
    files: { 'world.yaml': WORLD + assets + more, 'access.yaml': manifest },
    sleep: async () => {},
    now: NOW,
  })

interface Row {
  readonly address: string
  readonly reason: string
  readonly what: string
}

interface PlanJson {
  readonly complete: boolean
  readonly steps: readonly { readonly action: string; readonly address: string }[]
  readonly manual: readonly Row[]
  readonly unreadable: readonly Row[]
  readonly problems: readonly { readonly code: string; readonly message: string }[]
}

const planned = async (manifest: string, world: Parameters<typeof asked>[2] = {}) => {
  const { code, json } = await asked(['plan', '--format=json'], manifest, world)
  return { code, plan: json() as unknown as PlanJson }
}

const leaving = ({ steps }: PlanJson): readonly string[] =>
  steps.flatMap(({ action, address }) => (action === 'leave_group' ? [address] : []))
const reached = ({ manual }: PlanJson): readonly string[] =>
  manual.flatMap(({ address, reason }) => (reason === 'group_access' ? [address] : []))

/** One edge of one group is answered so, whichever way it is asked for. */
const fault = (edge: string, code: number, id = '8801'): string =>
  `faults:
  - { match: { method: GET, path: "/business_asset_groups$|^/${id}$", param: "fields=.*${edge}" }, do: { status: 400, code: ${code}, message: no } }
  - { match: { method: GET, path: "^/${id}/${edge}$" }, do: { status: 400, code: ${code}, message: no } }
`

describe('the people of one group', () => {
  it.each([
    [200, 0, true],
    [2, 1, false],
  ])('that are answered by %i cost that group alone', async (code, exit, isComplete) => {
    const { code: found, plan } = await planned(GONE, { more: fault('assigned_users', code) })
    expect([found, plan.complete, leaving(plan)]).toEqual([exit, isComplete, [`8802/users/${KIM}`]])
    const unreadable = plan.unreadable.map(({ address }) => address)
    expect(unreadable).toEqual(isComplete ? ['8801/users'] : [])
  })

  it.each([
    [200, 0, true],
    [2, 1, false],
  ])(
    'answered by %i may be whoever loses an asset, and that is said',
    async (code, exit, isComplete) => {
      const { code: found, plan } = await planned(TAKEN, { more: fault('assigned_users', code) })
      expect([found, plan.complete, reached(plan)]).toEqual([exit, isComplete, []])
      const unreadable = plan.unreadable.map(({ address }) => address)
      expect(unreadable).toEqual(isComplete ? ['8801/users'] : [])
    },
  )

  it('are not called gone by an offboarding', async () => {
    const argv = ['offboard', 'kim', '--auto-approve', '--format=json']
    const { code, json } = await asked(argv, HEAD, { more: fault('assigned_users', 200) })
    const { problems } = json() as unknown as PlanJson
    expect([code, problems.map(({ code: name }) => name)]).toEqual([1, ['asset_unreadable']])
    expect(problems[0]?.message).toMatch(/^8801\/users .*What kim holds there is not known/)
  })

  it('that may not be read are said by who and review', async () => {
    for (const argv of [['who', 'kim'], ['review']]) {
      const { json } = await asked([...argv, '--format=json'], HEAD, {
        more: fault('assigned_users', 200),
      })
      expect(JSON.stringify(json()['unread'])).toContain('8801')
    }
  })
})

it('a list of groups that is cut off is never the whole list', async () => {
  const assets = `${ASSETS}${Array.from({ length: 110 }, (_, place) => `  "${9000 + place}": { name: Empty, owner: "1001" }\n`).join('')}`
  const more =
    'faults: [{ match: { method: GET, path: "/business_asset_groups$", param: "after=" }, do: { status: 400, code: 2, message: no } }]\n'
  const { code, plan } = await planned(GONE, { more, assets })
  expect([code, plan.complete]).toEqual([1, false])
  expect(leaving(plan)).toEqual([`8801/users/${KIM}`, `8802/users/${KIM}`])
  const offboarded = await asked(['offboard', 'kim', '--auto-approve'], HEAD, { more, assets })
  expect(offboarded.code).toBe(1)
  const who = await asked(['who', 'kim', '--format=json'], HEAD, { more, assets })
  expect([who.code, who.json()]).toMatchObject([1, { complete: false }])
})

describe('what is in a group', () => {
  it.each([
    [200, 0, true],
    [2, 1, false],
  ])('of one kind, answered by %i, is not empty', async (code, exit, isComplete) => {
    const { code: found, plan } = await planned(TAKEN, {
      more: fault('contained_product_catalogs', code),
    })
    expect([found, plan.complete]).toEqual([exit, isComplete])
    expect(plan.unreadable.map(({ address }) => address)).toEqual(
      isComplete ? expect.arrayContaining(['8801/catalog']) : [],
    )
    expect(reached(plan)).toEqual([`${NORTH}/users/${KIM}`])
  })
})

describe('Instagram accounts and catalogs in a group', () => {
  it('are still reached by whoever is taken off them', async () => {
    const { code, plan } = await planned(TAKEN)
    expect([code, plan.complete, plan.unreadable]).toEqual([0, true, []])
    expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual([
      `unassign ${NORTH}/users/${KIM}`,
      `unassign ${SHOP}/users/${KIM}`,
      `unassign 5551/users/${KIM}`,
    ])
    expect(reached(plan)).toEqual([`${NORTH}/users/${KIM}`, `5551/users/${KIM}`])
    expect(plan.manual[0]?.what).toContain('EMEA 8801')
  })

  it('in two groups are reached through either', async () => {
    const assets = ASSETS.replace('assets: [act_1111]', 'assets: [act_1111, "5551"]').replace(
      '{ ad_account: [ANALYZE] }',
      '{}',
    )
    const { json } = await asked(['who', 'kim', '--format=json'], HEAD, { assets })
    const access = json()['access'] as readonly { asset: { id: string }; group?: { id: string } }[]
    const through = access.flatMap(({ asset, group }) =>
      asset.id === '5551' && group !== undefined ? [group.id] : [],
    )
    expect(through).toEqual(['8801', '8802'])
    const { plan } = await planned(TAKEN, { assets })
    expect(plan.manual.find(({ address }) => address === `5551/users/${KIM}`)?.what).toMatch(
      /EMEA 8801, APAC 8802/,
    )
  })

  it.each([
    ['who', 'kim'],
    ['review', null],
  ])('are shown by %s as the assets they are', async (command, name) => {
    const { code, json } = await asked(
      [command, ...(name === null ? [] : [name]), '--format=json'],
      HEAD,
    )
    expect(code).toBe(0)
    const rows = JSON.stringify(json())
    expect(rows).not.toContain(IG_NORTH)
    const access =
      command === 'who'
        ? (json()['access'] as readonly { asset: { id: string; name: string }; path: string }[])
        : (
            json()['assets'] as readonly {
              id: string
              name: string
              access: readonly { path: string }[]
            }[]
          ).flatMap((asset) => asset.access.map((row) => ({ asset, ...row })))
    const through = access
      .filter(({ path }) => path === 'group')
      .map(({ asset }) => `${asset.id} ${asset.name}`)
    expect(through.sort()).toEqual(
      [`${NORTH} northwind`, '4441 Shop', '5551 Goods', 'act_1111 EU Search'].sort(),
    )
  })

  /** The same world behind a server that leaves `ig_user_id` of one account out. */
  const untold = async (argv: readonly string[], manifest: string, assets = ASSETS) => {
    const sandbox = await startSandbox({
      world: parseWorld(WORLD + assets),
      now: () => new Date(NOW),
    })
    const field = new RegExp(String.raw`,?\\*"ig_user_id\\*":\\*"${IG_SHOP}\\*"`, 'g')
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { authorization = '', 'content-type': type = 'application/json' } = request.headers
      const answer = await fetch(`${sandbox.url}${request.url}`, {
        method: request.method ?? 'GET',
        headers: { authorization, 'content-type': type },
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      })
      response.writeHead(answer.status, { 'content-type': 'application/json' })
      response.end((await answer.text()).replaceAll(field, ''))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      return await runCli([...argv, '--format=json'], {
        files: { 'access.yaml': manifest },
        env: {
          BIZACCESS_GRAPH_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
          META_ACCESS_TOKEN: sandbox.token,
        },
        sleep: async () => {},
        now: NOW,
      })
    } finally {
      server.closeAllConnections()
      server.close()
      await sandbox.close()
    }
  }

  it('are unknown, never empty, where an account does not tell its user', async () => {
    const { code, json } = await untold(['plan'], TAKEN)
    const plan = json() as unknown as PlanJson
    expect([code, plan.complete]).toEqual([1, false])
    const said = plan.problems.filter(({ code: name }) => name === 'scope_unknown')
    expect(said.map(({ message }) => message)).toEqual([
      'asset group 8801/contained_instagram_accounts could not be read: ig_user_id is missing, by which a group lists Instagram accounts',
    ])
    expect(reached(plan)).toEqual([`${NORTH}/users/${KIM}`, `5551/users/${KIM}`])
    const who = await untold(['who', 'kim'], HEAD)
    expect([who.code, who.json()]).toMatchObject([1, { complete: false }])
    const review = await untold(['review'], HEAD)
    expect([review.code, review.json()]).toMatchObject([1, { complete: false }])
  })

  it('cost nothing where no group has an Instagram account', async () => {
    const { code, json } = await untold(['plan'], TAKEN, ASSETS.replace(`, "${NORTH}"]`, ']'))
    const plan = json() as unknown as PlanJson
    expect([code, plan.complete, reached(plan)]).toEqual([0, true, [`5551/users/${KIM}`]])
  })
})
