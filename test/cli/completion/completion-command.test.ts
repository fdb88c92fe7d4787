import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { completedCommands } from '../../../src/cli/completion/completion-words.ts'
import { WORLD_NAMES } from '../../../src/cli/input/world-argument.ts'
import { folderWith, runCli } from '../../support/run-cli.ts'

const scriptFor = async (shell: string): Promise<string> => {
  const { code, stdout } = await runCli(['completion', shell])
  expect(code).toBe(0)
  return stdout
}

const hasProgram = (name: string): boolean => spawnSync(name, ['-c', 'exit 0']).status === 0

describe('completion', () => {
  it('refuses a shell it does not know, and names those it does', async () => {
    const { code, stdout, stderr } = await runCli(['completion', 'tcsh'])
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('expected bash, zsh, fish')
    expect(COMMANDS.find(({ name }) => name === 'completion')?.words).toEqual([
      'bash',
      'zsh',
      'fish',
    ])
  })

  it('knows the acts of the sandbox', async () => {
    const { stderr } = await runCli(['sandbox', 'sing'])
    const { words = [] } = COMMANDS.find(({ name }) => name === 'sandbox') ?? {}
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(`expected ${words.join(', ')}`)
  })

  it('has every flag of every command with its own choices', () => {
    const formats = new Set(
      completedCommands(COMMANDS).flatMap(({ flags }) =>
        flags.filter(({ names }) => names.includes('--format')).map(({ words }) => words.join()),
      ),
    )
    expect(formats.size).toBeGreaterThan(3)
    expect([...formats].every((words) => words.startsWith('text,json'))).toBe(true)
  })
})

describe('completion in bash', () => {
  let script = ''
  let cwd = ''
  beforeAll(async () => {
    cwd = folderWith({ 'access.yaml': '', 'plan one.json': '' })
    mkdirSync(join(cwd, 'businesses'))
    script = join(cwd, 'completion.bash')
    writeFileSync(script, await scriptFor('bash'))
  })

  /** What bash is answered for words as readline splits them, the last one unfinished. */
  const completed = (...words: readonly string[]): readonly string[] => {
    const quoted = words.map((word) => `'${word}'`).join(' ')
    const text = `set -u; source '${script}'
COMP_WORDS=(bizaccess ${quoted}); COMP_CWORD=${words.length}
_bizaccess; printf '%s\\n' "\${COMPREPLY[@]+"\${COMPREPLY[@]}"}"`
    const out = execFileSync('bash', ['--norc', '-c', text], { cwd, encoding: 'utf8' })
    return out.split('\n').filter((line) => line !== '')
  }

  it('completes commands', () => {
    expect(completed('')).toEqual(
      expect.arrayContaining([...COMMANDS.map(({ name }) => name), 'help', '--version']),
    )
    expect(completed('dr')).toEqual(['drift'])
    expect(completed('help', 'val')).toEqual(['validate'])
  })

  it('completes the flags of the command alone', () => {
    expect(completed('plan', '--allow')).toEqual([
      '--allow-revocations',
      '--allow-requests',
      '--allow-invitations',
      '--allow-offboarded',
    ])
    expect(completed('plan', 'access.yaml', '--as')).toEqual(['--as-of'])
    expect(completed('validate', '--allow')).toEqual([])
    expect(completed('log', '--ver')).toEqual(['--verbose', '--verify'])
  })

  it('completes the formats each command has', () => {
    expect(completed('plan', '--format', 'g')).toEqual(['github', 'gitlab'])
    expect(completed('drift', '--format', 'g')).toEqual(['github'])
    expect(completed('plan', '--format', '=', 'd')).toEqual(['diff'])
    expect(completed('plan', '--format', '=')).toContain('markdown')
    expect(completed('requests', '--format', 'g')).toEqual([])
  })

  it('completes worlds, shells, acts and businesses or assets', () => {
    expect(completed('plan', '--sandbox', '')).toEqual(WORLD_NAMES)
    expect(completed('plan', '--sandbox', '=', 'b')).toEqual(['brand'])
    expect(completed('sandbox', '--world', 'l')).toEqual(['large'])
    expect(completed('sandbox', 'a')).toEqual(['accept', 'approve', 'assign'])
    expect(completed('completion', '')).toEqual(['bash', 'zsh', 'fish'])
    expect(completed('plan', '--shard-by', 'b')).toEqual(['business'])
  })

  it('leaves files and folders to bash, which quotes them', () => {
    for (const words of [
      ['plan', ''],
      ['plan', '-o', 'p'],
      ['show', ''],
      ['plan', '--policy', ''],
    ]) {
      expect(completed(...words)).toEqual([])
    }
    const text = `source '${script}'; complete -p bizaccess`
    const registered = execFileSync('bash', ['--norc', '-c', text], { encoding: 'utf8' })
    expect(registered).toBe('complete -o default -F _bizaccess bizaccess\n')
  })

  it('is taken by eval, as its first line says', async () => {
    const text = 'eval "$1"; complete -p bizaccess'
    const argv = ['--norc', '-c', text, 'bash', await scriptFor('bash')]
    expect(execFileSync('bash', argv, { encoding: 'utf8' })).toContain('_bizaccess')
  })
})

describe.each(['zsh', 'fish'])('completion in %s', (shell) => {
  const isThere = hasProgram(shell)
  if (!isThere)
    process.stderr.write(`SKIPPED: ${shell} is not installed, its script was not checked\n`)

  it.skipIf(!isThere)('is a script of that shell', async () => {
    // In a file: fish 3.6 takes no script from the socket that a child process has as its stdin.
    const file = join(folderWith({ script: await scriptFor(shell) }), 'script')
    const { status, stderr } = spawnSync(shell, ['-n', file], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })

  it('has a line for every command and every flag, and quotes that end', async () => {
    const text = await scriptFor(shell)
    for (const { name, flags } of completedCommands(COMMANDS)) {
      expect(text).toContain(name)
      for (const flag of flags) {
        const [long = ''] = flag.names
        expect(text).toContain(shell === 'fish' ? ` -l ${long.slice(2)} ` : long)
      }
    }
    // Both shells quote as sh does, but for fish's \' inside of quotes.
    const words = text.replaceAll(/(?<=')(?:\\.|[^'\\])*(?=')/g, '')
    expect((words.match(/'/g) ?? []).length % 2).toBe(0)
  })
})
