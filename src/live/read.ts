import type { GraphClient } from '../graph/client.ts'
import { KINDS, type KindTable, kindOf } from '../model/kinds.ts'
import type {
  LiveAsset,
  LiveRelation,
  LiveState,
  ReadCounts,
  Scope,
  ScopeRelation,
} from '../model/live.ts'
import { compareText } from '../model/text.ts'
import { liveProblem } from './diagnostics.ts'
import { readEdges } from './edges.ts'
import { type Ground, type GroundRequest, readGround, sourcesOf } from './ground.ts'
import { listedAs, nameOf } from './listings.ts'
import { onBehalfOfTargets, readOnBehalfOf } from './on-behalf-of.ts'
import { everybody, type People } from './people.ts'
import type { Target } from './relations.ts'
import { ownershipOf, type RequestSources, requestSection } from './requests.ts'
import { scopesOf } from './scopes.ts'
import type { Section } from './section.ts'
import { targetsOf } from './targets.ts'
import { listedKinds, namedAssets, type ReadRequest } from './wants.ts'
import { readPeople, readWho, type Who } from './who.ts'

/**
 * Reads what a request covers: who we are and our people; side by side with it which assets are
 * what to us, then their relations where these did not come along. Throws a `GraphError` only where
 * the run cannot go on (a token that is of no use, a limit that outlasts the wait); everything else
 * is in `scopes` and `problems`.
 */
export const readLive = async (
  client: GraphClient,
  request: ReadRequest,
  kinds: KindTable = KINDS,
): Promise<LiveState> => {
  const before = countsOf(client)
  const asked = readWho(client, request)
  const people = async (): Promise<People> =>
    request.people ? (await asked).people : readPeople(client, request.business)
  const [who, assets] = await Promise.all([asked, readAssets(client, request, kinds, people)])
  const read = scopesOf(assets.sections(who.business), kinds, wordsFor(who))
  return {
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
    problems: [
      ...versionProblems(client),
      ...asOneRefusal(request.business, [...who.problems, ...assets.problems], {
        isClosed: assets.isClosed && isClosed(who.people, request),
      }),
      ...read.problems,
    ],
    calls: difference(countsOf(client), before),
  }
}

interface ReadAssets {
  readonly assets: readonly LiveAsset[]
  readonly sections: (
    business: RequestSources['business'],
  ) => ReadonlyMap<Target, Section<LiveRelation>>
  readonly problems: LiveState['problems']
  /** Whether every listing of the business was refused. */
  readonly isClosed: boolean
}

const isClosed = (people: People, { people: areRead }: ReadRequest): boolean =>
  !areRead || Object.values(people).every(({ status }) => status === 'unreadable')

/**
 * A business none of whose lists may be read is not ours, or the token is of no use for it: one
 * error, where a warning for each list would look like a plan with little to do.
 */
const asOneRefusal = (
  business: string,
  problems: LiveState['problems'],
  { isClosed: isRefused }: { readonly isClosed: boolean },
): LiveState['problems'] => {
  if (!isRefused) return problems
  const what =
    'every list of it is refused. It is not the business of this token, or the token lacks business_management, or its user is no admin there'
  return [
    ...problems.filter(({ code }) => !REFUSED_LISTS.has(code) && code !== 'wrong_business'),
    liveProblem('wrong_business', { business, what }),
  ]
}

const REFUSED_LISTS: ReadonlySet<string> = new Set(['listing_unreadable', 'people_unreadable'])

const readAssets = async (
  client: GraphClient,
  request: ReadRequest,
  kinds: KindTable,
  people: () => Promise<People>,
): Promise<ReadAssets> => {
  const { business } = request
  const listed = listedKinds(request, kinds)
  const ground = await readGround(client, {
    business,
    kinds: listed,
    named: isBounded(request) ? namedAssets(request) : null,
    others: request.listings === 'all',
    clients: needsClients(request),
  })
  const assets = assetsOf(ground, request, listed)
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
      known: ground.relations,
      isListed: ({ kind, asset }) =>
        listedAs(sourcesOf(ground, kind, { id: business, name: null }).listings, asset) !== null,
    }),
    readOnBehalfOf(client, {
      business,
      targets,
      reach,
      isFull: request.onBehalfOf === 'in_full',
    }),
  ])
  return {
    assets,
    sections: (own) => new Map([...edges, ...requestsIn(targets, ground, own), ...behalf.sections]),
    problems: [...ground.problems, ...behalf.problems],
    isClosed:
      ground.listings.size > 0 &&
      [...ground.listings.values()].every(({ sections }) =>
        Object.values(sections).every(({ status }) => status === 'unreadable'),
      ),
  }
}

/**
 * Reads some scopes once more, after a write: nothing else is read but what they rest on, which
 * for a request is the kind's listings.
 */
export const readRelations = async (
  client: GraphClient,
  business: string,
  targets: readonly {
    readonly kind: string
    readonly asset: string
    readonly relation: ScopeRelation
  }[],
  kinds: KindTable = KINDS,
): Promise<{ readonly relations: readonly LiveRelation[]; readonly scopes: readonly Scope[] }> => {
  const wanted = targets.map((target) => ({ ...target, kind: kindOf(target.kind, kinds) }))
  const requests = wanted.filter((target) => target.relation === 'request')
  const [ground, edges, behalf] = await Promise.all([
    requests.length === 0 ? null : readGround(client, requestGround(business, requests, kinds)),
    readEdges(wanted, {
      client,
      business,
      people: () => readPeople(client, business),
      // A write to it was planned from a listing.
      isListed: () => true,
      known: () => undefined,
    }),
    readOnBehalfOf(client, { business, targets: wanted, reach: null }),
  ])
  const sections = new Map<Target, Section<LiveRelation>>([
    ...edges,
    ...behalf.sections,
    ...(ground === null ? [] : requestsIn(requests, ground, { id: business, name: null })),
  ])
  const { relations, scopes } = scopesOf(sections, kinds, "the token's user")
  return { relations, scopes }
}

/** The plan read to the end that the assets are not ours, and no write of ours makes them so. */
const requestGround = (
  business: string,
  requests: readonly Target[],
  kinds: KindTable,
): GroundRequest => ({
  business,
  kinds: kinds.filter((kind) => requests.some((target) => target.kind === kind)),
  named: [],
  others: true,
  isOwnKnown: true,
  clients: true,
})

/** Whether only the named assets matter, so that the lists of what is ours need not end. */
const isBounded = (request: ReadRequest): boolean =>
  request.assets !== 'all' && request.onBehalfOf === undefined

/** `clients` is read where a request is to be judged. */
const needsClients = (request: ReadRequest): boolean =>
  request.assets === 'all' ||
  namedAssets(request).some((asset) => asset.relations.includes('request'))

/** All assets any listing has, and those asked for by id that none has. */
const assetsOf = (
  ground: Ground,
  request: ReadRequest,
  listed: KindTable,
): readonly LiveAsset[] => {
  const named = namedAssets(request)
  return listed.flatMap((kind) => {
    const sources = sourcesOf(ground, kind, { id: request.business, name: null })
    const { byId } = sources.listings
    const ids = new Set([
      ...Object.values(byId).flatMap((assets) => [...assets.keys()]),
      ...named.filter((asset) => asset.kind === kind.name).map((asset) => asset.id),
    ])
    return [...ids].sort(compareText).map((id) => ({
      kind: kind.name,
      id,
      name: nameOf(sources.listings, id),
      ownership: ownershipOf(sources, id),
    }))
  })
}

const requestsIn = (
  targets: readonly Target[],
  ground: Ground,
  business: RequestSources['business'],
): readonly (readonly [Target, Section<LiveRelation>])[] =>
  targets
    .filter((target) => target.relation === 'request')
    .map((target) => [
      target,
      requestSection(sourcesOf(ground, target.kind, business), target.asset),
    ])

/** Who has to be given access where a read is refused. */
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

const countsOf = (client: GraphClient): ReadCounts => ({
  ...client.counts(),
  rounds: client.rounds(),
})

const difference = (after: ReadCounts, before: ReadCounts): ReadCounts => ({
  read: after.read - before.read,
  write: after.write - before.write,
  http: after.http - before.http,
  rounds: after.rounds - before.rounds,
})
