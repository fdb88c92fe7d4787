import type { LiveExposed, LiveExposure } from '../../src/model/exposure/exposed.ts'
import type { LivePerson, LiveState } from '../../src/model/live.ts'
import type { ReviewReport } from '../../src/model/reports/review-report.ts'
import { makeReview, type ReviewInput } from '../../src/questions/review/review.ts'
import { asset, HEAD, KIM, LEE, liveOf, MANAGES, OWN, row } from '../support/builders.ts'
import { manifestOf } from '../support/pipeline.ts'

/** Reviews to look at: one in which everything that can stand out does, and others made from it. */

const MAX = '61550000000000004'
const EVE = '61550000000000005'
const BOT = '61550000000000006'

export const MANIFEST = `${HEAD.replace('own:', `max: "${MAX}", eve: new@northwind.example, own:`)}
offboarded: [kim, eve]
policy: { domains: [northwind.example] }
ad_accounts:
  act_1:
    agencies: { brightside: [ANALYZE] }
    users:
      lee: { tasks: [ADVERTISE, ANALYZE], expires: 2026-11-30, reason: covers for Kim }
      max: { tasks: [ANALYZE], expires: 2026-11-01 }
  act_2: { users: {} }
  act_9: { request: [ADVERTISE, ANALYZE], users: { lee: [ANALYZE] } }
`

const person = (id: string, name: string, facts: Partial<LivePerson> = {}): LivePerson => ({
  ...{ type: 'business_user', id, name, role: 'EMPLOYEE', facebookId: null },
  ...{ email: `${name.toLowerCase()}@northwind.example`, twoFactor: 'enabled' },
  ...facts,
})

const page = { kind: 'page', ownership: 'owned' } as const

export const LIVE = liveOf(
  [
    asset('act_1', { name: 'EU Search' }),
    asset('act_2', { name: null }),
    asset('act_3', { name: 'Corporate' }),
    asset('act_9', { name: 'Client Account', ownership: 'client' }),
    asset('act_8', { name: 'Asked', ownership: 'pending' }),
    asset('31', { ...page, name: 'Northwind' }),
  ],
  [
    row('act_1', 'agencies', '2002', [...MANAGES, 'DRAFT'], { subjectName: 'Brightside' }),
    row('act_1', 'agencies', '2005', ['ANALYZE'], {
      ...{ subjectName: 'Papercut', status: 'pending', since: '2026-10-03T08:00:00Z' },
    }),
    row('act_1', 'agencies', '2006', ['ANALYZE'], {
      ...{ subjectName: 'Oddity', status: 'unrecognised', apiStatus: 'UNDER_A_SPELL' },
    }),
    row('act_1', 'users', OWN, MANAGES),
    row('act_1', 'users', LEE, ['ADVERTISE', 'ANALYZE', 'DRAFT']),
    row('act_1', 'users', MAX, ['ANALYZE']),
    row('act_1', 'users', KIM, ['ANALYZE']),
    row('act_2', 'users', BOT, MANAGES),
    row('act_9', 'request', '1001', ['ANALYZE']),
    row('act_9', 'users', LEE, ['ANALYZE']),
    row('act_8', 'request', '1001', ['ANALYZE'], {
      ...{ status: 'pending', since: '2026-11-18T00:00:00Z' },
    }),
    row('31', 'users', LEE, ['MANAGE', 'ANALYZE'], { kind: 'page' }),
    row('31', 'users', MAX, ['MANAGE'], { kind: 'page' }),
  ],
  {
    people: [
      { ...person(OWN, 'Automation'), type: 'system_user', email: null, role: 'ADMIN' },
      { ...person(BOT, 'Export'), type: 'system_user', email: null },
      person(LEE, 'Lee', { role: 'ADMIN', twoFactor: 'disabled' }),
      person(KIM, 'Kim', { email: null }),
      person(MAX, 'Max', { email: 'max@elsewhere.example', twoFactor: null }),
      person(EVE, 'Eva', { email: 'eva@northwind.example', twoFactor: 'who knows' }),
    ],
    invitations: [
      { id: '71', email: 'new@northwind.example', since: '2026-11-16T09:30:00Z', role: 'ADMIN' },
      { id: '72', email: 'joe@elsewhere.example', since: null, role: null },
      {
        ...{ id: '73', email: 'late@northwind.example', since: '2026-10-01T09:30:00Z' },
        ...{ role: 'EMPLOYEE', expires: '2026-10-31T09:30:00Z' },
      },
    ],
  },
)

export const reviewOf = (
  manifest: string | null,
  live: LiveState,
  input: Partial<ReviewInput> = {},
): ReviewReport =>
  makeReview({
    manifest: manifest === null ? null : manifestOf(manifest),
    live,
    readAt: '2026-11-22T09:00:00Z',
    graph: 'https://graph.facebook.com',
    toolVersion: '0.0.0',
    ...input,
  })

const stranger = { id: '2009', name: 'Old Mill' }

/** A partner, a stranger with two accounts, somebody of ours, a creator, and what was not answered. */
export const EXPOSURE: LiveExposure = {
  rows: [
    {
      ...{ question: 'credit_line', asset: null, type: 'business', ...stranger },
      ...{ business: stranger, what: 'spends 3000 EUR of our credit line (APPROVE)' },
    },
    {
      ...{ question: 'credit_line', asset: null, type: 'business', id: '2002', name: 'Brightside' },
      ...{ business: { id: '2002', name: 'Brightside' }, what: 'spends our credit line' },
    },
    {
      ...{ question: 'finance', asset: null, type: 'person', id: KIM, name: 'Kim' },
      ...{ business: null, what: 'finance rights: FINANCE_EDITOR' },
    },
    ...['act_77', 'act_78'].map(
      (id): LiveExposed => ({
        ...{ question: 'instagram_ads', type: 'ad_account', id, name: null, business: stranger },
        asset: { kind: 'page', id: '31', name: 'Northwind' },
        what: 'may advertise with it',
      }),
    ),
    {
      ...{ question: 'branded_content', type: 'creator', id: null, name: 'maria', business: null },
      asset: { kind: 'page', id: '31', name: 'Northwind' },
      what: 'branded content may be boosted (APPROVED)',
    },
    {
      ...{ question: 'app_ads', asset: { kind: 'app', id: '8801', name: 'Shop' } },
      ...{ type: 'business', ...stranger, business: stranger, what: 'works on it' },
    },
    {
      ...{ question: 'audience_sharing', asset: null, type: 'business', ...stranger },
      ...{ business: stranger, what: 'may use audiences of ours (APPROVE)' },
    },
    {
      ...{ question: 'account_apps', type: 'app', id: '8801', name: 'Shop', business: null },
      ...{ asset: { kind: 'ad_account', id: 'act_1', name: 'EU Search' }, what: 'listens to it' },
    },
  ],
  unread: [
    { question: 'invoice', asset: null, what: 'GET /7100: refused (code 200, trace abc)' },
    ...['act_2', 'act_3'].map((id) => ({
      ...({ question: 'account_apps', asset: { kind: 'ad_account', id, name: null } } as const),
      what: `GET /${id}/subscribed_apps: nonexisting field (code 100, trace ${id}x)`,
    })),
  ],
  apps: new Set(['8801']),
}

/** Every code and every standing. */
export const everyFinding = reviewOf(
  MANIFEST,
  {
    ...LIVE,
    mirror: {
      agencies: {
        ...{ status: 'complete', what: null },
        rows: [
          {
            ...{ kind: 'ad_account', asset: 'act_1', tasks: MANAGES, status: 'active' },
            business: { id: '2002', name: 'Brightside' },
          },
          {
            ...{ kind: 'ad_account', asset: 'act_2', tasks: ['ANALYZE'], status: 'active' },
            business: { id: '2009', name: 'Old Mill' },
          },
        ],
      },
      clients: { status: 'unreadable', what: 'refused', rows: [] },
    },
  },
  { exposure: EXPOSURE },
)

/** The same business with nothing to compare it with. */
export const bare = reviewOf(null, LIVE, { graph: 'sandbox:brand' })

const scope = (id: string, relation: 'agencies' | 'users', what: string) =>
  ({
    ...{ kind: 'ad_account', asset: id, relation, what },
    status: relation === 'users' ? 'unknown' : 'unreadable',
  }) as const

/** Two lists that were not read, and a whole one that may not be. */
export const notWhole = reviewOf(MANIFEST, {
  ...LIVE,
  self: { id: '4711', person: null, name: 'Somebody' },
  relations: LIVE.relations.filter(({ asset: id }) => id !== 'act_2' && id !== 'act_3'),
  scopes: [
    ...LIVE.scopes.filter(({ asset: id }) => id !== 'act_2' && id !== 'act_3'),
    scope('act_2', 'users', 'GET /act_2/assigned_users: Service down (code 2); retrying may help'),
    scope('act_2', 'agencies', 'assign Automation to ad account act_2 with MANAGE: refused (200)'),
    scope('act_3', 'agencies', 'assign Automation to ad account act_3 with MANAGE: refused (200)'),
  ],
  problems: [
    {
      ...{ code: 'scope_unknown', severity: 'error', source: null },
      message: 'ad account act_2/users/* could not be read: Service down',
    },
    {
      ...{ code: 'listing_unreadable', severity: 'warning', source: null },
      message: 'the list owned_pages may not be read: (#200) Permissions error',
    },
  ],
})

/** More assets than anybody reads one by one. */
export const manyAssets = reviewOf(
  null,
  liveOf(
    Array.from({ length: 50 }, (_, n) => asset(`act_${100 + n}`)),
    Array.from({ length: 50 }, (_, n) => [
      row(`act_${100 + n}`, 'users', OWN, MANAGES),
      row(`act_${100 + n}`, 'users', n < 30 ? LEE : KIM, n % 2 === 0 ? MANAGES : ['ANALYZE']),
      row(`act_${100 + n}`, 'agencies', '2002', ['ANALYZE'], { subjectName: 'Brightside' }),
    ]).flat(),
  ),
)

/** What strangers would write to be let out of their cell. */
export const HOSTILE = [
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
  'two\r\nlines',
  'a,b;"c"',
  '\u202Egnp.exe',
  '\u001b[31mred',
] as const

export const hostile = reviewOf(
  null,
  liveOf(
    HOSTILE.map((name, n) => asset(`act_${n + 1}`, { name })),
    HOSTILE.map((subjectName, n) =>
      row(`act_${n + 1}`, 'agencies', `${3000 + n}`, ['ANALYZE', subjectName], { subjectName }),
    ),
  ),
)
