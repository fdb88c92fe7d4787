import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { childEnv } from '../support/child-env.ts'
import { sourceFile } from '../support/source-files.ts'

/** The days the tests run on: any, and where it matters the one that a test says. */

const TESTS = new URL('../', import.meta.url)
const CLOCK = new URL('../support/set-clock.mjs', import.meta.url)

/** What a process prints whose clock is set. */
const printed = (code: string, clock: string): string => {
  const argv = [`--import=${CLOCK.href}`, '--input-type=module', '--eval', code]
  const env = childEnv({ TEST_CLOCK: clock, TZ: 'Pacific/Kiritimati' })
  const { stdout, stderr } = spawnSync(process.execPath, argv, { env, encoding: 'utf8' })
  expect(stderr).toBe('')
  return stdout.trim()
}

describe('a set clock', () => {
  it('is the one of every date that a process makes', () => {
    const code = `
      const [a, b, c] = [new Date(), Date.now(), Reflect.construct(Date, [], class extends Date {})]
      console.log(a.toISOString().slice(0, 16), new Date(b).getUTCFullYear(), c.getUTCDate(), Date().slice(4, 15))
      console.log(new Date(0).toISOString(), new Date(2026, 1, 3).getMonth(), a instanceof Date)`
    expect(printed(code, '2028-02-29T11:30:00Z').split('\n')).toEqual([
      '2028-02-29T11:30 2028 29 Mar 01 2028',
      '1970-01-01T00:00:00.000Z 1 true',
    ])
  })

  it('runs on', () => {
    const code = `
      const start = Date.now()
      setTimeout(() => console.log(Date.now() - start >= 40), 50)`
    expect(printed(code, '2028-02-29T11:30:00Z')).toBe('true')
  })

  it.runIf(process.env['TEST_CLOCK'] !== undefined)(
    'is ours too, and that of our processes',
    () => {
      const { TEST_CLOCK = '' } = process.env
      const day = TEST_CLOCK.slice(0, 10)
      expect(new Date().toISOString().slice(0, 10)).toBe(day)
      const argv = ['--print', 'new Date().toISOString()']
      const { stdout } = spawnSync(process.execPath, argv, { env: childEnv(), encoding: 'utf8' })
      expect(stdout.slice(0, 10)).toBe(day)
    },
  )
})

/** Who may ask what time it is, with the reason. */
const MAY_READ: Readonly<Record<string, string>> = {
  'dated/clock.test.ts': 'is about the clock',
  'support/run-cli.ts': 'the default of a run, which is a process at any time',
  'support/run-action.ts': 'the same',
  'apply/lock/life.test.ts': 'the system tells when a process and the machine were started',
  'cli/changes/saved-plan.test.ts':
    'days are counted from the clock of a run, which is that of the process',
}

describe('a test', () => {
  it('says its time instead of asking for it', () => {
    const files = readdirSync(TESTS, { recursive: true, encoding: 'utf8' }).map((file) =>
      file.replaceAll('\\', '/'),
    )
    const asking = files.filter((file) => {
      const text = file.endsWith('.ts') ? readFileSync(new URL(file, TESTS), 'utf8') : ''
      if (!/\bnew Date\b|\bDate\.now\b/.test(text)) return false
      const { names, bare } = sourceFile(file, text)
      return names.includes('Date.now') || bare.includes('Date')
    })
    expect(asking.filter((path) => !(path in MAY_READ))).toEqual([])
    expect(Object.keys(MAY_READ).filter((path) => !asking.includes(path))).toEqual([])
  })
})
