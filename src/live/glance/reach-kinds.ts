import type { GraphClient } from '../../graph/client-over.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import {
  type AssetKind,
  hasAssetToken,
  type KindTable,
  type Listing,
  listingsFor,
} from '../../model/kinds.ts'
import type { KindFacts, SampleFact } from '../../model/reports/doctor-report.ts'
import { assetWant, inverseWant, listingWant } from '../wants.ts'
import { assetsOf, type DeclaredAsset, type Sample, sampleWants } from './reach-assets.ts'
import { readFactOf } from './read-fact.ts'

/** The first page of one list of one kind, and how it was answered. */
export interface ListGlance {
  readonly kind: AssetKind
  readonly list: Listing
  readonly want: Want
  readonly fetched?: Fetched | undefined
}

/** The lists of each kind, asking for the assets' own tokens at the same time. */
export const listGlances = (business: string, kinds: KindTable): readonly ListGlance[] =>
  kinds.flatMap((kind) =>
    listingsFor(kind).map((list) => glanceOf(business, { kind, list }, hasAssetToken(kind))),
  )

const glanceOf = (
  business: string,
  { kind, list }: Pick<ListGlance, 'kind' | 'list'>,
  withTokens: boolean,
): ListGlance => ({
  kind,
  list,
  want: listingWant(business, kind, list, { withTokens, seek: new Set() }),
})

export interface KindsRequest {
  readonly business: string
  readonly declared: readonly DeclaredAsset[]
  readonly kinds: KindTable
  /** Id of the token's own row among our people. */
  readonly person: string | null
  /** The lists as they were answered. */
  readonly glances: readonly ListGlance[]
}

/** One kind: what is known of it, and the answers that tell it. */
export interface KindRead {
  readonly kind: AssetKind
  readonly facts: KindFacts
  readonly lists: ReadonlyMap<Listing, Fetched | undefined>
  readonly samples: readonly (Sample & { readonly fetched: Fetched | undefined })[]
  /** The id of the token's own row among our people, and the assets of the kind that it is on. */
  readonly person: string | null
  readonly own: Fetched | undefined
}

/**
 * What each kind's lists, tokens and edges answer. Takes two rounds: first what the lists left open,
 * then the edges of a few assets, which may need tokens that arrive with the first.
 */
export const readKinds = async (
  client: GraphClient,
  request: KindsRequest,
): Promise<readonly KindRead[]> => {
  const { business, kinds } = request
  const { glances, own } = await readOpenEnds(client, request)
  const seen = kinds.map((kind) => {
    const lists = new Map(
      glances.flatMap((each) => (each.kind === kind ? [[each.list, each.fetched] as const] : [])),
    )
    const declared = request.declared.filter((each) => each.kind === kind.name)
    const assets = assetsOf(kind, { lists, declared, managed: own.get(kind), client })
    return { kind, lists, assets, samples: sampleWants(kind, assets, business) }
  })
  const read = await client.fetchAll(seen.flatMap(({ samples }) => samples.map(({ want }) => want)))
  return seen.map(({ kind, lists, assets, samples }) => ({
    kind,
    facts: {
      kind: kind.name,
      lists: Object.fromEntries(
        listingsFor(kind).map((list) => [list, readFactOf(lists.get(list))] as const),
      ),
      assets,
      hasMore: (['owned', 'client'] as const).some((list) => lists.get(list)?.status === 'cut'),
      samples: samples.map((sample) => sampleFact(sample, read.get(sample.want))),
    },
    lists,
    samples: samples.map((sample) => ({ ...sample, fetched: read.get(sample.want) })),
    person: request.person,
    own: own.get(kind),
  }))
}

const sampleFact = ({ asset, relation }: Sample, fetched: Fetched | undefined): SampleFact => ({
  asset,
  relation,
  ...readFactOf(fetched),
})

interface OpenEnds {
  readonly glances: readonly ListGlance[]
  /** The assets our own user is on, by kind. */
  readonly own: ReadonlyMap<AssetKind, Fetched | undefined>
}

/**
 * Reads lists that were refused with the assets' tokens, our own user's assets, and tokens that
 * no list has shown.
 */
const readOpenEnds = async (
  client: GraphClient,
  { business, declared, kinds, person, glances }: KindsRequest,
): Promise<OpenEnds> => {
  const again = new Map(
    glances
      .filter(isRefusedWithTokens)
      .map((glance) => [glance, glanceOf(business, glance, false)] as const),
  )
  const own = new Map(kinds.flatMap((kind) => ownWant(kind, person)))
  const tokens = declared.flatMap((asset) => tokenWants(asset, { business, kinds, client }))
  const wants = [...[...again.values()].map(({ want }) => want), ...own.values(), ...tokens]
  const read = await client.fetchAll(wants)
  return {
    glances: glances.map((glance) => {
      const repeated = again.get(glance)
      return repeated === undefined ? glance : { ...repeated, fetched: read.get(repeated.want) }
    }),
    own: new Map([...own].map(([kind, want]) => [kind, read.get(want)])),
  }
}

const isRefusedWithTokens = ({ kind, fetched }: ListGlance): boolean =>
  hasAssetToken(kind) && fetched?.status === 'unreadable'

/** The assets of a kind that our own user is on. */
const ownWant = (
  kind: AssetKind,
  person: string | null,
): readonly (readonly [AssetKind, Want])[] => {
  const want = person === null ? null : inverseWant(kind, person)
  return want === null ? [] : [[kind, { ...want, seek: new Set() }]]
}

/** Declared assets whose own token no list has either given or withheld. */
const tokenWants = (
  { kind: name, id }: DeclaredAsset,
  {
    business,
    kinds,
    client,
  }: Pick<KindsRequest, 'business' | 'kinds'> & { readonly client: GraphClient },
): readonly Want[] => {
  const kind = kinds.find((row) => row.name === name)
  return kind !== undefined && hasAssetToken(kind) && client.hasTokenOf(id) === null
    ? [assetWant(business, kind, id, [])]
    : []
}
