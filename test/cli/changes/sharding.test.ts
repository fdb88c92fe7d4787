import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../src/model/plan.ts'
import type { DriftReport } from '../../../src/model/reports/drift-report.ts'
import { folderWith, IN_SYNC, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

const EXAMPLE = readFileSync(
  new URL('../../../examples/brand/access.yaml', import.meta.url),
  'utf8',
)
const SHARDS = ['0/3', '1/3', '2/3']
/** Nobody leaves a group or the business in a part of a run, so there its assets stay in reach. */
const OF_PARTS: readonly string[] = ['group_access', 'needs_whole_run', 'no_removal_in_api']
const LEAVING: readonly string[] = ['leave_group', 'remove']
const brand = () => folderWith({ 'access.yaml': EXAMPLE })

const read = async <T>(cwd: string, ...argv: readonly string[]): Promise<T> =>
  (await runCli([...argv, '--sandbox=brand', '--format=json'], { cwd })).json() as T

describe('--shard', () => {
  it('divides what is planned, found and applied; together it is the whole, but for who leaves', async () => {
    const cwd = brand()
    const whole = await read<Plan>(cwd, 'plan')
    const drift = await read<DriftReport>(cwd, 'drift')
    const parts: Plan[] = []
    const found: DriftReport[] = []
    for (const shard of SHARDS) {
      parts.push(await read<Plan>(cwd, 'plan', '--shard', shard))
      found.push(await read<DriftReport>(cwd, 'drift', `--shard=${shard}`))
    }
    const addresses = (rows: readonly { readonly address: string }[]) =>
      rows.map(({ address }) => address).sort()
    const leaves = whole.steps.filter(({ action }) => LEAVING.includes(action))
    const others = whole.steps.filter(({ action }) => !LEAVING.includes(action))
    expect(leaves.map(({ action }) => action)).toEqual(LEAVING)
    expect(addresses(parts.flatMap(({ steps }) => steps))).toEqual(addresses(others))
    const byHand = parts.flatMap(({ manual }) => manual)
    expect(addresses(byHand.filter(({ reason }) => !OF_PARTS.includes(reason)))).toEqual(
      addresses(whole.manual),
    )
    expect(addresses(byHand.filter(({ reason }) => reason === 'needs_whole_run'))).toEqual(
      addresses(leaves),
    )
    expect(addresses(found.flatMap((report) => report.differences))).toEqual(
      addresses(drift.differences),
    )
    expect(parts.filter(({ steps }) => steps.length > 0).length).toBeGreaterThan(1)
    for (const shard of SHARDS) {
      const argv = ['apply', '--shard', shard, '--sandbox=brand', '--auto-approve']
      expect((await runCli(argv, { cwd })).code).toBe(0)
    }
    expect(addresses((await read<Plan>(cwd, 'plan')).steps)).toEqual(addresses(leaves))
  })

  it('claims no more than it saw', async () => {
    const { stdout } = await runCli(['plan', '--shard=1/3', '--sandbox=brand'], { cwd: brand() })
    expect(stdout).toContain('Filtered by --shard 1/3: the rest is not shown.')
  })

  it.each(['3/3', '0/0', '-1/3', '1', '1/2/3', 'a/b', '1.5/3', '0/99999', ''])(
    'refuses %j',
    async (shard) => {
      const { code, stderr } = await runCli(['plan', `--shard=${shard}`])
      expect(code).toBe(1)
      expect(stderr.replaceAll(/\s+/g, ' ')).toContain('I counts from 0: 0/3, 1/3 or 2/3')
    },
  )

  it('is no way to apply a part of what was reviewed as a whole', async () => {
    const cwd = folderWith({ 'access.yaml': MANIFEST, 'world.yaml': WORLD })
    await runCli(['plan', '--sandbox=world.yaml', '-o', 'plan.json'], { cwd })
    const argv = ['apply', 'plan.json', '--sandbox=world.yaml', '--shard=0/2', '--auto-approve']
    const { code, stderr } = await runCli(argv, { cwd })
    expect([code, stderr]).toEqual([1, expect.stringContaining('[flags_with_saved_plan]')])
  })
})

describe('--shard-by business', () => {
  const files = { 'access.yaml': IN_SYNC, 'world.yaml': WORLD }
  const inShard = (shard: string, ...argv: readonly string[]) =>
    runCli([...argv, '--sandbox=world.yaml', '--shard-by=business', `--shard=${shard}`], { files })

  it.each(['plan', 'apply', 'drift'])('gives %s of a business to one shard alone', async (name) => {
    const ends = await Promise.all(SHARDS.map((shard) => inShard(shard, name)))
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0])
    expect(ends.filter(({ stdout }) => stdout !== '')).toHaveLength(1)
    const left = ends.filter(({ stderr }) => stderr.includes('Business 1001 is left to --shard'))
    expect(left).toHaveLength(2)
  })

  it('looks at the whole business, and says nothing of a filter', async () => {
    const ends = await Promise.all(SHARDS.map((shard) => inShard(shard, 'plan')))
    const [own] = ends.filter(({ stdout }) => stdout !== '')
    expect(own?.stdout).toContain('No changes')
    expect(own?.stdout).not.toContain('ilter')
  })

  it('is one document, and no call, where the business is left to others', async () => {
    const ends = await Promise.all(SHARDS.map((shard) => inShard(shard, 'plan', '--format=json')))
    const kinds = ends.map((end) => end.json()['kind'])
    expect([...kinds].sort()).toEqual(['plan', 'skipped', 'skipped'])
    // Without a token nothing could be read.
    const argv = ['drift', '--shard-by=business', '--format=json']
    const left = SHARDS[kinds.indexOf('skipped')] ?? ''
    const { code, json } = await runCli([...argv, `--shard=${left}`], { files })
    expect([code, json()]).toEqual([
      0,
      {
        format_version: 1,
        kind: 'skipped',
        business: { id: '1001' },
        shard: { index: Number(left[0]), count: 3, own: kinds.indexOf('plan') },
        problems: [],
      },
    ])
  })

  it('needs --shard', async () => {
    const { code, stderr } = await runCli(['plan', '--shard-by=business'], { files })
    expect([code, stderr]).toEqual([1, expect.stringContaining('pass --shard I/N too')])
  })
})
