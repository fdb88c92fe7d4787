/** WhatsApp accounts: partners get access in other ways, and few calls are allowed. */
import { PLAIN, type SandboxKind } from './sandbox-kind.ts'

export const WHATSAPP: SandboxKind = {
  ...PLAIN,
  kind: 'whatsapp_account',
  section: 'whatsapp_accounts',
  worldKeys: ['registered_number'],
  node: 'WhatsAppBusinessAccount',
  lists: {
    owned: 'owned_whatsapp_business_accounts',
    client: 'client_whatsapp_business_accounts',
  },
  clientColumns: [],
  inverse: 'assigned_whatsapp_business_accounts',
  // [ref] a person's list has only tasks. Rows of people are shown in the same way.
  inverseColumns: ['tasks'],
  personColumns: ['tasks'],
  // [spec] no such edge: partners get access by embedded signup or in the web pages.
  agencyMethods: [],
  agencyColumns: [],
  // [observed] full access in the web pages is only MANAGE, which implies no other task.
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
  readScopes: ['whatsapp_business_management'],
  writeScopes: ['whatsapp_business_management'],
  listScopes: ['whatsapp_business_management'],
  businessScope: true,
  // [observed] this is refused with 403.
  selfRaise: false,
  // [web: v27 page][spec]
  exposes: { subscribed_apps: { rows: 'whatsapp_apps' }, solutions: { rows: 'solutions' } },
  exposedFields: [
    { name: 'is_shared_with_partners', value: 'flag' },
    { name: 'ownership_type', value: 'word' },
    { name: 'on_behalf_of_business_info', value: 'business' },
    { name: 'primary_funding_id', value: 'word' },
  ],
  // [web: rate limits] per app and account; the name of the type is a guess.
  limit: {
    error: 'limit_whatsapp',
    type: 'whatsapp_business_management',
    object: 'WhatsApp Business account',
    calls: 200,
    callsRegistered: 5000,
  },
}
