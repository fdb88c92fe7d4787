import type { AssetKind } from '../kind.ts'
import { AGENCIES, ASSIGNED_USERS } from './usual-edges.ts'

/** Nothing of Instagram's own was needed, neither to read nor to write [observed]. */
const SCOPES = { read: [], write: [] } as const

/** What the spec has, and all that a partner can be given [spec]. */
const SHARED = ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ADVERTISE', 'ANALYZE']

/**
 * Instagram accounts, as assets of a business. Adding one to a business is done by hand alone. The
 * API takes more tasks for people than the spec has: these thirteen, by the error that a wrong one
 * is answered with [observed].
 */
export const INSTAGRAM_ACCOUNT: AssetKind = {
  name: 'instagram_account',
  section: 'instagram_accounts',
  label: 'Instagram account',
  id: {
    prefix: '',
    example: '104000000000001',
    // Lists of ad accounts, and most of the API, name the account by its user [observed].
    mistaken: {
      form: /^1784\d{13}$/,
      advice:
        'That is the id of the Instagram user. Write the id of the asset: Business settings show it (Accounts > Instagram accounts), and so do `bizaccess import` and `bizaccess review`.',
    },
  },
  // There is no `name`: a read that asks for it answers 100 [spec][observed].
  nameField: 'ig_username',
  // The list of a group has the Instagram users [spec].
  grouped: { edge: 'contained_instagram_accounts', by: 'ig_user_id' },
  listing: { owned: 'owned_instagram_assets', client: 'client_instagram_assets', expandable: true },
  relations: {
    agencies: {
      ...AGENCIES,
      tasks: SHARED,
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
    },
    users: {
      ...ASSIGNED_USERS,
      removesWithBusiness: true,
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
    },
  },
  tasks: [
    'FULL_CONTROL',
    'IG_APP_ADMIN',
    'IG_APP',
    'SPARK_EVERYTHING',
    'SPARK_PUBLISH',
    'SPARK_INSIGHTS',
    'CREATOR_MANAGEMENT',
    'CREATIVE_MANAGEMENT',
    ...SHARED,
  ],
  // Told from their names [inferred]; of the apps' tasks the names tell nothing.
  meanings: {
    FULL_CONTROL: 'Everything, the people of the account included.',
    IG_APP_ADMIN: 'In the list of the API; what it allows is not documented.',
    IG_APP: 'In the list of the API; what it allows is not documented.',
    SPARK_EVERYTHING: 'In the list of the API; what it allows is not documented.',
    SPARK_PUBLISH: 'In the list of the API; what it allows is not documented.',
    SPARK_INSIGHTS: 'In the list of the API; what it allows is not documented.',
    CREATOR_MANAGEMENT: 'Manage creators.',
    CREATIVE_MANAGEMENT: 'Manage creatives.',
    CONTENT: 'Publish as the account.',
    MESSAGES: 'Read and send messages of the account.',
    COMMUNITY_ACTIVITY: 'Answer and delete comments as the account.',
    ADVERTISE: 'Create ads for the account.',
    ANALYZE: 'See insights of the account.',
  },
  twins: {},
  managers: ['FULL_CONTROL'],
  sees: ['ANALYZE'],
  implies: {},
  // Asked for alone it read back as all five, yet other rows hold just it and ANALYZE [observed].
  widens: { ADVERTISE: ['CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY', 'ANALYZE'] },
  tolerated: [],
  roles: {},
}
