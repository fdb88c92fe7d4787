import type { Fetched } from '../../graph/want.ts'
import { type Evidence, mergedEvidence } from '../../model/assumed/evidence.ts'
import { type KindTable, withEverything } from '../../model/kinds.ts'
import type { LiveAsset, LiveRelation } from '../../model/live.ts'
import { RELATIONS } from '../../model/relations.ts'
import { clientsOf } from '../assets/clients.ts'
import { listedText, listingsOf } from '../assets/listings.ts'
import { evidenceIn } from '../evidence/evidence-in.ts'
import { inverseNote } from '../evidence/row-notes.ts'
import { everybody, type People } from '../people/people.ts'
import { agenciesSection, usersSection } from '../relations/relation-rows.ts'
import type { Section } from '../section.ts'
import type { KindRead } from './reach-kinds.ts'

/** What was looked at, as it was answered. */
export interface Looked {
  readonly business: string
  readonly people: People
  readonly clients: Fetched | undefined
  readonly kinds: KindTable
  readonly read: readonly KindRead[]
}

/**
 * What the answers showed of what is assumed, although only first pages and a few assets were looked
 * at: what is not seen here may be seen by a plan.
 */
export const reachEvidence = ({
  business,
  people,
  clients,
  kinds,
  read,
}: Looked): readonly Evidence[] => {
  const sections = read.flatMap((each) => samplesIn(each, business))
  return mergedEvidence(
    evidenceIn({
      assets: read.flatMap(assetsIn),
      relations: sections.flatMap(({ rows }) => rows),
      people: everybody(people),
      invitations: people.pending_users.rows,
      directory: {
        business_users: people.business_users.status,
        system_users: people.system_users.status,
        pending_users: people.pending_users.status,
      },
      kinds: withEverything(kinds),
    }),
    ...sections.map(({ shows }) => shows),
    ...read.map(listed).map(({ sections: { pendingClient } }) => pendingClient.shows),
    people.pending_users.shows,
    clientsOf(clients, requestable(kinds)).shows,
    ...read.map(ownRows),
  )
}

const requestable = (kinds: KindTable): KindTable =>
  kinds.filter(({ relations }) => relations.request !== undefined)

const listed = ({ kind, lists }: KindRead) => listingsOf(kind, (list) => lists.get(list))

const assetsIn = (read: KindRead): readonly LiveAsset[] => {
  const listings = listed(read)
  const hasOther = read.kind.grouped?.by !== undefined
  return read.facts.assets.map(({ id, name, isOwned }): LiveAsset => {
    const groupedAs = hasOther ? listedText(listings, id, 'groupedAs') : null
    return {
      ...{ kind: read.kind.name, id, name, ownership: isOwned ? 'owned' : 'client' },
      ...(groupedAs === null ? {} : { groupedAs }),
    }
  })
}

const samplesIn = (
  { kind, samples }: KindRead,
  business: string,
): readonly Section<LiveRelation>[] =>
  samples.map(({ asset, relation, fetched }) => {
    const target = { kind, asset, relation }
    return RELATIONS[relation].holder === 'person'
      ? usersSection(target, fetched, business)
      : agenciesSection(target, fetched)
  })

/** Rows of the own list of the token's user. */
const ownRows = ({ kind, person, own }: KindRead): readonly Evidence[] =>
  person === null ? [] : (own?.rows ?? []).flatMap(inverseNote(kind, person))
