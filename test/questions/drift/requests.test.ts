import { describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import { openRequests } from '../../../src/questions/drift/requests.ts'
import { render } from '../../../src/report/render.ts'
import { asset, HEAD, liveOf, MANAGES, OWN, row, withSeats } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const requestsOf = (
  manifest: string,
  live: LiveState,
  head = HEAD,
  olderThan?: { readonly ms: number; readonly at: Date },
) =>
  openRequests({
    ...(olderThan === undefined ? {} : { olderThan }),
    manifest: manifestOf(head + manifest),
    live,
    memory: NO_MEMORY,
    asOf: AS_OF,
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
  })

const pending = { status: 'pending', since: '2026-11-10T08:00:00Z' } as const
const CLIENT = { ...pending, counterpart: { id: '5005', name: 'Client' } }

const live = liveOf(
  [asset('act_1'), asset('act_9', { ownership: 'pending' })],
  [
    row('act_1', 'users', OWN, MANAGES),
    row('act_1', 'agencies', '2002', ['ANALYZE'], pending),
    row('act_1', 'agencies', '2003', ['ANALYZE'], { ...pending, apiStatus: 'ADMIN_REVIEW' }),
    row('act_9', 'request', '1001', ['ANALYZE'], CLIENT),
  ],
  { invitations: [{ id: '7', email: 'new@x.example', since: '2026-11-21T23:59:00Z' }] },
)

const shown = (manifest: string) =>
  requestsOf(manifest, live).waiting.map(
    ({ address, state, age_days, acts }) => `${address} ${state} ${age_days} ${acts}`,
  )

describe('everything that waits on a person', () => {
  const ALL = [
    'act_1/agencies/2002 incoming_request 12 us',
    'act_1/agencies/2003 admin_approval 12 us',
    'act_9/request client_response 12 others',
    'invitations/7 invitation 1 others',
  ]

  it('is there without a word in the manifest', () => {
    expect(shown('')).toEqual(ALL)
  })

  it('is no invitation that is over, though it is still listed', () => {
    const invitations = live.invitations.map((each) => ({
      ...each,
      expires: '2026-11-21T23:59:30Z',
    }))
    const { waiting } = requestsOf('', { ...live, invitations })
    expect(waiting.map(({ state }) => state)).not.toContain('invitation')
  })

  it('is there once, declared or not, additive or ignored', () => {
    expect(
      shown(`ad_accounts:
  act_1: { mode: additive, ignore: ["2002"], agencies: { oldmill: [ANALYZE] } }
  act_9: { request: [ANALYZE] }`),
    ).toEqual(ALL)
  })

  it('has on-behalf-of requests of both directions, with the other business by its name', () => {
    const asked = (id: string, direction: 'sent' | 'received' | 'others') =>
      row('act_1', 'on_behalf_of', id, [], {
        status: 'pending',
        direction,
        counterpart: { id: '2002', name: 'Brightside' },
      })
    const rows = [asked('51', 'sent'), asked('52', 'received'), asked('53', 'others')]
    const { waiting } = requestsOf('', liveOf([asset('act_1')], rows))
    expect(waiting.map(({ address, state, acts, who }) => [address, state, acts, who])).toEqual([
      ['act_1/on_behalf_of/51', 'obo_in_progress', 'others', 'brightside (2002)'],
      ['act_1/on_behalf_of/52', 'obo_in_progress', 'us', 'us: accept or decline it'],
    ])
  })

  it('says which request the next apply accepts', () => {
    const { waiting } = requestsOf(
      'ad_accounts: { act_1: { agencies: { brightside: [ANALYZE] } } }',
      live,
    )
    expect(waiting[0]).toMatchObject({ who: 'us: apply accepts it', source: { line: 5 } })
  })

  it('names the people who hang on a request, and who was invited by a declared e-mail', () => {
    const head = HEAD.replace('people: {', 'people: { new: NEW@x.example,')
    const { waiting } = openRequests({
      manifest: manifestOf(
        `${head}ad_accounts: { act_9: { request: [ANALYZE], users: { lee: [ANALYZE] } }, act_1: { users: { new: [ANALYZE] } } }`,
      ),
      live,
      memory: NO_MEMORY,
      asOf: AS_OF,
      graph: 'https://graph.test',
      toolVersion: '0.0.0',
    })
    expect(waiting.map(({ address, needs = [] }) => [address, ...needs])).toEqual([
      ['act_1/agencies/2002'],
      ['act_1/agencies/2003'],
      ['act_1/users/new'],
      ['act_9/request'],
      ['act_9/users/61550000000000002', 'act_9/request'],
    ])
  })

  const INVITED = HEAD.replace('people: {', 'people: { new: new@x.example,')
  const seated = (expires: string | null) =>
    withSeats(live, {}, [
      { id: '7', email: 'new@x.example', since: '2026-11-10T08:00:00Z', role: 'EMPLOYEE', expires },
      { id: '8', email: 'guest@x.example', since: '2026-11-20T08:00:00Z', role: 'EMPLOYEE' },
    ])
  const invitations = (members: string, expires: string | null) =>
    requestsOf(members, seated(expires), INVITED)
      .waiting.filter(({ state }) => state === 'invitation')
      .map(({ address, who, acts, age_days, declared, ended, source }) => [
        address,
        who,
        acts,
        age_days,
        declared,
        ended,
        source?.line ?? null,
      ])

  const PEOPLE = 'lee: EMPLOYEE, kim: EMPLOYEE, own: EMPLOYEE'

  it('says which invitations are declared, and which the next apply takes back', () => {
    expect(invitations(`members: { users: { ${PEOPLE}, new: EMPLOYEE } }`, null)).toEqual([
      [
        '1001/members/new@x.example',
        'new (new@x.example), who was invited',
        'others',
        12,
        undefined,
        undefined,
        5,
      ],
      ['invitations/8', 'us: apply takes it back', 'others', 2, false, undefined, 5],
    ])
  })

  it('says whose invitation is over, if they are declared', () => {
    const over = '2026-11-20T00:00:00Z'
    const again = 'us: --resend 1001/members/new@x.example invites them again'
    expect(invitations(`members: { users: { ${PEOPLE}, new: EMPLOYEE } }`, over)[0]).toEqual([
      '1001/members/new@x.example',
      again,
      'us',
      12,
      undefined,
      true,
      5,
    ])
  })
})

describe('--older-than', () => {
  const DAY = 86_400_000
  const AT = new Date('2026-11-22T08:00:00Z')
  const at = (ms: number, given = live) => requestsOf('', given, HEAD, { ms, at: AT })
  const olderIn = (report: ReturnType<typeof at>) =>
    report.waiting.filter(({ older }) => older).map(({ address }) => address)

  it.each([
    [12 * DAY, 0, 'exactly as long is not longer'],
    [12 * DAY - 1, 3, 'a millisecond less'],
    [0, 4, 'everything'],
  ])('%d ms counts %d: %s', (ms, count) => {
    const report = at(ms)
    expect(report.older_than).toEqual({ ms, count })
    expect(olderIn(report)).toHaveLength(count)
    expect(report.waiting).toHaveLength(4)
  })

  it('does not count what has no known time, and lists it', () => {
    const relations = live.relations.map((each) => ({ ...each, since: null }))
    const report = at(0, { ...live, relations })
    expect([report.older_than?.count, report.waiting.length]).toEqual([1, 4])
    const text = render(report, { format: 'text', color: false, width: 100, kinds: KINDS })
    expect(text.replace(/\s+/g, ' ')).toContain(
      '3 others are not counted: since when is not known.',
    )
  })

  it('says what to do next, oldest first', () => {
    const text = render(at(2 * DAY), { format: 'text', color: false, width: 200, kinds: KINDS })
    expect(
      text.slice(text.indexOf('3 wait for')),
    ).toBe(`3 wait for longer than 2 days; what to do next:
act_1/agencies/2002 (12 days): declare the agency to accept, or decline by hand: business.facebook.com/settings/requests
act_1/agencies/2003 (12 days): our turn (another admin of our business): business.facebook.com/settings/requests/admin_reviews
act_9/request (12 days): remind an admin of Client: their Business settings: Requests > Received
`)
  })

  it('leaves the document as it was without the flag', () => {
    const report = requestsOf('', live)
    expect(JSON.stringify(report)).not.toContain('older')
  })
})
