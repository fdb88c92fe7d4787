import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { firstManifest } from '../../../src/manifest/first-manifest.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { withoutModes } from '../../questions/import/live-import.ts'
import { type CliCase, runCli, WORLD } from '../../support/run-cli.ts'

const files = { 'world.yaml': WORLD }
const BRAND = ['--sandbox', 'brand', '--business', '1001']

const importing = (args: readonly string[], given: CliCase = {}) =>
  runCli(['import', '--sandbox=world.yaml', ...args], { files, ...given })

const read = (cwd: string, file: string): string => readFileSync(join(cwd, file), 'utf8')

describe('import', () => {
  it.each(['agency', 'brand'] as const)(
    'of the world %s has all kinds and plans empty, twice',
    async (world) => {
      const business = world === 'agency' ? '2002' : '1001'
      const { code, stdout, stderr, cwd } = await runCli(
        ['import', '--sandbox', world, '--business', business, '-q'],
        {},
      )
      expect([code, stderr]).toEqual([0, ''])
      expect(Object.keys(parse(stdout))).toEqual(
        expect.arrayContaining(KINDS.map(({ section }) => section)),
      )
      for (const text of [stdout, withoutModes(stdout)]) {
        writeFileSync(join(cwd, 'access.yaml'), text)
        const plan = await runCli(['plan', '--sandbox', world, '--format', 'json'], { cwd })
        expect(plan.json()).toMatchObject({ steps: [], manual: [], complete: true, problems: [] })
      }
      const again = await runCli(['import', '--sandbox', world, '-q'], { cwd })
      expect(again.stdout).toBe(stdout)
      const valid = await runCli(['validate'], { cwd })
      expect([valid.code, valid.stdout]).toEqual([0, expect.stringContaining('Valid: 1 file')])
    },
  )

  it('says in JSON what it says in YAML', async () => {
    const text = (await importing(['--business', '1001', '-q'])).stdout
    const { json } = await importing(['--business', '1001', '--format', 'json'])
    expect(json()).toMatchObject({
      kind: 'import',
      complete: true,
      business: { id: '1001', name: 'Northwind' },
      files: [{ file: null, text, written: false }],
      summary: { assets: 2, people: 3, members: 2, partners: 0, relations: 0 },
      problems: [],
    })
  })

  it('is no success where a read failed, and writes what it saw', async () => {
    const world = `${WORLD}faults: [{ match: { path: owned_pages }, do: { code: 100, status: 400 } }]\n`
    const given = { files: { 'world.yaml': world }, sleep: async () => {} }
    const args = ['--business', '1001']
    const { code, stdout, stderr } = await importing(args, given)
    expect(code).toBe(1)
    expect(stdout).toContain('act_1111:')
    expect(stdout).toContain('# Some lists could not be read, so assets may be missing.')
    expect(stderr).toContain('owned_pages')
    const report = (await importing([...args, '--format', 'json'], given)).json()
    expect(report).toMatchObject({ complete: false })
  })

  it('writes nothing of a business it cannot see', async () => {
    const { code, stdout, stderr, cwd } = await importing(['--business', '5005', '-o', 'x.yaml'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('wrong_business')
    expect(statSync(join(cwd, 'x.yaml'), { throwIfNoEntry: false })).toBeUndefined()
  })
})

describe('import -o', () => {
  it('writes a file once, and over it with --force alone', async () => {
    const first = await importing(['--business', '1001', '-o', 'access.yaml'])
    expect([first.code, first.stdout]).toEqual([0, expect.stringMatching(/^access\.yaml: /)])
    const text = read(first.cwd, 'access.yaml')
    expect(text).toContain('act_1111:')
    writeFileSync(join(first.cwd, 'access.yaml'), `${text}# mine\n`)
    const second = await importing(['-o', 'access.yaml'], { cwd: first.cwd })
    expect([second.code, second.stderr]).toEqual([1, expect.stringContaining('file_exists')])
    expect(read(first.cwd, 'access.yaml')).toBe(`${text}# mine\n`)
    const third = await importing(['-o', 'access.yaml', '--force'], { cwd: first.cwd })
    expect([third.code, read(first.cwd, 'access.yaml')]).toEqual([0, text])
  })

  it('writes to no link that leads nowhere', async () => {
    const { cwd } = await importing(['--business', '1001'])
    symlinkSync('/nowhere', join(cwd, 'access.yaml'))
    const { code, stderr } = await importing(['--business', '1001', '-o', 'access.yaml'], { cwd })
    expect([code, stderr]).toEqual([1, expect.stringContaining('not_written')])
  })

  it.each([
    [['--split', 'a', '--missing']],
    [['--into', 'a', '--missing']],
    [['--into', 'a', '-o', 'b']],
    [['--split', 'a', '-o', 'b']],
  ])('is one of several ways: %j', async (flags) => {
    const { code, stderr } = await importing([...flags, '--business', '1001'])
    expect([code, stderr]).toEqual([1, expect.stringContaining('flags_contradict')])
  })
})

describe('import --split', () => {
  it('writes files that make one manifest', async () => {
    const made = await runCli(['import', ...BRAND, '--split', 'a/b'])
    expect([made.code, made.stdout]).toEqual([
      0,
      expect.stringMatching(
        /a\/b\/names\.yaml, a\/b\/members\.yaml, a\/b\/ad_accounts\.yaml, a\/b\/pages\.yaml, a\/b\/pixels\.yaml,.* 8 assets/s,
      ),
    ])
    const { cwd } = made
    const plan = await runCli(['plan', 'a/b', '--sandbox', 'brand', '--format', 'json'], { cwd })
    expect(plan.json()).toMatchObject({ steps: [], complete: true })
  })

  it('names the schema as seen from there', async () => {
    const files = { 'node_modules/bizaccess/schema/manifest.schema.json': '{}' }
    const { cwd } = await runCli(['import', ...BRAND, '--split', 'a/b'], { files })
    expect(read(cwd, 'a/b/pages.yaml')).toContain(
      '$schema=../../node_modules/bizaccess/schema/manifest.schema.json\n',
    )
  })

  it('overwrites none of them', async () => {
    const { cwd } = await runCli(['import', ...BRAND])
    mkdirSync(join(cwd, 'a'))
    writeFileSync(join(cwd, 'a/pages.yaml'), 'mine')
    const again = await runCli(['import', ...BRAND, '--split', 'a'], { cwd })
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('file_exists')])
    expect(read(cwd, 'a/pages.yaml')).toBe('mine')
    expect(statSync(join(cwd, 'a/names.yaml'), { throwIfNoEntry: false })).toBeUndefined()
    const forced = await runCli(['import', ...BRAND, '--split', 'a', '--force'], { cwd })
    expect([forced.code, read(cwd, 'a/pages.yaml')]).not.toEqual([0, 'mine'])
  })
})

const OWN = `# ours
version: 1
business: "1001"
people: { kim: kim@northwind.example }   # by hand
ad_accounts:
    act_1111:   { agencies: {}, name: 'EU' }
`

describe('import --into', () => {
  const given = { files: { ...files, 'access.yaml': OWN } }

  it('adds what is not declared and touches nothing else', async () => {
    const { code, stdout, cwd } = await importing(['--into', 'access.yaml'], given)
    expect([code, stdout]).toEqual([
      0,
      'access.yaml: 1 asset, 1 key of declared assets, 2 people and 2 members.\n',
    ])
    expect(read(cwd, 'access.yaml')).toBe(`# ours
version: 1
business: "1001"
people: { kim: kim@northwind.example, automation: { system_user: "61550000000000001" }, lee-ng: lee@northwind.example }   # by hand
ad_accounts:
    act_1111:   { agencies: {}, name: 'EU', users: { automation: ADMIN, kim: GENERAL_USER } }
    act_2222:
        name: House
        mode: additive
        agencies: {}
        users:
            automation: ADMIN

members:
    # While this line is here, nobody leaves the business and no invitation is taken back. Take it
    # out once bizaccess plan shows no step: then whoever is not named here leaves.
    mode: additive

    users:
        kim: EMPLOYEE
        lee-ng: EMPLOYEE
`)
    const plan = await runCli(['plan', '--sandbox=world.yaml', '--format', 'json'], { cwd })
    expect(plan.json()).toMatchObject({ steps: [] })
    const again = await importing(['--into', 'access.yaml'], { cwd })
    expect(again.stdout).toBe('Nothing to add: no file was changed.\n')
  })

  it('the members, where they are asked for by their word', async () => {
    const { code, stdout, cwd } = await importing(
      ['--into', 'access.yaml', '--only', 'members'],
      given,
    )
    expect([code, stdout]).toEqual([0, 'access.yaml: 1 person and 2 members.\n'])
    expect(read(cwd, 'access.yaml')).not.toContain('act_2222')
  })

  it('only what matches, also of a manifest of several files', async () => {
    const { code, cwd } = await importing(['--into', './access.yaml', 'more', '--only', 'act_2*'], {
      files: { ...given.files, 'more/x.yaml': 'version: 1\npages: {}\n' },
    })
    expect(code).toBe(0)
    expect(read(cwd, 'access.yaml')).toContain('act_2222')
    expect(read(cwd, 'access.yaml')).not.toContain('GENERAL_USER')
    expect(read(cwd, 'access.yaml')).not.toContain('members')
    expect(read(cwd, 'more/x.yaml')).toBe('version: 1\npages: {}\n')
  })

  it('keeps the permissions of the file, and the link that leads to it', async () => {
    const { cwd } = await importing(['--missing'], given)
    mkdirSync(join(cwd, 'real'))
    writeFileSync(join(cwd, 'real/a.yaml'), OWN)
    chmodSync(join(cwd, 'real/a.yaml'), 0o600)
    symlinkSync('real/a.yaml', join(cwd, 'link.yaml'))
    const { code } = await importing(['--into', 'link.yaml'], { cwd })
    expect(code).toBe(0)
    expect(statSync(join(cwd, 'real/a.yaml')).mode & 0o777).toBe(0o600)
    expect(read(cwd, 'real/a.yaml')).toContain('act_2222')
  })

  it('leaves a file alone that is not what was read', async () => {
    const { cwd } = await importing(['--missing'], given)
    // Somebody edits the file while live is read.
    const clock = (): Date => {
      writeFileSync(join(cwd, 'access.yaml'), `${OWN}# mine\n`)
      return new Date('2026-11-26T12:00:00Z')
    }
    const { code, stderr } = await importing(['--into', 'access.yaml'], { cwd, clock })
    expect([code, stderr]).toEqual([1, expect.stringContaining('file_changed')])
    expect(read(cwd, 'access.yaml')).toBe(`${OWN}# mine\n`)
  })

  it('changes nothing where the manifest has errors', async () => {
    const broken = OWN.replace('agencies', 'agencis')
    const { code, stderr, cwd } = await importing(['--into', 'access.yaml'], {
      files: { ...files, 'access.yaml': broken },
    })
    expect([code, stderr]).toEqual([1, expect.stringContaining('unknown_key')])
    expect(read(cwd, 'access.yaml')).toBe(broken)
  })

  it('says no where the file cannot be added to', async () => {
    const text = OWN.replace(
      '    act_1111:',
      '    act_2222: &a { agencies: {} }\n    act_1111:',
    ).concat('pages: {}\n')
    const odd = text.replace("{ agencies: {}, name: 'EU' }", '*a')
    const { code, stderr, stdout, cwd } = await importing(
      ['--into', 'access.yaml', '--format', 'json'],
      {
        files: { ...files, 'access.yaml': odd },
      },
    )
    expect([code, stderr, read(cwd, 'access.yaml')]).toEqual([1, '', odd])
    expect(JSON.parse(stdout)).toMatchObject({ kind: 'import', files: [] })
  })
})

it('--missing prints what the manifest lacks, and changes nothing', async () => {
  const { code, stdout, cwd } = await importing(['--missing'], {
    files: { ...files, 'access.yaml': OWN },
  })
  expect(code).toBe(0)
  expect(stdout).toContain(`  # Already declared, but without these keys.
  act_1111:
    users:
      automation: ADMIN
      kim: GENERAL_USER
`)
  expect(read(cwd, 'access.yaml')).toBe(OWN)
})

it('never writes to the API', async () => {
  const env = { BIZACCESS_READ_ONLY: '1' }
  expect((await importing(['--business', '1001'], { env })).code).toBe(0)
})

describe('the line for editors after import --into', () => {
  const COPY = '.access.schema.json'
  const INSTALLED = 'node_modules/bizaccess/schema/manifest.schema.json'
  const lineOf = (schema: string): string => `# yaml-language-server: $schema=${schema}\n`

  /** The first line of a manifest of `init` to which that has been done. */
  const lineAfter = async (
    change: (text: string) => string,
    more: Readonly<Record<string, string>> = {},
  ) => {
    const text = change(firstManifest({ schema: COPY, business: '1001' }))
    const given = { files: { ...files, ...more, 'access.yaml': text } }
    const { code, cwd } = await importing(['--into', 'access.yaml'], given)
    expect([code, read(cwd, 'access.yaml')]).toEqual([0, expect.stringContaining('act_1111:')])
    const [line = ''] = read(cwd, 'access.yaml').split('\n')
    return { line: `${line}\n`, hasCopy: existsSync(join(cwd, COPY)) }
  }
  const same = (text: string): string => text
  const without = (text: string): string => text.replace(lineOf(COPY), '')
  const naming = (schema: string) => (text: string) => text.replace(COPY, schema)

  it.each([
    ['leads to the copy that was lost', same, {}, COPY, true],
    ['leads to a copy, where the package was', naming(INSTALLED), {}, COPY, true],
    ['leads to the package, where there is one', same, { [INSTALLED]: '{}' }, INSTALLED, false],
    ['is written where it is gone', without, {}, COPY, true],
    ['stays where it works', naming('my.json'), { 'my.json': '{}' }, 'my.json', false],
    [
      'stays where it is a URL',
      naming('https://x.example/s.json'),
      {},
      'https://x.example/s.json',
      false,
    ],
    ['stays where it is none of ours', naming('later.json'), {}, 'later.json', false],
  ])('%s', async (_, change, more, schema, hasCopy) => {
    const after = await lineAfter(change, more as Readonly<Record<string, string>>)
    expect(after).toEqual({ line: lineOf(schema), hasCopy })
  })

  it('is added to no manifest that is its author’s', async () => {
    const after = await lineAfter(() => 'version: 1\nbusiness: "1001"\n')
    expect(after).toEqual({ line: 'version: 1\n', hasCopy: false })
  })
})
