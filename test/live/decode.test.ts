import { describe, expect, it } from 'vitest'
import type { Json } from '../../src/graph/json.ts'
import type { Fetched } from '../../src/graph/want.ts'
import { clientsOf } from '../../src/live/assets/clients.ts'
import { listingsOf } from '../../src/live/assets/listings.ts'
import { ownershipOf, requestSection } from '../../src/live/assets/request-rows.ts'
import { statusOf, timeOf } from '../../src/live/decode.ts'
import { peopleOf, selfOf } from '../../src/live/people/people.ts'
import { agenciesSection, usersSection } from '../../src/live/relations/relation-rows.ts'
import { scopesOf } from '../../src/live/relations/scopes.ts'
import { assetKindOf, KINDS } from '../../src/model/kinds.ts'
import type { LivePerson } from '../../src/model/live.ts'

const complete = (text: string): Fetched => ({
  status: 'complete',
  rows: JSON.parse(text) as Json[],
  error: null,
})

const kind = assetKindOf('ad_account', KINDS)
const agencies = { kind, asset: 'act_1', relation: 'agencies' } as const
const users = { kind, asset: 'act_1', relation: 'users' } as const

describe('a row of agencies', () => {
  it.each([
    ['CONFIRMED', '{"access_status":"CONFIRMED","permitted_tasks":["B","A","A"]}', 'active', 'A,B'],
    [
      'pending',
      '{"access_status":"CLIENT_RESPONSE_PENDING","permitted_tasks":["A"]}',
      'pending',
      'A',
    ],
    ['pending without tasks', '{"access_status":"PENDING"}', 'pending', ''],
    [
      'of an unknown status',
      '{"access_status":"NEW","permitted_tasks":["A"]}',
      'unrecognised',
      'A',
    ],
    ['without a status, with tasks', '{"permitted_tasks":["A"]}', 'active', 'A'],
    ['without either', '{}', 'unrecognised', ''],
  ])('%s', (_name, fields, status, tasks) => {
    const row = { id: '2002', ...JSON.parse(fields) }
    const section = agenciesSection(agencies, complete(JSON.stringify([row])))
    expect(section.status).toBe('complete')
    expect(section.rows.map((each) => [each.status, each.tasks.join()])).toEqual([[status, tasks]])
  })

  it.each([
    ['confirmed without tasks', '[{"id":"1","access_status":"CONFIRMED"}]'],
    ['with a task that is no text', '[{"id":"1","permitted_tasks":["A",7]}]'],
    ['with tasks that are a text', '[{"id":"1","permitted_tasks":"A"}]'],
    ['without an id', '[{"permitted_tasks":["A"]}]'],
    ['with a numeric id', '[{"id":2002,"permitted_tasks":["A"]}]'],
    ['with an id that climbs', '[{"id":"1/../2","permitted_tasks":["A"]}]'],
    ['with an id of an account', '[{"id":"act_1","permitted_tasks":["A"]}]'],
    ['with a hostile id', '[{"id":"__proto__","permitted_tasks":["A"]}]'],
    ['with an id by inheritance', '[{"__proto__":{"id":"1","permitted_tasks":["A"]}}]'],
    ['that is no object', '["1"]'],
    ['null', '[null]'],
  ])('%s makes the scope unknown', (_name, text) => {
    const section = agenciesSection(agencies, complete(text))
    expect(section).toMatchObject({ status: 'unknown', bad: expect.any(String) })
  })

  it('active beats the same business waiting; contradictions make the scope unknown', () => {
    const pending = { id: '1', access_status: 'PENDING', permitted_tasks: ['A'] }
    const active = { id: '1', access_status: 'CONFIRMED', permitted_tasks: ['B'] }
    const read = (rows: unknown[]) => agenciesSection(agencies, complete(JSON.stringify(rows)))
    for (const rows of [
      [pending, active],
      [active, pending],
      [active, active],
    ]) {
      expect(read(rows)).toMatchObject({ status: 'complete', rows: [{ tasks: ['B'] }] })
    }
    const other = { ...active, permitted_tasks: ['C'] }
    expect(read([active, other]).status).toBe('unknown')
  })
})

it('half a scope shows none of its rows', () => {
  const section = agenciesSection(agencies, complete('[{"id":"1","permitted_tasks":["A"]},{}]'))
  expect(section.rows).toHaveLength(1)
  const read = scopesOf(new Map([[agencies, section]]), KINDS, 'us')
  expect(read.relations).toEqual([])
  expect(read.scopes).toMatchObject([{ status: 'unknown', what: 'a business without a valid id' }])
  expect(read.problems).toMatchObject([{ code: 'bad_row', severity: 'error' }])
})

describe('a row of people', () => {
  it('without tasks makes the scope unknown; with none it is a row', () => {
    expect(usersSection(users, complete('[{"id":"1"}]'), '1001').status).toBe('unknown')
    expect(usersSection(users, complete('[{"id":"1","tasks":[]}]'), '1001')).toMatchObject({
      status: 'complete',
      rows: [{ subject: '1', tasks: [] }],
    })
  })

  it('was never read: unknown', () => {
    expect(usersSection(users, undefined, '1001').status).toBe('unknown')
  })
})

describe('requests', () => {
  const business = { id: '1001', name: null }
  const sources = (parts: {
    owned?: string
    client?: string
    pending?: string
    clients?: string
  }) => ({
    business,
    listings: listingsOf(kind, (listing) => {
      const texts = { owned: parts.owned, client: parts.client, pendingClient: parts.pending }
      return complete(texts[listing] ?? '[]')
    }),
    clients: clientsOf(complete(parts.clients ?? '[]'), KINDS),
  })
  const given = (status: string, id = 'act_1'): string =>
    JSON.stringify([
      { id: '7', adaccount_permissions: [{ id, permitted_tasks: ['A'], access_status: status }] },
    ])

  it.each([
    ['owned', { owned: '[{"id":"act_1"}]', clients: given('PENDING') }, 'owned', []],
    [
      'client',
      { client: '[{"id":"act_1","permitted_tasks":["B"]}]', clients: given('PENDING') },
      'client',
      ['active B'],
    ],
    [
      'client, tasks from clients',
      { client: '[{"id":"act_1"}]', clients: given('CONFIRMED') },
      'client',
      ['active A'],
    ],
    ['pending', { pending: '[{"id":"99","ad_account":{"id":"act_1"}}]' }, 'pending', ['pending ']],
    [
      'pending in clients alone',
      { clients: given('CLIENT_RESPONSE_PENDING') },
      'pending',
      ['pending A'],
    ],
    ['clients without the prefix', { clients: given('PENDING', '1') }, 'pending', ['pending A']],
    ['confirmed and not listed', { clients: given('CONFIRMED') }, 'unknown', ['unrecognised A']],
    ['nowhere', {}, 'absent', []],
  ])('%s', (_name, parts, ownership, rows) => {
    const from = sources(parts)
    expect(ownershipOf(from, 'act_1')).toBe(ownership)
    const section = requestSection(from, 'act_1')
    expect(section.status).toBe('complete')
    expect(section.rows.map((row) => `${row.status} ${row.tasks.join()}`)).toEqual(rows)
  })

  it('are not judged before the assets we own are all known', () => {
    const client = '[{"id":"act_1","permitted_tasks":["B"]}]'
    const from = sources({ client, owned: '[{}]' })
    expect(requestSection(from, 'act_1')).toMatchObject({ status: 'unknown', rows: [] })
  })

  it('given with no tasks anywhere are unknown', () => {
    expect(requestSection(sources({ client: '[{"id":"act_1"}]' }), 'act_1').status).toBe('unknown')
  })

  it.each([
    ['a bad id in a listing', { owned: '[{"id":"act_"}]' }],
    ['a bad id in clients', { clients: given('PENDING', 'x') }],
    ['a pending row without its asset', { pending: '[{"id":"99"}]' }],
    [
      'a permission list cut short',
      { clients: '[{"id":"7","adaccount_permissions":{"data":[],"paging":{"next":"x"}}}]' },
    ],
  ])('conclude nothing from %s', (_name, parts) => {
    const from = sources(parts)
    expect(ownershipOf(from, 'act_1')).toBe('unknown')
    expect(requestSection(from, 'act_1').status).toBe('unknown')
  })
})

describe('people', () => {
  const person = (id: string, email: string | null, facebookId: string | null): LivePerson => ({
    type: 'business_user',
    id,
    name: null,
    email,
    facebookId,
  })

  it('are us by id, by Facebook id, by the one e-mail, or not at all', () => {
    const people = [
      person('1', 'A@x.example', '91'),
      person('2', 'b@x.example', null),
      person('3', 'b@x.example', null),
    ]
    expect(selfOf({ id: '91', email: null }, people)).toBe('1')
    expect(selfOf({ id: '5', email: 'a@X.example' }, people)).toBe('1')
    expect(selfOf({ id: '5', email: 'b@x.example' }, people)).toBeNull()
    expect(selfOf({ id: '2', email: null }, people)).toBeNull()
  })

  it('with a bad row are unknown', () => {
    const people = peopleOf((list) => complete(list === 'pending_users' ? '[{"id":"1"}]' : '[{}]'))
    expect(people.business_users.status).toBe('unknown')
    expect(people.pending_users.status).toBe('unknown')
  })
})

it.each([
  ['2014-01-07T23:26:09+0000', '2014-01-07T23:26:09Z'],
  ['2014-01-08T01:26:09+0200', '2014-01-07T23:26:09Z'],
  ['2014-01-07T23:26:09Z', '2014-01-07T23:26:09Z'],
  ['2014-01-08T00:26:09+0100', '2014-01-07T23:26:09Z'],
  ['2014-01-08T00:26:09+01', '2014-01-07T23:26:09Z'],
  ['2014-01-07T16:26:09-07:00', '2014-01-07T23:26:09Z'],
  ['2014-01-08T04:56:09.000+0530', '2014-01-07T23:26:09Z'],
  ['2014-01-07T19:56:09-0330', '2014-01-07T23:26:09Z'],
  [1389137169, '2014-01-07T23:26:09Z'],
  ['yesterday', null],
  ['2014-13-45T99:00:00+0000', null],
  [null, null],
])('the time %s is %s', (given, expected) => {
  expect(timeOf(given)).toBe(expected)
})

it('a status is known or shown', () => {
  expect(statusOf('CONFIRMED_PENDING_REVIEW', true)).toBe('pending')
  expect(statusOf('confirmed', true)).toBe('unrecognised')
})
