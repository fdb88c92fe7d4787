import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { placeSandboxWorld, WORLD_NAMES } from '../../src/cli/input/world-argument.ts'
import { usesColor, widthFor } from '../../src/cli/output/output.ts'
import { parseCommandLine } from '../../src/cli/program.ts'
import { BUILT_IN_WORLDS } from '../../src/sandbox/built-in.ts'
import { folderWith, IN_SYNC, runCli, WORLD } from '../support/run-cli.ts'

describe('the command line', () => {
  it.each([
    ['an unknown command', ['plna'], 'Did you mean plan'],
    ['an unknown flag', ['plan', '--formta', 'json'], 'Did you mean --format'],
    ['a format that is none', ['plan', '--format', 'xml'], 'text, json'],
    ['too many arguments', ['show', 'a', 'b'], 'too many arguments'],
    ['a missing argument', ['show'], 'missing required argument'],
    ['a flag of another command', ['validate', '--auto-approve'], 'unknown option'],
    ['a bad number', ['plan', '--concurrency', 'many'], 'whole number'],
    ['a bad date', ['plan', '--as-of', '2026-02-30'], 'YYYY-MM-DD'],
    ['a bad duration', ['plan', '--max-wait', '5'], '5m'],
    ['a bad reason', ['plan', '--reason', 'because'], 'missing_in_live'],
    ['a token as a flag', ['plan', '--token', 'x'], 'unknown option'],
  ])('refuses %s', async (_what, argv, words) => {
    const result = await runCli(argv)
    expect([result.code, result.stdout]).toEqual([1, ''])
    expect(result.stderr.replaceAll(/\s+/g, ' ')).toContain(words)
    const json = await runCli([...argv.filter((word) => word !== 'xml'), '--format=json'])
    if (argv.includes('--format')) return
    expect(json.json()).toMatchObject({ kind: 'error', problems: [{ code: 'usage' }] })
    expect([json.code, json.stderr]).toEqual([1, ''])
  })

  it('adds the reasons of a second --reason to those of the first', () => {
    const argv = ['plan', '--reason=expired,offboarded', '--reason', 'missing_in_live']
    const parsed = parseCommandLine(argv, COMMANDS, {
      version: '0',
    } as Parameters<typeof parseCommandLine>[2])
    const reason = ['expired', 'offboarded', 'missing_in_live']
    expect(parsed).toMatchObject({ context: { flags: { reason } } })
  })

  it.each([
    [['plan', '--nonsense'], 'See bizaccess plan --help'],
    [['--nonsense'], 'See bizaccess --help'],
    [['plna'], 'See bizaccess --help'],
    [['explain', 'ANALYZE', '--list'], 'See bizaccess explain --help'],
    [['completion', 'tcsh'], 'See bizaccess completion --help'],
    [['sandbox', 'sing'], 'See bizaccess sandbox --help'],
  ])('says of %j where its help is, once', async (argv, words) => {
    const { stderr } = await runCli(argv)
    expect(stderr.replaceAll(/\s+/g, ' ').split('See bizaccess')).toHaveLength(2)
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(words)
  })

  it('prints its version and help', async () => {
    expect((await runCli(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    const { stdout, code } = await runCli(['--help'])
    expect(code).toBe(0)
    for (const { name } of COMMANDS) expect(stdout).toContain(`\n  ${name} `)
    const bare = await runCli([])
    expect([bare.code, bare.stdout, bare.stderr]).toEqual([0, stdout, ''])
    expect((await runCli(['help', 'plan'])).stdout).toContain('--detailed-exitcode')
  })

  it('reports a bug of ours with its stack, and as a document', async () => {
    const files = { 'access.yaml': IN_SYNC }
    const broken = {
      toISOString: () => {
        throw new Error('no clock')
      },
      getTime: () => 0,
      toUTCString: () => 'Thu, 01 Jan 1970 00:00:00 GMT',
    }
    const result = await runCli(['plan', '--sandbox=world.yaml', '--format=json'], {
      files: { ...files, 'world.yaml': WORLD },
      clock: () => broken as unknown as Date,
    })
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('Error: no clock\n    at ')
    expect(result.json()).toMatchObject({ kind: 'error', problems: [{ code: 'internal_error' }] })
  })
})

describe('--sandbox and the word behind it', () => {
  it('knows the names of the built-in worlds', () => {
    expect(WORLD_NAMES).toEqual(BUILT_IN_WORLDS)
  })

  it.each([
    ['a built-in name', ['plan', '--sandbox', 'brand'], ['plan', '--sandbox=brand']],
    ['a world file', ['plan', '--sandbox', 'w.yaml'], ['plan', '--sandbox=w.yaml']],
    ['a manifest', ['plan', '--sandbox', 'a.yaml'], ['plan', '--sandbox=agency', 'a.yaml']],
    ['nothing there', ['plan', '--sandbox', 'x'], ['plan', '--sandbox=agency', 'x']],
    ['a flag', ['plan', '--sandbox', '-v'], ['plan', '--sandbox', '-v']],
    ['no word', ['plan', 'a.yaml', '--sandbox'], ['plan', 'a.yaml', '--sandbox']],
    ['its own word', ['plan', '--sandbox=x', 'brand'], ['plan', '--sandbox=x', 'brand']],
  ])('%s', async (_what, argv, placed) => {
    const cwd = folderWith({ 'w.yaml': WORLD, 'a.yaml': IN_SYNC })
    expect(await placeSandboxWorld(argv, cwd)).toEqual(placed)
  })
})

describe('colour and width', () => {
  const tty = { write: () => {}, isTTY: true, columns: 132 }
  const pipe = { write: () => {}, isTTY: false, columns: null }

  it.each([
    ['a terminal', tty, true, {}, true],
    ['a pipe', pipe, true, {}, false],
    ['a dumb terminal', tty, true, { TERM: 'dumb' }, false],
    ['NO_COLOR', tty, true, { NO_COLOR: '1' }, false],
    ['an empty NO_COLOR', tty, true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR on a pipe', pipe, true, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0', tty, true, { FORCE_COLOR: '0' }, false],
    ['NO_COLOR against FORCE_COLOR', tty, true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['--no-color against FORCE_COLOR', tty, false, { FORCE_COLOR: '1' }, false],
  ])('colour with %s', (_what, sink, flag, env, colored) => {
    expect(usesColor(sink, flag, env)).toBe(colored)
  })

  it('takes the terminal, then COLUMNS, then a fixed width', () => {
    expect([widthFor(tty, { COLUMNS: '90' }), widthFor(pipe, { COLUMNS: '90' })]).toEqual([132, 90])
    expect([widthFor(pipe, {}), widthFor(pipe, { COLUMNS: 'x' })]).toEqual([100, 100])
  })

  it('shows progress on a terminal alone, and takes it away', async () => {
    const files = { 'world.yaml': WORLD, 'access.yaml': IN_SYNC }
    const shown = await runCli(['plan', '--sandbox=world.yaml'], { files, tty: true })
    expect(shown.stderr).toContain('Reading: ')
    expect(shown.stderr.endsWith('\r\u001b[2K')).toBe(true)
    const quiet = await runCli(['plan', '--sandbox=world.yaml', '--quiet'], { files, tty: true })
    expect(quiet.stderr).toBe('')
  })
})
