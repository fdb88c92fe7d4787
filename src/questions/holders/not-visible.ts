import type { Ground } from '../../access/ground.ts'
import type { NotVisible } from '../../model/reports/review-report.ts'

/** Where the list of groups was read, they are paths like any other. */
const ASSET_GROUPS: NotVisible = {
  code: 'asset_groups',
  message:
    'Business asset groups: access that comes from a group stays when the assignment on the asset is taken away.',
}

/**
 * What no token can see: an access review has to look at it by other means. `isExposed`: whether the
 * review also asked who else can spend or see.
 */
export const notVisible = (
  { kinds, live }: Pick<Ground, 'kinds' | 'live'>,
  { isExposed = false }: { readonly isExposed?: boolean } = {},
): readonly NotVisible[] => [
  {
    code: 'agency_people',
    message:
      "The people of agencies: an owner sees the share, not whom the agency put on it. Ask the agency, or look at the asset's Partners in Business settings.",
  },
  {
    code: 'client_access',
    message:
      "Who else works on a client's asset: only the client's business sees its people and its other agencies.",
  },
  {
    code: 'personal_roles',
    message:
      'Personal roles: whoever has a role on an asset with a personal profile, from before or outside of the business.',
  },
  ...(live.groups?.status === 'complete' ? [] : [ASSET_GROUPS]),
  {
    code: 'business_roles',
    message:
      'Finer roles in the business (finance, developer, partial access): the API names the base role alone.',
  },
  {
    code: 'other_kinds',
    message: `Assets of other kinds: this version reads ${listedWords(kinds.map(({ label }) => `${label}s`))}.`,
  },
  ...(isExposed ? UNASKED : []),
]

/** What an exposure review leaves to people. */
const UNASKED: readonly NotVisible[] = [
  {
    code: 'domains',
    message:
      'Domains: who may edit link previews and events of a domain of ours. Look under Business settings > Brand safety > Domains.',
  },
  {
    code: 'lead_access',
    message:
      'Access to leads: the API answers for one person and one Page at a time, to a token with leads_retrieval: GET /PAGE?fields=has_lead_access.user_id(USER){can_access_lead,user_has_leads_permission,enabled_lead_access_manager,failure_reason}. It is not asked here.',
  },
]

/** `ad accounts, Pages and pixels`. */
const listedWords = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), words.at(-1)].filter((part) => part !== '').join(' and ')
