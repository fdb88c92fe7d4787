import type { GraphError } from '../../graph/errors/graph-error.ts'
import { ruleOf } from '../../graph/errors/matched-rule.ts'
import { permissionsIn } from '../../graph/errors/permission-names.ts'
import { fieldOf, type Json, textOf } from '../../graph/json.ts'
import type { Fetched } from '../../graph/want.ts'
import {
  type AssetKind,
  LISTINGS,
  type Listing,
  listingEdge,
  listingsFor,
  type Scopes,
} from '../../model/kinds.ts'
import type { Completeness, Ownership } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { assetIdIn, statusIn } from '../decode.ts'
import { requestNote } from '../evidence/row-notes.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import { type BadRow, badRow, type Section, sectionOf, worstOf } from '../section.ts'

/** An asset as one of the business's listings has it. */
export interface ListedAsset {
  readonly id: string
  readonly name: string | null
  /** What we may do on it, if the row says so. */
  readonly tasks: readonly string[] | null
  /** The id under which asset groups list it; null if that is its own, or the row does not tell. */
  readonly groupedAs: string | null
  /** What its status says; null if it works, or the row does not tell. */
  readonly status: string | null
}

/** The listings of one kind. */
export interface KindListings {
  readonly kind: AssetKind
  readonly sections: Readonly<Record<Listing, Section<ListedAsset>>>
  readonly byId: Readonly<Record<Listing, ReadonlyMap<string, ListedAsset>>>
  /** Assets whose own field names another business as the owner. */
  readonly foreign: ReadonlySet<string>
}

/** Assets read by id: what their own fields say about whose they are. */
export interface NamedAssets {
  readonly owned: readonly ListedAsset[]
  readonly foreign: readonly string[]
}

export const NONE_NAMED: NamedAssets = { owned: [], foreign: [] }

export const listingsOf = (
  kind: AssetKind,
  fetched: (listing: Listing) => Fetched | undefined,
  named: NamedAssets = NONE_NAMED,
): KindListings => {
  const pending = kind.relations.request?.pending
  const sections = {
    owned: sectionOf(fetched('owned'), (row) => assetIn(kind, row, row)),
    client:
      listingEdge(kind, 'client') === undefined
        ? NO_LIST
        : sectionOf(fetched('client'), (row) => assetIn(kind, row, row)),
    // The row's own id may be the request's: the asset is the nested one.
    pendingClient:
      pending === undefined
        ? NO_LIST
        : sectionOf(
            fetched('pendingClient'),
            (row) => assetIn(kind, row, fieldOf(row, pending.asset)),
            requestNote(kind),
          ),
  }
  const byId = {
    owned: new Map([
      ...mapOf(sections.owned),
      ...named.owned.map((asset) => [asset.id, asset] as const),
    ]),
    client: mapOf(sections.client),
    pendingClient: mapOf(sections.pendingClient),
  }
  return { kind, sections, byId, foreign: new Set(named.foreign) }
}

/** Of a kind that nobody can ask for, or share. */
const NO_LIST: Section<ListedAsset> = { rows: [], status: 'complete', error: null, bad: null }

const mapOf = (section: Section<ListedAsset>): ReadonlyMap<string, ListedAsset> =>
  new Map(section.rows.map((asset) => [asset.id, asset]))

const assetIn = (kind: AssetKind, row: Json, node: Json | undefined): ListedAsset | BadRow => {
  const id = assetIdIn(node, kind)
  if (id === null) return badRow(`a ${kind.label} without a valid id`)
  const tasks = kind.relations.request?.codec.decode(row) ?? null
  if (tasks === 'bad') return badRow(`${kind.label} ${id} with tasks that are no list of texts`)
  const groupedAs = textOf(node, kind.grouped?.by ?? '') || null
  return { id, name: textOf(node, kind.nameField), tasks, groupedAs, status: statusIn(node, kind) }
}

/** What an asset is to us according to the listings only; null if none has it. */
export const listedAs = (
  listings: KindListings,
  asset: string,
): 'owned' | 'client' | 'pending' | null => {
  if (listings.byId.owned.has(asset)) return 'owned'
  if (listings.byId.client.has(asset)) return 'client'
  return listings.byId.pendingClient.has(asset) ? 'pending' : null
}

/** Only complete reads prove that an asset is not ours. */
export const unlistedAs = (
  listings: KindListings,
  asset: string,
): Extract<Ownership, 'absent' | 'unknown'> =>
  listingStatus(listings, asset) === 'complete' ? 'absent' : 'unknown'

/**
 * Whether the asset is known not to be ours: from the complete list of ours, or from its own
 * field.
 */
export const ownStatus = ({ sections, foreign }: KindListings, asset: string): Completeness =>
  foreign.has(asset) ? 'complete' : sections.owned.status

/** How certain it is that no list has the asset. */
export const listingStatus = (listings: KindListings, asset: string): Completeness => {
  const { client, pendingClient } = listings.sections
  return worstOf([ownStatus(listings, asset), client.status, pendingClient.status])
}

/** What the listings tell of an asset; the first that has it wins. */
export const listedText = (
  listings: KindListings,
  asset: string,
  of: 'name' | 'groupedAs' | 'status',
): string | null =>
  LISTINGS.map((listing) => listings.byId[listing].get(asset)?.[of]).find(
    (text) => typeof text === 'string',
  ) ?? null

/** The problems of one kind's lists. What is refused for one reason is said once, with every list. */
export const listingProblems = ({ kind, sections }: KindListings): readonly Problem[] => {
  const byReason = new Map<
    string,
    { readonly edges: string[]; readonly section: Section<object> }
  >()
  for (const listing of listingsFor(kind)) {
    const section = sections[listing]
    const reason = reasonOf(section) ?? listing
    const alike = byReason.get(reason)
    const edge = listingEdge(kind, listing) ?? ''
    if (alike === undefined) byReason.set(reason, { edges: [edge], section })
    else alike.edges.push(edge)
  }
  return [...byReason.values()].flatMap(({ edges, section }) =>
    sectionProblems(edges.join(' and '), section, kind.listing.scopes),
  )
}

/** Why a list is refused, whichever list it is; null where it is not. */
const reasonOf = ({ status, error }: Section<object>): string | null =>
  status === 'unreadable' && error !== null
    ? [error.code, error.subcode, error.message].join(' ')
    : null

/** The problem of one of our business's lists, if there is one. */
export const sectionProblems = (
  where: string,
  section: Section<object>,
  scopes: Scopes = [],
): readonly Problem[] => {
  if (section.status === 'complete') return []
  if (section.error === null) {
    return section.bad === null ? [] : [liveProblem('bad_row', { where, what: section.bad })]
  }
  const code = section.status === 'unknown' ? 'listing_unknown' : 'listing_unreadable'
  const what = `${errorWords(section.error)}${needsOf(section.error, scopes)}`
  return [liveProblem(code, { where, what })]
}

/** Which permissions a list needs, where the API refused it and named none. */
const needsOf = (error: GraphError, scopes: Scopes): string =>
  scopes.length === 0 ||
  ruleOf(error).family !== 'permission' ||
  permissionsIn(error.message) !== null
    ? ''
    : `; the list needs ${scopes.map((choice) => choice.join(' or ')).join(' and ')}`
