import type { AssetKind } from '../kind.ts'

/**
 * Our business itself: its members are the business users, with their base role, and whoever is
 * invited. An admin has full control, so ADMIN brings whatever EMPLOYEE does [spec].
 */
export const BUSINESS: AssetKind = {
  name: 'business',
  section: 'members',
  label: 'business',
  id: { prefix: '', example: '1001' },
  nameField: 'name',
  listing: { owned: 'owned_businesses', expandable: false },
  relations: { members: { edge: 'business_users', email: 'email', role: 'role' } },
  tasks: ['ADMIN', 'EMPLOYEE'],
  meanings: {
    ADMIN: 'Full control of the business: people, partners and every asset.',
    EMPLOYEE: 'Basic access: works on the assets assigned to them.',
  },
  twins: {},
  managers: ['ADMIN'],
  // Neither system users nor invitations can keep a business in human hands.
  managed: { relation: 'members', by: ['business_user'], keep: 'keep_admins' },
  implies: {},
  tolerated: [],
  roles: {},
}
