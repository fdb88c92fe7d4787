import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import { DEFAULT_POLICY } from '../../../src/model/manifest.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { Step } from '../../../src/model/plan.ts'
import { callsOf, type WritableStep } from '../../../src/model/write.ts'
import type { World } from '../../../src/sandbox/state.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import {
  RAIL_NAMES,
  type RailName,
  type RailTerms,
  watchRails,
} from '../../../src/twin/rails/rails-of-world.ts'
import { makeTwin } from '../../../src/twin/twin.ts'

const TEXT = `
version: 1
token: {business: "1001", user: "9001", scopes: [business_management, ads_management, pages_show_list, pages_manage_metadata]}
businesses:
  "1001":
    name: Northwind
    users:
      "6001": {name: Ann, role: ADMIN, email: ann@northwind.example}
      "6002": {name: Lee, role: EMPLOYEE}
      "6003": {name: Max, role: ADMIN}
    system_users: {"9001": {name: CI, role: ADMIN}}
    invited: {"7001": {email: Zoe@northwind.example, role: EMPLOYEE}}
  "2002": {name: Brightside}
  "2003": {name: Client}
ad_accounts:
  act_1: {name: EU, owner: "1001", users: {"6001": [MANAGE], "6002": [ADVERTISE, ANALYZE], "9001": [MANAGE]}, agencies: {"2002": {tasks: [ADVERTISE, ANALYZE]}}, on_behalf_of: {"5001": {requesting: "1001", receiving: "2002", status: IN_PROGRESS}}}
  act_9: {name: Theirs, owner: "2003"}
pages:
  "33": {name: Ours, owner: "1001", users: {"9001": [MANAGE]}}
`
const WORLD = parseWorld(TEXT)

const account = { kind: 'ad_account', id: 'act_1', name: null }
const seat = { kind: 'business', id: '1001', name: null }
const person = (id: string) => ({ type: 'business_user', id, name: null, alias: null }) as const
const partner = { type: 'business', id: '2002', name: null, alias: null } as const
const us = { ...partner, id: '1001' }

const step = (
  action: Step['action'],
  asset: Step['asset'],
  subject: Step['subject'],
  after: readonly string[] | null = null,
): WritableStep => ({ action, asset, subject, after })

const NONE_LEFT: Partial<RailTerms['policy']> = {
  max_revocations: 0,
  max_invitations: 0,
  max_open_requests: 0,
  max_offboarded: 0,
}

/** What a watch says of these steps, sent by somebody who asks no guard. */
const broken = async (
  steps: readonly WritableStep[],
  policy: Partial<RailTerms['policy']> = {},
  more: Partial<RailTerms> & { readonly world?: World } = {},
): Promise<readonly (readonly [RailName, string, string])[]> => {
  const { world, ...others } = { world: WORLD, ...more }
  const terms = { policy: { ...DEFAULT_POLICY, ...policy }, allowed: {}, offboarded: [], ...others }
  const watch = watchRails(world, terms)
  const now = new Date('2026-11-22T09:00:00Z')
  const { client } = makeTwin({ world, memory: NO_MEMORY, now, onCommit: watch.note })
  for (const each of steps) {
    for (const call of callsOf(each, '1001', KINDS)) await client.write(call)
  }
  return watch.broken.map(({ rail, what, write }) => [rail, what, `${write.method} ${write.path}`])
}

const offAnn = step('unassign', account, person('6001'))
const lessLee = step('reassign', account, person('6002'), ['ANALYZE'])
const offLee = step('unassign', account, person('6002'))
const revoke = step('revoke', account, partner)
const ask = step('request', { ...account, id: 'act_9' }, us, ['ANALYZE'])
const invite = step('invite', seat, person('kim@northwind.example'), ['EMPLOYEE'])
const demote = step('set_role', seat, person('6001'), ['EMPLOYEE'])
const remove = step('remove', seat, person('6002'))
const promote = step('set_role', seat, person('6002'), ['ADMIN'])
const uninvite = step('uninvite', seat, { ...person('zoe@northwind.example'), invitation: '7001' })
const cancel = step('cancel', account, { type: 'obo_request', id: '5001', name: null, alias: null })
const giveUp = step('withdraw', { kind: 'page', id: '33', name: null }, us)
const offSelf = step('unassign', account, person('9001'))

/** For each rail, steps that break it, and what is said. */
const BREAKING: Readonly<
  Record<RailName, readonly [readonly WritableStep[], Partial<RailTerms['policy']>, string, string]>
> = {
  keep_managers: [[offAnn], {}, 'act_1', 'DELETE /act_1/assigned_users'],
  keep_admins: [[demote], { keep_admins: 2 }, '1001', 'POST /6001'],
  own_user: [[offSelf], {}, '9001', 'DELETE /act_1/assigned_users'],
  owner: [[giveUp], {}, '33', 'DELETE /1001/pages'],
  protected: [[lessLee], { protected: ['6002'] }, '6002', 'POST /act_1/assigned_users'],
  max_offboarded: [[revoke], { max_offboarded: 0 }, '2002', 'DELETE /act_1/agencies'],
  max_revocations: [[offLee, revoke], { max_revocations: 1 }, '2002', 'DELETE /act_1/agencies'],
  max_invitations: [
    [invite],
    { max_invitations: 0 },
    'kim@northwind.example',
    'POST /1001/business_users',
  ],
  max_open_requests: [[ask], { max_open_requests: 0 }, 'act_9', 'POST /1001/client_ad_accounts'],
}

describe('the rails of a world', () => {
  it('count no manager who is on the way out', async () => {
    const text = TEXT.replace('"6002": [ADVERTISE, ANALYZE]', '"6002": [MANAGE]')
    expect(await broken([offAnn], {}, { world: parseWorld(text) })).toEqual([])
    const leaving = text.replace('name: Lee,', 'name: Lee, marked_for_removal: true,')
    expect(await broken([offAnn], {}, { world: parseWorld(leaving) })).toEqual([
      ['keep_managers', 'act_1', 'DELETE /act_1/assigned_users'],
    ])
  })

  it.each(RAIL_NAMES)('name what breaks %s, and the write', async (rail) => {
    const [steps, policy, what, write] = BREAKING[rail]
    const offboarded = rail === 'max_offboarded' ? [new Set(['2002'])] : []
    const found = await broken(steps, policy, { offboarded })
    // Some break another one, too: a Page that is given up loses its own user.
    expect(found.filter(([name]) => name === rail)).toEqual([[rail, what, write]])
  })

  it.each([
    ['a revocation', 1, offLee],
    ['a narrowing', 1, lessLee],
    ['a revoked agency', 1, revoke],
    ['a lower role', 1, demote],
    ['a removal with all it takes', 1, remove],
    ['an invitation taken back', 1, uninvite],
    ['a cancelled request', 0, cancel],
    ['an invitation', 0, invite],
    ['a request', 0, ask],
    ['a higher role', 0, promote],
    [
      'more tasks',
      0,
      step('reassign', account, person('6002'), ['MANAGE', 'ADVERTISE', 'ANALYZE']),
    ],
  ])('count %s as %i', async (_what, count, one) => {
    const found = await broken([promote, one], { max_revocations: 0 })
    const writes = new Set(
      found.filter(([rail]) => rail === 'max_revocations').map(([, , at]) => at),
    )
    expect(writes.size).toBe(count)
  })

  it('count nothing of the offboarded as a revocation, and each of them once', async () => {
    const offboarded = [new Set(['6002', 'lee@northwind.example']), new Set(['2002'])]
    const steps = [lessLee, offLee, remove, revoke]
    expect(await broken(steps, { ...NONE_LEFT, max_offboarded: 2 }, { offboarded })).toEqual([])
    const hit = await broken(steps, { ...NONE_LEFT, max_offboarded: 1 }, { offboarded })
    expect(hit.map(([rail]) => rail)).toEqual(['max_offboarded'])
    const allowed = { offboarded: 2 }
    expect(await broken(steps, NONE_LEFT, { offboarded, allowed })).toEqual([])
  })

  it('hold where the number was allowed, and protect by e-mail and by the other side', async () => {
    const allowed = { revocations: 2 }
    expect(await broken([offLee, revoke], { max_revocations: 1 }, { allowed })).toEqual([])
    const names = { protected: ['ZOE@northwind.example', '2002'] }
    const found = await broken([uninvite, cancel], names)
    expect(found.map(([rail, what]) => [rail, what])).toEqual([
      ['protected', 'zoe@northwind.example'],
      ['protected', '5001'],
    ])
  })

  it('let go what was below them already, but not further', async () => {
    expect(await broken([offLee], { keep_managers: 3 })).toEqual([])
    expect((await broken([offAnn], { keep_managers: 3 })).map(([rail]) => rail)).toEqual([
      'keep_managers',
    ])
  })
})
