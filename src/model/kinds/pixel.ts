import type { AssetKind } from '../kind.ts'
import { AGENCIES, ASSIGNED_USERS } from './usual-edges.ts'

const SCOPES = { read: [['ads_management', 'ads_read']], write: [['ads_management']] } as const

/**
 * Pixels, which the API also calls datasets. MANAGE is not one of their tasks: it is answered by a
 * 400 [observed].
 */
export const PIXEL: AssetKind = {
  name: 'pixel',
  section: 'pixels',
  label: 'pixel',
  id: { prefix: '', example: '4444' },
  nameField: 'name',
  listing: {
    owned: 'owned_pixels',
    client: 'client_pixels',
    expandable: true,
    scopes: SCOPES.read,
  },
  ownerField: 'owner_business',
  grouped: { edge: 'contained_pixels', tasks: 'pixel' },
  relations: {
    agencies: {
      ...AGENCIES,
      tasks: ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE'],
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
    },
    users: {
      ...ASSIGNED_USERS,
      // No DELETE [spec]; the lists of a person were answered by a 404 live [observed], so there is
      // no other way.
      remove: 'none',
      // So it went for most tokens of a public script; the recorded one got through [code].
      refusals: {
        10: 'most tokens may not put people on a pixel: put the person into a business asset group that has it, by hand under business.facebook.com/settings',
      },
      token: { read: 'user', write: 'user' },
      scopes: SCOPES,
    },
  },
  tasks: ['EDIT', 'UPLOAD', 'ADVERTISE', 'ANALYZE', 'AA_ANALYZE'],
  // Derived from their names [inferred].
  meanings: {
    EDIT: 'Change the settings of the pixel.',
    UPLOAD: 'Send events to the pixel.',
    ADVERTISE: 'Use the pixel in ads.',
    ANALYZE: 'See what the pixel records.',
    AA_ANALYZE: 'Use advanced analytics.',
  },
  twins: {},
  managers: [],
  sees: ['ANALYZE', 'AA_ANALYZE'],
  // EDIT and UPLOAD came together in every row that was recorded [inferred].
  implies: { ADVERTISE: ['ANALYZE'], EDIT: ['UPLOAD'], UPLOAD: ['EDIT'] },
  tolerated: ['AA_ANALYZE'],
  roles: {},
}
