/** Assets of every kind, and groups of them. */
import type { ExposedEdges } from '../../kinds/exposed-edges.ts'
import type { SandboxKind, WorldKey } from '../../kinds/sandbox-kind.ts'
import { GROUP_PARTS } from '../asset-group.ts'
import {
  byId,
  choice,
  type EntriesForm,
  entries,
  type Form,
  flag,
  type Keys,
  map,
  text,
  time,
  told,
  words,
} from './form.ts'

export const WAITS_FOR = choice('Who must act.', {
  admin: 'an admin of the owner: a grant under review',
  owner: "the owner: the business's own request",
  partner: 'the business: a share that it has to accept',
})

export const AGENCY_FORMS = {
  tasks: words('Tasks as granted or asked for, before the API unpacks them.'),
  status: text('CONFIRMED, PENDING, CLIENT_RESPONSE_PENDING or any other word.'),
  waits_for: WAITS_FOR,
  requested: time('When it was asked for.'),
  updated: time('When it last changed.'),
  told: flag('False: its row does not tell the status.'),
}

const AGENCY: Form = {
  type: 'either',
  about: 'Tasks that are in force, or all that is known of the relation.',
  forms: [words('Tasks that are in force.'), map('A relation.', AGENCY_FORMS)],
}

export const AGENCIES_FORM = byId('Businesses that may work on it, or asked to, by id.', AGENCY)

/** Edges of an asset that can answer with a permission error. */
export const REFUSABLE = ['agencies', 'assigned_users', 'onbehalf_requests']

const USERS = byId('People on it, of whatever business, with their tasks.', words('Tasks.'))

/** The keys that assets of every kind have. */
export const ASSET_FORMS = {
  name: told('Its name; empty: the API does not tell it.'),
  owner: text('The business that owns it. Without one it is nobody’s.'),
  agencies: AGENCIES_FORM,
  users: USERS,
  as_read: words('Businesses and people whose rows are shown as they are, until they are written.'),
  refuse: words('Edges that the token is refused.', REFUSABLE),
}

export const OBO_FORMS = {
  requesting: text('The business that asks.'),
  receiving: text('The business that is asked.'),
  status: told('IN_PROGRESS, APPROVE, DECLINE, CANCELED or another word. Default: IN_PROGRESS.'),
}

/** Keys that only some kinds have. */
const KIND_FORMS: Readonly<Record<WorldKey, Form>> = {
  approval: flag("Whether granting it waits for another admin's approval."),
  ig_user_id: text('The id of its Instagram user, which is not its own.'),
  new_page_experience: flag('Whether it has the new Page experience.'),
  on_behalf_of: byId(
    'On-behalf-of requests over it, by id.',
    map('A request.', OBO_FORMS, ['requesting', 'receiving']),
  ),
  registered_number: flag('Whether a phone number is registered, which allows more calls.'),
}

/** Key of what an asset exposes. */
export const EXPOSURE = 'exposure'

/** Rows of edges: ids alone, or ids with a status or with words by name. */
export function exposedKeys(edges: ExposedEdges): Keys {
  const row: Form = {
    type: 'either',
    about: 'A row.',
    forms: [told('Its status.'), entries('Its words.', text('A word.'))],
  }
  const names = Object.keys(edges)
  return Object.fromEntries(
    names.map((name): [string, Form] => [
      name,
      {
        type: 'either',
        about: `Rows of the edge ${name}, by the id of what each is.`,
        forms: [words('Ids.'), entries('Rows by id.', row)],
      },
    ]),
  )
}

/** The keys of assets of a kind. */
export function assetKeys(kind: SandboxKind): Keys {
  const own = kind.worldKeys.map((key): [string, Form] => [key, KIND_FORMS[key]])
  const fields = kind.exposedFields.map(({ name }): [string, Form] => [name, text(`Its ${name}.`)])
  const exposed = { ...exposedKeys(kind.exposes), ...Object.fromEntries(fields) }
  const about = 'Who else sees or spends through it.'
  return {
    ...ASSET_FORMS,
    ...Object.fromEntries(own),
    ...(Object.keys(kind.exposes).length === 0 ? {} : { [EXPOSURE]: map(about, exposed) }),
  }
}

/** The section of a kind. */
export function assetsForm(kind: SandboxKind): EntriesForm {
  const one = map(`One ${kind.node}.`, assetKeys(kind), ['name'])
  return byId(`Assets of the kind ${kind.node}, by id.`, one, kind.idPrefix)
}

export const PART_FORMS = Object.fromEntries(
  GROUP_PARTS.map(({ part }): [string, Form] => [part, words(`Tasks on each ${part} of it.`)]),
)

export const GROUP_FORMS = {
  name: told('Its name; empty: the API does not tell it.'),
  owner: text('The business that it belongs to.'),
  assets: words('Ids of the assets in it.'),
  users: entries('People in it, by id.', map('Tasks by kind of asset.', PART_FORMS)),
  refuse: words('Edges that the token is refused.'),
}

export const GROUPS_FORM = byId(
  'Business asset groups, by id: whoever is in one holds tasks on all assets in it.',
  map('A group.', GROUP_FORMS, ['name', 'owner']),
)
