import { describe, expect, it } from 'vitest'
import { MANUAL_WORDS, tasksInWords, WAITING_WORDS } from '../../../src/plan/judge/step-words.ts'

describe('what waits', () => {
  it('says who must act, and where', () => {
    const words = Object.entries(WAITING_WORDS).map(([state, { who, where }]) => [
      state,
      who('Dana'),
      where,
    ])
    expect(words).toEqual([
      ['client_response', 'an admin of Dana', 'their Business settings: Requests > Received'],
      [
        'admin_approval',
        'another admin of our business',
        'business.facebook.com/settings/requests/admin_reviews',
      ],
      ['invitation', 'Dana, who was invited', 'the invitation in their mailbox'],
      [
        'not_in_business',
        'an admin of our business',
        'business.facebook.com/settings/people: invite them, or correct the entry under people',
      ],
      [
        'people_unknown',
        'whoever can look up the id of Dana in the business',
        'business.facebook.com/settings/people: the API lists fewer people than are on the assets, so write the id under people',
      ],
      [
        'incoming_request',
        'us: declare the agency to accept, or decline by hand',
        'business.facebook.com/settings/requests',
      ],
      [
        'partner_response',
        'an admin of Dana, to accept what we shared',
        'their Business settings: Requests > Received; to take it back, business.facebook.com/settings/requests',
      ],
      [
        'queued',
        'an earlier request must be answered first',
        'policy.max_open_requests, or --allow-requests if there is no journal',
      ],
      ['obo_in_progress', 'Dana', 'business.facebook.com/settings/requests'],
      [
        'removal',
        'the removal of Dana, which is under way',
        'business.facebook.com/settings/people shows whether it goes on',
      ],
    ])
  })
})

describe('what is to be done by hand', () => {
  it('says what, and where', () => {
    const args = {
      name: 'brightside',
      label: 'pixel',
      held: 'ANALYZE',
      wanted: 'ADVERTISE, ANALYZE',
      address: 'act_1/agencies/2',
    }
    expect(Object.entries(MANUAL_WORDS).map(([reason, words]) => [reason, words(args)])).toEqual([
      [
        'agency_tasks_differ',
        'brightside holds ANALYZE, but the manifest declares ADVERTISE, ANALYZE. The API has no reliable way to update an agency: change it under business.facebook.com/settings, or let the tool try (policy.agency_task_change: try), or replace it with a gap (--replace act_1/agencies/2)',
      ],
      [
        'request_tasks_differ',
        'we hold ANALYZE, but the manifest requests ADVERTISE, ANALYZE. Only the owner can change it: ask brightside',
      ],
      [
        'asked_other_tasks',
        'we asked for ANALYZE, but the manifest now requests ADVERTISE, ANALYZE. Take the request back under business.facebook.com/settings/requests, or wait for the answer',
      ],
      [
        'declined_or_vanished',
        'our request is neither pending nor granted: it was declined, or taken back. Ask the client, then --resend act_1/agencies/2',
      ],
      [
        'client_revoked',
        'an earlier apply saw us hold this asset, and we no longer do: the client took it back, or somebody here gave it up. Ask them, then --resend act_1/agencies/2',
      ],
      [
        'api_keeps_tasks',
        'the API accepted our change to ADVERTISE, ANALYZE and keeps showing ANALYZE. Look at it under business.facebook.com/settings; --resend act_1/agencies/2 tries once more',
      ],
      [
        'no_removal_in_api',
        'the API cannot take brightside off this pixel (holds ANALYZE): open it under business.facebook.com/settings and remove them there',
      ],
      [
        'other_business',
        'brightside is a person of business ANALYZE, and only that business can assign or remove them: ask it, or end its access to this asset',
      ],
      [
        'unrecognised_status',
        'the API gives a status this version does not know (ANALYZE): look at it under business.facebook.com/settings',
      ],
      [
        'obo_not_listed',
        'brightside holds an on-behalf-of relation that is not listed: end it under business.facebook.com/settings',
      ],
      ['obo_missing', 'brightside is listed but holds no on-behalf-of relation: set it up by hand'],
      [
        'obo_received',
        'brightside asks for an on-behalf-of relation that is not listed: decline it under business.facebook.com/settings/requests',
      ],
      [
        'business_role',
        'brightside still belongs to the business: remove them under business.facebook.com/settings/people; for a system user, revoke the tokens',
      ],
      [
        'open_invitation',
        'an invitation of brightside is still open: cancel it under business.facebook.com/settings/people',
      ],
      [
        'not_visible',
        'not visible from here: personal roles of brightside outside the business (on each Page and ad account)',
      ],
      [
        'business_relation',
        'not visible from here: whether brightside is still a partner of the business, on behalf of whom it acts, and whether it spends our credit line (review --exposure shows that). Remove it under business.facebook.com/settings/partners',
      ],
      [
        'group_access',
        'brightside still reaches this asset through the asset group ANALYZE, whatever is assigned: take them out of it, or the asset, under business.facebook.com/settings/business-asset-groups',
      ],
      [
        'needs_whole_run',
        'brightside is to be taken out here, but only a part of the business was looked at: run again without --only and --shard',
      ],
      [
        'invitation_ended',
        'the invitation of brightside is over: it was not accepted in time, declined or taken back. --resend act_1/agencies/2 takes back what is left of it and invites them again',
      ],
      [
        'invited_in_other_role',
        'brightside is invited as ANALYZE, but the manifest says ADVERTISE, ANALYZE, and an open invitation keeps its role. Wait until they join, or invite them again with --resend act_1/agencies/2',
      ],
      [
        'may_be_declared',
        'brightside is not in the manifest, but may be somebody it declares by an e-mail that no list shows (ADVERTISE, ANALYZE): they may have joined under another address. Give them a name under people, by e-mail or id; whoever then is not under members is removed',
      ],
      [
        'may_be_member',
        'nobody has this e-mail, but of ANALYZE no list shows one: brightside may be there already. Write their id under people, or invite brightside by hand under business.facebook.com/settings/people',
      ],
      [
        'system_user_role',
        'brightside is a system user with the role ANALYZE, but the manifest says ADVERTISE, ANALYZE: roles of system users are changed under business.facebook.com/settings/system-users',
      ],
      [
        'asked_by_offboarded',
        'brightside asks us for ANALYZE, which the API cannot decline: decline it under business.facebook.com/settings/requests',
      ],
      [
        'shared_with_offboarded',
        'brightside was offered ANALYZE and has not accepted yet: take it back under business.facebook.com/settings/requests',
      ],
      [
        'approval_of_offboarded',
        'our grant of ANALYZE to brightside waits for an admin: decline it under business.facebook.com/settings/requests/admin_reviews',
      ],
      [
        'request_of_unknown',
        'our request for this asset is open, and no list says whose it is: if it is an asset of brightside, take the request back under business.facebook.com/settings/requests',
      ],
      [
        'system_user_set_up',
        'the system user ANALYZE was set up by brightside and stays, with every token of it: revoke the tokens or renew them under business.facebook.com/settings/system-users',
      ],
    ])
  })
})

describe('tasks in words', () => {
  it.each([
    [[], 'nothing'],
    [['ANALYZE'], 'ANALYZE'],
    [['ADVERTISE', 'ANALYZE'], 'ADVERTISE, ANALYZE'],
  ])('%j: %s', (tasks, words) => {
    expect(tasksInWords(tasks)).toBe(words)
  })
})
