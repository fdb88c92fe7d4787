/** Businesses, their people and invitations. */
import { byId, choice, entries, flag, map, number, text, time, told } from './form.ts'

const COMMON = {
  name: told('Their name; empty: the API does not tell it.'),
  role: told('Their role: ADMIN or EMPLOYEE, or another word. Default: EMPLOYEE.'),
  finance_permission: text('What they may do with money: FINANCE_EDITOR, FINANCE_ANALYST, …'),
  ip_permission: text('Their rights over intellectual property.'),
}

export const USER_FORMS = {
  ...COMMON,
  email: text('Their e-mail.'),
  user: text('The id of their Facebook profile, which assignments refuse.'),
  two_fac_status: text('`enabled` if they have a second factor.'),
  marked_for_removal: flag('Whether their removal is under way.'),
}

export const SYSTEM_USER_FORMS = {
  ...COMMON,
  created_by: text('The id of who set it up.'),
}

export const INVITATION_FORMS = {
  email: text('To whom it went.'),
  role: told('The role it invites to. Default: EMPLOYEE.'),
  finance_role: text('What they shall be able to do with money.'),
  status: told('PENDING unless it says otherwise; only that one can be accepted.'),
  created: time('When it was sent.'),
  expires: time('From then on nobody can accept it.'),
  created_by: text('The id of who sent it.'),
}

export const TWO_FACTOR = choice('Whose second factor it wants.', {
  none: "nobody's",
  admin_required: "its admins'",
  all_required: "everybody's",
})

/** Most invitations that a world counts at one time. */
export const MOST_SENT = 1000

export const BUSINESS_FORMS = {
  name: told('Its name; empty: the API does not tell it.'),
  two_factor_type: TWO_FACTOR,
  users: byId('Its people, by their id in this business.', map('A person.', USER_FORMS, ['name'])),
  system_users: byId(
    'Its system users, by id.',
    map('A system user.', SYSTEM_USER_FORMS, ['name']),
  ),
  invited: byId(
    'Its invitations, by id.',
    map('An invitation by e-mail.', INVITATION_FORMS, ['email']),
  ),
  invitations_sent: entries(
    'When invitations were sent, and how many; kept while a mode counts them.',
    number('How many.', [1, MOST_SENT]),
  ),
  ids_given: number('How many ids its invitations have had here, so that none comes back.'),
}

export const BUSINESSES_FORM = byId(
  'Every business that the world knows, by id: ours, agencies, clients.',
  map('A business.', BUSINESS_FORMS, ['name']),
)
