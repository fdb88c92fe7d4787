import { describe, expect, it } from 'vitest'
import { readLive } from '../../src/live/read.ts'
import { everythingOf } from '../../src/live/wants.ts'
import type { LiveState } from '../../src/model/live.ts'
import { NO_MEMORY } from '../../src/model/memory.ts'
import { builtInWorld } from '../../src/sandbox/built-in.ts'
import type { World } from '../../src/sandbox/state.ts'
import { parseWorld, printWorld } from '../../src/sandbox/world/world.ts'
import { snapshotOf } from '../../src/twin/snapshot.ts'
import { makeTwin } from '../../src/twin/twin.ts'
import { shownOf } from '../support/snapshots.ts'

const NOW = new Date('2026-11-22T09:00:00Z')

const readOf = (world: World): Promise<LiveState> =>
  readLive(
    makeTwin({ world, memory: NO_MEMORY, now: NOW }).client,
    everythingOf(world.token.business),
  )

const copyOf = async (text: string) => {
  const world = parseWorld(text)
  const live = await readOf(world)
  const printed = printWorld(snapshotOf({ live }))
  return { live, printed, copied: await readOf(parseWorld(printed)) }
}

/** A world with what it is given, in the sections where that belongs. */
const worldWith = (more: string, account = '', modes = '') => `
version: 1
token: {business: "1001", user: "9001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata, catalog_management, whatsapp_business_management]}
modes: {${modes}}
businesses:
  "1001":
    name: Northwind
    users:
      "6001": {name: Ann, role: Admin, email: ann@northwind.example, user: "71", finance_permission: FINANCE_EDITOR, ip_permission: REVIEWER, two_fac_status: not_set, marked_for_removal: true}
      "6002": {name: Lee, role: PARTNER}
      "6003": {name: Hidden}
    system_users: {"9001": {name: CI, role: ADMIN, created_by: "71"}}
    invited:
      "7001": {email: New@corp.example, role: EMPLOYEE, created: 2026-11-01T09:00:00Z, expires: 2026-12-01T09:00:00Z}
      "7002": {email: old@corp.example, status: EXPIRED}
  "2002": {name: Brightside, users: {"6201": {name: Theirs}}}
  "3001": {name: Client}
  "4001": {name: Other}
ad_accounts:
  act_1: {name: EU, owner: "1001", users: {"6001": [MANAGE], "6003": [ANALYZE], "6201": [ANALYZE], "9001": [MANAGE]}, agencies: {"2002": {tasks: [ANALYZE], updated: 2026-11-02T09:00:00Z, requested: 2026-11-01T09:00:00Z}, "4001": {tasks: [ADVERTISE], status: DEACTIVATED}}${account}}
  act_2: {name: "", owner: "3001", agencies: {"1001": {tasks: [MANAGE], status: CONFIRMED, updated: 2026-11-03T09:00:00Z}}, users: {"6001": [ANALYZE]}}
  act_3: {name: Asked, owner: "3001", agencies: {"1001": {tasks: [ANALYZE], status: CLIENT_RESPONSE_PENDING, waits_for: owner, requested: 2026-11-04T09:00:00Z}}}
  act_4: {name: Gone, owner: "3001", agencies: {"1001": {tasks: [ANALYZE], status: DECLINED}}}
  act_5: {name: Elsewhere, owner: "4001"}
pages:
  "31": {name: Ours, owner: "1001", users: {"6001": [ANALYZE], "9001": [MANAGE]}, agencies: {"2002": {tasks: [ANALYZE], status: PENDING_ADMIN_REVIEW, waits_for: admin}}}
  "32": {name: No token, owner: "1001", users: {"6001": [MANAGE]}}
  ${modes.includes('refused') ? NOT_MANAGED : ''}
pixels: {"41": {name: Pixel, owner: "1001", agencies: {"2002": [ANALYZE]}, users: {"9001": [ANALYZE]}}}
catalogs:
  "51": {name: Catalog, owner: "1001", agencies: {"2002": {tasks: [MANAGE], status: PENDING, waits_for: partner}}}
  "52": {name: Client's, owner: "3001", agencies: {"1001": [ADVERTISE]}, users: {"6001": [ADVERTISE]}}
instagram_accounts: {"61": {name: insta, owner: "1001", users: {"9001": [FULL_CONTROL]}}, "62": {name: theirs, owner: "3001", agencies: {"1001": [ANALYZE]}}}
whatsapp_accounts: {"81": {name: Shop, owner: "1001", users: {"6001": [MANAGE]}}}
asset_groups:
  "88001": {name: All, owner: "1001", assets: [act_1, act_2, act_3, act_4, "31", "61", act_5], users: {"6001": {ad_account: [ANALYZE], offline_conversion_data_set: [VIEW]}, "6003": {}}}
${more}
`

const NOT_MANAGED =
  '"33": {name: Not managed, owner: "1001", users: {"9001": [ANALYZE]}, agencies: {"2002": [ANALYZE]}}'

const OBO =
  ', on_behalf_of: {"501": {requesting: "1001", receiving: "2002"}, "502": {requesting: "3001", receiving: "1001", status: APPROVE}, "503": {requesting: "2002", receiving: "3001"}}'

describe('a snapshot', () => {
  it.each(['brand', 'agency'] as const)('of %s reads like the business itself', async (name) => {
    const { live, copied } = await copyOf(printWorld(builtInWorld(name)))
    expect(shownOf(copied)).toEqual(shownOf(live))
  })

  it.each([
    ['everything there is', '', '', 'other_people: shown'],
    ['people whom no list shows', '', '', 'unlisted: ["6003", "9001"]'],
    ['on-behalf-of requests', '', OBO, ''],
    ['rows without a status', '', '', 'agency_status: sure'],
    ['a status on every kind', '', '', 'agency_status: everywhere'],
    ['rows of groups that tell nothing', '', '', 'group_rows: bare'],
    ['rows of groups that tell some', '', '', 'group_rows: told'],
    [
      'lists that lag',
      'mirror: {act_1: {"2002": [MANAGE], "4001": []}, act_2: {"1001": [ANALYZE]}}',
      '',
      '',
    ],
    ['a client on no list of ours', 'mirror: {act_5: {"1001": [ANALYZE]}}', '', ''],
    ['no lists of on-behalf-of requests', '', OBO, 'obo_edges: false'],
    ['no asset groups', '', '', 'refused_fields: [Business.business_asset_groups]'],
  ])('reads like a business with %s', async (_, more, account, modes) => {
    for (const unpacking of ['none', 'wide', 'surprising']) {
      const all = [`unpacking: ${unpacking}`, ...(modes === '' ? [] : [modes])].join(', ')
      const { live, copied } = await copyOf(worldWith(more, account, all))
      expect(live.relations.length).toBeGreaterThan(10)
      expect(shownOf(copied)).toEqual(shownOf(live))
    }
  })

  it('gives nobody the id of a business that only a list names', async () => {
    const mirror = 'mirror: {act_5: {"1001": [ANALYZE]}}'
    const text = worldWith(mirror)
      .replace('owner: "4001"', 'owner: "1"')
      .replace('  "3001"', '  "1": {name: One}\n  "3001"')
    const { live, copied } = await copyOf(text)
    expect(live.mirror?.clients.rows).toContainEqual(
      expect.objectContaining({ asset: 'act_5', business: { id: '1', name: 'One' } }),
    )
    expect(shownOf(copied)).toEqual(shownOf(live))
  })

  /** What an API says of a refusal differs with its cause. */
  const withoutWords = (live: LiveState) => {
    const { problems, unlisted, scopes, mirror, groups, ...rest } = shownOf(live)
    const plain = (found: string | null) => found?.replace(/: .*/s, '') ?? null
    return {
      ...rest,
      problems: problems.map(({ code }) => code).sort(),
      unlisted: unlisted?.map(({ kind, listing }) => `${kind} ${listing}`),
      scopes: scopes.map((scope) => ({ ...scope, what: plain(scope.what) })),
      mirror: [mirror?.agencies.status, mirror?.clients.status],
      groups: groups?.rows.map((group) => ({
        ...group,
        unread: group.unread.map(({ kind, status }) => `${kind} ${status}`),
      })),
    }
  }

  it.each([
    ['agencies of an asset', ', refuse: [agencies]', ''],
    ['people and requests of an asset', `, refuse: [assigned_users, onbehalf_requests]${OBO}`, ''],
    ['a list of assets', '', 'refused_fields: [Business.owned_pixels]'],
    ['clients', '', 'refused_fields: [Business.clients]'],
    ['open requests', '', 'refused_fields: [Business.pending_client_ad_accounts]'],
    ['a list of people', '', 'refused_fields: [Business.system_users]'],
    ['what is in groups', '', 'refused_fields: [BusinessAssetGroup.contained_pages]'],
    ['who is in groups', '', 'refused_fields: [BusinessAssetGroup.assigned_users]'],
  ])('refuses what was refused: %s', async (_, account, modes) => {
    const { live, copied } = await copyOf(worldWith('', account, modes))
    expect(withoutWords(copied)).toEqual(withoutWords(live))
  })
})
