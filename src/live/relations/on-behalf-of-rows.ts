import type { GraphClient } from '../../graph/client-over.ts'
import type { GraphError } from '../../graph/errors/graph-error.ts'
import { fieldOf, type Json, listOf, textOf } from '../../graph/json.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import type { Evidence } from '../../model/assumed/evidence.ts'
import { assetKindOf, type KindTable } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation, RelationStatus } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { checkedId } from '../../model/text/graph-id.ts'
import { assetIdIn, idIn } from '../decode.ts'
import { behalfListsShow } from '../evidence/evidence-in.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import { heldRow } from '../row.ts'
import { type BadRow, badRow, type Section, sectionOf, worstOf } from '../section.ts'
import { type Target, uniqueRows } from './relation-rows.ts'

/** What a read of on-behalf-of requests has to cover. */
export interface OnBehalfOfRequest {
  /** Our own business. */
  readonly business: string
  /** Targets of this relation are read in full, from the edge of each asset. */
  readonly targets: readonly Target[]
  /** Where else to look for requests in progress; null for nowhere. */
  readonly reach: readonly Target[] | null
  /** What the business's two lists of them say; null if they were not read, as there is no reach. */
  readonly open: Promise<OpenRequests> | null
  /** Whether approved requests are looked for there too. */
  readonly isFull?: boolean
}

export interface OnBehalfOfRead {
  readonly sections: ReadonlyMap<Target, Section<LiveRelation>>
  readonly problems: readonly Problem[]
  /** What the lists showed of the API. */
  readonly shows?: readonly Evidence[]
}

/**
 * Reads on-behalf-of requests: for the targets from each asset's own edge, for everything else in
 * reach from two lists of the business. Those lists are in the guide, deprecated since 2020 and
 * absent from the spec [guide][spec]; if they do not answer, the assets' edges are read instead.
 */
export const readOnBehalfOf = async (
  client: GraphClient,
  { business, targets, reach, open, isFull = false }: OnBehalfOfRequest,
): Promise<OnBehalfOfRead> => {
  const own = targets.filter(({ relation }) => relation === 'on_behalf_of').filter(hasEdge)
  const known = new Set(own.map(({ asset }) => asset))
  const others = (reach ?? []).filter(({ asset }) => !known.has(asset))
  const [sections, rest] = await Promise.all([
    readAssets(client, business, own, ['IN_PROGRESS', 'APPROVE']),
    open === null ? NOWHERE : readOthers(client, business, others, { lists: open, isFull }),
  ])
  return { ...rest, sections: new Map([...sections, ...rest.sections]) }
}

const NOWHERE: OnBehalfOfRead = { sections: new Map(), problems: [] }

type Sections = ReadonlyMap<Target, Section<LiveRelation>>

/**
 * The requests of assets that nobody named: those in progress from the lists or else from the edge of
 * each asset; in full, those approved too, which only the edges have.
 */
const readOthers = async (
  client: GraphClient,
  business: string,
  targets: readonly Target[],
  { lists, isFull }: { readonly lists: Promise<OpenRequests>; readonly isFull: boolean },
): Promise<OnBehalfOfRead> => {
  const [open, approved] = await Promise.all([
    lists,
    isFull ? readAssets(client, business, targets, ['APPROVE']) : null,
  ])
  const isListed = !('failed' in open)
  const pending = isListed
    ? byTarget(open.rows, business, targets)
    : await readAssets(client, business, targets, ['IN_PROGRESS'])
  const sections = approved === null ? pending : withoutEdge(joined(pending, approved))
  if (isListed) return { sections, problems: [] }
  const { where, error } = open.failed
  const problem = liveProblem('obo_lists_unavailable', { where, what: errorWords(error) })
  return { sections, problems: [problem], shows: behalfListsShow(error) }
}

const joined = (pending: Sections, approved: Sections): Sections =>
  new Map(
    [...approved].map(([target, section]) => {
      const open = pending.get(target)
      return [target, open === undefined ? section : uniqueRows(together([open, section]))]
    }),
  )

/**
 * An API that lacks the edge will lack it tomorrow, and for an asset on one of our lists an error
 * can only be a refusal. Nobody named these assets, so this counts as no requests rather than as a
 * failed read.
 */
const withoutEdge = (
  sections: ReadonlyMap<Target, Section<LiveRelation>>,
): ReadonlyMap<Target, Section<LiveRelation>> =>
  new Map(
    [...sections].map(([target, section]) => {
      const isGone = section.error?.code === 100 && section.bad === null
      return [target, isGone ? { ...section, status: 'unreadable' } : section] as const
    }),
  )

const hasEdge = ({ kind }: Target): boolean => kind.relations.on_behalf_of !== undefined

/** Every asset that can have such requests and that we can read. */
export const onBehalfOfTargets = (
  assets: readonly LiveAsset[],
  kinds: KindTable,
): readonly Target[] =>
  assets
    .filter(({ ownership }) => ownership === 'owned' || ownership === 'client')
    .map(
      ({ kind, id }): Target => ({
        kind: assetKindOf(kind, kinds),
        asset: id,
        relation: 'on_behalf_of',
      }),
    )
    .filter(hasEdge)

const FIELDS = 'id,status,receiving_business,requesting_business'

/** The edge accepts one status at a time [guide]. */
const readAssets = async (
  client: GraphClient,
  business: string,
  targets: readonly Target[],
  statuses: readonly string[],
): Promise<ReadonlyMap<Target, Section<LiveRelation>>> => {
  const wants = new Map(
    targets.map((target) => [target, statuses.map((status) => edgeWant(target, status))]),
  )
  const fetched = await client.fetchAll([...wants.values()].flat())
  return new Map(
    [...wants].map(([target, parts]) => {
      const sections = parts.map((want) => requestsIn(target, business, fetched.get(want)))
      return [target, uniqueRows(together(sections))]
    }),
  )
}

const edgeWant = ({ kind, asset }: Target, status: string): Want => ({
  path: `/${checkedId(asset)}/${kind.relations.on_behalf_of?.edge ?? ''}`,
  params: { fields: FIELDS, status },
})

const together = (sections: readonly Section<LiveRelation>[]): Section<LiveRelation> => ({
  rows: sections.flatMap(({ rows }) => rows),
  status: worstOf(sections.map(({ status }) => status)),
  error: sections.find(({ error }) => error !== null)?.error ?? null,
  bad: sections.find(({ bad }) => bad !== null)?.bad ?? null,
})

const requestsIn = (
  target: Target,
  business: string,
  fetched: Fetched | undefined,
): Section<LiveRelation> => {
  const section = sectionOf(fetched, (row) => requestIn(row, target, business))
  return { ...section, rows: section.rows.flatMap(({ request }) => request ?? []) }
}

/** What each status of a request means to us; null if it is over and leaves nothing behind. */
const STATUSES: Readonly<Record<string, RelationStatus | null>> = {
  IN_PROGRESS: 'pending',
  APPROVE: 'active',
  CANCELED: null,
  DECLINE: null,
  EXPIRED: null,
}

/** A request as a row; null if it is over. */
const requestIn = (
  row: Json,
  target: Target,
  business: string,
): { readonly request: LiveRelation | null } | BadRow => {
  const id = idIn(row)
  if (id === null) return badRow('an on-behalf-of request without a valid id')
  const apiStatus = textOf(row, 'status')
  const known = apiStatus !== null && Object.hasOwn(STATUSES, apiStatus)
  const status = known ? STATUSES[apiStatus] : 'unrecognised'
  if (status === null || status === undefined) return { request: null }
  const requesting = partyIn(row, 'requesting_business')
  const receiving = partyIn(row, 'receiving_business')
  if (requesting === null || receiving === null) {
    return badRow(`on-behalf-of request ${id} without both businesses`)
  }
  const isSent = requesting.id === business
  const isReceived = receiving.id === business
  const counterpart = isSent ? receiving : requesting
  return {
    request: heldRow({
      kind: target.kind.name,
      asset: target.asset,
      relation: target.relation,
      subject: id,
      subjectName: counterpart.name,
      tasks: [],
      status,
      apiStatus,
      counterpart,
      direction: isSent ? 'sent' : isReceived ? 'received' : 'others',
    }),
  }
}

const partyIn = (row: Json, name: string): NonNullable<LiveRelation['counterpart']> | null => {
  const party = fieldOf(row, name)
  const id = idIn(party)
  return id === null ? null : { id, name: textOf(party, 'name') }
}

const LISTS = ['received_inprogress_onbehalf_requests', 'sent_inprogress_onbehalf_requests']

/** The two lists of a business, which newer versions of the API may lack. */
export const onBehalfOfLists = (business: string): readonly Want[] =>
  LISTS.map((list) => ({ path: `/${checkedId(business)}/${list}`, params: { fields: 'id' } }))

/**
 * The assets of open requests between us and another business, from our two lists. A list that does
 * not answer proves nothing.
 */
export const readOpenWith = async (
  client: GraphClient,
  { business, other }: { readonly business: string; readonly other: string },
  kinds: KindTable,
): Promise<readonly Target[] | ListFailed> => {
  const nodes = await readOpenRequests(client, business)
  if ('failed' in nodes) return nodes
  return nodes.rows
    .filter((row) => PARTIES.some((name) => partyIn(row, name)?.id === other))
    .flatMap((row) =>
      kinds.flatMap((kind): Target[] => {
        const asset =
          kind.relations.on_behalf_of === undefined ? null : assetIdIn(objectOf(row), kind)
        return asset === null ? [] : [{ kind, asset, relation: 'on_behalf_of' }]
      }),
    )
}

const PARTIES = ['requesting_business', 'receiving_business'] as const

export interface ListFailed {
  readonly failed: { readonly where: string; readonly error: GraphError }
}

/** Each request on the lists as a row of its own, or the list that did not answer. */
export type OpenRequests = { readonly rows: readonly Json[] } | ListFailed

/** Requests in progress from the business's two lists, each with its details. */
export const readOpenRequests = async (
  client: GraphClient,
  business: string,
): Promise<OpenRequests> => {
  const ids = await fetchRows(client, onBehalfOfLists(business))
  if ('failed' in ids) return ids
  const unique = [...new Set(ids.rows.flatMap((row) => idIn(row) ?? []))]
  const nodes = await fetchRows(client, unique.map(nodeWant))
  return 'failed' in nodes
    ? nodes
    : { rows: nodes.rows.flatMap((node) => listOf(node, 'data') ?? [node]) }
}

/** One request. The answer is the object itself, or a list that contains it [web:b2b25]. */
const nodeWant = (id: string): Want => ({
  path: `/${checkedId(id)}`,
  params: { fields: `${FIELDS},business_owned_object` },
  node: true,
})

const fetchRows = async (client: GraphClient, wants: readonly Want[]): Promise<OpenRequests> => {
  const fetched = await client.fetchAll(wants)
  for (const [{ path }, { error }] of fetched) {
    if (error !== null) return { failed: { where: path.replace(/^\/\d+\//, ''), error } }
  }
  return { rows: wants.flatMap((want) => fetched.get(want)?.rows ?? []) }
}

const byTarget = (
  nodes: readonly Json[],
  business: string,
  reach: readonly Target[],
): ReadonlyMap<Target, Section<LiveRelation>> => {
  const found = reach.map((target): [Target, Section<LiveRelation>] => {
    const own = nodes.filter((row) => isAbout(row, target))
    const fetched: Fetched = { status: 'complete', rows: own, error: null }
    return [target, uniqueRows(requestsIn(target, business, fetched))]
  })
  return new Map(found.filter(([, { rows: own, bad }]) => own.length > 0 || bad !== null))
}

const isAbout = (row: Json, { kind, asset }: Target): boolean =>
  assetIdIn(objectOf(row), kind) === asset

/** The object is given as an id or as a node with an id. */
const objectOf = (row: Json): Json | undefined => {
  const id = textOf(row, 'business_owned_object')
  return id === null ? fieldOf(row, 'business_owned_object') : { id }
}
