import { ASSET_GROUP, assetKindOf, listingEdge } from '../../model/kinds.ts'
import type { LiveRelation } from '../../model/live.ts'
import { agencyAddress, parseAddress } from '../../model/text/address.ts'
import { kindOf, SANDBOX_KINDS } from '../../sandbox/kinds/sandbox-kinds.ts'
import { DEFAULT_MODES, type Modes } from '../../sandbox/state.ts'
import { type Facts, rowsOn } from './facts.ts'
import { groupRowsOf } from './snapshot-groups.ts'
import { isOnAsset } from './snapshot-people.ts'
import { isReviewed } from './snapshot-sharing.ts'

/** How the API behaved, as far as the rows tell. */
export const modesOf = (facts: Facts, unlisted: readonly string[]): Modes => ({
  ...DEFAULT_MODES,
  agency_status: agencyStatusOf(facts),
  approval_visible: areApprovalsShown(facts),
  other_people: areOthersShown(facts) ? 'shown' : 'hidden',
  group_rows: groupRowsOf(facts),
  obo_edges: !facts.live.problems.some(({ code }) => code === 'obo_lists_unavailable'),
  refused_fields: refusedLists(facts).map((edge) => `Business.${edge}`),
  unlisted,
})

const tells = ({ apiStatus, since }: LiveRelation): boolean => apiStatus !== null || since !== null

/** On which kinds rows of agencies tell a status, by how sure it is that they do. */
const agencyStatusOf = (facts: Facts): Modes['agency_status'] => {
  const of = (sure: 'likely' | 'unlikely'): readonly LiveRelation[] =>
    rowsOn(facts, 'agencies').filter(
      ({ kind }) => kindOf(SANDBOX_KINDS, kind).agencyStatus === sure,
    )
  if (of('unlikely').some(tells)) return 'everywhere'
  return of('likely').length > 0 && !of('likely').some(tells) ? 'sure' : 'likely'
}

/** A grant that the journal knows to be under review, and no row shows, says that none ever does. */
const areApprovalsShown = (facts: Facts): boolean => {
  const shown = rowsOn(facts, 'agencies')
  if (shown.some((row) => isReviewed(facts, row))) return true
  const isThere = (address: string): boolean =>
    shown.some((row) => agencyAddress(row.asset, row.subject) === address)
  return ![...facts.memory.approvals.keys()].some(
    (address) =>
      facts.status(parseAddress(address)?.asset ?? '', 'agencies') === 'complete' &&
      !isThere(address),
  )
}

const areOthersShown = ({ live, us }: Facts): boolean =>
  live.relations.some(
    (row) => isOnAsset(row) && row.otherBusiness !== undefined && row.otherBusiness !== us,
  )

/** Lists of our business that could not be read: the API refuses them, for all that is known. */
const refusedLists = ({ live, kinds }: Facts): readonly string[] => {
  const { directory, groups, mirror, unlisted = [], unreadRequests = [] } = live
  const unread = (lists: Readonly<Record<string, { readonly status: string } | undefined>>) =>
    Object.entries(lists).flatMap(([name, list]) =>
      list === undefined || list.status === 'complete' ? [] : [name],
    )
  const people = Object.entries(directory).map(([name, status]) => [name, { status }])
  return [
    ...new Set([
      ...unread(Object.fromEntries(people)),
      ...unlisted.flatMap(
        ({ kind, listing }) => listingEdge(assetKindOf(kind, kinds), listing) ?? [],
      ),
      ...unreadRequests,
      ...unread({ agencies: mirror?.agencies, clients: mirror?.clients }),
      ...unread({ [listingEdge(ASSET_GROUP, 'owned') ?? '']: groups }),
    ]),
  ]
}
