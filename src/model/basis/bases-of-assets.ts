import { type BasisRow, DEFAULT_ROW } from './basis-row.ts'

const TIMES = ['access_requested_time', 'access_updated_time']
const ROW_OF_PERSON = ['id', 'tasks']
const MORE_OF_PERSON = ['name', 'business']

const fieldsOf = (of: string, documented: readonly string[], source: string): BasisRow => ({
  ...{ of, edge: null, documented, source },
})

/** The businesses on an asset: no such row was ever published. */
const agenciesOf = (
  of: string,
  documented: readonly string[],
  inferred: readonly string[],
  source: string,
): BasisRow => ({
  ...{ of, edge: 'agencies', documented, source },
  ...(inferred.length === 0 ? {} : { inferred }),
})

/** The people on an asset; `answers`: records that have such rows. */
const peopleOf = (of: string, source: string, answers: readonly string[] = []): BasisRow => ({
  ...{ of, edge: 'assigned_users', source },
  ...(answers.length === 0
    ? { documented: [...ROW_OF_PERSON, ...MORE_OF_PERSON] }
    : { recorded: { fields: ROW_OF_PERSON, answers }, documented: MORE_OF_PERSON }),
})

/** What a person is assigned to: only an error was ever published. */
const assignedTo = (edge: string, more: Partial<BasisRow> = {}): BasisRow => ({
  ...{ of: 'person', edge, documented: ['id', 'name', 'owner_business', 'tasks'] },
  ...{ source: 'reference of BusinessUser' },
  ...more,
})

const inGroup = (part: string): BasisRow => ({
  ...{ of: 'asset_group', edge: `contained_${part}`, source: 'specs of BusinessAssetGroup' },
  documented: ['id', 'name', 'owner_business'],
})

const NOTHING_TOLD = 'the edge is in the specs; of its rows nothing is documented'

/** Assets, who is on them, what people are assigned to, and groups. */
export const BASES_OF_ASSETS: readonly BasisRow[] = [
  {
    ...fieldsOf('ad_account', ['name', 'account_status', 'owner_business'], 'specs of AdAccount'),
    recorded: { fields: ['id'], answers: ['19'] },
  },
  agenciesOf(
    'ad_account',
    ['id', 'name', 'permitted_tasks', 'access_status', ...TIMES],
    [],
    'reference of Ad Account Agencies',
  ),
  peopleOf('ad_account', 'reference of Ad Account Assigned Users', ['01', '05']),
  {
    of: 'ad_account',
    edge: 'onbehalf_requests',
    documented: ['id', 'status', 'receiving_business', 'requesting_business'],
    source: 'Business-to-Business guide',
  },
  {
    of: 'obo_request',
    edge: null,
    documented: [
      ...['id', 'status', 'receiving_business', 'requesting_business'],
      'business_owned_object',
    ],
    source: 'Business-to-Business guide',
  },
  fieldsOf('page', ['id', 'name', 'owner_business', 'access_token'], 'specs of Page'),
  agenciesOf(
    'page',
    ['id', 'name', 'permitted_tasks', 'access_status', ...TIMES],
    [],
    'reference of Page Agencies',
  ),
  peopleOf('page', 'reference of Page Assigned Users'),
  fieldsOf('pixel', ['id', 'name', 'owner_business'], 'specs of AdsPixel'),
  agenciesOf(
    'pixel',
    ['id', 'name', 'permitted_tasks'],
    ['access_status', ...TIMES],
    'reference of Ads Pixel Agencies, which names no status and no times',
  ),
  peopleOf('pixel', 'specs of AdsPixel', ['02', '04']),
  fieldsOf('catalog', ['id', 'name', 'owner_business'], 'specs of ProductCatalog'),
  agenciesOf(
    'catalog',
    ['id', 'name'],
    ['permitted_tasks', 'permitted_roles', 'access_status', ...TIMES],
    NOTHING_TOLD,
  ),
  peopleOf('catalog', 'specs of ProductCatalog'),
  fieldsOf('instagram_account', ['id', 'ig_username'], 'specs of InstagramBusinessAsset'),
  agenciesOf(
    'instagram_account',
    ['id', 'name'],
    ['permitted_tasks', 'access_status', ...TIMES],
    NOTHING_TOLD,
  ),
  peopleOf('instagram_account', 'specs of InstagramBusinessAsset', ['03']),
  fieldsOf(
    'whatsapp_account',
    [
      ...['id', 'name', 'owner_business'],
      ...['is_shared_with_partners', 'ownership_type', 'on_behalf_of_business_info'],
    ],
    'specs of WhatsAppBusinessAccount',
  ),
  peopleOf('whatsapp_account', 'reference of WhatsApp Business Account Assigned Users'),
  assignedTo('assigned_ad_accounts'),
  assignedTo('assigned_pages', {
    inferred: ['access_token'],
    source: 'reference of BusinessUser; public code asks for access_token',
  }),
  assignedTo('assigned_product_catalogs', {
    documented: ['id', 'name', 'owner_business', 'tasks', 'permitted_roles'],
  }),
  assignedTo('assigned_whatsapp_business_accounts', { source: 'specs of BusinessUser' }),
  fieldsOf('asset_group', ['id', 'name', 'owner_business'], 'specs of BusinessAssetGroup'),
  {
    of: 'asset_group',
    edge: 'assigned_users',
    documented: [DEFAULT_ROW],
    source: 'guides of asset groups and specs, which differ',
  },
  ...['adaccounts', 'pages', 'pixels', 'product_catalogs'].map(inGroup),
  { ...inGroup('instagram_accounts'), documented: ['id'] },
]
