import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CliCase, runCli } from '../../support/run-cli.ts'

const MANIFEST = `version: 1
business: "1001"
ad_accounts:
  act_1111: {mode: additive, users: {}}
`

const validate = (paths: readonly string[], given: CliCase) => runCli(['validate', ...paths], given)

describe('- as PATH', () => {
  it('is the manifest on standard input', async () => {
    const { code, stdout } = await validate(['-'], { stdin: MANIFEST })
    expect(stdout).toBe('Valid: 1 file, 1 asset.\n')
    expect(code).toBe(0)
  })

  it('is read once, and together with files', async () => {
    const files = { 'shared.yaml': 'version: 1\npeople: {ann: "6001"}\n' }
    const { stdout } = await validate(['-', 'shared.yaml', '-'], { stdin: MANIFEST, files })
    expect(stdout).toBe('Valid: 2 files, 1 asset.\n')
  })

  it('is what problems and lines of a plan call it', async () => {
    const { stdout, code } = await validate(['-'], { stdin: `${MANIFEST}pagez: {}\n` })
    expect(stdout).toContain('error -:5:1 [unknown_key]')
    expect(code).toBe(1)
    const planned = await runCli(['plan', '-', '--sandbox', 'brand', '--format', 'json'], {
      stdin: 'version: 1\nbusiness: "1001"\nad_accounts: {act_110000000000001: {agencies: {}}}\n',
      now: '2026-11-22T09:00:00Z',
    })
    const { steps } = JSON.parse(planned.stdout)
    expect(steps.length).toBeGreaterThan(0)
    expect(new Set(steps.map((step: { source: { file: string } }) => step.source.file))).toEqual(
      new Set(['-']),
    )
  })

  it('is a file of that name where one stands in a folder', async () => {
    const files = { '-': MANIFEST }
    const { stdout } = await validate(['./-'], { files, stdin: 'nothing' })
    expect(stdout).toBe('Valid: 1 file, 1 asset.\n')
    const both = await validate(['-', './-'], { files, stdin: `${MANIFEST}pagez: {}\n` })
    expect(both.stdout).toContain('error -:5:1 [unknown_key]')
    expect(both.stdout).toContain(' ./-:4:')
  })

  it('has to be UTF-8 and not empty, as a file has', async () => {
    const latin = Buffer.from(MANIFEST.replace('act_1111', 'act_\u00e9'), 'latin1')
    expect((await validate(['-'], { stdin: latin })).stdout).toContain('error -:4:7 [not_utf8]')
    expect((await validate(['-'], { stdin: '' })).code).toBe(1)
  })

  it('asks nobody to type a manifest', async () => {
    const { stdout, code } = await validate(['-'], {})
    expect(stdout).toContain('[stdin_is_terminal]')
    expect(code).toBe(1)
  })

  it.each([
    ['import', '--into', '-', '--sandbox', 'brand'],
    ['offboard', 'kim', '--into', '-'],
  ])('is nothing to write to: %s', async (...argv) => {
    const { stdout, stderr, code, cwd } = await runCli(argv, { stdin: MANIFEST })
    expect(stdout + stderr).toContain('[stdin_written]')
    expect(code).toBe(1)
    expect(existsSync(join(cwd, '-'))).toBe(false)
  })
})
