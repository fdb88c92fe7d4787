import { DANA, LEE, OWN, ROBOT, SMALL } from '../support/serve.ts'

/** The small world with two assets of each further kind: one of ours, one of a client's. */
export const SIX = `${SMALL.replace(
  'pages_manage_metadata]',
  'pages_manage_metadata, catalog_management, whatsapp_business_management]',
)}
pixels:
  "5001":
    name: Shop pixel
    owner: "${OWN}"
    agencies: { "2002": [ADVERTISE, ANALYZE] }
    users:
      "${ROBOT}": [ADVERTISE, ANALYZE, EDIT, UPLOAD]
      "${LEE}": [ANALYZE]
  "5009": { name: Harbor pixel, owner: "3001", agencies: { "${OWN}": [ADVERTISE, ANALYZE] } }
catalogs:
  "6001":
    name: Shoes
    owner: "${OWN}"
    agencies: { "2002": [MANAGE, ADVERTISE] }
    users:
      "${ROBOT}": [MANAGE, ADVERTISE]
      "${LEE}": [ADVERTISE]
  "6009": { name: Harbor goods, owner: "3001", agencies: { "${OWN}": [ADVERTISE] } }
instagram_accounts:
  "104000000000001":
    name: northwind
    ig_user_id: "17841400000000001"
    owner: "${OWN}"
    agencies: { "2002": [ANALYZE] }
    users:
      "${ROBOT}": [FULL_CONTROL]
      "${LEE}": [ANALYZE, ADVERTISE]
  "104000000000009":
    name: harbor
    owner: "3001"
    agencies: { "${OWN}": [ADVERTISE, ANALYZE, CONTENT] }
whatsapp_accounts:
  "7001":
    name: Support line
    owner: "${OWN}"
    agencies: { "2002": [MESSAGING] }
    users:
      "${ROBOT}": [VIEW_COST]
      "${LEE}": [MANAGE]
  "7009": { name: Harbor line, owner: "3001", agencies: { "${OWN}": [MANAGE] } }
`

/** The same with modes. */
export const six = (modes: string): string => `${SIX}modes: ${modes}\n`

/** The same for a token that lacks a scope. */
export const without = (scope: string): string =>
  SIX.replace(`${scope}, `, '').replace(`, ${scope}`, '')

/** What one kind is, as far as its edges tell. */
export interface FurtherKind {
  readonly kind: string
  readonly lists: readonly [string, string]
  readonly owned: string
  readonly client: string
  /** Tasks to give somebody, as sent. */
  readonly give: readonly string[]
  /** Scope to what the token must have one of. */
  readonly scope: string | null
  /** What lets it be read without that, though not written. */
  readonly readBy?: string
}

export const FURTHER: readonly FurtherKind[] = [
  {
    kind: 'pixel',
    lists: ['owned_pixels', 'client_pixels'],
    owned: '5001',
    client: '5009',
    give: ['ADVERTISE', 'ANALYZE'],
    scope: 'ads_management',
  },
  {
    kind: 'catalog',
    lists: ['owned_product_catalogs', 'client_product_catalogs'],
    owned: '6001',
    client: '6009',
    give: ['ADVERTISE'],
    scope: 'catalog_management',
    readBy: 'ads_management',
  },
  {
    kind: 'instagram_account',
    lists: ['owned_instagram_assets', 'client_instagram_assets'],
    owned: '104000000000001',
    client: '104000000000009',
    give: ['CONTENT'],
    scope: null,
  },
  {
    kind: 'whatsapp_account',
    lists: ['owned_whatsapp_business_accounts', 'client_whatsapp_business_accounts'],
    owned: '7001',
    client: '7009',
    give: ['MESSAGING'],
    scope: 'whatsapp_business_management',
  },
]

/** One of us who is on none of the assets. */
export const NOBODY = DANA
