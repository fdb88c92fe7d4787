import type { GraphClient } from '../../graph/client-over.ts'
import { GraphError } from '../../graph/errors/graph-error.ts'
import { type Json, textOf } from '../../graph/json.ts'
import {
  EXPOSURE_NAMES,
  type ExposureName,
  type ExposureUnread,
  type LiveExposed,
  type LiveExposure,
} from '../../model/exposure/exposed.ts'
import type {
  AssetNodes,
  ChildNodes,
  ExposureRead,
  NodeName,
} from '../../model/exposure/exposure-node.ts'
import { EXPOSURE_NODES } from '../../model/exposure/exposure-nodes.ts'
import { EXPOSURE_QUESTIONS } from '../../model/exposure/exposure-questions.ts'
import { APP, type AssetKind, type KindTable } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { PlanAsset } from '../../model/plan.ts'
import { checkedId, isGraphId } from '../../model/text/graph-id.ts'
import { errorWords } from '../live-problems.ts'
import type { AssetTest } from '../wants.ts'
import { probesOf } from './exposure-wants.ts'
import { type FoundNode, listedNodes, type ProbeAnswer, readProbes } from './probe-answers.ts'

export interface ExposureRequest {
  readonly business: string
  /** Everything in reach, as it was read before. */
  readonly live: Pick<LiveState, 'assets' | 'unlisted'>
  readonly kinds: KindTable
  /** Assets that matter; all of them if absent. What is of no asset is asked all the same. */
  readonly passes?: AssetTest
}

/** A type of node: those there are, what could not be found out about that, and its answers. */
interface Level {
  readonly nodes: readonly FoundNode[]
  readonly unread: readonly Missing[]
  readonly answers: readonly ProbeAnswer[]
}

/** Nodes that nobody knows of, as their list was not read. */
type Missing = Pick<ExposureUnread, 'asset' | 'what'>

/**
 * Asks who else can spend our money or see our data. Every question is a probe: what is refused or
 * absent is said in `unread`, and so is whatever hangs on it. Where the API ends the run over a probe,
 * nothing is known of any.
 */
export const readExposure = async (
  client: GraphClient,
  request: ExposureRequest,
): Promise<LiveExposure> => {
  try {
    return await askAll(client, request)
  } catch (error) {
    if (!(error instanceof GraphError)) throw error
    const what = errorWords(error)
    const unread = EXPOSURE_NAMES.map((question) => ({ question, asset: null, what }))
    return { rows: [], unread, apps: new Set() }
  }
}

const askAll = async (client: GraphClient, request: ExposureRequest): Promise<LiveExposure> => {
  const known = new Map<NodeName, Promise<Level>>()
  const levelOf = (type: NodeName): Promise<Level> => {
    const level = known.get(type) ?? readLevel(client, request, type, levelOf)
    known.set(type, level)
    return level
  }
  const parts = await Promise.all(
    EXPOSURE_NAMES.flatMap((question) =>
      EXPOSURE_QUESTIONS[question].reads.map(async (read) =>
        partOf(question, read, await levelOf(read.of)),
      ),
    ),
  )
  const apps = await levelOf('app')
  const unread = parts.flatMap((part) => part.unread)
  return {
    rows: parts.flatMap((part) => part.rows),
    unread: [...unread, ...unknownApps(parts, apps)],
    apps: new Set(apps.nodes.map(({ id }) => id)),
  }
}

const readLevel = async (
  client: GraphClient,
  request: ExposureRequest,
  type: NodeName,
  levelOf: (type: NodeName) => Promise<Level>,
): Promise<Level> => {
  const { expands, partners } = EXPOSURE_NODES[type]
  const { nodes, unread } = await nodesOf(client, request, type, levelOf)
  const asked = nodes.filter((each) => each.asset === null || isWanted(each.asset, request))
  const answers = await readProbes(client, asked, probesOf(type), {
    ...{ business: request.business, expands },
    ...(partners === undefined ? {} : { partners }),
  })
  return { nodes, unread, answers }
}

const isWanted = (asset: PlanAsset, { passes }: ExposureRequest): boolean =>
  passes === undefined || passes(asset)

type Found = Pick<Level, 'nodes' | 'unread'>

const nodesOf = async (
  client: GraphClient,
  request: ExposureRequest,
  type: NodeName,
  levelOf: (type: NodeName) => Promise<Level>,
): Promise<Found> => {
  const { found } = EXPOSURE_NODES[type]
  if (found === 'business') return { nodes: [{ id: request.business, asset: null }], unread: [] }
  return 'of' in found
    ? childrenIn(await levelOf(found.of), type, found)
    : ownAssets(client, request, found)
}

/** Nodes that are rows of another one's edge. */
const childrenIn = (parent: Level, type: NodeName, child: ChildNodes): Found => {
  const lists = parent.answers.filter(({ edge }) => edge === child.edge)
  const nodes = lists.flatMap(({ rows }) =>
    rows
      .filter((row) => child.leavesOut?.(row) !== true)
      .flatMap((row) =>
        child.listedIn === undefined ? nodeIn(row, type) : listedNodes(row, child.listedIn),
      ),
  )
  return {
    nodes: [...new Map(nodes.map((node) => [node.id, node])).values()],
    unread: [
      ...parent.unread,
      ...lists.flatMap(({ what }) => (what === null ? [] : [{ asset: null, what }])),
    ],
  }
}

const nodeIn = (row: Json, type: NodeName): readonly FoundNode[] => {
  const id = textOf(row, 'id')
  if (!isGraphId(id)) return []
  const asset = { kind: APP.name, id, name: textOf(row, 'name') }
  return [{ id, asset: EXPOSURE_NODES[type].isAsset ? asset : null }]
}

/** Assets of ours, of a kind that this version has. */
const ownAssets = async (
  client: GraphClient,
  request: ExposureRequest,
  { section, idField }: AssetNodes,
): Promise<Found> => {
  const { live, kinds } = request
  const kind = kinds.find((each) => each.section === section)
  if (kind === undefined) return { nodes: [], unread: [] }
  const unread = (live.unlisted ?? []).flatMap((each) =>
    each.kind === kind.name && each.listing === 'owned' ? [{ asset: null, what: each.what }] : [],
  )
  const assets = live.assets
    .filter((asset) => asset.kind === kind.name && asset.ownership === 'owned')
    .map(({ id, name }): PlanAsset => ({ kind: kind.name, id, name }))
  if (idField === undefined || assets.length === 0) {
    return { nodes: assets.map((asset) => ({ id: asset.id, asset })), unread }
  }
  const other = await readOtherIds(client, request.business, kind, idField)
  return {
    nodes: assets.flatMap((asset) => {
      const id = other.ids.get(asset.id)
      return id === undefined ? [] : [{ id, asset }]
    }),
    unread: [...unread, ...other.unread, ...withoutId(assets, other, idField)],
  }
}

interface OtherIds {
  readonly ids: ReadonlyMap<string, string>
  readonly unread: readonly Missing[]
}

/** Where the question is asked of something behind the asset: its id, from our own list once more. */
const readOtherIds = async (
  client: GraphClient,
  business: string,
  kind: AssetKind,
  idField: string,
): Promise<OtherIds> => {
  const path = `/${checkedId(business)}/${kind.listing.owned}`
  const want = { path, params: { fields: `id,${idField}` } }
  const read = (await client.fetchAll([want])).get(want)
  const ids = (read?.rows ?? []).flatMap((row): [string, string][] => {
    const [id, other] = [textOf(row, 'id'), textOf(row, idField)]
    return isGraphId(id) && isGraphId(other) ? [[id, other]] : []
  })
  const error = read?.error ?? null
  return {
    ids: new Map(ids),
    unread: error === null ? [] : [{ asset: null, what: errorWords(error) }],
  }
}

/** Assets whose row does not tell it; if the list was not read, that is said once. */
const withoutId = (
  assets: readonly PlanAsset[],
  { ids, unread }: OtherIds,
  idField: string,
): readonly Missing[] =>
  unread.length > 0
    ? []
    : assets
        .filter(({ id }) => !ids.has(id))
        .map((asset) => ({ asset, what: `the API does not tell its ${idField}` }))

interface Part {
  readonly rows: readonly LiveExposed[]
  readonly unread: readonly ExposureUnread[]
}

/** What one read of a question comes to. */
const partOf = (question: ExposureName, read: ExposureRead, level: Level): Part => {
  const answers = level.answers.filter(({ edge }) => edge === read.edge)
  const decoded = answers.flatMap(({ node: { asset }, rows }) =>
    rows.map((row) => ({ asset, found: read.decode(row) })),
  )
  const bad = new Set(decoded.flatMap(({ asset, found }) => (found === 'bad' ? [asset] : [])))
  return {
    rows: decoded.flatMap(({ asset, found }) =>
      found === 'bad' ? [] : found.map((each) => ({ ...each, question, asset })),
    ),
    unread: [
      ...level.unread.map((missing) => ({ question, ...missing })),
      ...answers.flatMap(({ node: { asset }, what }) =>
        what === null ? [] : [{ question, asset, what }],
      ),
      ...[...bad].map((asset) => ({
        ...{ question, asset },
        what: `${read.edge ?? 'a field'} has a row that cannot be read`,
      })),
    ],
  }
}

/** If our apps could not be read, nobody knows which of those that were found are ours. */
const unknownApps = (parts: readonly Part[], { unread }: Level): readonly ExposureUnread[] => {
  const [first] = unread
  if (first === undefined) return []
  const rows = parts.flatMap((part) => part.rows)
  const asked = new Set(rows.flatMap(({ type, question }) => (type === 'app' ? [question] : [])))
  return [...asked].map((question) => ({
    ...{ question, asset: null },
    what: `which apps are ours is not known: ${first.what}`,
  }))
}
