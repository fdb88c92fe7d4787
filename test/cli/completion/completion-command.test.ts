import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/cli/commands.ts'
import { completedCommands } from '../../../src/cli/completion/completion-words.ts'
import { WORLD_NAMES } from '../../../src/cli/input/world-argument.ts'
import { MAIN } from '../../support/built.ts'
import { folderWith, MANIFEST, runCli } from '../../support/run-cli.ts'

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
    const { words = [] } = (await COMMANDS.find(({ name }) => name === 'sandbox')?.more?.()) ?? {}
    expect((await runCli(['completion', 'bash'])).stdout).toContain(words.join(' '))
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
    expect(completed('log', '--ver')).toEqual(['--verify', '--verbose'])
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

  it('completes the last of several reasons, and the words of explain', () => {
    expect(completed('plan', '--reason', 'expired,off')).toEqual(['expired,offboarded'])
    expect(completed('plan', '--reason', 'miss')).toEqual(['missing_in_live'])
    expect(completed('explain', 'not_in_man')).toEqual(['not_in_manifest'])
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

describe('completion values', () => {
  const FILES = {
    'access.yaml': MANIFEST,
    'plan.json': JSON.stringify({
      kind: 'plan',
      steps: [{ address: 'act_1111/users/61550000000000009' }, { address: '$(touch x)/users/1' }],
    }),
  }
  const values = async (...argv: readonly string[]) => {
    const { code, stdout, stderr, cwd } = await runCli(['completion', 'values', '--', ...argv], {
      files: FILES,
    })
    expect([code, stderr, readdirSync(cwd).sort()]).toEqual([0, '', Object.keys(FILES)])
    return stdout.split('\n').slice(0, -1)
  }

  it('are what the manifest and the plan say, and nothing that a shell would run', async () => {
    expect(await values('--who', 'plan')).toEqual(['brightside', 'kim', 'robot'])
    expect(await values('--only', 'plan')).toEqual(['act_1111', 'members'])
    expect(await values('--replace', 'plan')).toEqual(['act_1111/agencies/2002'])
    expect(await values('--resend', 'apply')).toEqual([
      'act_1111/agencies/2002',
      'act_1111/users/61550000000000009',
    ])
  })

  it('are none where nothing can be read, and for what has none', async () => {
    expect(await values('--policy', 'plan')).toEqual([])
    const { code, stdout } = await runCli(['completion', 'values', '--', '--who', 'plan'])
    expect([code, stdout]).toEqual([0, ''])
  })

  /** The built command, under the name that the scripts call. */
  const withCommand = () => {
    const cwd = folderWith({
      ...FILES,
      bizaccess: `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
    })
    chmodSync(join(cwd, 'bizaccess'), 0o755)
    return {
      cwd,
      encoding: 'utf8',
      env: { ...process.env, PATH: `${cwd}:${process.env['PATH']}` },
    } as const
  }

  it('are asked for by bash', async () => {
    const text = `eval "$1"; COMP_WORDS=(bizaccess plan --who br); COMP_CWORD=3
_bizaccess; printf '%s\\n' "\${COMPREPLY[@]}"`
    const argv = ['--norc', '-c', text, 'bash', await scriptFor('bash')]
    expect(execFileSync('bash', argv, withCommand())).toBe('brightside\n')
  })

  it.skipIf(!hasProgram('fish'))('are asked for by fish', async () => {
    const given = withCommand()
    writeFileSync(join(given.cwd, 'c.fish'), await scriptFor('fish'))
    const answered = (line: string): readonly string[] =>
      execFileSync('fish', ['-c', `source c.fish; complete -C '${line}'`], given)
        .split('\n')
        .map((each) => each.split('\t')[0] ?? '')
        .filter((each) => each !== '')
    expect(answered('bizaccess plan --who br')).toEqual(['brightside'])
    expect(answered('bizaccess plan --reason expired,off')).toEqual(['expired,offboarded'])
    expect(answered('bizaccess who ki')).toContain('kim')
    expect(answered('bizaccess plan --sandbox b')).toContain('brand')
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
