import { expect, it } from 'vitest'
import { parseWorld, printWorld } from '../../../src/sandbox/world/world.ts'

const HEAD = `version: 1
token: { business: "1001", user: "11", scopes: [business_management] }
businesses:
  "1001": { name: House, system_users: { "11": { name: Robot, role: ADMIN, finance_permission: FINANCE_VIEW } } }
  "2002": { name: Partner }
`
const WHOLE = `${HEAD}ad_accounts: { act_1: { name: One, owner: "1001", exposure: { subscribed_apps: ["8801"] } } }
pixels: { "44": { name: P, owner: "1001", exposure: { shared_accounts: { act_7: { via: "2002" } }, shared_agencies: ["2002"] } } }
whatsapp_accounts: { "77": { name: W, owner: "1001", exposure: { ownership_type: SELF, subscribed_apps: ["8801"] } } }
apps: { "8801": { name: Till, owner: "1001", clients: ["2002"], exposure: { agencies: ["2002"] } } }
credit_lines: { "7100": { owner: "1001", revoked: true, allocations: { "7101": { receiving: "2002", amount: "5 EUR" } }, invoice_groups: { "7110": { name: EU, ad_accounts: [act_1] } } } }
audience_requests: { "9001": { initiator: "1001", recipient: "2002", audiences: { "9100": { name: A, accounts: { act_1: ACTIVE } } } } }
mirror: { act_1: { "2002": [ANALYZE] } }
modes: { refused_fields: [extendedcredits], absent_fields: [Business.agencies], whatsapp_app_rows: flat }
`

it('a world keeps what it exposes, and where lists lag, when it is written and read', () => {
  const world = parseWorld(WHOLE)
  expect(world.exposure?.creditLines.get('7100')?.revoked).toBe(true)
  expect(parseWorld(printWorld(world))).toEqual(world)
  expect(printWorld(parseWorld(HEAD))).not.toMatch(/apps|credit|audience|mirror/)
})

it.each([
  ['apps: { "8801": { name: Till, owner: "3003" } }', 'apps.8801: there is no business 3003'],
  ['credit_lines: { "7100": { owner: "1001", debt: "1" } }', 'unknown key debt'],
  ['audience_requests: { "9001": { initiator: "1001" } }', 'the key recipient is missing'],
  ['mirror: { act_9: { "2002": [] } }', 'there is no asset act_9'],
  [
    'pixels: { "44": { name: P, owner: "1001", exposure: { shared_agencies: ["3003"] } } }',
    'there is no business 3003',
  ],
  ['pages: { "33": { name: P, owner: "1001", exposure: {} } }', 'unknown key exposure'],
])('a slip is refused with its place: %s', (line, words) => {
  expect(() => parseWorld(`${HEAD}${line}\n`)).toThrow(words)
})
