import {
  ACTION_LIMIT,
  ASSET_LIMIT,
  BLOCKED,
  type ErrorRule,
  INPUT,
  PERMISSION,
  PERSON,
  RUN_LIMIT,
  SERVER,
  type Shape,
  SIZE,
  STATE,
  TOKEN,
  TOKEN_KIND,
} from './error-rule.ts'

/**
 * THE error table: what a Graph error means and what can be done about it. Messages change without
 * notice, so rows match by code and subcode; the few that need the message's words say so. [ref]
 * reference pages of the edges, [web] Meta's error and rate-limit pages, [observed] recorded live
 * calls.
 */
export interface ErrorRow extends ErrorRule {
  readonly code: number
  /** The last code of a range. */
  readonly to?: number
  readonly subcode?: number
  readonly words?: RegExp
  /** Matches method and path, if the same code means something else on one edge. */
  readonly call?: RegExp
}

type Narrow = Pick<ErrorRow, 'subcode' | 'words' | 'call' | 'again' | 'endsWriting' | 'lastsMs'>

const row = (
  shape: Shape,
  code: number | readonly [number, number],
  meaning: string,
  advice: string | null,
  narrow: Narrow = {},
): ErrorRow => ({
  ...shape,
  ...(typeof code === 'number' ? { code } : { code: code[0], to: code[1] }),
  meaning,
  advice,
  ...narrow,
})

const NEW_TOKEN = 'create a new token'
const SYSTEM_USER_TOKEN = "set META_ACCESS_TOKEN to a system user's token"
const LOG_IN = "the token's user has to log in to Facebook and do what it asks for"
const LOOK = 'look at what is live'
const BY_HAND = 'a person has to do it under business.facebook.com/settings'
const LOOK_INTO = 'a person must look into it under business.facebook.com'
const OTHER_VERSION = 'try another --api-version'
export const ASSIGN_OWN = "assign the token's own user to the asset with a managing task"

const DAY_MS = 86_400_000
/** The call that invites somebody, and those of one member of a business. */
const INVITING = /^POST \/\d+\/business_users$/
const OF_ONE = /^(?:POST|DELETE) \/\d+$/

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

/** The first match wins: for each code, subcodes first, then words and edges, then the rest. */
export const ERROR_ROWS: readonly ErrorRow[] = [
  row(SIZE, 1, 'the API must be asked for less data at a time', null, {
    words: /reduce the amount of data/i,
  }),
  row(SERVER, 1, 'an unknown error at the API', null),
  row(SERVER, 2, 'the service is temporarily down', null),
  row(
    { ...PERMISSION, stop: 'step' },
    3,
    'the app lacks the capability for this call',
    'ask Meta for access to the business-to-business endpoints for the app of this token, or do it by hand under business.facebook.com/settings',
  ),
  row(RUN_LIMIT, 4, "the app's call limit is reached", null, { subcode: 1504022 }),
  row(RUN_LIMIT, 4, "the app's call limit is reached", null, { subcode: 1504039 }),
  row(RUN_LIMIT, 4, "the app's call limit is reached", null),
  row(STATE, 10, 'the API does not let this app do that to people', BY_HAND, { subcode: 2859030 }),
  row(PERMISSION, 10, 'a permission is missing or was taken away', 'give the token the permission'),
  row(INPUT, 12, 'the endpoint is gone in this version of the API', OTHER_VERSION),
  row(RUN_LIMIT, 17, "the user's call limit for ads is reached", null, { subcode: 2446079 }),
  // A limit for invitations only; it holds nothing else back [forum].
  row(ACTION_LIMIT, 17, "the day's cap on invitations is reached", 'invite the others tomorrow', {
    call: INVITING,
    again: 'retrying does not help for 24 hours',
    lastsMs: DAY_MS,
  }),
  row(RUN_LIMIT, 17, "the user's call limit is reached", null),
  row(
    INPUT,
    21,
    'the Page was migrated to another id',
    'use the id that the message names in the manifest',
  ),
  row(
    PERSON,
    31,
    'the account has to be confirmed by a person',
    'somebody who manages it has to open it in Ads Manager and do what it asks for',
  ),
  row(
    RUN_LIMIT,
    32,
    'the Page call limit of a user token is reached',
    "a system user's token has a limit of its own",
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
    'the id is not that of a business user but of another kind',
    'use the id that business_users or system_users of this business list',
    { subcode: 1752100 },
  ),
  row(
    INPUT,
    100,
    'this combination of tasks is not supported',
    'ask for one of the documented role bundles',
    { subcode: 1752129 },
  ),
  row(
    TOKEN,
    100,
    'the appsecret_proof is missing or wrong',
    "set META_APP_SECRET to the secret of the token's app",
    { words: /appsecret_proof/i },
  ),
  row(
    PERMISSION,
    100,
    'a permission is missing',
    'give the token the permission, or its user access to the asset',
    { words: /^(?:\w+: )?(?:\(#\d+\) )?missing permissions?\b/i },
  ),
  row(
    TOKEN_KIND,
    100,
    "the API gives this only to an app's own token",
    'nothing else depends on it',
    { words: /must provide an app access token/i },
  ),
  row(INPUT, 100, 'the call must say whose people are meant', 'report it', {
    words: /parameter business is required/i,
  }),
  // On Instagram assets `business` is the owner's, as its guide has it [web].
  row(
    INPUT,
    100,
    'the API wants the business that owns the asset to do this',
    'ask an admin of that business to put the person on it, under their business.facebook.com/settings',
    { words: /\bparam(?:eter)? business\b/i, call: /^POST \/\w+\/assigned_users$/ },
  ),
  row(INPUT, 100, 'a name is none of those the API takes', 'see which its message lists', {
    words: /JSON schema constraint 'enum'/i,
  }),
  row(INPUT, 100, 'the object has no such field or edge', OTHER_VERSION, {
    words: /nonexisting field/i,
  }),
  row(INPUT, 100, 'the list is longer than the API allows to be read', 'report it', {
    words: /after cursor specified exceeds/i,
  }),
  // [inferred] the edge documents no code of its own for it.
  row(STATE, 100, 'they belong to the business or are invited already', LOOK, {
    words: /\balready\b/i,
    call: INVITING,
  }),
  row(INPUT, 100, 'a parameter is invalid', 'see which parameter the message names'),
  row(SERVER, 101, 'the API could not look the app up', null, { words: /system error/i }),
  row(
    INPUT,
    101,
    'the app of the token is not valid',
    'create the token with an app that exists and is live',
  ),
  row(TOKEN_KIND, 102, 'the call needs the token of a person or system user', SYSTEM_USER_TOKEN, {
    words: /user access token/i,
  }),
  row(
    TOKEN_KIND,
    102,
    "the session of the token is not valid, or it is not a system user's token",
    SYSTEM_USER_TOKEN,
  ),
  row(
    TOKEN_KIND,
    104,
    'the call came without a token, or was not validly signed',
    `${SYSTEM_USER_TOKEN}, and META_APP_SECRET to the secret of its app`,
  ),
  row(STATE, 110, 'a system user cannot be changed or removed that way', BY_HAND, { call: OF_ONE }),
  row(INPUT, 110, 'the id does not belong to a person or system user', 'check the id'),
  row(TOKEN, 190, 'the app is not installed for the user any more', NEW_TOKEN, { subcode: 458 }),
  row(TOKEN, 190, 'the user must pass a checkpoint at Facebook', LOG_IN, { subcode: 459 }),
  row(TOKEN, 190, 'the password was changed', NEW_TOKEN, { subcode: 460 }),
  row(TOKEN, 190, 'the token has expired', NEW_TOKEN, { subcode: 463 }),
  row(TOKEN, 190, 'the user has not confirmed the account', LOG_IN, { subcode: 464 }),
  row(TOKEN, 190, 'the token is invalid', NEW_TOKEN, { subcode: 467 }),
  row(
    TOKEN,
    190,
    "it is a Page's token, and its user has no role on the Page any more",
    SYSTEM_USER_TOKEN,
    { subcode: 492 },
  ),
  row(PERMISSION, 190, "the call needs the Page's own token", ASSIGN_OWN, {
    words: /page access token/i,
  }),
  row(TOKEN, 190, 'the call needs the token of a person or system user', SYSTEM_USER_TOKEN, {
    words: /user access token/i,
  }),
  row(TOKEN, 190, 'the token is invalid, or of the wrong type for this call', NEW_TOKEN),
  // Seen on /me, debug_token and writes, while other reads may still work [observed].
  row(
    BLOCKED,
    200,
    'the app of this token is blocked, so nothing can be written with it',
    'an admin of the app has to open it at developers.facebook.com/apps and settle what its alerts say',
    { words: /api access (?:is )?blocked/i, endsWriting: true },
  ),
  row(
    PERMISSION,
    200,
    'permission denied on a managed business',
    'use a token of the business that manages it',
    { subcode: 2655040 },
  ),
  row(PERMISSION, 210, "the call needs the Page's own token", ASSIGN_OWN),
  row(
    PERMISSION,
    270,
    "the app's access tier does not allow this call",
    'use a token of an admin of app and account, or get full access for the app',
  ),
  row(
    PERMISSION,
    273,
    'the user is not an admin of the ad account',
    "assign the token's own user to the ad account",
  ),
  row(PERMISSION, 283, 'a permission for Pages is missing', 'give the token pages_manage_metadata'),
  row(PERMISSION, 294, 'the permission to manage ads is missing', 'give the token ads_management'),
  row(PERMISSION, [200, 299], 'permission denied', 'give the token the permission, or the access'),
  row(SERVER, 341, 'a limit of the app, or a downtime', null),
  row(
    BLOCKED,
    368,
    'blocked for behaviour that looks like abuse to the API',
    'write nothing for at least a day, and look at the business under business.facebook.com first',
    { again: 'retrying makes it worse' },
  ),
  // Its reference lists it for inviting, without saying why [web].
  row(
    STATE,
    370,
    'the API does not invite this address',
    `check the address; if it is right, ${BY_HAND}`,
    {
      call: INVITING,
    },
  ),
  row(
    PERSON,
    415,
    'two-factor authentication is required',
    'the person behind the token has to set it up (facebook.com/settings, security), or the business has to stop asking for it',
  ),
  row(
    PERSON,
    457,
    'the origin of the session is not accepted for this call',
    'use the token of an admin system user',
  ),
  row(INPUT, 506, 'a duplicate post', LOOK),
  row(ASSET_LIMIT, 613, 'the call limit of this ad account is reached', null, {
    subcode: 1487742,
  }),
  row(RUN_LIMIT, 613, 'too many changes at a time', null, { subcode: 5044001 }),
  row(RUN_LIMIT, 613, 'an unusual number of calls', null, { subcode: 1996 }),
  row(RUN_LIMIT, 613, 'a custom call limit is reached', null),
  row(INPUT, 803, 'an id does not exist', 'check the id'),
  row(
    TOKEN_KIND,
    2500,
    "there is no token, or it is an app's, which belongs to nobody",
    SYSTEM_USER_TOKEN,
    { words: /access token must be used/i },
  ),
  row(INPUT, 2500, 'the path or the query cannot be parsed', OTHER_VERSION),
  row(
    INPUT,
    2620,
    'the call would set account permissions that are not valid',
    'check that the person belongs to this business',
  ),
  row(INPUT, 2635, 'this version of the Marketing API has expired', 'use a newer --api-version'),
  row(STATE, 3910, 'no permission to edit the business', 'use the token of an admin'),
  row(STATE, 3911, 'no permission to set the business up', 'use the token of an admin'),
  row(SERVER, 3912, 'a technical issue at the API', null),
  row(STATE, 3913, 'the name of the business is not accepted', 'choose another name'),
  row(
    STATE,
    3914,
    'the last admin can be neither removed nor made an employee',
    'make somebody else an admin first: business.facebook.com/settings, People',
  ),
  row(STATE, 3918, 'another business owns the Page', 'request access instead'),
  row(SERVER, 3919, 'an unexpected technical issue at the API', null),
  row(STATE, 3936, 'the business has already asked for this', 'wait for the answer'),
  row(STATE, 3944, 'the business already has access', LOOK),
  row(STATE, 3946, 'the asset belongs to this very business', 'an owner is never an agency'),
  row(STATE, 3947, 'the name is taken already', 'choose another name'),
  row(STATE, 3948, 'the Page needs another manager first', 'assign a manager first'),
  row(STATE, 3949, 'the business has the most system users it may have', BY_HAND),
  row(STATE, 3962, 'the system user cannot be added or changed', BY_HAND),
  row(STATE, 3965, 'the business has the most admin system users it may have', BY_HAND),
  row(STATE, 3974, 'the name of the business is not accepted', 'choose another name'),
  row(STATE, 3977, 'only an admin of the Page may do this', 'ask an admin of the Page'),
  row(STATE, 3979, 'the business has the most ad accounts it may have', 'ask Meta for more'),
  row(
    STATE,
    3980,
    'an ad account of the business is not in good standing',
    'settle it in Business Manager',
  ),
  row(STATE, 3982, 'not enough rights to take the Page over', 'request access instead'),
  row(STATE, 3989, 'this business already is an agency of the asset', LOOK),
  row(STATE, 3994, 'the ad account is a personal one', 'move it into a business first'),
  row(
    STATE,
    3996,
    'the Page does not belong to this business',
    'give it up by hand under business.facebook.com/settings, Pages',
  ),
  row(
    STATE,
    42001,
    'a Page that is linked to an Instagram account cannot leave',
    'unlink them first, or do it by hand under business.facebook.com/settings, Pages',
  ),
  row(
    STATE,
    104001,
    'the business has no app, which a system user needs',
    'add the app under business.facebook.com/settings, Apps',
  ),
  ...Object.entries(USE_CASES).map(([code, what]) =>
    row(ASSET_LIMIT, Number(code), `the call limit of ${what} is reached`, null),
  ),
  row(ASSET_LIMIT, [80000, 80099], "the limit of this asset's use case is reached", null),
  row(INPUT, 1713140, 'the permission to create audiences is missing', 'give the permission'),
  row(SERVER, 3910001, 'trouble with the account', null),
  // These block the token's own user, as 368 does [web].
  row(BLOCKED, 1404163, 'the ad access of the user was revoked', LOOK_INTO),
  row(BLOCKED, 1404078, 'the user is temporarily blocked', LOOK_INTO),
  row(BLOCKED, 2859015, 'trouble with the account', LOOK_INTO),
  // Negative codes are internal errors of the API [web].
  row(SERVER, [-1_000_000, -1], 'an internal error at the API', null),
]
