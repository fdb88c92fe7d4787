import type { GraphClient } from '../graph/client.ts'
import type { Kind } from '../model/kinds.ts'
import type { Problem } from '../model/problem.ts'
import { type ClientPermission, clientsOf } from './clients.ts'
import { firstWants, type Inventory, type InventoryRequest, readInventory } from './inventory.ts'
import { listingProblems, sectionProblems } from './listings.ts'
import type { RequestSources } from './requests.ts'
import type { Section } from './section.ts'
import { clientsWant } from './wants.ts'

/** What the first calls ask for. */
export interface EstateRequest extends InventoryRequest {
  /** Whether what we asked clients for is to be judged. */
  readonly clients: boolean
}

/** Which assets are what to us, by their lists and by our clients': all else builds on it. */
export interface Estate extends Inventory {
  readonly clients: Section<ClientPermission> | null
  readonly problems: readonly Problem[]
}

export const readEstate = async (client: GraphClient, request: EstateRequest): Promise<Estate> => {
  const wants = firstWants(request)
  const ofClients = clientsWant(request.business, request.kinds)
  const [inventory, given] = await Promise.all([
    client.fetchAll([...wants.values()]).then((first) =>
      readInventory(client, request, (key) => {
        const want = wants.get(key)
        return want === undefined ? undefined : first.get(want)
      }),
    ),
    request.clients ? client.fetchAll([ofClients]) : null,
  ])
  const clients = given === null ? null : clientsOf(given.get(ofClients), request.kinds)
  return {
    ...inventory,
    clients,
    problems: [
      ...[...inventory.listings.values()].flatMap(listingProblems),
      ...(clients === null ? [] : sectionProblems('clients', clients)),
    ],
  }
}

/** What tells of our access to the assets of one kind. */
export const sourcesOf = (
  { clients, listings }: Estate,
  kind: Kind,
  business: RequestSources['business'],
): RequestSources => ({
  business,
  clients,
  listings: listings.get(kind.name) as RequestSources['listings'],
})
