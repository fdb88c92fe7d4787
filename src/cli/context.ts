import type { Flags } from './flags.ts'
import type { Io } from './io.ts'

/** What a command gets. */
export interface Context {
  readonly args: readonly string[]
  readonly flags: Flags
  readonly io: Io
}

/** A command: does its work, writes through `io`, and answers with the exit code. */
export type CommandRun = (context: Context) => Promise<number>
