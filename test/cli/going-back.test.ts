import { expect, it } from 'vitest'
import { runCli } from '../support/run-cli.ts'

/** What `docs/going-back.md` promises: the manifest of before, applied again, and what is left. */

const WORLD = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
app: { id: "880000000000001" }
businesses:
  "1001":
    name: Northwind
    users:
      "61550000000000002": { name: Lee Ng, email: lee@northwind.example, role: EMPLOYEE, finance_permission: EDITOR }
      "61550000000000008": { name: Ann Roe, email: ann@northwind.example, role: ADMIN }
      "61550000000000009": { name: Kim Poole, email: kim@northwind.example, role: EMPLOYEE }
    system_users:
      "61550000000000001": { name: Automation, role: ADMIN }
    invited:
      "77000000000000001": { email: new@northwind.example, role: EMPLOYEE, created: 2026-11-16T09:30:00Z }
  "2002": { name: Brightside }
  "5005": { name: Client }
ad_accounts:
  act_1111:
    name: EU Search
    owner: "1001"
    agencies: { "2002": [ADVERTISE, ANALYZE] }
    users:
      "61550000000000001": [MANAGE, ADVERTISE, ANALYZE]
      "61550000000000002": [ADVERTISE, ANALYZE]
      "61550000000000009": [ADVERTISE, ANALYZE]
  act_2222:
    name: House
    owner: "1001"
    approval: true
    agencies: { "2002": [ANALYZE] }
    users: { "61550000000000001": [MANAGE, ADVERTISE, ANALYZE] }
  act_9999:
    name: Client Account
    owner: "5005"
    agencies: { "1001": [ADVERTISE, ANALYZE] }
`

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people:
  robot: { system_user: "61550000000000001" }
  lee: lee@northwind.example
  ann: ann@northwind.example
  kim: kim@northwind.example
  new: new@northwind.example
`

interface Parts {
  readonly members?: string
  readonly first?: string
  readonly house?: string
  readonly client?: string
  readonly offboarded?: string
}

const manifestOf = ({
  members = '{ ann: ADMIN, lee: EMPLOYEE, kim: EMPLOYEE, new: EMPLOYEE }',
  first = '{ agencies: { brightside: [ADVERTISE, ANALYZE] }, users: { robot: ADMIN, lee: [ADVERTISE, ANALYZE], kim: [ADVERTISE, ANALYZE] } }',
  house = '{ agencies: { brightside: [ANALYZE] } }',
  client = '{ request: [ADVERTISE, ANALYZE] }',
  offboarded = '[]',
}: Parts = {}): string => `${HEAD}offboarded: ${offboarded}
members: { users: ${members} }
ad_accounts:
  act_1111: ${first}
  act_2222: ${house}
  act_9999: ${client}
policy: { keep_managers: 0 }
`

const NOW = '2026-11-22T09:00:00Z'
const BEFORE = manifestOf()

interface Row {
  readonly address: string
  readonly action?: string
  readonly state?: string
  readonly reason?: string
}

/** Applies the manifest of afterwards, then that of before; what that leaves is its second plan. */
const wentBack = async (
  after: string,
): Promise<{ readonly back: readonly string[]; readonly left: readonly string[] }> => {
  const files = {
    'world.yaml': WORLD,
    'before.yaml': BEFORE,
    'after.yaml': after,
  }
  const told = ['--sandbox', 'world.yaml', '--format', 'json']
  const start = await runCli(['plan', 'before.yaml', ...told], { files, now: NOW })
  expect(start.json()['steps'], start.stdout).toEqual([])
  const { cwd } = start
  const applied = async (file: string) => {
    const run = await runCli(['apply', file, '--auto-approve', ...told], { cwd, now: NOW })
    return run.json()['results'] as readonly (Row & { readonly status: string })[]
  }
  expect((await applied('after.yaml')).length, 'something was done').toBeGreaterThan(0)
  const back = (await applied('before.yaml')).map(
    ({ address, action, status }) => `${action} ${address} ${status}`,
  )
  const plan = (await runCli(['plan', 'before.yaml', ...told], { cwd, now: NOW })).json()
  const left = [
    ...(plan['steps'] as readonly Row[]).map(({ action, address }) => `${action} ${address}`),
    ...(plan['waiting'] as readonly Row[]).map(({ state, address }) => `${state} ${address}`),
    ...(plan['manual'] as readonly Row[]).map(({ reason, address }) => `${reason} ${address}`),
  ]
  // That one waits from the first day on.
  return { back, left: left.filter((words) => words !== INVITED) }
}

const INVITED = 'invitation 1001/members/new@northwind.example'
const LEE = '61550000000000002'
const KIM = '61550000000000009'

it.each([
  {
    what: 'a person who was taken off an asset',
    after: manifestOf({
      first:
        '{ agencies: { brightside: [ADVERTISE, ANALYZE] }, users: { robot: ADMIN, lee: [ADVERTISE, ANALYZE] } }',
    }),
    back: [`assign act_1111/users/${KIM} done`],
    left: [],
  },
  {
    what: 'a person who lost tasks',
    after: manifestOf({
      first:
        '{ agencies: { brightside: [ADVERTISE, ANALYZE] }, users: { robot: ADMIN, lee: [ANALYZE], kim: [ADVERTISE, ANALYZE] } }',
    }),
    back: [`reassign act_1111/users/${LEE} done`],
    left: [],
  },
  {
    what: 'an agency that was taken off',
    after: manifestOf({
      first:
        '{ agencies: {}, users: { robot: ADMIN, lee: [ADVERTISE, ANALYZE], kim: [ADVERTISE, ANALYZE] } }',
    }),
    back: ['grant act_1111/agencies/2002 done'],
    left: [],
  },
  {
    what: 'an agency, where an admin has to approve',
    after: manifestOf({ house: '{ agencies: {} }' }),
    back: ['grant act_2222/agencies/2002 waiting'],
    left: ['admin_approval act_2222/agencies/2002'],
  },
  {
    what: 'a role in the business',
    after: manifestOf({
      members: '{ ann: ADMIN, lee: ADMIN, kim: EMPLOYEE, new: EMPLOYEE }',
    }),
    back: [`set_role 1001/members/${LEE} done`],
    left: [],
  },
  {
    what: 'an invitation',
    after: manifestOf({ members: '{ ann: ADMIN, lee: EMPLOYEE, kim: EMPLOYEE }' }),
    back: ['invite 1001/members/new@northwind.example done'],
    left: [],
  },
  {
    what: 'a member',
    after: manifestOf({
      members: '{ ann: ADMIN, lee: EMPLOYEE, new: EMPLOYEE }',
      first:
        '{ agencies: { brightside: [ADVERTISE, ANALYZE] }, users: { robot: ADMIN, lee: [ADVERTISE, ANALYZE] } }',
    }),
    back: ['invite 1001/members/kim@northwind.example done'],
    left: ['invitation 1001/members/kim@northwind.example', 'invitation act_1111/users/kim'],
  },
  {
    what: 'somebody who was offboarded',
    after: manifestOf({ offboarded: '[kim]' }),
    back: ['invite 1001/members/kim@northwind.example done'],
    left: ['invitation 1001/members/kim@northwind.example', 'invitation act_1111/users/kim'],
  },
  {
    what: "a client's asset that was given up",
    after: manifestOf({ client: '{ request: [] }' }),
    back: ['request act_9999/request waiting'],
    left: ['client_response act_9999/request'],
  },
])('$what', async ({ after, back, left }) => {
  const went = await wentBack(after)
  expect(went.back).toEqual(back)
  expect([...went.left].sort()).toEqual([...left].sort())
})
