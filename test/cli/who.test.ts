import { describe, expect, it } from 'vitest'
import type { WhoReport } from '../../src/model/who.ts'
import { folderWith, MANIFEST, runCli, WORLD } from '../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00Z'
const KIM = '61550000000000009'
const FILES = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }

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
    expect(await calls(KIM)).toBe(7)
    expect(await calls('Kim Poole')).toBeGreaterThan(12)
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
    expect(
      stdout
        .replace(/world-\w+/, 'W')
        .replace(/sha256:\w+/, 'D')
        .replace(/\d+\.\d+\.\d+/, 'V'),
    ).toMatchInlineSnapshot(`
      "system user robot 61550000000000001 "Automation", in business 1001 "Northwind", read at 2026-11-22T09:30:00Z, in the
      sandbox world W
      By bizaccess V with the token of system user robot 61550000000000001
      Compared with the manifest D
      Complete: every list that can show what they hold was read

      ! an admin of the business: reaches every asset, whatever is assigned, and can assign anybody
      ? the token's own user

      ad account act_1111 "EU Search"
          direct  MANAGE, ADVERTISE, ANALYZE  access.yaml:8

      ad account act_2222 "House"
        ? direct  MANAGE, ADVERTISE, ANALYZE; not managed

      On 2 assets: 1 declared, 1 not managed.
      "
    `)
  })
})
