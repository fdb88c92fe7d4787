import { afterEach, describe, expect, it } from 'vitest'
import type { GraphEvent } from '../../src/graph/graph-event.ts'
import { manifestOf, NOW, type Pipeline, startPipeline } from '../support/pipeline.ts'

/** Limits of one asset, by a clock that only waiting moves on. */
const PEOPLE = [...Array(12).keys()].map((place) => `6155000000000010${place + 10}`)
const ROBOT = '61550000000000001'

const world = (section: string, perHour: number): string => `version: 1
token: { business: "1001", user: "${ROBOT}", scopes: [business_management, catalog_management, whatsapp_business_management] }
modes: { calls_an_hour: ${perHour}, unpacking: none }
businesses:
  "1001":
    name: Northwind
    users:
${PEOPLE.map((id) => `      "${id}": { name: P${id.slice(-2)}, email: p${id.slice(-2)}@northwind.example }`).join('\n')}
    system_users: { "${ROBOT}": { name: Robot, role: ADMIN } }
${section}:
  "7771": { name: Support, owner: "1001", users: { "${ROBOT}": [MANAGE] } }
  "7772": { name: Sales, owner: "1001", users: { "${ROBOT}": [MANAGE] } }
`

const aliasOf = (id: string): string => `p${id.slice(-2)}`

const grants = (people: readonly string[], task: string): string =>
  people.map((id) => `${aliasOf(id)}: [${task}]`).join(', ')

const manifest = (section: string, task: string): string => `version: 1
business: "1001"
people: { ${PEOPLE.map((id) => `${aliasOf(id)}: "${id}"`).join(', ')} }
policy: { keep_managers: 0 }
${section}:
  "7771": { mode: additive, users: { ${grants(PEOPLE, task)} } }
  "7772": { mode: additive, users: { ${grants(PEOPLE.slice(0, 1), task)} } }
`

const HOUR = 3_600_000

let pipeline: Pipeline
afterEach(() => pipeline.close())

const applied = async (section: string, task: string, maxWaitMs: number) => {
  const events: GraphEvent[] = []
  const clock = { now: NOW.getTime() }
  pipeline = await startPipeline({
    world: world(section, 12),
    clock,
    client: { maxWaitMs, onEvent: (event) => events.push(event) },
  })
  const plan = await pipeline.plan(manifestOf(manifest(section, task)))
  expect(plan.steps).toHaveLength(13)
  const report = await pipeline.apply(plan)
  const waits = events.flatMap((event) => (event.type === 'wait' ? [event.reason] : []))
  return { report, waits, passedMs: clock.now - NOW.getTime() }
}

describe.each([
  ['whatsapp_accounts', 'MESSAGING', 'the WhatsApp account', 80008],
  ['catalogs', 'ADVERTISE', 'the catalog', 80009],
])('the calls of an hour on one of the %s', (section, task, label, code) => {
  it('are waited for where the run may wait so long, and it says for what', async () => {
    const { report, waits, passedMs } = await applied(section, task, 6 * HOUR)
    expect(report.summary).toMatchObject({ done: 13 })
    expect(passedMs).toBeGreaterThan(HOUR)
    expect(waits).toEqual(
      [0, 1].flatMap(() => [
        'slowing down: 83 % are used up, GET /7771/assigned_users',
        'slowing down: 100 % are used up, GET /7771/assigned_users',
        `the call limit of ${label} is reached (code ${code}), GET /7771/assigned_users`,
      ]),
    )
  })

  it('hold its own steps alone where they are not waited for, and it says when to go on', async () => {
    const { report } = await applied(section, task, 300_000)
    const [own, other] = ['7771', '7772'].map((asset) =>
      report.results.filter(({ address }) => address.startsWith(asset)),
    )
    expect(own?.map(({ status, why }) => why ?? status)).toEqual([
      ...Array(5).fill('done'),
      // Accepted with the last call there was: nothing was left to read it back with.
      'unknown',
      ...Array(6).fill('limit'),
    ])
    expect(other?.map(({ status }) => status)).toEqual(['done'])
    expect(report.results[6]?.error).toMatchObject({ code })
    expect(report.retry_at).toBe('2026-11-22T10:00:18.200Z')
    expect(report.problems).toContainEqual(
      expect.objectContaining({
        code: 'run_limited',
        message: expect.stringContaining('a limit of the API holds 7771: run the same command'),
      }),
    )
  })
})

describe('reads of an account that is nearly full', () => {
  it('slow down, wait no longer than they may, and leave the next account alone', async () => {
    const clock = { now: NOW.getTime() }
    pipeline = await startPipeline({ world: world('whatsapp_accounts', 4), clock })
    const [full, free] = ['7771', '7772'].map((id) => ({
      path: `/${id}/assigned_users`,
      params: { business: '1001', fields: 'id,tasks' },
    }))
    if (full === undefined || free === undefined) throw new Error('no wants')
    const statuses: string[] = []
    for (const _ of [1, 2, 3, 4, 5]) {
      const want = { ...full }
      const fetched = (await pipeline.client.fetchAll([want])).get(want)
      statuses.push(fetched?.status ?? '')
      if (fetched?.error != null) expect(fetched.error).toMatchObject({ code: 80008 })
    }
    expect(statuses).toEqual(['complete', 'complete', 'complete', 'complete', 'unknown'])
    // Nothing at three quarters, as slow as it gets at the last call.
    expect(clock.now - NOW.getTime()).toBe(10_000)
    expect((await pipeline.client.fetchAll([free])).get(free)?.status).toBe('complete')
    const again = { ...full }
    clock.now += HOUR
    expect((await pipeline.client.fetchAll([again])).get(again)?.status).toBe('complete')
  })
})
