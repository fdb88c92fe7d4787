import type { Action } from '../../src/model/plan.ts'
import type { StepResult } from '../../src/model/reports/apply-report.ts'

export const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "61550000000000009" }
policy: { agency_task_change: try, max_revocations: 100 }
ad_accounts:
  act_1111: `

export const world = (asset: string): string => `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management] }
modes: { unpacking: none, agency_update: replace }
businesses:
  "1001":
    name: Northwind
    users: { "61550000000000009": { name: Kim, email: kim@northwind.example, role: EMPLOYEE } }
    system_users: { "61550000000000001": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside }
  "3001": { name: Client }
ad_accounts:
  act_1111: ${asset}
`

/** An account of our own, its agencies and its people beside the token's own user. */
export const OWN = (agencies: string, users: string): string =>
  `{ name: EU, owner: "1001", agencies: ${agencies}, users: { "61550000000000001": [MANAGE, ADVERTISE, ANALYZE], ${users} } }`

export interface Scenario {
  readonly action: Action
  readonly asset: string
  readonly manifest: string
  readonly method: 'POST' | 'DELETE'
  readonly path: string
}

/** One scenario per write: a world and a manifest whose plan is that one step. */
export const SCENARIOS: readonly Scenario[] = [
  {
    action: 'grant',
    asset: OWN('{}', ''),
    manifest: '{ agencies: { brightside: [ANALYZE] } }',
    method: 'POST',
    path: '/agencies$',
  },
  {
    action: 'regrant',
    asset: OWN('{ "2002": [ANALYZE] }', ''),
    manifest: '{ agencies: { brightside: [ADVERTISE, ANALYZE] } }',
    method: 'POST',
    path: '/agencies$',
  },
  {
    action: 'revoke',
    asset: OWN('{ "2002": [ANALYZE] }', ''),
    manifest: '{ agencies: {} }',
    method: 'DELETE',
    path: '/agencies$',
  },
  {
    action: 'assign',
    asset: OWN('{}', ''),
    manifest: '{ users: { kim: [ANALYZE] } }',
    method: 'POST',
    path: '/assigned_users$',
  },
  {
    action: 'reassign',
    asset: OWN('{}', '"61550000000000009": [ANALYZE]'),
    manifest: '{ users: { kim: [ADVERTISE, ANALYZE] } }',
    method: 'POST',
    path: '/assigned_users$',
  },
  {
    action: 'unassign',
    asset: OWN('{}', '"61550000000000009": [ANALYZE]'),
    manifest: '{ users: {} }',
    method: 'DELETE',
    path: '/assigned_users$',
  },
  {
    action: 'request',
    asset: '{ name: EU, owner: "3001" }',
    manifest: '{ request: [ANALYZE] }',
    method: 'POST',
    path: '/client_ad_accounts$',
  },
  {
    action: 'withdraw',
    asset: '{ name: EU, owner: "3001", agencies: { "1001": [ANALYZE] } }',
    manifest: '{ request: [] }',
    method: 'DELETE',
    path: '/ad_accounts$',
  },
  {
    action: 'cancel',
    asset: OWN('{}', '').replace(
      '{ name',
      '{ on_behalf_of: { "5501": { requesting: "1001", receiving: "2002" } }, name',
    ),
    manifest: '{ on_behalf_of: [] }',
    method: 'DELETE',
    path: '/5501$',
  },
]

/** May be sent once more after a lost answer. */
export const RESENT: ReadonlySet<Action> = new Set([
  'grant',
  'assign',
  'reassign',
  'unassign',
  'revoke',
])

/** What ends well for an action: a request always waits on the client. */
export const success = (action: Action): StepResult['status'] =>
  action === 'request' ? 'waiting' : 'done'

/** The scenarios whose writes may go out in batches. */
export const BATCHED: readonly Scenario[] = SCENARIOS.filter(({ action }) => RESENT.has(action))

const idAt = (place: number): string => `act_${1001 + place}`

/** The same scenario on many accounts, in one world and one manifest. */
export const fleetOf = (
  { asset, manifest }: Scenario,
  count: number,
): { readonly world: string; readonly manifest: string; readonly ids: readonly string[] } => {
  const ids = Array.from({ length: count }, (_, place) => idAt(place))
  const lines = (value: string): string => ids.map((id) => `  ${id}: ${value}\n`).join('')
  return {
    ids,
    world: world('').replace(/ {2}act_1111: \n$/, lines(asset)),
    manifest: HEAD.replace(/ {2}act_1111: $/, lines(manifest)),
  }
}

/** All scenarios in one world and one manifest, each on `count` accounts. */
export const everyScenario = (
  count: number,
): { readonly world: string; readonly manifest: string; readonly steps: number } => {
  const assets: string[] = []
  const grants: string[] = []
  for (const scenario of SCENARIOS) {
    for (let place = 0; place < count; place += 1) {
      const id = idAt(assets.length)
      assets.push(`  ${id}: ${scenario.asset.replace('"5501"', `"55${id.slice(4)}"`)}\n`)
      grants.push(`  ${id}: ${scenario.manifest}\n`)
    }
  }
  return {
    steps: assets.length,
    world: world('').replace(/ {2}act_1111: \n$/, assets.join('')),
    manifest: HEAD.replace(/ {2}act_1111: $/, grants.join('')),
  }
}
