/** Who else spends a business's money or sees its data, apart from assets. */
import { APP_EDGES } from '../../kinds/exposed-edges.ts'
import { exposedKeys } from './asset-forms.ts'
import { byId, entries, flag, map, text, words } from './form.ts'

export const APP_FORMS = {
  name: text('Its name.'),
  owner: text('The business that owns it.'),
  clients: words('Businesses that it is a client’s app of.'),
  exposure: map('Accounts and businesses that work through it.', exposedKeys(APP_EDGES)),
}

export const ALLOCATION_FORMS = {
  receiving: text('The business that may spend.'),
  amount: text('How much.'),
  partition: text('FIXED, EQUAL or another word.'),
  liability: text('Who is liable.'),
  status: text('APPROVE, DECLINE or another word.'),
}

export const INVOICE_FORMS = {
  name: text('Its name.'),
  ad_accounts: words('Ad accounts on the invoice, whoever owns them.'),
}

export const CREDIT_FORMS = {
  owner: text('The business whose credit it is.'),
  allocated: text('How much of it is given away.'),
  revoked: flag('Whether it was taken back.'),
  allocations: entries('To whom some of it was given, by id.', map('A part.', ALLOCATION_FORMS)),
  invoice_groups: entries('Invoices, by id.', map('An invoice.', INVOICE_FORMS, ['name'])),
}

export const AUDIENCE_FORMS = {
  name: text('Its name.'),
  accounts: entries('Accounts that have it, with a status.', text('The status.')),
}

export const AUDIENCE_REQUEST_FORMS = {
  initiator: text('The business that shares.'),
  recipient: text('The business that it shares with.'),
  status: text('APPROVE (the default), IN_PROGRESS, DECLINE or another word.'),
  audiences: entries('What is shared, by id.', map('An audience.', AUDIENCE_FORMS, ['name'])),
}

export const EXPOSURE_FORMS = {
  apps: byId('Apps, by id.', map('An app.', APP_FORMS, ['name'])),
  credit_lines: byId('Lines of credit, by id.', map('A line.', CREDIT_FORMS, ['owner'])),
  audience_requests: byId(
    'Audiences that one business shares with another, by id.',
    map('A request.', AUDIENCE_REQUEST_FORMS, ['initiator', 'recipient']),
  ),
}
