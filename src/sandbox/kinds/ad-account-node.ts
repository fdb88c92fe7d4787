/** Ad accounts: the Marketing API’s own. */
import { PLAIN, type SandboxKind } from './sandbox-kind.ts'

export const AD_ACCOUNT: SandboxKind = {
  ...PLAIN,
  kind: 'ad_account',
  section: 'ad_accounts',
  node: 'AdAccount',
  worldKeys: ['account_status', 'approval', 'new_page_experience', 'on_behalf_of'],
  idPrefix: 'act_',
  nodeFields: [
    'name',
    'account_id',
    'account_status',
    'business',
    'currency',
    'disable_reason',
    'owner',
    'owner_business',
    'timezone_name',
    'user_access_expire_time',
    'user_tasks',
  ],
  lists: {
    owned: 'owned_ad_accounts',
    client: 'client_ad_accounts',
    pendingOwned: 'pending_owned_ad_accounts',
    pendingClient: 'pending_client_ad_accounts',
  },
  contained: { edge: 'contained_adaccounts', node: 'asset', fields: ['account_id'] },
  requestField: 'ad_account',
  requestParam: 'adaccount_id',
  leave: { edge: 'ad_accounts', param: 'adaccount_id', givesOwnedUp: false },
  agencyStatus: 'sure',
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
  // [observed] an admin's row reads DRAFT, ANALYZE, ADVERTISE, MANAGE although DRAFT was never
  // asked for.
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
  exposes: { subscribed_apps: { rows: 'apps' } },
  marketing: true,
  limit: { error: 'limit_ads', type: 'ads_management', object: 'ad-account' },
}
