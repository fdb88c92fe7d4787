import { existsSync, readFileSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { completedCommands } from '../../../src/cli/completion/completion-words.ts'
import { launch } from '../../../src/cli/output/launch.ts'
import {
  type CliCase,
  folderWith,
  IN_SYNC,
  MANIFEST,
  runCli,
  WORLD,
} from '../../support/run-cli.ts'

/** `--open`: a page in the browser, without a browser. */

const SANDBOX = '--sandbox=world.yaml'
const FILES = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
const DISPLAY = { DISPLAY: ':0' }

interface Started {
  readonly program: string
  readonly args: readonly string[]
}

/** Runs at a terminal with a screen, and keeps what was started. */
const opening = async (
  argv: readonly string[],
  given: CliCase = {},
  answer: string | null = null,
) => {
  const started: Started[] = []
  const result = await runCli([...argv, '--open'], {
    ...{ files: FILES, env: DISPLAY, tty: true, platform: 'linux' },
    ...given,
    launch: async (program, args) => {
      started.push({ program, args })
      return answer
    },
  })
  const [, page = ''] = /The page is (.+?) \((?:not )?opened/.exec(result.stderr) ?? []
  return { ...result, started, page }
}

const pageless = (page: string): void => rmSync(dirname(page), { recursive: true })

describe('--open', () => {
  it.each([
    ['linux', DISPLAY, 'xdg-open', []],
    ['freebsd', { WAYLAND_DISPLAY: 'wayland-0' }, 'xdg-open', []],
    ['darwin', {}, '/usr/bin/open', []],
    [
      'win32',
      { SystemRoot: 'D:\\Win' },
      'D:\\Win\\System32\\rundll32.exe',
      ['url.dll,FileProtocolHandler'],
    ],
  ] as const)('gives the page to what opens files on %s, and nothing else', async (...row) => {
    const [platform, env, program, before] = row
    const { code, page, started, stdout, stderr } = await opening(['drift', SANDBOX], {
      files: { ...FILES, 'access.yaml': IN_SYNC },
      ...{ platform, env: { ...env, NO_COLOR: '1' } },
    })
    expect(code).toBe(0)
    expect(started).toEqual([{ program, args: [...before, page] }])
    expect(stderr).toContain(`The page is ${page} (opened in the browser).\n`)
    expect(stdout).toMatch(/^Business 1001/)
    expect(readFileSync(page, 'utf8')).toMatch(/^<!doctype html>/i)
    pageless(page)
  })

  it.skipIf(process.platform === 'win32')('keeps its own page to its owner', async () => {
    const { page } = await opening(['review', SANDBOX])
    expect(basename(page)).toBe('review.html')
    expect(statSync(page).mode & 0o777).toBe(0o600)
    expect(statSync(dirname(page)).mode & 0o777).toBe(0o700)
    pageless(page)
  })

  it('opens the file of -o, and makes no other', async () => {
    const argv = ['plan', SANDBOX, '-o', 'p.json', '-o', 'sub dir & co.html']
    const { cwd, page, started } = await opening(argv)
    expect(page).toBe(join(cwd, 'sub dir & co.html'))
    expect(started).toEqual([{ program: 'xdg-open', args: [page] }])
  })

  it('opens the page of what failed, too, and keeps the exit code', async () => {
    const { code, page, started } = await opening(['apply', SANDBOX])
    expect([code, started.length]).toEqual([1, 1])
    expect(readFileSync(page, 'utf8')).toContain('not_interactive')
    pageless(page)
  })

  it('opens nothing where there is no report, not even the page of an earlier run', async () => {
    const files = { 'access.yaml': 'version: 9\n', 'world.yaml': WORLD, 'old.html': 'old' }
    const { code, started, stderr } = await opening(['plan', SANDBOX, '-o', 'old.html'], { files })
    expect([code, started, stderr.includes('The page is')]).toEqual([1, [], false])
  })

  it.each<[string, CliCase]>([
    ['this is a CI run', { env: { ...DISPLAY, CI: 'true' } }],
    ['there is no terminal', { tty: false }],
    ['there is no display', { env: {} }],
    ['this is a remote session', { env: { SSH_CONNECTION: '192.0.2.1 1 192.0.2.2 22' } }],
    ['this is a remote session', { env: { SSH_CONNECTION: 'x' }, platform: 'darwin' }],
  ])('says where the page is instead of failing: %s', async (words, given) => {
    const { code, page, started, stderr } = await opening(['validate', '-q'], given)
    expect([code, started]).toEqual([0, []])
    expect(stderr).toContain(`(not opened: ${words}`)
    expect(existsSync(page)).toBe(true)
    pageless(page)
  })

  it('says why nothing was opened where the program does not start', async () => {
    const { code, page, stderr } = await opening(['validate'], {}, 'xdg-open: no such program')
    expect([code, stderr]).toEqual([0, expect.stringContaining('not opened: xdg-open: no such')])
    pageless(page)
  })

  it('is there for every command that has a page', () => {
    const commands = completedCommands(COMMANDS).filter(({ name }) => name !== 'demo')
    const named = (flag: string, has: (words: readonly string[]) => boolean) =>
      commands
        .filter(({ flags }) => flags.some(({ names, words }) => names.includes(flag) && has(words)))
        .map(({ name }) => name)
    expect(named('--open', () => true)).toEqual(
      named('--format', (words) => words.includes('html')),
    )
  })
})

describe('launching', () => {
  const script = (text: string): string => join(folderWith({ 's.cjs': text }), 's.cjs')

  it('takes arguments as they are, and passes no secret on', async () => {
    const file = script(
      `require('fs').writeFileSync(process.argv[2], JSON.stringify([process.argv.slice(3), process.env]))`,
    )
    const out = join(dirname(file), 'out.json')
    const words = ['a b & $(c) "d" %PATH% ;', "'e'"]
    const secrets = {
      META_ACCESS_TOKEN_1001: 'T1',
      meta_app_secret: 'T2',
      BIZACCESS_REVIEW_KEY: 'T3',
    }
    const env = { ...process.env, ...secrets, KEPT: 'yes' }
    expect(await launch(process.execPath, [file, out, ...words], env)).toBeNull()
    const text = readFileSync(out, 'utf8')
    expect(JSON.parse(text)).toMatchObject([words, { KEPT: 'yes' }])
    for (const secret of Object.keys(secrets)) expect(text).not.toContain(secret)
  })

  it('says what is not there and what fails, and leaves alone what goes on', async () => {
    expect(await launch('no-such-program', ['x'], process.env)).toContain('no-such-program: ')
    expect(await launch(process.execPath, [script('process.exit(3)')], process.env)).toContain(
      'failed',
    )
    const long = script('setTimeout(() => {}, 6000)')
    expect(await launch(process.execPath, [long], process.env)).toBeNull()
  }, 20_000)
})
