/** Pages: calls about people or agencies need a token of the Page itself. */
import { PLAIN, type SandboxKind } from './sandbox-kind.ts'

const PAGE_CHAIN = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'] as const
const PLUS_CHAIN = [
  'PROFILE_PLUS_FULL_CONTROL',
  'PROFILE_PLUS_MANAGE',
  'PROFILE_PLUS_CREATE_CONTENT',
  'PROFILE_PLUS_MODERATE',
  'PROFILE_PLUS_ADVERTISE',
  'PROFILE_PLUS_ANALYZE',
] as const

/** Each task of a chain implies all tasks after it. */
function chain(tasks: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(tasks.map((task, place) => [task, tasks.slice(place + 1)]))
}

export const PAGE: SandboxKind = {
  ...PLAIN,
  kind: 'page',
  section: 'pages',
  worldKeys: ['approval', 'new_page_experience', 'on_behalf_of'],
  node: 'Page',
  nodeFields: [
    'name',
    'access_token',
    'business',
    'has_transitioned_to_new_page_experience',
    'is_owned',
    'owner_business',
    'user_access_expire_time',
  ],
  lists: {
    owned: 'owned_pages',
    client: 'client_pages',
    pendingOwned: 'pending_owned_pages',
    pendingClient: 'pending_client_pages',
  },
  contained: { edge: 'contained_pages', node: 'asset', fields: ['name'] },
  requestField: 'page',
  requestParam: 'page_id',
  // [code] in production, 2022.
  requestAnswer: 'pending',
  leave: { edge: 'pages', param: 'page_id', givesOwnedUp: true },
  agencyStatus: 'sure',
  permissionsField: 'page_permissions',
  inverse: 'assigned_pages',
  // The 25 names of the v19 reference, then two of the April 2026 spec, then two of SDK v26.
  tasks: [
    ...PAGE_CHAIN,
    'MESSAGING',
    'MODERATE_COMMUNITY',
    'MANAGE_JOBS',
    'PAGES_MESSAGING',
    'PAGES_MESSAGING_SUBSCRIPTIONS',
    'READ_PAGE_MAILBOXES',
    'VIEW_MONETIZATION_INSIGHTS',
    'MANAGE_LEADS',
    ...PLUS_CHAIN,
    'PROFILE_PLUS_FACEBOOK_ACCESS',
    'PROFILE_PLUS_MODERATE_DELEGATE_COMMUNITY',
    'PROFILE_PLUS_MESSAGING',
    'PROFILE_PLUS_REVENUE',
    'PROFILE_PLUS_MANAGE_LEADS',
    'CASHIER_ROLE',
    'GLOBAL_STRUCTURE_MANAGEMENT',
    'PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT',
    'PROFILE_PLUS_CREATIVE_MANAGEMENT',
    'PROFILE_PLUS_CREATOR_MANAGEMENT',
  ],
  extras: [],
  implies: { ...chain(PAGE_CHAIN), ...chain(PLUS_CHAIN) },
  twins: {
    MANAGE: 'PROFILE_PLUS_MANAGE',
    CREATE_CONTENT: 'PROFILE_PLUS_CREATE_CONTENT',
    MODERATE: 'PROFILE_PLUS_MODERATE',
    MESSAGING: 'PROFILE_PLUS_MESSAGING',
    ADVERTISE: 'PROFILE_PLUS_ADVERTISE',
    ANALYZE: 'PROFILE_PLUS_ANALYZE',
    MANAGE_LEADS: 'PROFILE_PLUS_MANAGE_LEADS',
    GLOBAL_STRUCTURE_MANAGEMENT: 'PROFILE_PLUS_GLOBAL_STRUCTURE_MANAGEMENT',
  },
  bundles: [
    PAGE_CHAIN,
    ['CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'],
    ['MODERATE', 'ADVERTISE', 'ANALYZE'],
    ['ADVERTISE', 'ANALYZE'],
    ['ANALYZE'],
  ],
  managing: ['MANAGE', 'PROFILE_PLUS_MANAGE', 'PROFILE_PLUS_FULL_CONTROL'],
  readScopes: ['pages_manage_metadata'],
  writeScopes: ['pages_manage_metadata'],
  ownToken: true,
  assignNeedsBusiness: true,
  deniedCode: 'denied_page',
  limit: { error: 'limit_page', type: 'pages', object: 'Page account' },
}
