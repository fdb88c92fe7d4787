import { describe, expect, it } from 'vitest'
import { exitOfApply } from '../../src/cli/exit-codes.ts'
import type { Manifest } from '../../src/model/manifest.ts'
import type { Action } from '../../src/model/plan.ts'
import type { StepResult } from '../../src/model/reports/apply-report.ts'
import { SANDBOX_KINDS } from '../../src/sandbox/kinds/sandbox-kinds.ts'
import type { FaultEffect, World } from '../../src/sandbox/state.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { inForm } from '../support/effort.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import {
  BATCHED,
  fleetOf,
  HEAD,
  RESENT,
  SCENARIOS,
  type Scenario,
  success,
  world,
} from './scenarios.ts'

interface Expectation {
  readonly status: StepResult['status']
  readonly why?: StepResult['why']
  readonly commits: number
  readonly code?: number | null
  /** What becomes of the steps after it, where that is not what they were to become. */
  readonly rest?: StepResult['why']
}

type Expect = (action: Action) => Expectation

const carriedOut: Expect = (action) => ({ status: success(action), commits: 1 })

/** Lost, and nothing done: sent once more where that is allowed. */
const lost: Expect = (action) =>
  RESENT.has(action) ? { status: 'done', commits: 1 } : { status: 'unknown', commits: 0 }

const failed =
  (code: number | null, rest?: StepResult['why']): Expect =>
  () => ({ status: 'failed', commits: 0, code, ...(rest === undefined ? {} : { rest }) })

const limited =
  (code: number, rest?: StepResult['why']): Expect =>
  () => ({
    status: 'skipped',
    why: 'limit',
    commits: 0,
    code,
    ...(rest === undefined ? {} : { rest }),
  })

/** Waited out and sent; what may never be sent twice in a run is left to the next. */
const waitedOut =
  (code: number): Expect =>
  (action) =>
    RESENT.has(action) ? { status: 'done', commits: 1 } : limited(code)(action)

const usage = (minutes: number): Record<string, string> => ({
  'X-Business-Use-Case-Usage': JSON.stringify({
    '1111': [
      {
        type: 'ads_management',
        call_count: 100,
        total_cputime: 1,
        total_time: 1,
        estimated_time_to_regain_access: minutes,
      },
    ],
  }),
})

/** What each code is, test/graph/errors/error-table.test.ts says: these are alike, and so one tells of all. */
const ENDS_A_STEP = [3, 31, 102, 104, 415, 457, 2635]
const LIMITS_A_RUN = [4, 17, 32, 613]

/** What a fault on one write must come to, by action. */
const FAULTS: readonly {
  readonly fault: string
  readonly effect: FaultEffect
  readonly expected: Expect
}[] = [
  { fault: 'none', effect: {}, expected: carriedOut },
  { fault: 'the answer is lost after the commit', effect: { drop: 'after' }, expected: carriedOut },
  { fault: 'the answer is lost before the commit', effect: { drop: 'before' }, expected: lost },
  {
    fault: 'the service is down (2)',
    effect: { status: 500, code: 2, message: 'Service unavailable', is_transient: true },
    expected: lost,
  },
  { fault: 'an unknown error (1)', effect: { status: 500, code: 1 }, expected: lost },
  { fault: 'a downtime (341)', effect: { code: 341 }, expected: lost },
  { fault: 'a technical issue (3919)', effect: { code: 3919 }, expected: lost },
  {
    fault: 'an error that calls itself transient',
    effect: { code: 100, is_transient: true },
    expected: lost,
  },
  { fault: '200 with an error in it', effect: { body: 'error_200' }, expected: lost },
  { fault: 'HTML, nothing done', effect: { body: 'html' }, expected: lost },
  { fault: '503 without a body', effect: { status: 503 }, expected: lost },
  { fault: 'half an answer', effect: { body: 'truncated' }, expected: carriedOut },
  { fault: 'the lists lag behind', effect: { stale_reads: 2 }, expected: carriedOut },
  { fault: 'the lists lag behind longer', effect: { stale_reads: 3 }, expected: carriedOut },
  {
    fault: 'the answer is lost after the commit and the lists lag behind',
    effect: { drop: 'after', stale_reads: 2 },
    expected: carriedOut,
  },
  {
    fault: 'the answer is lost after the commit and the lists lag behind longer',
    effect: { drop: 'after', stale_reads: 3 },
    expected: carriedOut,
  },
  { fault: 'an invalid parameter (100)', effect: { code: 100 }, expected: failed(100) },
  { fault: 'a permission error (200)', effect: { code: 200 }, expected: failed(200) },
  { fault: 'a missing permission (10)', effect: { code: 10 }, expected: failed(10) },
  { fault: 'the last admin (3914)', effect: { code: 3914 }, expected: failed(3914) },
  { fault: 'an agency already (3989)', effect: { code: 3989 }, expected: failed(3989) },
  { fault: 'a code nobody knows', effect: { code: 987_654 }, expected: failed(987_654) },
  { fault: 'a bad token (190)', effect: { code: 190 }, expected: failed(190, 'stopped') },
  { fault: 'blocked (368)', effect: { code: 368 }, expected: failed(368, 'stopped') },
  ...inForm([2635], ENDS_A_STEP).map((code) => ({
    fault: `what ends its own step alone (${code})`,
    effect: { code },
    expected: failed(code),
  })),
  {
    fault: 'a redirect: somebody else answers',
    effect: { status: 307, body: 'html' },
    expected: () => ({ status: 'unknown', commits: 0, code: null, rest: 'stopped' }),
  },
  {
    fault: 'a limit of the account (80004), nobody says how long',
    effect: { code: 80004 },
    expected: limited(80004),
  },
  {
    fault: 'a limit of the account (80004) longer than the run may wait',
    effect: { code: 80004, headers: usage(19) },
    expected: limited(80004),
  },
  {
    fault: 'a limit of the account (80004) that is waited out',
    effect: { code: 80004, headers: usage(2) },
    expected: waitedOut(80004),
  },
  {
    fault: 'a limit of the account (80004) that is over in 0 minutes',
    effect: { code: 80004, headers: usage(0) },
    expected: waitedOut(80004),
  },
  ...inForm([4, 613], LIMITS_A_RUN).map((code) => ({
    fault: `a limit of the whole run (${code})`,
    effect: { code },
    expected: limited(code, 'limit'),
  })),
]

/** What anybody holds on an account, and who asks for it. */
const holdsOn = ({ assets }: World, id: string): unknown => {
  const asset = assets.get(id)
  if (asset === undefined) throw new Error(`no ${id}`)
  const { agencies, users, onBehalfOf } = asset
  return { agencies: [...agencies], users: [...users], onBehalfOf: [...onBehalfOf] }
}

/** Applies what is left; a client that was told to wait for an account reads it one plan later. */
const restOf = async (pipeline: Pipeline, manifest: Manifest): Promise<readonly string[]> => {
  pipeline.sandbox.setFaults([])
  for (const _ of [1, 2]) {
    const plan = await pipeline.plan(manifest)
    if (plan.complete && plan.steps.length === 0) return []
    await pipeline.apply(plan)
  }
  return (await pipeline.plan(manifest)).steps.map(({ address }) => address)
}

const exitOf = (status: StepResult['status']): number =>
  status === 'done' || status === 'waiting' ? 0 : 1

/** The account's holds before a scenario's write, and after it. */
const sidesOf = async ({ asset, manifest }: Scenario) => {
  const pipeline = await startPipeline({ world: world(asset) })
  try {
    const before = holdsOn(pipeline.sandbox.world(), 'act_1111')
    await pipeline.apply(await pipeline.plan(manifestOf(HEAD + manifest)))
    return [before, holdsOn(pipeline.sandbox.world(), 'act_1111')] as const
  } finally {
    await pipeline.close()
  }
}

describe.each(SCENARIOS)('$action alone', (scenario) => {
  const sides = sidesOf(scenario)
  const manifest = manifestOf(HEAD + scenario.manifest)
  const start = parseWorld(world(scenario.asset), SANDBOX_KINDS)
  it.each(FAULTS)('$fault', async ({ effect, expected }) => {
    const pipeline = await startPipeline({ world: start })
    try {
      const { action, method, path } = scenario
      const plan = await pipeline.plan(manifest)
      expect(plan.steps.map((step) => step.action)).toEqual([action])
      pipeline.sandbox.setFaults([{ match: { method, path }, times: 1, do: effect }])
      const report = await pipeline.apply(plan)
      const { status, why, commits, code } = expected(action)
      const [result] = report.results
      expect(result).toMatchObject({ status, ...(why === undefined ? {} : { why }) })
      if (code !== undefined) expect(result?.error?.code).toBe(code)
      expect(exitOfApply(report, plan, false)).toBe(exitOf(status))
      expect(report.retry_at === null).toBe(why !== 'limit')
      expect(pipeline.sandbox.commits).toHaveLength(commits)
      expect(holdsOn(pipeline.sandbox.world(), 'act_1111')).toEqual((await sides)[commits])
      expect(await restOf(pipeline, manifest)).toEqual([])
      expect(pipeline.sandbox.commits.length).toBeLessThanOrEqual(1)
    } finally {
      await pipeline.close()
    }
  })
})

/** The first write alone, then ten at once, then the rest: the fault hits one of the ten. */
const COUNT = 14
const HIT = 5

describe.each(BATCHED)('$action in a batch', (scenario) => {
  const fleet = fleetOf(scenario, COUNT)
  const manifest = manifestOf(fleet.manifest)
  const start = parseWorld(fleet.world, SANDBOX_KINDS)
  it.each(FAULTS)('$fault', async ({ effect, expected }) => {
    const pipeline = await startPipeline({ world: start })
    try {
      const { action, method, path } = scenario
      const plan = await pipeline.plan(manifest)
      expect(plan.steps).toHaveLength(COUNT)
      const hit = fleet.ids[HIT] ?? ''
      const match = { method, path: `/${hit}${path}` }
      const told = JSON.parse(JSON.stringify(effect).replaceAll('1111', hit.slice(4)))
      pipeline.sandbox.setFaults([{ match, times: 1, do: told }])
      const report = await pipeline.apply(plan)
      const { status, why, commits, code, rest } = expected(action)
      expect(report.results[HIT]).toMatchObject({ status, ...(why === undefined ? {} : { why }) })
      if (code !== undefined) expect(report.results[HIT]?.error?.code).toBe(code)
      const others = report.results.filter((_, place) => place !== HIT)
      const after = others.slice(10)
      expect(others.slice(0, 10).map((each) => each.status)).toEqual(Array(10).fill('done'))
      expect(after.map((each) => each.why ?? each.status)).toEqual(Array(3).fill(rest ?? 'done'))
      expect(exitOfApply(report, plan, false)).toBe(exitOf(status))
      const paths = pipeline.sandbox.commits.map((commit) => commit.path)
      expect(new Set(paths).size).toBe(paths.length)
      expect(paths.filter((each) => each.startsWith(`/${hit}/`))).toHaveLength(commits)
      expect(await restOf(pipeline, manifest)).toEqual([])
      expect(pipeline.sandbox.commits).toHaveLength(COUNT)
    } finally {
      await pipeline.close()
    }
  })
})
