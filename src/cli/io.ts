import type { RenderOptions } from '../report/render.ts'
import type { Report } from '../report/report.ts'

/** Everything of the surrounding process that a command may touch. Tests pass in their own. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Sink
  readonly stderr: Sink
  /**
   * Asks the person at the terminal; resolves to null if no answer came. Null without a terminal.
   */
  readonly ask: ((question: string) => Promise<string | null>) | null
  /** All of standard input; absent at a terminal, where nobody is asked to type a file. */
  readonly stdin?: () => Promise<Uint8Array>
  /** User of the operating system; absent or null where it is not known. */
  readonly osUser?: () => string | null
  readonly now: () => Date
  /** Waits so many milliseconds or until the signal aborts. By default on the real clock. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
  /**
   * Starts a program without a shell, and does not wait for its end. Resolves to null, or to why it did
   * not start. Absent where nobody sits in front of a screen.
   */
  readonly launch?: (program: string, args: readonly string[]) => Promise<string | null>
  /** `process.platform`, which tells how a file is opened. */
  readonly platform?: NodeJS.Platform
  /** Called with every report that is shown, as a value, and the options it is rendered with. */
  readonly onReport?: (report: Report, options: RenderOptions) => void
  /** Called with every secret of a run so that it can be masked; see `GraphOptions.onSecret`. */
  readonly onSecret?: (secret: string) => void
}

/** A report as a command showed it, for whoever keeps what `onReport` tells. */
export interface Told {
  readonly report: Report
  readonly options: RenderOptions
}

export interface Sink {
  readonly write: (text: string) => void
  readonly isTTY: boolean
  /** Width of the terminal in columns; null if it is not a terminal. */
  readonly columns: number | null
}
