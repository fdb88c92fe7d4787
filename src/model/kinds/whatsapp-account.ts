import type { AssetKind } from '../kind.ts'
import { ASSIGNED_USERS } from './usual-edges.ts'

const SCOPES = {
  read: [['whatsapp_business_management']],
  write: [['whatsapp_business_management']],
} as const

/** WhatsApp Business accounts: partners get onto them by embedded signup or by hand, never by the API. */
export const WHATSAPP_ACCOUNT: AssetKind = {
  name: 'whatsapp_account',
  section: 'whatsapp_accounts',
  label: 'WhatsApp account',
  id: { prefix: '', example: '7777' },
  nameField: 'name',
  listing: {
    owned: 'owned_whatsapp_business_accounts',
    client: 'client_whatsapp_business_accounts',
    expandable: false,
    scopes: SCOPES.read,
  },
  ownerField: 'owner_business',
  relations: {
    users: {
      ...ASSIGNED_USERS,
      removesWithBusiness: true,
      // A system user that raised itself was answered by a 403 [observed].
      refusals: {
        200: "if it is the token's own user: nobody gives themselves more on a WhatsApp account, so another admin has to",
      },
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
      inverse: 'assigned_whatsapp_business_accounts',
    },
  },
  tasks: [
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
  ],
  // Derived from their names [inferred], except MANAGE: full access is stored as only MANAGE
  // [observed].
  meanings: {
    MANAGE: 'Change the account, and who may work on it.',
    DEVELOP: 'Connect apps, and use the API for the account.',
    MANAGE_EXTENSIONS: 'Manage what extends the account.',
    MANAGE_PHONE: 'Add, change and remove phone numbers.',
    MANAGE_PHONE_ASSETS: 'Manage what belongs to a phone number.',
    MANAGE_TEMPLATES: 'Create and change message templates.',
    MESSAGING: 'Send and read messages.',
    VIEW_COST: 'See what messages cost.',
    VIEW_PHONE_ASSETS: 'See what belongs to a phone number.',
    VIEW_TEMPLATES: 'See message templates.',
  },
  twins: {},
  managers: ['MANAGE'],
  sees: ['VIEW_COST', 'VIEW_PHONE_ASSETS', 'VIEW_TEMPLATES'],
  implies: {},
  tolerated: [],
  roles: {},
}
