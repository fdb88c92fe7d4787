import type { Edge, Optional, Want } from '../graph/want.ts'
import {
  type AssetKind,
  BUSINESS,
  hasAssetToken,
  inverseCodecOf,
  type Kind,
  type KindTable,
  type Listing,
  listingEdge,
} from '../model/kinds.ts'
import type { DesiredAsset, Manifest, Offboarded } from '../model/manifest.ts'
import {
  type EdgeName,
  isHeldBy,
  RELATION_NAMES,
  RELATIONS,
  type Relation,
  type RelationName,
} from '../model/relations.ts'
import { checkedId } from '../model/text/graph-id.ts'

/** An asset and what is to be read of it. */
export interface AssetRequest {
  readonly kind: string
  readonly id: string
  readonly relations: readonly RelationName[]
}

export type OnBehalfOfReach = 'everywhere' | 'in_full'

/** What a read is to cover. */
export interface ReadRequest {
  /** Our own business. */
  readonly business: string
  /** These assets; or agencies, users and requests of every asset in reach. */
  readonly assets: readonly AssetRequest[] | 'all'
  /** With `all`: assets that are read, or found absent, whatever the listings say. */
  readonly declared?: readonly AssetRequest[]
  /** Whether the lists of people and invitations are read. */
  readonly people: boolean
  /**
   * Whether to read what is only needed to look at the people themselves; if that is refused, they
   * are read without it.
   */
  readonly details?: boolean
  /** Also who set up each system user; if that is refused, they are read without it. */
  readonly origins?: boolean
  /** Assets of the kinds that are asked for, or of all kinds. */
  readonly listings: 'needed' | 'all'
  /**
   * Also the on-behalf-of requests of every asset in reach, whatever is managed: those in progress
   * (`everywhere`), or the approved ones too (`in_full`: a call for each asset).
   */
  readonly onBehalfOf?: OnBehalfOfReach
  /** Also our business's own list of agencies, to be held against the assets. */
  readonly mirror?: boolean
  /** Also the asset groups of the business, with what is in them and who. */
  readonly groups?: boolean
  /** Also when the token ends, if that costs no request more. */
  readonly tokenEnds?: boolean
  /** With `all`: only the relations of these assets; the others are only listed. */
  readonly passes?: AssetTest
}

/** Whether an asset matters, by its id and the name that is known of it. */
export type AssetTest = (asset: {
  readonly kind?: string
  readonly id: string
  readonly name: string | null
}) => boolean

/** What is read besides what a manifest manages. */
interface WantedMore {
  readonly everything?: boolean
  /** With `everything`: also who belongs to the business. */
  readonly seats?: boolean
  readonly passes?: AssetTest
}

/**
 * What a plan of this manifest needs: the managed relations of its assets. Who is offboarded is
 * looked for on every asset of the business, and closed coverage asks for all that is there.
 * `passes`: what is left out need not be read.
 */
export const readRequestOf = (
  manifest: Manifest,
  _kinds: KindTable,
  { everything = false, seats: isSeated = false, passes }: WantedMore = {},
): ReadRequest => {
  const declared = manifest.assets
    .filter((asset) => passes === undefined || passes(asset))
    .map(assetRequestOf)
    .filter(({ kind, relations }) => kind !== BUSINESS.name || relations.length > 0)
  const isAll =
    everything || manifest.offboarded.length > 0 || manifest.policy.coverage === 'closed'
  const { business } = manifest
  if (isAll) {
    const isSought = manifest.offboarded.some((entry) => mayBePartner(entry, manifest))
    const isPerson = manifest.offboarded.some((entry) => mayBePerson(entry, manifest))
    const all: ReadRequest = {
      business,
      assets: 'all',
      declared,
      people: true,
      listings: 'all',
      ...(isSought ? { onBehalfOf: 'everywhere' as const } : {}),
      ...(isPerson ? { groups: true } : {}),
      ...(passes === undefined ? {} : { passes }),
    }
    // Whoever is offboarded loses their seat too.
    return isPerson || isSeated ? alsoSeats(all) : all
  }
  const isNamed = (manifest.policyNames ?? []).some(({ means }) => means !== null && 'by' in means)
  const people =
    isNamed || declared.some(({ relations }) => relations.some((name) => isHeldBy(name, 'person')))
  // The requests that are open count together, whatever their kind.
  const asks = declared.some(({ relations }) => relations.some((name) => isHeldBy(name, 'us')))
  return { business, assets: declared, people, listings: asks ? 'all' : 'needed' }
}

/** An id nobody declared may be a person's or a business's. */
const mayBePartner = ({ alias, email }: Offboarded, { people }: Manifest): boolean =>
  email === null && (alias === null || !people.has(alias))

/** The same of a person: only an alias of `partners` says that it is none. */
const mayBePerson = ({ alias }: Offboarded, { partners }: Manifest): boolean =>
  alias === null || !partners.has(alias)

/** What is read of the business itself: who belongs to it. */
export const seatsOf = (business: string): AssetRequest => ({
  kind: BUSINESS.name,
  id: business,
  relations: ['members'],
})

/** The same, with who belongs to the business, declared or not. */
export const alsoSeats = (request: ReadRequest): ReadRequest => {
  if (asksSeats(request)) return request
  const seats = seatsOf(request.business)
  const { assets, declared = [] } = request
  return assets === 'all'
    ? { ...request, declared: [...declared, seats] }
    : { ...request, assets: [...assets, seats] }
}

/** Everything in reach, and all that can be told of everybody. */
export const everythingOf = (business: string): ReadRequest =>
  alsoSeats({
    ...{ business, assets: 'all', people: true, details: true, origins: true },
    ...{ listings: 'all', onBehalfOf: 'in_full', mirror: true, groups: true },
  })

/** Whether the members of the business are asked for. */
export const asksSeats = (request: Pick<ReadRequest, 'assets' | 'declared'>): boolean =>
  namedAssets(request).some(({ kind }) => kind === BUSINESS.name)

const assetRequestOf = (asset: DesiredAsset): AssetRequest => ({
  kind: asset.kind,
  id: asset.id,
  relations: RELATION_NAMES.filter((relation) => asset[relation] !== null),
})

/** Every asset that is asked for by its id. */
export const namedAssets = ({
  assets,
  declared,
}: Pick<ReadRequest, 'assets' | 'declared'>): readonly AssetRequest[] =>
  assets === 'all' ? (declared ?? []) : assets

/** The kinds whose listings are read. */
export const listedKinds = (request: ReadRequest, kinds: KindTable): KindTable => {
  if (request.assets === 'all') return kinds
  const named = new Set(namedAssets(request).map((asset) => asset.kind))
  const isAsked = ({ relations }: AssetKind): boolean =>
    request.listings === 'all' && relations.request !== undefined
  return kinds.filter((kind) => named.has(kind.name) || isAsked(kind))
}

export const meWant = (): Want => ({ path: '/me', params: { fields: 'id,name' }, node: true })

/** Asked apart: the token of a system user has no such field, and the call fails. */
export const meEmailWant = (): Want => ({
  path: '/me',
  params: { fields: 'id,email' },
  node: true,
})

export const businessWant = (business: string): Want => ({
  path: `/${checkedId(business)}`,
  params: { fields: 'id,name' },
  node: true,
})

export const PEOPLE_LISTS = ['business_users', 'system_users', 'pending_users'] as const

export type PeopleList = (typeof PEOPLE_LISTS)[number]

const PEOPLE_FIELDS: Readonly<Record<PeopleList, string>> = {
  business_users: 'id,name,email,role,user{id}',
  system_users: 'id,name,role',
  // Never `invite_link`: whoever has it can join.
  pending_users: 'id,email,role,status,created_time,expiration_time',
}

/** Finer roles read back in fields of their own [spec]; sorted. */
export const FINER_FIELDS = ['finance_permission', 'ip_permission'] as const

/** Of somebody whose removal is under way [spec BusinessUser]. */
export const LEAVING_FIELD = 'marked_for_removal'

/** What is asked of people besides who they are. */
export interface PeopleOptions {
  /** Also who set up each system user. */
  readonly origins?: boolean
  /** Also what only a look at people themselves needs. */
  readonly details?: boolean
  /**
   * Also what matters to a seat: the finer roles, which must survive a change of the base role, and
   * whose removal is under way, as an admin who leaves is none that stays.
   */
  readonly seats?: boolean
}

/** The fields of each, by list [spec]; a token may be refused them. */
const PEOPLE_MORE: Readonly<
  Record<keyof PeopleOptions, Readonly<Partial<Record<PeopleList, readonly string[]>>>>
> = {
  origins: { system_users: ['created_by'] },
  details: { business_users: ['two_fac_status'] },
  seats: { business_users: [...FINER_FIELDS, LEAVING_FIELD] },
}

/** Those without which a list is asked for again, and keeps the others, where the API knows no such field. */
const MAY_LACK: readonly string[] = [LEAVING_FIELD]

const moreOf = (list: PeopleList, options: PeopleOptions): readonly string[] =>
  (Object.keys(PEOPLE_MORE) as (keyof PeopleOptions)[]).flatMap((key) =>
    options[key] === true ? (PEOPLE_MORE[key][list] ?? []) : [],
  )

/** Whether more is asked of a list than a token may be sure to get. */
export const asksMore = (list: PeopleList, options: PeopleOptions): boolean =>
  moreOf(list, options).length > 0

export const peopleWant = (
  business: string,
  list: PeopleList,
  options: PeopleOptions = {},
): Want => {
  const more = moreOf(list, options)
  const optional = optionalOf(
    list,
    more.filter((field) => MAY_LACK.includes(field)),
  )
  return {
    path: `/${checkedId(business)}/${list}`,
    params: { fields: [PEOPLE_FIELDS[list], ...more].join(',') },
    ...(optional.length === 0 ? {} : { optional }),
  }
}

export interface ListingOptions {
  /** Asks for the assets' own tokens in passing. */
  readonly withTokens?: boolean
  /** Relations that are read with each asset if the kind's listing can be expanded. */
  readonly relations?: readonly EdgeName[]
  /** The list may end where these are found, or are better asked for one by one. */
  readonly seek?: ReadonlySet<string>
}

/** A list of the assets of one kind. */
export const listingWant = (
  business: string,
  kind: AssetKind,
  listing: Listing,
  { withTokens = false, relations = [], seek }: ListingOptions = {},
): Want => {
  const { nameField, grouped, relations: has } = kind
  const own = [
    ...['id', nameField, ...statusFields(kind)],
    ...(grouped?.by === undefined ? [] : [grouped.by]),
  ]
  const tasks = has.request?.codec.fields ?? []
  const fields: Readonly<Record<Listing, readonly string[]>> = {
    owned: own,
    client: [...own, ...tasks],
    pendingClient: ['id', ...tasks, `${has.request?.pending.asset}{id,${nameField}}`],
  }
  const token = withTokens && listing !== 'pendingClient' ? ['access_token'] : []
  const edges = kind.listing.expandable ? edgeReads(kind, business, relations) : []
  return {
    path: `/${checkedId(business)}/${listingEdge(kind, listing)}`,
    params: { fields: [...fields[listing], ...token].join(',') },
    ...(edges.length === 0 ? {} : { edges }),
    ...(seek === undefined ? {} : { seek }),
  }
}

/** Read with the name, wherever that is. */
const statusFields = ({ status }: AssetKind): readonly string[] =>
  status === undefined ? [] : [status.field]

/** An asset by its id: whose it is, its token and, if the kind can be expanded, its relations. */
export const assetWant = (
  business: string,
  kind: AssetKind,
  asset: string,
  relations: readonly EdgeName[],
): Want => {
  const owner = kind.ownerField === undefined ? [] : [`${kind.ownerField}{id}`]
  const token = hasAssetToken(kind) ? ['access_token'] : []
  const edges = kind.listing.expandable ? edgeReads(kind, business, relations) : []
  return {
    path: `/${checkedId(asset)}`,
    params: { fields: ['id', kind.nameField, ...statusFields(kind), ...owner, ...token].join(',') },
    node: true,
    ...(edges.length === 0 ? {} : { edges }),
  }
}

/** What we asked for and were given, by client; these fields must be asked for by name. */
export const clientsWant = (business: string, kinds: KindTable): Want => ({
  path: `/${checkedId(business)}/clients`,
  params: {
    fields: ['id', 'name', ...new Set(kinds.flatMap(({ mirror }) => mirror ?? []))].join(','),
  },
})

/** The same of our own assets, by agency: it has the same fields, and only of these kinds [guide]. */
export const mirrorWant = (business: string, kinds: KindTable): Want => ({
  ...clientsWant(business, kinds),
  path: `/${checkedId(business)}/agencies`,
})

/** Not documented of every kind: the reference of pixels lists none of them [ref]. */
const AGENCY_FIELDS = ['access_status', 'access_requested_time', 'access_updated_time']

/** What is asked of each row where there is such a field, by who it is; `business` is required of people, and says whose are listed. */
const ROWS: Readonly<
  Record<
    Relation['holder'],
    (
      business: string,
    ) => Pick<Edge, 'confirmsAbsence'> &
      Readonly<{ fields: readonly string[]; params?: Edge['params'] }>
  >
> = {
  partner: () => ({ fields: AGENCY_FIELDS }),
  // An assignment replaces the list that is there: nobody may be taken for new by mistake.
  // `business` of a row is whose person it is [spec AssignedUser]: not always the one asked for.
  person: (business) => ({
    fields: ['business{id}'],
    params: { business: checkedId(business) },
    confirmsAbsence: true,
  }),
  us: () => ({ fields: [] }),
}

/** How a relation is asked for. Throws for one that the kind does not have. */
const edgeRead = (kind: Kind, business: string, relation: EdgeName): Edge => {
  const edge = kind.relations[relation]
  if (edge === undefined) throw new Error(`${kind.name} has no ${relation}`)
  const { fields, params, ...more } = ROWS[RELATIONS[relation].holder](business)
  const { spare } = edge.codec
  if (edge.hasDefaultRows === true) return { edge: edge.edge, params: { ...params }, ...more }
  return {
    edge: edge.edge,
    params: {
      fields: ['id', 'name', ...edge.codec.fields, ...spare, ...fields].join(','),
      ...params,
    },
    optional: optionalOf(`${kind.name} ${edge.edge}`, fields, spare),
    ...more,
  }
}

/** Sets of fields that are refused apart: an edge without a status may well have roles. */
const optionalOf = (of: string, ...sets: readonly (readonly string[])[]): readonly Optional[] =>
  sets
    .filter((fields) => fields.length > 0)
    .map((fields) => ({ of: `${of} ${fields.join()}`, fields }))

const edgeReads = (
  kind: AssetKind,
  business: string,
  relations: readonly EdgeName[],
): readonly Edge[] => relations.map((relation) => edgeRead(kind, business, relation))

/** One relation of one asset. */
export const relationWant = (
  kind: AssetKind,
  asset: string,
  relation: EdgeName,
  business: string,
): Want => {
  const { edge, params, optional } = edgeRead(kind, business, relation)
  const path = `/${checkedId(asset)}/${edge}`
  return { path, params, ...(optional && { optional }), ...signerOf(kind, asset, [relation]) }
}

/** Several relations of one asset in one call. */
export const relationsWant = (
  kind: AssetKind,
  asset: string,
  relations: readonly EdgeName[],
  business: string,
): Want => ({
  path: `/${checkedId(asset)}`,
  params: { fields: 'id' },
  node: true,
  onlyEdges: true,
  edges: edgeReads(kind, business, relations),
  ...signerOf(kind, asset, relations),
})

/** Whose token signs a read of these relations. */
const signerOf = (
  kind: AssetKind,
  asset: string,
  relations: readonly EdgeName[],
): Pick<Want, 'asset'> =>
  relations.some((relation) => kind.relations[relation]?.token.read === 'asset') ? { asset } : {}

/**
 * The assets of one kind that a person is assigned to; null if the API has no such edge. `about`:
 * more fields of the assets.
 */
export const inverseWant = (
  kind: Kind,
  person: string,
  about: readonly string[] = [],
): Want | null => {
  const inverse = kind.relations.users?.inverse
  const codec = inverseCodecOf(kind)
  if (inverse === undefined || codec === undefined) return null
  const { fields, spare } = codec
  const optional = optionalOf(`${kind.name} ${inverse}`, spare)
  return {
    path: `/${checkedId(person)}/${inverse}`,
    params: { fields: ['id', ...about, ...fields, ...spare].join(',') },
    ...(optional.length === 0 ? {} : { optional }),
  }
}
