import type { Ground } from '../../access/ground.ts'
import type { NotVisible } from '../../model/reports/review-report.ts'

/** Where their list was read, they are paths like any other. */
const ASSET_GROUPS: NotVisible = {
  code: 'asset_groups',
  message:
    'Business asset groups: access that comes from a group stays when the assignment on the asset is taken away.',
}

/** What no token can see: an access review has to look at it by other means. */
export const notVisible = ({
  kinds,
  live,
}: Pick<Ground, 'kinds' | 'live'>): readonly NotVisible[] => [
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
]

/** `ad accounts, Pages and pixels`. */
const listedWords = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), words.at(-1)].filter((part) => part !== '').join(' and ')
