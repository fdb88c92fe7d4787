import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Sandbox, startSandbox } from '../../src/sandbox/server.ts'
import { parseWorld } from '../../src/sandbox/world/world.ts'
import { type ActionCase, runActionHere } from '../support/run-action.ts'
import { MANIFEST, WORLD } from '../support/run-cli.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ world: parseWorld(WORLD) })
})
afterEach(() => sandbox.close())

const act = (given: ActionCase) =>
  runActionHere({
    files: { 'access.yaml': MANIFEST },
    ...given,
    env: { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token },
  })

describe('inputs', () => {
  it.each([
    [{ command: 'destroy' }, 'command'],
    [{ command: '' }, 'command'],
    [{ command: 'apply' }, 'expect'],
    [{ command: 'apply', expect: 'yes' }, 'expect'],
    [{ command: 'plan', expect: 'any' }, 'expect'],
    [{ command: 'offboard', name: 'kim', expect: 'reviewed' }, 'expect'],
    [{ command: 'offboard' }, 'name'],
    [{ command: 'plan', name: 'kim' }, 'name'],
    [{ command: 'plan', business: '1001 --auto-approve' }, 'business'],
    [{ command: 'plan', comment: 'yes' }, 'comment'],
    [{ command: 'plan', issue: 'true' }, 'issue'],
    [{ command: 'plan', only: 'act_1*\n--auto-approve' }, 'only'],
  ])('%j are refused before anything is run', async (inputs, name) => {
    const { code, stdout } = await act({ inputs: inputs as ActionCase['inputs'] })
    expect(code).toBe(1)
    expect(stdout).toMatch(new RegExp(`^::error title=action_input::input ${name}: `, 'm'))
    expect(sandbox.requests).toEqual([])
  })

  it.each([
    [{ command: 'plan', paths: '--auto-approve' }],
    [{ command: 'plan', paths: '-h' }],
    [{ command: 'plan', paths: '--sandbox' }],
    [{ command: 'plan', policy: '--auto-approve' }],
    [{ command: 'plan', only: '--auto-approve' }],
    [{ command: 'offboard', name: '--business=2002' }],
    [{ command: 'validate', 'state-dir': 'x' }],
    [{ command: 'plan', 'allow-revocations': '1 --replace=x' }],
  ])('%j are values and never flags', async (inputs) => {
    const { code, stdout } = await act({ inputs: inputs as ActionCase['inputs'] })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error /m)
    expect(sandbox.commits).toEqual([])
  })

  it.each([
    { command: 'validate' },
    { command: 'plan' },
    { command: 'apply', expect: 'any' },
    { command: 'drift' },
    { command: 'offboard', name: 'kim' },
  ])('%j takes a path that is a flag of its own for a path', async (inputs) => {
    const { code, stdout } = await act({
      inputs: { ...(inputs as ActionCase['inputs']), paths: '--quiet' },
    })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=path_missing::there is no file or folder --quiet/m)
    expect(sandbox.requests).toEqual([])
  })

  it('another business than the input says is not touched', async () => {
    const inputs = { command: 'apply', expect: 'any', business: '2002' }
    const { code, stdout } = await act({ inputs })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^::error title=action_business::/m)
    expect(sandbox.requests).toEqual([])
  })
})
