import type { LiveRelation, Ownership, RelationStatus } from '../../model/live.ts'
import { sinceOf, statusOf } from '../decode.ts'
import { heldRow } from '../row.ts'
import { type Section, worstOf } from '../section.ts'
import type { ClientPermission } from './clients.ts'
import { type KindListings, listedAs, listingStatus, ownStatus, unlistedAs } from './listings.ts'

/** Everything that shows what we asked for and were given on the assets of one kind. */
export interface RequestSources {
  readonly business: { readonly id: string; readonly name: string | null }
  readonly listings: KindListings
  /** Null if `clients` was not read. */
  readonly clients: Section<ClientPermission> | null
}

/**
 * What an asset is to us.
 *
 *   owned, client, pending listing       as listed, in that order
 *   none; a `clients` row …PENDING…      pending
 *   none; any other `clients` row        unknown: confirmed but not listed is either no longer or
 *                                        not yet true, so it is neither ours nor absent
 *   none; every list complete            absent
 *   none; a list failed                  unknown
 */
export const ownershipOf = (sources: RequestSources, asset: string): Ownership => {
  const { listings, clients } = sources
  const listed = listedAs(listings, asset)
  if (listed !== null) return listed
  const permission = permissionOf(sources, asset)
  if (permission !== undefined) {
    return statusOf(permission.apiStatus, false) === 'pending' ? 'pending' : 'unknown'
  }
  return clients === null || clients.status === 'complete' ? unlistedAs(listings, asset) : 'unknown'
}

/** The best of an asset's rows in `clients`: a confirmed one, else a pending one, else any. */
const permissionOf = (
  { clients, listings }: RequestSources,
  asset: string,
): ClientPermission | undefined => {
  const rows = (clients?.rows ?? []).filter(
    (row) => row.asset === asset && row.kind === listings.kind.name,
  )
  const rank = (row: ClientPermission): number => RANK[statusOf(row.apiStatus, false)]
  return rows.reduce<ClientPermission | undefined>(
    (best, row) => (best === undefined || rank(row) < rank(best) ? row : best),
    undefined,
  )
}

const RANK: Readonly<Record<RelationStatus, number>> = { active: 0, pending: 1, unrecognised: 2 }

/**
 * Our request for, or our access to, one asset, and whether that is everything there is to know.
 */
export const requestSection = (sources: RequestSources, asset: string): Section<LiveRelation> => {
  const { listings, clients } = sources
  const listed = listedAs(listings, asset)
  if (listed === 'owned') return COMPLETE
  const permission = permissionOf(sources, asset)
  const row = permission ?? null
  // Never withdraw on an incomplete reading: on a Page of our own that would give the Page away.
  const own = ownStatus(listings, asset)
  if (own !== 'complete') return { ...COMPLETE, status: own, error: firstError(sources) }
  if (listed === 'client') {
    const tasks = listings.byId.client.get(asset)?.tasks ?? row?.tasks ?? null
    if (tasks === null)
      return { ...COMPLETE, status: 'unknown', bad: 'the row has no permitted tasks' }
    return found(sources, asset, { status: 'active', tasks, row })
  }
  if (listed === 'pending') {
    const tasks = listings.byId.pendingClient.get(asset)?.tasks ?? row?.tasks ?? []
    return found(sources, asset, { status: 'pending', tasks, row })
  }
  const status = worstOf([listingStatus(listings, asset), clients?.status ?? 'unknown'])
  if (status !== 'complete') return { ...COMPLETE, status, error: firstError(sources) }
  if (row === null) return COMPLETE
  const isPending = statusOf(row.apiStatus, false) === 'pending'
  return found(sources, asset, {
    // Confirmed, yet not listed as a client's asset: shown, but never acted on.
    status: isPending ? 'pending' : 'unrecognised',
    tasks: row.tasks ?? [],
    row,
  })
}

const COMPLETE: Section<LiveRelation> = { rows: [], status: 'complete', error: null, bad: null }

const firstError = ({ listings, clients }: RequestSources) =>
  [...Object.values(listings.sections), ...(clients === null ? [] : [clients])].find(
    (section) => section.error !== null,
  )?.error ?? null

interface Found {
  readonly status: RelationStatus
  readonly tasks: readonly string[]
  readonly row: ClientPermission | null
}

const found = (
  { business, listings }: RequestSources,
  asset: string,
  { status, tasks, row }: Found,
): Section<LiveRelation> => ({
  ...COMPLETE,
  rows: [
    heldRow({
      kind: listings.kind.name,
      asset,
      relation: 'request',
      subject: business.id,
      subjectName: business.name,
      tasks,
      status,
      apiStatus: row?.apiStatus ?? null,
      since: sinceOf(row?.row, status),
      counterpart: row?.client ?? null,
    }),
  ],
})
