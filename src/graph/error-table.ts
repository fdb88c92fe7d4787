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

export interface ErrorRow extends ErrorRule {
  readonly code: number
  /** Last code of a range. */
  readonly to?: number
  readonly subcode?: number
  readonly words?: RegExp
}

type Shape = Pick<ErrorRule, 'family' | 'retry' | 'stop'>

const TOKEN: Shape = { family: 'token', retry: 'no', stop: 'run' }
export const PERMISSION: Shape = { family: 'permission', retry: 'no', stop: 'asset' }
const RUN_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'run' }
export const ASSET_LIMIT: Shape = { family: 'limit', retry: 'wait', stop: 'asset' }
export const SERVER: Shape = { family: 'server', retry: 'backoff', stop: 'step' }
export const INPUT: Shape = { family: 'input', retry: 'no', stop: 'step' }
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
export const LATER = 'run the same command again later'
export const LIMITED =
  'the tool waits as long as --max-wait allows; else run the same command again later'

/** Limits of one business use case on one object [web]. */
const USE_CASES = {
  80000: "the ad account's insights",
  80001: 'the Page',
  80002: 'the Instagram account',
  80003: "the ad account's audiences",
  80004: 'the ad account',
  80005: "the Page's leads",
  80006: "the Page's messages",
  80008: 'the WhatsApp account',
  80009: 'the catalog',
  80014: "the catalog's batches",
} as const

/** First match wins: a row with a subcode or words stands before the plain one. */
export const ERROR_ROWS: readonly ErrorRow[] = [
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
  row(RUN_LIMIT, 17, "the user's call limit for ads is reached", LIMITED, { subcode: 2446079 }),
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
  row(INPUT, 100, 'the call must say whose people are meant', 'report it', {
    words: /parameter business is required/i,
  }),
  row(INPUT, 100, 'the object has no such field or edge', 'try another --api-version', {
    words: /nonexisting field/i,
  }),
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
  row(
    PERMISSION,
    200,
    'permission denied on a managed business',
    'use a token of the business that manages it',
    { subcode: 2655040 },
  ),
  row(
    PERMISSION,
    270,
    "the app's access tier does not allow this call",
    'use a token of an admin of app and account, or get full access for the app',
  ),
  row(
    PERMISSION,
    273,
    'the user is no admin of the ad account',
    "assign the token's own user to the ad account",
  ),
  row(PERMISSION, 283, 'a permission for Pages is missing', 'give the token pages_manage_metadata'),
  row(PERMISSION, 294, 'the permission to manage ads is missing', 'give the token ads_management'),
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
  row(ASSET_LIMIT, 613, 'the call limit of this ad account is reached', LIMITED, {
    subcode: 1487742,
  }),
  row(RUN_LIMIT, 613, 'too many changes at a time', LIMITED, { subcode: 5044001 }),
  row(RUN_LIMIT, 613, 'an unusual number of calls', LIMITED, { subcode: 1996 }),
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
  row(STATE, 3913, 'the name of the business is not accepted', 'choose another name'),
  row(STATE, 3914, 'the last admin cannot be removed', 'name another admin first'),
  row(STATE, 3918, 'another business owns the Page', 'request access instead'),
  row(SERVER, 3919, 'an unexpected technical issue at the API', LATER),
  row(STATE, 3936, 'the business has already asked for this', 'wait for the answer'),
  row(STATE, 3944, 'the business already has access', 'look at the live state'),
  row(STATE, 3946, 'the asset belongs to this very business', 'an owner is never an agency'),
  row(STATE, 3947, 'the name is taken already', 'choose another name'),
  row(STATE, 3948, 'the Page needs another manager first', 'assign a manager first'),
  row(STATE, 3974, 'the name of the business is not accepted', 'choose another name'),
  row(STATE, 3977, 'only an admin of the Page may do this', 'ask an admin of the Page'),
  row(STATE, 3979, 'the business has as many ad accounts as it may', 'ask Meta for more'),
  row(
    STATE,
    3980,
    'an ad account of the business is not in good standing',
    'settle it in Business Manager',
  ),
  row(STATE, 3982, 'not enough rights to take the Page over', 'request access instead'),
  row(STATE, 3989, 'this business already is an agency of the asset', 'look at the live state'),
  row(STATE, 3994, 'the ad account is a personal one', 'move it into a business first'),
  ...Object.entries(USE_CASES).map(([code, what]) =>
    row(ASSET_LIMIT, Number(code), `the call limit of ${what} is reached`, LIMITED),
  ),
  row(ASSET_LIMIT, [80000, 80099], "the limit of this asset's use case is reached", LIMITED),
  row(INPUT, 1713140, 'the permission to create audiences is missing', 'give the permission'),
  row(SERVER, 3910001, 'trouble with the account', LATER),
  row(BLOCKED, 1404163, 'the ad access of the user was revoked', 'a person must look into it'),
  row(BLOCKED, 1404078, 'the user is temporarily blocked', 'a person must look into it'),
  row(BLOCKED, 2859015, 'trouble with the account', 'a person must look into it'),
  // Negative codes are internal errors of the API [web].
  row(SERVER, [-1_000_000, -1], 'an internal error at the API', LATER),
]
