import { describe, expect, it } from 'vitest'
import type { LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { DriftReport } from '../../../src/model/reports/drift-report.ts'
import { compareLive, type DriftInput } from '../../../src/questions/drift/compare.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, planOf, row } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const driftOf = (manifest: string, live: LiveState, input: Partial<DriftInput> = {}): DriftReport =>
  compareLive({
    manifest: manifestOf(HEAD + manifest),
    live,
    memory: { ...NO_MEMORY, present: true },
    asOf: AS_OF,
    graph: 'https://graph.test',
    ...input,
  })

/** `type address declared found`, one line each. */
const linesOf = ({ differences }: DriftReport): readonly string[] =>
  differences.map(({ type, address, declared, found }) =>
    [type, address, declared?.join() ?? '-', found?.join() ?? '-'].join(' '),
  )

const USERS = (users: string): string =>
  `ad_accounts: { act_1: { users: { own: ADMIN, ${users} } } }`
const own = row('act_1', 'users', OWN, MANAGES)
const lee = (...tasks: readonly string[]) => row('act_1', 'users', LEE, tasks)
const pixel = { kind: 'pixel' }
const ofPixel = (...rows: readonly ReturnType<typeof row>[]) => liveOf([asset('41', pixel)], rows)
const one = (...rows: readonly ReturnType<typeof row>[]) => liveOf([asset('act_1')], [own, ...rows])

describe('a difference', () => {
  it.each<[string, string, LiveState, readonly string[]]>([
    [
      'is extra when live alone has it',
      USERS(''),
      one(lee('ANALYZE')),
      ['extra act_1/users/LEE - ANALYZE'],
    ],
    [
      'is missing when only declared',
      USERS('lee: [ANALYZE]'),
      one(),
      ['missing act_1/users/LEE ANALYZE -'],
    ],
    [
      'differs when the tasks do',
      USERS('lee: [ADVERTISE, ANALYZE]'),
      one(lee('ANALYZE')),
      ['differs act_1/users/LEE ADVERTISE,ANALYZE ANALYZE'],
    ],
    ['is none when only unpacked', USERS('lee: [ANALYZE]'), one(lee('ANALYZE', 'DRAFT')), []],
    [
      'is expired after the last day',
      USERS('lee: { tasks: [ANALYZE], expires: 2026-11-21 }'),
      one(lee('ANALYZE')),
      ['expired act_1/users/LEE - ANALYZE'],
    ],
    [
      'is expired after the last day where only hands can end it',
      'pixels: { "41": { users: { lee: { tasks: [ANALYZE], expires: 2026-11-21 } } } }',
      ofPixel(row('41', 'users', LEE, ['ANALYZE'], pixel)),
      ['expired 41/users/LEE - ANALYZE'],
    ],
    [
      'is expired where an agency keeps what it had until a day',
      `pixels:
  "41":
    use: [lasting]
    agencies: { brightside: { tasks: [ADVERTISE, ANALYZE], expires: 2026-11-21 } }
profiles: { lasting: { mode: additive, agencies: { brightside: [ANALYZE] } } }`,
      ofPixel(row('41', 'agencies', '2002', ['ADVERTISE', 'ANALYZE'], pixel)),
      ['expired 41/agencies/2002 ANALYZE ADVERTISE,ANALYZE'],
    ],
    [
      'is extra where only hands can end it and no day was said',
      'pixels: { "41": { users: {} } }',
      ofPixel(row('41', 'users', LEE, ['ANALYZE'], pixel)),
      ['extra 41/users/LEE - ANALYZE'],
    ],
    [
      'is none on the last day',
      USERS('lee: { tasks: [ANALYZE], expires: 2026-11-22 }'),
      one(lee('ANALYZE')),
      [],
    ],
    [
      'is there for the offboarded on any asset',
      'offboarded: [lee]\npages: {}\n',
      one(lee('ANALYZE')),
      ['extra act_1/users/LEE - ANALYZE'],
    ],
    [
      'is there for an agency whose tasks only a person can change',
      'ad_accounts: { act_1: { agencies: { brightside: [ADVERTISE, ANALYZE] } } }',
      one(row('act_1', 'agencies', '2002', ['ANALYZE'])),
      ['differs act_1/agencies/2002 ADVERTISE,ANALYZE ANALYZE'],
    ],
    [
      "is there for the token's own user declared with less",
      'ad_accounts: { act_1: { users: { own: [ANALYZE] } } }',
      one(),
      ['differs act_1/users/OWN ANALYZE MANAGE,ADVERTISE,ANALYZE'],
    ],
    [
      "is there for the token's own user declared with none",
      'ad_accounts: { act_1: { users: { own: none } } }',
      one(),
      ['extra act_1/users/OWN - MANAGE,ADVERTISE,ANALYZE'],
    ],
    ["is not the token's own user undeclared", 'ad_accounts: { act_1: { users: {} } }', one(), []],
    [
      'is not what an additive or ignoring asset leaves alone',
      'ad_accounts: { act_1: { mode: additive, users: {}, agencies: {} } }',
      one(lee('ANALYZE'), row('act_1', 'agencies', '2002', ['ANALYZE'])),
      [],
    ],
  ])('%s', (_what, manifest, live, expected) => {
    const report = driftOf(manifest, live)
    const named = expected.map((line) => line.replace('/LEE', `/${LEE}`).replace('/OWN', `/${OWN}`))
    expect(linesOf(report)).toEqual(named)
    expect(report).toMatchObject({ kind: 'drift', in_sync: expected.length === 0, complete: true })
  })

  it('is told of whoever is held back while a declared person cannot be found', () => {
    const manifest = USERS('dana: [ANALYZE]')
    const live = one(row('act_1', 'users', KIM, ['ANALYZE']))
    const head = HEAD.replace('people: {', 'people: { dana: dana@x.example,')
    const report = compareLive({
      manifest: manifestOf(head + manifest),
      live,
      memory: NO_MEMORY,
      asOf: AS_OF,
      graph: 'https://graph.test',
    })
    expect(linesOf(report)).toEqual([`extra act_1/users/${KIM} - ANALYZE`])
    expect(report.waiting.map(({ state }) => state)).toEqual(['not_in_business'])
  })

  it('is told though a rail would block the plan', () => {
    const manifest = 'policy: { max_revocations: 0 }\nad_accounts: { act_1: { users: {} } }'
    const live = liveOf([asset('act_1')], [own, lee('ANALYZE')])
    const report = driftOf(manifest, live)
    expect(linesOf(report)).toEqual([`extra act_1/users/${LEE} - ANALYZE`])
    expect(report.problems).toEqual([])
  })
})

describe('what is no difference', () => {
  const ABSENT = ['act_7', 'act_8', 'act_9'].map((id) => asset(id, { ownership: 'absent' }))
  const asking = (room: number) => `policy: { max_open_requests: ${room} }
ad_accounts: { act_7: { request: [ANALYZE] }, act_8: { request: [ANALYZE] }, act_9: { request: [ANALYZE] } }`
  const queued = (report: ReturnType<typeof driftOf>) =>
    report.waiting.map(({ address, state }) => `${state} ${address}`)

  it.each([
    [0, [], ['queued act_7/request', 'queued act_8/request', 'queued act_9/request']],
    [
      2,
      ['missing act_7/request ANALYZE -', 'missing act_8/request ANALYZE -'],
      ['queued act_9/request'],
    ],
  ])(
    'is our own request that is queued, where there is room for %i: listed',
    (room, missing, waiting) => {
      const report = driftOf(asking(room), liveOf(ABSENT, []))
      expect(linesOf(report)).toEqual(missing)
      expect(queued(report)).toEqual(waiting)
      expect(report.problems).toEqual([])
    },
  )

  it('is our own request where nobody knows what was asked before', () => {
    const blind = { memory: NO_MEMORY, interactive: false }
    const input = { manifest: manifestOf(HEAD + asking(5)), live: liveOf(ABSENT, []), ...blind }
    const report = compareLive({ ...input, asOf: AS_OF, graph: 'https://graph.test' })
    expect(linesOf(report)).toEqual([])
    expect(queued(report)).toHaveLength(3)
    expect(report.problems).toEqual([])
  })

  it('waits on a person: listed', () => {
    const live = liveOf(
      [asset('act_9', { ownership: 'pending' })],
      [row('act_9', 'request', '1001', ['ANALYZE'], { status: 'pending' })],
    )
    const report = driftOf(
      'ad_accounts: { act_9: { request: [ANALYZE], users: { lee: [ANALYZE] } } }',
      live,
    )
    expect(report).toMatchObject({ in_sync: true, differences: [] })
    expect(report.waiting.map(({ address }) => address)).toEqual([
      'act_9/request',
      `act_9/users/${LEE}`,
    ])
  })

  it('could not be read: not in sync, and not complete', () => {
    const live = one()
    const scopes = live.scopes.map((scope) => ({ ...scope, status: 'unknown' as const }))
    expect(driftOf(USERS(''), { ...live, scopes })).toMatchObject({
      in_sync: false,
      complete: false,
      differences: [],
    })
  })
})

describe('closed coverage', () => {
  const CLOSED = 'policy: { coverage: closed }\n'
  const live = liveOf(
    [asset('act_1'), asset('act_2')],
    [own, lee('ANALYZE'), row('act_1', 'agencies', '2002', ['ANALYZE'])],
  )

  it('counts assets and keys that the manifest leaves out', () => {
    const manifest = `ad_accounts: { act_1: { users: { own: ADMIN, lee: [ANALYZE] } } }`
    expect(driftOf(manifest, live).in_sync).toBe(true)
    expect(linesOf(driftOf(CLOSED + manifest, live))).toEqual([
      'unmanaged act_1/agencies/2002 - ANALYZE',
      'unmanaged act_2 - -',
    ])
  })

  it('says what it could not look into', () => {
    const scopes = live.scopes.map((scope) =>
      scope.asset === 'act_2'
        ? { ...scope, status: 'unreadable' as const, what: 'refused' }
        : scope,
    )
    const report = driftOf(CLOSED, { ...live, scopes })
    expect(report.unreadable.map(({ address }) => address)).toEqual([
      'act_2/agencies',
      'act_2/users',
    ])
  })
})

describe('which side moved', () => {
  const at = '2026-11-20T10:00:00.000Z'
  const applied = (tasks: readonly string[] | null) =>
    new Map([[`act_1/users/${LEE}`, { at, tasks }]])

  it.each<[string, string, readonly string[], readonly string[] | null, string | undefined]>([
    ['live, behind our back', 'lee: [ANALYZE]', MANAGES, ['ANALYZE'], 'live'],
    ['live, when what we gave is gone', 'lee: [ANALYZE]', [], ['ANALYZE'], 'live'],
    ['live, when what we took is back', '', ['ANALYZE'], null, 'live'],
    ['the manifest', 'lee: [ADVERTISE, ANALYZE]', ['ANALYZE', 'DRAFT'], ['ANALYZE'], 'manifest'],
    ['the manifest, when the line is gone', '', ['ANALYZE'], ['ANALYZE'], 'manifest'],
    ['both', 'lee: [ADVERTISE, ANALYZE]', MANAGES, ['ANALYZE'], 'both'],
    [
      'nobody, on an expiry',
      'lee: { tasks: [ANALYZE], expires: 2026-11-01 }',
      ['ANALYZE'],
      ['ANALYZE'],
      undefined,
    ],
  ])('%s', (_what, users, live, last, side) => {
    const rows = live.length === 0 ? [] : [lee(...live)]
    const [difference] = driftOf(USERS(users), one(...rows), { applied: applied(last) }).differences
    expect(difference?.moved).toBe(side)
    expect(difference?.applied_at).toBe(side === undefined ? undefined : at)
  })

  it('is not told where the journal knows nothing', () => {
    const [difference] = driftOf(USERS(''), one(lee('ANALYZE'))).differences
    expect(difference).toBeDefined()
    expect(Object.keys(difference ?? {})).not.toContain('moved')
  })
})

describe('drift and plan', () => {
  it('differ in nothing but what a plan holds back: every step and manual row is a difference', () => {
    const manifest = `ad_accounts:
  act_1: { users: { own: ADMIN, lee: [ANALYZE] }, agencies: { oldmill: [ANALYZE] } }`
    const live = one(
      row('act_1', 'users', KIM, ['ANALYZE']),
      row('act_1', 'agencies', '2002', ['ANALYZE']),
      row('act_1', 'agencies', '2003', ['ADVERTISE', 'ANALYZE']),
    )
    const plan = planOf(manifest, live)
    const planned = [...plan.steps, ...plan.manual].map(({ address }) => address).sort()
    expect(driftOf(manifest, live).differences.map(({ address }) => address)).toEqual(planned)
  })

  it('take the same filters', () => {
    const live = one(lee('ANALYZE'), row('act_1', 'users', KIM, ['ANALYZE']))
    const only = (filter: DriftInput['filter']) =>
      driftOf(USERS(''), live, { filter: filter ?? {} }).differences.length
    expect([only({}), only({ who: ['kim'] }), only({ only: ['act_2*'] })]).toEqual([2, 1, 0])
  })
})

describe('what the API accepted without effect', () => {
  const kept = (tasks: readonly string[], found: readonly string[]) => ({
    ...NO_MEMORY,
    present: true,
    kept: new Map([[`act_1/users/${LEE}`, { at: '2026-11-20T00:00:00Z', tasks, found }]]),
  })

  it.each<[string, LiveState, ReturnType<typeof kept>, string]>([
    [USERS(''), one(lee('ANALYZE')), kept([], ['ANALYZE']), 'extra act_1/users/LEE - ANALYZE'],
    [USERS('lee: [ANALYZE]'), one(), kept(['ANALYZE'], []), 'missing act_1/users/LEE ANALYZE -'],
    [
      USERS('lee: [ADVERTISE, ANALYZE]'),
      one(lee('ANALYZE')),
      kept(['ADVERTISE', 'ANALYZE'], ['ANALYZE']),
      'differs act_1/users/LEE ADVERTISE,ANALYZE ANALYZE',
    ],
  ])('is still the difference that it is: %s', (manifest, live, memory, expected) => {
    const report = driftOf(manifest, live, { memory })
    expect(linesOf(report)).toEqual([expected.replace('LEE', LEE)])
    expect(report.differences[0]?.by_hand).toContain('--resend')
  })
})
