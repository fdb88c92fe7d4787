import type { GraphClient } from '../../graph/client-over.ts'
import { type AssetKind, hasAssetToken } from '../../model/kinds.ts'
import type { Problem } from '../../model/problem.ts'
import { isEdgeName } from '../../model/relations.ts'
import type { Section } from '../section.ts'
import { type AssetRequest, clientsWant, mirrorWant } from '../wants.ts'
import { type ClientPermission, clientsOf } from './clients.ts'
import { firstWants, type Inventory, type InventoryRequest, readInventory } from './inventory.ts'
import { listingProblems, sectionProblems } from './listings.ts'
import { type Mirror, tellingSection } from './mirror-lists.ts'
import type { RequestSources } from './request-rows.ts'

/** What the first calls are to find out. */
export interface EstateRequest extends InventoryRequest {
  /** Whether requests to clients are to be judged. */
  readonly clients: boolean
  /** Whether our business's own view is needed beside the assets'. */
  readonly mirror?: boolean
}

/** What each asset is to us, from our lists and from our clients'. Everything else builds on it. */
export interface Estate extends Inventory {
  readonly clients: Section<ClientPermission> | null
  /** Null if it was not asked for. */
  readonly mirror: Mirror | null
  readonly problems: readonly Problem[]
}

export const readEstate = async (client: GraphClient, request: EstateRequest): Promise<Estate> => {
  const wants = firstWants(request)
  const { business, kinds, mirror: isMirrored = false } = request
  // What clients gave us is compared with what we ask for, if we can ask for it.
  const requestable = kinds.filter(({ relations }) => relations.request !== undefined)
  const ofClients = clientsWant(business, isMirrored ? kinds : requestable)
  const ofAgencies = mirrorWant(business, kinds)
  const lists = [
    ...(request.clients || isMirrored ? [ofClients] : []),
    ...(isMirrored ? [ofAgencies] : []),
  ]
  const [inventory, given] = await Promise.all([
    client.fetchAll([...wants.values()]).then((first) =>
      readInventory(client, request, (key) => {
        const want = wants.get(key)
        return want === undefined ? undefined : first.get(want)
      }),
    ),
    client.fetchAll(lists),
    learnTokens(client, request),
  ])
  const clients = request.clients ? clientsOf(given.get(ofClients), requestable) : null
  return {
    ...inventory,
    clients,
    mirror: isMirrored
      ? {
          agencies: tellingSection(given.get(ofAgencies), kinds),
          clients: tellingSection(given.get(ofClients), kinds),
        }
      : null,
    problems: [
      ...[...inventory.listings.values()].flatMap(listingProblems),
      ...(clients === null ? [] : sectionProblems('clients', clients)),
    ],
  }
}

/**
 * The tokens of assets whose relations are to be read, from the user's own lists beside those of the
 * business.
 */
const learnTokens = async (client: GraphClient, { kinds, named }: EstateRequest): Promise<void> => {
  const signed = new Set(kinds.filter(hasAssetToken).map(({ name }) => name))
  if (signed.size === 0) return
  const isSigned = ({ kind, relations }: AssetRequest): boolean =>
    signed.has(kind) && relations.some(isEdgeName)
  await client.learnTokens(named?.filter(isSigned).map(({ id }) => id) ?? null)
}

/** What shows our access to the assets of one kind. */
export const sourcesOf = (
  { clients, listings }: Estate,
  kind: AssetKind,
  business: RequestSources['business'],
): RequestSources => ({
  business,
  clients,
  listings: listings.get(kind.name) as RequestSources['listings'],
})
