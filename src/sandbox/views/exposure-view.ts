/** Who else can spend a business's money or see its data: apps, credit, audiences, and edges of assets. */

import { isAdmin } from '../access.ts'
import { missingParam, refusal } from '../errors.ts'
import { APP_EDGES, type ExposedEdges, type ExposedForm } from '../kinds/exposed-edges.ts'
import type { Business } from '../state.ts'
import { APP_NAME } from '../tokens.ts'
import {
  type AudienceRequest,
  type CreditLine,
  type Exposed,
  type ExposedRow,
  type InvoiceGroup,
  NOTHING_EXPOSED,
  type OwnedApp,
} from '../world/exposed-things.ts'
import {
  type Args,
  type Listing,
  plain,
  type Reading,
  type Row,
  type Value,
  type View,
} from './view.ts'

/** The node of a business; given, for it leads back here. */
export type BusinessNode = (reading: Reading, id: string) => View

/** What an edge of somebody else's access hangs on. */
export interface ExposedNode {
  readonly id: string
  readonly exposed: Exposed
  readonly edges: ExposedEdges
}

type Fields = Readonly<Record<string, () => Value>>

function nodeView(
  node: string,
  id: string | undefined,
  fields: Fields,
  defaults: readonly string[],
): View {
  const field = (name: string): Value | undefined =>
    Object.hasOwn(fields, name) ? fields[name]?.() : undefined
  return { type: 'view', node, ...(id === undefined ? {} : { id }), defaults, field }
}

/** The edge of that name; undefined where the node has none. */
export function exposedEdge(
  reading: Reading,
  { id, exposed, edges }: ExposedNode,
  name: string,
  args: Args,
  nodes: BusinessNode,
): Listing | undefined {
  const edge = Object.hasOwn(edges, name) ? edges[name] : undefined
  if (edge === undefined) return undefined
  const business = args.get('business')
  if (edge.needsBusiness === true && business === undefined) throw missingParam('business')
  if (!isAdmin(reading.caller)) throw refusal('denied', 'Permissions error')
  const isShown = (row: ExposedRow): boolean =>
    edge.needsBusiness !== true || (row.get('via') ?? reading.caller.business) === business
  const rows = [...(exposed.get(name) ?? [])]
    .filter(([, row]) => isShown(row))
    .map(
      ([key, row]): Row => ({ id: key, view: () => rowView(reading, edge.rows, key, row, nodes) }),
    )
  return { type: 'listing', path: `${id}/${name}`, rows }
}

function rowView(
  reading: Reading,
  form: ExposedForm,
  id: string,
  row: ExposedRow,
  nodes: BusinessNode,
): View {
  switch (form) {
    case 'ad_accounts':
      return accountView(reading, id, nodes)
    case 'businesses':
      return nodes(reading, id)
    case 'apps':
      return appRow(reading, id)
    case 'whatsapp_apps':
      return whatsappApp(reading, id)
    case 'creators':
      return nodeView(
        'BrandedContentAdPermission',
        undefined,
        {
          creator_username: () => plain(id),
          permission_status: () => plain(row.get('status')),
        },
        ['creator_username', 'permission_status'],
      )
    case 'solutions':
      return nodeView('WhatsAppBusinessSolution', id, named(row.get('name')), ['name'])
  }
}

function named(name: string | undefined): Fields {
  return { name: () => plain(name) }
}

/** An ad account of anybody's, as far as such lists show it. */
function accountView(reading: Reading, id: string, nodes: BusinessNode): View {
  const asset = reading.world.assets.get(id)
  const owner = asset?.owner
  return nodeView(
    'AdAccount',
    id,
    {
      ...named(asset?.name),
      account_id: () => plain(id.replace(/^act_/, '')),
      business: () => (owner === undefined ? plain(undefined) : nodes(reading, owner)),
    },
    ['account_id'],
  )
}

function appNameOf({ world }: Reading, id: string): string | undefined {
  return world.exposure?.apps.get(id)?.name
}

/** [spec] such a row has no id of its own. */
function appRow(reading: Reading, id: string): View {
  const fields = {
    app_id: () => plain(id),
    app_name: () => plain(appNameOf(reading, id)),
  }
  return nodeView('AdsAccountSubscribedApps', undefined, fields, Object.keys(fields))
}

/** [web: v27 page] the app stands under a field of its own, with nothing beside it. */
function whatsappApp(reading: Reading, id: string): View {
  const app = {
    id,
    ...(appNameOf(reading, id) === undefined ? {} : { name: appNameOf(reading, id) as string }),
    link: `https://www.facebook.com/games/?app_id=${id}`,
  }
  if (reading.world.modes.whatsapp_app_rows === 'flat') {
    return nodeView(
      'Application',
      id,
      { name: () => plain(app.name), link: () => plain(app.link) },
      ['name'],
    )
  }
  const nested = 'whatsapp_business_api_data'
  return nodeView('WhatsAppApplication', undefined, { [nested]: () => plain(app) }, [nested])
}

const CREDIT_READERS = /EDIT/

/** [web: v26 page] for an admin, or who may edit finances. */
function checkCredit({ caller }: Reading): void {
  if (isAdmin(caller) || CREDIT_READERS.test(caller.person.financePermission ?? '')) return
  throw refusal('denied', 'Requires the role of an admin or of a financial editor.')
}

/** Edges of a business. */
export const EXPOSED_EDGES: Readonly<
  Record<string, (reading: Reading, business: Business, nodes: BusinessNode) => readonly Row[]>
> = {
  extendedcredits: (reading, { id }, nodes) => {
    checkCredit(reading)
    return [...exposureOf(reading).creditLines.values()]
      .filter(({ owner }) => owner === id)
      .map((credit) => ({ id: credit.id, view: () => creditView(reading, credit, nodes) }))
  },
  owned_apps: (reading, { id }, nodes) => appRows(reading, ({ owner }) => owner === id, nodes),
  client_apps: (reading, { id }, nodes) =>
    appRows(reading, ({ clients }) => clients.includes(id), nodes),
  initiated_audience_sharing_requests: (reading, { id }, nodes) =>
    audienceRows(reading, ({ initiator }) => initiator === id, nodes),
  received_audience_sharing_requests: (reading, { id }, nodes) =>
    audienceRows(reading, ({ recipient }) => recipient === id, nodes),
}

function exposureOf({ world }: Reading): typeof NOTHING_EXPOSED {
  return world.exposure ?? NOTHING_EXPOSED
}

function appRows(
  reading: Reading,
  isListed: (app: OwnedApp) => boolean,
  nodes: BusinessNode,
): readonly Row[] {
  return [...exposureOf(reading).apps.values()]
    .filter(isListed)
    .map((app) => ({ id: app.id, view: () => appView(reading, app, nodes) }))
}

function appView(reading: Reading, app: OwnedApp, nodes: BusinessNode): View {
  const { id, name, owner, exposed } = app
  const own = nodeView('Application', id, { ...named(name), ...ownedBy(reading, owner, nodes) }, [
    'name',
  ])
  const node: ExposedNode = { id, exposed, edges: APP_EDGES }
  return {
    ...own,
    field: (field, args) =>
      own.field(field, args) ?? exposedEdge(reading, node, field, args, nodes),
  }
}

function audienceRows(
  reading: Reading,
  isListed: (request: AudienceRequest) => boolean,
  nodes: BusinessNode,
): readonly Row[] {
  return [...exposureOf(reading).audienceRequests.values()].filter(isListed).map((request) => ({
    id: request.id,
    view: () =>
      nodeView(
        'AudienceSharingRequest',
        request.id,
        {
          initiator: () => nodes(reading, request.initiator),
          recipient: () => nodes(reading, request.recipient),
          request_status: () => plain(request.status),
          custom_audiences: () =>
            plain([...request.audiences].map(([id, { name }]) => ({ id, name }))),
        },
        ['request_status'],
      ),
  }))
}

/** Lists of a node of these. */
function listing(id: string, name: string, rows: readonly Row[]): Listing {
  return { type: 'listing', path: `${id}/${name}`, rows }
}

function creditView(reading: Reading, credit: CreditLine, nodes: BusinessNode): View {
  const { id, owner, allocated, revoked, allocations, invoiceGroups } = credit
  const configs = 'owning_credit_allocation_configs'
  const invoices = 'extended_credit_invoice_groups'
  return nodeView(
    'ExtendedCredit',
    id,
    {
      allocated_amount: () => plain(allocated),
      is_access_revoked: () => plain(revoked),
      owner_business: () => nodes(reading, owner),
      [configs]: () =>
        listing(
          id,
          configs,
          [...allocations].map(([key, row]) => ({
            id: key,
            view: () => allocationView(reading, credit, key, row, nodes),
          })),
        ),
      [invoices]: () =>
        listing(
          id,
          invoices,
          [...invoiceGroups].map(([key, group]) => ({
            id: key,
            view: () => invoiceView(reading, key, group, nodes),
          })),
        ),
    },
    [],
  )
}

function allocationView(
  reading: Reading,
  { owner }: CreditLine,
  id: string,
  row: ExposedRow,
  nodes: BusinessNode,
): View {
  const receiving = row.get('receiving')
  const [amount, currency] = (row.get('amount') ?? '').split(' ')
  return nodeView(
    'ExtendedCreditAllocationConfig',
    id,
    {
      receiving_business: () =>
        receiving === undefined ? plain(undefined) : nodes(reading, receiving),
      owning_business: () => nodes(reading, owner),
      currency_amount: () =>
        plain(row.has('amount') ? { amount: amount ?? '', currency: currency ?? '' } : undefined),
      partition_type: () => plain(row.get('partition')),
      liability_type: () => plain(row.get('liability')),
      send_bill_to: () => plain(undefined),
      request_status: () => plain(row.get('status')),
    },
    [],
  )
}

function invoiceView(
  reading: Reading,
  id: string,
  { name, accounts }: InvoiceGroup,
  nodes: BusinessNode,
): View {
  const edge = 'ad_accounts'
  const rows = accounts.map((key) => ({ id: key, view: () => accountView(reading, key, nodes) }))
  return nodeView(
    'ExtendedCreditInvoiceGroup',
    id,
    { ...named(name), [edge]: () => listing(id, edge, rows) },
    ['name'],
  )
}

function ownedBy(reading: Reading, owner: string | undefined, nodes: BusinessNode): Fields {
  return { owner_business: () => (owner === undefined ? plain(undefined) : nodes(reading, owner)) }
}

/** The app of the token, which its user may look at whoever owns it [inferred]. */
function tokenApp(reading: Reading, nodes: BusinessNode): View {
  const { id, owner = reading.world.token.business } = reading.world.app
  return nodeView('Application', id, { ...named(APP_NAME), ...ownedBy(reading, owner, nodes) }, [
    'name',
  ])
}

/** A node with this id, as far as the token's business has it; undefined: there is none. */
export function findExposed(reading: Reading, id: string, nodes: BusinessNode): View | undefined {
  const { apps, creditLines, audienceRequests } = exposureOf(reading)
  const { business } = reading.caller
  if (id === reading.world.app.id && !apps.has(id)) return tokenApp(reading, nodes)
  const app = apps.get(id)
  if (app !== undefined) {
    return app.owner === business || app.clients.includes(business)
      ? appView(reading, app, nodes)
      : undefined
  }
  for (const credit of creditLines.values()) {
    const group = credit.invoiceGroups.get(id)
    if (credit.owner !== business || (credit.id !== id && group === undefined)) continue
    checkCredit(reading)
    return group === undefined
      ? creditView(reading, credit, nodes)
      : invoiceView(reading, id, group, nodes)
  }
  for (const { initiator, audiences } of audienceRequests.values()) {
    const audience = audiences.get(id)
    if (audience === undefined || initiator !== business) continue
    return audienceView(reading, id, audience)
  }
  return undefined
}

function audienceView(
  reading: Reading,
  id: string,
  { name, accounts }: { readonly name: string; readonly accounts: ExposedRow },
): View {
  const edge = 'shared_account_info'
  const rows = [...accounts].map(([account, status]) => ({
    id: account,
    view: () => sharedWith(reading, account, status),
  }))
  return nodeView(
    'CustomAudience',
    id,
    { ...named(name), [edge]: () => listing(id, edge, rows) },
    [],
  )
}

/** [spec] its ids are bare. */
function sharedWith({ world }: Reading, account: string, status: string): View {
  const asset = world.assets.get(account)
  const fields = {
    account_id: () => plain(account.replace(/^act_/, '')),
    account_name: () => plain(asset?.name),
    business_id: () => plain(asset?.owner),
    business_name: () => plain(world.businesses.get(asset?.owner ?? '')?.name),
    sharing_status: () => plain(status),
  }
  return nodeView('CustomAudiencesharedAccountInfo', undefined, fields, Object.keys(fields))
}
