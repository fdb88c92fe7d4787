import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { parseCommandLine } from '../../src/cli/program.ts'
import { folderWith, runCli } from '../support/run-cli.ts'

const EXAMPLES = COMMANDS.flatMap(({ name, examples = [] }) =>
  examples.map((line) => ({ name, line })),
)

/** The words of an example as a shell gives them to the command. */
const argvOf = (line: string): readonly string[] => {
  const [, words = ''] = /bizaccess ([^|>)]*)/.exec(line) ?? []
  return words
    .trim()
    .split(' ')
    .map((word) => word.replaceAll(/['"]/g, '').replace('…', '0'.repeat(64)))
}

const around = { version: '0' } as Parameters<typeof parseCommandLine>[2]

describe('the examples of help', () => {
  it.each(COMMANDS)('$name shows its own', async ({ name, examples }) => {
    const { stdout } = await runCli(['help', name])
    const shown = stdout.slice(stdout.indexOf('\nExamples:\n')).trim().split('\n').slice(1)
    expect(shown.map((line) => line.trim())).toEqual(examples)
  })

  it.each(EXAMPLES)('can be typed: $line', ({ name, line }) => {
    const parsed = parseCommandLine(argvOf(line), COMMANDS, around)
    expect(parsed).toMatchObject({ type: 'run', row: { name } })
  })

  const offline = ['validate', 'schema', 'completion']
  const harmless = EXAMPLES.filter(
    ({ name, line }) =>
      line.includes('--sandbox') || (offline.includes(name) && !line.includes('shared')),
  )

  it.each(harmless)('does something: $line', async ({ line }) => {
    const manifest = readFileSync(
      new URL('../../examples/brand/access.yaml', import.meta.url),
      'utf8',
    )
    const cwd = folderWith({ 'access.yaml': manifest })
    const { code, stderr } = await runCli(argvOf(line), { cwd })
    expect([0, 2], stderr).toContain(code)
  })

  it('are there for every command', () => {
    expect(COMMANDS.filter(({ examples }) => examples.length === 0)).toEqual([])
  })
})
