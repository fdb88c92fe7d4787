import type { CommandRow } from './commands.ts'
import type { Context } from './context.ts'
import type { Io } from './io.ts'
import { parseCommandLine } from './program.ts'
import { readVersion } from './version.ts'
import { placeSandboxWorld } from './world-argument.ts'

/** Runs a command line and answers with the exit code; touches the process only through `io`. */
export const run = async (argv: readonly string[], io: Io): Promise<number> => {
  const words = await placeSandboxWorld(argv, io.cwd)
  const parsed = parseCommandLine(words, io, readVersion())
  switch (parsed.type) {
    case 'print':
      io.stdout.write(parsed.text)
      return 0
    case 'usage':
      return (await import('./failures.ts')).showUsage(parsed.words, argv, io)
    case 'run':
      return runCommand(parsed.row, parsed.context)
  }
}

const runCommand = async (row: CommandRow, context: Context): Promise<number> => {
  try {
    const command = await row.load()
    return await command(context)
  } catch (error) {
    return (await import('./failures.ts')).showFailure(error, context)
  }
}
