import { describe, expect, it } from 'vitest'
import { ERROR_ROWS } from '../../../src/graph/errors/error-table.ts'
import type { LocalType } from '../../../src/graph/errors/graph-error.ts'
import { adviceOf, ruleOf } from '../../../src/graph/errors/matched-rule.ts'

type Row = readonly [
  code: number,
  subcode: number | null,
  family: string,
  retry: string,
  stop: string,
  meaning: string,
  advice: string | null,
  message?: string,
  call?: string,
]

/** What each error must come to, in the order of the table. */
const EXPECTED: readonly Row[] = [
  [
    1,
    null,
    'size',
    'reduce',
    'step',
    'the API must be asked for less data at a time',
    null,
    "Please reduce the amount of data you're asking for",
  ],
  [1, null, 'server', 'backoff', 'step', 'an unknown error at the API', null],
  [2, null, 'server', 'backoff', 'step', 'the service is temporarily down', null],
  [
    3,
    null,
    'permission',
    'no',
    'step',
    'the app lacks the capability for this call',
    'ask Meta for access to the business-to-business endpoints for the app of this token, or do it by hand under business.facebook.com/settings',
  ],
  [4, 1504022, 'limit', 'wait', 'run', "the app's call limit is reached", null],
  [4, 1504039, 'limit', 'wait', 'run', "the app's call limit is reached", null],
  [4, null, 'limit', 'wait', 'run', "the app's call limit is reached", null],
  [
    10,
    2859030,
    'state',
    'no',
    'step',
    'the API does not let this app do that to people',
    'a person has to do it under business.facebook.com/settings',
  ],
  [
    10,
    null,
    'permission',
    'no',
    'asset',
    'a permission is missing or was taken away',
    'give the token the permission',
  ],
  [
    12,
    null,
    'input',
    'no',
    'step',
    'the endpoint is gone in this version of the API',
    'try another --api-version',
  ],
  [17, 2446079, 'limit', 'wait', 'run', "the user's call limit for ads is reached", null],
  [
    17,
    null,
    'limit',
    'no',
    'action',
    "the day's cap on invitations is reached",
    'invite the others tomorrow',
    'any words',
    'POST /1001/business_users',
  ],
  [17, null, 'limit', 'wait', 'run', "the user's call limit is reached", null],
  [
    21,
    null,
    'input',
    'no',
    'step',
    'the Page was migrated to another id',
    'use the id that the message names in the manifest',
  ],
  [
    31,
    null,
    'blocked',
    'no',
    'step',
    'the account has to be confirmed by a person',
    'somebody who manages it has to open it in Ads Manager and do what it asks for',
  ],
  [
    32,
    null,
    'limit',
    'wait',
    'run',
    'the Page call limit of a user token is reached',
    "a system user's token has a limit of its own",
  ],
  [
    100,
    33,
    'input',
    'no',
    'step',
    'the object does not exist, may not be seen, or does not support the call',
    'check the id, and that the token may see it',
  ],
  [
    100,
    1752100,
    'input',
    'no',
    'step',
    'the id is not that of a business user but of another kind',
    'use the id that business_users or system_users of this business list',
  ],
  [
    100,
    1752129,
    'input',
    'no',
    'step',
    'this combination of tasks is not supported',
    'ask for one of the documented role bundles',
  ],
  [
    100,
    null,
    'token',
    'no',
    'run',
    'the appsecret_proof is missing or wrong',
    "set META_APP_SECRET to the secret of the token's app",
    'Invalid appsecret_proof provided in the API argument',
  ],
  [
    100,
    null,
    'permission',
    'no',
    'asset',
    'a permission is missing',
    'give the token the permission, or its user access to the asset',
    '(#100) Missing permissions',
  ],
  [
    100,
    null,
    'token',
    'no',
    'step',
    "the API gives this only to an app's own token",
    'nothing else depends on it',
    '(#100) You must provide an app access token, or a user access token that is an owner or developer of the app',
  ],
  [
    100,
    null,
    'input',
    'no',
    'step',
    'the call must say whose people are meant',
    'report it',
    '(#100) The parameter business is required',
  ],
  [
    100,
    null,
    'input',
    'no',
    'step',
    'the API wants the business that owns the asset to do this',
    'ask an admin of that business to put the person on it, under their business.facebook.com/settings',
    '(#100) Param business: 1001 does not own the object.',
    'POST /104000000000001/assigned_users',
  ],
  [
    100,
    null,
    'input',
    'no',
    'step',
    'a name is none of those the API takes',
    'see which its message lists',
    "Your request has violated JSON schema constraint 'enum' for the JSON field 'tasks.0'",
  ],
  [
    100,
    null,
    'input',
    'no',
    'step',
    'the object has no such field or edge',
    'try another --api-version',
    '(#100) Tried accessing nonexisting field (x)',
  ],
  [
    100,
    null,
    'input',
    'no',
    'step',
    'the list is longer than the API allows to be read',
    'report it',
    '(#100) The After Cursor specified exceeds the max limit supported by this endpoint',
  ],
  [
    100,
    null,
    'state',
    'no',
    'step',
    'they belong to the business or are invited already',
    'look at what is live',
    '(#100) The user has already been invited to the business.',
    'POST /1001/business_users',
  ],
  [
    100,
    null,
    'input',
    'no',
    'step',
    'a parameter is invalid',
    'see which parameter the message names',
  ],
  [
    101,
    null,
    'server',
    'backoff',
    'step',
    'the API could not look the app up',
    null,
    'Error validating application. Cannot get application info due to a system error.',
  ],
  [
    101,
    null,
    'input',
    'no',
    'step',
    'the app of the token is not valid',
    'create the token with an app that exists and is live',
  ],
  [
    102,
    null,
    'token',
    'no',
    'step',
    'the call needs the token of a person or system user',
    "set META_ACCESS_TOKEN to a system user's token",
    'A user access token is required to request this resource.',
  ],
  [
    102,
    null,
    'token',
    'no',
    'step',
    "the session of the token is not valid, or it is not a system user's token",
    "set META_ACCESS_TOKEN to a system user's token",
  ],
  [
    104,
    null,
    'token',
    'no',
    'step',
    'the call came without a token, or was not validly signed',
    "set META_ACCESS_TOKEN to a system user's token, and META_APP_SECRET to the secret of its app",
  ],
  [
    110,
    null,
    'state',
    'no',
    'step',
    'a system user cannot be changed or removed that way',
    'a person has to do it under business.facebook.com/settings',
    'Invalid user id',
    'POST /61550000000000001',
  ],
  [
    110,
    null,
    'input',
    'no',
    'step',
    'the id does not belong to a person or system user',
    'check the id',
  ],
  [
    190,
    458,
    'token',
    'no',
    'run',
    'the app is not installed for the user any more',
    'create a new token',
  ],
  [
    190,
    459,
    'token',
    'no',
    'run',
    'the user must pass a checkpoint at Facebook',
    "the token's user has to log in to Facebook and do what it asks for",
  ],
  [190, 460, 'token', 'no', 'run', 'the password was changed', 'create a new token'],
  [190, 463, 'token', 'no', 'run', 'the token has expired', 'create a new token'],
  [
    190,
    464,
    'token',
    'no',
    'run',
    'the user has not confirmed the account',
    "the token's user has to log in to Facebook and do what it asks for",
  ],
  [190, 467, 'token', 'no', 'run', 'the token is invalid', 'create a new token'],
  [
    190,
    492,
    'token',
    'no',
    'run',
    "it is a Page's token, and its user has no role on the Page any more",
    "set META_ACCESS_TOKEN to a system user's token",
  ],
  [
    190,
    null,
    'permission',
    'no',
    'asset',
    "the call needs the Page's own token",
    "assign the token's own user to the asset with a managing task",
    '(#190) This method must be called with a Page Access Token',
  ],
  [
    190,
    null,
    'token',
    'no',
    'run',
    'the call needs the token of a person or system user',
    "set META_ACCESS_TOKEN to a system user's token",
    'A user access token is required to request this resource.',
  ],
  [
    190,
    null,
    'token',
    'no',
    'run',
    'the token is invalid, or of the wrong type for this call',
    'create a new token',
  ],
  [
    200,
    null,
    'blocked',
    'no',
    'run',
    'the app of this token is blocked, so nothing can be written with it',
    'an admin of the app has to open it at developers.facebook.com/apps and settle what its alerts say',
    '(#200) API access blocked.',
  ],
  [
    200,
    2655040,
    'permission',
    'no',
    'asset',
    'permission denied on a managed business',
    'use a token of the business that manages it',
  ],
  [
    210,
    null,
    'permission',
    'no',
    'asset',
    "the call needs the Page's own token",
    "assign the token's own user to the asset with a managing task",
  ],
  [
    270,
    null,
    'permission',
    'no',
    'asset',
    "the app's access tier does not allow this call",
    'use a token of an admin of app and account, or get full access for the app',
  ],
  [
    273,
    null,
    'permission',
    'no',
    'asset',
    'the user is not an admin of the ad account',
    "assign the token's own user to the ad account",
  ],
  [
    283,
    null,
    'permission',
    'no',
    'asset',
    'a permission for Pages is missing',
    'give the token pages_manage_metadata',
  ],
  [
    294,
    null,
    'permission',
    'no',
    'asset',
    'the permission to manage ads is missing',
    'give the token ads_management',
  ],
  [
    299,
    null,
    'permission',
    'no',
    'asset',
    'permission denied',
    'give the token the permission, or the access',
  ],
  [341, null, 'server', 'backoff', 'step', 'a limit of the app, or a downtime', null],
  [
    368,
    null,
    'blocked',
    'no',
    'run',
    'blocked for behaviour that looks like abuse to the API',
    'write nothing for at least a day, and look at the business under business.facebook.com first',
  ],
  [
    370,
    null,
    'state',
    'no',
    'step',
    'the API does not invite this address',
    'check the address; if it is right, a person has to do it under business.facebook.com/settings',
    'any words',
    'POST /1001/business_users',
  ],
  [
    415,
    null,
    'blocked',
    'no',
    'step',
    'two-factor authentication is required',
    'the person behind the token has to set it up (facebook.com/settings, security), or the business has to stop asking for it',
  ],
  [
    457,
    null,
    'blocked',
    'no',
    'step',
    'the origin of the session is not accepted for this call',
    'use the token of an admin system user',
  ],
  [506, null, 'input', 'no', 'step', 'a duplicate post', 'look at what is live'],
  [613, 1487742, 'limit', 'wait', 'asset', 'the call limit of this ad account is reached', null],
  [613, 5044001, 'limit', 'wait', 'run', 'too many changes at a time', null],
  [613, 1996, 'limit', 'wait', 'run', 'an unusual number of calls', null],
  [613, null, 'limit', 'wait', 'run', 'a custom call limit is reached', null],
  [803, null, 'input', 'no', 'step', 'an id does not exist', 'check the id'],
  [
    2500,
    null,
    'token',
    'no',
    'step',
    "there is no token, or it is an app's, which belongs to nobody",
    "set META_ACCESS_TOKEN to a system user's token",
    'An active access token must be used to query information about the current user.',
  ],
  [
    2500,
    null,
    'input',
    'no',
    'step',
    'the path or the query cannot be parsed',
    'try another --api-version',
  ],
  [
    2620,
    null,
    'input',
    'no',
    'step',
    'the call would set account permissions that are not valid',
    'check that the person belongs to this business',
  ],
  [
    2635,
    null,
    'input',
    'no',
    'step',
    'this version of the Marketing API has expired',
    'use a newer --api-version',
  ],
  [
    3910,
    null,
    'state',
    'no',
    'step',
    'no permission to edit the business',
    'use the token of an admin',
  ],
  [
    3911,
    null,
    'state',
    'no',
    'step',
    'no permission to set the business up',
    'use the token of an admin',
  ],
  [3912, null, 'server', 'backoff', 'step', 'a technical issue at the API', null],
  [
    3913,
    null,
    'state',
    'no',
    'step',
    'the name of the business is not accepted',
    'choose another name',
  ],
  [
    3914,
    null,
    'state',
    'no',
    'step',
    'the last admin can be neither removed nor made an employee',
    'make somebody else an admin first: business.facebook.com/settings, People',
  ],
  [3918, null, 'state', 'no', 'step', 'another business owns the Page', 'request access instead'],
  [3919, null, 'server', 'backoff', 'step', 'an unexpected technical issue at the API', null],
  [
    3936,
    null,
    'state',
    'no',
    'step',
    'the business has already asked for this',
    'wait for the answer',
  ],
  [3944, null, 'state', 'no', 'step', 'the business already has access', 'look at what is live'],
  [
    3946,
    null,
    'state',
    'no',
    'step',
    'the asset belongs to this very business',
    'an owner is never an agency',
  ],
  [3947, null, 'state', 'no', 'step', 'the name is taken already', 'choose another name'],
  [
    3948,
    null,
    'state',
    'no',
    'step',
    'the Page needs another manager first',
    'assign a manager first',
  ],
  [
    3949,
    null,
    'state',
    'no',
    'step',
    'the business has the most system users it may have',
    'a person has to do it under business.facebook.com/settings',
  ],
  [
    3962,
    null,
    'state',
    'no',
    'step',
    'the system user cannot be added or changed',
    'a person has to do it under business.facebook.com/settings',
  ],
  [
    3965,
    null,
    'state',
    'no',
    'step',
    'the business has the most admin system users it may have',
    'a person has to do it under business.facebook.com/settings',
  ],
  [
    3974,
    null,
    'state',
    'no',
    'step',
    'the name of the business is not accepted',
    'choose another name',
  ],
  [
    3977,
    null,
    'state',
    'no',
    'step',
    'only an admin of the Page may do this',
    'ask an admin of the Page',
  ],
  [
    3979,
    null,
    'state',
    'no',
    'step',
    'the business has the most ad accounts it may have',
    'ask Meta for more',
  ],
  [
    3980,
    null,
    'state',
    'no',
    'step',
    'an ad account of the business is not in good standing',
    'settle it in Business Manager',
  ],
  [
    3982,
    null,
    'state',
    'no',
    'step',
    'not enough rights to take the Page over',
    'request access instead',
  ],
  [
    3989,
    null,
    'state',
    'no',
    'step',
    'this business already is an agency of the asset',
    'look at what is live',
  ],
  [
    3994,
    null,
    'state',
    'no',
    'step',
    'the ad account is a personal one',
    'move it into a business first',
  ],
  [
    3996,
    null,
    'state',
    'no',
    'step',
    'the Page does not belong to this business',
    'give it up by hand under business.facebook.com/settings, Pages',
  ],
  [
    42001,
    null,
    'state',
    'no',
    'step',
    'a Page that is linked to an Instagram account cannot leave',
    'unlink them first, or do it by hand under business.facebook.com/settings, Pages',
  ],
  [
    104001,
    null,
    'state',
    'no',
    'step',
    'the business has no app, which a system user needs',
    'add the app under business.facebook.com/settings, Apps',
  ],
  [
    80000,
    null,
    'limit',
    'wait',
    'asset',
    "the call limit of the ad account's insights is reached",
    null,
  ],
  [80001, null, 'limit', 'wait', 'asset', 'the call limit of the Page is reached', null],
  [
    80002,
    null,
    'limit',
    'wait',
    'asset',
    'the call limit of the Instagram account is reached',
    null,
  ],
  [
    80003,
    null,
    'limit',
    'wait',
    'asset',
    "the call limit of the ad account's audiences is reached",
    null,
  ],
  [80004, null, 'limit', 'wait', 'asset', 'the call limit of the ad account is reached', null],
  [80005, null, 'limit', 'wait', 'asset', "the call limit of the Page's leads is reached", null],
  [80006, null, 'limit', 'wait', 'asset', "the call limit of the Page's messages is reached", null],
  [
    80008,
    null,
    'limit',
    'wait',
    'asset',
    'the call limit of the WhatsApp account is reached',
    null,
  ],
  [80009, null, 'limit', 'wait', 'asset', 'the call limit of the catalog is reached', null],
  [
    80014,
    null,
    'limit',
    'wait',
    'asset',
    "the call limit of the catalog's batches is reached",
    null,
  ],
  [80099, null, 'limit', 'wait', 'asset', "the limit of this asset's use case is reached", null],
  [
    1713140,
    null,
    'input',
    'no',
    'step',
    'the permission to create audiences is missing',
    'give the permission',
  ],
  [3910001, null, 'server', 'backoff', 'step', 'trouble with the account', null],
  [
    1404163,
    null,
    'blocked',
    'no',
    'run',
    'the ad access of the user was revoked',
    'a person must look into it under business.facebook.com',
  ],
  [
    1404078,
    null,
    'blocked',
    'no',
    'run',
    'the user is temporarily blocked',
    'a person must look into it under business.facebook.com',
  ],
  [
    2859015,
    null,
    'blocked',
    'no',
    'run',
    'trouble with the account',
    'a person must look into it under business.facebook.com',
  ],
  [-1, null, 'server', 'backoff', 'step', 'an internal error at the API', null],
]

const about = ([code, subcode, , , , , , message = 'any words', call]: Row) => ({
  code,
  subcode,
  message,
  call: call ?? null,
  type: 'OAuthException',
})

describe('a row of the error table', () => {
  it.each(EXPECTED.map((row) => ({ name: row.slice(0, 5).join(' '), row })))('$name', ({ row }) => {
    const [, , family, retry, stop, meaning, advice] = row
    expect(ruleOf(about(row))).toMatchObject({ family, retry, stop, meaning, advice })
    expect(adviceOf(about(row)).startsWith(`${meaning}; ${advice ?? ''}`)).toBe(true)
  })

  it('is reached, every one of them', () => {
    const reached = EXPECTED.map((row) => ruleOf(about(row)))
    expect(new Set(reached)).toEqual(new Set(ERROR_ROWS))
    expect(reached).toHaveLength(ERROR_ROWS.length)
  })
})

/** Every error of ours, without a code of the API's. */
const LOCAL: Readonly<Record<LocalType, true>> = {
  no_connection: true,
  proxy_refused: true,
  certificate_untrusted: true,
  certificate_date: true,
  certificate_name: true,
  connection_lost: true,
  timeout: true,
  redirect: true,
  too_large: true,
  too_much: true,
  not_the_api: true,
  not_json: true,
  unexpected_shape: true,
  no_answer: true,
  incomplete: true,
  no_asset_token: true,
  throttled: true,
  read_only: true,
}

const ASKED = [
  ...EXPECTED.map(about),
  ...Object.keys(LOCAL).map((type) => ({ code: null, subcode: null, message: 'm', type })),
  { code: 424_242, subcode: null, message: 'm', type: 'OAuthException' },
]

/** What tells people to try again, and what tells them not to. */
const GO_ON = /\bagain\b|may help|later|\bretry\b/i
const DO_NOT = /does not help|makes it worse|is not known/i

describe('no advice contradicts itself', () => {
  it.each(ASKED.map((asked) => [`${asked.code ?? asked.type}/${asked.subcode}`, asked] as const))(
    '%s',
    (_, asked) => {
      const { advice, retry } = ruleOf(asked)
      // Whether trying again helps is said in one place alone.
      expect(advice ?? '').not.toMatch(GO_ON)
      expect(advice ?? '').not.toMatch(/retry/i)
      for (const isTransient of [false, true]) {
        const words = adviceOf({ ...asked, isTransient })
        expect([GO_ON.test(words), DO_NOT.test(words)].sort()).toEqual([false, true])
        if (!isTransient) expect(GO_ON.test(words)).toBe(retry !== 'no')
      }
    },
  )

  it('lets no row of a code be hidden by a plainer one before it', () => {
    const open = (row: (typeof ERROR_ROWS)[number]) =>
      row.subcode === undefined && row.words === undefined && row.call === undefined
    for (const [place, row] of ERROR_ROWS.entries()) {
      const earlier = ERROR_ROWS.slice(0, place).filter(
        ({ code, to }) => code <= row.code && (to ?? code) >= (row.to ?? row.code),
      )
      expect(earlier.filter(open)).toEqual([])
    }
  })
})

it('stops a run for its own token, a block and a limit of everything, and for nothing else', () => {
  const stopping = EXPECTED.filter((row) => ruleOf(about(row)).stop === 'run')
  const codes = (family: string) => [
    ...new Set(
      stopping.filter((row) => ruleOf(about(row)).family === family).map(([code]) => code),
    ),
  ]
  // A wrong proof is a token that fails; 1404163, 1404078 and 2859015 block its user as 368 does.
  expect(codes('token')).toEqual([100, 190])
  expect(codes('blocked')).toEqual([200, 368, 1404163, 1404078, 2859015])
  expect(stopping.every((row) => /token|blocked|limit/.test(ruleOf(about(row)).family))).toBe(true)
})

it.each([
  [3, 'whatever'],
  [10, 'whatever'],
  [100, '(#100) Invalid parameter'],
  [102, 'whatever'],
  [104, 'whatever'],
  [190, "the asset's own token was refused: Error validating access token"],
  [415, 'whatever'],
  [2635, 'whatever'],
])('code %i ends no more than its step or its asset', (code, message) => {
  const asked = { code, subcode: null, message, type: 'OAuthException' }
  expect(['step', 'asset']).toContain(ruleOf(asked).stop)
})

it.each([
  [
    200,
    '(#200) Requires business_management permission to manage the object.',
    'business_management',
  ],
  [
    10,
    '(#10) This endpoint requires the "pages_read_engagement" permission',
    'pages_read_engagement',
  ],
  [
    283,
    '(#283) Requires pages_read_engagement permission to manage the object.',
    'pages_read_engagement',
  ],
  [
    200,
    '(#200) Ad account owner has NOT grant ads_management or ads_read permission',
    'ads_management or ads_read',
  ],
  [294, '(#294) Requires extended permission: ads_some_new_thing', 'ads_some_new_thing'],
  [100, '(#100) Missing permissions (You need catalog_management)', 'catalog_management'],
  [
    200,
    'The permission(s) pages_show_list,pages_manage_metadata are not available',
    'pages_show_list and pages_manage_metadata',
  ],
])('code %i: the permission that the message names is the one to give', (code, message, named) => {
  const words = adviceOf({ code, subcode: null, message, type: 'OAuthException' })
  expect(words).toContain(`; give the token ${named};`)
})

it('takes no parameter that a message names for a permission', () => {
  const message = '(#200) permission denied on ad_account by business_id'
  const words = adviceOf({ code: 200, subcode: null, message, type: 'OAuthException' })
  expect(words).toBe(
    'permission denied; give the token the permission, or the access; retrying does not help',
  )
})

/** Every code the API is documented or known to answer on our edges, with its subcodes. */
const KNOWN: readonly (readonly [number, ...number[]])[] = [
  ...[1, 2, 3, 12, 21, 31, 32, 101, 102, 104, 110, 341, 368, 415, 457, 506, 803, 2500, 2620, 2635],
  ...[3910, 3911, 3912, 3913, 3974, 3947, 3914, 3918, 3977, 3982, 3919, 3936, 3944, 3946, 3948],
  ...[3949, 3962, 3965, 3996, 42001, 104001],
  ...[3979, 3980, 3994, 3989, 1713140, 1404163, 1404078, 2859015, 3910001],
  ...[80000, 80001, 80002, 80003, 80005, 80006, 80008, 80009, 80014, 270, 273, 283, 294],
]
  .map((code): readonly [number] => [code])
  .concat([
    [4, 1504022, 1504039],
    [10, 2859030],
    [17, 2446079],
    [80004, 2446079],
    [100, 33, 1752100, 1752129],
    [190, 458, 459, 460, 463, 464, 467, 492],
    [200, 2655040],
    [613, 1487742, 5044001, 1996],
  ] as never)

it.each(KNOWN)('code %i is known, and so are its subcodes', (code, ...subcodes) => {
  for (const subcode of [null, ...subcodes]) {
    const rule = ruleOf({ code, subcode, message: '', type: 'T' })
    expect(rule.meaning).not.toContain('does not know')
  }
})

it('names what can be sent where the answer to a wrong name lists it', () => {
  const message = `Your request has violated JSON schema constraint 'enum' for the JSON field 'tasks.0', please check the JSON schema for the JSON field 'tasks.0' and make sure your request is valid for expected : '[CONTENT, IG_APP]' but got 'ADMIN'`
  expect(adviceOf({ code: 100, subcode: null, message, type: 'OAuthException' })).toBe(
    'a name is none of those the API takes; send one of these: CONTENT, IG_APP; retrying does not help',
  )
})

it('takes a limit of invitations for one only where somebody is invited, for a day', () => {
  const about = { code: 17, subcode: null, message: 'any words', type: 'OAuthException' }
  expect(ruleOf({ ...about, call: 'POST /1001/business_users' }).lastsMs).toBe(86_400_000)
  for (const call of ['GET /1001/business_users', 'POST /act_1/assigned_users']) {
    expect(ruleOf({ ...about, call })).toMatchObject({ retry: 'wait', stop: 'run' })
  }
})

it('does not take every refused parameter for the owner’s business', () => {
  const message = '(#100) Param business: 2002 does not exist'
  const about = { code: 100, subcode: null, message, type: 'OAuthException' }
  expect(ruleOf({ ...about, call: 'POST /104000000000001/agencies' }).meaning).toBe(
    'a parameter is invalid',
  )
})
