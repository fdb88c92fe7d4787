/** What a Graph error means, what else it stops, and what helps. */
export interface ErrorRule {
  /**
   * The general kind of error. Decides whether a scope is unreadable and whether a write is lost.
   */
  readonly family: Family
  readonly meaning: string
  /** For reads. `wait`: a limit, for as long as it says. `reduce`: ask for less at a time. */
  readonly retry: 'no' | 'backoff' | 'wait' | 'reduce'
  /**
   * What else cannot succeed any more. Only the run's own token, a block and a limit stop a run;
   * `action`: everything else that would be done by the same action.
   */
  readonly stop: 'step' | 'asset' | 'action' | 'run'
  /** What somebody has to do; null if nothing. Never says whether to try again: `again` does. */
  readonly advice: string | null
  /** Whether trying again helps, if `retry` does not say it. */
  readonly again?: string
  /** How long a limit lasts, in milliseconds, whatever the usage headers say; never waited out. */
  readonly lastsMs?: number
  /** Whether such an answer, even to a read, means that every write would be refused. */
  readonly endsWriting?: true
}

export type Family =
  /** The token itself is no use. */
  | 'token'
  /** Refused for lack of permission; stays so until somebody grants something. */
  | 'permission'
  | 'limit'
  /** Something broke at the API or on the way. Whether a write took place is not known. */
  | 'server'
  /** The answer would be, or was, too large. */
  | 'size'
  /** The call itself cannot succeed. */
  | 'input'
  /** The request contradicts the state of the business, or asks for what is already so. */
  | 'state'
  /** The account is blocked, or a person must do something first. */
  | 'blocked'

/** What rows of the same kind have in common. */
export type Shape = Pick<ErrorRule, 'family' | 'retry' | 'stop'>

export const TOKEN: Shape = { family: 'token', retry: 'no', stop: 'run' }
export const PERMISSION: Shape = { family: 'permission', retry: 'no', stop: 'asset' }
export const RUN_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'run' }
export const ASSET_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'asset' }
/** A cap on one kind of write, which holds nothing else back. */
export const ACTION_LIMIT: Shape = { family: 'limit', retry: 'no', stop: 'action' }
export const SERVER: Shape = { family: 'server', retry: 'backoff', stop: 'step' }
export const SIZE: Shape = { family: 'size', retry: 'reduce', stop: 'step' }
export const INPUT: Shape = { family: 'input', retry: 'no', stop: 'step' }
export const STATE: Shape = { family: 'state', retry: 'no', stop: 'step' }
/** A person must do something first, concerning this asset or this kind of call. */
export const PERSON: Shape = { family: 'blocked', retry: 'no', stop: 'step' }
export const BLOCKED: Shape = { family: 'blocked', retry: 'no', stop: 'run' }
/** A token of the wrong kind for one call may be right for all others. */
export const TOKEN_KIND: Shape = { family: 'token', retry: 'no', stop: 'step' }

const MAY_HELP = 'run the same command again later; retrying may help'

/** Whether trying again helps, in words. The only place that says it. */
export const AGAIN: Readonly<Record<ErrorRule['retry'], string>> = {
  no: 'retrying does not help',
  backoff: MAY_HELP,
  reduce: MAY_HELP,
  wait: 'bizaccess waits as long as --max-wait allows; after that, run the same command again later',
}
