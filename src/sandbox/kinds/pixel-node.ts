/** Pixels (datasets): nobody manages one, and nobody can be removed from one. */
import { PLAIN, type SandboxKind } from './sandbox-kind.ts'

export const PIXEL: SandboxKind = {
  ...PLAIN,
  kind: 'pixel',
  section: 'pixels',
  node: 'AdsPixel',
  // [spec]; the rows of a list were recorded with these [observed].
  nodeFields: [
    'name',
    'creation_time',
    'data_use_setting',
    'enable_automatic_matching',
    'is_unavailable',
    'last_fired_time',
    'owner_business',
    'user_access_expire_time',
  ],
  lists: { owned: 'owned_pixels', client: 'client_pixels' },
  contained: { edge: 'contained_pixels', node: 'asset', fields: ['name'] },
  // [spec] and the SDK know no DELETE of a pixel's people; [observed] no inverse edge either.
  userMethods: ['GET', 'POST'],
  // [ref] the edge has these two and a count.
  agencyColumns: ['permitted_tasks', 'permitted_roles'],
  agencyStatus: 'unlikely',
  // [observed] the live enum; MANAGE is a 400.
  tasks: ['ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD', 'AA_ANALYZE'],
  agencyTasks: ['ADVERTISE', 'ANALYZE', 'EDIT', 'UPLOAD'],
  extras: ['AA_ANALYZE'],
  // [inferred] from rows: EDIT was never seen without UPLOAD, nor UPLOAD without EDIT.
  implies: { ADVERTISE: ['ANALYZE'], EDIT: ['UPLOAD'], UPLOAD: ['EDIT'] },
  managing: [],
  readScopes: ['ads_management', 'ads_read'],
  writeScopes: ['ads_management'],
  listScopes: ['ads_management', 'ads_read'],
  businessScope: true,
  // [spec] the two lists of ad accounts want `business`.
  exposes: {
    shared_accounts: { rows: 'ad_accounts', needsBusiness: true },
    adaccounts: { rows: 'ad_accounts', needsBusiness: true },
    shared_agencies: { rows: 'businesses' },
  },
  // [web: pixel guide] a business without a relation to the owner is sent an agreement first.
  partnerAccepts: true,
  // [inferred] "like an ad account's".
  limit: { error: 'limit_ads', type: 'ads_management', object: 'ad-account' },
}
