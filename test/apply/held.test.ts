import { describe, expect, it } from 'vitest'
import { manifestOf, NOW, startPipeline } from '../support/pipeline.ts'
import { HEAD, OWN, world } from './scenarios.ts'

describe('what a failure holds', () => {
  const two = (first: string): string => `${HEAD}{ users: { kim: [ANALYZE] } }
  act_2222: ${first}
`
  const worldOfTwo = `${world(OWN('{}', ''))}  act_2222: ${OWN('{}', '')}\n`

  it.each([
    { code: 190, message: 'Invalid OAuth access token', stops: true },
    { code: 368, message: 'The action attempted has been deemed abusive', stops: true },
    { code: 200, message: '(#200) API access blocked.', stops: true },
    { code: 100, message: 'Invalid parameter', stops: false },
    { code: 200, message: 'Permissions error', stops: false },
    { code: 190, message: 'This method must be called with a Page Access Token', stops: false },
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

  it('a blocked app that only a read shows lets no write out, and is said once', async () => {
    const pipeline = await startPipeline({ world: worldOfTwo })
    try {
      const blocked = { code: 200, message: '(#200) API access blocked.' }
      pipeline.sandbox.setFaults([{ match: { method: 'GET', path: '^/me$' }, do: blocked }])
      const text = two('{ users: { kim: [ANALYZE] } }')
      const additive = text.replaceAll('{ users', '{ mode: additive, users')
      const plan = await pipeline.plan(manifestOf(additive))
      // The assets were read all the same.
      expect(plan.steps).toHaveLength(2)
      expect(plan.problems.map(({ code }) => code)).toEqual(['self_unknown'])
      const { results, calls, problems } = await pipeline.apply(plan)
      expect(results.map(({ status, why }) => why ?? status)).toEqual(['failed', 'stopped'])
      expect(problems.filter(({ code }) => code === 'run_stopped')).toHaveLength(1)
      expect(calls.write).toBe(0)
      expect(pipeline.sandbox.commits).toEqual([])
    } finally {
      await pipeline.close()
    }
  })

  it('a limit that is over in 0 minutes, time and again, is tried until the wait is used up', async () => {
    const slept: number[] = []
    const sleep = async (ms: number) => void slept.push(ms)
    const pipeline = await startPipeline({ world: worldOfTwo, client: { sleep } })
    try {
      const plan = await pipeline.plan(manifestOf(two('{ users: { kim: [ANALYZE] } }')))
      const usage = JSON.stringify({ '1111': [{ estimated_time_to_regain_access: 0 }] })
      pipeline.sandbox.setFaults([
        {
          match: { method: 'POST', path: 'act_1111/assigned_users' },
          do: { code: 80004, headers: { 'X-Business-Use-Case-Usage': usage } },
        },
      ])
      const report = await pipeline.apply(plan, { now: () => NOW })
      expect(report.results.map(({ status, why }) => [status, why])).toEqual([
        ['skipped', 'limit'],
        ['done', undefined],
      ])
      expect(slept.filter((ms) => ms >= 15_000)).toEqual([15_000, 30_000, 60_000, 120_000])
      expect(report.retry_at).toBe('2026-11-22T09:04:00.000Z')
    } finally {
      await pipeline.close()
    }
  })

  it('the refused token of one Page ends what is done on that Page', async () => {
    const world = `${worldOfTwo}pages:
  "3333": { name: Shop, owner: "1001", users: { "61550000000000001": [MANAGE] } }
`
    const pipeline = await startPipeline({
      world: world.replace(
        'ads_management]',
        'ads_management, pages_show_list, pages_manage_metadata]',
      ),
    })
    try {
      const text = `${two('{ mode: additive, users: { kim: [ANALYZE] } }')}pages:
  "3333": { agencies: { brightside: [ANALYZE] } }
`
      const plan = await pipeline.plan(manifestOf(text))
      expect(plan.steps[0]?.action).toBe('grant')
      pipeline.sandbox.setFaults([
        { match: { method: 'POST', tokenKind: 'page' }, do: { code: 190, subcode: 460 } },
      ])
      const { results, problems } = await pipeline.apply(plan)
      expect(results.map(({ status }) => status)).toEqual(['failed', 'done', 'done'])
      expect(results[0]?.error?.message).toMatch(/^the asset's own token was refused: /)
      expect(problems.map(({ code }) => code)).toEqual(['step_failed'])
      expect(problems[0]?.message).toContain("assign the token's own user to the asset")
    } finally {
      await pipeline.close()
    }
  })

  it('what a write was told for people is shown, with one advice', async () => {
    const pipeline = await startPipeline({ world: worldOfTwo })
    try {
      const plan = await pipeline.plan(manifestOf(two('{ users: { kim: [ANALYZE] } }')))
      const told = { error_user_title: 'Two factors', error_user_msg: 'Set it up.' }
      pipeline.sandbox.setFaults([
        {
          match: { method: 'POST', path: 'act_1111/assigned_users' },
          do: { code: 415, subcode: 2859009, message: 'Two factor authentication', ...told },
        },
      ])
      const { results, problems } = await pipeline.apply(plan)
      expect(results.map(({ status }) => status)).toEqual(['failed', 'done'])
      expect(results[0]?.error?.message).toBe('Two factor authentication (Two factors: Set it up.)')
      expect(problems.map(({ code: each }) => each)).toEqual(['step_failed'])
      expect(problems[0]?.message).not.toMatch(/again/)
      expect(problems[0]?.message).toMatch(/retrying does not help$/)
    } finally {
      await pipeline.close()
    }
  })
})
