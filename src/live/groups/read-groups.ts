import type { GraphClient } from '../../graph/client-over.ts'
import type { Want } from '../../graph/want.ts'
import { mergedEvidence } from '../../model/assumed/evidence.ts'
import {
  ASSET_GROUP,
  type AssetKind,
  type KindTable,
  listingEdge,
  withGroups,
} from '../../model/kinds.ts'
import type { LiveAsset, LiveGroup, LiveGroups, LiveState, UnreadKind } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { sectionProblems } from '../assets/listings.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import { countsOf, difference, sum } from '../read-counts.ts'
import { scopesOf } from '../relations/scopes.ts'
import { type Section, sectionOf } from '../section.ts'
import { listingWant } from '../wants.ts'
import { containedEdge, type GroupSections, groupRowIn, sectionsOf } from './group-rows.ts'

/** The asset groups of a business, as they were read. */
export interface ReadGroups {
  readonly list: Section<object>
  readonly groups: readonly GroupSections[]
}

interface GroupsRequest {
  readonly business: string
  readonly kinds: KindTable
}

/** One list, with what is in each group and who: the only read there is, however many groups. */
export const groupsWant = ({ business, kinds }: GroupsRequest): Want => {
  const listing = listingWant(business, ASSET_GROUP, 'owned', { relations: ['users'] })
  const contained = kinds.flatMap((kind) => containedEdge(kind) ?? [])
  return { ...listing, edges: [...(listing.edges ?? []), ...contained] }
}

export const readGroups = async (
  client: GraphClient,
  request: GroupsRequest,
): Promise<ReadGroups> => {
  const want = groupsWant(request)
  const fetched = (await client.fetchAll([want])).get(want)
  const list = asRefused(sectionOf(fetched, groupRowIn))
  return { list, groups: list.rows.map((row) => sectionsOf(row, fetched?.edges, request)) }
}

/** An API without such a list [spec] will not have one tomorrow: it is as good as refused. */
const asRefused = <Row extends object>(section: Section<Row>): Section<Row> =>
  section.error?.code === 100 ? { ...section, status: 'unreadable' } : section

/**
 * A live state with the groups that were read beside it: each is an asset with its people, for that
 * is how somebody is taken out of it. `who`: who has to be given access where a read is refused.
 */
export const withReadGroups = (
  live: LiveState,
  { list, groups }: ReadGroups,
  { kinds, who = "the token's user" }: { readonly kinds: KindTable; readonly who?: string },
): LiveState => {
  const people = new Map(groups.map((group) => [group.target, group.people]))
  const read = scopesOf(people, withGroups(kinds), who)
  const known = knownAs(live.assets, kinds)
  const evidence = mergedEvidence(live.evidence, read.evidence)
  return {
    ...live,
    ...(evidence.length === 0 ? {} : { evidence }),
    assets: [...live.assets, ...groups.map(assetOf)],
    relations: [...live.relations, ...read.relations],
    scopes: [...live.scopes, ...read.scopes],
    groups: groupsOf(list, groups, known),
    problems: [
      ...live.problems,
      ...sectionProblems(listingEdge(ASSET_GROUP, 'owned') ?? '', list),
      ...read.problems,
      ...groups.flatMap((group) => containedProblems(group, known)),
    ],
  }
}

const assetOf = ({ id, name }: GroupSections): LiveAsset => ({
  ...{ kind: ASSET_GROUP.name, id, name },
  ownership: 'owned',
})

const groupsOf = (
  list: Section<object>,
  groups: readonly GroupSections[],
  known: KnownAs,
): LiveGroups => ({
  status: list.status,
  what: list.status === 'complete' ? null : reasonOf(list),
  rows: groups.map((group) => groupOf(group, known)),
})

/** Of the kinds that groups list by another id: the assets by that id, and whether all have one. */
type KnownAs = ReadonlyMap<
  string,
  { readonly assets: ReadonlyMap<string, LiveAsset>; readonly isWhole: boolean }
>

const knownAs = (assets: readonly LiveAsset[], kinds: KindTable): KnownAs =>
  new Map(
    kinds
      .filter(({ grouped }) => grouped?.by !== undefined)
      .map(({ name }) => {
        const own = assets.filter(({ kind }) => kind === name)
        const named = own.flatMap((asset) =>
          asset.groupedAs === undefined ? [] : [[asset.groupedAs, asset] as const],
        )
        return [name, { assets: new Map(named), isWhole: named.length === own.length }]
      }),
  )

const groupOf = (
  { id, name, people, members, assets }: GroupSections,
  known: KnownAs,
): LiveGroup => ({
  ...{ id, name },
  // What is on none of our lists keeps the id that the group tells.
  assets: [...assets.values()].flatMap(({ rows }) =>
    rows.map((asset) => known.get(asset.kind)?.assets.get(asset.id) ?? asset),
  ),
  unread: [...assets].flatMap(([kind, section]): readonly UnreadKind[] => {
    const { status } = section
    if (status !== 'complete') return [{ kind: kind.name, status, what: reasonOf(section) }]
    return isTold(kind, section, known)
      ? []
      : [{ kind: kind.name, status: 'unknown', what: untoldWords(kind) }]
  }),
  members: people.status === 'complete' ? members : [],
})

/** Whether it is known which of our assets those are that a group lists. */
const isTold = ({ name }: AssetKind, { rows }: Section<object>, known: KnownAs): boolean =>
  rows.length === 0 || known.get(name)?.isWhole !== false

const untoldWords = ({ grouped, label }: AssetKind): string =>
  `${grouped?.by ?? ''} is missing, by which a group lists ${label}s`

const reasonOf = ({ bad, error }: Section<object>): string =>
  bad ?? (error === null ? 'it was not read' : errorWords(error))

/** What is in a group and could not be read to its end; what is refused is no error. */
const containedProblems = ({ id, assets }: GroupSections, known: KnownAs): readonly Problem[] =>
  [...assets].flatMap(([kind, section]) => {
    const where = `${ASSET_GROUP.label} ${id}/${kind.grouped?.edge ?? ''}`
    if (section.status === 'unknown') {
      const code = section.bad === null ? 'scope_unknown' : 'bad_row'
      return [liveProblem(code, { where, what: reasonOf(section) })]
    }
    return section.status !== 'complete' || isTold(kind, section, known)
      ? []
      : [liveProblem('scope_unknown', { where, what: untoldWords(kind) })]
  })

/** The same live state with the groups of its business: read now, unless they have been read. */
export const addGroups = async (
  client: GraphClient,
  live: LiveState,
  kinds: KindTable,
): Promise<LiveState> => {
  if (live.groups !== undefined) return live
  const before = countsOf(client)
  const read = await readGroups(client, { business: live.business.id, kinds })
  const calls = sum(live.calls, difference(countsOf(client), before))
  return { ...withReadGroups(live, read, { kinds }), calls }
}
