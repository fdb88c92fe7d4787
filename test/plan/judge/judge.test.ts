import { describe, expect, it } from 'vitest'
import { viewsOf } from '../../../src/access/views.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import type { Completeness, LiveState } from '../../../src/model/live.ts'
import { NO_MEMORY } from '../../../src/model/memory.ts'
import type { RelationName } from '../../../src/model/relations.ts'
import { judgeAsset } from '../../../src/plan/judge/judge.ts'
import type { Outcome } from '../../../src/plan/outcome.ts'
import { planGroundOf } from '../../../src/plan/plan-ground.ts'
import { asset, HEAD, KIM, LEE, liveOf, row } from '../../support/builders.ts'
import { AS_OF, manifestOf } from '../../support/pipeline.ts'

const outcomesOf = (manifest: string, live: LiveState): readonly Outcome[] => {
  const ground = planGroundOf({
    manifest: manifestOf(HEAD + manifest),
    live,
    memory: { ...NO_MEMORY, present: true },
    asOf: AS_OF,
    kinds: KINDS,
  })
  return viewsOf(ground).flatMap((view) => judgeAsset(ground, view))
}

/** What an outcome is, and on what. */
const WORDS: {
  readonly [Type in Outcome['type']]: (outcome: Extract<Outcome, { type: Type }>) => string
} = {
  step: ({ step }) => `${step.action} ${step.address}`,
  waiting: ({ waiting }) => `${waiting.state} ${waiting.address}`,
  manual: ({ manual }) => `${manual.reason} ${manual.address}`,
  unmanaged: ({ unmanaged }) => `unmanaged ${unmanaged.address}`,
  unreadable: ({ unreadable }) => `unreadable ${unreadable.address}`,
  unknown: ({ address }) => `unknown ${address}`,
  problem: ({ problem }) => problem.code,
  unchanged: () => 'unchanged',
}

const shown = (manifest: string, live: LiveState): readonly string[] =>
  outcomesOf(manifest, live).map((outcome) =>
    (WORDS[outcome.type] as (outcome: Outcome) => string)(outcome),
  )

type Reads = Partial<Record<RelationName, Completeness>>

/** One account of which only these relations were read, and how that ended. */
const readAs = (
  ownership: LiveState['assets'][number]['ownership'],
  reads: Reads,
  rows: LiveState['relations'] = [],
  what: string | null = null,
): LiveState =>
  liveOf([asset('act_1', { ownership })], rows, {
    scopes: Object.entries(reads).map(([relation, status]) => ({
      kind: 'ad_account',
      asset: 'act_1',
      relation: relation as RelationName,
      status,
      what,
    })),
  })

const READ: Reads = { agencies: 'complete', users: 'complete', request: 'complete' }
const sent = (id: string) =>
  row('act_1', 'on_behalf_of', id, [], {
    status: 'pending',
    direction: 'sent',
    counterpart: { id: '2002', name: null },
  })

describe('an asset nobody declared', () => {
  const HELD = [
    row('act_1', 'agencies', '2002', ['ANALYZE']),
    row('act_1', 'agencies', '2003', ['ANALYZE']),
    row('act_1', 'users', KIM, ['ANALYZE']),
    row('act_1', 'users', LEE, ['ANALYZE']),
    sent('51'),
  ]
  const ALL: Reads = { ...READ, on_behalf_of: 'complete' }

  it('is left alone', () => {
    expect(shown('', readAs('owned', ALL, HELD))).toEqual(['unmanaged act_1'])
    expect(outcomesOf('', readAs('owned', ALL, HELD))).toEqual([
      {
        type: 'unmanaged',
        unmanaged: {
          address: 'act_1',
          asset: { kind: 'ad_account', id: 'act_1', name: 'Asset act_1' },
          subject: null,
          tasks: null,
        },
      },
    ])
  })

  it('loses the offboarded, and nobody else is even listed', () => {
    expect(shown('offboarded: [kim, brightside]', readAs('owned', ALL, HELD))).toEqual([
      'unmanaged act_1',
      'revoke act_1/agencies/2002',
      `unassign act_1/users/${KIM}`,
      'cancel act_1/on_behalf_of/51',
    ])
  })

  it("of a client keeps its agencies, which are the owner's", () => {
    expect(shown('offboarded: [kim, brightside]', readAs('client', ALL, HELD))).toEqual([
      'unmanaged act_1',
      `unassign act_1/users/${KIM}`,
      'cancel act_1/on_behalf_of/51',
    ])
  })

  it.each(['pending', 'absent', 'unknown'] as const)('that is %s is not in reach', (ownership) => {
    const live = readAs(ownership, { users: 'unknown', on_behalf_of: 'unknown' }, HELD)
    expect(shown('offboarded: [kim, brightside]', live)).toEqual(['unmanaged act_1'])
  })

  it.each<[string, Reads, readonly string[]]>([
    ['the users failed', { ...READ, users: 'unknown' }, ['unknown act_1/users']],
    ['the users were not read', { agencies: 'complete' }, ['unknown act_1/users']],
    ['the agencies were not read', { users: 'complete' }, ['unknown act_1/agencies']],
    [
      'the agencies are refused',
      { ...READ, agencies: 'unreadable' },
      ['unreadable act_1/agencies'],
    ],
    ['on-behalf-of failed', { ...READ, on_behalf_of: 'unknown' }, ['unknown act_1/on_behalf_of']],
    ['on-behalf-of was not read', READ, []],
    ['the request is no matter', { ...READ, request: 'unknown' }, []],
  ])('may hide somebody offboarded where %s', (_, reads, expected) => {
    const live = readAs('owned', reads)
    expect(shown('offboarded: [kim]', live)).toEqual(['unmanaged act_1', ...expected])
    expect(shown('', live)).toEqual(['unmanaged act_1'])
  })
})

describe('a declared relation of an asset whose owner nobody knows', () => {
  it.each([
    ['agencies', 'agencies: { brightside: [ANALYZE] }'],
    ['users', 'users: { kim: [ANALYZE] }'],
    ['on_behalf_of', 'on_behalf_of: [brightside]'],
    ['request', 'request: [ANALYZE]'],
  ])('%s is unknown', (relation, line) => {
    const live = readAs('unknown', {})
    expect(shown(`ad_accounts: { act_1: { ${line} } }`, live)).toEqual([
      `unknown act_1/${relation}`,
    ])
  })

  it('and no other is', () => {
    expect(shown('ad_accounts: { act_1: { name: X } }', readAs('unknown', {}))).toEqual([])
  })
})

it.each(['absent', 'pending', 'client'] as const)(
  'on behalf of whom somebody acts on what is %s is no open question',
  (ownership) => {
    const manifest = 'ad_accounts: { act_1: { on_behalf_of: [brightside] } }'
    const live = readAs(ownership, { on_behalf_of: 'complete' })
    const expected = {
      absent: 'asset_not_found',
      pending: undefined,
      client: `obo_missing act_1/on_behalf_of/2002`,
    }
    expect(shown(manifest, live)).toEqual(
      [expected[ownership]].filter((word) => word !== undefined),
    )
  },
)

describe('an asset that is in no list', () => {
  const ABSENT = readAs('absent', {})
  const problemsOf = (line: string) =>
    outcomesOf(`ad_accounts:\n  act_1: { ${line} }`, ABSENT).flatMap((outcome) =>
      outcome.type === 'problem' ? [outcome.problem] : [],
    )

  it('is a mistake in its id', () => {
    expect(problemsOf('users: { kim: [ANALYZE] }, on_behalf_of: [brightside]')).toEqual([
      {
        code: 'asset_not_found',
        severity: 'error',
        message:
          "no ad account act_1 in this business: it is neither owned, nor a client's, nor asked for. Check the id, or add request to ask for access",
        source: { file: 'access.yaml', line: 6, column: 3 },
      },
    ])
  })

  it('with agencies is said once, at the agencies', () => {
    expect(problemsOf('agencies: {}')).toMatchObject([
      {
        code: 'agencies_not_owner',
        message: expect.stringContaining('does not own it (it is in no list of this business)'),
        source: { line: 6, column: 12 },
      },
    ])
  })

  it('with a request is asked for, and its people wait', () => {
    const live = readAs('absent', { request: 'complete' })
    const manifest = 'ad_accounts: { act_1: { request: [ANALYZE], users: { kim: [ANALYZE] } } }'
    expect(shown(manifest, live)).toEqual([
      'request act_1/request',
      `client_response act_1/users/${KIM}`,
    ])
  })

  it('whose request is given up leaves nobody waiting', () => {
    const live = readAs('absent', { request: 'complete' })
    const manifest = 'ad_accounts: { act_1: { request: [], users: { kim: [ANALYZE] } } }'
    expect(shown(manifest, live)).toEqual(['unchanged'])
  })

  it('whose request is given up beside a profile that asks leaves nobody waiting', () => {
    const live = readAs('absent', { request: 'complete' })
    const manifest = `profiles: { asks: { request: [ANALYZE] } }
ad_accounts: { act_1: { use: [asks], request: [], users: { kim: [ANALYZE] } } }`
    expect(shown(manifest, live)).toEqual(['unchanged'])
  })
})

describe('agencies of what is not ours', () => {
  it.each([
    ['client', "it is a client's"],
    ['pending', 'our request for it is pending'],
  ] as const)('%s are refused with the reason', (ownership, words) => {
    const manifest = 'ad_accounts: { act_1: { agencies: {} } }'
    expect(outcomesOf(manifest, readAs(ownership, READ))).toMatchObject([
      {
        type: 'problem',
        problem: {
          code: 'agencies_not_owner',
          message: expect.stringContaining(
            `act_1 has agencies, but our business does not own it (${words})`,
          ),
        },
      },
    ])
  })
})

describe('a request', () => {
  const ASKS = 'ad_accounts: { act_1: { request: [ANALYZE] } }'

  it('for our own asset is an error whatever else was read', () => {
    expect(shown(ASKS, readAs('owned', {}))).toEqual(['request_on_own_asset'])
    expect(shown(ASKS, readAs('owned', { request: 'unknown' }))).toEqual(['request_on_own_asset'])
  })

  it.each<[string, Reads]>([
    ['failed', { request: 'unknown' }],
    ['was not read', {}],
  ])('is unknown where the read of it %s', (_, reads) => {
    expect(shown(ASKS, readAs('client', reads))).toEqual(['unknown act_1/request'])
  })

  it('nobody declared is not looked for, whoever is offboarded', () => {
    const manifest = 'offboarded: [lee]\nad_accounts: { act_1: { users: {} } }'
    expect(shown(manifest, readAs('client', { users: 'complete' }))).toEqual([])
  })
})

describe('a relation that may not be read', () => {
  const report = (manifest: string, what: string | null): readonly Outcome[] =>
    outcomesOf(manifest, readAs('owned', { ...READ, users: 'unreadable' }, [], what))
  const FAIL = 'policy: { unreadable: fail }\n'
  const unreadable = (what: string) => ({
    type: 'unreadable',
    unreadable: {
      address: 'act_1/users',
      asset: { kind: 'ad_account', id: 'act_1', name: 'Asset act_1' },
      what,
    },
  })
  const failed = (source: object | null) => ({
    type: 'problem',
    problem: {
      code: 'asset_unreadable',
      severity: 'error',
      message: 'act_1/users cannot be read: no role on it',
      source,
    },
  })

  it('is listed with the reason', () => {
    const manifest = 'ad_accounts: { act_1: { users: {} } }'
    expect(report(manifest, 'no role on it')).toEqual([unreadable('no role on it')])
    expect(report(manifest, null)).toEqual([unreadable('refused for permission')])
  })

  it('is an error at its own line where the policy says so', () => {
    const manifest = `${FAIL}ad_accounts:\n  act_1:\n    name: X\n    users: {}\n`
    expect(report(manifest, 'no role on it')).toEqual([
      unreadable('no role on it'),
      failed({ file: 'access.yaml', line: 9, column: 5 }),
    ])
  })

  it('is an error at the asset where only the offboarded make it matter', () => {
    const manifest = `${FAIL}offboarded: [kim]\nad_accounts:\n  act_1: { agencies: {} }\n`
    expect(report(manifest, 'no role on it')).toEqual([
      unreadable('no role on it'),
      failed({ file: 'access.yaml', line: 8, column: 3 }),
    ])
  })

  it('is an error without a line where nobody declared the asset', () => {
    expect(report(`${FAIL}offboarded: [kim]\n`, 'no role on it')).toEqual([
      expect.objectContaining({ type: 'unmanaged' }),
      unreadable('no role on it'),
      failed(null),
    ])
  })

  it('is nobody’s business where nothing is declared or offboarded', () => {
    expect(report(`${FAIL}ad_accounts: { act_1: { agencies: {} } }`, null)).toEqual([])
  })
})
