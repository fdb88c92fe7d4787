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
}

export interface Sink {
  readonly write: (text: string) => void
  readonly isTTY: boolean
  /** Columns of the terminal, null where there is none. */
  readonly columns: number | null
}
