import { describe, expect, it } from 'vitest'
import { checkSwitches, isOn } from '../../src/cli/environment.ts'
import { usesColor } from '../../src/cli/output/output.ts'
import { MANIFEST, runCli, WORLD } from '../support/run-cli.ts'

const FILES = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
const APPLY = ['apply', '--sandbox=world.yaml', '--auto-approve', '--format=json']
const env = (value: string) => ({ BIZACCESS_READ_ONLY: value })

describe('BIZACCESS_READ_ONLY', () => {
  it.each(['1', 'true', 'yes', 'on', 'TRUE', 'On', ' 1', 'yes\n'])('%j: on', (value) => {
    expect(isOn('BIZACCESS_READ_ONLY', env(value))).toBe(true)
    expect(() => checkSwitches(env(value))).not.toThrow()
  })

  it.each(['', ' ', '0', 'false', 'no', 'off', 'OFF'])('%j: off', (value) => {
    expect(isOn('BIZACCESS_READ_ONLY', env(value))).toBe(false)
    expect(() => checkSwitches(env(value))).not.toThrow()
  })

  it.each(['true', ' 1'])('%j keeps from every write', async (value) => {
    const { code, json } = await runCli(APPLY, { files: FILES, env: env(value) })
    expect(code).toBe(1)
    expect(json()).toMatchObject({ summary: { done: 0 }, calls: { write: 0 } })
  })

  it.each(['2', 'maybe', 'ture', '1;', 'enabled', '-'])(
    '%j stops before anything',
    async (value) => {
      const { code, json } = await runCli(APPLY, { files: FILES, env: env(value) })
      expect(code).toBe(1)
      expect(json()).toMatchObject({ kind: 'error', problems: [{ code: 'bad_switch' }] })
    },
  )

  it('never shows a long value: it may be a secret in the wrong place', async () => {
    const { stdout, stderr } = await runCli(APPLY, { files: FILES, env: env('EAAsecretsecret') })
    expect(stdout + stderr).not.toContain('EAAsecret')
    expect(stdout).toContain('15 characters')
  })

  it.each([
    'BIZACCESS_READONLY',
    'bizaccess_read_only',
    'BIZACCESS_READ_OLNY',
    'BIZACCES_READ_ONLY',
  ])('%s is a slip that stops', async (name) => {
    const { code, json } = await runCli(APPLY, { files: FILES, env: { [name]: '1' } })
    expect(code).toBe(1)
    expect(json()).toMatchObject({ problems: [{ code: 'misnamed_switch' }] })
  })

  it('is not meant by the other variables', () => {
    const others = ['GRAPH_URL', 'STATE_DIR', 'REVIEW_KEY', 'PROPERTY_RUNS']
    const set = Object.fromEntries(others.map((name) => [`BIZACCESS_${name}`, 'x']))
    expect(() => checkSwitches({ ...set, PATH: '/bin', META_ACCESS_TOKEN: 'x' })).not.toThrow()
  })
})

describe('FORCE_COLOR', () => {
  const sink = { write: () => {}, isTTY: false, columns: null }

  it.each<[string, boolean]>([
    ['1', true],
    ['3', true],
    ['true', true],
    [' yes ', true],
    ['0', false],
    ['false', false],
    ['', false],
  ])('%j: %s', (value, uses) => {
    expect(usesColor(sink, true, { FORCE_COLOR: value })).toBe(uses)
  })

  it('stops where it is neither', async () => {
    const result = await runCli(APPLY, { files: FILES, env: { FORCE_COLOR: 'always' } })
    expect(result.json()).toMatchObject({ problems: [{ code: 'bad_switch' }] })
  })
})

it('every command asks first', async () => {
  const { code, stderr } = await runCli(['validate'], { files: FILES, env: env('maybe') })
  expect(code).toBe(1)
  expect(stderr).toContain('BIZACCESS_READ_ONLY')
})
