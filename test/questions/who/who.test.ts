import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../../src/model/live.ts'
import { subjectNamed } from '../../../src/questions/who/named-subject.ts'
import { withHoldings } from '../../../src/questions/who/own-holdings.ts'
import { makeWho } from '../../../src/questions/who/who.ts'
import {
  asset,
  HEAD,
  KIM,
  LEE,
  liveOf,
  MANAGES,
  OWN,
  row,
  withSeats,
} from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const MANIFEST = `${HEAD.replace('own:', 'new: new@x.example, gone: gone@x.example, own:')}
teams: { buyers: [lee, kim] }
ad_accounts:
  act_1: { agencies: { oldmill: [ANALYZE] }, users: { lee: [ANALYZE], buyers: [ANALYZE] } }
  act_2: { users: { lee: [ANALYZE], new: [ANALYZE] } }
  act_9: { request: [ADVERTISE, ANALYZE] }
`

const client = { id: '5005', name: 'Client' }

const LIVE = liveOf(
  [
    asset('act_1'),
    asset('act_2'),
    asset('act_9', { ownership: 'client' }),
    asset('act_8', { ownership: 'pending' }),
  ],
  [
    row('act_1', 'users', LEE, MANAGES),
    row('act_1', 'agencies', '2002', ['ANALYZE'], { subjectName: 'Lee' }),
    row('act_2', 'agencies', '2002', ['ANALYZE'], { subjectName: 'Lee', status: 'pending' }),
    row('act_9', 'request', '1001', ['ANALYZE'], { counterpart: client }),
    row('act_8', 'request', '1001', ['ANALYZE'], { counterpart: client, status: 'pending' }),
    row('act_1', 'on_behalf_of', '777', [], {
      ...{ counterpart: { id: '2002', name: 'Lee' }, direction: 'sent', status: 'pending' },
    }),
  ],
  {
    invitations: [
      { id: '7', email: 'new@x.example', since: '2026-11-01T00:00:00Z', role: 'ADMIN' },
    ],
    people: liveOf([], []).people.map((person) => ({ ...person, role: 'EMPLOYEE' })),
  },
)

const named = (name: string, manifest: string | null = MANIFEST, live: LiveState = LIVE) =>
  subjectNamed({ manifest: manifest === null ? null : manifestOf(manifest), live }, name)

const whoIs = (name: string, manifest: string | null = MANIFEST, live: LiveState = LIVE) => {
  const { value } = named(name, manifest, live)
  if (value === null) throw new Error(`nobody is ${name}`)
  return makeWho({
    ...{ who: value, live, manifest: manifest === null ? null : manifestOf(manifest) },
    ...{ readAt: '2026-11-22T09:00:00Z', graph: 'https://graph.test', toolVersion: '0.0.0' },
  })
}

const rowsOf = (report: ReturnType<typeof whoIs>): readonly string[] =>
  report.access.map(({ address, path, standing }) => `${address} ${path} ${standing}`)

describe('a name', () => {
  it.each([
    ['lee', LEE],
    ['LEE@x.example', LEE],
    [LEE, LEE],
    ['kim', KIM],
    ['Automation', OWN],
    ['brightside', '2002'],
    ['2003', '2003'],
    ['5005', '5005'],
    ['Client', '5005'],
    ['1001', '1001'],
    ['northwind', '1001'],
    ['new@x.example', null],
    ['gone', null],
  ])('%s is somebody: %s', (name, id) => {
    expect(named(name).value).toMatchObject({ id })
  })

  it('that two have is ambiguous, and lists them', () => {
    const { value, problems } = named('Lee', null)
    expect([value, problems.map(({ code }) => code)]).toEqual([null, ['who_ambiguous']])
    expect(problems[0]?.message).toContain(`business Lee 2002; person Lee, lee@x.example ${LEE}`)
  })

  it('that nobody has is met with a guess, and with a doubt where not all was read', () => {
    expect(named('oldmil').problems).toMatchObject([
      { code: 'who_unknown', message: expect.stringMatching(/Did you mean oldmill\?$/) },
    ])
    const people = LIVE.people.map((one) => (one.id === KIM ? { ...one, name: 'Kim Adler' } : one))
    expect(named('adler', MANIFEST, { ...LIVE, people }).problems).toMatchObject([
      { code: 'who_unknown', message: expect.stringMatching(/Did you mean Kim Adler\?$/) },
    ])
    const problem = { code: 'x', severity: 'error', message: 'x', source: null } as const
    const { problems } = named('4711', MANIFEST, { ...LIVE, problems: [problem] })
    expect(problems[0]?.message).toContain('Not everything could be read')
  })

  it('of a team is no subject', () => {
    expect(named('buyers').problems).toMatchObject([
      { code: 'who_is_team', message: expect.stringContaining('(kim, lee)') },
    ])
  })
})

describe('who', () => {
  it('tells what a person holds, what the manifest says of it, and what is missing', () => {
    const report = whoIs('lee')
    expect(rowsOf(report)).toEqual([
      `act_1/users/${LEE} direct differs`,
      `act_2/users/${LEE} direct missing`,
    ])
    expect(report.access[0]).toMatchObject({ via: ['direct', 'team buyers'], manages: true })
    expect(report.access[1]).toMatchObject({ tasks: [], declared: ['ANALYZE'] })
    expect(report.who).toMatchObject({ status: 'member', alias: 'lee', is_admin: false })
  })

  it('misses nothing where the list could not be read', () => {
    const scopes = LIVE.scopes.map((scope) =>
      scope.asset === 'act_2' && scope.relation === 'users'
        ? { ...scope, status: 'unknown' as const, what: 'x' }
        : scope,
    )
    const report = whoIs('lee', MANIFEST, { ...LIVE, scopes })
    expect(rowsOf(report)).toEqual([`act_1/users/${LEE} direct differs`])
    expect([report.complete, report.unread.length]).toEqual([false, 1])
  })

  it('compares nothing without a manifest', () => {
    expect(rowsOf(whoIs(LEE, null))).toEqual([`act_1/users/${LEE} direct null`])
  })

  it('tells what a partner was given, asks for, is asked, and lacks', () => {
    expect(rowsOf(whoIs('brightside'))).toEqual([
      'act_1/agencies/2002 agency_share not_in_manifest',
      'act_1/on_behalf_of/777 pending null',
      'act_2/agencies/2002 pending not_managed',
    ])
    expect(rowsOf(whoIs('oldmill'))).toEqual(['act_1/agencies/2003 agency_share missing'])
  })

  it('tells what is whose', () => {
    expect(rowsOf(whoIs('Client'))).toEqual(['act_8 owner null', 'act_9 owner null'])
    expect(rowsOf(whoIs('1001'))).toEqual([
      'act_1 owner null',
      'act_2 owner null',
      'act_8/request pending not_managed',
      'act_9/request agency_share differs',
    ])
  })

  it('knows the invited, and who is nobody', () => {
    expect(whoIs('new').who).toMatchObject({
      ...{ status: 'invited', role: 'ADMIN', is_admin: false },
      invited_since: '2026-11-01T00:00:00Z',
    })
    expect(rowsOf(whoIs('new'))).toEqual(['act_2/users/new@x.example direct missing'])
    expect(whoIs('gone').who.status).toBe('missing')
    const over = LIVE.invitations.map((each) => ({ ...each, expires: '2026-11-20T00:00:00Z' }))
    expect(whoIs('new', MANIFEST, { ...LIVE, invitations: over }).who.status).toBe('missing')
  })
})

describe('a seat in the business', () => {
  const over = { expires: '2026-11-20T00:00:00Z' }
  const seated = (facts: { readonly expires?: string } = {}) =>
    withSeats(LIVE, { [KIM]: 'ADMIN' }, [
      { id: '7', email: 'new@x.example', since: '2026-11-01T00:00:00Z', role: 'ADMIN', ...facts },
    ])
  const MEMBERS = `${MANIFEST}members:
  users:
    lee: ADMIN
    new: { role: ADMIN, expires: 2026-12-24, reason: takes over }
    gone: EMPLOYEE
`
  const seatOf = (name: string, manifest: string | null, live = seated()) => {
    const { seat } = whoIs(name, manifest, live)
    return (
      seat && [
        ...[seat.address, seat.role, seat.standing, seat.declared?.join() ?? null],
        ...[seat.expires, seat.invitation?.ended ?? null],
      ]
    )
  }

  it.each<[string, string, string | null, ReturnType<typeof seatOf>]>([
    [
      'of a member in another role',
      'lee',
      MEMBERS,
      [`1001/members/${LEE}`, 'EMPLOYEE', 'differs', 'ADMIN', null, null],
    ],
    [
      'of a member whom the key leaves out',
      'kim',
      MEMBERS,
      [`1001/members/${KIM}`, 'ADMIN', 'not_in_manifest', null, null, null],
    ],
    [
      'of our system user, whom nobody can take out',
      'own',
      MEMBERS,
      [`1001/members/${OWN}`, 'EMPLOYEE', 'not_managed', null, null, null],
    ],
    [
      'that is offered and declared',
      'new',
      MEMBERS,
      ['1001/members/new@x.example', 'ADMIN', 'declared', 'ADMIN', '2026-12-24', false],
    ],
    [
      'that is declared and nowhere',
      'gone',
      MEMBERS,
      ['1001/members/gone@x.example', null, 'missing', 'EMPLOYEE', null, null],
    ],
    [
      'where members are not managed',
      'lee',
      MANIFEST,
      [`1001/members/${LEE}`, 'EMPLOYEE', 'not_managed', null, null, null],
    ],
    ['without a manifest', LEE, null, [`1001/members/${LEE}`, 'EMPLOYEE', null, null, null, null]],
    ['that a business does not have', 'oldmill', MEMBERS, null],
  ])('%s', (_what, name, manifest, expected) => {
    expect(seatOf(name, manifest)).toEqual(expected)
  })

  it('that was offered and nobody can take any more', () => {
    const [address, role, standing, , , ended] = seatOf('new', MEMBERS, seated(over)) ?? []
    expect([address, role, standing, ended]).toEqual([
      ...['1001/members/new@x.example', 'ADMIN', 'missing', true],
    ])
  })

  it('is not known where the lists of people were not read', () => {
    expect(whoIs('lee', MEMBERS).seat).toBeNull()
  })

  it('stays known when somebody is looked up by their own lists', () => {
    const held = withHoldings(seated(), { assets: [], relations: [] }, manifestOf(MEMBERS))
    expect(whoIs('lee', MEMBERS, held).seat?.address).toBe(`1001/members/${LEE}`)
  })
})
