import type { RenderOptions } from '../report/render.ts'
import type { Report } from '../report/report.ts'

/** Everything a command may touch of the process around it; tests hand in their own. */
export interface Io {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Sink
  readonly stderr: Sink
  /** Asks the person at the terminal; null where the answer never came. Null without a terminal. */
  readonly ask: ((question: string) => Promise<string | null>) | null
  readonly now: () => Date
  /** Waits that many milliseconds, or until the signal; default the real clock. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Aborted when the user interrupts. */
  readonly signal: AbortSignal
  /** Told of every report that is shown, as a value, with what it was rendered with. */
  readonly onReport?: (report: Report, options: RenderOptions) => void
  /** Told of every secret of a run, to have it masked; see `GraphOptions.onSecret`. */
  readonly onSecret?: (secret: string) => void
}

export interface Sink {
  readonly write: (text: string) => void
  readonly isTTY: boolean
  /** Columns of the terminal, null where there is none. */
  readonly columns: number | null
}
