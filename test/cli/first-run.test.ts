import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadManifest } from '../../src/manifest/load.ts'
import { type CliCase, IN_SYNC, MANIFEST, runCli, WORLD } from '../support/run-cli.ts'

/** What somebody is told who has nothing yet, or has typed a name almost right. */

/** The exit code, and everything that is said, in one line. */
const saidBy = async (argv: readonly string[], given: CliCase = {}) => {
  const { code, stdout, stderr, cwd } = await runCli(argv, given)
  return { code, cwd, words: `${stdout}${stderr}`.replace(/\s+/g, ' ') }
}

const FIRST = [/bizaccess import -o access\.yaml/, /bizaccess init/, /bizaccess demo/]

describe('an empty folder is answered with what to do first', () => {
  it.each([
    [['plan']],
    [['apply']],
    [['drift']],
    [['rehearse']],
    [['validate']],
    [['import', '--missing']],
    [['plan', '.']],
    [['validate', '.']],
  ])('by %j', async (argv) => {
    const { code, words } = await saidBy(argv)
    expect(code).toBe(1)
    for (const word of FIRST) expect(words).toMatch(word)
  })

  it('but not where a name is given that is nowhere', async () => {
    const { stderr } = await runCli(['plan', 'none.yaml'])
    expect(stderr).toContain('there is no file or folder none.yaml.\n')
  })
})

describe('a file name that is almost right is answered with the right one', () => {
  it.each([
    ['a letter', ['plan', 'acces.yaml'], 'access.yaml', 'access.yaml'],
    ['another ending', ['plan', 'access.txt'], 'access.yaml', 'access.yaml'],
    ['no ending', ['plan', 'access'], 'access.yaml', 'access.yaml'],
    ['a letter of the default', ['plan'], 'acces.yaml', 'acces.yaml'],
    ['another ending of the default', ['drift'], 'access.yml', 'access.yml'],
    ['a folder', ['plan', 'busineses/acme'], 'businesses/acme/access.yaml', 'businesses/acme'],
    [
      'a folder and a file',
      ['plan', './busineses/acces.yaml'],
      'businesses/access.yaml',
      './businesses/access.yaml',
    ],
    [
      'a file to write to',
      ['offboard', 'kim', '--into', 'acess.yaml'],
      'access.yaml',
      'access.yaml',
    ],
  ])('%s', async (_, argv, file, meant) => {
    const { code, stderr } = await runCli(argv, { files: { [file]: IN_SYNC } })
    expect([code, stderr]).toEqual([1, expect.stringContaining(`Did you mean ${meant}?`)])
  })

  it.each([
    ['show', ['show', 'plan.jsn'], 'plan.json'],
    ['--policy', ['plan', '--policy', 'polcy.yaml'], 'policy.yaml'],
  ])('of %s', async (_, argv, meant) => {
    const files = { 'access.yaml': IN_SYNC, [meant]: '{}' }
    const { code, stderr } = await runCli(argv, { files })
    expect([code, stderr]).toEqual([1, expect.stringContaining(`Did you mean ${meant}?`)])
  })

  it.each([
    ['m/access.yaml.txt', 'Rename it to m/access.yaml.'],
    ['m/access.yam', 'Rename it to m/access.yaml.'],
  ])('%s in a folder without manifests', async (file, words) => {
    const { code, words: said } = await saidBy(['validate', 'm'], { files: { [file]: IN_SYNC } })
    expect([code, said]).toMatchObject([1, expect.stringContaining(words)])
  })

  it('offers nothing that is not there, or far from it', async () => {
    const files = { 'readme.txt': '', 'acces.txt': '' }
    const { stderr } = await runCli(['plan', 'access.yaml'], { files })
    expect(stderr).not.toContain('Did you mean')
  })

  it('says so where a command would go on without the manifest', async () => {
    const files = { 'acces.yaml': MANIFEST, 'world.yaml': WORLD }
    const { code, stderr } = await runCli(['review', '--sandbox=world.yaml'], { files })
    expect([code, stderr]).toEqual([
      0,
      'No access.yaml is here, so no manifest is read. Did you mean acces.yaml? Name it as the PATH.\n',
    ])
  })
})

describe('log without anything', () => {
  it('shows the only journal there is', async () => {
    const files = {
      'b/1001/journal.ndjson': '',
      'b/notes/journal.ndjson': '',
      'b/2002/other.txt': '',
    }
    const { code, stdout } = await runCli(['log', '--state-dir=b', '--format=json'], { files })
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { business: { id: '1001' } }])
  })

  it('names the businesses of several', async () => {
    const files = { 'b/1001/journal.ndjson': '', 'b/2002/journal.ndjson': '' }
    const { code, words } = await saidBy(['log', '--state-dir=b'], { files })
    expect([code, words]).toEqual([1, expect.stringContaining('--business ID: 1001, 2002')])
  })

  it('says where to look when there is none', async () => {
    const { code, words } = await saidBy(['log'])
    expect([code, words]).toEqual([
      1,
      expect.stringMatching(/\.bizaccess holds no journal: apply writes one/),
    ])
  })
})

describe('init, then import --into, then plan', () => {
  it.each(['agency', 'brand'])('is in sync, and safe: %s', async (world) => {
    const { cwd } = await runCli(['init', '--ci=none', `--business=${BUSINESSES[world]}`])
    const into = await runCli(['import', '--into=access.yaml', `--sandbox=${world}`], { cwd })
    expect(into.code).toBe(0)
    const text = readFileSync(join(cwd, 'access.yaml'), 'utf8')
    expect(text).toMatch(/^# yaml-language-server: \$schema=\.access\.schema\.json\n/)
    expect(text.match(/^# .*$/gm)).toHaveLength(1)
    expect(text).not.toContain('Nothing is managed yet')
    const keys = [...text.matchAll(/^(\w+):/gm)].map(([, key]) => key)
    expect(keys.slice(0, 5)).toEqual(['version', 'business', 'partners', 'people', 'defaults'])
    const { value } = loadManifest([{ file: 'access.yaml', text }])
    expect(value?.assets.filter(({ mode }) => mode !== 'additive')).toEqual([])
    const plan = async () => {
      const { json } = await runCli(['plan', `--sandbox=${world}`, '--format=json'], { cwd })
      return json()['steps']
    }
    expect(await plan()).toEqual([])
    writeFileSync(join(cwd, 'access.yaml'), text.replace(/^defaults:\n( +.*\n)+/m, ''))
    expect(await plan()).toEqual([])
  })

  it('import -o writes a schema line that leads somewhere', async () => {
    const { cwd } = await runCli(['import', '--sandbox=brand', '-o', 'access.yaml'])
    const [, path = ''] = /\$schema=(.*)/.exec(readFileSync(join(cwd, 'access.yaml'), 'utf8')) ?? []
    expect(JSON.parse(readFileSync(join(cwd, path), 'utf8'))).toHaveProperty('$schema')
  })
})

const BUSINESSES: Readonly<Record<string, string>> = { agency: '2002', brand: '1001' }
