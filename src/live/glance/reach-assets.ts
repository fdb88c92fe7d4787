import type { GraphClient } from '../../graph/client-over.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import { type AssetKind, hasAssetToken, isReadOn, type Listing } from '../../model/kinds.ts'
import type { Position } from '../../model/problem.ts'
import { EDGE_NAMES, type EdgeName, type Ownership } from '../../model/relations.ts'
import type { AssetFact } from '../../model/reports/doctor-report.ts'
import { isManager } from '../../model/tasks.ts'
import { listingsOf } from '../assets/listings.ts'
import { assetIdIn, inverseTasks } from '../decode.ts'
import { relationWant } from '../wants.ts'

/** An asset of the manifest whose agencies or people it manages. */
export interface DeclaredAsset {
  readonly kind: string
  readonly id: string
  readonly name: string | null
  /** Only an owner has agencies to manage. */
  readonly isOwned: boolean
  readonly source: Position
}

/** What was seen of the assets of one kind. */
export interface Seen {
  readonly lists: ReadonlyMap<Listing, Fetched | undefined>
  readonly declared: readonly DeclaredAsset[]
  readonly managed: Fetched | undefined
  readonly client: GraphClient
}

export const assetsOf = (
  kind: AssetKind,
  { lists, declared, managed, client }: Seen,
): readonly AssetFact[] => {
  const { byId } = listingsOf(kind, (list) => lists.get(list))
  const sources = new Map(declared.map((asset) => [asset.id, asset]))
  const found = new Map<string, Pick<DeclaredAsset, 'id' | 'name' | 'isOwned'>>([
    ...[...byId.client.values()].map((asset) => [asset.id, { ...asset, isOwned: false }] as const),
    ...declared.map((asset) => [asset.id, asset] as const),
    ...[...byId.owned.values()].map((asset) => [asset.id, { ...asset, isOwned: true }] as const),
  ])
  return [...found.values()].map(({ id, name, isOwned }) => ({
    id,
    name,
    isOwned: isOwned && !byId.client.has(id),
    source: sources.get(id)?.source ?? null,
    hasToken: hasAssetToken(kind) ? client.hasTokenOf(id) === true : null,
    isManaged: isManagedIn(kind, id, managed),
  }))
}

/** A list that ended early proves no absence. */
const isManagedIn = (
  kind: AssetKind,
  asset: string,
  fetched: Fetched | undefined,
): boolean | null => {
  const row = fetched?.rows.find((each) => assetIdIn(each, kind) === asset)
  if (row === undefined) return fetched?.status === 'complete' ? false : null
  const tasks = inverseTasks(kind, row)
  return 'bad' in tasks ? null : isManager(kind, tasks)
}

/** How many of our own and of our clients' assets are used to see what their edges answer. */
const MOST_SAMPLES = { owned: 2, client: 1 }

export interface Sample {
  readonly kind: AssetKind
  readonly asset: string
  readonly relation: EdgeName
  readonly want: Want
}

export const sampleWants = (
  kind: AssetKind,
  assets: readonly AssetFact[],
  business: string,
): readonly Sample[] => {
  const readable = assets.filter(({ hasToken }) => hasToken !== false).sort(byPromise)
  const owned = readable.filter(({ isOwned }) => isOwned).slice(0, MOST_SAMPLES.owned)
  const others = readable.filter(({ isOwned }) => !isOwned).slice(0, MOST_SAMPLES.client)
  const sample = (asset: string, relation: EdgeName): Sample => ({
    kind,
    asset,
    relation,
    want: relationWant(kind, asset, relation, business),
  })
  const samplesOf = (some: readonly AssetFact[], as: Ownership): readonly Sample[] => {
    const has = EDGE_NAMES.filter((name) => isReadOn(kind, name, as))
    return some.flatMap(({ id }) => has.map((name) => sample(id, name)))
  }
  return [...samplesOf(owned, 'owned'), ...samplesOf(others, 'client')]
}

/** Declared assets first, then those that our own user manages. */
const byPromise = (one: AssetFact, other: AssetFact): number => promiseOf(other) - promiseOf(one)

const promiseOf = ({ source, isManaged }: AssetFact): number =>
  (source === null ? 0 : 2) + (isManaged === true ? 1 : 0)
