import type { ManualReason, WaitingState } from '../../model/plan.ts'

/** Who must act for each waiting state, and where. */
export const WAITING_WORDS: Readonly<
  Record<WaitingState, { readonly who: (name: string) => string; readonly where: string }>
> = {
  client_response: {
    who: (name) => `an admin of ${name}`,
    where: 'their Business settings: Requests > Received',
  },
  admin_approval: {
    who: () => 'another admin of our business',
    where: 'business.facebook.com/settings/requests/admin_reviews',
  },
  invitation: {
    who: (name) => `${name}, who was invited`,
    where: 'the invitation in their mailbox',
  },
  not_in_business: {
    who: () => 'an admin of our business',
    where: 'business.facebook.com/settings/people: invite them, or correct the entry under people',
  },
  people_unknown: {
    who: (name) => `whoever can look up the id of ${name} in the business`,
    where:
      'business.facebook.com/settings/people: the API lists fewer people than are on the assets, so write the id under people',
  },
  incoming_request: {
    who: () => 'us: declare the agency to accept, or decline by hand',
    where: 'business.facebook.com/settings/requests',
  },
  partner_response: {
    who: (name) => `an admin of ${name}, to accept what we shared`,
    where:
      'their Business settings: Requests > Received; to take it back, business.facebook.com/settings/requests',
  },
  queued: {
    who: () => 'an earlier request must be answered first',
    where: 'policy.max_open_requests, or --allow-requests if there is no journal',
  },
  obo_in_progress: {
    who: (name) => name,
    where: 'business.facebook.com/settings/requests',
  },
  removal: {
    who: (name) => `the removal of ${name}, which is under way`,
    where: 'business.facebook.com/settings/people shows whether it goes on',
  },
}

/** What to do by hand because the API cannot do it. */
export const MANUAL_WORDS: Readonly<
  Record<
    ManualReason,
    (args: { name: string; label: string; held: string; wanted: string; address: string }) => string
  >
> = {
  agency_tasks_differ: (a) =>
    `${a.name} holds ${a.held}, but the manifest declares ${a.wanted}. The API has no reliable way to update an agency: change it under business.facebook.com/settings, or let the tool try (policy.agency_task_change: try), or replace it with a gap (--replace ${a.address})`,
  request_tasks_differ: (a) =>
    `we hold ${a.held}, but the manifest requests ${a.wanted}. Only the owner can change it: ask ${a.name}`,
  asked_other_tasks: (a) =>
    `we asked for ${a.held}, but the manifest now requests ${a.wanted}. Take the request back under business.facebook.com/settings/requests, or wait for the answer`,
  declined_or_vanished: (a) =>
    `our request is neither pending nor granted: it was declined, or taken back. Ask the client, then --resend ${a.address}`,
  client_revoked: (a) =>
    `an earlier apply saw us hold this asset, and we no longer do: the client took it back, or somebody here gave it up. Ask them, then --resend ${a.address}`,
  api_keeps_tasks: (a) =>
    `the API accepted our change to ${a.wanted} and keeps showing ${a.held}. Look at it under business.facebook.com/settings; --resend ${a.address} tries once more`,
  no_removal_in_api: (a) =>
    `the API cannot take ${a.name} off this ${a.label} (holds ${a.held}): open it under business.facebook.com/settings and remove them there`,
  other_business: (a) =>
    `${a.name} is a person of business ${a.held}, and only that business can assign or remove them: ask it, or end its access to this asset`,
  unrecognised_status: (a) =>
    `the API gives a status this version does not know (${a.held}): look at it under business.facebook.com/settings`,
  obo_not_listed: (a) =>
    `${a.name} holds an on-behalf-of relation that is not listed: end it under business.facebook.com/settings`,
  obo_missing: (a) => `${a.name} is listed but holds no on-behalf-of relation: set it up by hand`,
  obo_received: (a) =>
    `${a.name} asks for an on-behalf-of relation that is not listed: decline it under business.facebook.com/settings/requests`,
  business_role: (a) =>
    `${a.name} still belongs to the business: remove them under business.facebook.com/settings/people; for a system user, revoke the tokens`,
  open_invitation: (a) =>
    `an invitation of ${a.name} is still open: cancel it under business.facebook.com/settings/people`,
  not_visible: (a) =>
    `not visible from here: personal roles of ${a.name} outside the business (on each Page and ad account)`,
  business_relation: (a) =>
    `not visible from here: whether ${a.name} is still a partner of the business, on behalf of whom it acts, and whether it spends our credit line (review --exposure shows that). Remove it under business.facebook.com/settings/partners`,
  group_access: (a) =>
    `${a.name} still reaches this asset through the asset group ${a.held}, whatever is assigned: take them out of it, or the asset, under business.facebook.com/settings/business-asset-groups`,
  needs_whole_run: (a) =>
    `${a.name} is to be taken out here, but only a part of the business was looked at: run again without --only and --shard`,
  invitation_ended: (a) =>
    `the invitation of ${a.name} is over: it was not accepted in time, declined or taken back. --resend ${a.address} takes back what is left of it and invites them again`,
  invited_in_other_role: (a) =>
    `${a.name} is invited as ${a.held}, but the manifest says ${a.wanted}, and an open invitation keeps its role. Wait until they join, or invite them again with --resend ${a.address}`,
  may_be_declared: (a) =>
    `${a.name} is not in the manifest, but may be somebody it declares by an e-mail that no list shows (${a.wanted}): they may have joined under another address. Give them a name under people, by e-mail or id; whoever then is not under members is removed`,
  may_be_member: (a) =>
    `nobody has this e-mail, but of ${a.held} no list shows one: ${a.name} may be there already. Write their id under people, or invite ${a.name} by hand under business.facebook.com/settings/people`,
  system_user_role: (a) =>
    `${a.name} is a system user with the role ${a.held}, but the manifest says ${a.wanted}: roles of system users are changed under business.facebook.com/settings/system-users`,
  asked_by_offboarded: (a) =>
    `${a.name} asks us for ${a.held}, which the API cannot decline: decline it under business.facebook.com/settings/requests`,
  shared_with_offboarded: (a) =>
    `${a.name} was offered ${a.held} and has not accepted yet: take it back under business.facebook.com/settings/requests`,
  approval_of_offboarded: (a) =>
    `our grant of ${a.held} to ${a.name} waits for an admin: decline it under business.facebook.com/settings/requests/admin_reviews`,
  request_of_unknown: (a) =>
    `our request for this asset is open, and no list says whose it is: if it is an asset of ${a.name}, take the request back under business.facebook.com/settings/requests`,
  system_user_set_up: (a) =>
    `the system user ${a.held} was set up by ${a.name} and stays, with every token of it: revoke the tokens or renew them under business.facebook.com/settings/system-users`,
}

/** A task list as words. */
export const tasksInWords = (tasks: readonly string[]): string =>
  tasks.length === 0 ? 'nothing' : tasks.join(', ')
