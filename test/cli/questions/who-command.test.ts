import { afterEach, describe, expect, it } from 'vitest'
import { KINDS } from '../../../src/model/kinds.ts'
import type { WhoReport } from '../../../src/model/reports/who-report.ts'
import { type Sandbox, startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { folderWith, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'
const KIM = '61550000000000009'
const FILES = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }

/** Us, the business, its groups and three lists of people; of each kind the list of the person, else its own two. */
const BILLED =
  6 +
  KINDS.reduce((sum, { relations }) => sum + (relations.users?.inverse === undefined ? 2 : 1), 0)

const about = async (name: string, files: Readonly<Record<string, string>> = FILES) => {
  const bare = 'access.yaml' in files ? [] : ['--business=1001']
  const argv = ['who', name, SANDBOX, '--format=json', ...bare]
  const { code, json } = await runCli(argv, { cwd: folderWith(files), now: NOW })
  return { code, report: json() as unknown as WhoReport }
}

const rowsOf = ({ access }: WhoReport): readonly string[] =>
  access.map(({ address, standing }) => `${address} ${standing}`)

describe('who', () => {
  it.each(['kim', 'KIM@northwind.example', KIM, 'Kim Poole'])('knows %s', async (name) => {
    const { code, report } = await about(name)
    expect([code, report.kind, report.read_at]).toEqual([0, 'who', NOW])
    expect(rowsOf(report)).toEqual([`act_1111/users/${KIM} not_in_manifest`])
  })

  it('reads of a person in few calls what takes many of everybody', async () => {
    const calls = async (name: string) => {
      const { stdout } = await runCli(['who', name, SANDBOX, '--verbose'], { files: FILES })
      return Number(/Read with (\d+) billed/.exec(stdout)?.[1])
    }
    expect(await calls(KIM)).toBe(BILLED)
    expect(await calls('Kim Poole')).toBeGreaterThan(BILLED + 2)
  })

  describe('of a kind that no list of a person names', () => {
    const PIXEL = `pixels: { "4444": { name: Shop, owner: "1001", users: { "${KIM}": [EDIT, UPLOAD] } } }\n`
    const ON_BOTH = [`4444/users/${KIM} not_managed`, `act_1111/users/${KIM} not_in_manifest`]

    it('reads who is on each asset', async () => {
      const { code, report } = await about(KIM, { ...FILES, 'world.yaml': WORLD + PIXEL })
      expect([code, [...rowsOf(report)].sort()]).toEqual([0, ON_BOTH])
    })

    it('needs no HTTP request more where there are none', async () => {
      const { stdout } = await runCli(['who', KIM, SANDBOX, '--verbose'], { files: FILES })
      expect(stdout).toContain(`Read with ${BILLED} billed calls in 2 HTTP requests`)
    })

    it.each(['owned_pixels', 'client_pixels'])('never takes %s for empty', async (path) => {
      const fault = `faults: [{ match: { path: ${path} }, do: { code: 200 } }]\n`
      const world = `${WORLD}${PIXEL}${fault}`
      const argv = ['who', KIM, SANDBOX]
      const { code, stdout } = await runCli(argv, { files: { ...FILES, 'world.yaml': world } })
      // What the token may not see is told, as everywhere; it is no failure.
      expect([code, stdout]).toEqual([0, expect.stringContaining('Not everything may be read')])
      expect(stdout).toContain(`the token may not read the list ${path}`)
    })
  })

  it('reads the assets where a list of the person is refused', async () => {
    const world = `${WORLD}faults: [{ match: { path: assigned_pages }, do: { code: 200 } }]\n`
    const { code, report } = await about('kim', { ...FILES, 'world.yaml': world })
    expect(code).toBe(0)
    expect(rowsOf(report)).toEqual([`act_1111/users/${KIM} not_in_manifest`])
  })

  it('works without a manifest, and of a partner without anything', async () => {
    const { report } = await about(KIM, { 'world.yaml': WORLD })
    expect(report).toMatchObject({ manifest_digest: null, access: [{ standing: null }] })
    const partner = await about('brightside')
    expect(rowsOf(partner.report)).toEqual(['act_1111/agencies/2002 missing'])
  })

  it.each([
    ['kym', 'who_unknown'],
    ['4711', 'who_unknown'],
  ])('exits 1 for %s: %s', async (name, code) => {
    const asked = await about(name)
    expect(asked).toMatchObject({ code: 1, report: { kind: 'error', problems: [{ code }] } })
  })

  it('exits 1 where it could not look', async () => {
    const world = `${WORLD}faults: [{ match: { path: 'assigned_|owned_' }, do: { code: 2, status: 500 } }]\n`
    const argv = ['who', 'kim', SANDBOX, '--max-wait=1ms']
    const files = { ...FILES, 'world.yaml': world }
    const { code, stdout } = await runCli(argv, { files })
    expect([code, stdout]).toEqual([1, expect.stringContaining('INCOMPLETE')])
  })

  it('says it all in words', async () => {
    const { stdout } = await runCli(['who', 'robot', SANDBOX], {
      files: FILES,
      now: NOW,
      columns: 120,
    })
    expect(stdout.replace(/sha256:\w+/, 'D').replace(/\d+\.\d+\.\d+/, 'V')).toMatchInlineSnapshot(`
      "system user Automation (robot) 61550000000000001, in business 1001 "Northwind", read at 2026-11-22T09:30:00Z, in the
      sandbox world world
      By bizaccess V with the token of system user Automation (robot) 61550000000000001
      Compared with the manifest D
      Complete: every list that can show what they hold was read

      In the business
                    an admin of the business: reaches every asset, whatever is assigned, and can assign anybody
                    the token's own user
        undeclared  member as ADMIN

      ad account act_1111 "EU Search"
        declared    direct  MANAGE, ADVERTISE, ANALYZE  access.yaml:8

      ad account act_2222 "House"
        undeclared  direct  MANAGE, ADVERTISE, ANALYZE

      On 2 assets: 1 declared, 1 undeclared.
      "
    `)
  })
})

describe('who is a partner', () => {
  const PARTNER = `${WORLD.replace(
    'name: EU Search\n    owner: "1001"',
    'name: EU Search\n    owner: "1001"\n    agencies: { "2002": [ANALYZE] }',
  )}  act_3333: { name: Third, owner: "1001", on_behalf_of: { "66": { requesting: "2002", receiving: "1001" } } }
  act_9998: { name: Theirs, owner: "2002", agencies: { "1001": [ANALYZE] } }
`
  let sandbox: Sandbox
  afterEach(() => sandbox.close())

  const ask = async (world: string, name: string, manifest: string | null = null) => {
    sandbox = await startSandbox({ world: parseWorld(world) })
    const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
    const files = manifest === null ? {} : { 'access.yaml': manifest }
    const bare = manifest === null ? ['--business=1001'] : []
    const { code, json } = await runCli(['who', name, '--format=json', ...bare], {
      ...{ env, files, now: NOW },
      sleep: async () => {},
    })
    const report = json() as unknown as WhoReport
    const asked = sandbox.requests.map(({ path }) => path)
    return { code, report, asked, codes: report.problems.map((problem) => problem.code) }
  }

  const ROWS = ['act_1111/agencies/2002 null', 'act_3333/on_behalf_of/66 null', 'act_9998 null']

  it.each(['2002', 'Brightside', 'brightSIDE'])(
    '%s: looked for where the mirror names it',
    async (name) => {
      const { code, report, asked, codes } = await ask(PARTNER, name)
      expect([code, codes, report.looked_in]).toEqual([0, [], 'agencies'])
      expect(rowsOf(report)).toEqual(ROWS)
      expect(asked.filter((path) => path === '/1001/agencies')).toHaveLength(1)
      // Of our other accounts nothing is read, nor any list of ours with its edges.
      expect(asked.filter((path) => path.startsWith('/act_2222'))).toEqual([])
    },
  )

  it('with what the manifest wants of it elsewhere', async () => {
    const manifest = `version: 1
business: "1001"
partners: { brightside: "2002" }
ad_accounts: { act_2222: { agencies: { brightside: [ANALYZE] } } }
`
    const { report } = await ask(PARTNER, 'brightside', manifest)
    expect(rowsOf(report)).toContain('act_2222/agencies/2002 missing')
    expect(report.looked_in).toBe('agencies')
  })

  it('is confirmed on the assets: a mirror that no asset bears out is not rested on', async () => {
    // The asset itself is refused, so nobody can confirm what the list says of it.
    const world = PARTNER.replace(
      'agencies: { "2002"',
      'refuse: [agencies]\n    agencies: { "2002"',
    )
    const { report, asked } = await ask(world, '2002')
    expect(report.looked_in).toBeUndefined()
    expect(rowsOf(report)).not.toContain('act_1111/agencies/2002 null')
    expect(report.unread).toMatchObject([{ asset: { id: 'act_1111' }, relation: 'agencies' }])
    expect(asked).toContain('/act_2222')
  })

  it.each([
    ['refused', '{ code: 200 }'],
    ['absent', '{ code: 100, message: nonexisting field (agencies) }'],
  ])('where the mirror is %s, that is said and every asset is looked at', async (_name, effect) => {
    const faults = `faults: [{ match: { path: ^/1001/agencies$ }, do: ${effect} }]\n`
    const { code, report, codes } = await ask(`${PARTNER}${faults}`, '2002')
    expect([code, codes]).toEqual([0, ['mirror_unavailable']])
    expect(report.looked_in).toBeUndefined()
    expect(rowsOf(report)).toEqual(ROWS)
  })

  it('says where open on-behalf-of requests could not be looked for', async () => {
    const world = `${PARTNER}modes: { obo_edges: false }\n`
    const { report, codes } = await ask(world, '2002')
    expect(codes).toEqual(['obo_lists_unseen'])
    expect(rowsOf(report)).toEqual(ROWS.filter((row) => !row.includes('on_behalf_of')))
  })

  it('is no reason to look in the mirror for a person, or for us', async () => {
    for (const name of ['kim@northwind.example', 'Kim Poole', '1001']) {
      const { asked } = await ask(PARTNER, name)
      expect(asked).not.toContain('/1001/agencies')
      await sandbox.close()
    }
  })
})
