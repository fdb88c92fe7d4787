import type { Flags } from './flags.ts'
import type { Io } from './io.ts'

/** What a command gets. */
export interface Context {
  readonly args: readonly string[]
  readonly flags: Flags
  /** The command as it was written, for messages that give one to copy. */
  readonly written?: Written
  readonly io: Io
}

/** A command line without its paths and names. */
export interface Written {
  readonly command: string
  /** The flags with their values; null where it cannot be told which word is a value. */
  readonly flags: readonly string[] | null
}

/** A command: does its work, writes through `io`, and answers with the exit code. */
export type CommandRun = (context: Context) => Promise<number>
