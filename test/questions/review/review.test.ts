import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../../src/model/live.ts'
import { makeReview, type ReviewInput } from '../../../src/questions/review/review.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../../support/builders.ts'
import { manifestOf } from '../../support/pipeline.ts'

const reviewOf = (manifest: string | null, live: LiveState, input: Partial<ReviewInput> = {}) =>
  makeReview({
    manifest: manifest === null ? null : manifestOf(HEAD + manifest),
    live,
    readAt: '2026-11-22T09:00:00Z',
    graph: 'https://graph.test',
    toolVersion: '0.0.0',
    ...input,
  })

type Review = ReturnType<typeof reviewOf>

const rowsOf = ({ assets }: Review): readonly string[] =>
  assets.flatMap(({ access }) =>
    access.map((each) => `${each.address} ${each.path} ${each.standing}`),
  )

const findingsOf = ({ findings }: Review, code: string): readonly (readonly string[])[] =>
  findings.filter((found) => found.code === code).map(({ addresses }) => addresses)

const A = 'act_1'

describe('rows', () => {
  const live = liveOf(
    [asset(A), asset('act_9', { ownership: 'client' })],
    [
      row(A, 'users', OWN, MANAGES),
      row(A, 'users', LEE, ['ANALYZE']),
      row(A, 'agencies', '2002', MANAGES, { subjectName: 'Brightside' }),
      row(A, 'agencies', '2009', ['ANALYZE'], { status: 'pending', since: '2026-10-01T00:00:00Z' }),
      row('act_9', 'request', '1001', ['ANALYZE']),
    ],
  )

  it('are what is live, one for each asset and subject, with a manifest and without', () => {
    expect(rowsOf(reviewOf(null, live))).toEqual([
      'act_1/agencies/2009 pending null',
      'act_1/agencies/2002 agency_share null',
      'act_1/users/61550000000000001 direct null',
      'act_1/users/61550000000000002 direct null',
      'act_9/request agency_share null',
    ])
    const manifest = `ad_accounts: { ${A}: { agencies: {}, users: { lee: [ANALYZE] } } }`
    expect(rowsOf(reviewOf(manifest, live))).toEqual([
      'act_1/agencies/2009 pending not_in_manifest',
      'act_1/agencies/2002 agency_share not_in_manifest',
      'act_1/users/61550000000000002 direct declared',
      'act_1/users/61550000000000001 direct not_managed',
      'act_9/request agency_share not_managed',
    ])
  })

  it('carry the codes of what is found on them', () => {
    const review = reviewOf(null, live)
    expect(findingsOf(review, 'agency_manages')).toEqual([['act_1/agencies/2002']])
    expect(findingsOf(review, 'pending_long')).toEqual([['act_1/agencies/2009']])
    expect(findingsOf(review, 'system_user_manages')).toEqual([[`act_1/users/${OWN}`]])
    expect(review.assets[0]?.access.map(({ findings }) => findings)).toEqual([
      ['pending_long'],
      ['agency_manages'],
      ['system_user_manages'],
      [],
    ])
  })

  it('tell tasks, reason, end and line as the manifest has them', () => {
    const manifest = `ad_accounts:
  ${A}:
    users: { kim: { tasks: [ANALYZE], expires: 2026-11-01, reason: handover } }
`
    const held = liveOf([asset(A)], [row(A, 'users', KIM, ['ANALYZE'])])
    const review = reviewOf(manifest, held)
    expect(review.assets[0]?.access[0]).toMatchObject({
      standing: 'expired',
      declared: null,
      reason: 'handover',
      expires: '2026-11-01',
      source: { line: 7 },
    })
    expect(findingsOf(review, 'expired_still_held')).toEqual([[`act_1/users/${KIM}`]])
  })
})

describe('findings', () => {
  const only = (manifest: string | null, live: LiveState, code: string, input = {}) =>
    reviewOf(manifest, live, input).findings.filter((found) => found.code === code)

  it('know the managers of an asset as the rails do: without the token’s own user', () => {
    const held = (...rows: readonly LiveState['relations'][number][]) =>
      liveOf([asset(A)], [row(A, 'users', OWN, MANAGES), ...rows])
    expect(only(null, held(), 'no_manager')).toMatchObject([
      { message: "nobody manages it but the token's own user", assets: [{ id: A }] },
    ])
    expect(only(null, held(row(A, 'users', LEE, MANAGES)), 'one_manager')).toMatchObject([
      { message: expect.stringContaining('only Lee manages it') },
    ])
    const two = held(row(A, 'users', LEE, MANAGES), row(A, 'users', KIM, MANAGES))
    expect(reviewOf(null, two).assets[0]?.managers).toBe(2)
    expect(only(null, two, 'one_manager')).toEqual([])
  })

  it('count no managers of what is not ours, or was not read', () => {
    const clients = liveOf([asset(A, { ownership: 'client' })], [])
    expect(only(null, clients, 'no_manager')).toEqual([])
    const unread = liveOf([asset(A)], [], {
      scopes: [
        { kind: 'ad_account', asset: A, relation: 'users', status: 'unreadable', what: 'refused' },
      ],
    })
    const review = reviewOf(null, unread)
    expect(findingsOf(review, 'no_manager')).toEqual([])
    expect([review.complete, review.unread.length, review.assets[0]?.managers]).toEqual([
      true,
      1,
      null,
    ])
  })

  it.each([
    ['2026-10-23T00:00:00Z', 0],
    ['2026-10-22T23:59:59Z', 1],
  ])('call what waits since %s long, %d times', (since, count) => {
    const live = liveOf([asset(A)], [row(A, 'agencies', '2002', [], { status: 'pending', since })])
    expect(only(null, live, 'pending_long')).toHaveLength(count)
  })

  it.each([
    ['enabled', 0, 0],
    ['ENABLED', 0, 0],
    ['disabled', 1, 0],
    ['not_enabled', 1, 0],
    ['something new', 0, 1],
    [null, 0, 1],
  ])('take two_fac_status %s for what it says', (twoFactor, off, unknown) => {
    const [own, lee] = liveOf([], []).people
    if (own === undefined || lee === undefined) throw new Error('nobody')
    const live = liveOf([], [], { people: [own, { ...lee, twoFactor }] })
    expect(only(null, live, 'no_second_factor')).toHaveLength(off)
    expect(only(null, live, 'second_factor_unknown')).toHaveLength(unknown)
  })

  it('look at domains only where the policy names some, whatever the case', () => {
    const live = liveOf([], [])
    expect(only('', live, 'outside_domains')).toEqual([])
    const policy = (domain: string) => `policy: { domains: [${domain}] }\n`
    expect(only(policy('X.example'), live, 'outside_domains')).toEqual([])
    expect(only(policy('other.example'), live, 'outside_domains')).toHaveLength(2)
  })

  it('name who is no longer to be there, and is', () => {
    const [own, lee] = liveOf([], []).people
    if (own === undefined || lee === undefined) throw new Error('nobody')
    const manifest = `offboarded: [lee]\nad_accounts: { ${A}: { users: { own: [MANAGE] } } }\n`
    const still = liveOf([asset(A)], [row(A, 'users', LEE, ['ANALYZE'])])
    expect(only(manifest, still, 'offboarded_still_holding')).toMatchObject([
      {
        addresses: [`${A}/users/${LEE}`],
        message: expect.stringContaining('1 asset and still in'),
      },
    ])
    const member = liveOf([asset(A)], [])
    expect(only(manifest, member, 'offboarded_still_holding')).toMatchObject([{ addresses: [] }])
    const gone = liveOf([asset(A)], [], { people: [own] })
    expect(only(manifest, gone, 'offboarded_still_holding')).toEqual([])
  })

  it('say what ends within two weeks, on the row that ends', () => {
    const manifest = `ad_accounts:
  ${A}: { users: { kim: { tasks: [ANALYZE], expires: 2026-12-06 }, lee: { tasks: [ANALYZE], expires: 2026-12-07 } } }
`
    const live = liveOf(
      [asset(A)],
      [row(A, 'users', KIM, ['ANALYZE']), row(A, 'users', LEE, ['ANALYZE'])],
    )
    expect(only(manifest, live, 'expiring_soon')).toMatchObject([
      { addresses: [`${A}/users/${KIM}`], days: 14 },
    ])
  })
})

describe('filters', () => {
  const live = liveOf(
    [asset('act_11'), asset('act_22')],
    [
      row('act_11', 'users', LEE, MANAGES),
      row('act_11', 'users', KIM, ['ANALYZE']),
      row('act_22', 'users', LEE, ['ANALYZE']),
    ],
  )
  const filtered = (filter: NonNullable<ReviewInput['filter']>, facts = live) =>
    reviewOf('', facts, { filter })

  it('leave in what they name, and say so', () => {
    const some = filtered({ only: ['act_1*'], who: ['LEE@x.example'] })
    expect(rowsOf(some)).toEqual([`act_11/users/${LEE} direct not_managed`])
    expect(some.filters).toEqual(['--only act_1*', '--who LEE@x.example'])
    expect(some.people.map(({ subject }) => subject.id)).toEqual([LEE])
    for (const name of ['lee', 'Lee', LEE]) {
      expect(rowsOf(filtered({ who: [name] }))).toHaveLength(2)
    }
  })

  it('do not count managers among those left in', () => {
    const nobody = liveOf([asset('act_22')], [row('act_22', 'users', KIM, ['ANALYZE'])])
    expect(findingsOf(filtered({}, nobody), 'no_manager')).toHaveLength(1)
    expect(findingsOf(filtered({ who: ['kim'] }, nobody), 'no_manager')).toEqual([])
    expect(filtered({ who: ['kim'] }).assets[0]?.managers).toBe(1)
  })

  it('hide no list that could not be read', () => {
    const scopes = [
      { kind: 'ad_account', asset: 'act_22', relation: 'users', status: 'unknown', what: 'x' },
    ] as const
    const unread = { ...live, relations: live.relations.slice(0, 2), scopes }
    const some = filtered({ who: ['kim'] }, unread)
    expect([some.complete, some.unread.length]).toEqual([false, 1])
  })

  it('that match nobody and nothing are slips of the pen', () => {
    const { problems } = filtered({ only: ['act_9*'], who: ['lea'] })
    expect(problems.map(({ code }) => code)).toEqual(['only_matches_nothing', 'who_matches_nobody'])
  })
})

describe('what was not read', () => {
  const refused = liveOf([asset(A)], [], {
    scopes: [
      { kind: 'ad_account', asset: A, relation: 'agencies', status: 'unreadable', what: 'no' },
    ],
  })

  it('is an error only where the policy says so', () => {
    const codes = (manifest: string) => reviewOf(manifest, refused).problems.map(({ code }) => code)
    expect(codes('')).toEqual([])
    expect(codes('policy: { unreadable: fail }')).toEqual(['asset_unreadable'])
  })
})
