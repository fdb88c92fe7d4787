import { describe, expect, it } from 'vitest'
import { isRail, PLAN_PROBLEMS, planProblem } from '../../src/plan/plan-problems.ts'

const REVOCATIONS = { flag: '--allow-revocations', one: 'revocation', many: 'revocations' }
const INVITATIONS = { flag: '--allow-invitations', one: 'invitation', many: 'invitations' }
const OFFBOARDED = {
  flag: '--allow-offboarded',
  one: 'person or partner to offboard',
  many: 'people and partners to offboard',
}

/** What each problem of a plan says; more than once where it counts. */
const SAID: readonly (readonly [code: string, args: object, message: string])[] = [
  [
    'agencies_not_owner',
    { asset: 'act_1', ownership: "it is a client's", label: 'ad account', canAsk: true },
    "act_1 has agencies, but our business does not own it (it is a client's): only an owner grants. Use request to ask its owner for access",
  ],
  [
    'agencies_not_owner',
    { asset: '4444', ownership: "it is a client's", label: 'pixel', canAsk: false },
    "4444 has agencies, but our business does not own it (it is a client's): only an owner grants. The API lets nobody ask for such an asset: its owner has to share this pixel with them, in Business settings",
  ],
  [
    'request_on_own_asset',
    { asset: 'act_1' },
    'act_1 has request, but our business owns it: there is nobody to ask. Use agencies and users',
  ],
  [
    'asset_not_found',
    { asset: 'act_1', label: 'ad account', business: '1001', canAsk: true },
    "no ad account act_1 in this business: it is neither owned, nor a client's, nor asked for. Check the id, or add request to ask for access",
  ],
  [
    'asset_not_found',
    { asset: '5555', label: 'catalog', business: '1001', canAsk: false },
    "no catalog 5555 in this business: it is neither owned nor a client's. Check the id. The API lets nobody ask for such an asset: its owner has to share this catalog with business 1001, in Business settings",
  ],
  [
    'no_journal',
    { requests: 1, grants: 0 },
    'no journal in the state dir: what was asked for before is not remembered, so 1 request could be repeated. Keep the state dir between runs, or pass --allow-requests 1',
  ],
  [
    'no_journal',
    { requests: 0, grants: 1 },
    'no journal in the state dir: what was asked for before is not remembered, so 1 grant could be repeated. Keep the state dir between runs',
  ],
  [
    'no_journal',
    { requests: 2, grants: 3 },
    'no journal in the state dir: what was asked for before is not remembered, so 2 requests and 3 grants could be repeated. Keep the state dir between runs, or pass --allow-requests 2',
  ],
  [
    'allow_requests_mismatch',
    { given: 3, found: 2 },
    '--allow-requests 3 does not match: the plan has 2; they stay queued',
  ],
  [
    'replace_not_applicable',
    { address: 'act_1/agencies/2', near: null },
    '--replace act_1/agencies/2: no agency whose tasks differ has this address',
  ],
  [
    'resend_not_applicable',
    { address: 'act_1/request', near: null },
    '--resend act_1/request: no request that was declined or vanished has this address, and no change that the API accepted without effect',
  ],
  [
    'assumption_contradicted',
    {
      assumption: 'some_id',
      statement: 'It does so.',
      example: 'act_1/users/9 shows other',
      ifWrong: 'look at it',
      fits: 'some_reading',
    },
    'this API does not behave as assumed (some_id: It does so): act_1/users/9 shows other, which fits the reading some_reading. So look at it. See what an apply would do: bizaccess rehearse',
  ],
  [
    'assumption_contradicted',
    {
      assumption: 'some_id',
      statement: 'It does so.',
      example: 'act_1/users/9 shows other',
      ifWrong: 'look at it',
      fits: null,
    },
    'this API does not behave as assumed (some_id: It does so): act_1/users/9 shows other. So look at it. See what an apply would do: bizaccess rehearse',
  ],
  [
    'unknown_tasks_live',
    { address: 'act_1/users/9', tasks: ['NEW', 'NEWER'] },
    'act_1/users/9 holds tasks this version does not know: NEW, NEWER. They are kept as they are',
  ],
  [
    'unassign_held',
    { asset: 'act_1', people: ['kim', 'lee'], held: 1 },
    'act_1: kim, lee not found in the business (the e-mail may have changed), so 1 undeclared person is left on it. Correct the entry under people',
  ],
  [
    'unassign_held',
    { asset: 'act_1', people: ['kim'], held: 2 },
    'act_1: kim not found in the business (the e-mail may have changed), so 2 undeclared people are left on it. Correct the entry under people',
  ],
  [
    'unassign_held',
    { asset: 'act_1', people: ['ann'], held: 1, isJoining: true },
    'act_1: ann not in the business yet (perhaps under another e-mail), so 1 undeclared person is left on it. Correct the entry under people',
  ],
  [
    'asset_unreadable',
    { address: 'act_1/users/9', what: 'refused' },
    'act_1/users/9 cannot be read: refused',
  ],
  [
    'offboard_nobody',
    { name: 'kim' },
    'kim is neither a person of this business (the e-mail may be hidden, or have changed) nor a business on any asset that was read: nothing was taken from anybody. Use the id that the list of people in the business shows; remove a partner without any asset under business.facebook.com/settings/partners',
  ],
  [
    'only_matches_nothing',
    { only: 'act_9*', near: null },
    '--only act_9* matches no asset, declared or seen. It is compared with whole ids and names; * matches anything',
  ],
  [
    'who_matches_nobody',
    { name: 'kym', near: null },
    '--who kym matches nobody: no alias of the manifest, and no id or name of anybody seen',
  ],
  [
    'who_matches_nobody',
    { name: 'kym', near: 'kim' },
    '--who kym matches nobody: no alias of the manifest, and no id or name of anybody seen. Did you mean kim?',
  ],
  [
    'who_not_seen',
    { name: 'kym', near: null },
    '--who kym: nobody has that name on what --only or --shard selects, in the manifest or in the business',
  ],
  [
    'filtered_needs',
    { address: 'act_1/users/9', needs: ['act_1/users/7', 'act_1/users/8'] },
    'act_1/users/9 is left out: it needs act_1/users/7, act_1/users/8, which the filters left out',
  ],
  [
    'rail_max_revocations',
    { count: 11, limit: 10, people: ['kim', 'lee'], ...REVOCATIONS },
    '11 revocations, more than max_revocations: 10. Hit: kim, lee. If exactly this is meant, pass --allow-revocations 11',
  ],
  [
    'rail_allow_revocations',
    { given: 2, count: 3, ...REVOCATIONS },
    '--allow-revocations 2 does not match: the plan has 3 revocations. Look at the plan again before passing 3',
  ],
  [
    'rail_max_invitations',
    { count: 1, limit: 0, people: ['ann'], ...INVITATIONS },
    '1 invitation, more than max_invitations: 0. Hit: ann. If exactly this is meant, pass --allow-invitations 1',
  ],
  [
    'rail_allow_invitations',
    { given: 2, count: 1, ...INVITATIONS },
    '--allow-invitations 2 does not match: the plan has 1 invitation. Look at the plan again before passing 1',
  ],
  [
    'rail_max_offboarded',
    { count: 2, limit: 1, people: ['kim', 'oldmill'], ...OFFBOARDED },
    '2 people and partners to offboard, more than max_offboarded: 1. Hit: kim, oldmill. If exactly this is meant, pass --allow-offboarded 2',
  ],
  [
    'rail_allow_offboarded',
    { given: 2, count: 1, ...OFFBOARDED },
    '--allow-offboarded 2 does not match: the plan has 1 person or partner to offboard. Look at the plan again before passing 1',
  ],
  [
    'rail_keep_admins',
    { keep: 2, left: 1, people: ['kim', 'lee'], managing: 'ADMIN', leaving: [] },
    "the business would be left with 1 admin (people, besides the token's own user), but keep_admins is 2. Losing ADMIN: kim, lee. Make somebody else an admin first, or lower keep_admins",
  ],
  [
    'rail_keep_admins',
    { keep: 1, left: 0, people: ['kim'], managing: 'ADMIN', leaving: ['lee', 'ida'] },
    "the business would be left with 0 admins (people, besides the token's own user), but keep_admins is 1. Losing ADMIN: kim. Marked for removal, and not counted: lee, ida. Make somebody else an admin first, or lower keep_admins",
  ],
  [
    'rail_member_declared',
    {
      address: '1001/members/9',
      who: 'kim',
      lines: ['act_1 (access.yaml:7)', 'act_2 (access.yaml:9)'],
    },
    '1001/members/9 would remove kim from the business, but assets still declare them: act_1 (access.yaml:7), act_2 (access.yaml:9). Take those lines out, put kim under members, or offboard them',
  ],
  [
    'rail_max_open_requests',
    { open: 4, asked: 2, limit: 5 },
    '2 more would be sent while 4 requests are open; max_open_requests is 5. Plan again',
  ],
  [
    'open_requests_unknown',
    { lists: ['pending_client_pages'], asked: 1 },
    'pending_client_pages could not be read to the end, so nobody knows how many requests are open (max_open_requests): 1 request stays queued until the token may read it',
  ],
  [
    'open_requests_unknown',
    { lists: ['pending_client_pages', 'clients'], asked: 2 },
    'pending_client_pages, clients could not be read to the end, so nobody knows how many requests are open (max_open_requests): 2 requests stay queued until the token may read them',
  ],
  [
    'rail_open_requests_unknown',
    { lists: ['pending_client_pages'], asked: 2, limit: 5 },
    '2 requests would be sent, and pending_client_pages could not be read to the end: nobody knows whether that stays within max_open_requests: 5. Give the token what it needs to read it, and run again',
  ],
  [
    'clock_differs',
    { here: '2026-11-22', api: '2026-12-05' },
    "it is 2026-11-22 by this machine's clock and 2026-12-05 by the API's: nothing that depends on an `expires` is planned until they agree. Set the clock",
  ],
  [
    'clock_holds_steps',
    { here: '2026-11-22', api: '2026-12-05', held: ['act_1/users/8', 'act_1/users/9'] },
    "it is 2026-11-22 by this machine's clock and 2026-12-05 by the API's, so what depends on an `expires` is left as it is: act_1/users/8, act_1/users/9. Set the clock, and run again",
  ],
  [
    'clock_holds_steps',
    {
      here: '2026-11-22',
      api: '2026-12-05',
      held: Array.from({ length: 22 }, (_, place) => `act_${place}`),
    },
    `it is 2026-11-22 by this machine's clock and 2026-12-05 by the API's, so what depends on an \`expires\` is left as it is: ${Array.from({ length: 20 }, (_, place) => `act_${place}`).join(', ')} and 2 more. Set the clock, and run again`,
  ],
  [
    'saved_incomplete',
    {},
    'the plan was not complete when it was saved: it has no steps for what could not be read then. Plan again to see the rest',
  ],
  [
    'rail_allow_requests',
    { given: null, asked: 1 },
    'the plan has 1 request, and no journal here remembers what was asked for before. If none of it was, pass --allow-requests 1',
  ],
  [
    'rail_allow_requests',
    { given: 3, asked: 2 },
    '--allow-requests 3 does not match: the plan has 2 requests. Look at the plan again before passing 2',
  ],
  [
    'rail_open_requests_unknown',
    { lists: ['pending_client_pages', 'clients'], asked: 1, limit: 5 },
    '1 request would be sent, and pending_client_pages, clients could not be read to the end: nobody knows whether that stays within max_open_requests: 5. Give the token what it needs to read them, and run again',
  ],
  [
    'rail_step',
    { address: 'act_1/users/9', action: 'unassign', why: 'it takes too much' },
    'unassign act_1/users/9 may not be made: it takes too much. Plan again',
  ],
  [
    'rail_keep_managers',
    { asset: 'act_1', keep: 2, left: 1, people: ['kim', 'lee'], managing: 'MANAGE', leaving: [] },
    "act_1 would be left with 1 manager besides the token's own user, but keep_managers is 2. Losing MANAGE: kim, lee. Give MANAGE to somebody else first, or lower keep_managers",
  ],
  [
    'rail_keep_managers',
    {
      asset: 'act_1',
      keep: 1,
      left: 0,
      people: ['kim'],
      managing: 'FULL_CONTROL',
      leaving: ['lee'],
    },
    "act_1 would be left with 0 managers besides the token's own user, but keep_managers is 1. Losing FULL_CONTROL: kim. Marked for removal, and not counted: lee. Give FULL_CONTROL to somebody else first, or lower keep_managers",
  ],
  [
    'rail_protected',
    { address: 'act_1/users/9', who: 'kim' },
    'act_1/users/9 would reduce kim, who is protected. Declare what they hold, or take them off policy.protected',
  ],
  [
    'rail_protected_unknown',
    { names: ['kim', 'lee'], where: 'the manifest' },
    'policy.protected names kim, lee, whom the manifest does not declare: nobody can tell whom to protect. Write an id, or declare the alias',
  ],
  [
    'rail_protected_doubtful',
    { address: 'act_1/users/9', who: '9', name: 'kim' },
    'act_1/users/9 would reduce 9, who could be kim, who is protected: no list shows the e-mail that would tell them apart. Write the id of kim under people, or what 9 holds under users',
  ],
  [
    'obo_no_request',
    { asset: 'act_1', id: '9', known: 'the person Kim 9' },
    'act_1: the API lists 9 as an on-behalf-of request, and that is the id of the person Kim 9. It is not cancelled, because that would delete whatever has this id: look at business.facebook.com/settings/requests',
  ],
  [
    'policy_name_differs',
    { name: 'kim', policy: '9', manifest: '8' },
    'kim is 9 in the policy file, which protects them, and 8 in the manifest: nothing is planned while one name has two meanings. Call them by different names, or change the policy file first',
  ],
  [
    'person_ambiguous',
    { name: 'kim', value: 'k@x.example', people: ['Kim 8', 'Kim 9'], assets: ['act_1', 'act_2'] },
    'kim is k@x.example, which is the e-mail of 2 people of this business: Kim 8 and Kim 9. Write the id that is meant under people; until then this name gives nothing to anybody and takes nothing, and nobody is taken off act_1, act_2',
  ],
  [
    'person_ambiguous',
    { name: 'k@x.example', value: 'k@x.example', people: ['8', '9'], assets: [] },
    'k@x.example is the e-mail of 2 people of this business: 8 and 9. Name the id that is meant; until then this name gives nothing to anybody and takes nothing',
  ],
  [
    'person_by_facebook_id',
    { name: '100', value: '100', people: ['Kim 9'], assets: ['1', '2', '3', '4', '5', '6', '7'] },
    '100 is the id of a Facebook profile, not of a person of a business. In this business that is Kim 9. Name that id; until then this name gives nothing to anybody and takes nothing, and nobody is taken off 1, 2, 3, 4, 5 and 2 more',
  ],
  [
    'person_twice',
    { aliases: ['dana', 'zdana'], who: 'Dana 9' },
    'dana and zdana are one person, Dana 9: they hold everything that these names are given, or nothing where one of them says none. Keep one name',
  ],
  [
    'person_leaving',
    { who: 'Dana 9', lines: ['1001 (a.yaml:4)', 'act_1 (a.yaml:9)'] },
    'Dana 9 is marked for removal in the business, and still declared: 1001 (a.yaml:4), act_1 (a.yaml:9). Nobody knows how long they keep what they hold. Look at business.facebook.com/settings/people, and invite them again once they are gone, or take them out of the manifest',
  ],
  [
    'rail_held',
    { held: 1, made: 0, named: ['EU Search act_1: why'], again: 'bizaccess offboard kim' },
    '1 step is held: EU Search act_1: why. Then this does the rest: bizaccess offboard kim',
  ],
  [
    'rail_held',
    { held: 2, made: 1, named: ['act_1: why', 'act_2: why'], again: 'bizaccess offboard kim' },
    '2 steps are held, and all others are made: act_1: why; act_2: why. Then this does the rest: bizaccess offboard kim',
  ],
  [
    'rail_own_user',
    { address: 'act_1/users/9', who: 'robot' },
    "act_1/users/9 would take access from the token's own user robot. Declare at least what it holds, or do not declare it",
  ],
  [
    'rail_own_user_unknown',
    { self: '7', people: 1 },
    "the token's own user (7) is in no list of this business's people, so 1 step that takes access from people might hit it. Use a system user's token of this business",
  ],
  [
    'rail_own_user_unknown',
    { self: '7', people: 2 },
    "the token's own user (7) is in no list of this business's people, so 2 steps that take access from people might hit it. Use a system user's token of this business",
  ],
]

const say = planProblem as (code: string, args: object) => { readonly message: string }

describe('what a problem of a plan says', () => {
  it.each(SAID)('%s %j', (code, args, message) => {
    expect(say(code, args).message).toBe(message)
  })

  it('is of a rail by its code', () => {
    expect(['rail_step', 'no_journal', 'other_rail_'].map(isRail)).toEqual([true, false, false])
  })

  it('is written down for each', () => {
    expect(new Set(SAID.map(([code]) => code))).toEqual(new Set(Object.keys(PLAN_PROBLEMS)))
  })
})
