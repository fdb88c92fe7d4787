import { describe, expect, it } from 'vitest'
import { folderWith, IN_SYNC, MANIFEST, REQUEST, runCli, WORLD } from '../support/run-cli.ts'

/** The commands that only look: drift, requests, and what a plan says beside its steps. */

const SANDBOX = '--sandbox=world.yaml'
const folder = (manifest: string, world = WORLD) =>
  folderWith({ 'access.yaml': manifest, 'world.yaml': world })

describe('drift', () => {
  it('exits 2 on any difference, 0 without one, 3 in detail when only people are waited for', async () => {
    expect((await runCli(['drift', SANDBOX], { cwd: folder(MANIFEST) })).code).toBe(2)
    expect((await runCli(['drift', SANDBOX], { cwd: folder(IN_SYNC) })).code).toBe(0)
    const cwd = folder(REQUEST)
    await runCli(['apply', SANDBOX, '--auto-approve'], { cwd })
    expect((await runCli(['drift', SANDBOX], { cwd })).code).toBe(0)
    const detailed = await runCli(['drift', SANDBOX, '--detailed-exitcode'], { cwd })
    expect([detailed.code, detailed.stdout]).toEqual([3, expect.stringContaining('No drift')])
  })

  it('exits 1 where it could not look, whatever else it found', async () => {
    const world = `${WORLD}faults: [{ match: { path: owned_ad_accounts }, do: { code: 2, status: 500 } }]\n`
    const argv = ['drift', SANDBOX, '--max-wait=1ms', '--format=json']
    const { code, json } = await runCli(argv, { cwd: folder(MANIFEST, world) })
    expect(code).toBe(1)
    expect(json()).toMatchObject({ kind: 'drift', in_sync: false, complete: false })
  })

  it('knows by the journal which side moved', async () => {
    const cwd = folder(MANIFEST)
    await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, now: '2026-11-20T10:00:00Z' })
    const narrower = MANIFEST.replace('[ADVERTISE, ANALYZE]', '[ANALYZE]')
    const later = folderWith({ 'access.yaml': narrower })
    const argv = ['drift', `${later}/access.yaml`, SANDBOX, '--format=json']
    expect((await runCli(argv, { cwd })).json()).toMatchObject({
      differences: [{ type: 'differs', moved: 'manifest', applied_at: '2026-11-20T10:00:00.000Z' }],
    })
  })

  it('takes no rail and no filter of a plan for a verdict', async () => {
    const rail = `${MANIFEST}policy: { max_revocations: 0 }\n`
    const { code, stdout } = await runCli(['drift', SANDBOX, '--who', 'kim'], { cwd: folder(rail) })
    expect(code).toBe(2)
    expect(stdout).toContain('Drift: 1 difference (1 extra).')
    expect(stdout).toContain('Filtered by --who kim')
  })
})

describe('requests', () => {
  it('lists what waits with its age, with a manifest and without', async () => {
    const cwd = folder(REQUEST)
    await runCli(['apply', SANDBOX, '--auto-approve'], { cwd, now: '2028-02-27T09:00:00Z' })
    const { code, stdout } = await runCli(['requests', SANDBOX], {
      cwd,
      now: '2028-03-01T09:00:00Z',
    })
    expect(code).toBe(0)
    expect(stdout).toContain('! 3 days  act_9999 "Client Account" our request')
    const older = async (duration: string) =>
      (
        await runCli(['requests', SANDBOX, `--older-than=${duration}`], {
          ...{ cwd, now: '2028-03-01T09:00:00Z' },
        })
      ).code
    expect([await older('2d'), await older('4d')]).toEqual([2, 0])
    const bare = await runCli(
      ['requests', '--business=1001', SANDBOX, '--format=json', 'no.yaml'],
      { cwd },
    )
    expect(bare.json()).toMatchObject({ kind: 'error', problems: [{ code: 'path_missing' }] })
    const elsewhere = folderWith({ 'world.yaml': WORLD })
    const none = await runCli(['requests', '--business=1001', SANDBOX, '--format=json'], {
      cwd: elsewhere,
    })
    expect(none.json()).toMatchObject({ format_version: 1, kind: 'requests', waiting: [] })
  })

  it('is of the manifest’s business', async () => {
    const other = await runCli(['requests', SANDBOX, '--business=7', '--format=json'], {
      cwd: folder(REQUEST),
    })
    expect(other.json()).toMatchObject({ problems: [{ code: 'business_differs' }] })
  })
})

describe('a plan says', () => {
  const SOON = IN_SYNC.replace(
    'agencies: {}',
    'users: { lee: { tasks: [ANALYZE], expires: 2026-12-01, reason: a test } }',
  )

  it('what ends soon, and when the next thing does', async () => {
    const at = (now: string) => runCli(['plan', SANDBOX], { cwd: folder(SOON), now })
    const soon = await at('2026-11-22T09:00:00Z')
    expect(soon.stdout).toMatch(
      /^Ends soon\n {2}! after 2026-12-01 {2}user lee lee@northwind\.example +access\.yaml:5\n/m,
    )
    expect(soon.stdout).toContain('The next expiry is 2026-12-01.')
    const early = await at('2026-11-01T09:00:00Z')
    expect(early.stdout).not.toContain('Ends soon')
    expect(early.stdout).toContain('The next expiry is 2026-12-01.')
  })

  it('what it takes to apply, and with --verbose what it took to read', async () => {
    const cwd = folder(MANIFEST)
    const plain = await runCli(['plan', SANDBOX], { cwd })
    expect(plain.stdout).toContain(
      'Applying it takes about 4 calls: 2 writes, each step read back.',
    )
    expect(plain.stdout).not.toContain('billed')
    const verbose = await runCli(['plan', SANDBOX, '--verbose'], { cwd })
    expect(verbose.stdout).toMatch(
      /Read with \d+ billed calls? in \d+ HTTP requests? and \d+ dependent rounds?\.\n$/,
    )
  })
})
