import type { GraphClient } from '../graph/client.ts'
import type { Want } from '../graph/want.ts'
import type { LiveRelation } from '../model/live.ts'
import { readInverse, usersByInverse } from './inverse.ts'
import type { People } from './people.ts'
import { agenciesSection, type Target, usersSection } from './relations.ts'
import type { Section } from './section.ts'
import { agenciesWant, usersWant } from './wants.ts'

export interface EdgeContext {
  readonly client: GraphClient
  /** Our own business. */
  readonly business: string
  /** The lists of people, read when a refusal makes them necessary. */
  readonly people: () => Promise<People>
  /** Whether an asset is known to exist, so that "no such object" can only mean a refusal. */
  readonly isListed: (target: Target) => boolean
}

/** The agencies and people of assets, each by its own edge, else people by their own lists. */
export const readEdges = async (
  targets: readonly Target[],
  context: EdgeContext,
): Promise<ReadonlyMap<Target, Section<LiveRelation>>> => {
  const wants = new Map(targets.map((target): [Target, Want] => [target, wantOf(target, context)]))
  const fetched = await context.client.fetchAll([...wants.values()])
  const sections = new Map(
    [...wants].map(([target, want]) => {
      const decode = target.relation === 'users' ? usersSection : agenciesSection
      return [target, asRefused(target, decode(target, fetched.get(want)), context)] as const
    }),
  )
  return new Map([...sections, ...(await readRefused(sections, context))])
}

const wantOf = ({ kind, asset, relation }: Target, { business }: EdgeContext): Want =>
  relation === 'users' ? usersWant(kind, asset, business) : agenciesWant(kind, asset)

/** 100/33 covers both "does not exist" and "may not be seen": on a listed asset it is the latter. */
const asRefused = (
  target: Target,
  section: Section<LiveRelation>,
  { isListed }: EdgeContext,
): Section<LiveRelation> =>
  section.error?.code === 100 && section.error.subcode === 33 && isListed(target)
    ? { ...section, status: 'unreadable' }
    : section

const readRefused = async (
  sections: ReadonlyMap<Target, Section<LiveRelation>>,
  { client, people }: EdgeContext,
): Promise<readonly (readonly [Target, Section<LiveRelation>])[]> => {
  const refused = [...sections].filter(
    ([target, section]) => target.relation === 'users' && section.status === 'unreadable',
  )
  if (refused.length === 0) return []
  const kinds = [...new Set(refused.map(([target]) => target.kind))]
  const lists = await readInverse(client, kinds, await people())
  return refused.map(([target, section]) => {
    const own = lists.get(target.kind.name)
    return [target, own === undefined ? section : usersByInverse(target, section, own)] as const
  })
}
