import { describe, expect, it } from 'vitest'
import { readMemory } from '../../src/apply/journal/journal-reading.ts'
import type { GraphClient } from '../../src/graph/client.ts'
import type { StepResult } from '../../src/model/reports/apply-report.ts'
import { makePlan } from '../../src/plan/make-plan.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import {
  manifestOf,
  type Pipeline,
  type PlanOptions,
  planInputOf,
  startPipeline,
} from '../support/pipeline.ts'
import { fleetOf, HEAD, OWN, SCENARIOS, world } from './scenarios.ts'

const withWorld = async (
  text: string,
  check: (pipeline: Pipeline) => Promise<void>,
  client: NonNullable<Parameters<typeof startPipeline>[0]['client']> = {},
): Promise<void> => {
  const pipeline = await startPipeline({ world: text, client })
  try {
    await check(pipeline)
  } finally {
    await pipeline.close()
  }
}

const ASSIGN = SCENARIOS.find(({ action }) => action === 'assign') ?? SCENARIOS[0]
const fleet = ASSIGN === undefined ? null : fleetOf(ASSIGN, 14)
if (fleet === null) throw new Error('no scenario')

describe('a read-back that cannot go on', () => {
  it.each([
    { code: 190, why: 'stopped', retries: false },
    { code: 4, why: 'limit', retries: true },
  ])('$code: what was sent is unknown, the rest is skipped', async ({ code, why, retries }) => {
    await withWorld(fleet.world, async (pipeline) => {
      const plan = await pipeline.plan(manifestOf(fleet.manifest))
      pipeline.sandbox.setFaults([{ match: { method: 'GET' }, skip: 1, do: { code } }])
      const report = await pipeline.apply(plan)
      expect(report.summary).toMatchObject({ done: 1, unknown: 10, skipped: 3 })
      expect(new Set(report.results.slice(11).map((result) => result.why))).toEqual(new Set([why]))
      expect(report.retry_at !== null).toBe(retries)
      expect(pipeline.sandbox.commits).toHaveLength(11)
      pipeline.sandbox.setFaults([])
      const next = await pipeline.apply(await pipeline.plan(manifestOf(fleet.manifest)))
      expect(next.summary.done).toBe(3)
    })
  })

  it('an answer that comes too late is found by looking again', async () => {
    const client = { timeoutMs: 1000 }
    await withWorld(
      world(OWN('{}', '')),
      async (pipeline) => {
        const plan = await pipeline.plan(manifestOf(`${HEAD}{ users: { kim: [ANALYZE] } }`))
        pipeline.sandbox.setFaults([{ match: { method: 'POST' }, do: { delay_ms: 1500 } }])
        const sleep = () => new Promise<void>((resolve) => setTimeout(resolve, 1000))
        const report = await pipeline.apply(plan, { sleep })
        expect(report.summary.done).toBe(1)
        expect(pipeline.sandbox.commits).toHaveLength(1)
      },
      client,
    )
  })
})

describe('a lost write', () => {
  const lost: Fault = { match: { method: 'POST' }, times: 1, do: { drop: 'before' } }
  const unread = (skip: number, times: number): Fault => ({
    match: { method: 'GET', path: '/assigned_users$' },
    skip,
    times,
    do: { code: 100 },
  })

  it.each<[string, readonly Fault[], string]>([
    ['is sent again after the last two reads show before', [unread(0, 2)], 'done'],
    ['is not after one read that shows before', [unread(0, 3)], 'unknown'],
    ['is not after a last read that failed', [unread(3, 1)], 'unknown'],
    ['is not where nothing can be read', [unread(0, 4)], 'unknown'],
  ])('%s', async (_, faults, status) => {
    await withWorld(world(OWN('{}', '')), async (pipeline) => {
      const plan = await pipeline.plan(manifestOf(`${HEAD}{ users: { kim: [ANALYZE] } }`))
      pipeline.sandbox.setFaults([lost, ...faults])
      const report = await pipeline.apply(plan)
      expect(report.results).toMatchObject([{ status }])
      expect(pipeline.sandbox.commits).toHaveLength(status === 'done' ? 1 : 0)
    })
  })

  it('is sent again only once', async () => {
    await withWorld(world(OWN('{}', '')), async (pipeline) => {
      const plan = await pipeline.plan(manifestOf(`${HEAD}{ users: { kim: [ANALYZE] } }`))
      pipeline.sandbox.setFaults([{ match: { method: 'POST' }, do: { drop: 'before' } }])
      const report = await pipeline.apply(plan)
      expect(report.results).toMatchObject([{ status: 'unknown' }])
      expect(pipeline.sandbox.counts.writes).toBe(2)
    })
  })
})

describe('a replacement with a gap', () => {
  const text = world(OWN('{ "2002": [ANALYZE] }', ''))
  const manifest = `${HEAD}{ agencies: { brightside: [ADVERTISE, ANALYZE] } }`
  const address = 'act_1111/agencies/2002'
  const options: PlanOptions = { replace: [address], allowRevocations: 1 }
  const on = (method: 'POST' | 'DELETE', effect: Fault['do']): readonly Fault[] => [
    { match: { method, path: '/agencies$' }, times: 1, do: effect },
  ]

  it.each<[string, readonly Fault[], string, readonly string[]]>([
    ['takes away and gives back', [], 'done', ['DELETE', 'POST']],
    ['refused at once', on('DELETE', { code: 100 }), 'failed', []],
    ['refused half-way', on('POST', { code: 100 }), 'failed', ['DELETE']],
    ['limited half-way', on('POST', { code: 80004 }), 'failed', ['DELETE']],
    ['stopped half-way', on('POST', { code: 368 }), 'failed', ['DELETE']],
    ['lost at once', on('DELETE', { drop: 'before' }), 'unknown', []],
    ['lost after the first half', on('DELETE', { drop: 'after' }), 'unknown', ['DELETE']],
    ['lost half-way', on('POST', { drop: 'before' }), 'unknown', ['DELETE']],
    ['lost in the end', on('POST', { drop: 'after' }), 'done', ['DELETE', 'POST']],
  ])('%s', async (_, faults, status, methods) => {
    await withWorld(text, async (pipeline) => {
      const plan = await pipeline.plan(manifestOf(manifest), options)
      expect(plan.steps).toMatchObject([{ action: 'regrant', gap: true, address }])
      pipeline.sandbox.setFaults(faults)
      const report = await pipeline.apply(plan)
      expect(report.results).toMatchObject([{ status }])
      expect(pipeline.sandbox.commits.map(({ method }) => method)).toEqual(methods)
      if (methods.length === 1) {
        pipeline.sandbox.setFaults([])
        const next = await pipeline.plan(manifestOf(manifest))
        expect(next.steps).toMatchObject([{ action: 'grant', address }])
        expect((await pipeline.apply(next)).summary.done).toBe(1)
      }
    })
  })
})

describe('a difference that survives our own write', () => {
  const manifest = manifestOf(`${HEAD}{ agencies: { brightside: [ADVERTISE, ANALYZE] } }`)
  it.each([
    { mode: 'ignore', status: 'unknown' },
    { mode: 'refuse', status: 'failed' },
  ])('is for a person to solve (the API: $mode)', async ({ mode, status }) => {
    const text = world(OWN('{ "2002": [ANALYZE] }', '')).replace(
      'agency_update: replace',
      `agency_update: ${mode}`,
    )
    await withWorld(text, async (pipeline) => {
      const report = await pipeline.apply(await pipeline.plan(manifest))
      expect(report.results).toMatchObject([{ action: 'regrant', status }])
      const sent = pipeline.sandbox.counts.writes
      const next = await pipeline.plan(manifest)
      expect(next.steps).toEqual([])
      expect(next.manual).toMatchObject([{ reason: 'api_keeps_tasks' }])
      expect(pipeline.sandbox.counts.writes).toBe(sent)
    })
  })
})

describe('a write that the API accepts without effect', () => {
  const SILENT = SCENARIOS.filter(({ action }) => !['request', 'grant'].includes(action))
  /** Says yes to everything, and does nothing. */
  const silent = (client: GraphClient): GraphClient => {
    const yes = { success: true, requiresAdminApproval: false, accessStatus: null }
    return {
      ...client,
      write: async () => yes,
      writeMany: async (calls) => calls.map(() => yes),
    }
  }

  it.each(SILENT)('$action is by hand after the first try, until --resend', async (scenario) => {
    await withWorld(world(scenario.asset), async (pipeline) => {
      const manifest = manifestOf(`${HEAD}${scenario.manifest}`)
      const first = await pipeline.apply(await pipeline.plan(manifest), { client: silent })
      expect(first.results).toMatchObject([{ action: scenario.action, status: 'unknown' }])
      const next = await pipeline.plan(manifest)
      expect(next.steps).toEqual([])
      expect(next.manual).toMatchObject([{ reason: 'api_keeps_tasks' }])
      const [{ address }] = first.results as readonly [StepResult]
      expect(next.manual[0]?.what).toContain(`--resend ${address} tries once more`)
      const again = await pipeline.plan(manifest, { resend: [address] })
      expect(again.steps).toMatchObject([{ action: scenario.action, address }])
      expect(again.problems).toEqual([])
      expect((await pipeline.apply(again)).summary.done).toBe(1)
      expect((await pipeline.plan(manifest)).manual).toEqual([])
    })
  })

  it('is tried anew where live shows something else, and --resend is a mistake where nothing is kept', async () => {
    await withWorld(world(OWN('{}', '"61550000000000009": [ANALYZE]')), async (pipeline) => {
      const manifest = manifestOf(`${HEAD}{ users: {} }`)
      await pipeline.apply(await pipeline.plan(manifest), { client: silent })
      const { live } = pipeline.last()
      const relations = live.relations.map((row) =>
        row.subject.endsWith('9') ? { ...row, tasks: ['ADVERTISE', 'ANALYZE'] } : row,
      )
      const { memory } = await readMemory({ dir: pipeline.dir, business: '1001' })
      const input = planInputOf(manifest, { live: { ...live, relations }, memory }, {})
      expect(makePlan(input).steps).toMatchObject([{ action: 'unassign' }])
      const plan = await pipeline.plan(manifest, { resend: ['act_1111/users/1'] })
      expect(plan.problems.map(({ code }) => code)).toEqual(['resend_not_applicable'])
    })
  })
})

describe('a lost grant that an admin must approve', () => {
  it('waits as soon as live shows that it does, and is not sent again', async () => {
    const text = world(OWN('{}', '').replace('{ name', '{ approval: true, name'))
    const manifest = manifestOf(`${HEAD}{ agencies: { brightside: [ANALYZE] } }`)
    await withWorld(text, async (pipeline) => {
      const plan = await pipeline.plan(manifest)
      pipeline.sandbox.setFaults([{ match: { method: 'POST' }, times: 1, do: { drop: 'after' } }])
      const report = await pipeline.apply(plan)
      expect(report.results).toMatchObject([{ status: 'waiting' }])
      expect(pipeline.sandbox.commits).toHaveLength(1)
      expect((await pipeline.plan(manifest)).steps).toEqual([])
    })
  })
})
