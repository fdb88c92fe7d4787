import type { FlagSet, Flags } from './flags.ts'
import type { Io } from './io.ts'

/** What a command gets. */
export interface Context {
  readonly args: readonly string[]
  readonly flags: Flags
  /** The command as it was written, for messages that give one to copy. */
  readonly written?: Written
  readonly io: Io
  /** The whole table, for those who speak of other commands. */
  readonly commands: readonly CommandRow[]
  /** Runs another command line, as if it were typed; answers its exit code. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}

/** A command line without its paths and names. */
export interface Written {
  readonly command: string
  /** The flags with their values; null where it cannot be told which word is a value. */
  readonly flags: readonly string[] | null
}

/** A command: does its work, writes through `io`, and answers with the exit code. */
export type CommandRun = (context: Context) => Promise<number>

/** One command: what help says of it, and where its code is. */
export interface CommandRow {
  readonly name: string
  /** Arguments as commander writes them. */
  readonly args: string
  readonly summary: string
  readonly flags: FlagSet
  /** What the first argument may be, where it is one of few words. */
  readonly words?: readonly string[]
  /** Command lines to copy, below the help of the command. */
  readonly examples: readonly string[]
  /** The command's own modules, loaded when it runs and not before. */
  readonly load: () => Promise<CommandRun>
}
