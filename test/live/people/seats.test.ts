import { describe, expect, it } from 'vitest'
import { createGraphClient } from '../../../src/graph/client.ts'
import type { People } from '../../../src/live/people/people.ts'
import { membersSection } from '../../../src/live/people/seats.ts'
import { readAgain, readLive, readRelations } from '../../../src/live/read.ts'
import { seatsOf } from '../../../src/live/wants.ts'
import type { Invitation, LivePerson } from '../../../src/model/live.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'

const list = <Row extends object>(
  rows: readonly Row[],
  status: 'complete' | 'unknown' | 'unreadable' = 'complete',
) =>
  ({ rows, status, error: null, bad: null }) as unknown as People['business_users'] & {
    rows: Row[]
  }

const person = (id: string, facts: Partial<LivePerson> = {}): LivePerson => ({
  ...{ type: 'business_user', id, name: null, email: null, facebookId: null },
  ...facts,
})

const invitation = (id: string, facts: Partial<Invitation> = {}): Invitation => ({
  ...{ id, email: 'Zoe@X.example', since: null, role: 'EMPLOYEE' },
  ...facts,
})

const peopleOf = (facts: Partial<Record<keyof People, unknown>>): People =>
  ({
    business_users: list([]),
    system_users: list([]),
    pending_users: list([]),
    ...facts,
  }) as People

const rowsOf = (facts: Partial<Record<keyof People, unknown>>) =>
  membersSection('1001', peopleOf(facts)).rows

describe('the members of a business', () => {
  it.each<[role: string | null, tasks: readonly string[], status: string]>([
    ['ADMIN', ['ADMIN'], 'active'],
    ['Employee', ['EMPLOYEE'], 'active'],
    ['DEVELOPER', ['DEVELOPER'], 'unrecognised'],
    [null, [], 'unrecognised'],
  ])('have the role %j without case, or one nobody knows', (role, tasks, status) => {
    expect(rowsOf({ business_users: list([person('1', { role, email: 'A@x' })]) })).toEqual([
      expect.objectContaining({
        ...{ kind: 'business', asset: '1001', relation: 'members', subject: '1', tasks, status },
        ...{ apiStatus: role, member: { type: 'business_user', email: 'A@x' } },
      }),
    ])
  })

  it('are system users too, and say which finer roles somebody has', () => {
    const rows = rowsOf({
      business_users: list([person('1', { role: 'ADMIN', finer: ['finance_permission: EDIT'] })]),
      system_users: list([person('2', { type: 'system_user', role: 'ADMIN' })]),
    })
    expect(rows.map(({ member }) => member)).toEqual([
      { type: 'business_user', email: null, finer: ['finance_permission: EDIT'] },
      { type: 'system_user', email: null },
    ])
  })

  it('are whoever is invited, by e-mail in lower case', () => {
    const facts = {
      since: '2026-11-01T00:00:00Z',
      expires: '2026-12-01T00:00:00Z',
      status: 'PENDING',
    }
    expect(rowsOf({ pending_users: list([invitation('7', facts)]) })).toEqual([
      expect.objectContaining({
        ...{ subject: 'zoe@x.example', tasks: ['EMPLOYEE'], status: 'pending', since: facts.since },
        member: {
          ...{ type: 'business_user', email: 'Zoe@X.example' },
          invitation: { id: '7', expires: facts.expires, status: 'PENDING' },
        },
      }),
    ])
  })

  it.each<[what: string, rows: readonly Invitation[]]>([
    [
      'the last that ends',
      [
        invitation('8', { expires: '2026-11-01T00:00:00Z' }),
        invitation('7', { expires: '2026-12-01T00:00:00Z' }),
      ],
    ],
    ['what never ends', [invitation('8', { expires: '2026-12-01T00:00:00Z' }), invitation('7')]],
    [
      'what was not declined',
      [
        invitation('8', { status: 'DECLINED' }),
        invitation('7', { expires: '2026-12-01T00:00:00Z', status: 'PENDING' }),
      ],
    ],
    ['of two alike the lower id', [invitation('8'), invitation('7', { email: 'zoe@x.EXAMPLE' })]],
  ])('have one invitation an e-mail: %s', (_what, rows) => {
    for (const each of [rows, [...rows].reverse()]) {
      const found = rowsOf({ pending_users: list(each) })
      expect(found.map(({ member }) => member?.invitation?.id)).toEqual(['7'])
    }
  })

  it.each(['business_users', 'system_users', 'pending_users'] as const)(
    'are not known where %s was not read to its end',
    (name) => {
      const statusOf = (status: 'unknown' | 'unreadable') =>
        membersSection('1001', peopleOf({ [name]: list([], status) })).status
      expect([statusOf('unknown'), statusOf('unreadable')]).toEqual(['unknown', 'unreadable'])
      expect(membersSection('1001', peopleOf({})).status).toBe('complete')
    },
  )
})

const WORLD = `version: 1
token: { business: "1001", user: "11", scopes: [business_management] }
businesses:
  "1001":
    name: Northwind
    users: { "21": { name: Lee, email: lee@x.example, role: ADMIN, finance_permission: EDITOR } }
    system_users: { "11": { name: Automation, role: ADMIN } }
    invited: { "71": { email: Zoe@x.example, role: EMPLOYEE, created: 2026-11-20T09:00:00Z } }
`

describe('a reading of the business', () => {
  const SUBJECTS = ['11', '21', 'zoe@x.example']

  it('has it among the assets, its members as rows, and one scope; read again, too', async () => {
    const now = () => new Date('2026-11-22T09:00:00Z')
    const sandbox = await startSandbox({ world: parseWorld(WORLD), now })
    const client = createGraphClient({ url: sandbox.url, token: sandbox.token })
    try {
      const seats = [seatsOf('1001')]
      const request = { business: '1001', people: true, listings: 'needed' } as const
      const live = await readLive(client, { ...request, assets: seats })
      expect(live.assets).toEqual([
        { kind: 'business', id: '1001', name: 'Northwind', ownership: 'owned' },
      ])
      expect(live.everything).toBeUndefined()
      const again = await readAgain(client, '1001', seats)
      const back = await readRelations(client, '1001', [
        { kind: 'business', asset: '1001', relation: 'members' },
      ])
      for (const { relations, scopes } of [live, again, back]) {
        expect(relations.map(({ subject }) => subject)).toEqual(SUBJECTS)
        expect(relations[1]?.member?.finer).toEqual(['finance_permission: EDITOR'])
        expect(scopes).toEqual([
          { kind: 'business', asset: '1001', relation: 'members', status: 'complete', what: null },
        ])
      }
      const asked = sandbox.requests.map(({ params }) => String(params['fields']))
      expect(asked.filter((fields) => fields.includes('invite_link'))).toEqual([])
    } finally {
      await client.close()
      await sandbox.close()
    }
  })

  it.each([
    ['says whose removal is under way', [], [true, 'finance_permission: EDITOR']],
    [
      'goes without that where the API knows no such field',
      [
        {
          match: { path: 'business_users', param: 'marked_for_removal' },
          do: {
            code: 100,
            message: '(#100) Tried accessing nonexisting field (marked_for_removal)',
          },
        },
      ],
      [undefined, 'finance_permission: EDITOR'],
    ],
  ] as const)('%s', async (_what, faults, told) => {
    const leaving = WORLD.replace(
      'role: ADMIN, finance',
      'role: ADMIN, marked_for_removal: true, finance',
    )
    const sandbox = await startSandbox({ world: parseWorld(leaving) })
    sandbox.setFaults(faults)
    const client = createGraphClient({ url: sandbox.url, token: sandbox.token })
    try {
      const { relations, scopes } = await readAgain(client, '1001', [seatsOf('1001')])
      const { member } = relations.find(({ subject }) => subject === '21') ?? {}
      expect([member?.leaving, member?.finer?.[0]]).toEqual(told)
      expect(scopes.map(({ status }) => status)).toEqual(['complete'])
    } finally {
      await client.close()
      await sandbox.close()
    }
  })

  it('does not ask for finer roles where nobody declares members', async () => {
    const sandbox = await startSandbox({ world: parseWorld(WORLD) })
    const client = createGraphClient({ url: sandbox.url, token: sandbox.token })
    try {
      const live = await readLive(client, {
        ...{ business: '1001', assets: 'all', people: true, listings: 'all' },
      })
      expect(live.everything).toBe(true)
      expect(live.assets.filter(({ kind }) => kind === 'business')).toEqual([])
      const asked = sandbox.requests.map(({ params }) => String(params['fields']))
      expect(
        asked.filter((fields) => /finance_permission|marked_for_removal/.test(fields)),
      ).toEqual([])
    } finally {
      await client.close()
      await sandbox.close()
    }
  })
})
