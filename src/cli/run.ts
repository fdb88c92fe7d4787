import { resolve } from 'node:path'
import type { CommandRow, CommandRun, Context } from './context.ts'
import type { Flags } from './flags.ts'
import type { Io } from './io.ts'
import type { ReportFile } from './output/report-files.ts'
import { readVersion } from './own-package.ts'

/**
 * Runs a command line and resolves to the exit code. Touches the process only through `io`. Modules
 * are loaded when needed: `--version` needs no parser, and help loads no command.
 */
export const run = async (argv: readonly string[], io: Io): Promise<number> => {
  if (argv.length === 1 && VERSION_FLAGS.includes(argv[0] ?? '')) {
    io.stdout.write(`${readVersion()}\n`)
    return 0
  }
  const commands = await toldBy(argv, (await import('./commands.ts')).COMMANDS)
  const { parseCommandLine } = await import('./program.ts')
  const { placeSandboxWorld } = await import('./input/world-argument.ts')
  const parsed = parseCommandLine(await placeSandboxWorld(argv, io.cwd), commands, {
    io,
    version: readVersion(),
  })
  switch (parsed.type) {
    case 'print':
      io.stdout.write(parsed.text)
      return 0
    case 'usage':
      return (await import('./failures.ts')).showUsage(parsed.words, argv, io)
    case 'run':
      return runCommand(parsed.row, { ...parsed.context, commands, run })
  }
}

/** The commands with all that the help of one, or the completion of all, says of them. */
const toldBy = (
  argv: readonly string[],
  commands: readonly CommandRow[],
): Promise<readonly CommandRow[]> => {
  const isTold = ({ name }: CommandRow): boolean =>
    argv.includes(name) || argv.includes('completion')
  return Promise.all(
    commands.map(async (row) =>
      row.more !== undefined && isTold(row) ? { ...row, ...(await row.more()) } : row,
    ),
  )
}

const VERSION_FLAGS: readonly string[] = ['-V', '--version']

/** With `--open`, the page is opened last, whatever the result: it was written in any case. */
const showingPage = async (command: CommandRun, context: Context): Promise<number> => {
  if (context.flags.open !== true) return command(context)
  const pages: string[] = []
  const onSaved = ({ path, format }: ReportFile): void => {
    if (format === 'html') pages.push(path)
  }
  try {
    return await command({ ...context, onSaved })
  } finally {
    const { openPage } = await import('./output/browser.ts')
    for (const page of pages.slice(0, 1)) await openPage(page, context.io)
  }
}

/** With `--all`, the command is run for each business of a tree. */
const commandOf = async (row: CommandRow, { all }: Flags): Promise<CommandRun> =>
  all === true ? (await import('./fleet/fleet-command.ts')).overAll(row) : row.load()

const runCommand = async (row: CommandRow, context: Context): Promise<number> => {
  const { flags, io } = context
  try {
    const { checkSwitches } = await import('./environment.ts')
    checkSwitches(io.env)
    if (flags.out !== undefined) {
      const { checkTargets } = await import('./output/written-files.ts')
      checkTargets(flags.out.map((path) => resolve(io.cwd, path)))
      const { checkReports } = await import('./input/report-targets.ts')
      checkReports(context)
    }
    return await showingPage(await commandOf(row, flags), context)
  } catch (error) {
    return (await import('./failures.ts')).showFailure(error, context)
  }
}
