/** What a plan of members reads: no more than it needs, and everything before somebody leaves. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../../src/model/plan.ts'
import { shardOf } from '../../../src/plan/shard.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { runCli } from '../../support/run-cli.ts'

const OWN = '61550000000000001'
const LEE = '61550000000000002'
const ANN = '61550000000000004'
const GUS = '61550000000000008'
const KIM = '61550000000000009'

const WORLD = `version: 1
token: { business: "1001", user: "${OWN}", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
businesses:
  "1001":
    name: Northwind
    users:
      "${LEE}": { name: Lee, email: lee@x.example, role: ADMIN }
      "${ANN}": { name: Ann, email: ann@x.example, role: ADMIN }
      "${GUS}": { name: Gus, email: gus@x.example, role: EMPLOYEE }
      "${KIM}": { name: Kim, email: kim@x.example, role: EMPLOYEE }
    system_users: { "${OWN}": { name: Automation, role: ADMIN } }
    invited: { "7701": { email: zoe@x.example, role: EMPLOYEE, created: 2026-11-20T09:00:00Z } }
ad_accounts:
  act_1: { name: One, owner: "1001", users: { "${OWN}": [MANAGE, ADVERTISE, ANALYZE] } }
  act_2: { name: Two, owner: "1001", users: { "${KIM}": [ANALYZE] } }
pages: { "31": { name: members, owner: "1001" } }
asset_groups:
  "8801": { name: EMEA, owner: "1001", users: { "${GUS}": { ad_account: [ANALYZE] } } }
`

const HEAD = `version: 1
business: "1001"
people: { lee: lee@x.example, ann: ann@x.example, gus: gus@x.example, kim: "${KIM}", zoe: zoe@x.example, max: max@x.example }
`
const EVERYBODY = 'lee: ADMIN, ann: ADMIN, gus: EMPLOYEE, kim: EMPLOYEE, zoe: EMPLOYEE'
const members = (users: string): string => `${HEAD}members: { users: { ${users} } }\n`

let sandbox: Sandbox
afterEach(() => sandbox.close())

const run = async (manifest: string, ...argv: readonly string[]) => {
  const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
  const seen = sandbox.requests.length
  const { http } = sandbox.counts
  const { code, json } = await runCli([...argv, '--format=json'], {
    ...{ env, files: { 'access.yaml': manifest }, now: '2026-11-22T09:30:00Z' },
    sleep: async () => {},
  })
  const paths = sandbox.requests.slice(seen).map(({ path }) => path)
  return { code, paths, http: sandbox.counts.http - http, plan: json() as unknown as Plan }
}

const planned = async (manifest: string, ...argv: readonly string[]) => {
  sandbox = await startSandbox({ world: parseWorld(WORLD), now: () => new Date('2026-11-22') })
  return run(manifest, 'plan', ...argv)
}

const linesOf = ({ steps, waiting, manual }: Plan): readonly string[] => [
  ...steps.map(({ action, address }) => `${action} ${address}`),
  ...waiting.map(({ state, address }) => `${state} ${address}`),
  ...manual.map(({ reason, address }) => `${reason} ${address}`),
]

const LISTS = ['business_users', 'pending_users', 'system_users']
const isOfAssets = (path: string): boolean => /owned_|client_|assigned_|agencies|groups/.test(path)

describe('a plan of members', () => {
  it('reads the lists of people and nothing else where it is in sync', async () => {
    const { plan, paths } = await planned(members(EVERYBODY))
    expect(linesOf(plan)).toEqual(['invitation 1001/members/zoe@x.example'])
    expect(plan.summary.unchanged).toBe(4)
    const lists = paths.filter((path) => LISTS.some((list) => path.endsWith(list)))
    expect(lists.map((path) => path.split('/').at(-1)).sort()).toEqual(LISTS)
    expect(paths.filter(isOfAssets)).toEqual([])
  })

  it('makes no more calls in sync than one of the people of an asset', async () => {
    const users = 'ad_accounts: { act_1: { users: {} } }\n'
    const without = await planned(HEAD + users)
    const beside = await run(members(EVERYBODY) + users, 'plan')
    expect(beside.http).toBe(without.http)
    expect(beside.paths).toHaveLength(without.paths.length)
  })

  it('reads nothing more for another role, or an invitation that is taken back', async () => {
    const { plan, paths } = await planned(
      members('lee: ADMIN, ann: ADMIN, gus: ADMIN, kim: EMPLOYEE'),
    )
    expect(linesOf(plan)).toEqual([
      `set_role 1001/members/${GUS}`,
      'uninvite 1001/members/zoe@x.example',
    ])
    expect(paths.filter(isOfAssets)).toEqual([])
  })

  it.each([
    ['invited', `${EVERYBODY}, max: EMPLOYEE`, 'invite 1001/members/max@x.example'],
    ['removed', EVERYBODY.replace('kim: EMPLOYEE,', ''), `remove 1001/members/${KIM}`],
  ])('reads everything, once, where somebody is %s', async (_what, users, line) => {
    const { plan, paths } = await planned(members(users))
    expect(linesOf(plan)).toContain(line)
    expect(paths.filter((path) => path.endsWith('/owned_ad_accounts'))).toHaveLength(1)
    expect(paths.filter((path) => path.endsWith('/business_users'))).toHaveLength(2)
    expect(plan.unmanaged.map(({ address }) => address)).toEqual(['31', 'act_1', 'act_2'])
  })

  it('reads nothing twice where it has read everything for the offboarded', async () => {
    const { plan, paths } = await planned(`${members('lee: ADMIN, ann: ADMIN')}offboarded: [kim]\n`)
    expect(linesOf(plan)).toContain(`remove 1001/members/${KIM}`)
    expect(paths.filter((path) => path.endsWith('/business_users'))).toHaveLength(1)
  })

  it('is made by an apply from the same reading', async () => {
    sandbox = await startSandbox({ world: parseWorld(WORLD), now: () => new Date('2026-11-22') })
    const users = EVERYBODY.replace('kim: EMPLOYEE,', '')
    const { code } = await run(members(users), 'apply', '--auto-approve')
    expect(code).toBe(0)
    expect(sandbox.commits.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `DELETE /${KIM}`,
    ])
  })
})

const ONLY_ADMINS = members('lee: ADMIN, ann: ADMIN')
const WHOLE = `${ONLY_ADMINS}ad_accounts: { act_1: { users: {} }, act_2: { agencies: {} } }\n`

describe('--only members', () => {
  it('reads every asset and every group, and removes only who holds nothing', async () => {
    const { plan } = await planned(WHOLE, '--only=members')
    expect(linesOf(plan)).toEqual([
      'uninvite 1001/members/zoe@x.example',
      `needs_whole_run 1001/members/${GUS}`,
      `needs_whole_run 1001/members/${KIM}`,
    ])
    expect(linesOf((await run(WHOLE, 'plan')).plan)).toEqual(
      expect.arrayContaining([`remove 1001/members/${GUS}`, `remove 1001/members/${KIM}`]),
    )
  })

  it('removes who holds nothing', async () => {
    sandbox = await startSandbox({
      world: parseWorld(
        WORLD.replace(/asset_groups:[\s\S]*/, '').replace(`"${KIM}": [ANALYZE]`, ''),
      ),
      now: () => new Date('2026-11-22'),
    })
    const { plan, paths } = await run(WHOLE, 'plan', '--only=members')
    expect(linesOf(plan)).toEqual([
      'uninvite 1001/members/zoe@x.example',
      `remove 1001/members/${GUS}`,
      `remove 1001/members/${KIM}`,
    ])
    expect(paths.filter((path) => path.endsWith('business_asset_groups'))).toHaveLength(1)
  })

  it('is the word, and no asset of that name', async () => {
    const pages = `${WHOLE}pages: { "31": { users: {} } }\n`
    const { plan, paths } = await planned(pages, '--only=members', '--who=zoe')
    expect(linesOf(plan)).toEqual(['uninvite 1001/members/zoe@x.example'])
    expect(paths.filter((path) => path.includes('/31'))).toEqual([])
  })

  it('is a mistake where nothing is said of them', async () => {
    const { plan } = await planned(
      `${HEAD}ad_accounts: { act_1: { agencies: {} } }\n`,
      '--only=members',
    )
    expect(plan.problems.map(({ code }) => code)).toEqual(['only_matches_nothing'])
  })
})

describe('a part of a plan', () => {
  it('of some assets has nobody of the business', async () => {
    const { plan, paths } = await planned(WHOLE, '--only=act_1')
    expect(linesOf(plan)).toEqual([])
    expect(paths.filter((path) => path.endsWith('pending_users'))).toHaveLength(1)
  })

  it('says which of the offboarded keep their seat', async () => {
    const { plan } = await planned(`${WHOLE}offboarded: [kim]\n`, '--only=act_1')
    expect(linesOf(plan)).toEqual([`needs_whole_run 1001/members/${KIM}`])
  })

  it('has the members in the shard of the business, which removes nobody', async () => {
    const own = shardOf('1001', 2)
    const { plan } = await planned(WHOLE, `--shard=${own}/2`)
    expect(linesOf(plan).filter((line) => line.includes('/members/'))).toEqual([
      'uninvite 1001/members/zoe@x.example',
      `needs_whole_run 1001/members/${GUS}`,
      `needs_whole_run 1001/members/${KIM}`,
    ])
    const other = await run(WHOLE, 'plan', `--shard=${1 - own}/2`)
    expect(linesOf(other.plan).filter((line) => line.includes('/members/'))).toEqual([])
  })

  it.each([
    [['--who=kim'], [`remove 1001/members/${KIM}`]],
    [['--who=zoe'], ['uninvite 1001/members/zoe@x.example']],
    [['--reason=expired'], []],
  ])('of %j has only such steps', async (argv, steps) => {
    const { plan } = await planned(ONLY_ADMINS, ...argv)
    expect(plan.steps.map(({ action, address }) => `${action} ${address}`)).toEqual(steps)
  })
})
