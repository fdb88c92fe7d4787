import { existsSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ACT_NAMES, actRow } from '../../../src/sandbox/acts/acts.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { parseWorld } from '../../../src/sandbox/world/world.ts'
import { NEEDS_APPROVAL, REMOVES, runCli, WORLD } from '../../support/run-cli.ts'

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ')

describe('a slip in the name of a world', () => {
  it.each([
    [['plan', '--sandbox', 'brnd'], 'Did you mean --sandbox brand?'],
    [['requests', '--business=1001', '--sandbox=brnd'], 'Did you mean brand?'],
    [['sandbox', '--world=larg'], 'Did you mean large?'],
  ])('%j', async (argv, words) => {
    const { code, stderr } = await runCli(argv)
    expect([code, flat(stderr)]).toEqual([1, expect.stringContaining(words)])
  })

  it('is none where no world is like it', async () => {
    const { stderr } = await runCli(['plan', '--sandbox', 'manifests'])
    expect(flat(stderr)).toContain('A sandbox world is named as --sandbox=WORLD.')
    expect(flat((await runCli(['plan', '--sandbox=xyz'])).stderr)).not.toContain('Did you mean')
  })
})

describe('sandbox', () => {
  it('says that --world is not used where a served sandbox is meant', async () => {
    const env = { BIZACCESS_GRAPH_URL: 'http://127.0.0.1:9', META_ACCESS_TOKEN: 'x' }
    const argv = ['sandbox', 'accept', 'act_1/request']
    const named = await runCli([...argv, '--world=brand'], { env })
    expect(flat(named.stderr)).toContain('--world brand is not used')
    expect((await runCli(argv, { env })).stderr).not.toContain('world_unused')
    expect((await runCli([...argv, '--world=brand'])).stderr).not.toContain('world_unused')
  })

  it('is one document with --format json', async () => {
    const reset = await runCli(['sandbox', 'reset', 'brand', '--format=json'])
    expect(reset.json()).toEqual({
      format_version: 1,
      kind: 'sandbox',
      act: 'reset',
      world: 'brand',
      was_kept: false,
      problems: [],
    })
    const argv = ['sandbox', 'accept', 'act_120000000000001/request', '--format=json']
    const played = await runCli(argv)
    expect([played.code, played.json()]).toEqual([
      0,
      expect.objectContaining({ act: 'accept', address: 'act_120000000000001/request' }),
    ])
  })

  it('tells programs where it serves', async () => {
    const served = await runCli(['sandbox', '--format=json', '--quiet'], {
      signal: AbortSignal.abort(),
    })
    expect(served.json()).toMatchObject({
      kind: 'sandbox',
      world: 'agency',
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      token: expect.stringMatching(/^SANDBOX/),
    })
    expect(served.stderr).toBe('')
  })
})

describe('somebody who clicks behind our back', () => {
  const KIM = '61550000000000009'
  const files = { 'world.yaml': WORLD, 'access.yaml': REMOVES }
  const WHERE = '--world=world.yaml'

  it('is what drift shows and apply takes back: the whole story can be typed along', async () => {
    const { cwd } = await runCli(['apply', '--sandbox=world.yaml', '--auto-approve'], { files })
    const drift = async (): Promise<readonly unknown[]> => {
      const { code, json } = await runCli(['drift', '--sandbox=world.yaml', '--format=json'], {
        cwd,
      })
      const { in_sync, differences } = json() as {
        in_sync: boolean
        differences: readonly { address: string; type: string; found: readonly string[] }[]
      }
      return [
        code,
        in_sync,
        ...differences.map(({ address, type, found }) => [address, type, found]),
      ]
    }
    expect(await drift()).toEqual([0, true])
    const tasks = 'ADVERTISE+ANALYZE'
    const address = 'act_1111/users/kim@northwind.example'
    const clicked = await runCli(['sandbox', 'assign', address, tasks, WHERE], { cwd })
    expect(clicked).toMatchObject({ code: 0, stderr: `Assigned ${address}: ${tasks}.\n` })
    expect(await drift()).toEqual([
      2,
      false,
      [`act_1111/users/${KIM}`, 'extra', expect.arrayContaining(['ADVERTISE', 'ANALYZE'])],
    ])
    expect((await runCli(['apply', '--sandbox=world.yaml', '--auto-approve'], { cwd })).code).toBe(
      0,
    )
    expect(await drift()).toEqual([0, true])
  })

  it('says in JSON what was done, with the tasks where there are some', async () => {
    const argv = ['sandbox', 'grant', 'act_1111/agencies/2002', 'ANALYZE', WHERE, '--format=json']
    expect((await runCli(argv, { files })).json()).toEqual({
      ...{ format_version: 1, kind: 'sandbox', act: 'grant', address: 'act_1111/agencies/2002' },
      ...{ tasks: 'ANALYZE', problems: [] },
    })
    const off = ['sandbox', 'unassign', `act_1111/users/${KIM}`, WHERE, '--format=json']
    expect((await runCli(off, { files })).json()).not.toHaveProperty('tasks')
  })

  it.each([
    [['assign'], 'sandbox assign needs an address: bizaccess sandbox assign ASSET/users/PERSON'],
    [['unassign', 'act_1111/users/1', 'ANALYZE'], 'sandbox unassign takes no tasks'],
    [['reset', 'brand', 'agency'], 'sandbox reset takes one world'],
    [['asign', 'act_1111/users/1'], 'Did you mean assign?'],
    [['assign', 'act_1111/users/kim', 'ANALYZE'], `Did you mean ${KIM} (Kim Poole`],
    [['revoke', 'act_1111/agencies/2002'], '2002 (Brightside) is no agency of it.'],
  ])('is told what is wrong: %j', async (argv, words) => {
    const { code, stderr, cwd } = await runCli(['sandbox', ...argv, WHERE], { files })
    expect([code, flat(stderr)]).toEqual([1, expect.stringContaining(words)])
    expect(existsSync(join(cwd, '.bizaccess'))).toBe(false)
  })

  it('acts on a served sandbox as on a kept world', async () => {
    const sandbox = await startSandbox({ world: parseWorld(WORLD) })
    const env = { BIZACCESS_GRAPH_URL: sandbox.url, META_ACCESS_TOKEN: sandbox.token }
    try {
      const done = await runCli(
        ['sandbox', 'assign', 'act_1111/users/lee@northwind.example', 'ANALYZE'],
        { env },
      )
      expect([done.code, sandbox.world().assets.get('act_1111')?.users.size]).toEqual([0, 3])
      const { code, json } = await runCli(
        ['sandbox', 'assign', 'act_1111/users/lee@northwind.example', 'ANALIZE', '--format=json'],
        { env },
      )
      const [problem] = json()['problems'] as readonly { code: string; message: string }[]
      expect([code, problem?.code]).toEqual([1, 'cannot_be_played'])
      expect(problem?.message).toContain('Did you mean ANALYZE?')
    } finally {
      await sandbox.close()
    }
  })

  it('is in the help, each act with its address and what it does', async () => {
    const { stdout } = await runCli(['sandbox', '--help'])
    for (const name of ACT_NAMES) {
      const { address, tasks, about } = actRow(name)
      expect(stdout).toContain(`  ${name} ${address}${tasks ? ' TASKS' : ''}\n      ${about}\n`)
    }
  })
})

describe('a world file', () => {
  const files = { 'world.yaml': WORLD, 'access.yaml': REMOVES }
  const plan = (cwd: string) => runCli(['plan', '--sandbox=world.yaml'], { cwd })

  it('that is edited once it is kept is said, once a run, until the world is reset', async () => {
    const { cwd } = await runCli(['apply', '--sandbox=world.yaml', '--auto-approve'], { files })
    expect((await plan(cwd)).stderr).not.toContain('edited')
    writeFileSync(join(cwd, 'world.yaml'), WORLD.replace('Brightside', 'Brighter Side'))
    // Whatever its time says.
    utimesSync(join(cwd, 'world.yaml'), 0, 0)
    const edited = await plan(cwd)
    expect(edited.code).toBe(0)
    expect(flat(edited.stderr).split('was edited').length).toBe(2)
    expect(flat(edited.stderr)).toContain('`bizaccess sandbox reset world.yaml`')
    // What is kept anew goes on to be of the file as it was.
    const act = ['sandbox', 'assign', 'act_1111/users/lee@northwind.example', 'ANALYZE']
    const acted = await runCli([...act, '--world=world.yaml', '--quiet'], { cwd })
    expect([acted.code, flat(acted.stderr)]).toEqual([0, expect.stringContaining('was edited')])
    expect((await plan(cwd)).stderr).toContain('was edited')
    await runCli(['sandbox', 'reset', 'world.yaml'], { cwd })
    expect((await plan(cwd)).stderr).not.toContain('edited')
  })

  it('gives its name to the world', async () => {
    const { stdout } = await runCli(['plan', '--sandbox=world.yaml'], { files })
    expect(flat(stdout)).toMatch(/in the sandbox world world\b(?!-)/)
  })
})

describe('demo at a terminal', () => {
  it('waits for Enter before each screen, none longer than a terminal, and needs none with --fast', async () => {
    const told = await runCli(['demo'], { tty: true, answer: '' })
    expect(told.code).toBe(0)
    const lines = told.stdout.trimEnd().split('\n').length
    expect(told.questions.length).toBeGreaterThanOrEqual(Math.floor(lines / 22))
    const fast = await runCli(['demo', '--fast'], { tty: true, answer: '' })
    expect([fast.code, fast.questions]).toEqual([0, []])
  }, 120_000)

  it('ends where nobody goes on', async () => {
    const left = await runCli(['demo'], { tty: true, answer: null })
    expect([left.code, left.questions.length]).toEqual([0, 1])
    expect(left.stdout).not.toContain('2. access.yaml')
  }, 60_000)
})

it('demo has no format but its own', async () => {
  const { code, stderr } = await runCli(['demo', '--format=json'])
  expect([code, stderr]).toEqual([1, ''])
})

describe('the clock of a run', () => {
  it('is that of its sandbox as well: what waits, since when, and whether they agree', async () => {
    const files = { 'world.yaml': WORLD, 'access.yaml': NEEDS_APPROVAL }
    const first = { files, now: '2028-02-29T23:30:00Z' }
    const { cwd } = await runCli(['apply', '--sandbox=world.yaml', '--auto-approve'], first)
    const { stdout } = await runCli(['plan', '--sandbox=world.yaml'], {
      cwd,
      now: '2028-03-01T00:30:00Z',
    })
    expect(flat(stdout)).toContain('as of 2028-03-01')
    expect(flat(stdout)).toContain('approval since 2028-02-29')
    const doctor = await runCli(['doctor', '--sandbox=world.yaml'], { ...first, cwd })
    expect(flat(doctor.stdout)).toMatch(/ok clock agrees with the API's/)
  })
})
