import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/cli/commands.ts'
import { completedCommands } from '../../src/cli/completion/completion-words.ts'
import { GROUPED, VERBOSE } from '../../src/cli/flag-help.ts'
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

describe('help', () => {
  const helpOf = async (name: string, columns = 80) =>
    (await runCli(['help', name], { columns })).stdout
  const flagsIn = (text: string): readonly string[] =>
    [...text.matchAll(/^ {2}(?:-\w, )?(--[a-z-]+)/gm)].flatMap(([, flag = '']) => [flag])
  const ofCommands = completedCommands(COMMANDS)

  it.each(ofCommands)('of $name shows its own flags alone, each below a heading', async (row) => {
    const text = await helpOf(row.name)
    const long = row.flags.flatMap(({ names }) => names.filter((name) => name.startsWith('--')))
    expect([...flagsIn(text)].sort()).toEqual(long.sort())
    expect(text).not.toContain('\nOptions:')
    expect(text.indexOf('\nUsage: bizaccess')).toBe(-1)
  })

  it('groups what to read, what to show and the rails', async () => {
    const text = await helpOf('plan')
    const headings = [...text.matchAll(/^(\S.*):$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual([
      ...['What it does', 'What to read', 'Rails', 'What to show', 'CI', 'The API', 'Examples'],
    ])
    const under = (heading: string): readonly string[] =>
      flagsIn(text.slice(text.indexOf(`\n${heading}:`)).split('\n\n')[0] ?? '')
    expect(under('What to read').slice(0, 2)).toEqual(['--all', '--only'])
    expect(under('Rails')).toContain('--allow-revocations')
    expect(under('What to show')).toEqual([
      ...['--format', '--out', '--open', '--verbose', '--quiet', '--no-color', '--help'],
    ])
    expect(under('CI')).toEqual(['--detailed-exitcode'])
  })

  it('puts no flag under a heading that does not exist', () => {
    const all = new Set(ofCommands.flatMap(({ flags }) => flags.flatMap(({ names }) => names)))
    expect(GROUPED.filter((flag) => !all.has(flag))).toEqual([])
  })

  it('says of --verbose what it does on each command', async () => {
    const said = new Map(
      ofCommands.flatMap(({ name, flags }) =>
        flags.filter(({ names }) => names.includes('--verbose')).map(({ what }) => [name, what]),
      ),
    )
    expect([...said.keys()].sort()).toEqual(Object.keys(VERBOSE).sort())
    for (const [name, what] of said) expect(what).toBe(VERBOSE[name as keyof typeof VERBOSE])
    expect((await helpOf('explain')).replaceAll(/\s+/g, ' ')).toContain(VERBOSE['explain'])
  })

  it('names the endings that -o knows there', async () => {
    expect((await helpOf('review')).replaceAll(/\s+/g, ' ')).toContain(': .json, .html, .md, .csv')
    expect((await helpOf('doctor')).replaceAll(/\s+/g, ' ')).toMatch(
      /: \.json, \.html, \.md --open/,
    )
  })

  it.each([60, 80, 200])('fits %i columns', async (columns) => {
    for (const argv of [[], ...COMMANDS.map(({ name }) => ['help', name])]) {
      const { stdout } = await runCli(argv, { columns })
      const [flags = ''] = stdout.split(/\n(?:Examples|Acts)/)
      const widest = Math.max(...flags.split('\n').map((line) => line.length))
      expect([argv, widest <= columns && widest <= 100]).toEqual([argv, true])
    }
  })
})

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
      new URL('../../examples/first/access.yaml', import.meta.url),
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
