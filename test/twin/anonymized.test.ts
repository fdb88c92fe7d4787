import { describe, expect, it } from 'vitest'
import { builtInWorld } from '../../src/sandbox/built-in.ts'
import { parseWorld, printWorld } from '../../src/sandbox/world/world.ts'
import { anonymized } from '../../src/twin/anonymize/anonymized.ts'

const WORLD = `
version: 1
token: {business: "1001", user: "9001", scopes: [business_management], targets: {ads_read: [act_12345, "777777"]}}
app: {id: "555555", secret: hush-hush}
modes: {unlisted: ["6002", zoe@corp.example], usage: {X-Business-Use-Case-Usage: '{"12345":[]}'}}
businesses:
  "1001":
    name: Person
    users:
      "6001": {name: Business 1, email: Ann@corp.example, role: ADMIN, user: "1000001"}
      "6002": {name: 'MANAGE', email: ann@corp.example}
    system_users: {"9001": {name: CI, role: ADMIN, created_by: "1000001"}}
    invited: {"7001": {email: person1@example.com, role: EMPLOYEE, created_by: "6001"}}
  "2002": {name: "Asset 1"}
ad_accounts:
  act_12345:
    name: 'Somebody: "éü"'
    owner: "1001"
    agencies: {"2002": {tasks: [ANALYZE], status: PENDING, waits_for: owner}}
    users: {"6001": [MANAGE]}
    as_read: ["2002", "6001"]
    on_behalf_of: {"8001": {requesting: "1001", receiving: "2002"}}
instagram_accounts: {"41000": {name: insta, owner: "1001", ig_user_id: "17841400000000001"}}
asset_groups: {"88001": {name: Group, owner: "1001", assets: [act_12345], users: {"6001": {ad_account: [ANALYZE]}}}}
mirror: {act_12345: {"2002": [MANAGE]}}
faults: [{match: {path: "^/act_12345/"}, do: {code: 2}}]
remembered:
  requests: {act_99999/request: {at: 2026-11-20T09:00:00Z, tasks: [ANALYZE]}}
  approvals: {act_12345/agencies/2002: {at: 2026-11-20T09:00:00Z, tasks: [ANALYZE]}}
  invitations: {1001/members/person1@example.com: {at: 2026-11-20T09:00:00Z, tasks: [EMPLOYEE]}}
  kept: {88001/users/6001: {at: 2026-11-20T09:00:00Z, tasks: [], found: [ANALYZE]}}
`

/** Originals that no word of the API or of a world file is. */
const ORIGINALS =
  /1001|2002|6001|6002|9001|7001|8001|12345|41000|17841400000000001|88001|99999|555555|777777|1000001|corp\.example|hush|Ann|zoe|CI\b|Person\b|Business 1\b|Asset 1\b|éü|insta\b|Group\b|person1@example\.com/

describe('an anonymised world', () => {
  const text = printWorld(anonymized(parseWorld(WORLD)))

  it('holds no name, e-mail or id of the original, in no key and no value', () => {
    expect(text.match(ORIGINALS)).toBeNull()
  })

  it('is a world of the same shape, with the same replacement for the same thing', () => {
    const { token, businesses, assets, groups, mirror, remembered, modes, faults } =
      parseWorld(text)
    const [own, other] = [...businesses.values()]
    const [account] = [...assets.values()]
    const [ann, second] = [...(own?.users.values() ?? [])]
    const [invitation] = [...(own?.invited.values() ?? [])]
    const [bot] = [...(own?.systemUsers.values() ?? [])]
    const [group] = [...groups.values()]
    expect(token).toMatchObject({ business: own?.id, user: bot?.id })
    expect(token.targets?.get('ads_read')?.[0]).toBe(account?.id)
    expect(account?.id).toMatch(/^act_\d+$/)
    expect(account?.agencies.has(other?.id ?? '')).toBe(true)
    expect([...(account?.asRead ?? [])]).toEqual([other?.id, ann?.id])
    expect(ann?.email).toBe(second?.email)
    expect(bot?.createdBy).toBe(ann?.user)
    expect(invitation?.createdBy).toBe(ann?.id)
    expect(modes.unlisted[0]).toBe(second?.id)
    expect(group?.assets).toEqual([account?.id])
    expect([...(mirror?.keys() ?? [])]).toEqual([account?.id])
    expect([...(remembered?.approvals.keys() ?? [])]).toEqual([
      `${account?.id}/agencies/${other?.id}`,
    ])
    expect([...(remembered?.invitations.keys() ?? [])]).toEqual([
      `${own?.id}/members/${invitation?.email}`,
    ])
    expect([...(remembered?.kept.keys() ?? [])]).toEqual([`${group?.id}/users/${ann?.id}`])
    expect(account?.agencies.get(other?.id ?? '')).toMatchObject({ tasks: ['ANALYZE'] })
    expect(faults).toEqual([])
  })

  it('gives nothing a number that somebody has who is only mentioned', () => {
    const gone = '{name: CI, role: ADMIN, created_by: "211"}'
    const world = WORLD.replace('{name: CI, role: ADMIN, created_by: "1000001"}', gone)
      .replace('act_99999/request', '"611/request"')
      .replace('"777777"', '"71"')
    const made = printWorld(anonymized(parseWorld(world)))
    expect(made.match(/\b(211|611|71)\b/)).toBeNull()
  })

  it('gives nobody the address of somebody else', () => {
    const theirs = 'somebody1@mail.example'
    const { remembered: _, ...world } = parseWorld(WORLD.replaceAll('person1@example.com', theirs))
    expect(printWorld(anonymized(world))).not.toContain(theirs)
  })

  it.each(['brand', 'agency', 'large'] as const)('of %s can be read', (name) => {
    const made = anonymized(builtInWorld(name))
    expect(parseWorld(printWorld(made)).assets.size).toBe(builtInWorld(name).assets.size)
  })
})
