import type { GraphClient } from '../../graph/client-over.ts'
import { fieldOf, textOf } from '../../graph/json.ts'
import type { EdgeReads, Fetched, Want } from '../../graph/want.ts'
import {
  type AssetKind,
  hasAssetToken,
  isReadOn,
  type KindTable,
  LISTINGS,
  type Listing,
  listingEdge,
  listingsFor,
} from '../../model/kinds.ts'
import { EDGE_NAMES, type EdgeName, isEdgeName } from '../../model/relations.ts'
import { assetIdIn, idIn, statusIn } from '../decode.ts'
import type { Target } from '../relations/relation-rows.ts'
import { UNREAD } from '../section.ts'
import { type AssetRequest, assetWant, listingWant } from '../wants.ts'
import { type KindListings, listingsOf, type NamedAssets, NONE_NAMED } from './listings.ts'

/** What is to be found out about the business's assets. */
export interface InventoryRequest {
  readonly business: string
  readonly kinds: KindTable
  /** Only these are needed; null for all assets there are. */
  readonly named: readonly AssetRequest[] | null
  /** Whether everything we asked for and were given is needed too, for all these kinds. */
  readonly others: boolean
  /** Whether our own assets are known from an earlier read and are not listed again. */
  readonly isOwnKnown?: boolean
}

/** What each asset is to us, and the relations that were read along with it. */
export interface Inventory {
  readonly listings: ReadonlyMap<string, KindListings>
  readonly relations: (target: Target) => Fetched | undefined
}

/**
 * The lists of one kind as far as they were read, and what the named assets say about themselves.
 */
interface Shelf {
  readonly kind: AssetKind
  readonly lists: Map<Listing, Fetched>
  readonly edges: EdgeReads[]
  named: NamedAssets
}

/** The lists to start with: none of them needs the answer of another. */
export const firstWants = (request: InventoryRequest): ReadonlyMap<string, Want> =>
  new Map(
    request.kinds.flatMap((kind) =>
      listingsFor(kind)
        .filter((listing) => isFirst(request, kind, listing))
        .map((listing) => [keyOf(kind, listing), firstWant(request, kind, listing)]),
    ),
  )

const isFirst = (request: InventoryRequest, kind: AssetKind, listing: Listing): boolean =>
  listing === 'owned'
    ? request.isOwnKnown !== true && (request.named === null || namedOf(request, kind).length > 0)
    : request.named === null || request.others

const keyOf = (kind: AssetKind, listing: Listing): string => `${kind.name} ${listing}`

const firstWant = (request: InventoryRequest, kind: AssetKind, listing: Listing): Want =>
  listingWant(request.business, kind, listing, {
    withTokens: hasAssetToken(kind),
    relations: relationsOf(request, kind, listing),
    ...(request.named === null || listing !== 'owned'
      ? {}
      : { seek: new Set(namedOf(request, kind).map(({ id }) => id)) }),
  })

const namedOf = ({ named }: InventoryRequest, kind: AssetKind): readonly AssetRequest[] =>
  (named ?? []).filter((asset) => asset.kind === kind.name)

/** What is read along with a list. Only an owner may see the agencies of an asset. */
const relationsOf = (
  request: InventoryRequest,
  kind: AssetKind,
  listing: Listing,
): readonly EdgeName[] => {
  if (listing === 'pendingClient') return []
  const named = namedOf(request, kind)
  return EDGE_NAMES.filter((name) =>
    request.named === null
      ? isReadOn(kind, name, listing)
      : listing === 'owned' && kind.relations[name] !== undefined && isAsked(named, name),
  )
}

const isAsked = (named: readonly AssetRequest[], relation: EdgeName): boolean =>
  named.some(({ relations }) => relations.includes(relation))

/**
 * Continues from the first lists. Named assets that are not in our own list are asked whose they
 * are. Only if that leaves a doubt are further lists read, and our own list to its very end.
 */
export const readInventory = async (
  client: GraphClient,
  request: InventoryRequest,
  first: (key: string) => Fetched | undefined,
): Promise<Inventory> => {
  const shelves = request.kinds.map((kind) => shelfOf(kind, request, first))
  const missing = shelves.map((shelf) => [...unlisted(shelf, request), ...longOnes(shelf, request)])
  await Promise.all([
    readNamed(client, request, shelves, missing),
    readLists(client, request, shelves, (shelf) => [
      ...refusedWithTokens(shelf),
      ...(statusOf(shelf, 'owned') === 'complete' && unlisted(shelf, request).length > 0
        ? unread(shelf)
        : []),
    ]),
  ])
  await readLists(client, request, shelves, (shelf) => doubts(shelf, request))
  return inventoryOf(shelves)
}

const shelfOf = (
  kind: AssetKind,
  request: InventoryRequest,
  first: (key: string) => Fetched | undefined,
): Shelf => {
  const shelf: Shelf = { kind, lists: new Map(), edges: [], named: NONE_NAMED }
  for (const listing of LISTINGS) {
    const isNone = listingEdge(kind, listing) === undefined
    put(shelf, listing, isNone ? NOTHING : first(keyOf(kind, listing)))
  }
  if (request.isOwnKnown === true) put(shelf, 'owned', NOTHING)
  return shelf
}

const NOTHING: Fetched = { status: 'complete', rows: [], error: null }

const put = (shelf: Shelf, listing: Listing, fetched: Fetched | undefined): void => {
  if (fetched === undefined) return
  shelf.lists.set(listing, fetched)
  if (fetched.edges !== undefined) shelf.edges.push(fetched.edges)
}

const statusOf = (shelf: Shelf, listing: Listing): Fetched['status'] =>
  (shelf.lists.get(listing) ?? UNREAD).status

const unread = ({ lists }: Shelf): readonly Listing[] =>
  LISTINGS.filter((listing) => !lists.has(listing))

/**
 * A listing that is refused with the assets' tokens may be given without. The assets are then
 * asked one by one.
 */
const refusedWithTokens = (shelf: Shelf): readonly Listing[] =>
  hasAssetToken(shelf.kind)
    ? LISTINGS.filter((listing) => statusOf(shelf, listing) === 'unreadable')
    : []

/** Named assets that neither a list nor their own field shows to be ours. */
const unlisted = (shelf: Shelf, request: InventoryRequest): readonly AssetRequest[] => {
  const { kind, lists, named } = shelf
  const ours = new Set([
    ...(lists.get('owned')?.rows ?? []).map((row) => assetIdIn(row, kind)),
    ...named.owned.map(({ id }) => id),
  ])
  return namedOf(request, kind).filter(({ id }) => !ours.has(id))
}

/** Our assets that a partly read list showed, but without relations that are too long for it. */
const longOnes = (shelf: Shelf, request: InventoryRequest): readonly AssetRequest[] => {
  const { kind, edges } = shelf
  if (!kind.listing.expandable || statusOf(shelf, 'owned') !== 'cut') return []
  const rest = new Set(unlisted(shelf, request))
  const isRead = ({ id }: AssetRequest, relation: EdgeName): boolean =>
    edges.some((reads) => reads.get(id)?.has(kind.relations[relation]?.edge ?? '') === true)
  return namedOf(request, kind).filter(
    (asset) =>
      !rest.has(asset) &&
      EDGE_NAMES.some((each) => asset.relations.includes(each) && !isRead(asset, each)),
  )
}

/**
 * The lists still to read for assets not known to be ours: the others, and our own again if it
 * was cut.
 */
const doubts = (shelf: Shelf, request: InventoryRequest): readonly Listing[] => {
  const foreign = new Set(shelf.named.foreign)
  const rest = unlisted(shelf, request)
  const isOpen = rest.some(({ id }) => !foreign.has(id)) && statusOf(shelf, 'owned') === 'cut'
  return [...(isOpen ? (['owned'] as const) : []), ...(rest.length > 0 ? unread(shelf) : [])]
}

const readLists = async (
  client: GraphClient,
  { business }: InventoryRequest,
  shelves: readonly Shelf[],
  listingsTo: (shelf: Shelf) => readonly Listing[],
): Promise<void> => {
  const asked = shelves.flatMap((shelf) =>
    listingsTo(shelf).map((listing) => {
      const isRefused = statusOf(shelf, listing) === 'unreadable'
      const withTokens = hasAssetToken(shelf.kind) && !isRefused
      return { shelf, listing, want: listingWant(business, shelf.kind, listing, { withTokens }) }
    }),
  )
  const fetched = await client.fetchAll(asked.map(({ want }) => want))
  for (const { shelf, listing, want } of asked) put(shelf, listing, fetched.get(want))
}

/**
 * A list that failed may be read next time, so the assets on it are not asked for in another way.
 */
const ASKING: ReadonlySet<Fetched['status']> = new Set(['cut', 'unreadable'])

/** Reads the named assets themselves if our own list ended before it showed them. */
const readNamed = async (
  client: GraphClient,
  request: InventoryRequest,
  shelves: readonly Shelf[],
  missing: readonly (readonly AssetRequest[])[],
): Promise<void> => {
  const asked = shelves.flatMap((shelf, place) =>
    shelf.kind.ownerField === undefined || !ASKING.has(statusOf(shelf, 'owned'))
      ? []
      : (missing[place] ?? []).map((asset) => {
          const relations = EDGE_NAMES.filter((each) => asset.relations.includes(each))
          return {
            shelf,
            want: assetWant(request.business, shelf.kind, asset.id, relations),
            asset,
          }
        }),
  )
  const fetched = await client.fetchAll(asked.map(({ want }) => want))
  for (const { shelf, want, asset } of asked) {
    takeNamed(shelf, asset.id, fetched.get(want), request.business)
  }
}

const takeNamed = (
  shelf: Shelf,
  asset: string,
  fetched: Fetched | undefined,
  business: string,
): void => {
  const [row] = fetched?.rows ?? []
  if (fetched?.status !== 'complete' || assetIdIn(row, shelf.kind) !== asset) return
  if (fetched.edges !== undefined) shelf.edges.push(fetched.edges)
  const owner = idIn(fieldOf(row, shelf.kind.ownerField ?? ''))
  if (owner === null) return
  const { owned, foreign } = shelf.named
  shelf.named =
    owner === business
      ? {
          foreign,
          owned: [
            ...owned,
            {
              ...{ id: asset, name: textOf(row, shelf.kind.nameField), tasks: null },
              ...{ groupedAs: null, status: statusIn(row, shelf.kind) },
            },
          ],
        }
      : { owned, foreign: [...foreign, asset] }
}

const inventoryOf = (shelves: readonly Shelf[]): Inventory => {
  const edges = new Map(
    shelves.map((shelf) => [shelf.kind.name, new Map(shelf.edges.flatMap((reads) => [...reads]))]),
  )
  return {
    listings: new Map(
      shelves.map(({ kind, lists, named }) => [
        kind.name,
        listingsOf(kind, (listing) => lists.get(listing) ?? UNREAD, named),
      ]),
    ),
    relations: ({ kind, asset, relation }) =>
      isEdgeName(relation)
        ? edges
            .get(kind.name)
            ?.get(asset)
            ?.get(kind.relations[relation]?.edge ?? '')
        : undefined,
  }
}
