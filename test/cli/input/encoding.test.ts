import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decoded, glimpseOf } from '../../../src/cli/input/encoding.ts'
import { folderWith, IN_SYNC, MANIFEST, runCli, WORLD } from '../../support/run-cli.ts'

/** Every file that is read is UTF-8, or an error that names what it is. */

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const BOM = '\uFEFF'
const NAMES = 'version: 1\nbusiness: "1001"\npeople:\n  müller: dana@northwind.example\n'

describe('what is not UTF-8', () => {
  it.each<[string, Buffer, string, number, number]>([
    ['UTF-16 LE with its mark', Buffer.from(BOM + NAMES, 'utf16le'), 'UTF-16 LE', 1, 1],
    ['UTF-16 BE with its mark', utf16be(BOM + NAMES), 'UTF-16 BE', 1, 1],
    ['UTF-16 LE without', Buffer.from(NAMES, 'utf16le'), 'UTF-16 LE', 1, 1],
    ['UTF-16 BE without', utf16be(NAMES), 'UTF-16 BE', 1, 1],
    ['UTF-32 LE', Buffer.from([0xff, 0xfe, 0, 0, 0x76, 0, 0, 0]), 'UTF-32 LE', 1, 1],
    ['Latin-1', Buffer.from(NAMES, 'latin1'), 'Latin-1 (ISO 8859-1)', 4, 4],
    [
      'Latin-1 at the end of a line',
      Buffer.from('a: é\nb: c\n', 'latin1'),
      'Latin-1 (ISO 8859-1)',
      1,
      4,
    ],
    [
      'a curly quote of Windows',
      Buffer.from('a: b\nc: \x93d\x94\n', 'latin1'),
      'Windows-1252',
      2,
      4,
    ],
    [
      'a character cut off',
      Buffer.from('a: é').subarray(0, 4),
      'cut off in the middle of a character',
      1,
      4,
    ],
  ])('%s', (_what, bytes, encoding, line, column) => {
    expect(decoded(bytes)).toMatchObject({ encoding, line, column })
  })

  it('can be looked at, not used', () => {
    expect(glimpseOf(Buffer.from(NAMES, 'utf16le'))).toBe(NAMES)
    expect(glimpseOf(Buffer.from(NAMES, 'latin1'))).toBe(NAMES)
  })
})

describe('what is UTF-8', () => {
  it.each([
    '',
    NAMES,
    `${BOM}a: b`,
    '日本 👨‍👩‍👧',
    `a: ${'b'.repeat(60)}\u0000c`,
    'é'.repeat(5000),
  ])('%j', (text) => {
    expect(decoded(Buffer.from(text))).toEqual({ text })
  })
})

const written = (files: Readonly<Record<string, Buffer>>): string => {
  const cwd = folderWith({ 'world.yaml': WORLD, 'access.yaml': IN_SYNC })
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(cwd, file), bytes)
  return cwd
}

describe('a file that is not UTF-8 stops', () => {
  const wide = (text: string): Buffer => Buffer.from(BOM + text, 'utf16le')
  it.each<[string, readonly string[], Record<string, Buffer>, string]>([
    ['validate', ['validate'], { 'access.yaml': wide(IN_SYNC) }, 'access.yaml'],
    ['plan', ['plan', '--sandbox=world.yaml'], { 'access.yaml': wide(IN_SYNC) }, 'access.yaml'],
    [
      'a policy',
      ['plan', '--sandbox=world.yaml', '--policy=p.yaml'],
      { 'p.yaml': wide('policy: {}\n') },
      'p.yaml',
    ],
    ['a world', ['plan', '--sandbox', 'w.yaml'], { 'w.yaml': wide(WORLD) }, 'w.yaml'],
    ['show', ['show', 'p.json'], { 'p.json': wide('{"kind":"plan"}') }, 'p.json'],
    [
      'apply of a plan',
      ['apply', 'p.JSON', '--sandbox=world.yaml'],
      { 'p.JSON': wide('{"kind":"plan"}') },
      'p.JSON',
    ],
    [
      'init beside a .gitignore',
      ['init', '--ci=none'],
      { '.gitignore': wide('x\n') },
      '.gitignore',
    ],
  ])('%s', async (_what, argv, files, file) => {
    const cwd = written(files)
    const { code, json } = await runCli([...argv, '--format=json'], { cwd })
    expect(code).toBe(1)
    expect(json()['problems']).toMatchObject([
      { code: 'not_utf8', message: expect.stringContaining('UTF-16 LE'), source: { file } },
    ])
    for (const [name, bytes] of Object.entries(files)) {
      expect(readFileSync(join(cwd, name))).toEqual(bytes)
    }
  })

  it('with the line it shows in, and judges no names that it may declare', async () => {
    const cwd = written({})
    mkdirSync(join(cwd, 'm'))
    writeFileSync(join(cwd, 'm/names.yaml'), Buffer.from(NAMES, 'latin1'))
    writeFileSync(
      join(cwd, 'm/use.yaml'),
      'version: 1\nad_accounts: { act_1: { users: { müller: ADMIN } } }\n',
    )
    const { code, stdout } = await runCli(['validate', 'm'], { cwd })
    expect(code).toBe(1)
    expect(stdout).toContain('error m/names.yaml:4:4 [not_utf8]')
    expect(stdout).toContain('from line 4 on it is Latin-1')
    expect(stdout).toContain('      müller: dana@northwind.example\n       ^')
    expect(stdout).toContain('1 error.')
  })
})

it('a saved plan and a world may begin with a byte order mark, as Windows writes them', async () => {
  const cwd = folderWith({ 'world.yaml': BOM + WORLD, 'access.yaml': BOM + MANIFEST })
  const plan = await runCli(['plan', '--sandbox', 'world.yaml', '-o', 'plan.json'], { cwd })
  expect(plan.code).toBe(0)
  writeFileSync(join(cwd, 'plan.json'), BOM + readFileSync(join(cwd, 'plan.json'), 'utf8'))
  expect((await runCli(['show', 'plan.json'], { cwd })).code).toBe(0)
})
