import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ReviewReport } from '../../../src/model/reports/review-report.ts'
import { folderWith, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-22T09:30:00.500Z'
const example = (path: string): string =>
  readFileSync(new URL(`../../../examples/${path}`, import.meta.url), 'utf8')

const reviewed = async (...argv: readonly string[]): Promise<ReviewReport> => {
  const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': WORLD })
  const { json } = await runCli(['review', SANDBOX, '--format=json', ...argv], { cwd, now: NOW })
  return json() as unknown as ReviewReport
}

describe('review', () => {
  it('opens with time, token, version and completeness', async () => {
    const files = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
    const { code, stdout, stderr } = await runCli(['review', SANDBOX], {
      files,
      now: NOW,
      columns: 160,
    })
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout.split('\n').slice(0, 4).join('\n')).toMatch(
      /^Access review of business 1001 "Northwind", read at 2026-11-22T09:30:00Z, in the sandbox world world\nBy bizaccess \d+\.\d+\.\d+ with the token of system user Automation \(robot\) 61550000000000001\nCompared with the manifest sha256:[0-9a-f]{64}\nComplete: /,
    )
    expect(await reviewed()).toMatchObject({
      ...{ format_version: 1, kind: 'review', read_at: '2026-11-22T09:30:00Z', complete: true },
      token: { id: '61550000000000001', name: 'Automation', person: { alias: 'robot' } },
    })
  })

  it('reads without a manifest', async () => {
    const files = { 'world.yaml': WORLD }
    const bare = await runCli(['review', SANDBOX, '--business=1001', '--format=json'], { files })
    expect(bare.code).toBe(0)
    expect(bare.json()).toMatchObject({ manifest_digest: null, summary: { standings: null } })
  })

  it('does not fail for what it finds', async () => {
    const report = await reviewed()
    expect(report.summary.findings.high).toBeGreaterThan(0)
  })

  it('exits 1 where it could not look, in every format, and never takes that for nobody', async () => {
    const world = `${WORLD}faults: [{ match: { path: act_1111/assigned_users }, do: { code: 2, status: 500 } }, { match: { param: 'fields=.*assigned_users' }, do: { code: 2, status: 500 } }]\n`
    const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': world })
    for (const format of ['text', 'json', 'markdown', 'csv']) {
      const argv = ['review', SANDBOX, '--max-wait=1ms', `--format=${format}`]
      const { code, stdout } = await runCli(argv, { cwd })
      expect(code).toBe(1)
      expect(stdout).toMatch(/INCOMPLETE|"complete": false|NOT WHOLE/)
      expect(stdout).not.toContain('nobody')
    }
  })

  it('exits 1 for a filter that matches nobody', async () => {
    const files = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
    const { code, stdout } = await runCli(['review', SANDBOX, '--who=lea'], { files })
    expect(code).toBe(1)
    expect(stdout).toContain('[who_matches_nobody]')
  })

  it('shows those alone whom the filters name', async () => {
    const report = await reviewed('--only=act_1*', '--who=kim@northwind.example')
    expect(report.assets.map(({ id, access }) => [id, access.map((row) => row.address)])).toEqual([
      ['act_1111', ['act_1111/users/61550000000000009']],
    ])
  })

  it('writes a table for a spreadsheet to a file', async () => {
    const files = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
    const argv = ['review', SANDBOX, '--out=review.csv']
    const { code, cwd, stdout } = await runCli(argv, { files, now: NOW })
    expect([code, stdout]).toEqual([0, expect.stringContaining('EU Search')])
    const text = readFileSync(join(cwd, 'review.csv'), 'utf8')
    expect(text.startsWith('\uFEFFbusiness_id,business_name,read_at,')).toBe(true)
    const grants = text.split('\r\n').filter((line) => line.includes(',direct,'))
    expect(grants.map((line) => line.replace(/^.*?,(?=ad_account)/, ''))).toEqual([
      'ad_account,act_1111,"EU Search",business_user,61550000000000009,"Kim Poole",kim@northwind.example,kim,ADVERTISE+ANALYZE+DRAFT,,direct,,not_in_manifest,,,access.yaml:8,,,',
      'ad_account,act_1111,"EU Search",system_user,61550000000000001,Automation,,robot,MANAGE+ADVERTISE+ANALYZE+DRAFT,,direct,MANAGE+ADVERTISE+ANALYZE,declared,,system_user_manages,access.yaml:8,,,',
      'ad_account,act_2222,House,system_user,61550000000000001,Automation,,robot,MANAGE+ADVERTISE+ANALYZE+DRAFT,,direct,,not_managed,,system_user_manages,,,,',
    ])
  })

  it('keeps the table to itself: no other command has it, and its own errors are words', async () => {
    const files = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
    const plan = await runCli(['plan', SANDBOX, '--format=csv'], { files })
    expect([plan.code, plan.stderr]).toEqual([1, expect.stringContaining('Allowed choices')])
    const broken = await runCli(['review', SANDBOX, '--format=csv'], {
      files: { ...files, 'access.yaml': 'version: 2\n' },
    })
    expect([broken.code, broken.stdout]).toEqual([1, ''])
    expect(broken.stderr).toContain('error')
    const fails = await runCli(['review', SANDBOX, '--detailed-exitcode'], { files })
    expect([fails.code, fails.stderr]).toEqual([1, expect.stringContaining('unknown option')])
  })

  it.each([
    ['agency', 23, 'declared 7, differs 3, not_in_manifest 1, not_managed 9, offboarded 3'],
    ['brand', 29, 'declared 11, differs 2, not_in_manifest 3, not_managed 8, offboarded 5'],
  ])('sees the example %s as it is', async (world, rows, standings) => {
    const files = { 'access.yaml': example(`${world}/access.yaml`) }
    const argv = ['review', `--sandbox=${world}`, '--format=json']
    const { code, json } = await runCli(argv, { files, now: NOW })
    const { summary } = json() as unknown as ReviewReport
    const counted = Object.entries(summary.standings ?? {}).filter(([, count]) => count > 0)
    expect([code, summary.access, counted.map((pair) => pair.join(' ')).join(', ')]).toEqual([
      0,
      rows,
      standings,
    ])
  })
})
