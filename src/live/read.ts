import type { GraphClient } from '../graph/client.ts'
import { KINDS, type Kind, type KindTable, kindOf } from '../model/kinds.ts'
import type {
  CallCounts,
  LiveAsset,
  LiveRelation,
  LiveState,
  Scope,
  ScopeRelation,
} from '../model/live.ts'
import { compareText } from '../model/text.ts'
import { liveProblem } from './diagnostics.ts'
import { readEdges } from './edges.ts'
import { type Ground, readGround } from './ground.ts'
import { listedAs, nameOf } from './listings.ts'
import { onBehalfOfTargets, readOnBehalfOf } from './on-behalf-of.ts'
import { everybody, NO_PEOPLE, type People, peopleOf } from './people.ts'
import type { Target } from './relations.ts'
import { ownershipOf, type RequestSources, requestSection } from './requests.ts'
import { scopesOf } from './scopes.ts'
import type { Section } from './section.ts'
import { targetsOf } from './targets.ts'
import { listedKinds, namedAssets, PEOPLE_LISTS, peopleWant, type ReadRequest } from './wants.ts'

/**
 * Reads what a request covers: first who we are, our people and the listings, all in one go; then
 * the edges of the assets. Throws a `GraphError` only where the run cannot go on (a token that is
 * of no use, a limit that outlasts the wait); everything else is in `scopes` and `problems`.
 */
export const readLive = async (
  client: GraphClient,
  request: ReadRequest,
  kinds: KindTable = KINDS,
): Promise<LiveState> => {
  const before = client.counts()
  const listed = listedKinds(request, kinds)
  const ground = await readGround(client, {
    business: request.business,
    people: request.people,
    kinds: listed,
    named: isBounded(request) ? namedAssets(request) : null,
    others: request.listings === 'all',
    clients: needsClients(request),
  })
  const assets = assetsOf(ground, request, listed)
  const targets = targetsOf(request, assets, kinds)
  const who = whoIs(ground)
  const [edges, behalf] = await Promise.all([
    readTargets(client, ground, targets),
    readOnBehalfOf(client, {
      business: request.business,
      targets,
      reach: request.onBehalfOf === undefined ? null : onBehalfOfTargets(assets, kinds),
    }),
  ])
  const read = scopesOf(new Map([...edges, ...behalf.sections]), kinds, who)
  const { people } = ground
  return {
    business: ground.business,
    self: ground.self,
    people: everybody(people),
    invitations: people.pending_users.rows,
    directory: {
      business_users: people.business_users.status,
      system_users: people.system_users.status,
      pending_users: people.pending_users.status,
    },
    assets,
    relations: read.relations,
    scopes: read.scopes,
    problems: [
      ...versionProblems(client),
      ...ground.problems,
      ...behalf.problems,
      ...read.problems,
    ],
    calls: difference(client.counts(), before),
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
  const ground =
    requests.length === 0
      ? null
      : await readGround(client, {
          business,
          people: false,
          kinds: kinds.filter((kind) => requests.some((target) => target.kind === kind)),
          named: [],
          others: true,
          // The plan read to the end that the asset is not ours, and no write of ours makes it so.
          isOwnKnown: true,
          clients: true,
        })
  const [edges, behalf] = await Promise.all([
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
    ...(ground === null ? [] : requests.map((target) => requestOf(ground, target))),
  ])
  const { relations, scopes } = scopesOf(sections, kinds, "the token's user")
  return { relations, scopes }
}

/** Whether only the named assets matter, so that the lists of what is ours need not end. */
const isBounded = (request: ReadRequest): boolean =>
  request.assets !== 'all' && request.onBehalfOf === undefined

/** `clients` is read where a request is to be judged. */
const needsClients = (request: ReadRequest): boolean =>
  request.assets === 'all' ||
  namedAssets(request).some((asset) => asset.relations.includes('request'))

const readPeople = async (client: GraphClient, business: string): Promise<People> => {
  const wants = new Map(PEOPLE_LISTS.map((list) => [list, peopleWant(business, list)] as const))
  const fetched = await client.fetchAll([...wants.values()])
  return peopleOf((list) => {
    const want = wants.get(list)
    return want === undefined ? undefined : fetched.get(want)
  })
}

/** All assets any listing has, and those asked for by id that none has. */
const assetsOf = (
  ground: Ground,
  request: ReadRequest,
  listed: KindTable,
): readonly LiveAsset[] => {
  const named = namedAssets(request)
  return listed.flatMap((kind) => {
    const sources = sourcesOf(ground, kind)
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

const sourcesOf = (ground: Ground, kind: Kind): RequestSources => ({
  business: ground.business,
  clients: ground.clients,
  listings: ground.listings.get(kind.name) as RequestSources['listings'],
})

const readTargets = async (
  client: GraphClient,
  ground: Ground,
  targets: readonly Target[],
): Promise<ReadonlyMap<Target, Section<LiveRelation>>> => {
  const { business, people } = ground
  const edges = await readEdges(targets, {
    client,
    known: ground.relations,
    business: business.id,
    people: async () => (people === NO_PEOPLE ? readPeople(client, business.id) : people),
    isListed: ({ kind, asset }) => listedAs(sourcesOf(ground, kind).listings, asset) !== null,
  })
  const requests = targets
    .filter((target) => target.relation === 'request')
    .map((target) => requestOf(ground, target))
  return new Map([...edges, ...requests])
}

const requestOf = (ground: Ground, target: Target): [Target, Section<LiveRelation>] => [
  target,
  requestSection(sourcesOf(ground, target.kind), target.asset),
]

/** Who has to be given access where a read is refused. */
const whoIs = ({ self, people }: Ground): string => {
  const person = everybody(people).find((row) => row.id === self.person)
  const name = person?.name ?? null
  return `the token's user${name === null ? '' : ` ${name}`}${self.id === '' ? '' : ` (${person?.id ?? self.id})`}`
}

const versionProblems = (client: GraphClient): LiveState['problems'] => {
  const answered = client.otherVersion()
  if (answered === null) return []
  return [liveProblem('api_version_mismatch', { asked: client.apiVersion, answered })]
}

const difference = (after: CallCounts, before: CallCounts): CallCounts => ({
  read: after.read - before.read,
  write: after.write - before.write,
  http: after.http - before.http,
})
