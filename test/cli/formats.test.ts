import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BROKEN, MANIFEST, runCli, TOO_MANY, WORLD } from '../support/run-cli.ts'

const SANDBOX = '--sandbox=world.yaml'
const withManifest = (manifest: string) => ({ 'access.yaml': manifest, 'world.yaml': WORLD })

describe('--format diff', () => {
  it('is the same from a plan and from the file it was saved to', async () => {
    const files = withManifest(MANIFEST)
    const planned = await runCli(['plan', SANDBOX, '-o', 'p.diff', '-o', 'plan.json'], { files })
    expect([planned.code, planned.stderr]).toEqual([0, ''])
    const saved = readFileSync(join(planned.cwd, 'p.diff'), 'utf8')
    expect(saved).toContain('\n+      brightside: [ADVERTISE, ANALYZE] # 2002; access.yaml')
    const shown = await runCli(['show', 'plan.json', '--format', 'diff'], { cwd: planned.cwd })
    expect(shown.stdout).toBe(saved)
  })

  it('shows drift, which still exits 2', async () => {
    const files = withManifest(MANIFEST)
    const { code, stdout } = await runCli(['drift', SANDBOX, '--format=diff'], { files })
    expect(code).toBe(2)
    expect(stdout).toContain('\n-      kim: ')
  })
})

describe('colour', () => {
  const colored = async (format: string, env: Record<string, string>, tty: boolean) => {
    const argv = ['plan', SANDBOX, `--format=${format}`]
    const { stdout } = await runCli(argv, { files: withManifest(MANIFEST), env, tty })
    return stdout.includes('\u001b[')
  }

  it.each(['text', 'diff'])('is for terminals alone, or for who forces it: %s', async (format) => {
    expect(await colored(format, {}, true)).toBe(true)
    expect(await colored(format, {}, false)).toBe(false)
    expect(await colored(format, { NO_COLOR: '1' }, true)).toBe(false)
    expect(await colored(format, { FORCE_COLOR: '1' }, false)).toBe(true)
  })

  it.each(['json', 'markdown', 'github', 'gitlab'])('is never in %s', async (format) => {
    expect(await colored(format, { FORCE_COLOR: '1' }, true)).toBe(false)
  })
})

describe('--format gitlab', () => {
  it('is the counts alone, with the problems on stderr', async () => {
    const files = withManifest(TOO_MANY)
    const result = await runCli(['plan', SANDBOX, '--format=gitlab'], { files })
    expect(result.code).toBe(4)
    expect(result.stdout).toBe('{"create":1,"update":0,"delete":1}\n')
    expect(result.stderr).toContain('error [rail_max_revocations]')
  })

  it('says nothing beside it where nothing is wrong', async () => {
    const files = withManifest(MANIFEST)
    const result = await runCli(['plan', SANDBOX, '--format=gitlab'], { files })
    expect([result.code, result.stderr]).toEqual([0, ''])
  })
})

it.each(['diff', 'gitlab'])('keeps what stops a command out of --format %s', async (format) => {
  const argv = ['plan', SANDBOX, '--format', format]
  const { code, stdout, stderr } = await runCli(argv, { files: withManifest(BROKEN) })
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('[unknown_key]')
  const usage = await runCli([...argv, '--nonsense'])
  expect([usage.code, usage.stdout]).toEqual([1, ''])
  expect(usage.stderr).toContain('unknown option')
})
