import { afterEach, describe, expect, it } from 'vitest'
import { readLive, readRelations } from '../../src/live/read.ts'
import { KINDS } from '../../src/model/kinds.ts'
import { callsOf } from '../../src/model/write.ts'
import { type Rig, startRig } from '../graph/scripted-server.ts'
import { codesOf, HOUSE, type LiveRig, rowsOf, startLive, statusesOf } from './live-rig.ts'

let rig: LiveRig
afterEach(() => rig?.close())

const WORLD = `${HOUSE}
ad_accounts:
  act_1:
    name: Ours
    owner: "1001"
    agencies:
      "2002": [ADVERTISE, ANALYZE]
      "3003": { tasks: [ANALYZE], status: PENDING, waits_for: owner, requested: 2026-11-01T10:00:00Z }
    users: { "11": [MANAGE], "21": [ADVERTISE, ANALYZE] }
  act_2:
    name: Given
    owner: "3003"
    agencies: { "1001": { tasks: [ADVERTISE, ANALYZE], status: CONFIRMED, updated: 2026-02-04T08:15:00Z } }
    users: { "22": [ANALYZE] }
  act_3:
    name: Asked
    owner: "3003"
    agencies: { "1001": { tasks: [ANALYZE], waits_for: owner, status: CLIENT_RESPONSE_PENDING, requested: 2026-11-18T14:05:00Z } }
  act_4: { name: Strange, owner: "3003", agencies: { "1001": { tasks: [ANALYZE], status: DECLINED } } }
  act_5: { name: Foreign, owner: "3003" }
pages:
  "31":
    name: Page
    owner: "1001"
    agencies: { "2002": [ANALYZE] }
    users: { "11": [MANAGE], "22": [ANALYZE] }
`

const declared = (id: string, ...relations: ('agencies' | 'users' | 'request')[]) => ({
  kind: 'ad_account',
  id,
  relations,
})

describe('everything', () => {
  it('is read in few calls: who, what we own, what we were given and asked for', async () => {
    rig = await startLive(WORLD)
    const live = await rig.read({
      declared: [declared('act_4', 'request'), declared('act_5', 'request')],
    })
    expect(live.problems).toEqual([])
    expect(live.business).toEqual({ id: '1001', name: 'House' })
    expect(live.self).toEqual({ id: '11', person: '11', name: 'Robot' })
    expect(live.people.map(({ id, type }) => `${id} ${type}`)).toEqual([
      '11 system_user',
      '21 business_user',
      '22 business_user',
    ])
    expect(live.invitations).toEqual([
      {
        ...{ id: '71', email: 'new@house.example', status: 'PENDING' },
        ...{ since: '2026-11-16T09:30:00Z', role: 'EMPLOYEE', expires: null },
      },
    ])
    expect(live.assets.map(({ id, ownership }) => `${id} ${ownership}`)).toEqual([
      'act_1 owned',
      'act_2 client',
      'act_3 pending',
      'act_4 unknown',
      'act_5 absent',
      '31 owned',
    ])
    expect(new Set(statusesOf(live).map((text) => text.split(': ')[1]))).toEqual(
      new Set(['complete']),
    )
    expect(rowsOf(live, 'act_1', 'agencies')).toEqual([
      '2002 active ADVERTISE,ANALYZE',
      '3003 pending ANALYZE',
    ])
    expect(rowsOf(live, 'act_1', 'users')).toEqual([
      '11 active MANAGE',
      '21 active ADVERTISE,ANALYZE',
    ])
    expect(rowsOf(live, 'act_2', 'users')).toEqual(['22 active ANALYZE'])
    expect(rowsOf(live, '31', 'agencies')).toEqual(['2002 active ANALYZE'])
    expect(live.calls).toMatchObject(rig.client.counts())
    expect(live.calls.http).toBe(2)
  })

  it('tells requests apart: given, pending, a status nobody knows, and none', async () => {
    rig = await startLive(WORLD)
    const live = await rig.read({
      declared: [declared('act_4', 'request'), declared('act_5', 'request')],
    })
    expect(rowsOf(live, 'act_2', 'request')).toEqual(['1001 active ADVERTISE,ANALYZE'])
    expect(rowsOf(live, 'act_3', 'request')).toEqual(['1001 pending ANALYZE'])
    expect(rowsOf(live, 'act_4', 'request')).toEqual(['1001 unrecognised ANALYZE'])
    expect(rowsOf(live, 'act_5', 'request')).toEqual([])
    const pending = live.relations.find((row) => row.asset === 'act_3')
    expect(pending).toMatchObject({
      apiStatus: 'CLIENT_RESPONSE_PENDING',
      since: '2026-11-18T14:05:00Z',
      counterpart: { id: '3003', name: 'Client' },
    })
  })

  it('reads `clients` as lists and as connections', async () => {
    rig = await startLive(
      WORLD.replace('unpacking: none', 'unpacking: none, permission_lists: connection'),
    )
    const live = await rig.read()
    expect(rowsOf(live, 'act_3', 'request')).toEqual(['1001 pending ANALYZE'])
    expect(codesOf(live)).toEqual([])
  })
})

describe('what is asked for', () => {
  it('is read, and no more', async () => {
    rig = await startLive(WORLD)
    const live = await rig.read({
      assets: [
        declared('act_1', 'agencies'),
        declared('act_3', 'users'),
        declared('act_9', 'users'),
      ],
      listings: 'needed',
      people: false,
    })
    expect(statusesOf(live)).toEqual(['act_1/agencies: complete'])
    expect(live.assets.find(({ id }) => id === 'act_9')?.ownership).toBe('absent')
    expect(live.people).toEqual([])
    const paths = rig.sandbox.requests.map(({ path }) => path)
    expect(paths.some((path) => path.includes('pages') || path.includes('clients'))).toBe(false)
    expect(live.calls).toMatchObject({ read: 5, http: 2 })
  })
})

describe('people in the hundreds', () => {
  it('are read over several pages', async () => {
    const users = Array.from({ length: 230 }, (_, at) => `"5${1000 + at}": { name: P${at} }`).join(
      ', ',
    )
    const held = Array.from({ length: 230 }, (_, at) => `"5${1000 + at}": [ANALYZE]`).join(', ')
    rig =
      await startLive(`${HOUSE.replace('users:\n', `users:\n      ${users.replaceAll('}, ', '}\n      ')}\n`)}
ad_accounts: { act_1: { name: Ours, owner: "1001", users: { ${held} } } }`)
    const live = await rig.read()
    expect(live.people).toHaveLength(233)
    expect(live.relations.filter(({ relation }) => relation === 'users')).toHaveLength(230)
    expect(codesOf(live)).toEqual([])
  })
})

describe('the token’s own user', () => {
  it.each([
    ['a system user by its id', '11', '11'],
    ['a person by the Facebook-level id', '21', '21'],
  ])('is %s', async (_name, user, person) => {
    rig = await startLive(HOUSE.replace('user: "11"', `user: "${user}"`))
    expect((await rig.read()).self.person).toBe(person)
  })

  it('is nobody of another business', async () => {
    rig = await startLive(
      `${HOUSE.replace('"2002": { name: Partner }', '"2002": { name: Partner, system_users: { "12": { name: Spy } } }')}`
        .replace('business: "1001"', 'business: "2002"')
        .replace('user: "11"', 'user: "12"'),
    )
    const live = await rig.read()
    expect(live.self).toEqual({ id: '12', person: null, name: 'Spy' })
    expect(live.directory).toMatchObject({
      business_users: 'unreadable',
      system_users: 'unreadable',
    })
    expect(codesOf(live)).toEqual(['wrong_business'])
    expect(live.problems[0]?.severity).toBe('error')
  })

  it('warns of a list of people that is refused beside others that are not', async () => {
    rig = await startLive(
      `${HOUSE}faults: [{ match: { path: "pending_users" }, do: { code: 200 } }]\n`,
    )
    const live = await rig.read()
    expect(codesOf(live)).toEqual(['people_unreadable'])
  })

  it('finds a business that is not there wrong', async () => {
    rig = await startLive(HOUSE)
    const live = await rig.read({ business: '4004' })
    expect(codesOf(live)).toEqual(['wrong_business'])
    expect(live.problems[0]?.message).toContain('this token belongs to another business')
    expect(live.problems[0]?.message).toMatch(
      /code 100, subcode 33, trace .*retrying does not help/,
    )
  })
})

describe('one cause of everything', () => {
  it.each([
    ['hidden', 100, 33, 'this token belongs to another business'],
    ['refused', 200, null, 'this token belongs to another business'],
    [
      'asked for with a token of the wrong kind',
      102,
      null,
      'all of its lists give the same answer',
    ],
  ])('is one error where every list is %s', async (_name, code, subcode, words) => {
    rig = await startLive(HOUSE)
    const effect = { code, ...(subcode === null ? {} : { subcode }) }
    rig.sandbox.setFaults([{ match: { path: '^/1001' }, do: effect }])
    const live = await rig.read({
      assets: [
        { kind: 'ad_account', id: 'act_1', relations: ['users'] },
        { kind: 'ad_account', id: 'act_404', relations: ['users'] },
      ],
      listings: 'needed',
    })
    expect(codesOf(live)).toEqual(['wrong_business'])
    expect(live.problems[0]?.message).toContain(words)
    expect(live.problems[0]?.message).toContain(`code ${code}`)
  })

  it('is not made up where the lists fail in several ways', async () => {
    rig = await startLive(HOUSE)
    rig.sandbox.setFaults([
      { match: { path: '^/1001/owned_ad_accounts' }, do: { code: 102 } },
      { match: { path: '^/1001/' }, do: { code: 200 } },
    ])
    const live = await rig.read()
    expect(codesOf(live)).toContain('listing_unknown')
    expect(codesOf(live)).not.toContain('wrong_business')
  })
})

describe('a read-back', () => {
  it('reads just these scopes, as they are now', async () => {
    rig = await startLive(WORLD)
    const [call] = callsOf(
      {
        action: 'unassign',
        asset: { kind: 'ad_account', id: 'act_1', name: null },
        subject: { type: 'business_user', id: '21', name: null, alias: null },
        after: null,
      },
      '1001',
      KINDS,
    )
    await rig.client.write(call as NonNullable<typeof call>)
    const back = await readRelations(rig.client, '1001', [
      { kind: 'ad_account', asset: 'act_1', relation: 'users' },
      { kind: 'page', asset: '31', relation: 'agencies' },
    ])
    expect(rowsOf(back, 'act_1', 'users')).toEqual(['11 active MANAGE'])
    expect(rowsOf(back, '31', 'agencies')).toEqual(['2002 active ANALYZE'])
    expect(rig.client.counts()).toMatchObject({ write: 1, read: 3 })
  })

  it('of a request reads the listings of its kind', async () => {
    rig = await startLive(WORLD)
    const back = await readRelations(rig.client, '1001', [
      { kind: 'ad_account', asset: 'act_3', relation: 'request' },
    ])
    expect(rowsOf(back, 'act_3', 'request')).toEqual(['1001 pending ANALYZE'])
    expect(statusesOf(back)).toEqual(['act_3/request: complete'])
  })
})

describe('an API gone astray', () => {
  let scripted: Rig
  afterEach(() => scripted.close())

  it.each([
    ['another business answers', { id: '7', name: 'Other' }, ['wrong_business']],
    ['an id that is none answers for us', { id: '__proto__' }, ['wrong_business']],
  ])('is noticed when %s', async (_name, business, codes) => {
    scripted = await startRig(({ path }) => {
      if (path === '/me') return { json: { id: '11' } }
      return { json: path === '/1001' ? business : { data: [] } }
    })
    const live = await readLive(scripted.client, {
      business: '1001',
      assets: 'all',
      people: true,
      listings: 'all',
    })
    expect(codesOf(live)).toEqual(codes)
  })
})
