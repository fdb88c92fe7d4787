import { type Argument, Command, CommanderError, Option } from 'commander'
import { padTo, wrapTo } from '../document/fitted.ts'
import { isFormat } from '../report/formats.ts'
import { seeHelp } from './cli-problems.ts'
import type { CommandRow, Context } from './context.ts'
import { headingOf } from './flag-help.ts'
import { addFlags, type Flags, makesFile, savesPlan } from './flags.ts'
import type { Io } from './io.ts'
import { type Outputs, outputsOf, refusedFile } from './output/report-files.ts'

/** A parsed command line: a command to run, or text to print. */
export type Parsed =
  | { readonly type: 'run'; readonly row: CommandRow; readonly context: Given }
  | { readonly type: 'print'; readonly text: string }
  | { readonly type: 'usage'; readonly words: string }

/** What the command line itself provides. */
export type Given = Pick<Context, 'args' | 'flags' | 'files' | 'written' | 'io'>

/** What help says of the environment; a variable without words speaks for itself. */
const ENVIRONMENT: readonly (readonly [names: string, what: string])[] = [
  ['META_ACCESS_TOKEN', 'access token; never taken from the command line'],
  ['META_APP_SECRET', 'app secret: every call then carries its proof'],
  ['META_ACCESS_TOKEN_<id>', 'the token of one business; likewise META_APP_SECRET_<id>'],
  ['BIZACCESS_GRAPH_URL, BIZACCESS_STATE_DIR', ''],
  ['BIZACCESS_READ_ONLY', '1, true, yes or on refuses every write'],
  ['NO_COLOR, FORCE_COLOR', ''],
]
const NAME_WIDTH = 22
const EXIT_WORDS =
  'Exit codes: 0 fine, 1 could not, 2 differences, 3 waits on people (3, and 2 of plan, with ' +
  '--detailed-exitcode), 4 blocked by a rail, 130 interrupted.'

/** What help of all commands ends with. Commander wraps no text that is added to its own. */
const epilogueOf = (width: number): string => {
  const lines = ENVIRONMENT.flatMap(([names, what]) => {
    if (what === '') return [`  ${names}`]
    const wrapped = wrapTo(what, width - NAME_WIDTH - 4)
    return wrapped.map((line, at) => `  ${padTo(at === 0 ? names : '', NAME_WIDTH)}  ${line}`)
  })
  const exits = wrapTo(EXIT_WORDS, width)
  return ['', 'Environment:', ...lines, '', ...exits, 'Start with `bizaccess demo`.'].join('\n')
}

/** Parses a command line without running anything. What is wrong with it is returned as `usage`. */
export const parseCommandLine = (
  argv: readonly string[],
  commands: readonly CommandRow[],
  { io, version }: { readonly io: Io; readonly version: string },
): Parsed => {
  let printed = ''
  let chosen: Parsed | null = null
  const keep = (text: string): void => {
    printed += text
  }
  const program = new Command('bizaccess')
    .usage('<command> [flags]')
    .description('Permissions-as-code for Meta Business Manager.')
    .optionsGroup('Flags:')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .addHelpText('after', () => epilogueOf(helpWidthOf(io)))
    .configureHelp({ subcommandTerm: termOf, minWidthToWrap: 20 })
    .configureOutput({
      ...{ writeOut: keep, writeErr: keep, outputError: keep },
      getOutHelpWidth: () => helpWidthOf(io),
      // Help that nobody asked for by name is an error to commander, and has a width of its own.
      getErrHelpWidth: () => helpWidthOf(io),
    })
    .exitOverride()
  for (const row of commands) {
    const command = program
      .command(`${row.name} ${row.args}`.trim())
      .summary(row.summary)
      .description(sentence(row.summary))
      .usage(usageOf(row.args))
      .addHelpOption(new Option('-h, --help', 'print help').helpGroup(headingOf('--help')))
      .allowExcessArguments(false)
      .action(() => {
        const written = { command: row.name, flags: flagWordsOf(argv, command) }
        const given = { ...NO_FLAGS, ...command.opts<Flags>() }
        const outputs = outputsIn(row, command, given)
        if (typeof outputs === 'string') {
          chosen = { type: 'usage', words: seeHelp(outputs, row.name) }
          return
        }
        const { format, files } = outputs
        const flags = { ...given, format }
        chosen = { type: 'run', row, context: { args: command.args, flags, files, io, written } }
      })
    addFlags(command, row.flags)
    command.addHelpText('after', [...(row.notes ?? []), examplesOf(row.examples)].join('\n'))
  }
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    const isAsked = error.exitCode === 0
    // Without any command, commander prints its help, which it calls an error.
    return isAsked || error.code === 'commander.help'
      ? { type: 'print', text: printed }
      : { type: 'usage', words: seeHelp(wordsOf(printed), commandIn(argv, commands)) }
  }
  return chosen ?? { type: 'print', text: printed }
}

/**
 * The words of a command line that are flags or their values, as they were typed; null if that
 * cannot be decided.
 */
const flagWordsOf = (argv: readonly string[], command: Command): readonly string[] | null => {
  const words = argv.slice(argv.indexOf(command.name()) + 1)
  const end = words.includes('--') ? words.indexOf('--') : words.length
  const takesNext = (word: string): boolean =>
    command.options.some(
      (option) => option.required && (option.long === word || option.short === word),
    )
  const flags = words
    .slice(0, end)
    .filter((word, at) => word.startsWith('-') || (at > 0 && takesNext(words[at - 1] ?? '')))
  const others = words.length - flags.length - (end < words.length ? 1 : 0)
  return others === command.args.length ? flags : null
}

/** Where the report goes, or what is wrong with that. */
const outputsIn = (row: CommandRow, command: Command, flags: Flags): Outputs | string => {
  const paths = flags.out ?? []
  if (makesFile(row.flags)) {
    const refused = paths.flatMap((path) => refusedFile(row.name, path) ?? [])
    return refused[0] ?? { format: flags.format, files: [] }
  }
  const choices = command.options.find(({ long }) => long === '--format')?.argChoices ?? []
  const isSaved = savesPlan(row.flags)
  return outputsOf({
    paths,
    format: flags.format,
    isExplicit: command.getOptionValueSource('format') === 'cli',
    formats: choices.filter(isFormat),
    command: row.name,
    unnamed: isSaved ? 'json' : 'text',
    isSaved,
  })
}

/** For commands that have only one format. */
const NO_FLAGS = { format: 'text' } as const

const examplesOf = (lines: readonly string[]): string =>
  ['', 'Examples:', ...lines.map((line) => `  ${line}`)].join('\n')

/** Columns of help. Lines of more are read less well. */
const PIPE_HELP_WIDTH = 80
const MOST_HELP_WIDTH = 100

const helpWidthOf = (io: Io): number =>
  Math.min(io.stdout.columns ?? PIPE_HELP_WIDTH, MOST_HELP_WIDTH)

/** A command in the list of all: that each has flags goes without saying. */
const termOf = (command: Command): string =>
  [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' ')

const argumentTerm = (argument: Argument): string => {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`
  return argument.required ? `<${name}>` : `[${name}]`
}

/** Arguments first: the flags below are many. */
const usageOf = (args: string): string => `${args} [flags]`.trim()

const sentence = (summary: string): string => `${summary[0]?.toUpperCase()}${summary.slice(1)}.`

/** Commander's error message without its prefix. */
const wordsOf = (printed: string): string =>
  printed
    .replace(/^error: /, '')
    .trim()
    .replaceAll('\n', ' ')

/** The command that is meant; null if it is none of these. */
const commandIn = (argv: readonly string[], commands: readonly CommandRow[]): string | null => {
  const word = argv.find((each) => !each.startsWith('-'))
  return commands.find(({ name }) => name === word)?.name ?? null
}
