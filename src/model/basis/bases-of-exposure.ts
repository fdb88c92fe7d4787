import { type BasisRow, DEFAULT_ROW } from './basis-row.ts'

const asked = (
  of: string,
  edge: string,
  documented: readonly string[],
  source = 'specs',
): BasisRow => ({ of, edge, documented, source })

const ACCOUNT = ['id', 'name', 'business']
const LISTED = ['id', 'name']
const AUDIENCE = ['id', 'initiator', 'recipient', 'request_status', 'custom_audiences']

/** Who else can spend our money or see our data: every read is a probe, and none was ever recorded. */
export const BASES_OF_EXPOSURE: readonly BasisRow[] = [
  asked('business', 'extendedcredits', [
    ...['id', 'is_access_revoked', 'allocated_amount', 'owner_business'],
  ]),
  asked('business', 'owned_apps', LISTED),
  asked('business', 'initiated_audience_sharing_requests', AUDIENCE),
  asked('business', 'received_audience_sharing_requests', AUDIENCE),
  asked('credit', 'owning_credit_allocation_configs', [
    ...['id', 'receiving_business', 'owning_business', 'currency_amount', 'partition_type'],
    ...['liability_type', 'send_bill_to', 'request_status'],
  ]),
  asked('credit', 'extended_credit_invoice_groups', LISTED),
  asked('invoice_group', 'ad_accounts', ACCOUNT),
  asked('app', 'authorized_adaccounts', ACCOUNT),
  asked('app', 'agencies', LISTED),
  asked('audience', 'shared_account_info', [
    ...['account_id', 'account_name', 'business_id', 'business_name', 'sharing_status'],
  ]),
  asked('ad_account', 'subscribed_apps', ['app_id', 'app_name']),
  asked('pixel', 'shared_accounts', ACCOUNT),
  asked('pixel', 'adaccounts', ACCOUNT),
  asked('pixel', 'shared_agencies', LISTED),
  { of: 'instagram_user', edge: null, documented: ['id'], source: 'specs of IGUser' },
  asked('instagram_user', 'authorized_adaccounts', ACCOUNT, 'specs and guide'),
  asked('instagram_user', 'branded_content_ad_permissions', [
    ...['creator_username', 'permission_status'],
  ]),
  asked('whatsapp_account', 'subscribed_apps', [DEFAULT_ROW], 'reference of v27.0'),
  asked('whatsapp_account', 'solutions', LISTED),
]
