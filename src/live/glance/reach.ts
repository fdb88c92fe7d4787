import type { GraphClient } from '../../graph/client-over.ts'
import { fieldOf, textOf } from '../../graph/json.ts'
import type { Fetched, Want } from '../../graph/want.ts'
import { mergedEvidence } from '../../model/assumed/evidence.ts'
import type { KindTable } from '../../model/kinds.ts'
import type { AppFacts, ReachFacts, ReadFact } from '../../model/reports/doctor-report.ts'
import { idIn } from '../decode.ts'
import { answersShow, behalfListsShow } from '../evidence/evidence-in.ts'
import { everybody, peopleOf, selfOf } from '../people/people.ts'
import { readSelfByEmail } from '../people/who-we-are.ts'
import { onBehalfOfLists } from '../relations/on-behalf-of-rows.ts'
import { businessWant, clientsWant, meWant, PEOPLE_LISTS, peopleWant } from '../wants.ts'
import { businessesWant, type Named, namedIn } from './businesses.ts'
import type { DeclaredAsset } from './reach-assets.ts'
import { reachEvidence } from './reach-evidence.ts'
import { listGlances, readKinds } from './reach-kinds.ts'
import { readFactOf } from './read-fact.ts'
import { permissionsIn, permissionsWant } from './token-facts.ts'

export interface ReachRequest {
  readonly business: string
  readonly declared: readonly DeclaredAsset[]
  readonly kinds: KindTable
  /** The token's app, if that is known. */
  readonly app: string | null
  /** Leaves out what only adds details about the token's user. */
  readonly isBare: boolean
}

/** Reads only the first page: the question is whether the list answers. */
export const glanceAt = (want: Want): Want => ({ ...want, seek: new Set() })

/** What the token sees of the business. None of the first reads needs the answer of another. */
export const readReach = async (
  client: GraphClient,
  request: ReachRequest,
): Promise<ReachFacts> => {
  const { business, kinds } = request
  const wants = {
    me: meWant(),
    permissions: permissionsWant(),
    business: businessWant(business),
    businesses: glanceAt(businessesWant()),
    clients: glanceAt(clientsWant(business, kinds)),
  }
  const people = PEOPLE_LISTS.map((list) => [list, peopleWant(business, list)] as const)
  const onBehalfOf = onBehalfOfLists(business).map(glanceAt)
  const lists = listGlances(business, kinds)
  const app = request.app === null ? [] : [appWant(request.app)]
  const spared: readonly Want[] = request.isBare ? [wants.permissions, wants.businesses] : []
  const first = await client.fetchAll([
    ...Object.values(wants).filter((want) => !spared.includes(want)),
    ...people.map(([, want]) => want),
    ...onBehalfOf,
    ...lists.map(({ want }) => want),
    ...app,
  ])
  const peopleRead = new Map(people.map(([list, want]) => [list, first.get(want)]))
  const me = nodeIn(first.get(wants.me))
  const self = await selfIn(client, me?.id ?? null, peopleRead)
  const read = await readKinds(client, {
    ...request,
    person: self?.id ?? null,
    glances: lists.map((list) => ({ ...list, fetched: first.get(list.want) })),
  })
  return {
    me,
    meRead: meFact(first.get(wants.me)),
    permissions: permissionsIn(first.get(wants.permissions)),
    business: businessFact(business, first.get(wants.business)),
    app: app.map((want) => appFact(first.get(want)))[0] ?? null,
    businesses: (first.get(wants.businesses)?.rows ?? []).flatMap((row) => namedIn(row) ?? []),
    people: peopleFacts(peopleRead),
    self,
    clients: readFactOf(first.get(wants.clients)),
    onBehalfOf: worstOf(onBehalfOf.map((want) => readFactOf(first.get(want)))),
    kinds: read.map(({ facts }) => facts),
    evidence: mergedEvidence(
      reachEvidence({
        ...{ business, kinds, read },
        people: peopleOf((list) => peopleRead.get(list)),
        clients: first.get(wants.clients),
      }),
      answersShow(client.observed()),
      ...onBehalfOf.map((want) => behalfListsShow(first.get(want)?.error ?? null)),
    ),
  }
}

const nodeIn = (fetched: Fetched | undefined): Named | null =>
  fetched?.status === 'complete' ? namedIn(fetched.rows[0]) : null

const meFact = (fetched: Fetched | undefined): ReadFact => {
  const fact = readFactOf(fetched)
  return fact.status === 'complete' && nodeIn(fetched) === null
    ? { status: 'unknown', what: 'the answer has no valid id' }
    : fact
}

const businessFact = (id: string, fetched: Fetched | undefined): ReachFacts['business'] => {
  const node = nodeIn(fetched)
  const fact = readFactOf(fetched)
  if (fact.status !== 'complete' || node?.id === id) return { ...fact, name: node?.name ?? null }
  return { status: 'unknown', what: 'the answer has another id', name: null }
}

const appFact = (fetched: Fetched | undefined): AppFacts => ({
  ...readFactOf(fetched),
  owner: namedIn(fieldOf(fetched?.rows[0], OWNER)),
})

const OWNER = 'owner_business'

/** Apps can only reach businesses that claimed them [web]. */
const appWant = (id: string): Want => ({
  path: `/${id}`,
  params: { fields: `id,${OWNER}{id,name}` },
  node: true,
})

const worstOf = (facts: readonly ReadFact[]): ReadFact =>
  facts.find(({ status }) => status !== 'complete') ?? { status: 'complete', what: null }

/** In a list of people every row counts: one that cannot be read makes the list unknown. */
const peopleFacts = (read: PeopleRead): ReachFacts['people'] => {
  const sections = peopleOf((list) => read.get(list))
  const factOf = (list: (typeof PEOPLE_LISTS)[number]): ReadFact => {
    const fact = readFactOf(read.get(list))
    const { bad } = sections[list]
    return fact.status === 'complete' && bad !== null ? { status: 'unknown', what: bad } : fact
  }
  return {
    business_users: factOf('business_users'),
    system_users: factOf('system_users'),
    pending_users: factOf('pending_users'),
  }
}

type PeopleRead = ReadonlyMap<(typeof PEOPLE_LISTS)[number], Fetched | undefined>

/** Our own row among the people, with the role, which the lists of people do not keep. */
const selfIn = async (
  client: GraphClient,
  id: string | null,
  read: PeopleRead,
): Promise<ReachFacts['self']> => {
  if (id === null) return null
  const people = peopleOf((list) => read.get(list))
  const me = { id, email: null }
  const own = selfOf(me, everybody(people)) ?? (await readSelfByEmail(client, me, people))
  if (own === null) return null
  const rows = [...read.values()].flatMap((fetched) => fetched?.rows ?? [])
  const row = rows.find((each) => idIn(each) === own)
  return { id: own, name: textOf(row, 'name'), role: textOf(row, 'role') }
}
