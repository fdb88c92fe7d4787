/** Every mode of a world, and what each of its words means. */
import type { Modes } from '../../state.ts'
import {
  type ChoiceForm,
  choice,
  type EntriesForm,
  entries,
  type FlagForm,
  flag,
  type NumberForm,
  number,
  type WordsForm,
  words,
} from './form.ts'

/** The form that values of a type have, so that no mode and none of its words can be left out. */
type FormOf<V> = [V] extends [boolean]
  ? FlagForm
  : [V] extends [number]
    ? NumberForm
    : [V] extends [string]
      ? ChoiceForm<V>
      : [V] extends [readonly string[]]
        ? WordsForm
        : EntriesForm

type ModeForms = { readonly [K in keyof Modes]-?: FormOf<NonNullable<Modes[K]>> }

/** The first word of a choice is what a world has that says nothing. */
export const MODE_FORMS: ModeForms = {
  unpacking: choice('How tasks are read back.', {
    observed: 'with those that a granted task was seen to bring along',
    none: 'as they were granted',
    wide: 'with all that they bring along, the extra names of the kind and the names of both Page experiences',
    surprising: 'with a task that nobody granted, and with one that no version knows',
  }),
  agency_update: choice('What granting does to a business that has the asset already.', {
    refuse: 'error 3989',
    ignore: 'a success that changes nothing',
    replace: 'the new tasks stand',
  }),
  assignments: choice('What assigning does to somebody who is on the asset already.', {
    replace: 'the new tasks stand',
    add: 'the new tasks come to the old ones',
  }),
  request_rows: choice('Whose id a row of our open requests has.', {
    request: 'that of the request',
    asset: "the asset's own",
  }),
  page_size: number('Rows a page where no limit is given.', [1, 100]),
  approval_visible: flag(
    'Whether a grant that waits for another admin is on the list of agencies.',
  ),
  success_style: choice('How a write says that it went through.', {
    bool: '{"success": true}',
    string: '{"success": "true"}',
  }),
  nested_paging: choice('When an edge within a row has `paging`.', {
    when_more: 'only where there are more rows than it shows',
    always: 'on every one',
  }),
  request_answer: choice('What answers a request for access.', {
    recorded: 'what was recorded of the kind',
    access_status: '`access_status` on every kind',
  }),
  unknown_tasks: choice('What a write does with a task outside the enum that the row holds.', {
    refuse: 'an error',
    accept: 'it is taken',
  }),
  agency_status: choice('On which kinds rows of agencies tell the status.', {
    likely: 'unless the documents say otherwise',
    everywhere: 'on all',
    sure: 'only where it is documented',
  }),
  partner_accepts: choice('Which shares wait for the partner, on kinds that have such shares.', {
    strangers: 'those with businesses that share nothing with the owner yet',
    always: 'all',
    never: 'none',
  }),
  widening: choice('Whether giving a task gives others with it, on kinds seen to do so.', {
    always: 'it does',
    never: 'it does not',
  }),
  person_rows: choice("What a person's own list shows on kinds that have roles.", {
    tasks: 'the tasks',
    roles: 'the role instead',
  }),
  assign_business: choice('Whose id `business` is when people come to an Instagram account.', {
    own: 'that of the token',
    owner: 'that of the owner of the account',
  }),
  group_rows: choice("What rows of an asset group's people show.", {
    tasks: 'tasks by part, under the names of the reference',
    roles: 'the same under the names of the guide',
    bare: 'no tasks',
    told: 'only the parts of which they hold tasks',
  }),
  whatsapp_app_rows: choice("Rows of a WhatsApp account's apps.", {
    nested: 'the app under a field of its own',
    flat: 'the app is the row',
  }),
  refused_fields: words(
    'Fields and edges that are refused: `extendedcredits`, `Business.agencies`.',
  ),
  absent_fields: words(
    'Fields and edges that no node has: `extendedcredits`, `Business.agencies`.',
  ),
  bundles: choice('Which sets of tasks may be assigned.', {
    any: 'all',
    strict: 'the documented ones alone (error 1752129)',
  }),
  obo_edges: flag('Whether the edges of a business for on-behalf-of requests still exist.'),
  ad_account_requests: flag('Whether the app may ask for ad accounts.'),
  page_assign: choice("Whom an admin's own token may assign to a Page.", {
    admin: 'anybody of the business',
    strict: 'its own user alone',
  }),
  permission_lists: choice('The form of the permission lists of clients and agencies.', {
    array: '[…]',
    connection: '{"data": […]}',
  }),
  other_people: choice('People of other businesses among the people of an asset.', {
    hidden: 'are not shown',
    shown: 'are shown to everybody',
  }),
  unlisted: words('People, by id or e-mail, whom the lists of a business leave out.'),
  invitations: choice('Whether the app may invite people.', {
    allowed: 'it may',
    refused: 'it may not (error 10/2859030)',
  }),
  repeat_invitation: choice('What inviting somebody does who is invited already.', {
    refuse: 'an error',
    same: 'the id of the first invitation',
    another: 'a second invitation',
  }),
  ended_invitations: choice('How an invitation is listed whose time is over.', {
    pending: 'as if it were open',
    expired: 'as EXPIRED',
    gone: 'not at all',
  }),
  declined_invitations: choice('How an invitation is listed that was declined.', {
    gone: 'not at all',
    listed: 'as DECLINED',
  }),
  joins_with: choice('Which e-mail shows of somebody who accepted an invitation.', {
    same: 'the one that was invited',
    other: 'another one of theirs',
    none: 'none',
  }),
  finer_roles: choice('Finance rights of somebody whose role is changed.', {
    kept: 'stay',
    lost: 'are gone',
  }),
  removal: choice('Somebody who is removed from a business.', {
    at_once: 'is gone at once',
    marked: 'is still listed, as marked for removal',
  }),
  second_factor: choice('Who is asked for the second factor that a business wants.', {
    people: 'people alone',
    everybody: 'system users as well',
  }),
  batch_order: choice('The order in which the calls of a batch take effect.', {
    request: 'as they stand in it',
    reverse: 'the last one first',
  }),
  ended_versions: choice('What the Marketing API does with a version that it has ended.', {
    upgrade: 'a newer one answers',
    refuse: 'error 2635',
  }),
  people_lag: number(
    'After a change of its people, so many reads of each list of a business show the old state.',
    [0, 1000],
  ),
  invitations_a_day: number('Invitations that a business may send in 24 hours.', [0, 1000]),
  calls_an_hour: number(
    "Calls an hour on one asset of any kind. Without it, the kind's own limit.",
    [1, 1_000_000],
  ),
  reduce_data_over: number('A read of more rows than this, nested ones included, is error 1.'),
  usage: entries('Headers by name, sent with every answer: X-App-Usage, …', {
    type: 'header',
    about: 'A text, or a map that is sent as JSON.',
  }),
}
