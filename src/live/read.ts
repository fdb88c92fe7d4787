import type { GraphClient } from '../graph/client-over.ts'
import type { GraphError } from '../graph/errors/graph-error.ts'
import { type Evidence, mergedEvidence } from '../model/assumed/evidence.ts'
import {
  type AssetKind,
  assetKindOf,
  BUSINESS,
  KINDS,
  type KindTable,
  listingEdge,
  listingsFor,
  withEverything,
  withGroups,
} from '../model/kinds.ts'
import type { LiveAsset, LiveRelation, LiveState, Scope } from '../model/live.ts'
import { type EdgeName, isHeldBy, type RelationName } from '../model/relations.ts'
import { compareText } from '../model/text/text.ts'
import { type Estate, type EstateRequest, readEstate, sourcesOf } from './assets/estate.ts'
import { listedAs, listedText } from './assets/listings.ts'
import { type Mirror, mirrorOf, mirrorProblems, whyNot } from './assets/mirror-lists.ts'
import { ownershipOf, type RequestSources, requestSection } from './assets/request-rows.ts'
import { answersShow, evidenceIn } from './evidence/evidence-in.ts'
import { readTokenEnds } from './glance/token-ends.ts'
import { readGroups, withReadGroups } from './groups/read-groups.ts'
import { errorWords, isHidden, liveProblem } from './live-problems.ts'
import { everybody, type People } from './people/people.ts'
import { membersSection } from './people/seats.ts'
import { readPeople, readWho, type Who } from './people/who-we-are.ts'
import { countsOf, difference } from './read-counts.ts'
import { readEdges } from './relations/edges.ts'
import {
  onBehalfOfTargets,
  readOnBehalfOf,
  readOpenRequests,
} from './relations/on-behalf-of-rows.ts'
import type { Target } from './relations/relation-rows.ts'
import { scopesOf } from './relations/scopes.ts'
import { targetsOf } from './relations/targets.ts'
import type { Section } from './section.ts'
import {
  type AssetRequest,
  asksSeats,
  listedKinds,
  namedAssets,
  type ReadRequest,
} from './wants.ts'

/**
 * Reads what a request covers: who we are and our people, and at the same time what each asset is to
 * us; then the assets' relations, unless they came along. Throws a `GraphError` only when the run
 * cannot go on (the token is no use, or a limit outlasts the allowed wait); everything else is in
 * `scopes` and `problems`.
 */
export const readLive = async (
  client: GraphClient,
  request: ReadRequest,
  kinds: KindTable = KINDS,
): Promise<LiveState> => {
  const before = countsOf(client)
  const isSeated = asksSeats(request)
  const asked = readWho(client, { ...request, seats: isSeated })
  const people = async (): Promise<People> =>
    request.people ? (await asked).people : readPeople(client, request.business)
  const [who, assets, groups, tokenEnds] = await Promise.all([
    asked,
    readAssets(client, request, kindsIn(request, kinds), people),
    request.groups === true ? readGroups(client, { business: request.business, kinds }) : null,
    request.tokenEnds === true ? readTokenEnds(client) : null,
  ])
  const read = scopesOf(assets.sections(who.business), kinds, wordsFor(who))
  const known: LiveState = {
    business: who.business,
    self: who.self,
    people: everybody(who.people),
    invitations: who.people.pending_users.rows,
    directory: {
      business_users: who.people.business_users.status,
      system_users: who.people.system_users.status,
      pending_users: who.people.pending_users.status,
    },
    assets: assets.assets,
    relations: read.relations,
    scopes: read.scopes,
    ...(assets.unreadRequests.length === 0 ? {} : { unreadRequests: assets.unreadRequests }),
    ...(assets.unlisted.length === 0 ? {} : { unlisted: assets.unlisted }),
    ...(assets.mirror === null ? {} : { mirror: mirrorOf(assets.mirror) }),
    ...(tokenEnds === null ? {} : { tokenEnds }),
    ...(request.assets === 'all' && request.passes === undefined
      ? { everything: true as const }
      : {}),
    problems: [...who.problems, ...assets.problems, ...read.problems],
    calls: difference(countsOf(client), before),
  }
  const seated = isSeated ? withSeats(known, who.business, who.people, wordsFor(who)) : known
  const live =
    groups === null ? seated : withReadGroups(seated, groups, { kinds, who: wordsFor(who) })
  const lists = [
    ...assets.lists,
    ...(request.people ? Object.values(who.people) : []),
    ...(groups === null ? [] : [groups.list]),
  ]
  return {
    ...withEvidence(live, evidenceFrom(client, live, kinds), [
      read.evidence,
      ...assets.shows,
      who.people.pending_users.shows,
    ]),
    self: selfIn(live.self, live.relations),
    problems: [
      ...versionProblems(client),
      ...asOneRefusal(request.business, live.problems, refusalOf(lists)),
    ],
  }
}

/** The same live state with what its rows show, and what was noted before they were decoded. */
const withEvidence = <Read extends Pick<LiveState, 'evidence'>>(
  read: Read,
  decoded: readonly Evidence[],
  noted: readonly (readonly Evidence[] | undefined)[] = [],
): Read => {
  const evidence = mergedEvidence(read.evidence, decoded, ...noted)
  return evidence.length === 0 ? read : { ...read, evidence }
}

/** What the rows show, and the answers' headers. */
const evidenceFrom = (
  client: GraphClient,
  live: LiveState,
  kinds: KindTable,
): readonly Evidence[] => [
  ...evidenceIn({ ...live, kinds: withEverything(kinds) }),
  ...answersShow(client.observed()),
]

/** The business among the assets, with who belongs to it. A list that failed was reported as such. */
const withSeats = <Read extends Reread>(
  read: Read,
  { id, name }: LiveState['business'],
  people: People,
  who: string,
): Read => {
  const { relations, scopes } = seatsIn(id, people, who)
  return {
    ...read,
    assets: [...read.assets, { kind: BUSINESS.name, id, name, ownership: 'owned' }],
    relations: [...read.relations, ...relations],
    scopes: [...read.scopes, ...scopes],
  }
}

const seatsIn = (id: string, people: People, who: string) => {
  const target: Target = { kind: BUSINESS, asset: id, relation: 'members' }
  return scopesOf(new Map([[target, membersSection(id, people)]]), [BUSINESS], who)
}

/** A group can be asked for by its id; where everything is, groups are read as what they are. */
const kindsIn = ({ assets }: Pick<ReadRequest, 'assets'>, kinds: KindTable): KindTable =>
  assets === 'all' ? kinds : withGroups(kinds)

/**
 * A system user that its list leaves out is still known if rows of relations contain its own id.
 */
const selfIn = (self: LiveState['self'], relations: readonly LiveRelation[]): LiveState['self'] =>
  self.person === null &&
  relations.some(({ relation, subject }) => isHeldBy(relation, 'person') && subject === self.id)
    ? { ...self, person: self.id }
    : self

interface ReadAssets {
  readonly assets: readonly LiveAsset[]
  readonly sections: (
    business: RequestSources['business'],
  ) => ReadonlyMap<Target, Section<LiveRelation>>
  readonly unreadRequests: readonly string[]
  readonly unlisted: NonNullable<LiveState['unlisted']>
  readonly mirror: Mirror | null
  readonly problems: LiveState['problems']
  /** What the rows of the business's lists showed. */
  readonly shows: readonly (readonly Evidence[] | undefined)[]
  /** The listings of assets. */
  readonly lists: readonly Section<object>[]
}

const CLOSED =
  'all of its lists are refused. Either this token belongs to another business, or it lacks business_management, or its user is not an admin there'

/**
 * Why none of the business's lists could be read, if the reason is the same for all; otherwise null.
 * If no list was asked for, there is nothing to conclude.
 */
const refusalOf = (lists: readonly Section<object>[]): string | null => {
  const asked = lists.filter(isAsked)
  const errors = asked.flatMap(({ error }) => error ?? [])
  const [first] = errors
  if (first === undefined || errors.length < asked.length) return null
  if (asked.every(isRefused)) return `${CLOSED}. The first answer: ${errorWords(first)}`
  const isSame = ({ code, subcode, type }: GraphError): boolean =>
    code === first.code && subcode === first.subcode && type === first.type
  return errors.every(isSame) ? `all of its lists give the same answer: ${errorWords(first)}` : null
}

const isAsked = ({ status, error, bad }: Section<object>): boolean =>
  status === 'complete' || error !== null || bad !== null

/** A business that may not be seen is answered like one that does not exist. */
const isRefused = ({ status, error }: Section<object>): boolean =>
  status === 'unreadable' || (error !== null && isHidden(error))

/**
 * If none of a business's lists may be read, the business is not ours or the token is no use for it.
 * That is reported as one error, as one for each list and each asset would hide the cause.
 */
const asOneRefusal = (
  business: string,
  problems: LiveState['problems'],
  what: string | null,
): LiveState['problems'] => {
  if (what === null) return problems
  return [
    ...problems.filter(({ code }) => !OF_LISTS.has(code)),
    liveProblem('wrong_business', { business, what }),
  ]
}

/** Problems that merely follow when none of the business's lists can be read. */
const OF_LISTS: ReadonlySet<string> = new Set([
  'wrong_business',
  'listing_unknown',
  'listing_unreadable',
  'people_unknown',
  'people_unreadable',
  'obo_lists_unavailable',
  'scope_unknown',
  'mirror_unread',
])

const readAssets = async (
  client: GraphClient,
  request: ReadRequest,
  kinds: KindTable,
  people: () => Promise<People>,
): Promise<ReadAssets> => {
  const { business } = request
  const listed = listedKinds(request, kinds)
  // These lists depend on no asset, so they are read beside those of the assets.
  const open = request.onBehalfOf === undefined ? null : readOpenRequests(client, business)
  // If the run ends before anybody waits for them, its own error is the one that is told.
  open?.catch(() => {})
  const estate = await readEstate(client, {
    business,
    kinds: listed,
    named: isBounded(request) ? namedAssets(request) : null,
    others: request.listings === 'all',
    clients: needsClients(request, listed),
    mirror: request.mirror === true,
  })
  const assets = assetsOf(estate, request, listed)
  const targets = targetsOf(request, assets, kinds)
  const reach =
    request.onBehalfOf === undefined
      ? null
      : onBehalfOfTargets(assets.filter(request.passes ?? (() => true)), kinds)
  const [edges, behalf] = await Promise.all([
    readEdges(targets, {
      client,
      business,
      people,
      known: estate.relations,
      isListed: ({ kind, asset }) =>
        listedAs(sourcesOf(estate, kind, { id: business, name: null }).listings, asset) !== null,
    }),
    readOnBehalfOf(client, {
      business,
      targets,
      reach,
      open,
      isFull: request.onBehalfOf === 'in_full',
    }),
  ])
  return {
    assets,
    sections: (own) => new Map([...edges, ...requestsIn(targets, estate, own), ...behalf.sections]),
    unreadRequests: unreadRequestsOf(estate),
    unlisted: request.assets === 'all' ? unlistedIn(estate) : [],
    mirror: estate.mirror,
    problems: [
      ...estate.problems,
      ...(estate.mirror === null ? [] : mirrorProblems(estate.mirror, saidOf(estate))),
      ...behalf.problems,
    ],
    shows: [...showsOf(estate), behalf.shows],
    lists: [...estate.listings.values()].flatMap(({ kind, sections }) =>
      listingsFor(kind).map((listing) => sections[listing]),
    ),
  }
}

/**
 * Reads some assets once more: what they are to us now, and the requested ones of their relations.
 * Throws a `GraphError` when `readLive` would.
 */
export const readAgain = async (
  client: GraphClient,
  business: string,
  assets: readonly AssetRequest[],
  kinds: KindTable = KINDS,
): Promise<Reread> => {
  const request: ReadRequest = { business, assets, people: false, listings: 'needed' }
  const isSeated = asksSeats(request)
  const people = once(() => readPeople(client, business, { seats: isSeated }))
  const [read, seats] = await Promise.all([
    readAssets(client, request, kindsIn(request, kinds), people),
    isSeated ? people() : null,
  ])
  const sections = read.sections({ id: business, name: null })
  const { relations, scopes, evidence } = scopesOf(sections, kinds, "the token's user")
  const asked = new Set(assets.map(({ id }) => id))
  const bare = { assets: read.assets.filter(({ id }) => asked.has(id)), relations, scopes }
  const decoded = { ...bare, ...NOBODY_LISTED, kinds: withEverything(kinds) }
  const again = withEvidence<Reread>(bare, evidenceIn(decoded), [evidence, ...read.shows])
  return seats === null
    ? again
    : withSeats(again, { id: business, name: null }, seats, "the token's user")
}

/** Reads when first asked, and never twice. */
const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let reading: Promise<T> | undefined
  return () => {
    reading ??= read()
    return reading
  }
}

/**
 * Reads one edge of every asset of these kinds, and nothing else of them. Null if that does not give
 * the whole truth: a list of assets, or the edge of one, is refused, cut or fails. Throws a
 * `GraphError` when `readLive` would.
 */
export const readEdgeOf = async (
  edge: EdgeName,
  client: GraphClient,
  business: string,
  kinds: KindTable,
): Promise<Pick<Reread, 'assets' | 'relations'> | null> => {
  if (kinds.length === 0) return { assets: [], relations: [] }
  const request: ReadRequest = { business, assets: 'all', people: false, listings: 'needed' }
  const people = (): Promise<People> => readPeople(client, business)
  const bare = kinds.map((kind) => ({ ...kind, relations: onlyThis(edge, kind) }))
  const read = await readAssets(client, request, bare, people)
  const { relations, scopes } = scopesOf(
    read.sections({ id: business, name: null }),
    bare,
    "the token's user",
  )
  const isWhole = [...read.lists, ...scopes].every(({ status }) => status === 'complete')
  return isWhole ? { assets: read.assets, relations } : null
}

const onlyThis = (edge: EdgeName, { relations }: AssetKind): AssetKind['relations'] => {
  const only = relations[edge]
  return only === undefined ? {} : { [edge]: only }
}

/** What a second reading of some assets shows. */
export type Reread = Pick<LiveState, 'assets' | 'relations' | 'scopes' | 'evidence'>

/** What stands for lists of people that were not read: they leave nobody out. */
const NOBODY_LISTED = {
  people: [],
  invitations: [],
  directory: { business_users: 'unknown', system_users: 'unknown', pending_users: 'unknown' },
} as const satisfies Pick<LiveState, 'people' | 'invitations' | 'directory'>

/** What the lists of requests, clients and agencies showed. */
const showsOf = ({ listings, clients, mirror }: Estate): ReadAssets['shows'] => [
  ...[...listings.values()].map(({ sections }) => sections.pendingClient.shows),
  clients?.shows,
  mirror?.agencies.shows,
  mirror?.clients.shows,
]

/** A list of clients that failed is a problem of its own. */
const saidOf = ({ clients }: Estate): readonly (keyof Mirror)[] =>
  clients === null || clients.status === 'complete' ? [] : ['clients']

/** Lists that there may be more on than they show. */
const unlistedIn = ({ listings }: Estate): NonNullable<LiveState['unlisted']> =>
  [...listings.values()].flatMap(({ kind, sections }) =>
    (['owned', 'client'] as const).flatMap((listing) => {
      const section = sections[listing]
      return section.status === 'complete'
        ? []
        : [{ kind: kind.name, listing, what: `${kind.listing[listing]}: ${whyNot(section)}` }]
    }),
  )

/** All lists that contain requests of ours, for every kind: their requests share one limit. */
const unreadRequestsOf = ({ listings, clients }: Estate): readonly string[] => [
  ...[...listings.values()]
    .filter(({ sections }) => sections.pendingClient.status !== 'complete')
    .flatMap(({ kind }) => listingEdge(kind, 'pendingClient') ?? []),
  ...(clients === null || clients.status === 'complete' ? [] : ['clients']),
]

/**
 * Reads some scopes once more after a write, and otherwise only what they depend on, which for a
 * request is the kind's listings. Throws a `GraphError` when `readLive` would.
 */
export const readRelations = async (
  client: GraphClient,
  business: string,
  targets: readonly {
    readonly kind: string
    readonly asset: string
    readonly relation: RelationName
  }[],
  kinds: KindTable = KINDS,
): Promise<{ readonly relations: readonly LiveRelation[]; readonly scopes: readonly Scope[] }> => {
  const wanted = targets
    .filter(({ relation }) => relation !== 'members')
    .map((target) => ({ ...target, kind: assetKindOf(target.kind, kinds) }))
  const isSeated = wanted.length < targets.length
  const people = once(() => readPeople(client, business, { seats: isSeated }))
  const requests = wanted.filter(({ relation }) => isHeldBy(relation, 'us'))
  const [estate, edges, behalf, seats] = await Promise.all([
    requests.length === 0 ? null : readEstate(client, estateRequest(business, requests, kinds)),
    readEdges(wanted, {
      client,
      business,
      people,
      // The write to it was planned from a listing.
      isListed: () => true,
      known: () => undefined,
    }),
    readOnBehalfOf(client, { business, targets: wanted, reach: null, open: null }),
    isSeated ? people() : null,
  ])
  const sections = new Map<Target, Section<LiveRelation>>([
    ...edges,
    ...behalf.sections,
    ...(estate === null ? [] : requestsIn(requests, estate, { id: business, name: null })),
  ])
  const { relations, scopes } = scopesOf(sections, kinds, "the token's user")
  if (seats === null) return { relations, scopes }
  const own = seatsIn(business, seats, "the token's user")
  return { relations: [...relations, ...own.relations], scopes: [...scopes, ...own.scopes] }
}

/**
 * The plan has read to the end that the assets are not ours, and none of our writes makes them
 * so.
 */
const estateRequest = (
  business: string,
  requests: readonly Target[],
  kinds: KindTable,
): EstateRequest => ({
  business,
  kinds: kinds.filter((kind) => requests.some((target) => target.kind === kind)),
  named: [],
  others: true,
  isOwnKnown: true,
  clients: true,
})

/**
 * Whether only the named assets are needed, so that the list of ours need not be read to its end.
 */
const isBounded = (request: ReadRequest): boolean =>
  request.assets !== 'all' && request.onBehalfOf === undefined

/** `clients` is read when a request has to be judged. */
const needsClients = (request: ReadRequest, listed: KindTable): boolean =>
  (request.assets === 'all' && listed.some(({ relations }) => relations.request !== undefined)) ||
  namedAssets(request).some(({ relations }) => relations.some((name) => isHeldBy(name, 'us')))

/** All assets on any listing, and those asked for by id that are on none. */
const assetsOf = (
  estate: Estate,
  request: ReadRequest,
  listed: KindTable,
): readonly LiveAsset[] => {
  const named = namedAssets(request)
  return listed.flatMap((kind) => {
    const sources = sourcesOf(estate, kind, { id: request.business, name: null })
    const { byId } = sources.listings
    const ids = new Set([
      ...Object.values(byId).flatMap((assets) => [...assets.keys()]),
      ...named.filter((asset) => asset.kind === kind.name).map((asset) => asset.id),
    ])
    return [...ids].sort(compareText).map((id): LiveAsset => {
      const groupedAs =
        kind.grouped?.by === undefined ? null : listedText(sources.listings, id, 'groupedAs')
      const status = listedText(sources.listings, id, 'status')
      return {
        kind: kind.name,
        id,
        name: listedText(sources.listings, id, 'name'),
        ownership: ownershipOf(sources, id),
        ...(status === null ? {} : { status }),
        ...(groupedAs === null ? {} : { groupedAs }),
      }
    })
  })
}

const requestsIn = (
  targets: readonly Target[],
  estate: Estate,
  business: RequestSources['business'],
): readonly (readonly [Target, Section<LiveRelation>])[] =>
  targets
    .filter(({ relation }) => isHeldBy(relation, 'us'))
    .map((target) => [
      target,
      requestSection(sourcesOf(estate, target.kind, business), target.asset),
    ])

/** Who has to be given access if a read is refused. */
const wordsFor = ({ self, people }: Who): string => {
  const person = everybody(people).find((row) => row.id === self.person)
  const name = person?.name ?? null
  return `the token's user${name === null ? '' : ` ${name}`}${self.id === '' ? '' : ` (${person?.id ?? self.id})`}`
}

const versionProblems = (client: GraphClient): LiveState['problems'] => {
  const answered = client.otherVersion()
  if (answered === null) return []
  return [liveProblem('api_version_mismatch', { asked: client.apiVersion, answered })]
}
