import { describe, expect, it } from 'vitest'
import type { Pipeline } from '../support/pipeline.ts'
import { manifestOf, NOW, startPipeline } from '../support/pipeline.ts'

const MANAGES = '[MANAGE, ADVERTISE, ANALYZE]'

/** Lee and Kim manage our account, Max looks on; a client's account, and the accounts of others. */
const WORLD = `version: 1
token: { business: "1001", user: "21", scopes: [business_management, ads_management] }
modes: { unpacking: none, agency_update: replace }
businesses:
  "1001":
    name: Northwind
    users:
      "32": { name: Lee, email: lee@northwind.example }
      "33": { name: Kim, email: kim@northwind.example }
      "34": { name: Max, email: max@northwind.example }
    system_users: { "21": { name: Automation, role: ADMIN } }
  "2003": { name: Oldmill }
  "3001": { name: Client }
ad_accounts:
  act_1111:
    name: EU
    owner: "1001"
    agencies: { "2003": [ANALYZE] }
    users: { "21": ${MANAGES}, "32": ${MANAGES}, "33": ${MANAGES}, "34": [ANALYZE] }
  act_2222: { name: US, owner: "1001", users: { "21": ${MANAGES}, "32": ${MANAGES}, "33": ${MANAGES} } }
  act_7777: { name: Given, owner: "3001", agencies: { "1001": [ANALYZE] } }
`

const HEAD = `version: 1
business: "1001"
people: { lee: "32", kim: "33", max: "34" }
policy: { keep_managers: 1 }
`
const KEEPS_LEE = manifestOf(`${HEAD}ad_accounts: { act_1111: { users: { lee: [MANAGE] } } }\n`)
const NO_AGENCY = manifestOf(`${HEAD}ad_accounts: { act_1111: { agencies: {} } }\n`)
const GIVEN_UP = manifestOf(`${HEAD}ad_accounts: { act_7777: { request: [] } }\n`)

const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000)
const OLD = { readAt: new Date(NOW.getTime() - 60_001) }

/** Somebody clicks in the browser, with all the rights of the business. */
const click = async (
  { sandbox }: Pipeline,
  method: string,
  path: string,
  params: Readonly<Record<string, string>>,
): Promise<void> => {
  const query = new URLSearchParams({ ...params, access_token: sandbox.token })
  const answer = await fetch(`${sandbox.url}/v26.0/${path}?${query}`, { method })
  expect(await answer.json()).toMatchObject({ success: true })
}
const takesLeeOff = (pipeline: Pipeline): Promise<void> =>
  click(pipeline, 'DELETE', 'act_1111/assigned_users', { user: '32' })

const withPipeline = async (
  check: (pipeline: Pipeline) => Promise<void>,
  client: NonNullable<Parameters<typeof startPipeline>[0]['client']> = {},
): Promise<void> => {
  const pipeline = await startPipeline({ world: WORLD, client })
  try {
    await check(pipeline)
  } finally {
    await pipeline.close()
  }
}

const endsOf = ({ results }: Awaited<ReturnType<Pipeline['apply']>>): readonly string[] =>
  results.map(({ action, address, status, why }) =>
    [action, address.split('/').at(-1), status, why].join(' ').trim(),
  )

describe('the last manager is not taken when a colleague took the other meanwhile', () => {
  const KEPT = ['unassign 33 skipped rail', 'unassign 34 done']

  it.each([
    ['after a question, however soon it was answered', { readAt: null }],
    ['after more than a minute', OLD],
    ['where the clock went back', { readAt: minutes(1) }],
  ])('%s', async (_, read) => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(KEEPS_LEE)
      await takesLeeOff(pipeline)
      const report = await pipeline.apply(plan, read)
      expect(endsOf(report)).toEqual(KEPT)
      expect(report.problems.map(({ message }) => message)).toEqual([
        'unassign act_1111/users/33 was not sent: policy.keep_managers',
      ])
    })
  })

  it('and within a minute nothing more is read than it was', async () => {
    const httpAt = async (age: number): Promise<number> => {
      let http = 0
      await withPipeline(async (pipeline) => {
        const plan = await pipeline.plan(KEEPS_LEE)
        const before = pipeline.sandbox.counts.http
        await pipeline.apply(plan, { readAt: new Date(NOW.getTime() - age) })
        http = pipeline.sandbox.counts.http - before
      })
      return http
    }
    // Two steps on one account: a write and a read-back each.
    expect(await httpAt(60_000)).toBe(4)
    expect(await httpAt(60_001)).toBeGreaterThan(4)
  })

  it('after the wait for a limit', async () => {
    let waits = 0
    await withPipeline(
      async (pipeline) => {
        const plan = await pipeline.plan(KEEPS_LEE)
        pipeline.sandbox.setFaults([{ match: { method: 'DELETE' }, times: 1, do: { code: 80004 } }])
        onWait = () => takesLeeOff(pipeline)
        const report = await pipeline.apply(plan)
        expect(waits).toBe(1)
        expect(endsOf(report)).toEqual(['unassign 33 skipped rail', 'unassign 34 done'])
      },
      {
        maxWaitMs: 7_200_000,
        sleep: async () => {
          waits += 1
          if (waits === 1) await onWait()
        },
      },
    )
  })
  let onWait: () => Promise<void> = async () => {}

  it('on another account, after the wait for a limit of the whole run', async () => {
    const both = manifestOf(`${HEAD}ad_accounts:
  act_1111: { users: { lee: [MANAGE], kim: [MANAGE] } }
  act_2222: { users: { lee: [MANAGE] } }
`)
    let waits = 0
    await withPipeline(
      async (pipeline) => {
        const plan = await pipeline.plan(both)
        pipeline.sandbox.setFaults([{ match: { method: 'DELETE' }, times: 1, do: { code: 4 } }])
        onWait = () => click(pipeline, 'DELETE', 'act_2222/assigned_users', { user: '32' })
        const report = await pipeline.apply(plan)
        expect(endsOf(report)).toEqual(['unassign 34 done', 'unassign 33 skipped rail'])
      },
      {
        maxWaitMs: 7_200_000,
        sleep: async () => {
          waits += 1
          if (waits === 1) await onWait()
        },
      },
    )
  })

  it('before a lost write is sent a second time', async () => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(KEEPS_LEE)
      pipeline.sandbox.setFaults([
        { match: { method: 'DELETE', param: 'user=33' }, times: 1, do: { drop: 'before' } },
      ])
      let naps = 0
      const report = await pipeline.apply(plan, {
        sleep: async () => {
          naps += 1
          if (naps === 3) await takesLeeOff(pipeline)
        },
      })
      // It may have been sent: what is told is that nobody knows, and it is not sent again.
      expect(endsOf(report)[0]).toMatch(/^unassign 33 unknown/)
      const deleted = pipeline.sandbox.commits.filter(({ method }) => method === 'DELETE')
      expect(deleted).toHaveLength(2)
    })
  })
})

describe('a step that live has left behind since it was read', () => {
  it('is done without a call where somebody did it', async () => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(NO_AGENCY)
      await click(pipeline, 'DELETE', 'act_1111/agencies', { business: '2003' })
      const report = await pipeline.apply(plan, OLD)
      expect(endsOf(report)).toEqual(['revoke 2003 done'])
      expect(pipeline.sandbox.commits).toHaveLength(1)
    })
  })

  it('is not sent where somebody changed it', async () => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(KEEPS_LEE)
      const tasks = '["ADVERTISE","ANALYZE"]'
      await click(pipeline, 'POST', 'act_1111/assigned_users', { user: '34', tasks })
      const report = await pipeline.apply(plan, OLD)
      expect(endsOf(report)).toEqual(['unassign 33 done', 'unassign 34 skipped rail'])
      expect(report.problems[0]?.message).toContain('the live state is neither what it was')
    })
  })

  it('is not sent where it could not be read again', async () => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(NO_AGENCY)
      const refused = { do: { code: 200 } } as const
      pipeline.sandbox.setFaults([
        { match: { method: 'GET', path: '/agencies$' }, do: refused.do },
        { match: { method: 'GET', param: 'fields=.*agencies' }, do: refused.do },
      ])
      const report = await pipeline.apply(plan, OLD)
      expect(endsOf(report)).toEqual(['revoke 2003 skipped rail'])
      expect(report.problems[0]?.message).toContain('live could not be read')
      expect(pipeline.sandbox.commits).toEqual([])
    })
  })

  it('is not sent where reading takes longer than a minute', async () => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(NO_AGENCY)
      let looks = 0
      const now = (): Date => minutes(2 * looks++)
      const report = await pipeline.apply(plan, { now, readAt: null })
      expect(endsOf(report)).toEqual(['revoke 2003 skipped rail'])
      expect(report.problems[0]?.message).toContain('could not be read again within a minute')
    })
  })

  it('gives nothing up that became ours', async () => {
    await withPipeline(async (pipeline) => {
      const plan = await pipeline.plan(GIVEN_UP)
      expect(plan.steps).toMatchObject([{ action: 'withdraw' }])
      const owned = await startPipeline({
        world: WORLD.replace('owner: "3001", agencies: { "1001": [ANALYZE] }', 'owner: "1001"'),
      })
      try {
        const report = await pipeline.apply(plan, { ...OLD, client: () => owned.client })
        expect(endsOf(report)).toEqual(['withdraw request skipped rail'])
        expect(report.problems[0]?.message).toContain('act_7777 was read as our own')
        expect(owned.sandbox.commits).toEqual([])
      } finally {
        await owned.close()
      }
    })
  })
})

describe('nothing is read again', () => {
  it('for what only gives', async () => {
    await withPipeline(async (pipeline) => {
      const more = `${HEAD}ad_accounts: { act_1111: { mode: additive, users: { max: [MANAGE] } } }\n`
      const plan = await pipeline.plan(manifestOf(more))
      const report = await pipeline.apply(plan, { readAt: null })
      expect(report.summary.done).toBe(1)
      // The write, and one read-back.
      expect(report.calls.http - pipeline.last().live.calls.http).toBe(2)
    })
  })
})
