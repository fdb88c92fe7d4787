import { describe, expect, it } from 'vitest'
import type { ApplyReport } from '../../src/model/reports/apply-report.ts'
import type { Fault } from '../../src/sandbox/state.ts'
import { manifestOf, startPipeline } from '../support/pipeline.ts'
import { fleetOf, SCENARIOS, type Scenario } from './scenarios.ts'

/** A lost answer costs the run one look, however many are lost: what does not need it goes on. */

const scenarioOf = (wanted: string): Scenario => {
  const found = SCENARIOS.find(({ action }) => action === wanted)
  if (found === undefined) throw new Error(`no scenario of ${wanted}`)
  return found
}

const lostOn = (...numbers: readonly number[]): readonly Fault[] =>
  numbers.map((number) => ({
    match: { method: 'POST', path: `^/act_${number}/` },
    times: 1,
    do: { drop: 'before' },
  }))

interface Ran {
  readonly report: ApplyReport
  /** Milliseconds that were waited for between two looks. */
  readonly waited: number
  readonly writes: readonly string[]
}

const applied = async (
  { world, manifest }: { readonly world: string; readonly manifest: string },
  faults: readonly Fault[],
): Promise<Ran> => {
  const clock = { now: Date.parse('2026-11-22T09:00:00Z') }
  const pipeline = await startPipeline({ world, clock })
  try {
    const plan = await pipeline.plan(manifestOf(manifest))
    pipeline.sandbox.setFaults(faults)
    let waited = 0
    const writes: string[] = []
    const report = await pipeline.apply(plan, {
      sleep: async (ms) => {
        waited += ms
        clock.now += ms
      },
      client: (client) => ({
        ...client,
        write: (call) => {
          writes.push(call.path)
          return client.write(call)
        },
        writeMany: (calls) => {
          writes.push(...calls.map(({ path }) => path))
          return client.writeMany(calls)
        },
      }),
    })
    return { report, waited, writes }
  } finally {
    await pipeline.close()
  }
}

describe('of 20 writes', () => {
  const fleet = fleetOf(scenarioOf('assign'), 20)
  const numbers = fleet.ids.map((id) => Number(id.slice(4)))

  it.each([1, 3, 5, 20])('%i lost answers cost no more than one look', async (count) => {
    const every = Math.floor(numbers.length / count)
    const lost = numbers.filter((_, place) => place % every === 0).slice(0, count)
    const { report, waited, writes } = await applied(fleet, lostOn(...lost))
    expect(report.summary).toMatchObject({ done: 20, unknown: 0, failed: 0 })
    expect(waited).toBe(15_000)
    expect(writes).toHaveLength(20 + count)
  })

  it('one that is lost twice costs one look more, and is not sent a third time', async () => {
    const [first = 0] = numbers
    const twice = lostOn(first).map((fault) => ({ ...fault, times: 2 }))
    const { report, waited, writes } = await applied(fleet, twice)
    expect(report.summary).toMatchObject({ done: 19, unknown: 1 })
    expect(waited).toBe(30_000)
    expect(writes.filter((path) => path.startsWith(`/act_${first}/`))).toHaveLength(2)
  })
})

describe('what a lost answer holds back', () => {
  const AGENCIES = `version: 1
token: { business: "1001", user: "61550000000000001", scopes: [business_management, ads_management] }
businesses:
  "1001": { name: Northwind, system_users: { "61550000000000001": { name: Automation, role: ADMIN } } }
  "2002": { name: Brightside }
  "2003": { name: Old Mill }
ad_accounts:
  act_1111: { name: EU, owner: "1001", agencies: { "2003": [ANALYZE] } }
  act_2222: { name: US, owner: "1001", agencies: { "2003": [ANALYZE] } }
`
  const manifest = `version: 1
business: "1001"
partners: { brightside: "2002", oldmill: "2003" }
ad_accounts:
  act_1111: { agencies: { brightside: [ANALYZE] } }
  act_2222: { agencies: {} }
`

  it('is what needs it and what comes after it on its asset, and nothing else', async () => {
    const { report, writes } = await applied({ world: AGENCIES, manifest }, lostOn(1111))
    expect(report.summary).toMatchObject({ done: 3 })
    expect(writes).toEqual([
      '/act_1111/agencies',
      '/act_2222/agencies',
      '/act_1111/agencies',
      '/act_1111/agencies',
    ])
  })

  it('stays, if the write never shows', async () => {
    const twice = lostOn(1111).map((fault) => ({ ...fault, times: 2 }))
    const { report } = await applied({ world: AGENCIES, manifest }, twice)
    expect(report.results.map(({ status, why }) => [status, why])).toEqual([
      ['unknown', undefined],
      ['skipped', 'needs'],
      ['done', undefined],
    ])
  })
})
