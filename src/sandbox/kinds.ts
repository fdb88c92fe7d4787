/** The sandbox's own table of asset kinds: edges, task enums, what a task unpacks to. */

/** One asset kind as the Graph API serves it. Every difference between kinds is a column here. */
export interface SandboxKind {
  /** Our name of the kind, e.g. `ad_account`. */
  readonly kind: string
  /** Key of the kind's section in a world file. */
  readonly section: string
  /** Node type in the API's own error messages. */
  readonly node: string
  readonly idPrefix: '' | 'act_'
  /** Node fields beside id, name and the edges. */
  readonly nodeFields: readonly AssetFieldName[]
  /** Business edges that list the kind's assets by relation. */
  readonly lists: {
    readonly owned: string
    readonly client: string
    readonly pendingOwned?: string
    readonly pendingClient?: string
  }
  /** In a pending_client row, the field that holds the asset. */
  readonly requestField?: string
  /** Asks an owner for access: parameter of `POST /{business}/{lists.client}`. */
  readonly requestParam?: string
  /** Gives a relation up: `DELETE /{business}/{edge}`. */
  readonly leave?: { readonly edge: string; readonly param: string; readonly givesOwnedUp: boolean }
  /** Field of a `clients` / `agencies` row with this kind's permissions. */
  readonly permissionsField?: string
  /** Edge of a person that lists the kind's assets. */
  readonly inverse?: string
  readonly agencyMethods: readonly Method[]
  readonly userMethods: readonly Method[]
  /** Task names a write may carry. */
  readonly tasks: readonly string[]
  /** The same for agencies, where it is narrower. */
  readonly agencyTasks?: readonly string[]
  /** Names the API adds on reading without anybody having granted them. */
  readonly extras: readonly string[]
  /** Task to the tasks it brings along when read back, transitively closed. */
  readonly implies: Readonly<Record<string, readonly string[]>>
  /** Task to the tasks a person is given with it: no read shows these where nobody gave them so. */
  readonly widens: Readonly<Record<string, readonly string[]>>
  /** Classic name to the name the new Page experience uses for it. */
  readonly twins: Readonly<Record<string, string>>
  /** Sets that `modes.bundles: strict` allows; absent: any. */
  readonly bundles?: readonly (readonly string[])[]
  /** Who holds one of these manages the asset. */
  readonly managing: readonly string[]
  /** Scopes, any one of which suffices. */
  readonly readScopes: readonly string[]
  readonly writeScopes: readonly string[]
  /** True: agencies and assigned_users want a token of the asset itself (Pages). */
  readonly ownToken: boolean
  /** Whether `business` must be sent when assigning. */
  readonly assignNeedsBusiness: boolean
  /** Code of a permission error. */
  readonly deniedCode: 'denied' | 'denied_page'
  /** Error when the person is not of the token's business. */
  readonly strangerError: 'bad_account_update' | 'invalid_parameter'
  /** False: `tasks=["A"]` in a form body cannot be parsed, only `tasks[0]=A` or JSON. */
  readonly formLists: boolean
  /** Whether rows of people carry `permitted_tasks`. */
  readonly personPermittedTasks: boolean
  /** Whether the kind has on-behalf-of requests. */
  readonly onBehalfOf: boolean
  /** Whether an expired version is answered by 2635 (Marketing API) or by the next usable one. */
  readonly marketing: boolean
}

/** Names in the table of asset fields. */
export type AssetFieldName =
  | 'account_id'
  | 'account_status'
  | 'access_token'
  | 'business'
  | 'disable_reason'
  | 'has_transitioned_to_new_page_experience'
  | 'is_owned'
  | 'owner'
  | 'owner_business'
  | 'user_tasks'

export type Method = 'GET' | 'POST' | 'DELETE'

const ALL: readonly Method[] = ['GET', 'POST', 'DELETE']

const PLAIN = {
  idPrefix: '',
  nodeFields: ['owner_business'],
  agencyMethods: ALL,
  userMethods: ALL,
  extras: [],
  implies: {},
  widens: {},
  twins: {},
  managing: ['MANAGE'],
  readScopes: ['business_management'],
  writeScopes: ['business_management'],
  ownToken: false,
  assignNeedsBusiness: false,
  deniedCode: 'denied',
  strangerError: 'invalid_parameter',
  formLists: true,
  personPermittedTasks: true,
  onBehalfOf: false,
  marketing: false,
} as const

const PAGE_CHAIN = ['MANAGE', 'CREATE_CONTENT', 'MODERATE', 'ADVERTISE', 'ANALYZE'] as const
const PLUS_CHAIN = [
  'PROFILE_PLUS_FULL_CONTROL',
  'PROFILE_PLUS_MANAGE',
  'PROFILE_PLUS_CREATE_CONTENT',
  'PROFILE_PLUS_MODERATE',
  'PROFILE_PLUS_ADVERTISE',
  'PROFILE_PLUS_ANALYZE',
] as const

/** Each task of a chain brings all that stand after it. */
function chain(tasks: readonly string[]): Record<string, readonly string[]> {
  return Object.fromEntries(tasks.map((task, place) => [task, tasks.slice(place + 1)]))
}

const AD_ACCOUNT: SandboxKind = {
  ...PLAIN,
  kind: 'ad_account',
  section: 'ad_accounts',
  node: 'AdAccount',
  idPrefix: 'act_',
  nodeFields: [
    'account_id',
    'account_status',
    'business',
    'disable_reason',
    'owner',
    'owner_business',
    'user_tasks',
  ],
  lists: {
    owned: 'owned_ad_accounts',
    client: 'client_ad_accounts',
    pendingOwned: 'pending_owned_ad_accounts',
    pendingClient: 'pending_client_ad_accounts',
  },
  requestField: 'ad_account',
  requestParam: 'adaccount_id',
  leave: { edge: 'ad_accounts', param: 'adaccount_id', givesOwnedUp: false },
  permissionsField: 'adaccount_permissions',
  inverse: 'assigned_ad_accounts',
  // [spec] the first five; [observed] the live enum has two more.
  tasks: [
    'MANAGE',
    'ADVERTISE',
    'ANALYZE',
    'DRAFT',
    'AA_ANALYZE',
    'CREATIVE',
    'FB_EMPLOYEE_DSO_ADVERTISE',
  ],
  extras: ['DRAFT', 'AA_ANALYZE', 'CREATIVE', 'FB_EMPLOYEE_DSO_ADVERTISE'],
  // [observed] an admin's row reads DRAFT, ANALYZE, ADVERTISE, MANAGE though DRAFT was never asked.
  implies: {
    MANAGE: ['ADVERTISE', 'ANALYZE', 'DRAFT'],
    ADVERTISE: ['ANALYZE', 'DRAFT'],
    ANALYZE: ['DRAFT'],
  },
  bundles: [['MANAGE', 'ADVERTISE', 'ANALYZE'], ['ADVERTISE', 'ANALYZE'], ['ANALYZE']],
  readScopes: ['ads_management', 'ads_read'],
  writeScopes: ['ads_management'],
  strangerError: 'bad_account_update',
  onBehalfOf: true,
  marketing: true,
}

const PAGE: SandboxKind = {
  ...PLAIN,
  kind: 'page',
  section: 'pages',
  node: 'Page',
  nodeFields: [
    'access_token',
    'business',
    'has_transitioned_to_new_page_experience',
    'is_owned',
    'owner_business',
  ],
  lists: {
    owned: 'owned_pages',
    client: 'client_pages',
    pendingOwned: 'pending_owned_pages',
    pendingClient: 'pending_client_pages',
  },
  requestField: 'page',
  requestParam: 'page_id',
  leave: { edge: 'pages', param: 'page_id', givesOwnedUp: true },
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
}

const PIXEL: SandboxKind = {
  ...PLAIN,
  kind: 'pixel',
  section: 'pixels',
  node: 'AdsPixel',
  lists: { owned: 'owned_pixels', client: 'client_pixels' },
  // [spec] and SDK v26 know no DELETE of a pixel's people; [observed] no inverse edge either.
  userMethods: ['GET', 'POST'],
  tasks: ['ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD', 'AA_ANALYZE'],
  agencyTasks: ['ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD'],
  extras: ['AA_ANALYZE'],
  managing: ['EDIT'],
}

const CATALOG: SandboxKind = {
  ...PLAIN,
  kind: 'catalog',
  section: 'catalogs',
  node: 'ProductCatalog',
  lists: { owned: 'owned_product_catalogs', client: 'client_product_catalogs' },
  permissionsField: 'productcatalog_permissions',
  inverse: 'assigned_product_catalogs',
  tasks: ['MANAGE', 'ADVERTISE', 'MANAGE_AR', 'AA_ANALYZE'],
  extras: ['AA_ANALYZE'],
  implies: { MANAGE: ['ADVERTISE'] },
  readScopes: ['catalog_management', 'business_management'],
  writeScopes: ['catalog_management', 'business_management'],
}

const INSTAGRAM: SandboxKind = {
  ...PLAIN,
  kind: 'instagram_account',
  section: 'instagram_accounts',
  node: 'InstagramBusinessAsset',
  nodeFields: [],
  lists: { owned: 'owned_instagram_assets', client: 'client_instagram_assets' },
  // [observed] the enum a schema error gave away, July 2026.
  tasks: [
    'FULL_CONTROL',
    'CONTENT',
    'MESSAGES',
    'COMMUNITY_ACTIVITY',
    'ADVERTISE',
    'ANALYZE',
    'IG_APP_ADMIN',
    'IG_APP',
    'SPARK_INSIGHTS',
    'SPARK_PUBLISH',
    'SPARK_EVERYTHING',
    'CREATOR_MANAGEMENT',
    'CREATIVE_MANAGEMENT',
  ],
  agencyTasks: ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES'],
  // [observed] POST ["ADVERTISE"] reads back these five, yet older rows hold just two of them.
  widens: { ADVERTISE: ['ANALYZE', 'CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY'] },
  implies: {
    FULL_CONTROL: ['ADVERTISE', 'ANALYZE', 'CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY'],
  },
  managing: ['FULL_CONTROL'],
  formLists: false,
  personPermittedTasks: false,
}

const WHATSAPP_TASKS = [
  'MANAGE',
  'DEVELOP',
  'MANAGE_EXTENSIONS',
  'MANAGE_PHONE',
  'MANAGE_PHONE_ASSETS',
  'MANAGE_TEMPLATES',
  'MESSAGING',
  'VIEW_COST',
  'VIEW_PHONE_ASSETS',
  'VIEW_TEMPLATES',
] as const

const WHATSAPP: SandboxKind = {
  ...PLAIN,
  kind: 'whatsapp_account',
  section: 'whatsapp_accounts',
  node: 'WhatsAppBusinessAccount',
  lists: {
    owned: 'owned_whatsapp_business_accounts',
    client: 'client_whatsapp_business_accounts',
  },
  inverse: 'assigned_whatsapp_business_accounts',
  agencyMethods: [],
  tasks: WHATSAPP_TASKS,
  implies: { MANAGE: WHATSAPP_TASKS.slice(1) },
  readScopes: ['whatsapp_business_management', 'business_management'],
  writeScopes: ['whatsapp_business_management', 'business_management'],
}

/** The asset kinds a sandbox serves unless told otherwise. */
export const SANDBOX_KINDS: readonly SandboxKind[] = [
  AD_ACCOUNT,
  PAGE,
  PIXEL,
  CATALOG,
  INSTAGRAM,
  WHATSAPP,
]

/** The row of a kind; a world can hold no asset of a kind that is not in the table. */
export function kindOf(kinds: readonly SandboxKind[], kind: string): SandboxKind {
  const row = kinds.find((each) => each.kind === kind)
  if (row === undefined) throw new Error(`the sandbox has no kind ${kind}`)
  return row
}
