import { describe, expect, it } from 'vitest'
import type { ApplyReport, StepResult } from '../../src/model/apply.ts'
import type { Action } from '../../src/model/plan.ts'
import type { FaultEffect } from '../../src/sandbox/state.ts'
import { manifestOf, startPipeline } from '../support/pipeline.ts'

const HEAD = `version: 1
business: "1001"
partners: { brightside: "2002" }
people: { kim: "61550000000000009" }
policy: { agency_task_change: try }
ad_accounts:
  act_1111: `

const world = (asset: string): string => `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management] }
modes: { unpacking: none, agency_update: replace }
businesses:
  "1001":
    name: Northwind
    users: { "61550000000000009": { name: Kim, email: kim@northwind.example, role: EMPLOYEE } }
    system_users: { "61550000000000001": { name: Automation, role: ADMIN } }
  "2002": { name: Brightside }
  "3001": { name: Client }
ad_accounts:
  act_1111: ${asset}
`

const OWN = (agencies: string, users: string): string =>
  `{ name: EU, owner: "1001", agencies: ${agencies}, users: { "61550000000000001": [MANAGE, ADVERTISE, ANALYZE], ${users} } }`

/** One scenario per write: a world and a manifest whose plan is that one step. */
const SCENARIOS: readonly {
  readonly action: Action
  readonly asset: string
  readonly manifest: string
  readonly method: 'POST' | 'DELETE'
  readonly path: string
}[] = [
  {
    action: 'grant',
    asset: OWN('{}', ''),
    manifest: '{ agencies: { brightside: [ANALYZE] } }',
    method: 'POST',
    path: '/agencies$',
  },
  {
    action: 'regrant',
    asset: OWN('{ "2002": [ANALYZE] }', ''),
    manifest: '{ agencies: { brightside: [ADVERTISE, ANALYZE] } }',
    method: 'POST',
    path: '/agencies$',
  },
  {
    action: 'revoke',
    asset: OWN('{ "2002": [ANALYZE] }', ''),
    manifest: '{ agencies: {} }',
    method: 'DELETE',
    path: '/agencies$',
  },
  {
    action: 'assign',
    asset: OWN('{}', ''),
    manifest: '{ users: { kim: [ANALYZE] } }',
    method: 'POST',
    path: '/assigned_users$',
  },
  {
    action: 'reassign',
    asset: OWN('{}', '"61550000000000009": [ANALYZE]'),
    manifest: '{ users: { kim: [ADVERTISE, ANALYZE] } }',
    method: 'POST',
    path: '/assigned_users$',
  },
  {
    action: 'unassign',
    asset: OWN('{}', '"61550000000000009": [ANALYZE]'),
    manifest: '{ users: {} }',
    method: 'DELETE',
    path: '/assigned_users$',
  },
  {
    action: 'request',
    asset: '{ name: EU, owner: "3001" }',
    manifest: '{ request: [ANALYZE] }',
    method: 'POST',
    path: '/client_ad_accounts$',
  },
  {
    action: 'withdraw',
    asset: '{ name: EU, owner: "3001", agencies: { "1001": [ANALYZE] } }',
    manifest: '{ request: [] }',
    method: 'DELETE',
    path: '/ad_accounts$',
  },
  {
    action: 'cancel',
    asset: OWN('{}', '').replace(
      '{ name',
      '{ on_behalf_of: { "5501": { requesting: "1001", receiving: "2002" } }, name',
    ),
    manifest: '{ on_behalf_of: [] }',
    method: 'DELETE',
    path: '/5501$',
  },
]

const RESENT: ReadonlySet<Action> = new Set(['grant', 'assign', 'reassign', 'unassign', 'revoke'])

/** What ends well for an action: a request always waits on the client. */
const success = (action: Action): StepResult['status'] =>
  action === 'request' ? 'waiting' : 'done'

interface Expectation {
  readonly status: StepResult['status']
  readonly why?: StepResult['why']
  readonly commits: number
  readonly code?: number | null
}

/** What a fault on the one write must come to, by action. */
const FAULTS: readonly {
  readonly fault: string
  readonly effect: FaultEffect
  readonly expected: (action: Action) => Expectation
}[] = [
  { fault: 'none', effect: {}, expected: (action) => ({ status: success(action), commits: 1 }) },
  {
    fault: 'the connection dies after the commit',
    effect: { drop: 'after' },
    expected: (action) => ({ status: success(action), commits: 1 }),
  },
  {
    fault: 'the connection dies before the commit',
    effect: { drop: 'before' },
    expected: (action) =>
      RESENT.has(action) ? { status: 'done', commits: 1 } : { status: 'unknown', commits: 0 },
  },
  {
    fault: 'the service is down (2)',
    effect: {
      status: 500,
      code: 2,
      message: 'Service temporarily unavailable',
      is_transient: true,
    },
    expected: (action) =>
      RESENT.has(action) ? { status: 'done', commits: 1 } : { status: 'unknown', commits: 0 },
  },
  {
    fault: 'the lists lag behind',
    effect: { stale_reads: 2 },
    expected: (action) => ({ status: success(action), commits: 1 }),
  },
  {
    fault: 'the connection dies after the commit and the lists lag behind',
    effect: { drop: 'after', stale_reads: 2 },
    expected: (action) => ({ status: success(action), commits: 1 }),
  },
  {
    fault: 'an invalid parameter (100)',
    effect: { code: 100, message: 'Invalid parameter' },
    expected: () => ({ status: 'failed', commits: 0, code: 100 }),
  },
  {
    fault: 'a permission error (200)',
    effect: { code: 200, message: 'Permissions error' },
    expected: () => ({ status: 'failed', commits: 0, code: 200 }),
  },
  {
    fault: 'an answer of HTML, nothing done',
    effect: { body: 'html' },
    expected: (action) =>
      RESENT.has(action) ? { status: 'done', commits: 1 } : { status: 'unknown', commits: 0 },
  },
  {
    fault: 'a limit of the account (80004) longer than the run may wait',
    effect: { code: 80004, message: 'There have been too many calls to this ad-account' },
    expected: () => ({ status: 'skipped', why: 'limit', commits: 0, code: 80004 }),
  },
]

const applyWith = async (
  scenario: (typeof SCENARIOS)[number],
  effect: FaultEffect,
): Promise<{ report: ApplyReport; commits: number; next: readonly string[] }> => {
  const pipeline = await startPipeline({ world: world(scenario.asset) })
  try {
    const manifest = manifestOf(HEAD + scenario.manifest)
    const plan = await pipeline.plan(manifest)
    expect(plan.steps.map(({ action }) => action)).toEqual([scenario.action])
    const match = { method: scenario.method, path: scenario.path }
    pipeline.sandbox.setFaults([{ match, times: 1, do: effect }])
    const report = await pipeline.apply(plan)
    const commits = pipeline.sandbox.commits.length
    pipeline.sandbox.setFaults([])
    const again = await pipeline.plan(manifest)
    await pipeline.apply(again)
    const next = (await pipeline.plan(manifest)).steps.map(({ address }) => address)
    return { report, commits, next }
  } finally {
    await pipeline.close()
  }
}

describe.each(FAULTS)('$fault', ({ effect, expected }) => {
  it.each(SCENARIOS)('on $action', async (scenario) => {
    const { report, commits, next } = await applyWith(scenario, effect)
    const { status, why, commits: committed, code } = expected(scenario.action)
    const [result] = report.results
    expect(result?.status).toBe(status)
    expect(result?.why).toBe(why)
    if (code !== undefined) expect(result?.error?.code).toBe(code)
    expect(commits).toBe(committed)
    expect(next).toEqual([])
  })
})

describe('what a failure holds', () => {
  const two = (first: string): string => `${HEAD}{ users: { kim: [ANALYZE] } }
  act_2222: ${first}
`
  const worldOfTwo = `${world(OWN('{}', ''))}  act_2222: ${OWN('{}', '')}\n`

  it.each([
    { code: 190, message: 'Invalid OAuth access token', stops: true },
    { code: 368, message: 'The action attempted has been deemed abusive', stops: true },
    { code: 100, message: 'Invalid parameter', stops: false },
  ])('$code stops the run: $stops', async ({ code, message, stops }) => {
    const pipeline = await startPipeline({ world: worldOfTwo })
    try {
      const plan = await pipeline.plan(manifestOf(two('{ users: { kim: [ANALYZE] } }')))
      pipeline.sandbox.setFaults([
        { match: { method: 'POST', path: 'act_1111/assigned_users' }, do: { code, message } },
      ])
      const { results, summary } = await pipeline.apply(plan)
      expect(results.map(({ status }) => status)).toEqual(['failed', stops ? 'skipped' : 'done'])
      expect(results[1]?.why).toBe(stops ? 'stopped' : undefined)
      expect(summary).toEqual({
        done: stops ? 0 : 1,
        waiting: 0,
        failed: 1,
        skipped: stops ? 1 : 0,
        unknown: 0,
      })
    } finally {
      await pipeline.close()
    }
  })

  it('a limit of one account leaves the other accounts alone, and says when to go on', async () => {
    const pipeline = await startPipeline({ world: worldOfTwo })
    try {
      const plan = await pipeline.plan(manifestOf(two('{ users: { kim: [ANALYZE] } }')))
      const usage = JSON.stringify({
        '1111': [
          {
            type: 'ads_management',
            call_count: 100,
            total_cputime: 1,
            total_time: 1,
            estimated_time_to_regain_access: 19,
          },
        ],
      })
      pipeline.sandbox.setFaults([
        {
          match: { method: 'POST', path: 'act_1111/assigned_users' },
          do: { code: 80004, headers: { 'X-Business-Use-Case-Usage': usage } },
        },
      ])
      const report = await pipeline.apply(plan)
      expect(report.results.map(({ status, why }) => [status, why])).toEqual([
        ['skipped', 'limit'],
        ['done', undefined],
      ])
      expect(report.retry_at).toBe('2026-11-22T09:19:00.000Z')
    } finally {
      await pipeline.close()
    }
  })

  it('a failed grant skips the revoke that needs it, and nothing else', async () => {
    const pipeline = await startPipeline({
      world: world(OWN('{ "3001": [ANALYZE] }', '')),
    })
    try {
      const manifest = manifestOf(
        `${HEAD}{ agencies: { brightside: [ANALYZE] }, users: { kim: [ANALYZE] } }`,
      )
      const plan = await pipeline.plan(manifest)
      pipeline.sandbox.setFaults([
        { match: { method: 'POST', path: '/agencies$' }, do: { code: 100, message: 'no' } },
      ])
      const { results } = await pipeline.apply(plan)
      expect(results.map(({ action, status, why }) => [action, status, why])).toEqual([
        ['grant', 'failed', undefined],
        ['assign', 'done', undefined],
        ['revoke', 'skipped', 'needs'],
      ])
    } finally {
      await pipeline.close()
    }
  })

  it('a grant that waits on an admin makes the revoke that needs it wait', async () => {
    const asset = OWN('{ "3001": [ANALYZE] }', '').replace('{ name', '{ approval: true, name')
    const pipeline = await startPipeline({ world: world(asset) })
    try {
      const plan = await pipeline.plan(manifestOf(`${HEAD}{ agencies: { brightside: [ANALYZE] } }`))
      const { results } = await pipeline.apply(plan)
      expect(results.map(({ action, status }) => [action, status])).toEqual([
        ['grant', 'waiting'],
        ['revoke', 'waiting'],
      ])
      expect(pipeline.sandbox.commits.map(({ method }) => method)).toEqual(['POST'])
    } finally {
      await pipeline.close()
    }
  })

  it('a new manager that did not come about keeps the old one', async () => {
    const manages = '[MANAGE, ADVERTISE, ANALYZE]'
    const asset = OWN('{}', `"61550000000000009": ${manages}`)
    const pipeline = await startPipeline({
      world: world(asset).replace(
        'users: { "61550000000000009": { name',
        'users: { "61550000000000008": { name: Lee, email: lee@northwind.example, role: EMPLOYEE }, "61550000000000009": { name',
      ),
    })
    try {
      const manifest = manifestOf(
        `${HEAD.replace('people: {', 'people: { lee: "61550000000000008",')}{ users: { lee: ${manages} } }`,
      )
      const plan = await pipeline.plan(manifest)
      // The answer says success, and nothing happens: the plan's own order is no proof.
      pipeline.sandbox.setFaults([
        { match: { method: 'POST', path: '/assigned_users$' }, do: { code: 100, message: 'no' } },
      ])
      const { results } = await pipeline.apply({
        ...plan,
        steps: plan.steps.map((step) => ({ ...step, needs: [] })),
      })
      expect(results.map(({ action, status, why }) => [action, status, why])).toEqual([
        ['assign', 'failed', undefined],
        ['unassign', 'skipped', 'rail'],
      ])
    } finally {
      await pipeline.close()
    }
  })
})
