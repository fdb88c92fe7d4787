import type { GraphClient } from '../../graph/client-over.ts'
import { fieldOf, type Json, textOf } from '../../graph/json.ts'
import type { Want } from '../../graph/want.ts'
import type { AssetKind, KindTable } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation, Ownership } from '../../model/live.ts'
import { assetIdIn, idIn, inverseTasks } from '../decode.ts'
import { readEdgeOf } from '../read.ts'
import { heldRow } from '../row.ts'
import { type BadRow, badRow, sectionOf } from '../section.ts'
import { inverseWant } from '../wants.ts'

/** Everything that one person or system user is assigned to, and whose assets those are. */
export interface Holdings {
  readonly assets: readonly LiveAsset[]
  readonly relations: readonly LiveRelation[]
}

interface Holding {
  readonly asset: LiveAsset
  readonly tasks: readonly string[]
}

/**
 * Reads the lists of one person: one call for each kind instead of hundreds for the lists of all
 * assets. Kinds without such a list are read at the same time by who is on each of their assets.
 * Null if that does not give the whole truth, as a list is refused, cut or fails. Then the assets'
 * own lists have to be read.
 */
export const readHoldings = async (
  client: GraphClient,
  { business, person }: { readonly business: string; readonly person: string },
  kinds: KindTable,
): Promise<Holdings | null> => {
  const others = kinds.filter((kind) => holdingsWant(kind, person) === null)
  const [own, rest] = await Promise.all([
    readOwnLists(client, { business, person }, kinds),
    readEdgeOf('users', client, business, others),
  ])
  if (own === null || rest === null) return null
  const relations = rest.relations.filter(({ subject }) => subject === person)
  const held = new Set(relations.map(({ kind, asset }) => `${kind} ${asset}`))
  // What groups list by another id is needed to know what that id means.
  const isTold = ({ kind, id, groupedAs }: LiveAsset): boolean =>
    held.has(`${kind} ${id}`) || groupedAs !== undefined
  return {
    assets: [...own.assets, ...rest.assets.filter(isTold)],
    relations: [...own.relations, ...relations],
  }
}

const readOwnLists = async (
  client: GraphClient,
  { business, person }: { readonly business: string; readonly person: string },
  kinds: KindTable,
): Promise<Holdings | null> => {
  const asked = kinds.flatMap((kind) => {
    const want = holdingsWant(kind, person)
    return want === null ? [] : [{ kind, want }]
  })
  const fetched = await client.fetchAll(asked.map(({ want }) => want))
  const sections = asked.map(({ kind, want }) =>
    sectionOf(fetched.get(want), (row) => holdingIn(row, kind, business)),
  )
  if (sections.some(({ status }) => status !== 'complete')) return null
  const byId = new Map(sections.flatMap(({ rows }) => rows).map((row) => [row.asset.id, row]))
  const holdings = [...byId.values()]
  return {
    assets: holdings.map(({ asset }) => asset),
    relations: holdings.map((holding) => relationOf(holding, person)),
  }
}

const holdingsWant = (kind: AssetKind, person: string): Want | null => {
  const { nameField, ownerField } = kind
  const owner = ownerField === undefined ? [] : [`${ownerField}{id}`]
  return inverseWant(kind, person, [nameField, ...owner])
}

const holdingIn = (row: Json, kind: AssetKind, business: string): Holding | BadRow => {
  const id = assetIdIn(row, kind)
  if (id === null) return badRow(`a ${kind.label} without a valid id`)
  const tasks = inverseTasks(kind, row)
  if ('bad' in tasks) return badRow(`${kind.label} ${id} ${tasks.bad}`)
  const owner = kind.ownerField === undefined ? null : idIn(fieldOf(row, kind.ownerField))
  const asset = { kind: kind.name, id, name: textOf(row, kind.nameField) }
  return { asset: { ...asset, ownership: ownershipOf(owner, business) }, tasks }
}

/**
 * One of our people who is assigned to another business's asset got there through what it shares
 * with us.
 */
const ownershipOf = (owner: string | null, business: string): Ownership =>
  owner === null ? 'unknown' : owner === business ? 'owned' : 'client'

const relationOf = ({ asset, tasks }: Holding, person: string): LiveRelation =>
  heldRow({ kind: asset.kind, asset: asset.id, relation: 'users', subject: person, tasks })
