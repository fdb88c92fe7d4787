import type { GraphClient } from '../../graph/client-over.ts'
import type { AssetKind, KindTable } from '../../model/kinds.ts'
import type { LiveState } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { isPartnerEdge, type RelationName } from '../../model/relations.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import { readEdgeOf, readLive } from '../read.ts'
import { readOpenWith } from '../relations/on-behalf-of-rows.ts'
import type { Section } from '../section.ts'
import type { AssetRequest } from '../wants.ts'
import type { ClientPermission } from './clients.ts'
import { MIRROR_LISTS, type Mirror, mirrorOf, whyNot } from './mirror-lists.ts'

/** Why the lists cannot be used; null if both were read to their end. */
export const mirrorProblem = (mirror: Mirror): Problem | null => {
  const failed = MIRROR_LISTS.find((list) => mirror[list].status !== 'complete')
  return failed === undefined
    ? null
    : liveProblem('mirror_unavailable', { where: failed, what: whyNot(mirror[failed]) })
}

/** The one business in `agencies` with this id or name; null if there is none or more than one. */
export const agencyNamed = ({ agencies }: Mirror, name: string): string | null => {
  const word = name.toLowerCase()
  const ids = agencies.rows
    .map(({ client }) => client)
    .filter((one) => one.id === name || one.name?.toLowerCase() === word)
    .map(({ id }) => id)
  const [first, ...others] = new Set(ids)
  return first === undefined || others.length > 0 ? null : first
}

export interface MirrorRequest {
  readonly business: string
  /** The business in question. */
  readonly other: string
  /** Assets for which a manifest mentions it. */
  readonly declared: readonly Pick<AssetRequest, 'kind' | 'id'>[]
}

/**
 * What another business shares with us, looked up where the lists name it and confirmed on the
 * assets themselves. Null if no asset confirms it: then the lists are not reliable.
 */
export const readByMirror = async (
  client: GraphClient,
  mirror: Mirror,
  { business, other, declared }: MirrorRequest,
  kinds: KindTable,
): Promise<LiveState | null> => {
  const [open, unlisted] = await Promise.all([
    readOpenWith(client, { business, other }, kinds),
    // The lists say nothing of some kinds [ref]: who is on those is read asset by asset.
    readEdgeOf('agencies', client, business, kinds.filter(isUnlisted)),
  ])
  if (unlisted === null) return null
  // If the lists of open requests answer, the assets need not be asked for theirs.
  const relations: readonly RelationName[] =
    'failed' in open ? ['agencies', 'on_behalf_of'] : ['agencies']
  const assets = requestsOf([
    ...[...placesOf(mirror.agencies, other), ...declared].flatMap((place) =>
      relations.map((relation) => ({ ...place, relation })),
    ),
    ...placesOf(mirror.clients, other).map((place) => ({ ...place, relation: 'request' as const })),
    ...('failed' in open
      ? []
      : open.map(({ kind, asset: id, relation }) => ({ kind: kind.name, id, relation }))),
  ])
  const named = await readLive(
    client,
    { business, assets, people: false, listings: 'needed' },
    kinds,
  )
  const live = { ...withShared(named, unlisted, other), mirror: mirrorOf(mirror) }
  const isConfirmed = live.relations.some(
    ({ relation, subject }) => isPartnerEdge(relation) && subject === other,
  )
  if (!isConfirmed) return null
  if (!('failed' in open)) return live
  const { where, error } = open.failed
  const unseen = liveProblem('obo_lists_unseen', { where, what: errorWords(error) })
  return { ...live, problems: [...live.problems, unseen] }
}

/** A kind that is shared with businesses, and that neither of the two lists has a field for. */
const isUnlisted = ({ mirror, relations }: AssetKind): boolean =>
  mirror === undefined && relations.agencies !== undefined

/** Also what is shared with the other business beyond the lists. */
const withShared = (
  live: LiveState,
  unlisted: Pick<LiveState, 'assets' | 'relations'>,
  other: string,
): LiveState => {
  const known = new Set(live.assets.map(({ kind, id }) => `${kind} ${id}`))
  const relations = unlisted.relations.filter(
    ({ kind, asset, subject }) => subject === other && !known.has(`${kind} ${asset}`),
  )
  const held = new Set(relations.map(({ kind, asset }) => `${kind} ${asset}`))
  return {
    ...live,
    assets: [
      ...live.assets,
      ...unlisted.assets.filter(({ kind, id }) => held.has(`${kind} ${id}`)),
    ],
    relations: [...live.relations, ...relations],
  }
}

type Place = Pick<AssetRequest, 'kind' | 'id'>

const placesOf = ({ rows }: Section<ClientPermission>, other: string): readonly Place[] =>
  rows.filter(({ client }) => client.id === other).map(({ kind, asset: id }) => ({ kind, id }))

/** Each asset once, with everything that is to be read about it. */
const requestsOf = (
  wanted: readonly (Place & { readonly relation: RelationName })[],
): readonly AssetRequest[] => {
  const byAsset = new Map<string, AssetRequest>()
  for (const { kind, id, relation } of wanted) {
    const key = `${kind} ${id}`
    const relations = [...(byAsset.get(key)?.relations ?? []), relation]
    byAsset.set(key, { kind, id, relations: [...new Set(relations)] })
  }
  return [...byAsset.values()]
}
