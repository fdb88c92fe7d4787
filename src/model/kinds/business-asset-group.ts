import { GROUP_TASKS } from '../codec.ts'
import { type AssetKind, WITHOUT_TASKS } from '../kind.ts'
import { ASSIGNED_USERS } from './usual-edges.ts'

/**
 * Business asset groups: a path to the assets in them, and no kind that a manifest declares. Whoever
 * is in one keeps its assets after a DELETE on the asset itself [guide].
 */
export const ASSET_GROUP: AssetKind = {
  name: 'asset_group',
  section: 'asset_groups',
  label: 'asset group',
  id: { prefix: '', example: '8888' },
  nameField: 'name',
  listing: { owned: 'business_asset_groups', expandable: true },
  ownerField: 'owner_business',
  relations: {
    users: {
      ...ASSIGNED_USERS,
      codec: GROUP_TASKS,
      removesWithBusiness: true,
      token: { read: 'user', write: 'user' },
      scopes: { read: [], write: [] },
      isOfAdmins: true,
      hasDefaultRows: true,
    },
  },
  ...WITHOUT_TASKS,
}
