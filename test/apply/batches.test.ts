import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseJournal } from '../../src/apply/journal/journal-entry.ts'
import type { Journal } from '../../src/apply/journal/journal-type.ts'
import type { GraphClient } from '../../src/graph/client.ts'
import { KINDS } from '../../src/model/kinds.ts'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { largeWorld } from '../../src/sandbox/world/large-world.ts'
import { KIM, LEE } from '../support/builders.ts'
import { manifestOf, type Pipeline, startPipeline } from '../support/pipeline.ts'
import { fleetOf, HEAD, OWN, SCENARIOS, type Scenario, world } from './scenarios.ts'

const scenarioOf = (action: string): Scenario => {
  const found = SCENARIOS.find((scenario) => scenario.action === action)
  if (found === undefined) throw new Error(`no scenario of ${action}`)
  return found
}

/** What went out together: the paths of each request, and what the journal was told before it. */
interface Sent {
  readonly batches: string[][]
  readonly appends: string[][]
}

const watch = (sent: Sent) => ({
  client: (client: GraphClient): GraphClient => ({
    ...client,
    write: (call) => {
      sent.batches.push([`${call.method} ${call.path}`])
      return client.write(call)
    },
    writeMany: (calls) => {
      sent.batches.push(calls.map(({ method, path }) => `${method} ${path}`))
      return client.writeMany(calls)
    },
  }),
  journal: (journal: Journal): Journal => ({
    ...journal,
    append: (...events) => {
      sent.appends.push(events.map(({ type }) => type))
      return journal.append(...events)
    },
  }),
})

/** The header of a refusal that says how long it lasts. */
const usage = (account: string, minutes: number) => ({
  'X-Business-Use-Case-Usage': JSON.stringify({
    [account]: [
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

interface Case {
  readonly world: Parameters<typeof startPipeline>[0]['world']
  readonly manifest: string
  readonly faults?: readonly Fault[]
  readonly sleeps?: boolean
}

/** Plans, applies, and tells how the writes went out. */
const applied = async <T>(
  { world: text, manifest, faults = [] }: Case,
  look: (found: { report: ApplyReport; sent: Sent; pipeline: Pipeline; http: number }) => T,
): Promise<T> => {
  const pipeline = await startPipeline({ world: text })
  try {
    const plan = await pipeline.plan(manifestOf(manifest))
    pipeline.sandbox.setFaults(faults)
    const sent: Sent = { batches: [], appends: [] }
    const before = pipeline.sandbox.counts.http
    const report = await pipeline.apply(plan, watch(sent))
    const http = pipeline.sandbox.counts.http - before
    return await look({ report, sent, pipeline, http })
  } finally {
    await pipeline.close()
  }
}

/** Two thousand assets of all kinds, on each of which one person is to be. */
const spread = (): Case => {
  const world = largeWorld({
    ...{ adAccounts: 800, pages: 500, pixels: 200, catalogs: 200 },
    ...{ instagramAccounts: 200, whatsappAccounts: 100 },
    ...{ people: 1, agencies: 0, usersPerAsset: 0 },
  })
  const [kim] = world.businesses.get('1001')?.users.keys() ?? []
  const sections = KINDS.map(({ name, section, tasks }) => {
    const ids = [...world.assets.values()].flatMap(({ id, kind }) => (kind === name ? [id] : []))
    const task = tasks.includes('ANALYZE') ? 'ANALYZE' : tasks.at(-1)
    return `${section}:\n${ids.map((id) => `  "${id}": { users: { kim: [${task}] } }\n`).join('')}`
  })
  const head = `version: 1\nbusiness: "1001"\npeople: { kim: "${kim}" }\n`
  return { world, manifest: `${head}${sections.join('')}` }
}

const sizesOf = ({ batches }: Sent): readonly number[] => batches.map(({ length }) => length)

describe('how many writes go out together', () => {
  it('500 assigns on 500 accounts take at most 30 HTTP requests, read-back included', async () => {
    await applied(fleetOf(scenarioOf('assign'), 500), ({ report, sent, pipeline, http }) => {
      expect(report.summary.done).toBe(500)
      expect(sizesOf(sent)).toEqual([1, 10, 25, ...Array(9).fill(50), 14])
      expect(http).toBe(26)
      expect(pipeline.sandbox.commits).toHaveLength(500)
    })
  })

  it('2,000 assigns on 2,000 assets of all kinds take at most 90, read-back included', async () => {
    await applied(spread(), ({ report, sent, pipeline, http }) => {
      expect(report.summary.done).toBe(2000)
      expect(sizesOf(sent)).toEqual([1, 10, 25, ...Array(39).fill(50), 14])
      expect(http).toBe(2 * 43)
      expect(pipeline.sandbox.commits).toHaveLength(2000)
      // Each intent and each outcome is written down all the same.
      expect(sent.appends.flat().filter((type) => type !== 'run')).toHaveLength(2 * 2000)
    })
  })

  it('the intents of a batch are synced at once before it, its outcomes at once after it', async () => {
    await applied(fleetOf(scenarioOf('grant'), 11), async ({ sent, pipeline }) => {
      expect(sent.appends.map((types) => `${types.length} ${types[0]}`)).toEqual([
        '1 run',
        '1 intent',
        '1 outcome',
        '10 intent',
        '10 outcome',
      ])
      const file = join(pipeline.dir, '1001', 'journal.ndjson')
      expect(parseJournal(await readFile(file, 'utf8'), file).problems).toEqual([])
    })
  })

  it.each([
    { fault: 'a permission error', effect: { code: 200 }, sizes: [1, 10, 1, 10, 3] },
    { fault: 'a limit of the account', effect: { code: 80004 }, sizes: [1, 10, 1, 10, 3] },
    { fault: 'a lost answer', effect: { drop: 'after' as const }, sizes: [1, 10, 1, 10, 3] },
    { fault: 'a wrong parameter', effect: { code: 100 }, sizes: [1, 10, 14] },
    { fault: 'a block', effect: { code: 368 }, sizes: [1, 10] },
    { fault: 'a limit of the app', effect: { code: 4 }, sizes: [1, 10] },
    { fault: 'a dead token', effect: { code: 190 }, sizes: [1, 10] },
  ])('$fault: $sizes', async ({ effect, sizes }) => {
    const fleet = fleetOf(scenarioOf('assign'), 25)
    const faults = [{ match: { path: '/act_1004/assigned_users$', method: 'POST' }, do: effect }]
    await applied({ ...fleet, faults }, ({ sent }) => expect(sizesOf(sent)).toEqual(sizes))
  })

  it.each(['request', 'withdraw', 'cancel', 'regrant'])('%s: one at a time', async (action) => {
    const numbered = scenarioOf(action)
    const fleet = fleetOf(numbered, 4)
    let number = 5500
    const text = fleet.world.replaceAll('"5501"', () => `"${++number}"`)
    await applied({ ...fleet, world: text }, ({ sent, report }) => {
      expect(sizesOf(sent)).toEqual([1, 1, 1, 1])
      expect(report.summary.done + report.summary.waiting).toBe(4)
    })
  })
})

describe('a batch that fails as a whole', () => {
  const match = { path: '^/$', method: 'POST' }
  it.each<[string, Fault['do'], { done: number; why?: string; commits: number }]>([
    ['lost after every write took effect', { drop: 'after' }, { done: 14, commits: 14 }],
    ['lost before any write took effect', { drop: 'before' }, { done: 14, commits: 14 }],
    ['a service that is down', { code: 2, is_transient: true }, { done: 14, commits: 14 }],
    ['a limit of the app', { code: 4 }, { done: 1, why: 'limit', commits: 1 }],
    ['a dead token', { code: 190 }, { done: 1, why: 'stopped', commits: 1 }],
    ['a block', { code: 368 }, { done: 1, why: 'stopped', commits: 1 }],
  ])('%s', async (_, effect, { done, why, commits }) => {
    const fleet = fleetOf(scenarioOf('assign'), 14)
    const faults = [{ match, times: 1, do: effect }]
    await applied({ ...fleet, faults }, async ({ report, pipeline }) => {
      expect(report.summary.done).toBe(done)
      expect(report.results.at(-1)?.why).toBe(why)
      const paths = pipeline.sandbox.commits.map((commit) => commit.path)
      expect(paths).toHaveLength(commits)
      expect(new Set(paths).size).toBe(commits)
    })
  })
})

describe('order', () => {
  const two = (asset: string): string =>
    world(asset).replace(
      'users: { "61550000000000009"',
      `users: { "${LEE}": { name: Lee, email: lee@northwind.example, role: EMPLOYEE }, "61550000000000009"`,
    )
  const people = HEAD.replace('people: {', `people: { lee: "${LEE}",`)

  it.each(['request', 'reverse'])(
    'an asset is written to by one call at a time (%s)',
    async (order) => {
      const both = `{ users: { kim: [ANALYZE], lee: [ANALYZE] }, agencies: { brightside: [ANALYZE] } }`
      const text = two(OWN('{ "3001": [ANALYZE] }', '')).replace(
        'modes: {',
        `modes: { batch_order: ${order},`,
      )
      const more = `  act_2222: ${OWN('{ "3001": [ANALYZE] }', '')}\n`
      const manifest = `${people}${both}\n  act_2222: ${both}\n`
      await applied({ world: text + more, manifest }, ({ sent, report, pipeline }) => {
        expect(report.summary.done).toBe(8)
        expect(sent.batches).toEqual([
          ['POST /act_1111/agencies'],
          ['POST /act_2222/agencies'],
          ['POST /act_1111/assigned_users', 'POST /act_2222/assigned_users'],
          ['POST /act_1111/assigned_users', 'POST /act_2222/assigned_users'],
          ['DELETE /act_1111/agencies', 'DELETE /act_2222/agencies'],
        ])
        const writes = pipeline.sandbox.requests.filter(({ method }) => method !== 'GET')
        expect(writes).toHaveLength(8)
      })
    },
  )

  it('no class begins before the one before it has its answers', async () => {
    const fleet = fleetOf(scenarioOf('grant'), 12)
    const gone = fleetOf(scenarioOf('unassign'), 1)
    const text =
      fleet.world +
      gone.world.slice(gone.world.indexOf('  act_1001')).replaceAll('act_1001', 'act_5001')
    const manifest = `${fleet.manifest}  act_5001: { users: {} }\n`
    await applied({ world: text, manifest }, ({ sent }) => {
      expect(sizesOf(sent)).toEqual([1, 10, 1, 1])
      expect(sent.batches.at(-1)).toEqual(['DELETE /act_5001/assigned_users'])
    })
  })
})

describe('what is left over', () => {
  it.each([
    { fault: {}, third: 'done', fourth: 'done', sizes: [1, 4, 1] },
    { fault: { code: 100 }, third: 'failed', fourth: 'needs', sizes: [1, 4] },
  ])('a step is never beside one that it needs, which is $third', async (row) => {
    const fleet = fleetOf(scenarioOf('assign'), 6)
    const pipeline = await startPipeline({ world: fleet.world })
    try {
      const plan = await pipeline.plan(manifestOf(fleet.manifest))
      const needs = [plan.steps[2]?.address ?? '']
      const steps = plan.steps.map((step, place) => (place === 3 ? { ...step, needs } : step))
      const match = { path: '/act_1003/assigned_users$', method: 'POST' }
      pipeline.sandbox.setFaults([{ match, do: row.fault }])
      const sent: Sent = { batches: [], appends: [] }
      const report = await pipeline.apply({ ...plan, steps }, watch(sent))
      const ends = report.results.map(({ status, why }) => why ?? status)
      expect(ends).toEqual(['done', 'done', row.third, row.fourth, 'done', 'done'])
      expect(sizesOf(sent)).toEqual(row.sizes)
    } finally {
      await pipeline.close()
    }
  })

  it('a write that was lost and may not be sent again is unknown, not skipped', async () => {
    const fleet = fleetOf(scenarioOf('assign'), 14)
    const faults: readonly Fault[] = [
      { match: { path: '/act_1003/assigned_users$', method: 'POST' }, do: { drop: 'before' } },
      { match: { path: '/act_1004/assigned_users$', method: 'POST' }, do: { code: 368 } },
    ]
    await applied({ ...fleet, faults }, ({ report, sent }) => {
      expect(sizesOf(sent)).toEqual([1, 10])
      expect(report.summary).toMatchObject({ done: 9, failed: 1, unknown: 1, skipped: 3 })
      expect(report.results[2]).toMatchObject({ status: 'unknown' })
      expect(report.problems.map(({ code }) => code)).toContain('step_unknown')
    })
  })
})

describe('what a limit holds', () => {
  it('one account waits while the others go on, and then goes on itself', async () => {
    const fleet = fleetOf(scenarioOf('assign'), 14)
    const match = { path: '/act_1003/assigned_users$', method: 'POST' }
    const faults = [{ match, times: 1, do: { code: 80004, headers: usage('1003', 2) } }]
    await applied({ ...fleet, faults }, ({ sent, report }) => {
      expect(report.summary.done).toBe(14)
      expect(sent.batches.at(-1)).toEqual(['POST /act_1003/assigned_users'])
      expect(report.retry_at).toBeNull()
    })
  })

  it('holds the account’s later steps, and says until when', async () => {
    const fleet = fleetOf(
      {
        ...scenarioOf('assign'),
        manifest: '{ users: { kim: [ANALYZE] }, agencies: {} }',
        asset: OWN('{ "2002": [ANALYZE] }', ''),
      },
      3,
    )
    const match = { path: '/act_1002/assigned_users$', method: 'POST' }
    const faults = [{ match, do: { code: 80004, headers: usage('1002', 19) } }]
    await applied({ ...fleet, faults }, ({ report }) => {
      const held = report.results.filter(({ address }) => address.startsWith('act_1002/'))
      expect(held.map(({ action, status, why }) => [action, status, why])).toEqual([
        ['assign', 'skipped', 'limit'],
        ['revoke', 'skipped', 'limit'],
      ])
      expect(report.summary).toMatchObject({ done: 4, skipped: 2 })
      expect(report.retry_at).toBe('2026-11-22T09:19:00.000Z')
    })
  })
})

describe('a limit of the whole run', () => {
  it('is waited out before anything else is sent', async () => {
    const fleet = fleetOf(scenarioOf('assign'), 14)
    const log: string[] = []
    const sleep = async (ms: number): Promise<void> => {
      log.push(`${ms / 60_000} min`)
    }
    const pipeline = await startPipeline({ world: fleet.world, client: { sleep } })
    try {
      const plan = await pipeline.plan(manifestOf(fleet.manifest))
      const match = { path: '/act_1004/assigned_users$', method: 'POST' }
      const headers = usage('1', 2)
      pipeline.sandbox.setFaults([{ match, times: 1, do: { code: 4, headers } }])
      const sent: Sent = { batches: [], appends: [] }
      const { client } = watch(sent)
      const report = await pipeline.apply(plan, {
        client,
        onEvent: ({ type }) => {
          if (type === 'sending') log.push('send')
        },
      })
      expect(report.summary.done).toBe(14)
      expect(sizesOf(sent)).toEqual([1, 10, 1, 3])
      expect(log.filter((line) => line !== '0 min')).toEqual([
        ...Array(11).fill('send'),
        '2 min',
        ...Array(4).fill('send'),
      ])
    } finally {
      await pipeline.close()
    }
  })

  it('of several limits the last one ends the wait', async () => {
    const fleet = fleetOf(scenarioOf('assign'), 3)
    const faults = [19, 17].map((minutes, place) => ({
      match: { path: `/act_100${place + 1}/assigned_users$`, method: 'POST' },
      do: { code: 80004, headers: usage(`100${place + 1}`, minutes) },
    }))
    await applied({ ...fleet, faults }, ({ report }) => {
      expect(report.retry_at).toBe('2026-11-22T09:19:00.000Z')
    })
  })
})

describe('an interrupt', () => {
  it('sees what is in flight to its end, and skips the rest', async () => {
    const fleet = fleetOf(scenarioOf('assign'), 40)
    const pipeline = await startPipeline({ world: fleet.world })
    try {
      const plan = await pipeline.plan(manifestOf(fleet.manifest))
      const abort = new AbortController()
      const report = await pipeline.apply(plan, {
        signal: abort.signal,
        onEvent: ({ type, index }) => {
          if (type === 'sending' && index === 4) abort.abort()
        },
      })
      expect(report).toMatchObject({ interrupted: true, summary: { done: 11, skipped: 29 } })
      expect(new Set(report.results.slice(11).map(({ why }) => why))).toEqual(new Set(['stopped']))
      const file = join(pipeline.dir, '1001', 'journal.ndjson')
      const { value } = parseJournal(await readFile(file, 'utf8'), file)
      const count = (type: string): number =>
        (value ?? []).filter((one) => one.type === type).length
      expect([count('intent'), count('outcome')]).toEqual([11, 11])
    } finally {
      await pipeline.close()
    }
  })

  it('ends a wait for a limit at once', async () => {
    const fleet = fleetOf(scenarioOf('assign'), 3)
    const abort = new AbortController()
    const client = { sleep: () => new Promise<void>(() => abort.abort()) }
    const pipeline = await startPipeline({ world: fleet.world, client })
    try {
      const plan = await pipeline.plan(manifestOf(fleet.manifest))
      const headers = usage('1001', 2)
      const match = { path: '/act_1001/assigned_users$', method: 'POST' }
      pipeline.sandbox.setFaults([{ match, do: { code: 80004, headers } }])
      const report = await pipeline.apply(plan, { signal: abort.signal })
      expect(report.results.map(({ status, why }) => why ?? status)).toEqual([
        'stopped',
        'done',
        'done',
      ])
      expect(report.interrupted).toBe(true)
    } finally {
      await pipeline.close()
    }
  })
})

describe('a write that needs another token', () => {
  it('is sent alone where the token of its Page is refused', async () => {
    const pages = Array.from({ length: 12 }, (_, place) => `${7001 + place}`)
    const text = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, pages_show_list, pages_manage_metadata] }
modes: { unpacking: none }
businesses:
  "1001":
    name: Northwind
    users: { "${KIM}": { name: Kim, email: kim@northwind.example, role: EMPLOYEE } }
    system_users: { "61550000000000001": { name: Automation, role: ADMIN } }
pages:
${pages.map((id) => `  "${id}": { name: Page, owner: "1001", users: { "61550000000000001": [MANAGE] } }\n`).join('')}`
    const manifest = `version: 1
business: "1001"
people: { kim: "${KIM}" }
pages:
${pages.map((id) => `  "${id}": { users: { kim: [ANALYZE] } }\n`).join('')}`
    const match = { method: 'POST', path: '/700[45]/assigned_users$', tokenKind: 'page' } as const
    const faults = [{ match, times: 2, do: { code: 200 } }]
    await applied({ world: text, manifest, faults }, (found) => {
      expect(sizesOf(found.sent)).toEqual([1, 10, 1, 1, 1])
      expect(found.report.summary).toMatchObject({ done: 12 })
      expect(found.pipeline.sandbox.commits).toHaveLength(12)
    })
  })
})
