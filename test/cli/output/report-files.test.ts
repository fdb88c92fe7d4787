import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { completedCommands } from '../../../src/cli/completion/completion-words.ts'
import { ENDINGS } from '../../../src/cli/output/report-files.ts'
import { parseCommandLine } from '../../../src/cli/program.ts'
import { folderWith, IN_SYNC, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

/** `-o`: one read, a file for each reader, and stdout for the log. */

const SANDBOX = '--sandbox=world.yaml'
const NOW = '2026-11-24T09:00:00Z'
const FILES = { 'access.yaml': MANIFEST, 'world.yaml': WORLD }
const POSIX = process.platform !== 'win32'

const textIn = (cwd: string, file: string): string => readFileSync(join(cwd, file), 'utf8')

const HTML = /^<!doctype html>/i

describe('-o of a plan', () => {
  it('writes each file in the format of its ending, from one read', async () => {
    const argv = ['plan', SANDBOX, '--verbose']
    const once = await runCli(argv, { files: FILES, now: NOW })
    const outs = ['p.json', 'p.md', 'p.html', 'P.DIFF'].flatMap((file) => ['-o', file])
    const { cwd } = once
    const all = await runCli([...argv, ...outs], { cwd, now: NOW })
    expect([all.code, all.stderr]).toEqual([0, ''])
    // The same text, with the same number of calls in it.
    expect(all.stdout).toBe(once.stdout)
    const plan = JSON.parse(textIn(cwd, 'p.json'))
    expect(plan).toMatchObject({ kind: 'plan' })
    expect(textIn(cwd, 'p.html')).toMatch(HTML)
    for (const [file, format] of [
      ['p.md', 'markdown'],
      ['p.html', 'html'],
      ['P.DIFF', 'diff'],
    ] as const) {
      const { stdout } = await runCli([...argv, '--format', format], { cwd, now: NOW })
      expect(textIn(cwd, file)).toBe(stdout)
    }
    const shown = await runCli(['show', 'p.json', '--format=json'], { cwd })
    expect(shown.stdout).toBe(textIn(cwd, 'p.json'))
  })

  it('is the saved plan, whatever stdout says, and where the ending says nothing', async () => {
    const argv = ['plan', SANDBOX, '-o', 'p.json', '-o', 'plan.out']
    const text = await runCli(argv, { files: FILES, now: NOW })
    expect(text.stdout).toContain('Plan: ')
    const { cwd } = text
    const before = ['p.json', 'plan.out'].map((file) => textIn(cwd, file))
    const json = await runCli([...argv, '--format=json'], { cwd, now: NOW })
    const after = ['p.json', 'plan.out'].map((file) => textIn(cwd, file))
    expect([...before, ...after]).toEqual(Array(4).fill(json.stdout))
    const applied = await runCli(['apply', 'plan.out', SANDBOX, '--auto-approve'], {
      cwd,
      now: NOW,
    })
    expect([applied.code, applied.stderr]).toEqual([0, ''])
  })

  it('takes --format where the ending says nothing', async () => {
    const argv = ['plan', SANDBOX, '--format=github', '-o', 'annotations.txt']
    const { cwd, stdout } = await runCli(argv, { files: FILES, now: NOW })
    expect(textIn(cwd, 'annotations.txt')).toMatch(/^::/m)
    expect(stdout).toContain('Plan: ')
    expect(stdout).not.toMatch(/^::/m)
  })
})

describe('-o is refused before anything is read', () => {
  it.each([
    [['plan', '--format=html', '-o', 'p.json'], 'is json by its ending, but --format is html'],
    [['plan', '--format=markdown', '-o', 'p.html'], 'but --format is markdown'],
    [['plan', '--format=gitlab', '-o', 'p.json'], 'but --format is gitlab'],
    [['plan', '--format=text', '-o', 'p.md'], 'but --format is text'],
    [
      ['plan', '-o', 'p.json', '-o', 'p.csv'],
      'plan has no csv. It has text, json (.json), markdown',
    ],
    [['drift', '-o', 'd.csv'], 'drift has no csv'],
    [['doctor', '-o', 'd.diff'], 'doctor has no diff'],
    [['import', '-o', 'm.html'], 'a manifest in YAML'],
    [['snapshot', '-o', 'w.json'], 'a world in YAML'],
    [['schema', '-o', 'a.json', '-o', 'b.json'], 'given once'],
    [['import', '-o', 'a.yaml', '-o', 'b.yaml'], 'given once'],
  ])('%j', async (argv, words) => {
    const cwd = folderWith({})
    const { code, stdout, stderr } = await runCli([...argv, '--quiet'], { cwd })
    const said = `${stdout}${stderr}`.replaceAll(/\s+/g, ' ')
    expect([code, said]).toEqual([1, expect.stringContaining(words)])
    expect(said).toContain(`See bizaccess ${argv[0]} --help`)
    expect(readdirSync(cwd)).toEqual([])
  })

  it('where two are one file', async () => {
    for (const [one, other] of [
      ['a.json', './a.json'],
      ['real.json', 'link.json'],
      ['d/x.json', 'e/x.json'],
    ] as const) {
      const cwd = folderWith({ ...FILES, 'real.json': 'old' })
      mkdirSync(join(cwd, 'd'))
      if (POSIX) {
        symlinkSync('real.json', join(cwd, 'link.json'))
        symlinkSync('d', join(cwd, 'e'))
      } else if (one !== 'a.json') continue
      const { code, stderr } = await runCli(['plan', SANDBOX, '-o', one, '-o', other], { cwd })
      expect([code, stderr]).toEqual([1, expect.stringContaining('same_file')])
      expect(textIn(cwd, 'real.json')).toBe('old')
      expect(existsSync(join(cwd, '.bizaccess'))).toBe(false)
    }
  })

  it('where one of several cannot be written', async () => {
    const argv = ['plan', SANDBOX, '-o', 'a.json', '-o', 'no/b.html']
    const { code, cwd, stderr } = await runCli(argv, { files: FILES })
    expect([code, stderr]).toEqual([1, expect.stringContaining('not_written')])
    expect(existsSync(join(cwd, 'a.json'))).toBe(false)
  })
})

describe('-o of every command', () => {
  const around = { version: '0' } as Parameters<typeof parseCommandLine>[2]
  const reporting = completedCommands(COMMANDS).flatMap(({ name, flags }) => {
    const formats = flags.find(({ names }) => names.includes('--format'))?.words ?? []
    return formats.length > 2 && name !== 'init' && name !== 'import' ? [{ name, formats }] : []
  })

  it('is there for every report', () => {
    expect(reporting.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['validate', 'plan', 'apply', 'offboard', 'rehearse', 'show', 'log']),
    )
  })

  it.each(reporting)('$name takes the endings of its formats alone', ({ name, formats }) => {
    const row = COMMANDS.find((each) => each.name === name)
    const args = row?.args.startsWith('<') === true ? ['x'] : []
    for (const [ending, format] of Object.entries(ENDINGS)) {
      const parsed = parseCommandLine([name, ...args, '-o', `r${ending}`], COMMANDS, around)
      const files = [{ path: `r${ending}`, format }]
      expect(parsed).toMatchObject(
        formats.includes(format)
          ? { type: 'run', context: { flags: { format: 'text' }, files } }
          : { type: 'usage' },
      )
    }
  })
})

describe('-o over a manifest', () => {
  const around = { version: '0' } as Parameters<typeof parseCommandLine>[2]
  const writing = completedCommands(COMMANDS).filter(({ flags }) =>
    flags.some(({ names }) => names.includes('--out')),
  )
  /** What these make is YAML. */
  const YAML = ['init', 'import', 'snapshot']

  it.each(writing.map(({ name }) => name))('is no report of %s', (name) => {
    const row = COMMANDS.find((each) => each.name === name)
    const args = row?.args.startsWith('<') === true ? ['x'] : []
    for (const file of ['access.yaml', 'd/access.yml', 'ACCESS.YAML']) {
      for (const format of [[], ['--format=json']]) {
        const parsed = parseCommandLine([name, ...args, ...format, '-o', file], COMMANDS, around)
        if (YAML.includes(name)) {
          expect(parsed.type).toBe('run')
          continue
        }
        if (parsed.type !== 'usage') throw new Error(`${name} -o ${file} is let through`)
        expect(parsed.words).toContain(`See bizaccess ${name} --help`)
        if (name === 'schema' || name === 'completion') continue
        expect(parsed.words).toMatch(/It has text, json \(\.json\)/)
      }
    }
  })

  it('is refused by any name, as is what the command was given to read', async () => {
    const cwd = folderWith({ ...FILES, 'real.json': IN_SYNC })
    if (POSIX) symlinkSync('access.yaml', join(cwd, 'report.out'))
    for (const argv of [
      ['plan', 'real.json', '-o', './real.json'],
      ['drift', 'real.json', '-o', 'd.html', '-o', 'real.json'],
      ...(POSIX
        ? [
            ['plan', '-o', 'report.out'],
            ['review', '--business=1001', '-o', 'report.out'],
          ]
        : []),
    ]) {
      const { code, stderr } = await runCli([...argv, SANDBOX], { cwd })
      expect([argv, code, stderr]).toEqual([argv, 1, expect.stringContaining('out_is_read')])
    }
    expect([textIn(cwd, 'access.yaml'), textIn(cwd, 'real.json')]).toEqual([MANIFEST, IN_SYNC])
    expect(existsSync(join(cwd, 'd.html'))).toBe(false)
  })
})

describe('-o of what writes', () => {
  it('gives a file its report and stdout the text, of an apply', async () => {
    const argv = ['apply', SANDBOX, '--auto-approve', '-o', 'a.json', '-o', 'a.md']
    const { code, cwd, stdout } = await runCli(argv, { files: FILES, now: NOW })
    expect(code).toBe(0)
    expect(stdout).toContain('Plan: ')
    expect(stdout).toContain('2 done')
    expect(JSON.parse(textIn(cwd, 'a.json'))).toMatchObject({ kind: 'apply', summary: { done: 2 } })
    expect(textIn(cwd, 'a.md')).toContain('2 done')
  })

  it('gives a file what a wait has found, once it is over', async () => {
    const argv = ['apply', SANDBOX, '--auto-approve', '--wait=1m', '-o', 'a.json', '-q']
    const { cwd, stdout } = await runCli(argv, { files: FILES, now: NOW, sleep: async () => {} })
    expect(JSON.parse(textIn(cwd, 'a.json'))).toMatchObject({ kind: 'apply' })
    expect(stdout.match(/2 done/g)).toHaveLength(1)
  })

  it('names the manifest that import wrote in its document', async () => {
    const argv = ['import', '--business=1001', SANDBOX, '-o', 'made.yaml', '--format=json']
    const { cwd, json } = await runCli(argv, { files: { 'world.yaml': WORLD } })
    const text = textIn(cwd, 'made.yaml')
    expect(text).toContain('act_1111:')
    expect(json()).toMatchObject({ files: [{ file: 'made.yaml', text, written: true }] })
  })

  it('takes the first manifest of init, which is never overwritten', async () => {
    const cwd = folderWith({})
    mkdirSync(join(cwd, 'northwind'))
    const argv = ['init', '--business=1001', '--ci=none', '-o', 'northwind/access.yaml']
    const { code, stdout } = await runCli(argv, { cwd })
    expect(code).toBe(0)
    expect(stdout).toContain('bizaccess doctor northwind/access.yaml')
    expect(existsSync(join(cwd, 'access.yaml'))).toBe(false)
    const text = textIn(cwd, 'northwind/access.yaml')
    expect(readdirSync(join(cwd, 'northwind'))).toContain('.access.schema.json')
    const again = await runCli(argv, { cwd })
    expect(again.stdout).toContain('northwind/access.yaml (it is there already')
    expect(textIn(cwd, 'northwind/access.yaml')).toBe(text)
  })
})

it('writes the others where one file is lost, and says it', async () => {
  const files = { 'access.yaml': IN_SYNC, 'world.yaml': WORLD }
  const argv = [
    'drift',
    SANDBOX,
    '-o',
    'd.html',
    '-o',
    '/dev/full',
    '--format=json',
    '-o',
    'd.json',
  ]
  if (!existsSync('/dev/full')) return
  const { code, cwd, json, stderr } = await runCli(argv, { files, now: NOW })
  expect([code, stderr]).toEqual([1, expect.stringContaining('/dev/full was not written')])
  expect(json()).toMatchObject({ kind: 'drift', problems: [{ code: 'not_written' }] })
  expect(textIn(cwd, 'd.html')).toMatch(HTML)
  expect(JSON.parse(textIn(cwd, 'd.json'))).toMatchObject({ kind: 'drift', problems: [] })
})
