import { type BasisRow, DEFAULT_ROW } from './basis-row.ts'

const LISTED = ['id', 'name']
const SPEC = 'specs of Business'
const REFERENCE = 'reference of Business'
const GUIDE = 'Business-to-Business guide'

/** A list of the business that only documents tell of. */
const listed = (edge: string, more: Partial<BasisRow> = {}): BasisRow => ({
  ...{ of: 'business', edge, documented: LISTED, source: SPEC },
  ...more,
})

/** The token, who it belongs to, the people of the business and its lists. */
export const BASES_OF_THE_BUSINESS: readonly BasisRow[] = [
  {
    of: 'token',
    edge: null,
    recorded: { fields: [DEFAULT_ROW], answers: ['17'] },
    source: 'guide of access tokens',
  },
  {
    of: 'me',
    edge: null,
    recorded: { fields: LISTED, answers: ['10'] },
    documented: ['email'],
    source: 'reference of User',
  },
  { of: 'me', edge: 'permissions', documented: ['permission', 'status'], source: 'specs of User' },
  { of: 'me', edge: 'businesses', documented: LISTED, source: 'specs of User' },
  { of: 'business', edge: null, documented: LISTED, source: SPEC },
  { of: 'app', edge: null, documented: ['id', 'owner_business'], source: 'specs of Application' },
  listed('business_users', {
    recorded: { fields: LISTED, answers: ['10'] },
    documented: [
      ...['email', 'role', 'two_fac_status', 'finance_permission', 'ip_permission'],
      'marked_for_removal',
    ],
    inferred: ['user'],
    source: 'specs of BusinessUser; public code asks for user',
  }),
  listed('system_users', {
    recorded: { fields: [...LISTED, 'role'], answers: ['11'] },
    documented: ['created_by', 'finance_permission'],
    source: 'specs of SystemUser',
  }),
  listed('pending_users', {
    recorded: { fields: ['id', 'email', 'role', 'status'], answers: ['12'] },
    documented: ['created_time', 'expiration_time'],
    source: 'specs of BusinessRoleRequest',
  }),
  listed('owned_ad_accounts', {
    recorded: { fields: [...LISTED, 'account_status'], answers: ['05'] },
    documented: [],
  }),
  listed('client_ad_accounts', {
    documented: [...LISTED, 'account_status', 'permitted_tasks'],
    source: REFERENCE,
  }),
  listed('pending_client_ad_accounts', {
    documented: ['id', 'ad_account', 'permitted_tasks'],
    source: REFERENCE,
  }),
  listed('owned_pages', {
    inferred: ['access_token'],
    source: `${SPEC}; public code asks for access_token`,
  }),
  listed('client_pages', {
    documented: [...LISTED, 'permitted_tasks'],
    inferred: ['access_token'],
    source: `${REFERENCE}; public code asks for access_token`,
  }),
  listed('pending_client_pages', {
    recorded: { fields: ['id'], answers: ['24'] },
    documented: ['page', 'permitted_tasks'],
    source: REFERENCE,
  }),
  listed('owned_pixels'),
  listed('client_pixels', { recorded: { fields: LISTED, answers: ['04'] }, documented: [] }),
  listed('owned_product_catalogs'),
  listed('client_product_catalogs'),
  listed('owned_instagram_assets', {
    recorded: { fields: ['id', 'ig_username', 'ig_user_id'], answers: ['06'] },
    documented: [],
  }),
  listed('client_instagram_assets', { documented: ['id', 'ig_username', 'ig_user_id'] }),
  listed('owned_whatsapp_business_accounts'),
  listed('client_whatsapp_business_accounts'),
  listed('business_asset_groups', { source: 'guides of asset groups' }),
  ...['clients', 'agencies'].map((edge) =>
    listed(edge, {
      documented: [
        ...LISTED,
        ...['adaccount_permissions', 'page_permissions', 'productcatalog_permissions'],
      ],
      source: GUIDE,
    }),
  ),
  ...['received', 'sent'].map((side) =>
    listed(`${side}_inprogress_onbehalf_requests`, { documented: ['id'], source: GUIDE }),
  ),
]
