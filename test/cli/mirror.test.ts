import { describe, expect, it } from 'vitest'
import { createGraphClient } from '../../src/graph/client.ts'
import { readLive } from '../../src/live/read.ts'
import type { ReviewReport } from '../../src/model/reports/review-report.ts'
import type { WhoReport } from '../../src/model/reports/who-report.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { runCli, WORLD } from '../support/run-cli.ts'

const SHARED = `${WORLD.replace(
  '"2002": { name: Brightside }',
  '"2002": { name: Brightside }\n  "2009": { name: Old Mill }',
).replace(
  'name: EU Search\n    owner: "1001"\n',
  'name: EU Search\n    owner: "1001"\n    agencies: { "2002": [ADVERTISE, ANALYZE] }\n',
)}`

const run = async (argv: readonly string[], world: string) =>
  runCli([...argv, '--sandbox=world.yaml', '--business=1001', '--format=json'], {
    files: { 'world.yaml': world },
    now: '2026-11-22T09:30:00Z',
  })

const reviewed = async (more: string): Promise<ReviewReport> => {
  const { code, json } = await run(['review'], SHARED + more)
  expect(code).toBe(0)
  return json() as unknown as ReviewReport
}

const differencesIn = ({ findings }: ReviewReport): readonly string[] =>
  findings
    .filter(({ code }) => code === 'mirror_differs')
    .map(
      ({ severity, subject, assets, addresses, message }) =>
        `${severity} ${subject?.id} ${assets.map(({ id }) => id)} [${addresses}] ${message}`,
    )

describe('a review', () => {
  it('finds nothing where the lists of the business agree with the assets', async () => {
    const report = await reviewed('')
    expect([differencesIn(report), report.problems]).toEqual([[], []])
  })

  it.each([
    [
      'mirror: { act_1111: { "2002": [] } }',
      'medium 2002 act_1111 [act_1111/agencies/2002] held, and the list agencies of the business does not show it',
    ],
    [
      'mirror: { act_1111: { "2009": [ANALYZE] } }',
      'medium 2009 act_1111 [] on the list agencies of the business, and not held',
    ],
    [
      'mirror: { act_1111: { "2002": [ANALYZE] } }',
      'medium 2002 act_1111 [act_1111/agencies/2002] held with other tasks than on the list agencies of the business',
    ],
  ])('finds where they differ, and believes the assets: %s', async (mirror, line) => {
    const before = await reviewed('')
    const report = await reviewed(`${mirror}\n`)
    expect(differencesIn(report)).toEqual([line])
    const rows = ({ assets }: ReviewReport) =>
      assets.flatMap(({ access }) => access.map(({ findings: _, ...row }) => row))
    expect(rows(report)).toEqual(rows(before))
    expect(report.complete).toBe(true)
  })

  it.each(['refused_fields', 'absent_fields'])(
    'says where the list is not there: %s',
    async (mode) => {
      const report = await reviewed(`modes: { ${mode}: [Business.agencies] }\n`)
      expect(differencesIn(report)).toEqual([])
      expect(report.problems).toMatchObject([{ code: 'mirror_unread', severity: 'warning' }])
      expect(report.complete).toBe(true)
    },
  )

  it('says where its rows tell no permission, and takes that for no difference', async () => {
    const gone = '[adaccount_permissions, page_permissions]'
    const body = `faults: []\nmodes: { absent_fields: ${gone} }\n`
    const report = await reviewed(body)
    expect(differencesIn(report)).toEqual([])
    expect(report.problems.map(({ code }) => code)).toContain('mirror_unread')
  })

  it('costs one call more, and neither a request nor a round', async () => {
    const world = parseWorld(SHARED)
    const spent = async (mirror: boolean) => {
      const sandbox = await startSandbox({ world })
      const client = createGraphClient({ url: sandbox.url, token: sandbox.token })
      await readLive(client, {
        ...{ business: '1001', assets: 'all', people: true, listings: 'all' },
        mirror,
      })
      const { http, graph } = sandbox.counts
      const rounds = client.rounds()
      await client.close()
      await sandbox.close()
      return { http, graph, rounds }
    }
    const without = await spent(false)
    expect(await spent(true)).toEqual({ ...without, graph: without.graph + 1 })
  })

  it('is no part of what a plan reads', async () => {
    const manifest = 'version: 1\nbusiness: "1001"\nad_accounts: { act_1111: { agencies: {} } }\n'
    const world = `${SHARED}faults: [{ match: { path: "^/1001/agencies$" }, do: { code: 190 } }]\n`
    const files = { 'world.yaml': world, 'access.yaml': manifest }
    expect((await runCli(['plan', '--sandbox=world.yaml'], { files })).code).toBe(0)
  })
})

it('a review of whom the list of the business alone names takes that for no typing mistake', async () => {
  const world = `${SHARED}mirror: { act_1111: { "2009": [ANALYZE] } }\n`
  for (const name of ['2009', 'Old Mill']) {
    const { code, json } = await run(['review', `--who=${name}`], world)
    const { problems, findings } = json() as unknown as ReviewReport
    expect(code).toBe(0)
    expect(problems.map((problem) => problem.code)).not.toContain('who_matches_nobody')
    expect(findings.map((finding) => finding.code)).toContain('mirror_differs')
  }
  const { json } = await run(['review', '--who=2008'], world)
  const { problems } = json() as unknown as ReviewReport
  expect(problems.map((problem) => problem.code)).toContain('who_matches_nobody')
})

describe('who', () => {
  it('looks where the list names a business, confirms it there, and says where the two differ', async () => {
    const world = `${SHARED}mirror: { act_2222: { "2002": [ANALYZE] } }\n`
    const { code, json } = await run(['who', '2002'], world)
    const report = json() as unknown as WhoReport
    expect([code, report.looked_in]).toEqual([0, 'agencies'])
    expect(report.access.map(({ address }) => address)).toEqual(['act_1111/agencies/2002'])
    expect(report.problems).toMatchObject([
      { code: 'mirror_differs', severity: 'warning', message: expect.stringContaining('act_2222') },
    ])
  })

  it('reads everything where no asset confirms the list, and says so', async () => {
    const { json } = await run(
      ['who', '2009'],
      `${SHARED}mirror: { act_1111: { "2009": [ANALYZE] } }\n`,
    )
    const report = json() as unknown as WhoReport
    expect([report.looked_in, report.access]).toEqual([undefined, []])
    expect(report.problems.map(({ code }) => code)).toEqual(['mirror_differs'])
  })
})
