import { describe, expect, it } from 'vitest'
import type { CheckStatus, DoctorFacts } from '../../../src/model/reports/doctor-report.ts'
import type { DoctorInput } from '../../../src/questions/doctor/check.ts'
import {
  accounts,
  FACTS,
  FAILED,
  finding,
  LISTS,
  pages,
  REACH,
  READ,
  REFUSED,
  reach,
  reportOf,
  token,
} from './facts.ts'

const OURS = { id: '1001', name: 'Northwind' }

type Row = readonly [
  what: string,
  id: string,
  status: CheckStatus,
  facts: Partial<DoctorFacts>,
  found: RegExp,
  over?: Partial<DoctorInput>,
]

const answers = (over: Partial<DoctorFacts['answers']>): Partial<DoctorFacts> => ({
  answers: { ...FACTS.answers, ...over },
})
const ended = (cause: NonNullable<DoctorFacts['refusal']>['cause']): Partial<DoctorFacts> => ({
  refusal: { cause, what: `the API said ${cause}` },
  token: null,
  reach: null,
})
const usage = (percent: number, waitMs = 0, object: string | null = null) =>
  answers({
    usage: [
      { object: '7', percent: 1, waitMs: 0 },
      { object, percent, waitMs },
    ],
  })
const closed = { owned: REFUSED, client: REFUSED, pendingClient: REFUSED }
const shut = (over: object = {}): Partial<DoctorFacts> =>
  reach({
    people: { business_users: REFUSED, system_users: REFUSED, pending_users: REFUSED },
    kinds: REACH.kinds.map((kind) => ({ ...kind, lists: closed })),
    ...over,
  })
const people = (over: Partial<typeof REACH.people>) =>
  reach({ people: { ...REACH.people, ...over } })
const version = (asked: string) => answers({ asked, answered: asked })
const role = (name: string | null) => reach({ self: { id: '11', name: 'Robot', role: name } })

const ROWS: readonly Row[] = [
  [
    'our own app',
    'app',
    'ok',
    reach({ app: { ...READ, owner: OURS } }),
    /belongs to this business/,
  ],
  [
    "somebody else's app",
    'app',
    'warning',
    reach({ app: { ...READ, owner: { id: '2002', name: 'Brightside' } } }),
    /belongs to another business, 2002 "Brightside"/,
  ],
  [
    'an app without an owner',
    'app',
    'unknown',
    reach({ app: { ...READ, owner: null } }),
    /names no business/,
  ],
  [
    'an app that is closed to us',
    'app',
    'unknown',
    reach({ app: { ...REFUSED, owner: null } }),
    /cannot be read: ./,
  ],
  ['it answers', 'connection', 'ok', {}, /^https:\/\/graph\.facebook\.com answers$/],
  ['a token that is refused is an answer', 'connection', 'ok', ended('token'), /answers/],
  ['a limit of the run', 'connection', 'error', ended('limit'), /the API said limit/],
  ['nobody there', 'connection', 'error', ended('unreachable'), /the API said unreachable/],
  ['a blocked user', 'connection', 'error', ended('blocked'), /the API said blocked/],
  ['anything else', 'connection', 'error', ended('other'), /the API said other/],

  [
    'the version asked for',
    'api_version',
    'ok',
    {},
    /^version v27\.0 was asked for, v27\.0 answered; neither the Graph API nor the Marketing API has announced its end yet$/,
  ],
  [
    'one of the future',
    'api_version',
    'ok',
    version('v31.0'),
    /^version v31\.0 was asked for, v31\.0 answered$/,
  ],
  [
    'an older one, long to go with both APIs',
    'api_version',
    'ok',
    version('v25.0'),
    /; the Graph API ends it on 2028-07-29; the Marketing API \(ad accounts\) ends it on 2027-02-23$/,
  ],
  [
    'one that is over with the Marketing API alone',
    'api_version',
    'warning',
    version('v24.0'),
    /; the Graph API ends it on 2028-02-18; the Marketing API \(ad accounts\) ended it on 2026-11-10$/,
  ],
  [
    'one that ends soon',
    'api_version',
    'warning',
    version('v21.0'),
    /the Graph API ends it on 2027-01-21, in 60 days; the Marketing API \(ad accounts\) ended it$/,
  ],
  [
    'one that is over',
    'api_version',
    'warning',
    version('v20.0'),
    /the Graph API ended it on 2026-09-24; the Marketing API \(ad accounts\) ended it$/,
  ],
  [
    'another one answered',
    'api_version',
    'warning',
    answers({ asked: 'v19.0', answered: 'v21.0' }),
    /version v19\.0 was asked for, v21\.0 answered/,
  ],
  ['a warning of the API', 'api_version', 'warning', answers({ versionWarning: 'moved' }), /moved/],
  ['no word of it', 'api_version', 'unknown', answers({ answered: null }), /no answer said/],

  ['a second off', 'clock', 'ok', answers({ skewMs: -1200 }), /agrees/],
  ['four minutes behind', 'clock', 'ok', answers({ skewMs: 240_000 }), /240 s behind/],
  ['five minutes ahead', 'clock', 'warning', answers({ skewMs: -300_000 }), /5 minutes ahead of/],
  ['no time told', 'clock', 'unknown', answers({ skewMs: null }), /no answer said what time/],

  ['no word of limits', 'usage', 'ok', {}, /no answer mentioned/],
  ['three quarters but one', 'usage', 'ok', usage(74), /^74 % of the app's calls are used up$/],
  ['three quarters', 'usage', 'warning', usage(75), /75 % of the app's calls/],
  [
    'a full bucket',
    'usage',
    'warning',
    usage(50, 61_000, '3'),
    /50 % of the calls of 3 .* no more are accepted for 2 min/,
  ],

  ['full access', 'access_tier', 'ok', answers({ tier: 'standard_access' }), /standard_access/],
  [
    'limited access',
    'access_tier',
    'warning',
    answers({ tier: 'development_access' }),
    /limited access/,
  ],

  ['no secret wanted', 'app_secret', 'ok', {}, /not required/],
  ['a secret that is taken', 'app_secret', 'ok', {}, /the API accepts it/, { hasAppSecret: true }],
  [
    'a secret that is missing',
    'app_secret',
    'error',
    ended('app_secret'),
    /META_APP_SECRET is not set/,
  ],
  [
    'a secret that is wrong',
    'app_secret',
    'error',
    ended('app_secret'),
    /not the secret of the token's app/,
    { hasAppSecret: true },
  ],
  ['writes switched off', 'read_only', 'warning', {}, /BIZACCESS_READ_ONLY/, { readOnly: true }],

  ["a system user's", 'token', 'ok', {}, /^a system user's token of 11 "Robot", app 42 "Tool"$/],
  ["a person's", 'token', 'warning', token({ type: 'user' }), /^a person's token of 11/],
  ["a Page's", 'token', 'error', token({ type: 'asset' }), /a Page token/],
  ["an app's", 'token', 'error', token({ type: 'app' }), /an app's token/],
  ['of another type', 'token', 'unknown', token({ type: null, apiType: 'ROBOT' }), /ROBOT/],
  ['not valid', 'token', 'error', token({ isValid: false }), /not valid/],
  ['refused', 'token', 'error', ended('token'), /the API said token/],
  [
    'refused only later',
    'token',
    'error',
    { ...ended('token'), token: FACTS.token },
    /the API said token/,
  ],
  [
    'not described',
    'token',
    'unknown',
    { token: null, debugToken: FAILED },
    /of unknown kind: debug_token .*down \(code 2\)/,
  ],

  ['never', 'expiry', 'ok', {}, /never expires/],
  [
    'in 15 days',
    'expiry',
    'ok',
    token({ expires: '2026-12-07T09:00:00Z' }),
    /on 2026-12-07, in 15 days/,
  ],
  ['in 14 days', 'expiry', 'warning', token({ expires: '2026-12-06T09:00:00Z' }), /in 14 days/],
  ['today', 'expiry', 'warning', token({ expires: '2026-11-22T20:00:00Z' }), /in less than a day/],
  [
    'yesterday',
    'expiry',
    'error',
    token({ expires: '2026-11-21T20:00:00Z' }),
    /expired on 2026-11-21/,
  ],
  ['not told', 'expiry', 'unknown', token({ expires: null }), /not known/],
  ['data: never', 'data_access', 'ok', {}, /does not end/],
  [
    'data: soon',
    'data_access',
    'warning',
    token({ dataExpires: '2026-11-30T00:00:00Z' }),
    /ends on 2026-11-30, in 7 days/,
  ],
  [
    'data: over',
    'data_access',
    'error',
    token({ dataExpires: '2026-11-01T00:00:00Z' }),
    /ended on 2026-11-01/,
  ],
  ['data: not told', 'data_access', 'unknown', token({ dataExpires: null }), /not known/],

  ['all of them', 'scopes', 'ok', {}, /^ads_management, business_management, pages/],
  [
    'none of the business',
    'scopes',
    'error',
    token({ scopes: ['ads_management'] }),
    /business_management is missing \(there are ads_management\)/,
  ],
  [
    'one declined',
    'scopes',
    'warning',
    reach({ permissions: { granted: [], refused: ['email'], unused: [] } }),
    /declined: email$/,
  ],
  [
    'one that was not used for long',
    'scopes',
    'warning',
    reach({ permissions: { granted: [], refused: ['email', 'ads_read'], unused: ['ads_read'] } }),
    /declined: email; expired, as they are after 90 days without use: ads_read$/,
  ],
  [
    'the one declined',
    'scopes',
    'error',
    reach({ permissions: { granted: [], refused: ['business_management'], unused: [] } }),
    /is missing/,
  ],
  ['by me\\/permissions alone', 'scopes', 'ok', { token: null }, /business_management/],
  [
    'nobody tells',
    'scopes',
    'unknown',
    { token: null, ...reach({ permissions: null }) },
    /neither/,
  ],
  [
    'limited',
    'scope_targets',
    'warning',
    token({ targets: new Map([['ads_management', ['7']]]) }),
    /ads_management holds only for 1 object/,
  ],

  ['ours', 'business', 'ok', {}, /^1001 "Northwind"$/],
  [
    'not read',
    'business',
    'error',
    reach({ business: { ...FAILED, name: null } }),
    /could not be read: down/,
  ],
  [
    "another's",
    'business',
    'error',
    shut({ businesses: [{ id: '5005', name: 'Client' }] }),
    /nothing of business 1001/,
  ],
  ['our row', 'own_user', 'ok', {}, /11 "Robot" is in the lists/],
  ['no row of ours', 'own_user', 'warning', reach({ self: null }), /is not on any list/],
  [
    'lists not read',
    'own_user',
    'unknown',
    reach({ self: null, people: { ...REACH.people, system_users: REFUSED } }),
    /not known/,
  ],
  [
    'no /me',
    'own_user',
    'error',
    reach({ self: null, me: null, meRead: FAILED }),
    /who this token belongs to could not be read: down/,
  ],
  ['/me without an id', 'own_user', 'error', reach({ me: null }), /no valid id/],
  ['admin', 'business_role', 'ok', role('Admin'), /Admin/],
  ['employee', 'business_role', 'warning', role('EMPLOYEE'), /EMPLOYEE/],
  ['role not told', 'business_role', 'unknown', role(null), /not known/],
  ['people', 'people', 'ok', {}, /business_users, system_users, pending_users are readable/],
  [
    'people refused',
    'people',
    'warning',
    people({ pending_users: REFUSED }),
    /^pending_users: refused/,
  ],
  [
    'people failed',
    'people',
    'warning',
    people({ business_users: FAILED }),
    /^business_users: down/,
  ],
  ['clients', 'clients', 'ok', {}, /can be read/],
  ['clients refused', 'clients', 'warning', reach({ clients: REFUSED }), /refused/],
  ['on-behalf-of', 'on_behalf_of', 'ok', {}, /by business/],
  ['on-behalf-of gone', 'on_behalf_of', 'ok', reach({ onBehalfOf: FAILED }), /asset by asset/],
]

const filled = ([what, id, status, facts, found, over = {}]: Row) =>
  [what, id, status, facts, found, over] as const

describe('each check', () => {
  it.each(ROWS.map(filled))('%s: %s is %s', (_what, id, status, facts, found, over) => {
    const check = finding(reportOf(facts, over), id)
    expect(check).toMatchObject({ status, found: expect.stringMatching(found) })
    // What went wrong comes with what to do; what is well or unknowable needs nothing done.
    if (status === 'warning' || status === 'error') expect(check.advice).toEqual(expect.any(String))
    if (status === 'ok') expect(check.advice).toBeNull()
  })

  it('is tried in every status it can have', () => {
    const tried = new Set(ROWS.map(([, id]) => id))
    const given = new Set(
      reportOf()
        .checks.filter(({ kind }) => kind === null)
        .map(({ id }) => id),
    )
    expect([...given].filter((id) => !tried.has(id))).toEqual([])
  })

  it('is silent on a token that is limited to this very business', () => {
    const limited = (id: string) =>
      reportOf(token({ targets: new Map([['business_management', [id]]]) })).checks.map(
        ({ id: check }) => check,
      )
    expect(limited('1001')).not.toContain('scope_targets')
    expect(limited('7')).toContain('scope_targets')
  })

  it('names the bucket that is closed before one that is fuller', () => {
    const buckets = [
      { object: '3', percent: 99, waitMs: 0 },
      { object: '4', percent: 50, waitMs: 60_000 },
    ]
    expect(finding(reportOf(answers({ usage: buckets })), 'usage').found).toContain('calls of 4')
  })

  it('says whose token to use instead', () => {
    const other = reportOf(shut({ businesses: [{ id: '5005', name: 'Client' }] }))
    expect(finding(other, 'business').advice).toContain('belongs to 5005 "Client"')
    const poor = reportOf({ ...shut(), ...token({ scopes: ['ads_management'] }) })
    expect(finding(poor, 'business').advice).toBe('create the token again with business_management')
  })
})

type KindRow = readonly [
  what: string,
  id: string,
  kind: string,
  status: CheckStatus,
  facts: Partial<DoctorFacts>,
  found: RegExp,
]

const sample = (relation: 'agencies' | 'users', fact: typeof REFUSED) => ({
  asset: 'act_1',
  relation,
  ...fact,
})
const page = (id: string, hasToken: boolean, isManaged: boolean | null = hasToken) => ({
  id,
  name: `Page ${id}`,
  isOwned: true,
  source: null,
  hasToken,
  isManaged,
})

const KIND_ROWS: readonly KindRow[] = [
  ['readable', 'lists', 'ad_account', 'ok', {}, /^2 ad accounts of ours; owned_ad_accounts, /],
  ['more of them', 'lists', 'ad_account', 'ok', accounts({ hasMore: true }), /^at least 2/],
  [
    'ours refused',
    'lists',
    'ad_account',
    'warning',
    accounts({ lists: { ...LISTS, owned: REFUSED } }),
    /^owned_ad_accounts: refused/,
  ],
  [
    "clients' failed",
    'lists',
    'page',
    'warning',
    pages({ lists: { ...LISTS, client: FAILED } }),
    /^client_pages: down/,
  ],
  [
    'answering',
    'edges',
    'ad_account',
    'ok',
    {},
    /agencies and assigned_users: readable on 1 ad account/,
  ],
  [
    'one refused',
    'edges',
    'ad_account',
    'warning',
    accounts({
      samples: [sample('agencies', REFUSED), sample('users', { status: 'complete', what: null })],
    }),
    /^agencies of act_1, and 1 of 2 reads/,
  ],
  ['all given', 'asset_tokens', 'page', 'ok', {}, /^obtainable for all 2/],
  [
    'one lacking',
    'asset_tokens',
    'page',
    'warning',
    pages({ assets: [page('31', true), page('32', false)] }),
    /for 1 of 2; not for 32 "Page 32"/,
  ],
  [
    'one of no manager',
    'asset_tokens',
    'page',
    'warning',
    pages({ assets: [page('31', true), page('32', true, false)] }),
    /for 1 of 2/,
  ],
  [
    'many lacking',
    'asset_tokens',
    'page',
    'warning',
    pages({ assets: ['1', '2', '3', '4', '5'].map((id) => page(id, false)) }),
    /for 1 "Page 1", 2 "Page 2", 3 "Page 3" and 2 more/,
  ],
]

describe('each check of a kind', () => {
  it.each(KIND_ROWS)('%s: %s of %s is %s', (_what, id, kind, status, facts, found) => {
    const check = finding(reportOf(facts), id, kind)
    expect(check).toMatchObject({ status, found: expect.stringMatching(found) })
  })

  it('is left out where there is nothing to see it on', () => {
    const { checks } = reportOf(pages({ assets: [], samples: [] }))
    const ids = checks.filter(({ kind }) => kind === 'page').map(({ id }) => id)
    expect(ids).toEqual(['lists', 'actions'])
  })
})
