import { orRoles, PERMITTED_TASKS, TASKS } from '../codec.ts'
import type { AssetKind } from '../kind.ts'
import { AGENCIES, ASSIGNED_USERS } from './usual-edges.ts'

/** The names are of the parameter `permitted_roles` [spec]; what they stand for is [inferred]. */
const ROLES = { ADMIN: ['MANAGE', 'ADVERTISE'], ADVERTISER: ['ADVERTISE'] } as const

/** The reference of the lists names ads_management as well; that it lets a catalog be changed is not told. */
const SCOPES = {
  read: [['catalog_management', 'ads_management']],
  write: [['catalog_management']],
} as const

/** Product catalogs: roles from before there were tasks still show in some of their rows. */
export const CATALOG: AssetKind = {
  name: 'catalog',
  section: 'catalogs',
  label: 'catalog',
  id: { prefix: '', example: '5555' },
  nameField: 'name',
  grouped: { edge: 'contained_product_catalogs' },
  listing: {
    owned: 'owned_product_catalogs',
    client: 'client_product_catalogs',
    // Public code expands the agencies of a catalog; nobody was seen to expand its people.
    expandable: false,
    scopes: SCOPES.read,
  },
  ownerField: 'owner_business',
  mirror: 'productcatalog_permissions',
  relations: {
    agencies: {
      ...AGENCIES,
      // Shared by tasks or by roles [spec]; what a row tells is documented of neither.
      codec: orRoles(PERMITTED_TASKS, 'permitted_roles', ROLES),
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
    },
    users: {
      ...ASSIGNED_USERS,
      removesWithBusiness: true,
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
      inverse: 'assigned_product_catalogs',
      // Its rows may tell roles instead of tasks [web].
      inverseCodec: orRoles(TASKS, 'permitted_roles', ROLES),
    },
  },
  tasks: ['MANAGE', 'ADVERTISE', 'MANAGE_AR', 'AA_ANALYZE'],
  // Told from their names [inferred].
  meanings: {
    MANAGE: 'Change the catalog, and who may work on it.',
    ADVERTISE: 'Use the catalog in ads.',
    MANAGE_AR: 'Manage what of the catalog is shown in augmented reality.',
    AA_ANALYZE: 'Use advanced analytics.',
  },
  twins: {},
  managers: ['MANAGE'],
  sees: ['AA_ANALYZE'],
  implies: { MANAGE: ['ADVERTISE'] },
  tolerated: ['AA_ANALYZE'],
  roles: ROLES,
}
