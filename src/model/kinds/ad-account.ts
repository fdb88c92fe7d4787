import { PERMITTED_TASKS } from '../codec.ts'
import type { AssetKind } from '../kind.ts'
import { AGENCIES, ASSIGNED_USERS } from './usual-edges.ts'

/**
 * Tasks of an ad account according to [spec]. Live reads also show CREATIVE and
 * FB_EMPLOYEE_DSO_ADVERTISE [observed], which nobody can ask for, so they are only tolerated.
 */
export const AD_ACCOUNT: AssetKind = {
  name: 'ad_account',
  section: 'ad_accounts',
  label: 'ad account',
  id: { prefix: 'act_', example: 'act_1111' },
  nameField: 'name',
  listing: { owned: 'owned_ad_accounts', client: 'client_ad_accounts', expandable: true },
  ownerField: 'owner_business',
  grouped: { edge: 'contained_adaccounts', tasks: 'adaccount' },
  mirror: 'adaccount_permissions',
  relations: {
    request: {
      edge: 'client_ad_accounts',
      param: 'adaccount_id',
      codec: PERMITTED_TASKS,
      scopes: [],
      isRestricted: true,
      pending: { edge: 'pending_client_ad_accounts', asset: 'ad_account' },
      withdraw: { edge: 'ad_accounts', param: 'adaccount_id', scopes: [], isRestricted: false },
    },
    agencies: {
      ...AGENCIES,
      token: { read: 'user', write: 'user' },
      scopes: { read: [['ads_management', 'ads_read']], write: [['ads_management']] },
    },
    users: {
      ...ASSIGNED_USERS,
      token: { read: 'user', write: 'user' },
      scopes: { read: [['ads_management', 'ads_read']], write: [['ads_management']] },
      inverse: 'assigned_ad_accounts',
    },
    on_behalf_of: { edge: 'onbehalf_requests' },
  },
  tasks: ['MANAGE', 'ADVERTISE', 'ANALYZE', 'DRAFT', 'AA_ANALYZE'],
  // Derived from the roles [ref], DRAFT and AA_ANALYZE from their names [inferred].
  meanings: {
    MANAGE: 'Change the account, and who may work on it.',
    ADVERTISE: 'Create and edit ads.',
    ANALYZE: 'See reports and results.',
    DRAFT: 'Make mock-ups of ads.',
    AA_ANALYZE: 'Use advanced analytics.',
  },
  twins: {},
  managers: ['MANAGE'],
  sees: ['ANALYZE', 'AA_ANALYZE'],
  implies: { ADVERTISE: ['ANALYZE'], ANALYZE: ['DRAFT'] },
  tolerated: ['DRAFT', 'AA_ANALYZE', 'CREATIVE', 'FB_EMPLOYEE_DSO_ADVERTISE'],
  roles: {
    ADMIN: ['MANAGE', 'ADVERTISE', 'ANALYZE'],
    GENERAL_USER: ['ADVERTISE', 'ANALYZE'],
    REPORTS_ONLY: ['ANALYZE'],
  },
  isMapped: true,
}
