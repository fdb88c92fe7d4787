import { isOver } from '../text/over.ts'
import type { ExposureCode, ExposureName } from './exposed.ts'
import {
  amountIn,
  businessIn,
  type Decoded,
  idIn,
  inRow,
  ofBusiness,
  type RawRow,
  withStatus,
  wordIn,
} from './exposed-row.ts'
import type { ExposureRead } from './exposure-node.ts'
import { AUDIENCE_REQUEST } from './exposure-nodes.ts'

/** One question: what is read of which node, how a row becomes who and what, and what to think of it. */
export interface ExposureQuestion {
  /** Heads its rows. */
  readonly title: string
  /** What somebody who is neither ours nor declared is found to do. */
  readonly finding: { readonly code: ExposureCode; readonly words: string }
  readonly reads: readonly ExposureRead[]
}

/** An ad account in a list of them; `business` has to be asked for. */
const ACCOUNT_FIELDS = ['id', 'name', 'business{id,name}']

const accountId = (row: RawRow, name: string): string | null => {
  const id = idIn(row, name)
  return id === null || id.startsWith('act_') ? id : `act_${id}`
}

const accounts =
  (what: string) =>
  (row: RawRow): Decoded => {
    const id = accountId(row, 'id')
    const business = businessIn(row, 'business')
    return id === null
      ? 'bad'
      : [{ type: 'ad_account', id, name: wordIn(row, 'name'), business, what }]
  }

const app = (id: string | null, name: string | null, what: string): Decoded =>
  id === null ? 'bad' : [{ type: 'app', id, name, business: null, what }]

const allocation = (row: RawRow): Decoded => {
  const status = wordIn(row, 'request_status')
  if (isOver(status)) return []
  const amount = amountIn(row, 'currency_amount')
  const what = amount === null ? 'spends our credit line' : `spends ${amount} of our credit line`
  return ofBusiness(businessIn(row, 'receiving_business'), withStatus(what, status))
}

/** What is empty or NONE gives nothing. */
const finance = (row: RawRow): Decoded => {
  const told = inRow(row, 'finance_permission')
  const words = (Array.isArray(told) ? told : [told]).filter(
    (word): word is string => typeof word === 'string' && word !== '' && word !== 'NONE',
  )
  if (words.length === 0) return []
  const id = idIn(row, 'id')
  const name = wordIn(row, 'name')
  const what = `finance rights: ${words.join(', ')}`
  return id === null ? 'bad' : [{ type: 'person', id, name, business: null, what }]
}

const creator = (row: RawRow): Decoded => {
  const status = wordIn(row, 'permission_status')
  if (isOver(status)) return []
  const name = wordIn(row, 'creator_username')
  const what = withStatus('branded content may be boosted', status)
  return name === null ? 'bad' : [{ type: 'creator', id: null, name, business: null, what }]
}

const audienceRequest =
  (other: 'initiator' | 'recipient') =>
  (row: RawRow): Decoded => {
    const status = wordIn(row, 'request_status')
    if (isOver(status)) return []
    const isReceived = other === 'initiator'
    const what = isReceived ? 'shares audiences with us' : 'may use audiences of ours'
    const found = ofBusiness(businessIn(row, other), withStatus(what, status))
    return found === 'bad' ? found : found.map((each) => ({ ...each, isReceived }))
  }

const sharedAudience = (row: RawRow): Decoded => {
  const status = wordIn(row, 'sharing_status')
  if (isOver(status)) return []
  const id = accountId(row, 'account_id')
  const owner = idIn(row, 'business_id')
  const business = owner === null ? null : { id: owner, name: wordIn(row, 'business_name') }
  const what = withStatus('may use an audience of ours', status)
  const name = wordIn(row, 'account_name')
  if (id !== null) return [{ type: 'ad_account', id, name, business, what }]
  return ofBusiness(business, what)
}

/** The app stands under a field of its own, or is the row [web: v27 page]. */
const whatsappApp = (row: RawRow): Decoded => {
  const nested = 'whatsapp_business_api_data'
  const path = inRow(row, nested) === undefined ? [] : [nested]
  return app(idIn(row, ...path, 'id'), wordIn(row, ...path, 'name'), 'gets our messages')
}

/** What a WhatsApp account says of itself: it has no list of partners. */
const whatsappSharing = (row: RawRow): Decoded => {
  const owner = businessIn(row, 'on_behalf_of_business_info')
  const type = wordIn(row, 'ownership_type')
  const what = withStatus('the account acts on its behalf', type)
  return [
    ...(owner === null ? [] : [{ type: 'business' as const, ...owner, business: owner, what }]),
    ...(inRow(row, 'is_shared_with_partners') === true
      ? [
          {
            ...{ type: 'business' as const, id: null, name: null, business: null },
            what: 'shared with partners whom the API does not name',
          },
        ]
      : []),
  ]
}

/** THE table of what an exposure review asks; the next question is the next row [spec]. */
export const EXPOSURE_QUESTIONS: Readonly<Record<ExposureName, ExposureQuestion>> = {
  credit_line: {
    title: 'who spends our credit line',
    finding: { code: 'foreign_spend', words: 'spends our credit line' },
    reads: [
      {
        of: 'credit',
        edge: 'owning_credit_allocation_configs',
        fields: [
          ...['id', 'receiving_business{id,name}', 'owning_business{id,name}'],
          ...['currency_amount', 'partition_type', 'liability_type', 'send_bill_to'],
          'request_status',
        ],
        decode: allocation,
      },
    ],
  },
  invoice: {
    title: 'what is billed to us',
    finding: { code: 'foreign_spend', words: 'is on an invoice of ours' },
    reads: [
      {
        of: 'invoice_group',
        edge: 'ad_accounts',
        fields: ACCOUNT_FIELDS,
        decode: accounts('on our invoice'),
      },
    ],
  },
  finance: {
    title: 'who has finance rights',
    finding: { code: 'foreign_spend', words: 'offboarded, and has finance rights' },
    reads: (['business_users', 'system_users'] as const).map((edge) => ({
      ...{ of: 'business' as const, edge, decode: finance },
      fields: ['id', 'name', 'finance_permission'],
    })),
  },
  instagram_ads: {
    title: 'what advertises with our Instagram accounts',
    finding: { code: 'foreign_spend', words: 'may advertise with our Instagram account' },
    reads: [
      {
        of: 'instagram_user',
        edge: 'authorized_adaccounts',
        fields: ACCOUNT_FIELDS,
        wantsBusiness: true,
        decode: accounts('may advertise with it'),
      },
    ],
  },
  branded_content: {
    title: 'whose branded content is boosted',
    finding: { code: 'foreign_data', words: 'shares branded content with our Instagram account' },
    reads: [
      {
        of: 'instagram_user',
        edge: 'branded_content_ad_permissions',
        fields: ['creator_username', 'permission_status'],
        decode: creator,
      },
    ],
  },
  app_ads: {
    title: 'what advertises our apps',
    finding: { code: 'foreign_spend', words: 'may advertise our app' },
    reads: [
      {
        of: 'app',
        edge: 'authorized_adaccounts',
        fields: ACCOUNT_FIELDS,
        wantsBusiness: true,
        decode: accounts('may advertise it'),
      },
      {
        of: 'app',
        edge: 'agencies',
        fields: ['id', 'name'],
        decode: (row) => ofBusiness(businessIn(row), 'works on it'),
      },
    ],
  },
  pixel_sharing: {
    title: 'whom the data of our pixels reaches',
    finding: { code: 'foreign_data', words: 'gets data of our pixel' },
    reads: [
      ...(['shared_accounts', 'adaccounts'] as const).map((edge) => ({
        ...{ of: 'pixel' as const, edge, fields: ACCOUNT_FIELDS, wantsBusiness: true },
        decode: accounts('gets its data'),
      })),
      {
        of: 'pixel',
        edge: 'shared_agencies',
        fields: ['id', 'name'],
        decode: (row) => ofBusiness(businessIn(row), 'gets its data'),
      },
    ],
  },
  audience_sharing: {
    title: 'which audiences are shared',
    finding: { code: 'foreign_data', words: 'may use audiences of ours' },
    reads: [
      {
        of: 'business',
        edge: 'initiated_audience_sharing_requests',
        fields: AUDIENCE_REQUEST,
        decode: audienceRequest('recipient'),
      },
      {
        of: 'business',
        edge: 'received_audience_sharing_requests',
        fields: AUDIENCE_REQUEST,
        decode: audienceRequest('initiator'),
      },
      {
        of: 'audience',
        edge: 'shared_account_info',
        fields: [
          ...['account_id', 'account_name', 'business_id', 'business_name', 'sharing_status'],
        ],
        decode: sharedAudience,
      },
    ],
  },
  whatsapp_apps: {
    title: 'what gets our WhatsApp messages',
    finding: { code: 'foreign_data', words: 'gets messages of our WhatsApp account' },
    reads: [
      {
        of: 'whatsapp',
        edge: 'subscribed_apps',
        // No fields: what its rows hold stands at the top, or below a field of its own.
        fields: [],
        decode: whatsappApp,
      },
      {
        of: 'whatsapp',
        edge: 'solutions',
        fields: ['id', 'name'],
        decode: (row) => app(idIn(row, 'id'), wordIn(row, 'name'), "a partner's solution"),
      },
      {
        of: 'whatsapp',
        edge: null,
        fields: ['id', 'is_shared_with_partners', 'ownership_type', 'on_behalf_of_business_info'],
        decode: whatsappSharing,
      },
    ],
  },
  account_apps: {
    title: 'what listens to our ad accounts',
    finding: { code: 'foreign_data', words: 'listens to our ad account' },
    reads: [
      {
        of: 'account',
        edge: 'subscribed_apps',
        fields: ['app_id', 'app_name'],
        decode: (row) => app(idIn(row, 'app_id'), wordIn(row, 'app_name'), 'listens to it'),
      },
    ],
  },
}
