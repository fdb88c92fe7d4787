import { describe, expect, it } from 'vitest'
import { runCli, WORLD } from '../support/run-cli.ts'

/** What is read of a folder, what is not, and the folders of several businesses. */

const SHARED = 'version: 1\npeople: { lee: lee@northwind.example }\n'
const of = (business: string): string => `version: 1\nbusiness: "${business}"\n`
const ASSET = 'ad_accounts: { act_1111: { agencies: {} } }\n'

describe('a folder', () => {
  it.each(['a.YAML', 'a.Yml', 'a.JSON'])('is read with its %s', async (name) => {
    const text = name.endsWith('JSON') ? '{"version":1,"business":"1001"}' : of('1001')
    const { code, stdout } = await runCli(['validate', 'm'], { files: { [`m/${name}`]: text } })
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'Valid: 1 file, 0 assets.\n' })
  })

  const FILES = {
    'm/access.yaml': of('1001') + ASSET,
    'm/clients.yaml.txt': 'x',
    'm/sub/notes.md': 'x',
    'm/.hidden.yml': 'x',
    'm/.git/config': 'x',
    'm/world.yaml': WORLD,
  }

  it('says once what it holds and is not read', async () => {
    for (const argv of [
      ['validate', 'm'],
      ['plan', 'm', '--sandbox=brand'],
      ['log', 'm'],
    ]) {
      const { stderr } = await runCli(argv, { files: FILES })
      const said = stderr.split('\n').filter((line) => line.startsWith('Not read: '))
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(
        /^Not read: m\/\.hidden\.yml, m\/clients\.yaml\.txt, m\/sub\/notes\.md, m\/world\.yaml\. /,
      )
    }
  })

  it('does not say so of the world it is planned with, nor with --quiet', async () => {
    const argv = ['plan', 'm', '--sandbox', './m/world.yaml']
    expect((await runCli(argv, { files: FILES })).stderr).not.toContain('m/world.yaml')
    expect((await runCli(['validate', 'm', '-q'], { files: FILES })).stderr).toBe('')
  })

  it('names a few of many, harmlessly', async () => {
    const many = Object.fromEntries([...'abcdefg'].map((name) => [`m/${name}\u001b.txt`, 'x']))
    const { stderr } = await runCli(['validate', 'm'], { files: { 'm/z.yaml': of('1'), ...many } })
    expect(stderr).toContain('and 2 more files.')
    expect(stderr).not.toContain('\u001b')
  })

  it('without a manifest names what it holds', async () => {
    const { code, stderr } = await runCli(['plan', 'm'], { files: { 'm/access.yaml.txt': 'x' } })
    expect(code).toBe(1)
    expect(stderr).toContain('Not read: m/access.yaml.txt.')
  })
})

describe('the files of several businesses', () => {
  const FILES = {
    'shared/people.yaml': SHARED,
    'businesses/acme/access.yaml': of('1001') + ASSET,
    'businesses/acme/more.yaml': 'version: 1\n',
    "businesses/o'neill/access.yaml": of('2002'),
    'flat/b.yaml': of('3003'),
    'flat/s.yaml': SHARED,
    'mixed/a.yaml': of('1001'),
    'mixed/b.yaml': of('4004'),
    'mixed/s.yaml': SHARED,
  }

  it.each<[string, readonly string[], readonly string[]]>([
    [
      'plan with its flags',
      ['plan', 'shared', 'businesses', '--who', 'shared', '--only=act_1*', '--quiet'],
      [
        "bizaccess plan shared businesses/acme --who shared '--only=act_1*' --quiet",
        "bizaccess plan shared 'businesses/o'\\''neill' --who shared '--only=act_1*' --quiet",
      ],
    ],
    [
      'offboard with its name',
      ['offboard', 'lee', './businesses/', 'shared/', '--auto-approve'],
      [
        'bizaccess offboard lee businesses/acme shared/ --auto-approve',
        "bizaccess offboard lee 'businesses/o'\\''neill' shared/ --auto-approve",
      ],
    ],
    [
      'folders, whose other files are their own',
      ['drift', 'flat', 'businesses/acme'],
      ['bizaccess drift businesses/acme', 'bizaccess drift flat'],
    ],
    [
      'a folder that holds both and a shared file',
      ['drift', 'mixed'],
      ['bizaccess drift mixed/a.yaml mixed/s.yaml', 'bizaccess drift mixed/b.yaml mixed/s.yaml'],
    ],
    [
      'single files',
      ['who', 'lee', 'businesses/acme/access.yaml', 'flat/b.yaml'],
      ['bizaccess who lee businesses/acme/access.yaml', 'bizaccess who lee flat/b.yaml'],
    ],
    [
      'import',
      ['import', '--missing', 'businesses/acme', 'flat'],
      ['bizaccess import businesses/acme --missing', 'bizaccess import flat --missing'],
    ],
  ])('stop %s, with a command for each', async (_what, argv, commands) => {
    const { code, stderr } = await runCli(argv, { files: FILES, columns: 60 })
    expect(code).toBe(1)
    expect(stderr).toContain('[several_businesses]')
    const told = stderr.split('\n').filter((line) => /^ +bizaccess /.test(line))
    expect(told.map((line) => line.trim())).toEqual(commands)
  })

  it('are each sound by the command that was told', async () => {
    const { code } = await runCli(['log', 'mixed/a.yaml', 'mixed/s.yaml'], { files: FILES })
    expect(code).toBe(0)
  })

  it('are checked together by validate', async () => {
    const { code, stdout } = await runCli(['validate', 'shared', 'businesses'], { files: FILES })
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Valid: 4 files, 1 asset of 2 businesses.\n',
    })
  })
})
