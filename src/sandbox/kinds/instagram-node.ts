/** Instagram assets: no name and no owner, and giving one task may give others with it. */
import { PLAIN, type SandboxKind } from './sandbox-kind.ts'

const SPEC_TASKS = ['ADVERTISE', 'ANALYZE', 'COMMUNITY_ACTIVITY', 'CONTENT', 'MESSAGES'] as const

export const INSTAGRAM: SandboxKind = {
  ...PLAIN,
  kind: 'instagram_account',
  section: 'instagram_accounts',
  worldKeys: ['ig_user_id'],
  node: 'InstagramBusinessAsset',
  // [spec] these two are all; rows were recorded with both [observed].
  nodeFields: ['ig_user_id', 'ig_username'],
  defaultFields: ['ig_user_id', 'ig_username'],
  lists: { owned: 'owned_instagram_assets', client: 'client_instagram_assets' },
  contained: { edge: 'contained_instagram_accounts', node: 'InstagramUser', fields: [] },
  // [ref] its reference says that no field is added to the rows of the list.
  clientColumns: [],
  // [observed] the enum in a schema error, July 2026.
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
  agencyTasks: SPEC_TASKS,
  // [observed] POST ["ADVERTISE"] reads back these five, yet older rows hold just two of them.
  widens: { ADVERTISE: ['ANALYZE', 'CONTENT', 'MESSAGES', 'COMMUNITY_ACTIVITY'] },
  // [inferred]; production rows hold up to the last two besides the five [observed].
  implies: { FULL_CONTROL: [...SPEC_TASKS, 'CREATIVE_MANAGEMENT', 'CREATOR_MANAGEMENT'] },
  managing: ['FULL_CONTROL'],
  // [observed] no scope of Instagram's own was needed, and rows of people have no permitted_tasks.
  personColumns: ['tasks'],
  assignByOwner: true,
  // [spec] of the Instagram user, not of the asset.
  exposes: {
    authorized_adaccounts: { rows: 'ad_accounts', needsBusiness: true },
    branded_content_ad_permissions: { rows: 'creators' },
  },
  exposesOn: 'ig_user',
  partnerAccepts: true,
  jsonSchema: true,
  limit: { error: 'limit_instagram', type: 'instagram', object: 'Instagram account' },
}
