import type { GraphClient } from '../graph/client.ts'
import type { Fetched, Want } from '../graph/want.ts'
import type { AssetFact, ListName } from '../model/doctor.ts'
import type { Kind } from '../model/kinds.ts'
import type { Position } from '../model/problem.ts'
import { isManager } from '../model/tasks.ts'
import { assetIdIn, tasksIn } from './decode.ts'
import { listingsOf } from './listings.ts'
import { type AccessRelation, hasAssetToken, relationWant } from './wants.ts'

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
  readonly lists: ReadonlyMap<ListName, Fetched | undefined>
  readonly declared: readonly DeclaredAsset[]
  readonly managed: Fetched | undefined
  readonly client: GraphClient
}

export const assetsOf = (
  kind: Kind,
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

/** A list that ended early does not prove an absence. */
const isManagedIn = (kind: Kind, asset: string, fetched: Fetched | undefined): boolean | null => {
  const row = fetched?.rows.find((each) => assetIdIn(each, kind) === asset)
  if (row === undefined) return fetched?.status === 'complete' ? false : null
  const tasks = tasksIn(row, kind.users.tasks)
  return tasks === null || tasks === 'bad' ? null : isManager(kind, tasks)
}

/** How many of our own and of our clients' assets are used to see what their edges answer. */
const MOST_SAMPLES = { owned: 2, client: 1 }

export interface Sample {
  readonly kind: Kind
  readonly asset: string
  readonly relation: AccessRelation
  readonly want: Want
}

export const sampleWants = (
  kind: Kind,
  assets: readonly AssetFact[],
  business: string,
): readonly Sample[] => {
  const readable = assets.filter(({ hasToken }) => hasToken !== false).sort(byPromise)
  const owned = readable.filter(({ isOwned }) => isOwned).slice(0, MOST_SAMPLES.owned)
  const others = readable.filter(({ isOwned }) => !isOwned).slice(0, MOST_SAMPLES.client)
  const sample = (asset: string, relation: AccessRelation): Sample => ({
    kind,
    asset,
    relation,
    want: relationWant(kind, asset, relation, business),
  })
  return [
    ...owned.flatMap(({ id }) => [sample(id, 'agencies'), sample(id, 'users')]),
    ...others.map(({ id }) => sample(id, 'users')),
  ]
}

/** Declared assets first, then those that our own user manages. */
const byPromise = (one: AssetFact, other: AssetFact): number => promiseOf(other) - promiseOf(one)

const promiseOf = ({ source, isManaged }: AssetFact): number =>
  (source === null ? 0 : 2) + (isManaged === true ? 1 : 0)
