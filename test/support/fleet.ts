import type { Sandbox } from '../../src/sandbox/server.ts'
import { startMany } from './many-sandboxes.ts'

/** The live state of the three businesses of examples/fleet, as their manifests want it. */

const MANAGES = '[MANAGE, ADVERTISE, ANALYZE]'

const head = (id: string, name: string, users: string): string => `version: 1
token: { business: "${id}", user: "6155000000${id}01", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management] }
app: { id: "88000000000${id}" }
businesses:
  "${id}":
    name: ${name}
    users:
      "6155000000${id}10": { name: Dana Weiss, email: dana@northwind.example, role: ADMIN, user: "1000000000${id}10" }
${users}    system_users: { "6155000000${id}01": { name: Access automation, role: ADMIN } }
  "2002": { name: Brightside }
  "2003": { name: Old Mill Media }
`

const member = (id: string, name: string, email: string): string =>
  `      "6155000000${id}11": { name: ${name}, email: ${email}, role: EMPLOYEE, user: "1000000000${id}11" }\n`

const account = (id: string, act: string, name: string, users = '', agencies = AGENCY): string =>
  `  ${act}:
    name: ${name}
    owner: "${id}"
    agencies: ${agencies}
    users: { "6155000000${id}01": ${MANAGES}, "6155000000${id}10": ${MANAGES}${users} }
`

const AGENCY = '{ "2002": { tasks: [ADVERTISE, ANALYZE], status: CONFIRMED } }'
const OTHER = '{ "2003": { tasks: [ANALYZE], status: CONFIRMED } }'
const buyer = (id: string): string => `, "6155000000${id}11": [ADVERTISE, ANALYZE]`
const PAGE = '[MANAGE, CREATE_CONTENT, MODERATE, ADVERTISE, ANALYZE]'

/** A world for each folder of examples/fleet/businesses. */
export const FLEET_WORLDS = {
  northwind: `${head('1001', 'Northwind', member('1001', 'Lee Park', 'lee@northwind.example'))}ad_accounts:
${account('1001', 'act_110000000000001', 'EU Search', buyer('1001'))}pages:
  "310000000000011":
    name: Northwind
    owner: "1001"
    agencies: { "2002": [ADVERTISE, ANALYZE] }
    users: { "6155000000100101": ${PAGE}, "6155000000100110": ${PAGE} }
`,
  harbor: `${head('1002', 'Harbor', member('1002', 'Mia Roth', 'mia@harbor.example'))}ad_accounts:
${account('1002', 'act_120000000000001', 'Harbor Retail', buyer('1002'))}`,
  fjord: `${head('1003', 'Fjord', '')}ad_accounts:
${account('1003', 'act_130000000000001', 'Fjord Brand')}${account('1003', 'act_130000000000002', 'Fjord Outlet', '', OTHER)}`,
} as const

export type FleetName = keyof typeof FLEET_WORLDS

export const FLEET_IDS: Readonly<Record<FleetName, string>> = {
  northwind: '1001',
  harbor: '1002',
  fjord: '1003',
}

/** The sandboxes of the three behind one address. */
export interface Fleet {
  readonly url: string
  /** `META_ACCESS_TOKEN_<id>` for each business. */
  readonly tokens: Readonly<Record<string, string>>
  readonly sandboxes: Readonly<Record<FleetName, Sandbox>>
  readonly close: () => Promise<void>
}

const tokenOf = (name: FleetName): string => `FLEETTOKEN${name}`

/** Each business with a token of its own; `worlds` in the place of those that are in sync. */
export const startFleet = async (
  worlds: Partial<Record<FleetName, string>> = {},
): Promise<Fleet> => {
  const names = Object.keys(FLEET_WORLDS) as FleetName[]
  const { url, sandboxes, close } = await startMany(
    Object.fromEntries(names.map((name) => [tokenOf(name), worlds[name] ?? FLEET_WORLDS[name]])),
  )
  return {
    ...{ url, close },
    tokens: Object.fromEntries(
      names.map((name) => [`META_ACCESS_TOKEN_${FLEET_IDS[name]}`, tokenOf(name)]),
    ),
    sandboxes: Object.fromEntries(
      names.map((name) => [name, sandboxes.get(tokenOf(name))]),
    ) as Record<FleetName, Sandbox>,
  }
}
