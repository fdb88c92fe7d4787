import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { folderWith, runCli } from '../../support/run-cli.ts'

/** Which businesses `--all` finds, with which files, and what it will not guess. */

const of = (business: string): string => `version: 1\nbusiness: "${business}"\n`
const ASSET = 'ad_accounts: { act_1111: { agencies: {} } }\n'

interface Line {
  readonly business: { readonly id: string | null }
  readonly paths: readonly string[]
  readonly outcome: string
}

const linesOf = async (
  files: Readonly<Record<string, string>>,
  paths: readonly string[] = [],
): Promise<{ code: number; lines: readonly (readonly unknown[])[]; stdout: string }> => {
  const { code, stdout } = await runCli(['validate', '--all', ...paths, '--format', 'json'], {
    files,
  })
  const { results = [] } = JSON.parse(stdout) as { readonly results?: readonly Line[] }
  const lines = results.map(({ business, paths: own, outcome }) => [business.id, outcome, ...own])
  return { code, lines, stdout }
}

const TREE = {
  'shared/people.yaml': 'version: 1\npeople: { lee: lee@x.example }\n',
  'businesses/acme/access.yaml': of('1001') + ASSET,
  'businesses/acme/pages.yaml': 'version: 1\npages: { "3333": { agencies: {} } }\n',
  'businesses/beta.yaml': of('2002'),
}

describe('a tree', () => {
  it('is the working directory, or the path, however that is written', async () => {
    const expected = [
      ['1001', 'ok', 'shared', 'businesses/acme'],
      ['2002', 'ok', 'shared', 'businesses/beta.yaml'],
    ]
    expect((await linesOf(TREE)).lines).toEqual(expected)
    expect((await linesOf(TREE, ['.'])).lines).toEqual(expected)
    expect((await linesOf(TREE, ['shared', 'businesses'])).lines).toEqual(expected)
    const below = Object.fromEntries(
      Object.entries(TREE).map(([path, text]) => [`m/${path}`, text]),
    )
    expect((await linesOf(below, ['m/'])).lines).toEqual(
      expected.map(([id, outcome, ...paths]) => [id, outcome, ...paths.map((path) => `m/${path}`)]),
    )
  })

  it('may have no shared files, and businesses in folders of folders', async () => {
    const files = {
      'businesses/eu/acme/access.yaml': of('1001'),
      'businesses/eu/beta/access.yaml': of('2002'),
      'businesses/eu/roles.yaml': 'version: 1\nroles: { a: [ANALYZE] }\n',
    }
    expect((await linesOf(files)).lines).toEqual([
      ['1001', 'ok', 'businesses/eu/acme', 'businesses/eu/roles.yaml'],
      ['2002', 'ok', 'businesses/eu/beta', 'businesses/eu/roles.yaml'],
    ])
  })

  it('may be a path of another form, where each file goes to the business of its folder', async () => {
    const files = {
      'm/a/access.yaml': of('1001'),
      'm/a/more.yaml': 'version: 1\n',
      'm/b/access.yaml': of('2002'),
      'm/all.yaml': 'version: 1\npeople: { lee: lee@x.example }\n',
    }
    expect((await linesOf(files, ['m'])).lines).toEqual([
      ['1001', 'ok', 'm/a', 'm/all.yaml'],
      ['2002', 'ok', 'm/all.yaml', 'm/b'],
    ])
  })

  it.each([
    ['nothing', { 'x.txt': '' }, []],
    ['one manifest in the working directory', { 'access.yaml': of('1001') }, []],
    ['a path without a business', { 'm/a.yaml': 'version: 1\n' }, ['m']],
    ['standard input', TREE, ['-']],
    ['a folder that shares nothing readable', { ...TREE, 'shared/b.yaml': 'version: [1\n' }, []],
  ] as const)('is not %s', async (_, files, paths) => {
    const { code, lines, stdout } = await linesOf(files, paths)
    expect(code).toBe(1)
    const isShared = stdout.includes('"fleet"')
    expect(lines.every(([, outcome]) => outcome === 'failed')).toBe(true)
    if (!isShared) expect(JSON.parse(stdout)).toMatchObject({ kind: 'error' })
  })

  it.each([[[]], [['shared', 'businesses']]])(
    'shares nothing that names a business: %j',
    async (paths) => {
      const files = {
        ...TREE,
        'shared/offboarded.yaml': 'version: 1\noffboarded: ["9009"]\n',
        'shared/slip.yaml': of('1001'),
      }
      const { code, stdout } = await linesOf(files, paths)
      expect(code).toBe(1)
      expect(JSON.parse(stdout)).toMatchObject({
        ...{ kind: 'error', problems: [{ code: 'shared_of_one' }] },
      })
    },
  )

  it('says which manifests lie beside it, where nothing reads them', async () => {
    const files = { ...TREE, 'access.yaml': of('3003'), 'package.json': '{}' }
    const { stderr } = await runCli(['validate', '--all'], { files })
    expect(stderr).toContain('[not_in_tree]')
    expect(stderr).toContain('access.yaml lies beside businesses/')
    expect(stderr).not.toContain('package.json')
  })
})

describe('a business of a tree', () => {
  it('that is in two folders is neither: each would take away what the other declares', async () => {
    const files = {
      ...TREE,
      'businesses/copy/access.yaml': of('1001'),
      'businesses/z/a.yaml': of('5'),
    }
    const { code, lines, stdout } = await linesOf(files)
    expect(code).toBe(1)
    expect(lines.map(([id, outcome]) => [id, outcome])).toEqual([
      ...[
        ['1001', 'failed'],
        ['2002', 'ok'],
        ['1001', 'failed'],
        ['5', 'ok'],
      ],
    ])
    expect(stdout).toContain('business 1001 is in businesses/acme and businesses/copy')
  })

  it('that no file names is nobody, and its files are not shared by the others', async () => {
    const files = { ...TREE, 'businesses/lost/access.yaml': `version: 1\n${ASSET}` }
    const { code, lines, stdout } = await linesOf(files)
    expect(code).toBe(1)
    expect(lines).toContainEqual([null, 'failed', 'businesses/lost'])
    expect(lines).toContainEqual(['2002', 'ok', 'shared', 'businesses/beta.yaml'])
    expect(stdout).toContain('business_unnamed')
  })

  it('with a file that cannot be parsed fails alone, by that file', async () => {
    for (const [name, text] of [
      ['access.yaml', 'version: [1\n'],
      ['access.json', '{'],
    ]) {
      const { lines, stdout } = await linesOf({ ...TREE, [`businesses/bad/${name}`]: text ?? '' })
      expect(lines.map(([, outcome]) => outcome)).toEqual(['ok', 'failed', 'ok'])
      expect(stdout).toContain(`"file": "businesses/bad/${name}"`)
      expect(stdout).not.toContain('business_unnamed')
    }
  })

  it('with a file that cannot be read, or is none, fails alone', async () => {
    const cwd = folderWith({ ...TREE, 'businesses/bad/access.yaml': of('7007') })
    mkdirSync(join(cwd, 'businesses/bad/more.yaml'))
    mkdirSync(join(cwd, 'businesses/empty'))
    const isRoot = process.getuid?.() === 0
    if (!isRoot) chmodSync(join(cwd, 'businesses/bad/access.yaml'), 0)
    const { stdout } = await runCli(['validate', '--all', '--format', 'json'], { cwd })
    const { results } = JSON.parse(stdout) as { readonly results: readonly Line[] }
    const failed = results
      .filter(({ outcome }) => outcome === 'failed')
      .map(({ paths }) => paths.at(-1))
    expect(failed).toContain('businesses/empty')
    expect(results.filter(({ outcome }) => outcome === 'ok').length).toBeGreaterThanOrEqual(2)
  })

  it('is the one that its parser finds, whatever a line of it looks like', async () => {
    const tricky = 'version: 1\nbusiness: "1001" \nx-note: |\n  a\n'
    const files = {
      'businesses/a/access.yaml': tricky,
      'businesses/b/access.yaml': '{version: 1, business: "2002"}\n',
      'businesses/c/access.json': '{"version": 1, "business": "3003"}',
      'businesses/d/access.yaml': "'version': 1\n'business': '4004'\n",
    }
    expect((await linesOf(files)).lines.map(([id, outcome]) => [id, outcome])).toEqual([
      ...[
        ['1001', 'ok'],
        ['2002', 'ok'],
        ['3003', 'ok'],
        ['4004', 'ok'],
      ],
    ])
  })
})
