/** What the action may touch of the machine that it runs on. Tests pass in their own. */
export interface Runner {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The checked-out repository. */
  readonly workspace: string
  /** Writes to the job's log. */
  readonly write: (text: string) => void
  readonly writeError: (text: string) => void
  /** User of the operating system; absent or null where it is not known. */
  readonly osUser?: () => string | null
  readonly now: () => Date
  /** Aborted when the job is cancelled. */
  readonly signal: AbortSignal
}
