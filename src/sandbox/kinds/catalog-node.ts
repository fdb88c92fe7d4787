/** Product catalogs: some of their rows still have roles from before there were tasks. */
import { PLAIN, type SandboxKind } from './sandbox-kind.ts'

export const CATALOG: SandboxKind = {
  ...PLAIN,
  kind: 'catalog',
  section: 'catalogs',
  node: 'ProductCatalog',
  nodeFields: [
    'name',
    'business',
    'is_catalog_segment',
    'owner_business',
    'user_access_expire_time',
  ],
  lists: { owned: 'owned_product_catalogs', client: 'client_product_catalogs' },
  contained: { edge: 'contained_product_catalogs', node: 'asset', fields: ['name'] },
  // [ref] the reference of the list names roles and no tasks.
  clientColumns: ['permitted_roles'],
  permissionsField: 'productcatalog_permissions',
  inverse: 'assigned_product_catalogs',
  // [web] a row may carry a role instead of tasks.
  inverseColumns: ['tasks', 'permitted_tasks', 'permitted_roles'],
  // The rows of the edge are not documented; a write takes either [spec].
  agencyColumns: ['permitted_tasks', 'permitted_roles'],
  tasks: ['MANAGE', 'ADVERTISE', 'MANAGE_AR', 'AA_ANALYZE'],
  // [spec] the names; their tasks are [inferred].
  roles: { ADMIN: ['MANAGE', 'ADVERTISE'], ADVERTISER: ['ADVERTISE'] },
  extras: ['AA_ANALYZE'],
  // [inferred]
  implies: { MANAGE: ['ADVERTISE'] },
  // [ref] names ads_management as well, which does not suffice to change one [inferred].
  readScopes: ['catalog_management', 'ads_management'],
  writeScopes: ['catalog_management'],
  listScopes: ['catalog_management', 'ads_management'],
  businessScope: true,
  partnerAccepts: true,
  limit: { error: 'limit_catalog', type: 'catalog_management', object: 'Catalog account' },
}
