/** A filter is no veil over a whole reading: what it leaves out is not read at all. */
import { afterEach, describe, expect, it } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import type { DriftReport } from '../../src/model/reports/drift-report.ts'
import { isInShard } from '../../src/plan/shard.ts'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import type { World } from '../../src/sandbox/state.ts'
import { largeWorld } from '../../src/sandbox/world/large-world.ts'
import { runCli } from '../support/run-cli.ts'

let sandbox: Sandbox
afterEach(() => sandbox.close())

const idAt = (place: number): string => `act_${400000000000001n + BigInt(place)}`
const pageAt = (place: number): string => String(300000000000001n + BigInt(place))
const upTo = (count: number): readonly number[] => [...Array(count).keys()]

/** Everything of the large world declared as it is, but for who is on it: an agency is added. */
const manifestOf = (accounts: number, pages: number, more = ''): string =>
  [
    'version: 1\nbusiness: "1001"\npartners: { extra: "2012" }',
    more,
    'ad_accounts:',
    ...upTo(accounts).map(
      (n) => `  ${idAt(n)}: { mode: additive, agencies: { extra: [ANALYZE] } }`,
    ),
    ...(pages === 0 ? [] : ['pages:']),
    ...upTo(pages).map(
      (n) => `  "${pageAt(n)}": { mode: additive, agencies: { extra: [ANALYZE] } }`,
    ),
  ].join('\n')

const start = async (world: World): Promise<void> => {
  sandbox = await startSandbox({ world })
}

const run = async <T>(manifest: string, ...argv: readonly string[]) => {
  const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
  const before = { ...sandbox.counts }
  const { code, json } = await runCli([...argv, '--format=json'], {
    ...{ env, files: { 'access.yaml': manifest } },
    sleep: async () => {},
  })
  const http = sandbox.counts.http - before.http
  const graph = sandbox.counts.graph - before.graph
  return { code, http, graph, report: json() as unknown as T }
}

const addresses = (rows: readonly { readonly address: string }[]): readonly string[] =>
  rows.map(({ address }) => address)

describe('one asset of 2,500', () => {
  it.each([
    ['an account', idAt(277)],
    ['a Page', pageAt(133)],
  ])(
    '%s is planned and compared with ten requests at most',
    async (_name, id) => {
      await start(largeWorld({ agencies: 11 }))
      const manifest = manifestOf(300, 150)
      const plan = await run<Plan>(manifest, 'plan', `--only=${id}`)
      expect(addresses(plan.report.steps)).toEqual([`${id}/agencies/2012`])
      expect([plan.code, plan.report.complete]).toEqual([0, true])
      expect(plan.http).toBeLessThanOrEqual(10)
      expect(plan.graph).toBeLessThanOrEqual(15)
      const drift = await run<DriftReport>(manifest, 'drift', `--only=${id}`)
      expect(addresses(drift.report.differences)).toEqual([`${id}/agencies/2012`])
      expect(drift.http).toBeLessThanOrEqual(10)
    },
    120_000,
  )

  it('is found by its name, which only the lists tell', async () => {
    await start(largeWorld({ adAccounts: 300, pages: 0, agencies: 11 }))
    const { report, code, http } = await run<Plan>(manifestOf(300, 0), 'plan', '--only=Account 27*')
    const meant = [26, ...upTo(10).map((n) => 269 + n)].map((n) => `${idAt(n)}/agencies/2012`)
    expect([code, addresses(report.steps)]).toEqual([0, [...meant].sort()])
    // Three pages of names, three of which one is read on, and the run's own.
    expect(http).toBeLessThanOrEqual(10)
  })
})

describe('several patterns', () => {
  it('add up, with commas and given again, each read alone', async () => {
    await start(largeWorld({ adAccounts: 60, pages: 0, agencies: 11 }))
    const argv = ['plan', `--only=${idAt(7)}, ${idAt(9)}`, '--only', 'Account 31'] as const
    const { report, code, graph } = await run<Plan>(manifestOf(60, 0), ...argv)
    const meant = [7, 9, 30].map((n) => `${idAt(n)}/agencies/2012`)
    expect([code, addresses(report.steps)]).toEqual([0, meant])
    expect(graph).toBeLessThanOrEqual(15)
  })

  it('are each an error that match nothing', async () => {
    await start(largeWorld({ adAccounts: 60, pages: 0 }))
    const argv = ['plan', `--only=${idAt(7)},act_9?`, '--only', 'Acount 31'] as const
    const { report, code } = await run<Plan>(manifestOf(60, 0), ...argv)
    const messages = report.problems.map((each) => `${each.code} ${each.message}`)
    expect(code).toBe(1)
    expect(messages).toEqual([
      expect.stringMatching(/^only_matches_nothing .*Acount 31/),
      expect.stringMatching(/^only_matches_nothing .*act_9\?/),
    ])
  })

  it.each(['', ',', 'act_1,,act_2'])('may not be empty: %j', async (only) => {
    const { code, stderr } = await runCli(['plan', `--only=${only}`])
    expect([code, stderr]).toEqual([1, expect.stringContaining('Expected patterns')])
    sandbox = await startSandbox({ world: largeWorld({ adAccounts: 1, pages: 0 }) })
  })
})

describe('what is filtered out and cannot be read', () => {
  const GUILTY = idAt(3)
  const guilty = (world: World): World => ({
    ...world,
    faults: [
      { match: { path: `^/${GUILTY}` }, do: { code: 2 } },
      // Whatever shows its edges fails with it.
      { match: { path: 'owned_ad_accounts', param: 'agencies' }, do: { code: 2 } },
    ],
  })

  it.each(['plan', 'drift'])('does not make a %s incomplete', async (command) => {
    await start(guilty(largeWorld({ adAccounts: 60, pages: 0 })))
    const manifest = manifestOf(60, 0)
    const part = await run<Plan>(manifest, command, `--only=${idAt(7)}`)
    expect(part.report).toMatchObject({ complete: true, problems: [] })
    const whole = await run<Plan>(manifest, command)
    expect([whole.code, whole.report.complete]).toEqual([1, false])
    const own = await run<Plan>(manifest, command, `--only=${GUILTY}`)
    expect([own.code, own.report.complete]).toEqual([1, false])
  })

  it('stays so where everything is read for the offboarded', async () => {
    await start(guilty(largeWorld({ adAccounts: 60, pages: 0 })))
    const manifest = manifestOf(60, 0, 'offboarded: ["2005"]')
    const { report } = await run<Plan>(manifest, 'plan', `--only=${idAt(7)}`)
    expect(report).toMatchObject({ complete: true, problems: [] })
  })
})

describe('a shard', () => {
  it('reads its own part', async () => {
    await start(largeWorld({ adAccounts: 400, pages: 0, agencies: 11 }))
    const manifest = manifestOf(400, 0)
    const whole = await run<Plan>(manifest, 'plan')
    const steps: string[] = []
    let last = 0
    for (const index of upTo(4)) {
      const part = await run<Plan>(manifest, 'plan', `--shard=${index}/4`)
      steps.push(...addresses(part.report.steps))
      last = part.graph
    }
    expect([...steps].sort()).toEqual([...addresses(whole.report.steps)].sort())
    const asked = new Set(sandbox.requests.slice(-last).map(({ path }) => path.split('/')[1] ?? ''))
    const foreign = upTo(400)
      .map(idAt)
      .filter((id) => asked.has(id) && !isInShard({ index: 3, count: 4 }, id))
    expect(foreign).toEqual([])
  })

  it('counts what all take away together, which it has to read for it', async () => {
    await start(largeWorld({ adAccounts: 40, pages: 0 }))
    const taking = manifestOf(40, 0, 'policy: { max_revocations: 12 }').replaceAll(
      '{ mode: additive, agencies: { extra: [ANALYZE] } }',
      '{ agencies: {} }',
    )
    const whole = await run<Plan>(taking, 'plan')
    const [broken] = whole.report.problems
    expect(broken?.code).toBe('rail_max_revocations')
    for (const index of upTo(8)) {
      const { report, code } = await run<Plan>(taking, 'plan', `--shard=${index}/8`)
      expect([code, report.problems.map(({ code: each }) => each)]).toEqual([
        4,
        ['rail_max_revocations'],
      ])
      expect(report.problems[0]?.message).toContain('80')
    }
  })
})

describe('--who beside another filter', () => {
  it.each([
    ['nobody', 'who_not_seen'],
    ['2001', null],
  ])('%s is a slip of the pen only where everything was read', async (name, expected) => {
    await start(largeWorld({ adAccounts: 20, pages: 0 }))
    const argv = ['plan', `--only=${idAt(0)}`, `--who=${name}`]
    const { code, report } = await run<Plan>(manifestOf(20, 0), ...argv)
    const codes = report.problems.map((problem) => problem.code)
    const told = codes.filter((each) => each !== 'no_journal')
    expect([code, told]).toEqual([0, expected === null ? [] : [expected]])
  })
})
