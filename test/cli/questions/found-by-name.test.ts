import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli } from '../../support/run-cli.ts'

/** Whoever searches a report for a name or an e-mail finds the person, whatever the format. */

const NOW = '2026-11-22T09:30:00Z'
const SANDBOX = '--sandbox=world.yaml'
const example = (file: string): string =>
  readFileSync(new URL(`../../../examples/brand/${file}`, import.meta.url), 'utf8')
const FILES = { 'access.yaml': example('access.yaml'), 'world.yaml': example('world.yaml') }
const WITHOUT = { 'world.yaml': FILES['world.yaml'] }

const shown = (argv: readonly string[], files: Readonly<Record<string, string>>, columns = 60) =>
  runCli([...argv, SANDBOX], { cwd: folderWith(files), now: NOW, columns })

describe.each([
  ['with its manifest', FILES, ['--only=*']],
  ['without one', WITHOUT, ['--business=1001']],
] as const)('a review %s', (_, files, flags) => {
  it.each(['text', 'markdown', 'html', 'csv', 'json'])('names Kim in %s', async (format) => {
    const { stdout } = await shown(['review', ...flags, `--format=${format}`], files)
    for (const word of ['Kim Adler', 'kim@northwind.example', '61550000000001013'])
      expect(stdout, word).toContain(word)
  })

  it.each(['text', 'markdown', 'html', 'json'])('has the asset groups in %s', async (format) => {
    const { stdout } = await shown(['review', ...flags, `--format=${format}`], files)
    expect(stdout).toContain('Spring launch')
    expect(stdout).toContain('810000000000011')
  })

  it('has what is held in an asset group as a row of the CSV', async () => {
    const { stdout } = await shown(['review', ...flags, '--format=csv'], files)
    const rows = stdout.split('\n').filter((line) => line.includes('"group 810000000000011"'))
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toContain('"Kim Adler",kim@northwind.example')
    expect(stdout).not.toMatch(/(\b[a-z_]+)\+\1\b/)
  })

  it.each([60, 80])('fits %i columns, and leaves no blanks at an end', async (columns) => {
    const { stdout } = await shown(['review', ...flags], files, columns)
    const wide = stdout
      .split('\n')
      .filter((line) => line.length > columns && line.trim().includes(' '))
    expect(wide).toEqual([])
    expect(stdout).not.toMatch(/[ ]$/m)
  })
})

describe('who', () => {
  it.each(['text', 'markdown', 'html', 'json'])('names Kim in %s', async (format) => {
    for (const called of ['kim', 'kim@northwind.example', '61550000000001013']) {
      const { stdout } = await shown(['who', called, `--format=${format}`], FILES)
      for (const word of ['Kim Adler', 'kim@northwind.example', '61550000000001013'])
        expect(stdout, `${word} for ${called}`).toContain(word)
    }
  })
})

describe('coverage', () => {
  it.each(['review', 'drift'])('is told and counted by %s', async (command) => {
    const { json } = await shown([command, '--format=json'], FILES)
    const { coverage } = json() as {
      coverage: { declared: number; live: number; by_kind: Record<string, { live: number }> }
    }
    const kinds = Object.values(coverage.by_kind)
    expect(coverage.live).toBe(kinds.reduce((sum, { live }) => sum + live, 0))
    expect(coverage.by_kind['ad_account']).toEqual({ declared: 6, live: 8 })
    for (const format of ['text', 'markdown', 'html']) {
      const { stdout } = await shown([command, `--format=${format}`], FILES, 200)
      expect(stdout.replace(/\s+/g, ' '), format).toContain(
        `the manifest declares ${coverage.declared} of ${coverage.live} live grants`,
      )
    }
  })
})
