import type { GraphFacts, LocalType } from './graph-error.ts'

/**
 * THE error table: what a Graph error means and what may be done about it. Messages change without
 * notice, so rows go by code and subcode; the few that need the words say so. [ref] reference pages
 * of the edges, [web] Meta's error and rate-limit pages, [observed] recorded live calls.
 */
export interface ErrorRule {
  /** What an error is about: decides whether a scope is unreadable, and whether a write is lost. */
  readonly family: Family
  readonly meaning: string
  /** For reads. `wait`: a limit, for as long as it says. `reduce`: ask for less at a time. */
  readonly retry: 'no' | 'backoff' | 'wait' | 'reduce'
  /** What else cannot succeed after it. */
  readonly stop: 'step' | 'asset' | 'business' | 'run'
  readonly advice: string
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

interface ErrorRow extends ErrorRule {
  readonly code: number
  /** Last code of a range. */
  readonly to?: number
  readonly subcode?: number
  readonly words?: RegExp
}

type Shape = Pick<ErrorRule, 'family' | 'retry' | 'stop'>

const TOKEN: Shape = { family: 'token', retry: 'no', stop: 'run' }
const PERMISSION: Shape = { family: 'permission', retry: 'no', stop: 'asset' }
const RUN_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'run' }
const ASSET_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'asset' }
const SERVER: Shape = { family: 'server', retry: 'backoff', stop: 'step' }
const INPUT: Shape = { family: 'input', retry: 'no', stop: 'step' }
const STATE: Shape = { family: 'state', retry: 'no', stop: 'step' }
const BLOCKED: Shape = { family: 'blocked', retry: 'no', stop: 'run' }

const row = (
  shape: Shape,
  code: number | readonly [number, number],
  meaning: string,
  advice: string,
  narrow: Pick<ErrorRow, 'subcode' | 'words'> = {},
): ErrorRow => ({
  ...shape,
  ...(typeof code === 'number' ? { code } : { code: code[0], to: code[1] }),
  meaning,
  advice,
  ...narrow,
})

const NEW_TOKEN = 'create a new token and run again'
const LATER = 'run the same command again later'
const LIMITED = 'the tool waits as long as --max-wait allows; else run the same command again later'

/** First match wins: a row with a subcode or words stands before the plain one. */
const ROWS: readonly ErrorRow[] = [
  row(
    { family: 'size', retry: 'reduce', stop: 'step' },
    1,
    'the API wants to be asked for less data at a time',
    LATER,
    { words: /reduce the amount of data/i },
  ),
  row(SERVER, 1, 'an unknown error at the API', LATER),
  row(SERVER, 2, 'the service is temporarily down', LATER),
  row(
    { ...PERMISSION, stop: 'business' },
    3,
    'the app lacks the capability for this call',
    'ask Meta for access to the business-to-business endpoints for the app of this token',
  ),
  row(RUN_LIMIT, 4, "the app's call limit is reached", LIMITED),
  row(PERMISSION, 10, 'a permission is missing or was taken away', 'give the token the permission'),
  row(INPUT, 12, 'the endpoint is gone in this version of the API', 'try another --api-version'),
  row(RUN_LIMIT, 17, "the user's call limit is reached", LIMITED),
  row(RUN_LIMIT, 32, 'the Page call limit of a user token is reached', 'use a system user token'),
  row(
    TOKEN,
    100,
    'the appsecret_proof is missing or wrong',
    "set META_APP_SECRET to the secret of the token's app",
    { words: /appsecret_proof/i },
  ),
  row(
    INPUT,
    100,
    'the object does not exist, may not be seen, or does not support the call',
    'check the id, and that the token may see it',
    { subcode: 33 },
  ),
  row(
    INPUT,
    100,
    'the id is of another id space than that of business users',
    'use the id that business_users or system_users of this business gives',
    { subcode: 1752100 },
  ),
  row(
    INPUT,
    100,
    'this combination of tasks is not supported',
    'ask for one of the documented role bundles',
    { subcode: 1752129 },
  ),
  row(INPUT, 100, 'a parameter is invalid', 'see which parameter the message names'),
  row(TOKEN, 102, 'the session of the token is invalid', NEW_TOKEN),
  row(TOKEN, 104, 'the call was not signed, or not validly', NEW_TOKEN),
  row(TOKEN, 190, 'the app is not installed for the user any more', NEW_TOKEN, { subcode: 458 }),
  row(TOKEN, 190, 'the user must pass a checkpoint at Facebook', 'log in once', { subcode: 459 }),
  row(TOKEN, 190, 'the password was changed', NEW_TOKEN, { subcode: 460 }),
  row(TOKEN, 190, 'the token has expired', NEW_TOKEN, { subcode: 463 }),
  row(TOKEN, 190, 'the user has not confirmed the account', 'log in once', { subcode: 464 }),
  row(TOKEN, 190, 'the token is invalid', NEW_TOKEN, { subcode: 467 }),
  row(TOKEN, 190, 'the user of a Page token has no role on the Page any more', NEW_TOKEN, {
    subcode: 492,
  }),
  row(TOKEN, 190, 'the token is invalid, or of the wrong type for this call', NEW_TOKEN),
  row(PERMISSION, [200, 299], 'permission denied', 'give the token the permission, or the access'),
  row({ ...SERVER, stop: 'run' }, 341, 'a limit of the app, or a downtime', LATER),
  row(
    BLOCKED,
    368,
    'blocked for behaviour the API takes for abuse',
    'stop, wait at least a day, and look at the business in Business Manager',
  ),
  row(BLOCKED, 415, 'two-factor authentication is required', 'a person must set it up'),
  row(
    { ...BLOCKED, stop: 'step' },
    457,
    'the origin of the session is not accepted for this call',
    'use the token of an admin system user',
  ),
  row(INPUT, 506, 'a duplicate post', 'look at the live state'),
  row(RUN_LIMIT, 613, 'a custom call limit is reached', LIMITED),
  row(INPUT, 803, 'an id does not exist', 'check the id'),
  row(INPUT, 2500, 'the path or the query cannot be parsed', 'try another --api-version'),
  row(
    INPUT,
    2620,
    'the call would set account permissions that are not valid',
    'check that the person belongs to this business',
  ),
  row(
    { ...INPUT, stop: 'business' },
    2635,
    'this version of the Marketing API has expired',
    'use a newer --api-version',
  ),
  row(STATE, 3910, 'no permission to edit the business', 'use the token of an admin'),
  row(STATE, 3911, 'no permission to set the business up', 'use the token of an admin'),
  row(SERVER, 3912, 'a technical issue at the API', LATER),
  row(STATE, 3914, 'the last admin cannot be removed', 'name another admin first'),
  row(STATE, 3918, 'another business owns the Page', 'request access instead'),
  row(SERVER, 3919, 'an unexpected technical issue at the API', LATER),
  row(STATE, 3936, 'the business has already asked for this', 'wait for the answer'),
  row(STATE, 3944, 'the business already has access', 'look at the live state'),
  row(STATE, 3946, 'the asset belongs to this very business', 'an owner is never an agency'),
  row(STATE, 3948, 'the Page needs another manager first', 'assign a manager first'),
  row(STATE, [3977, 3982], 'only an admin of the Page may do this', 'ask an admin of the Page'),
  row(STATE, 3989, 'this business already is an agency of the asset', 'look at the live state'),
  row(RUN_LIMIT, [80000, 80000], 'the ads insights limit is reached', LIMITED),
  row(ASSET_LIMIT, [80001, 80014], "the limit of this asset's use case is reached", LIMITED),
  row(INPUT, 1713140, 'the permission to create audiences is missing', 'give the permission'),
  row(SERVER, 3910001, 'trouble with the account', LATER),
  row(BLOCKED, 1404163, 'the ad access of the user was revoked', 'a person must look into it'),
  row(BLOCKED, 1404078, 'the user is temporarily blocked', 'a person must look into it'),
  row(BLOCKED, 2859015, 'trouble with the account', 'a person must look into it'),
  // Negative codes are internal errors of the API [web].
  row(SERVER, [-1_000_000, -1], 'an internal error at the API', LATER),
]

const OTHER: ErrorRule = { ...INPUT, meaning: 'an error this version does not know', advice: LATER }

/** Errors of ours, by type. */
const LOCAL: Readonly<Record<LocalType, ErrorRule>> = {
  no_connection: { ...SERVER, meaning: 'no connection to the API', advice: 'check the network' },
  connection_lost: { ...SERVER, meaning: 'the connection broke off', advice: LATER },
  timeout: { ...SERVER, meaning: 'the API did not answer in time', advice: LATER },
  redirect: {
    ...INPUT,
    stop: 'run',
    meaning: 'the answer was a redirect',
    advice: 'check the Graph URL; a proxy may stand in between',
  },
  too_large: {
    family: 'size',
    retry: 'reduce',
    stop: 'step',
    meaning: 'the answer was too large',
    advice: LATER,
  },
  not_json: { ...SERVER, meaning: 'the answer was not JSON', advice: LATER },
  unexpected_shape: { ...SERVER, meaning: 'the answer lacked what it must hold', advice: LATER },
  no_answer: { ...SERVER, meaning: 'the API did not get to this call', advice: LATER },
  incomplete: {
    ...INPUT,
    meaning: 'the list could not be followed to its end',
    advice: LATER,
  },
  no_asset_token: {
    ...PERMISSION,
    meaning: 'the API gives no token of the asset',
    advice: "assign the token's own user to the asset",
  },
  read_only: { ...INPUT, stop: 'run', meaning: 'writes are switched off', advice: 'nothing' },
}

type Asked = Pick<GraphFacts, 'code' | 'subcode' | 'type' | 'message'>

/** The rule for an error. */
export const ruleOf = (error: Asked): ErrorRule => {
  const { code } = error
  if (code === null) {
    return Object.hasOwn(LOCAL, error.type) ? LOCAL[error.type as LocalType] : OTHER
  }
  return ROWS.find((entry) => isAbout(entry, code, error)) ?? OTHER
}

const isAbout = (entry: ErrorRow, code: number, { subcode, message }: Asked): boolean =>
  code >= entry.code &&
  code <= (entry.to ?? entry.code) &&
  (entry.subcode === undefined || entry.subcode === subcode) &&
  (entry.words === undefined || entry.words.test(message))

/** What an error means and what to do, for people: `permission denied; give the token …`. */
export const adviceOf = (error: Asked): string => {
  const rule = ruleOf(error)
  return `${rule.meaning}; ${rule.advice}`
}

/** Whether the same call may succeed without anybody doing anything. */
export const isRetryable = (error: Asked & Pick<GraphFacts, 'isTransient'>): boolean =>
  ruleOf(error).retry !== 'no' || error.isTransient
