import type {
  AssetFact,
  Check,
  DoctorFacts,
  DoctorReport,
  KindFacts,
  ReachFacts,
  ReadFact,
  TokenFacts,
} from '../../../src/model/reports/doctor-report.ts'
import type { DoctorInput } from '../../../src/questions/doctor/check.ts'
import { examine } from '../../../src/questions/doctor/examine.ts'

/** Facts of a business in the best of health; a test says only what ails it. */
export const NOW = '2026-11-22T09:00:00Z'
export const READ: ReadFact = { status: 'complete', what: null }
export const REFUSED: ReadFact = { status: 'unreadable', what: 'refused (code 200)' }
export const FAILED: ReadFact = { status: 'unknown', what: 'down (code 2)' }

export const TOKEN: TokenFacts = {
  type: 'system_user',
  apiType: 'SYSTEM_USER',
  isValid: true,
  appId: '42',
  appName: 'Tool',
  expires: 'never',
  dataExpires: 'never',
  scopes: ['business_management', 'ads_management', 'pages_show_list', 'pages_manage_metadata'],
  targets: new Map(),
}

export const asset = (id: string, over: Partial<AssetFact> = {}): AssetFact => ({
  id,
  name: null,
  isOwned: true,
  source: null,
  hasToken: null,
  isManaged: true,
  ...over,
})

export const LISTS: KindFacts['lists'] = { owned: READ, client: READ, pendingClient: READ }

export const ACCOUNTS: KindFacts = {
  kind: 'ad_account',
  lists: LISTS,
  assets: [asset('act_1'), asset('act_2')],
  hasMore: false,
  samples: [
    { asset: 'act_1', relation: 'agencies', ...READ },
    { asset: 'act_1', relation: 'users', ...READ },
  ],
}

export const PAGES: KindFacts = {
  kind: 'page',
  lists: LISTS,
  assets: [asset('31', { hasToken: true }), asset('32', { hasToken: true })],
  hasMore: false,
  samples: [
    { asset: '31', relation: 'agencies', ...READ },
    { asset: '31', relation: 'users', ...READ },
  ],
}

export const REACH: ReachFacts = {
  me: { id: '11', name: 'Robot' },
  meRead: READ,
  permissions: { granted: TOKEN.scopes ?? [], refused: [], unused: [] },
  business: { ...READ, name: 'Northwind' },
  app: null,
  businesses: [{ id: '1001', name: 'Northwind' }],
  people: { business_users: READ, system_users: READ, pending_users: READ },
  self: { id: '11', name: 'Robot', role: 'ADMIN' },
  clients: READ,
  onBehalfOf: READ,
  kinds: [ACCOUNTS, PAGES],
  evidence: [],
}

export const FACTS: DoctorFacts = {
  graph: 'https://graph.facebook.com',
  proxy: null,
  business: '1001',
  refusal: null,
  token: TOKEN,
  debugToken: READ,
  blocked: null,
  reach: REACH,
  answers: {
    asked: 'v27.0',
    answered: 'v27.0',
    versionWarning: null,
    skewMs: 300,
    usage: [],
    tier: null,
  },
}

export const input = (
  facts: Partial<DoctorFacts>,
  over: Partial<DoctorInput> = {},
): DoctorInput => ({
  facts: { ...FACTS, ...facts },
  now: NOW,
  toolVersion: '0.0.0',
  manifest: null,
  hasAppSecret: false,
  readOnly: false,
  ...over,
})

export const reportOf = (
  facts: Partial<DoctorFacts> = {},
  over: Partial<DoctorInput> = {},
): DoctorReport => examine(input(facts, over))

export const token = (over: Partial<TokenFacts>): Partial<DoctorFacts> => ({
  token: { ...TOKEN, ...over },
})

export const reach = (over: Partial<ReachFacts>): Partial<DoctorFacts> => ({
  reach: { ...REACH, ...over },
})

export const accounts = (over: Partial<KindFacts>): Partial<DoctorFacts> =>
  reach({ kinds: [{ ...ACCOUNTS, ...over }, PAGES] })

export const pages = (over: Partial<KindFacts>): Partial<DoctorFacts> =>
  reach({ kinds: [ACCOUNTS, { ...PAGES, ...over }] })

/** The one finding with this id, of a kind where it is about one. */
export const finding = (report: DoctorReport, id: string, kind: string | null = null): Check => {
  const found = report.checks.filter((check) => check.id === id && check.kind === kind)
  const [only] = found
  if (only === undefined || found.length > 1) throw new Error(`${found.length} findings ${id}`)
  return only
}

/** `request yes, grant no, …` of one kind. */
export const abilities = (report: DoctorReport, kind: string): string =>
  report.actions
    .filter((each) => each.kind === kind)
    .map(({ action, can }) => `${action} ${can}`)
    .join(', ')
