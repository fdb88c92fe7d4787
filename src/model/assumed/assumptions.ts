import type { Assumption } from './assumption.ts'

/**
 * THE table of what is assumed about the API. Ids are public: never renamed, never reused. An
 * assumption is worded so that it is wrong only where somebody has to know: what is understood
 * either way is worded as a possibility, which can be seen and not contradicted.
 *
 * Readings are named as in the table of readings, which the twin is rehearsed under.
 */
const TABLE = {
  people_unpacked: {
    statement: 'A row of a person shows what they were given and all that comes with it.',
    source: 'recorded',
    shownBy: 'the people of assets we own (assigned_users)',
    shown: 'by reads',
    safe: 'tasks are compared by what they imply, and a manager counts as having every task',
    ifWrong:
      'a row shows less than the person may do, or the tasks that imply others are not those we know: a grant can look different after it was made, and stay that way',
    supports: ['unpacking_observed'],
    rulesOut: {
      seen: ['unpacking_none'],
      contradicted: ['unpacking_observed', 'unpacking_wide', 'unpacking_surprising'],
    },
  },
  agencies_unpacked: {
    statement: 'A row of an agency shows what it was given and all that comes with it.',
    source: 'inferred',
    shownBy: 'the agencies of assets we own (agencies)',
    shown: 'by reads',
    safe: 'tasks of agencies are compared like those of people; what differs is reported and not changed',
    ifWrong:
      'an agency that was given one task alone is reported as different from the bundle, and its tasks cannot be changed in place',
  },
  more_than_given: {
    statement:
      'A row may show more than anybody can give: both names of one task, or a task that cannot be asked for.',
    source: 'recorded',
    shownBy: 'people and agencies of assets',
    shown: 'by reads',
    safe: 'both names count as one task, and what nobody can ask for is never a difference',
    supports: ['unpacking_wide'],
    rulesOut: { seen: ['unpacking_none'] },
  },
  unknown_tasks: {
    statement: 'A row may show tasks that this version does not know, as the API adds new ones.',
    source: 'recorded',
    shownBy: 'people and agencies of assets',
    shown: 'by reads',
    safe: 'they are shown, sent along with every change, and never judged',
    supports: ['unpacking_surprising'],
  },
  manager_alone: {
    statement: 'Full control may be stored as the manager task alone.',
    source: 'recorded',
    shownBy: 'people of WhatsApp accounts',
    shown: 'by reads',
    safe: 'whoever holds the manager task counts as having every task of the kind',
  },
  instagram_widens: {
    statement: 'Giving ADVERTISE on an Instagram account may give four more tasks with it.',
    source: 'recorded',
    shownBy: 'only the reading after such a grant',
    shown: 'by writes',
    safe: 'the four are tolerated and never required, and the plan says that they may come along',
  },
  agency_update: {
    statement:
      "An agency's tasks cannot be changed in place: the call is refused, or changes nothing.",
    source: 'inferred',
    shownBy: 'only the reading after such a call, which the journal remembers',
    shown: 'by writes',
    safe: 'a difference is reported; where the policy says try, one call is made and read back, and it is not repeated',
    rulesOut: { seen: ['agency_update_replace'] },
  },
  assignment_replaces: {
    statement: 'Assigning a person sets their whole list of tasks.',
    source: 'documented',
    shownBy: 'only the reading after such a call, which the journal remembers',
    shown: 'by writes',
    safe: 'the whole list is sent, read back and compared both ways; what stays is left to a person',
    ifWrong:
      'nobody is narrowed by assigning them less: take the person off the asset and assign them again, by hand',
    rulesOut: { contradicted: ['assignment_replaces'] },
  },
  writes_show_late: {
    statement: 'A write that was accepted may take a while to show.',
    source: 'recorded',
    shownBy: 'only the reading after a write',
    shown: 'by writes',
    safe: 'a step is done once a reading shows it; it is read again a few times, and never just sent again',
  },
  approval_rows: {
    statement:
      'A grant that waits for an admin of ours shows as a pending row, or does not show at all.',
    source: 'inferred',
    shownBy: 'the agencies of an asset, after a grant that has to be approved',
    shown: 'by writes',
    safe: 'the journal remembers such a grant for 14 days, and it is not sent again',
  },
  agency_status_told: {
    statement: 'Rows of agencies on ad accounts and Pages say how the relation stands.',
    source: 'documented',
    shownBy: 'the agencies of ad accounts and Pages (access_status)',
    shown: 'by reads',
    safe: 'a row that has tasks and no status counts as in force',
    ifWrong:
      'a request that is still open looks like access that is in force: look at the requests in Business settings before you revoke or rely on it',
  },
  agency_status_missing: {
    statement:
      'Rows of agencies on the other kinds may have no status; one with tasks is then in force.',
    source: 'inferred',
    shownBy: 'the agencies of pixels, catalogs and Instagram accounts',
    shown: 'by reads',
    safe: 'a row that has neither a status nor tasks is shown and never acted on',
  },
  agency_status_words: {
    statement: 'There are more words for the status than CONFIRMED and those with PENDING.',
    source: 'inferred',
    shownBy: 'the agencies of assets, and the lists of what we asked for (access_status)',
    shown: 'by reads',
    safe: 'such a row is shown with its word and never acted on',
  },
  agency_roles: {
    statement: 'Rows of agencies on catalogs may tell roles instead of tasks.',
    source: 'documented',
    shownBy: 'the agencies of catalogs (permitted_roles)',
    shown: 'by reads',
    safe: 'a role counts as the tasks it stands for; a role that is not known stops what it touches',
  },
  agency_people_go: {
    statement: "A business that loses an asset loses its people's access to it too.",
    source: 'inferred',
    shownBy: 'no read of ours: the owner does not see the people of an agency',
    shown: 'by writes',
    safe: 'access of another business is taken away after what replaces it was given',
  },
  request_rows: {
    statement:
      'A row of our open requests has the id of the request or of the asset, and names the asset in a field of its own.',
    source: 'documented',
    shownBy: 'the lists of open requests (pending_client_…)',
    shown: 'by reads',
    safe: 'the asset is taken from the field of its own alone',
    ifWrong:
      'open requests cannot be told, so the list of them counts as unread and nothing is asked for',
    either: ['requests_by_request', 'requests_by_asset'],
  },
  requests_limited: {
    statement: 'Ad accounts can be asked for only by apps that have done so in the last 30 days.',
    source: 'documented',
    shownBy: 'only the answer to such a request',
    shown: 'by writes',
    safe: 'the answer is shown as it is, and the request is not repeated by itself',
  },
  permission_lists: {
    statement: 'What clients gave us is told as a list, or as a list inside data.',
    source: 'documented',
    shownBy: 'the list of clients',
    shown: 'by reads',
    safe: 'both are read; a list with a next page counts as unread',
  },
  people_lists_short: {
    statement: 'The lists of people may leave out somebody who belongs to the business.',
    source: 'recorded',
    shownBy: 'people of assets who are on none of the lists',
    shown: 'by reads',
    safe: 'somebody whom any list of the run shows is there; nobody is absent by one list alone',
  },
  other_people: {
    statement: "People of other businesses may stand among an asset's people.",
    source: 'inferred',
    shownBy: 'people of assets (business of the row)',
    shown: 'by reads',
    safe: 'they are told by their business, and never assigned or taken off',
  },
  role_words: {
    statement: 'The role of a person may be written in small letters (Admin, Employee).',
    source: 'documented',
    shownBy: 'the lists of people (role)',
    shown: 'by reads',
    safe: 'roles are compared without case',
  },
  finer_roles_stay: {
    statement: 'Finance and other finer roles survive a change of the base role.',
    source: 'inferred',
    shownBy: 'only the reading after a change of the role',
    shown: 'by writes',
    safe: 'they are read before and after, and one that went makes the step fail, by name',
  },
  removal_marked: {
    statement: 'Somebody who was removed may still be listed for a while.',
    source: 'inferred',
    shownBy: 'only the reading after a removal',
    shown: 'by writes',
    safe: 'the step is done once the lists no longer show them; it waits while they are marked for removal, and is not sent again; nobody marked so counts for keep_admins or keep_managers',
  },
  invitations_listed: {
    statement: 'An invitation that is over may still be listed.',
    source: 'recorded',
    shownBy: 'the list of invitations (status)',
    shown: 'by reads',
    safe: 'it counts as ended, and is withdrawn only where somebody asks for a new one',
  },
  invitation_ids: {
    statement: 'The id that an invitation is answered with is the one in the list of invitations.',
    source: 'recorded',
    shownBy: 'only the reading after an invitation',
    shown: 'by writes',
    safe: 'an invitation is found by its e-mail and role, not by its id',
  },
  pixel_people_stay: {
    statement: 'Nobody can be taken off a pixel by the API.',
    source: 'documented',
    shownBy: 'no read: the call is never sent',
    shown: 'by writes',
    safe: 'the plan says what to do by hand',
  },
  person_rows: {
    statement: "A person's own list of catalogs may tell roles instead of tasks.",
    source: 'documented',
    shownBy: "people's own lists, where an asset's list is refused (assigned_product_catalogs)",
    shown: 'by reads',
    safe: 'a role counts as the tasks it stands for; a role that is not known makes the list unread',
  },
  group_rows: {
    statement:
      'A row of somebody in an asset group tells tasks under names that end in _tasks or in _roles, or tells none.',
    source: 'documented',
    shownBy: 'the people of asset groups',
    shown: 'by reads',
    safe: 'both are read; without either the person is in the group with unknown tasks',
  },
  instagram_ids: {
    statement: 'The id of an Instagram account as an asset is not the id of its user.',
    source: 'recorded',
    shownBy: 'the lists of Instagram accounts (ig_user_id)',
    shown: 'by reads',
    safe: 'grants take the id of the asset; an id of a user is refused in a manifest',
    ifWrong: 'one account has one id for both: check what a manifest and a group mean by it',
  },
  times_with_offsets: {
    statement: 'A time may be given in any offset from UTC, in any of the usual forms.',
    source: 'recorded',
    shownBy: 'the agencies of assets and the list of clients (access_requested_time)',
    shown: 'by reads',
    safe: 'every time is turned into UTC; one that cannot be read counts as not told',
    ifWrong: 'since when something waits is not known where the time cannot be read',
  },
  usage_told: {
    statement: 'Answers may tell how much of a limit is used up.',
    source: 'documented',
    shownBy: 'headers of any answer',
    shown: 'by reads',
    safe: 'where they tell, calls are slowed in time; where they do not, the refusal is waited for',
  },
  behalf_lists_gone: {
    statement: "The business's own lists of on-behalf-of requests may be gone.",
    source: 'documented',
    shownBy: 'received_ and sent_inprogress_onbehalf_requests',
    shown: 'by reads',
    safe: 'the requests are read asset by asset then',
  },
} as const satisfies Readonly<Record<string, Assumption>>

export type AssumptionId = keyof typeof TABLE

export const ASSUMPTIONS: Readonly<Record<AssumptionId, Assumption>> = TABLE

/** In the order of the table. */
export const ASSUMPTION_IDS = Object.keys(TABLE) as readonly AssumptionId[]
