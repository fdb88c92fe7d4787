import { inRow } from './exposed-row.ts'
import type { ExposureNode, NodeName } from './exposure-node.ts'

/** Fields of a request to share audiences. Its `custom_audiences` were never seen: no field of theirs is named. */
export const AUDIENCE_REQUEST = [
  'id',
  'initiator{id,name}',
  'recipient{id,name}',
  'request_status',
  'custom_audiences',
]

/** Where the nodes come from that questions are asked of [spec]. */
export const EXPOSURE_NODES: Readonly<Record<NodeName, ExposureNode>> = {
  business: { found: 'business', isAsset: false, expands: false },
  credit: {
    found: {
      of: 'business',
      edge: 'extendedcredits',
      fields: ['id', 'is_access_revoked', 'allocated_amount', 'owner_business{id,name}'],
      leavesOut: (row) => inRow(row, 'is_access_revoked') === true,
    },
    isAsset: false,
    expands: false,
  },
  invoice_group: {
    found: { of: 'credit', edge: 'extended_credit_invoice_groups', fields: ['id', 'name'] },
    isAsset: false,
    expands: false,
  },
  app: {
    found: { of: 'business', edge: 'owned_apps', fields: ['id', 'name'] },
    isAsset: true,
    expands: false,
  },
  audience: {
    found: {
      of: 'business',
      edge: 'initiated_audience_sharing_requests',
      fields: AUDIENCE_REQUEST,
      listedIn: 'custom_audiences',
    },
    isAsset: false,
    expands: false,
  },
  account: { found: { section: 'ad_accounts' }, isAsset: true, expands: false },
  pixel: {
    found: { section: 'pixels' },
    isAsset: true,
    expands: true,
    partners: 'shared_agencies',
  },
  // The questions are asked of the user behind the asset, whose id is another [observed].
  instagram_user: {
    found: { section: 'instagram_accounts', idField: 'ig_user_id' },
    isAsset: true,
    expands: true,
  },
  // Rows of its apps have no field that could be named in an expansion.
  whatsapp: { found: { section: 'whatsapp_accounts' }, isAsset: true, expands: false },
}
