import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CliCase, runCli } from '../../support/run-cli.ts'

/** `demo` at a terminal of 80 columns by 24 lines. */

const NOW = '2026-11-22T09:30:00Z'
const ROWS = 24
const COLUMNS = 80
const QUESTION = 'Enter goes on: '

const folders = (): readonly string[] =>
  readdirSync(tmpdir()).filter((name) => name.startsWith('bizaccess-demo-'))

const told = (given: CliCase = {}, ...argv: readonly string[]) =>
  runCli(['demo', '--no-color', ...argv], { tty: true, columns: COLUMNS, now: NOW, ...given })

describe('demo at a terminal', () => {
  it('tells the same story with pauses and without', async () => {
    const { code, stdout, questions } = await told({ answer: '' })
    const whole = await told({}, '--fast')
    const linesOf = (text: string) => text.split('\n').filter((line) => line !== '')
    expect([code, whole.code]).toEqual([0, 0])
    expect(linesOf(whole.stdout)).toEqual(linesOf(stdout))
    expect(linesOf(stdout).filter((line) => /^\d\. /.test(line))).toHaveLength(7)
    expect(new Set(questions)).toEqual(new Set([QUESTION]))
  })

  it.each([COLUMNS, 40])(
    'pauses before %i columns by 24 lines are full, long lines broken',
    async (columns) => {
      const shown: string[] = []
      let seen = ''
      const { run } = await import('../../../src/cli/run.ts')
      const sink = { isTTY: true, columns }
      const code = await run(['demo', '--no-color'], {
        ...{ cwd: tmpdir(), env: {}, now: () => new Date(NOW) },
        signal: new AbortController().signal,
        stdout: {
          ...sink,
          write: (text) => {
            seen += text
          },
        },
        stderr: { ...sink, write: () => {} },
        ask: async () => {
          shown.push(seen)
          seen = ''
          return ''
        },
      })
      shown.push(seen)
      expect(code).toBe(0)
      const heights = shown.map((screen) =>
        screen
          .replace(/\n$/, '')
          .split('\n')
          .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / columns)), 0),
      )
      expect(Math.max(...heights)).toBeLessThan(ROWS)
    },
  )

  it('ends with 130 on Ctrl-C, wherever it is, and leaves no folder behind', async () => {
    const before = folders()
    for (const at of [1, 4, 9]) {
      const interrupt = new AbortController()
      let asked = 0
      const { code, stderr } = await told({
        ...{ answer: '', signal: interrupt.signal },
        onQuestion: () => {
          asked += 1
          if (asked === at) interrupt.abort()
        },
      })
      expect([at, code, stderr]).toEqual([at, 130, ''])
    }
    expect(folders()).toEqual(before)
  })

  it('ends well where nobody wants to see more', async () => {
    const { code, stdout } = await told({ answer: null })
    expect(code).toBe(0)
    expect(stdout).toMatch(/^1\. /)
    expect(stdout).not.toMatch(/^2\. /m)
  })

  it('ends on the page of the review with --open, which alone is left', async () => {
    const before = folders()
    const started: (readonly string[])[] = []
    const { code, stderr } = await told(
      {
        ...{ answer: '', env: { DISPLAY: ':0' }, platform: 'linux' },
        launch: async (program, args) => {
          started.push([program, ...args])
          return null
        },
      },
      '--open',
    )
    expect(code).toBe(0)
    const [[program, page = ''] = []] = started
    expect([started.length, program]).toEqual([1, 'xdg-open'])
    expect(stderr).toContain(page)
    expect(readFileSync(page, 'utf8')).toMatch(/<h1>bizaccess review<\/h1>[\s\S]*Northwind/)
    expect(folders()).toEqual(before)
    rmSync(dirname(page), { recursive: true })
  })
})
