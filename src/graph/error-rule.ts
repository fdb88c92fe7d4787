/** What a Graph error comes to: what it means, what else it stops, and what helps. */
export interface ErrorRule {
  /** What an error is about: decides whether a scope is unreadable, and whether a write is lost. */
  readonly family: Family
  readonly meaning: string
  /** For reads. `wait`: a limit, for as long as it says. `reduce`: ask for less at a time. */
  readonly retry: 'no' | 'backoff' | 'wait' | 'reduce'
  /** What else cannot succeed after it. Only the run's own token, a block and a limit stop a run. */
  readonly stop: 'step' | 'asset' | 'run'
  /** What somebody has to do; null where nothing is. It never speaks of trying again: `again` does. */
  readonly advice: string | null
  /** Whether trying again helps, where `retry` does not say it. */
  readonly again?: string
  /** Whether one such answer, to a read too, says that every write would be refused. */
  readonly endsWriting?: true
}

export type Family =
  /** The token itself is of no use. */
  | 'token'
  /** Refused for permission: stable until somebody grants something. */
  | 'permission'
  | 'limit'
  /** Something broke at the API or on the way; whether a write took place is unknown. */
  | 'server'
  /** The answer would be, or was, too large. */
  | 'size'
  /** The call as such cannot succeed. */
  | 'input'
  /** What was asked for contradicts, or already is, the state of the business. */
  | 'state'
  /** The account is blocked, or a person must do something first. */
  | 'blocked'

/** What rows of a kind share. */
export type Shape = Pick<ErrorRule, 'family' | 'retry' | 'stop'>

export const TOKEN: Shape = { family: 'token', retry: 'no', stop: 'run' }
export const PERMISSION: Shape = { family: 'permission', retry: 'no', stop: 'asset' }
export const RUN_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'run' }
export const ASSET_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'asset' }
export const SERVER: Shape = { family: 'server', retry: 'backoff', stop: 'step' }
export const SIZE: Shape = { family: 'size', retry: 'reduce', stop: 'step' }
export const INPUT: Shape = { family: 'input', retry: 'no', stop: 'step' }
export const STATE: Shape = { family: 'state', retry: 'no', stop: 'step' }
/** A person must do something first, about this asset or this kind of call. */
export const PERSON: Shape = { family: 'blocked', retry: 'no', stop: 'step' }
export const BLOCKED: Shape = { family: 'blocked', retry: 'no', stop: 'run' }
/** A token of the wrong kind for one call may be right for all others. */
export const TOKEN_KIND: Shape = { family: 'token', retry: 'no', stop: 'step' }

const MAY_HELP = 'run the same command again later; retrying may help'

/** Whether trying again helps, in words; the one place that says it. */
export const AGAIN: Readonly<Record<ErrorRule['retry'], string>> = {
  no: 'retrying does not help',
  backoff: MAY_HELP,
  reduce: MAY_HELP,
  wait: 'the tool waits as long as --max-wait allows; else run the same command again later',
}
