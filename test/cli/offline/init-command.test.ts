import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { workflowsFor } from '../../../src/cli/offline/workflows.ts'
import { schemaOf } from '../../../src/manifest/schema/schema.ts'
import { KINDS } from '../../../src/model/kinds.ts'
import { type LanguageServer, startLanguageServer } from '../../support/language-server.ts'
import { folderWith, runCli } from '../../support/run-cli.ts'

const textOf = (cwd: string, path: string): string => readFileSync(join(cwd, path), 'utf8')

const init = async (cwd: string, ...argv: readonly string[]) => {
  const result = await runCli(['init', '--format=json', ...argv], { cwd })
  const { files = [], ci } = result.json() as {
    readonly files?: readonly { readonly path: string; readonly status: string }[]
    readonly ci?: string | null
  }
  return { ...result, files: files.map(({ path, status }) => `${status} ${path}`), ci }
}

describe('init', () => {
  it('writes a manifest that validate takes, with no token and no network', async () => {
    const cwd = folderWith({})
    const { code, files } = await init(cwd)
    expect(code).toBe(0)
    expect(files).toEqual([
      'written access.yaml',
      'written .access.schema.json',
      'written .gitignore',
    ])
    expect(textOf(cwd, '.gitignore')).toBe('.bizaccess/\n')
    expect((await runCli(['validate'], { cwd })).stdout).toBe('Valid: 1 file, 0 assets.\n')
    // Its schema is none of the manifests of the folder.
    expect((await runCli(['validate', '.'], { cwd })).stdout).toBe('Valid: 1 file, 0 assets.\n')
  })

  it('is for the business that is named', async () => {
    const cwd = folderWith({})
    await init(cwd, '--business=7007')
    expect(textOf(cwd, 'access.yaml')).toContain('business: "7007"')
  })

  it('says what it did and what comes next', async () => {
    const cwd = folderWith({ '.gitignore': 'dist/\n' })
    const first = await runCli(['init'], { cwd })
    expect(first.stdout).toContain('wrote     access.yaml\n')
    expect(first.stdout).toContain('extended  .gitignore\n')
    expect(first.stdout).toContain('Put the id of your business into access.yaml')
    const second = await runCli(['init', '--ci=none'], { cwd })
    expect([second.code, second.stderr]).toEqual([0, ''])
    expect(second.stdout).toContain('kept      access.yaml (it is there already')
    expect(second.stdout).not.toContain('Put the id')
  })

  it('overwrites nothing, and changes no byte of what is there', async () => {
    const before = { 'access.yaml': 'mine\r\n\u0000', '.gitignore': '/.bizaccess\n' }
    const cwd = folderWith(before)
    const { code, files } = await init(cwd)
    expect([code, files]).toEqual([0, ['kept access.yaml', 'kept .gitignore']])
    for (const [path, text] of Object.entries(before)) expect(textOf(cwd, path)).toBe(text)
  })

  it('does not write through a symlink, not even one that leads nowhere', async () => {
    const outside = folderWith({})
    const cwd = folderWith({})
    symlinkSync(join(outside, 'stolen.yaml'), join(cwd, 'access.yaml'))
    expect((await init(cwd)).files).toContain('kept access.yaml')
    expect(existsSync(join(outside, 'stolen.yaml'))).toBe(false)
    expect(lstatSync(join(cwd, 'access.yaml')).isSymbolicLink()).toBe(true)
  })
})

describe('the line of .gitignore', () => {
  it.each([
    ['none there', null, '.bizaccess/\n'],
    ['an empty file', '', '.bizaccess/\n'],
    ['lines', 'dist/\n', 'dist/\n.bizaccess/\n'],
    ['a last line without an end', 'dist/', 'dist/\n.bizaccess/\n'],
    ['lines as Windows ends them', 'dist/\r\nx', 'dist/\r\nx\r\n.bizaccess/\r\n'],
    ['the line itself', '.bizaccess/\n', '.bizaccess/\n'],
    ['the line without a slash', 'a\n.bizaccess\nb\n', 'a\n.bizaccess\nb\n'],
    ['the line from the top', '/.bizaccess/\r\n', '/.bizaccess/\r\n'],
    ['one like it', '.bizaccess-old/\n', '.bizaccess-old/\n.bizaccess/\n'],
  ])('%s', async (_what, before, after) => {
    const cwd = folderWith(before === null ? {} : { '.gitignore': before })
    await init(cwd)
    expect(textOf(cwd, '.gitignore')).toBe(after)
  })

  it('names the folder that is used, and none that lies elsewhere', async () => {
    const cwd = folderWith({})
    await init(cwd, '--state-dir=var/state')
    expect(textOf(cwd, '.gitignore')).toBe('var/state/\n')
    const other = folderWith({})
    await init(other, '--state-dir=../state')
    expect(existsSync(join(other, '.gitignore'))).toBe(false)
  })
})

describe('the schema', () => {
  const SCHEMA = 'node_modules/bizaccess/schema/manifest.schema.json'
  const schemaLine = (cwd: string) => textOf(cwd, 'access.yaml').split('\n')[0]

  it('is that of the installed package', async () => {
    const cwd = folderWith({ [SCHEMA]: '{}' })
    expect((await init(cwd)).files).not.toContain('written .access.schema.json')
    expect(schemaLine(cwd)).toBe(`# yaml-language-server: $schema=${SCHEMA}`)
  })

  it('is found above, too', async () => {
    const top = folderWith({ [SCHEMA]: '{}', 'a/b/.keep': '' })
    await init(join(top, 'a/b'))
    expect(schemaLine(join(top, 'a/b'))).toBe(`# yaml-language-server: $schema=../../${SCHEMA}`)
  })

  it('is else a copy beside the manifest, the very one of the program', async () => {
    const cwd = folderWith({})
    await init(cwd)
    expect(schemaLine(cwd)).toBe('# yaml-language-server: $schema=.access.schema.json')
    expect(JSON.parse(textOf(cwd, '.access.schema.json'))).toEqual(schemaOf(KINDS))
  })
})

describe('in an editor', () => {
  let server: LanguageServer | null = null
  afterEach(async () => {
    await server?.close()
    server = null
  })

  it('the manifest is checked by the schema it names', async () => {
    const cwd = folderWith({})
    await init(cwd)
    server = await startLanguageServer()
    const text = textOf(cwd, 'access.yaml')
    expect(await server.diagnose(cwd, text)).toEqual([])
    const wrong = await server.diagnose(cwd, `${text}partnrs: {}\n`)
    expect(wrong.map(({ message }) => message).join()).toContain('partnrs')
  })
})

const GIT = (url: string) => `[core]\n\tbare = false\n[remote "origin"]\n\turl = ${url}\n`

describe('whose workflows are written', () => {
  it.each<[string, Record<string, string>, string | null]>([
    ['no repository', {}, null],
    ['a repository that tells nothing', { '.git/config': '[core]\n' }, null],
    ['a remote at GitHub', { '.git/config': GIT('git@github.com:acme/access.git') }, 'github'],
    ['one of an enterprise', { '.git/config': GIT('https://github.acme.example/a/b') }, 'github'],
    ['a remote at GitLab', { '.git/config': GIT('https://gitlab.com/acme/access.git') }, 'gitlab'],
    ['neither, by its name', { '.git/config': GIT('https://git.example/notgithub.git') }, null],
    ['a folder of GitHub', { '.git/config': '', '.github/CODEOWNERS': '' }, 'github'],
    [
      'files before the remote',
      { '.git/config': GIT('git@github.com:a/b'), '.gitlab-ci.yml': '' },
      'gitlab',
    ],
    [
      'a work tree',
      {
        '.git': 'gitdir: main/.git/worktrees/one\n',
        'main/.git/worktrees/one/commondir': '../..\n',
        'main/.git/config': GIT('git@gitlab.com:a/b'),
      },
      'gitlab',
    ],
  ])('%s', async (_what, files, expected) => {
    const cwd = folderWith(files)
    expect((await init(cwd)).ci).toBe(expected)
    expect((await init(cwd, '--ci=none')).ci).toBeNull()
  })

  it('only at the top of a repository', async () => {
    const top = folderWith({ '.git/config': GIT('git@github.com:a/b'), 'sub/.keep': '' })
    const { ci, files } = await init(join(top, 'sub'))
    expect([ci, files.length]).toEqual([null, 3])
    const asked = await runCli(['init', '--ci=github', '--format=json'], { cwd: join(top, 'sub') })
    expect([asked.code, asked.json()['problems']]).toMatchObject([1, [{ code: 'not_at_the_top' }]])
  })
})

describe('workflows', () => {
  const examples = (files: Record<string, string>) => {
    const cwd = folderWith(Object.fromEntries(Object.entries(files).map(([p, t]) => [`e/${p}`, t])))
    return pathToFileURL(`${join(cwd, 'e')}/`)
  }

  it('have names of their own, speak of each other by them, and are for our business', () => {
    const from = examples({
      'github/plan.yml': '# as apply.yml, not my-apply.yml\nbusiness: "1001" # 11001\n',
      'github/apply.yml': '# see plan.yml.\n',
      'github/README.md': 'x',
    })
    expect(workflowsFor('github', '7007', from)).toEqual([
      { path: '.github/workflows/bizaccess-apply.yml', text: '# see bizaccess-plan.yml.\n' },
      {
        path: '.github/workflows/bizaccess-plan.yml',
        text: '# as bizaccess-apply.yml, not my-apply.yml\nbusiness: "7007" # 11001\n',
      },
    ])
  })

  it.each(['github', 'gitlab'] as const)('of %s are the examples of the package', async (host) => {
    const cwd = folderWith({})
    const { code, files } = await init(cwd, `--ci=${host}`, '--business=7007')
    expect(code).toBe(0)
    const own = files.filter((line) => /\.yml$/.test(line)).map((line) => line.split(' ')[1] ?? '')
    expect(own).toEqual(workflowsFor(host).map(({ path }) => path))
    expect(own.length).toBeGreaterThan(0)
    const texts = own.map((path) => textOf(cwd, path))
    // Those that name a business at all are for ours.
    if (host === 'github') expect(texts.join('')).toContain("business: '7007'")
    expect(texts.join('')).not.toMatch(/\b1001\b/)
    // A second time they are left as they are.
    writeFileSync(join(cwd, own[0] ?? ''), 'mine')
    const again = await init(cwd, `--ci=${host}`)
    expect(again.files.every((line) => line.startsWith('kept '))).toBe(true)
    expect(textOf(cwd, own[0] ?? '')).toBe('mine')
  })

  it('are not written through a folder that leads elsewhere', async () => {
    const outside = folderWith({})
    for (const target of [outside, join(outside, 'nowhere')]) {
      const cwd = folderWith({})
      symlinkSync(target, join(cwd, '.github'))
      const { code, json } = await runCli(['init', '--ci=github', '--format=json'], { cwd })
      expect([code, json()['problems']]).toMatchObject([1, [{ code: 'not_written' }]])
      expect(existsSync(join(outside, 'workflows'))).toBe(false)
      expect(existsSync(join(outside, 'nowhere'))).toBe(false)
    }
  })

  it.skipIf(process.getuid?.() === 0)('say where they cannot be written', async () => {
    const cwd = folderWith({})
    mkdirSync(join(cwd, '.github'))
    chmodSync(join(cwd, '.github'), 0o500)
    const { code, json } = await runCli(['init', '--ci=github', '--format=json'], { cwd })
    expect([code, json()['problems']]).toMatchObject([1, [{ code: 'not_written' }]])
  })
})
