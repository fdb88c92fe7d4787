import type { GraphClient } from '../../graph/client-over.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import type { LiveRelation } from '../../model/live.ts'
import { type EdgeName, isEdgeName, RELATIONS } from '../../model/relations.ts'
import { isHidden } from '../live-problems.ts'
import { everybody, type People } from '../people/people.ts'
import type { Section } from '../section.ts'
import { relationsWant, relationWant } from '../wants.ts'
import { readInverse, usersByInverse } from './inverse.ts'
import { agenciesSection, type Target, usersSection } from './relation-rows.ts'

export interface EdgeContext {
  readonly client: GraphClient
  /** Our own business. */
  readonly business: string
  /** The lists of people; read only if a refusal makes them necessary. */
  readonly people: () => Promise<People>
  /** Whether an asset is known to exist, so that "no such object" can only be a refusal. */
  readonly isListed: (target: Target) => boolean
  /** What other reads have brought along. */
  readonly known: (target: Target) => Fetched | undefined
}

/** An agencies or users target. */
type EdgeTarget = Target & { readonly relation: EdgeName }

/**
 * The agencies and people of assets, from the assets' own edges, or else people from their own
 * lists.
 */
export const readEdges = async (
  targets: readonly Target[],
  context: EdgeContext,
): Promise<ReadonlyMap<Target, Section<LiveRelation>>> => {
  const edges = targets.filter(isEdgeTarget)
  const unknown = edges.filter((target) => context.known(target) === undefined)
  const fetched = await fetchEdges(unknown, context)
  const sections = new Map(
    edges.map((target) => {
      const read = context.known(target) ?? fetched.get(target)
      const section =
        RELATIONS[target.relation].holder === 'person'
          ? usersSection(target, read, context.business)
          : agenciesSection(target, read)
      return [target as Target, asRefused(target, section, context)] as const
    }),
  )
  return new Map([...sections, ...(await readRefused(sections, context))])
}

const isEdgeTarget = (target: Target): target is EdgeTarget => isEdgeName(target.relation)

/** Reads several relations of an asset in one call. */
const fetchEdges = async (
  targets: readonly EdgeTarget[],
  { client, business }: EdgeContext,
): Promise<ReadonlyMap<Target, Fetched | undefined>> => {
  const byAsset = new Map<string, EdgeTarget[]>()
  for (const target of targets) {
    const key = `${target.kind.name} ${target.asset}`
    const group = byAsset.get(key)
    if (group === undefined) byAsset.set(key, [target])
    else group.push(target)
  }
  const wants = new Map(
    [...byAsset.values()].map((group) => [group, wantOf(group, business)] as const),
  )
  const fetched = await client.fetchAll([...wants.values()])
  return new Map(
    [...wants].flatMap(([group, want]) =>
      group.map((target) => {
        const read = fetched.get(want)
        const edge = target.kind.relations[target.relation]?.edge ?? ''
        const own = want.onlyEdges === true ? read?.edges?.get(target.asset)?.get(edge) : read
        return [target as Target, own ?? failed(read)] as const
      }),
    ),
  )
}

/** A read that failed before it reached the edges. */
const failed = (read: Fetched | undefined): Fetched | undefined =>
  read?.error === null ? undefined : read

const wantOf = (group: readonly EdgeTarget[], business: string): Want => {
  const [{ kind, asset, relation }] = group as readonly [EdgeTarget]
  return group.length > 1
    ? relationsWant(
        kind,
        asset,
        group.map((target) => target.relation),
        business,
      )
    : relationWant(kind, asset, relation, business)
}

/** For an asset that is listed, "no such object" is a refusal. */
const asRefused = (
  target: Target,
  section: Section<LiveRelation>,
  { isListed }: EdgeContext,
): Section<LiveRelation> =>
  section.error !== null && isHidden(section.error) && isListed(target)
    ? { ...section, status: 'unreadable' }
    : section

const readRefused = async (
  sections: ReadonlyMap<Target, Section<LiveRelation>>,
  { client, people }: EdgeContext,
): Promise<readonly (readonly [Target, Section<LiveRelation>])[]> => {
  const refused = [...sections].filter(
    ([target, section]) =>
      RELATIONS[target.relation].holder === 'person' && section.status === 'unreadable',
  )
  if (refused.length === 0) return []
  const known = await people()
  // People who are on an asset and in no list have lists of their own that nobody reads.
  if (isAnybodyUnlisted(sections, known)) return []
  const kinds = [...new Set(refused.map(([target]) => target.kind))]
  const lists = await readInverse(client, kinds, known)
  return refused.map(([target, section]) => {
    const own = lists.get(target.kind.name)
    return [target, own === undefined ? section : usersByInverse(target, section, own)] as const
  })
}

const isAnybodyUnlisted = (
  sections: ReadonlyMap<Target, Section<LiveRelation>>,
  people: People,
): boolean => {
  // Lists that failed make what is put together from them unknown.
  const isWhole = [people.business_users, people.system_users].every(
    ({ status }) => status === 'complete',
  )
  if (!isWhole) return false
  const listed = new Set(everybody(people).map(({ id }) => id))
  return [...sections].some(
    ([{ relation }, { rows }]) =>
      RELATIONS[relation].holder === 'person' &&
      rows.some(
        ({ subject, otherBusiness }) => otherBusiness === undefined && !listed.has(subject),
      ),
  )
}
