import type { FlagSet, Flags } from './flags.ts'
import type { FleetPlace } from './fleet/fleet-place.ts'
import type { Io } from './io.ts'
import type { ReportFile } from './output/report-files.ts'

/** What a command receives. */
export interface Context {
  readonly args: readonly string[]
  /** `format` is that of stdout, which `-o` leaves to text or JSON. */
  readonly flags: Flags
  /** Where a report is written to as well. */
  readonly files?: readonly ReportFile[]
  /** Called with every file of a report once it is written, under its absolute path. */
  readonly onSaved?: (file: ReportFile) => void
  /** The command line as it was typed, for messages that suggest one to copy. */
  readonly written?: Written
  readonly io: Io
  /** Where it runs for one business of many. */
  readonly fleet?: FleetPlace
  /** The whole table, for commands that describe other commands. */
  readonly commands: readonly CommandRow[]
  /** Runs another command line as if it had been typed. Resolves to its exit code. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}

/** A command line without its paths and names. */
export interface Written {
  readonly command: string
  /** The flags with their values; null if it is not clear which words are values. */
  readonly flags: readonly string[] | null
}

/**
 * A command: does its work, writes through `io` and resolves to the exit code. Throws `stop` for
 * what the user can put right.
 */
export type CommandRun = (context: Context) => Promise<number>

/** One command: what help says about it, and where its code is. */
export interface CommandRow {
  readonly name: string
  /** Arguments in commander's notation. */
  readonly args: string
  readonly summary: string
  readonly flags: FlagSet
  /** What the first argument may be, if it is one of a few words. */
  readonly words?: readonly string[]
  /** Lines of help below the flags: what its words mean. */
  readonly notes?: readonly string[]
  /** Words and notes that are part of what the command loads, and so loaded only when they are told. */
  readonly more?: () => Promise<Pick<CommandRow, 'words' | 'notes'>>
  /** Command lines to copy, shown below the command's help. */
  readonly examples: readonly string[]
  /** The command's own modules, loaded only when it runs. */
  readonly load: () => Promise<CommandRun>
}
