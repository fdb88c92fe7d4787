import type { Ownership } from '../../model/live.ts'
import type { AccessPath, FindingCode, Standing } from '../../model/reports/review-report.ts'
import type { State } from '../paint.ts'

/** The vocabulary of access: the words for every code of a review, in one place. */

/** Each says in a word what is; the words are those of drift. */
export const STANDINGS: Readonly<
  Record<Standing, { readonly sign: State; readonly words: string; readonly counted: string }>
> = {
  declared: { sign: 'declared', words: 'declared', counted: 'declared' },
  differs: { sign: 'differs', words: 'declared with other tasks', counted: 'with other tasks' },
  missing: { sign: 'missing', words: 'declared, not live', counted: 'missing' },
  not_in_manifest: { sign: 'extra', words: 'not in the manifest', counted: 'extra' },
  not_managed: { sign: 'undeclared', words: 'not managed', counted: 'undeclared' },
  expired: { sign: 'expired', words: 'expired, still live', counted: 'expired' },
  offboarded: { sign: 'offboarded', words: 'offboarded, still live', counted: 'offboarded' },
}

/** Of a seat that is listed still. */
export const LEAVING = 'marked for removal'

/** How access comes about, according to the API. */
export const PATHS: Readonly<Record<AccessPath, string>> = {
  direct: 'direct',
  agency_share: 'agency share',
  group: 'via group',
  pending: 'pending',
  unrecognised: 'unrecognised status',
  owner: 'owner',
  on_behalf_of: 'on behalf of',
}

/** The heading for all findings of one code. */
export const FINDING_TITLES: Readonly<Record<FindingCode, string>> = {
  offboarded_still_holding: 'Offboarded, and still there',
  expired_still_held: 'Expired, and still held',
  agency_manages: 'Agencies with MANAGE',
  foreign_spend: 'Strangers who can spend our money',
  no_manager: 'Assets that nobody of ours manages',
  no_second_factor: 'No second factor',
  business_admin: 'Admins of the business',
  outside_domains: 'E-mails outside our domains',
  not_in_manifest: 'Not in the manifest',
  one_manager: 'Assets with one manager',
  system_user_manages: 'System users with MANAGE',
  pending_long: 'Pending for over 30 days',
  invitation_open: 'Open invitations',
  foreign_data: 'Strangers who can see our data',
  mirror_differs: 'The lists of the business differ from the assets',
  unrecognised_status: 'Unrecognised status',
  invitation_ended: 'Invitations that are over',
  expiring_soon: 'Ends soon',
  email_unknown: 'E-mails not visible',
  second_factor_unknown: 'Second factor not visible',
}

/** What an asset's headline says after its name. */
export const OWNERSHIP_NOTES: Readonly<Record<Ownership, string>> = {
  owned: '',
  client: ", a client's",
  pending: ', asked for',
  absent: ', on no list of the business',
  unknown: ', of an unknown owner',
}

/** Shown in place of an asset's holds if it has none. */
export const NOBODY: Readonly<Record<Ownership, string>> = {
  owned: 'nobody that can be seen from here',
  client: 'nobody of ours',
  pending: 'nothing is held yet',
  absent: 'nothing is held',
  unknown: 'not read',
}
