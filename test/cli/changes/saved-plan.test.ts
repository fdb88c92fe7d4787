import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { planDigestOf } from '../../../src/plan/make-plan.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { type CliCase, folderWith, runCli } from '../../support/run-cli.ts'

const TOKEN = 'SANDBOXsavedplan'
const CROWD = Array.from({ length: 14 }, (_, place) => `615500000000001${place + 10}`)

const USERS = CROWD.map((id) => `      "${id}": { name: P${id}, email: p${id}@x.example }`)
const WORLD = `version: 1
token: { business: "1001", user: "21", scopes: [business_management, ads_management] }
modes: { unpacking: none }
businesses:
  "1001":
    name: Northwind
    users:
      "32": { name: Lee, email: lee@northwind.example }
      "33": { name: Kim, email: kim@northwind.example }
${USERS.join('\n')}
    system_users: { "21": { name: Automation, role: ADMIN } }
  "5005": { name: Client }
ad_accounts:
  act_1111:
    name: EU
    owner: "1001"
    users:
      "21": [MANAGE, ADVERTISE, ANALYZE]
      "32": [MANAGE, ADVERTISE, ANALYZE]
      "33": [MANAGE, ADVERTISE, ANALYZE]
${CROWD.map((id) => `      "${id}": [ANALYZE]`).join('\n')}
  act_7777: { name: Given, owner: "5005", agencies: { "1001": [ANALYZE] } }
  act_9999: { name: Wanted, owner: "5005" }
`

const HEAD = `version: 1
business: "1001"
people: { lee: "32", kim: "33" }
`
const CROWDED = `${HEAD}ad_accounts: { act_1111: { users: { lee: ADMIN, kim: ADMIN } } }\n`
const ASKS = `${HEAD}ad_accounts: { act_9999: { request: [ANALYZE] } }\n`
const GIVES_UP = `${HEAD}ad_accounts: { act_7777: { request: [] } }\n`
const LAST = `${HEAD}ad_accounts: { act_1111: { users: { lee: ADMIN }, ignore: [${CROWD.map((id) => `"${id}"`).join(', ')}] } }\n`

let sandbox: Sandbox
const serve = async (world: string): Promise<void> => {
  sandbox = await startSandbox({ world: parseWorld(world), token: TOKEN })
}
beforeEach(() => serve(WORLD))
afterEach(() => sandbox.close())

const cli = (argv: readonly string[], options: CliCase) =>
  runCli(argv, { ...options, env: { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: TOKEN } })

/** A folder with a manifest and the plan of it, as it was saved. */
const planned = async (manifest: string, ...flags: readonly string[]) => {
  const cwd = folderWith({ 'access.yaml': manifest })
  const { code } = await cli(['plan', '-o', 'plan.json', ...flags], { cwd })
  return { cwd, code }
}

const APPLY = ['apply', 'plan.json', '--auto-approve', '--format=json']

const applied = async (cwd: string, ...flags: readonly string[]) => {
  const { code, json } = await cli([...APPLY, ...flags], { cwd })
  const { problems, summary } = json() as {
    problems: readonly { code: string; message: string }[]
    summary?: { done: number; waiting: number }
  }
  return { code, codes: problems.map((problem) => problem.code), summary, problems }
}

const writes = (): number => sandbox.commits.length

describe('--allow-revocations with a saved plan', () => {
  it('is needed, must match, and is what the broken rail says', async () => {
    const { cwd, code } = await planned(CROWDED)
    expect(code).toBe(4)
    const without = await applied(cwd)
    expect([without.code, without.codes]).toEqual([4, ['rail_max_revocations']])
    expect(without.problems[0]?.message).toMatch(/pass --allow-revocations 14$/)
    const wrong = await applied(cwd, '--allow-revocations', '13')
    expect([wrong.code, wrong.codes]).toEqual([4, ['rail_allow_revocations']])
    expect(writes()).toBe(0)
    const right = await applied(cwd, '--allow-revocations', '14')
    expect([right.code, right.summary?.done]).toEqual([0, 14])
  })

  it('is not what the file says was allowed when it was made', async () => {
    const { cwd, code } = await planned(CROWDED, '--allow-revocations', '14')
    expect(code).toBe(0)
    expect((await applied(cwd)).codes).toEqual(['rail_max_revocations'])
    expect((await applied(cwd, 'access.yaml')).codes).toEqual(['rail_max_revocations'])
    expect(writes()).toBe(0)
    const argv = ['access.yaml', '--allow-revocations', '14']
    expect((await applied(cwd, ...argv)).summary?.done).toBe(14)
  })
})

describe('--allow-requests with a saved plan', () => {
  it('is needed in a bare checkout, and must match', async () => {
    const { cwd } = await planned(ASKS, '--allow-requests', '1')
    const without = await applied(cwd)
    expect([without.code, without.codes]).toEqual([4, ['rail_allow_requests']])
    expect((await applied(cwd, '--allow-requests', '2')).codes).toEqual(['rail_allow_requests'])
    expect(writes()).toBe(0)
    const right = await applied(cwd, '--allow-requests', '1')
    expect([right.code, right.summary?.waiting]).toEqual([0, 1])
    expect(sandbox.commits).toMatchObject([{ method: 'POST' }])
    // The journal remembers by now; and live shows that the client has not answered.
    const again = await applied(cwd, '--allow-requests', '1')
    expect([again.code, again.summary?.waiting, writes()]).toEqual([0, 1, 1])
  })
})

describe('a withdrawal whose asset became ours meanwhile', () => {
  it.each([true, false])(
    'is stale, and nothing is written (manifest beside it: %s)',
    async (isBeside) => {
      const { cwd } = await planned(GIVES_UP)
      await sandbox.close()
      await serve(WORLD.replace('owner: "5005", agencies: { "1001": [ANALYZE] }', 'owner: "1001"'))
      const found = await applied(cwd, ...(isBeside ? ['access.yaml'] : []))
      // The other sandbox is at another port: that alone would be refused.
      expect(found.codes).toEqual(['saved_other_origin'])
      const text = readFileSync(join(cwd, 'plan.json'), 'utf8')
      const moved = { ...JSON.parse(text), graph: sandbox.url }
      writeFileSync(
        join(cwd, 'plan.json'),
        JSON.stringify({ ...moved, plan_digest: planDigestOf(moved) }),
      )
      const stale = await applied(cwd, ...(isBeside ? ['access.yaml'] : []))
      expect([stale.code, stale.codes.at(-1)]).toEqual([1, 'saved_stale'])
      expect(stale.problems.at(-1)?.message).toContain('act_7777 was read as our own')
      expect(writes()).toBe(0)
    },
  )

  it('is done where it was withdrawn by hand', async () => {
    const { cwd } = await planned(GIVES_UP)
    const query = new URLSearchParams({ adaccount_id: 'act_7777', access_token: TOKEN })
    await fetch(`${sandbox.url}/v26.0/1001/ad_accounts?${query}`, { method: 'DELETE' })
    const { code, summary } = await applied(cwd)
    expect([code, summary?.done, writes()]).toEqual([0, 1, 1])
  })
})

describe('while somebody thinks about the question', () => {
  it.each([
    ['a manifest', ['apply']],
    ['a saved plan', ['apply', 'plan.json']],
  ])('of %s, a colleague takes the other manager: the last one stays', async (_, argv) => {
    const { cwd } = await planned(LAST)
    const query = new URLSearchParams({ user: '32', access_token: TOKEN })
    const { code, json } = await cli([...argv, '--format=json'], {
      cwd,
      answer: 'yes',
      onQuestion: () =>
        fetch(`${sandbox.url}/v26.0/act_1111/assigned_users?${query}`, { method: 'DELETE' }),
    })
    expect(code).toBe(1)
    expect(json()).toMatchObject({ results: [{ status: 'skipped', why: 'rail' }] })
    expect(writes()).toBe(1)
  })
})

describe("where the API's clock is a week ahead of ours", () => {
  const DAY = 86_400_000
  const dayIn = (days: number): string =>
    new Date(Date.now() + days * DAY).toISOString().slice(0, 10)
  const ENDING = (days: number): string =>
    `${HEAD}ad_accounts: { act_1111: { users: { lee: ADMIN, kim: { role: ADMIN, expires: ${dayIn(days)} } }, ignore: [${CROWD.map((id) => `"${id}"`).join(', ')}] } }\n`

  const ahead = async (): Promise<void> => {
    await sandbox.close()
    const date = new Date(Date.now() + 7 * DAY).toUTCString()
    await serve(WORLD.replace('unpacking: none', `unpacking: none, usage: { Date: "${date}" }`))
  }

  it.each([
    ['plan', 1, 'clock_holds_steps', 3],
    ['drift', 1, 'clock_holds_steps', 3],
    ['apply', 1, 'clock_holds_steps', 3],
    ['plan', 0, 'clock_differs', 30],
    ['drift', 0, 'clock_differs', 30],
    ['apply', 0, 'clock_differs', 30],
  ])('%s says so (exit %i, %s)', async (command, code, said, days) => {
    await ahead()
    const flags = command === 'apply' ? ['--auto-approve'] : []
    const argv = [command, '--format=json', ...flags]
    const found = await cli(argv, { files: { 'access.yaml': ENDING(days) } })
    expect(found.code).toBe(code)
    expect(found.json()['problems']).toMatchObject([{ code: said }])
    expect(writes()).toBe(0)
  })

  it('a saved plan that counts on a day that is over there is out of date', async () => {
    const { cwd } = await planned(ENDING(3).replace('lee: ADMIN, ', ''))
    const text = readFileSync(join(cwd, 'plan.json'), 'utf8')
    await ahead()
    const moved = { ...JSON.parse(text), graph: sandbox.url }
    writeFileSync(
      join(cwd, 'plan.json'),
      JSON.stringify({ ...moved, plan_digest: planDigestOf(moved) }),
    )
    const { code, codes } = await applied(cwd)
    expect([code, codes]).toEqual([1, ['saved_out_of_date']])
    expect(writes()).toBe(0)
  })
})
