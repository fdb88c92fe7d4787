import type { GraphClient } from '../graph/client.ts'
import { fieldOf, textOf } from '../graph/json.ts'
import type { Fetched, Want } from '../graph/want.ts'
import type { Problem } from '../model/problem.ts'
import { type ClientPermission, clientsOf } from './clients.ts'
import { idIn } from './decode.ts'
import { liveProblem, wordsOf } from './diagnostics.ts'
import { firstWants, type Inventory, type InventoryRequest, readInventory } from './inventory.ts'
import { listingProblems, sectionProblems } from './listings.ts'
import {
  everybody,
  type Me,
  NO_PEOPLE,
  type People,
  peopleOf,
  peopleProblems,
  selfOf,
} from './people.ts'
import type { Section } from './section.ts'
import {
  businessWant,
  clientsWant,
  meEmailWant,
  meWant,
  PEOPLE_LISTS,
  type PeopleList,
  peopleWant,
} from './wants.ts'

/** What the first calls ask for. */
export interface GroundRequest extends InventoryRequest {
  readonly people: boolean
  /** Whether what we asked clients for is to be judged. */
  readonly clients: boolean
}

/** Who we are, who our people are, and which assets are what to us: all else builds on it. */
export interface Ground extends Inventory {
  readonly business: { readonly id: string; readonly name: string | null }
  readonly self: { readonly id: string; readonly person: string | null }
  readonly people: People
  readonly clients: Section<ClientPermission> | null
  readonly problems: readonly Problem[]
}

/** All first calls in one go: none needs another's answer. */
export const readGround = async (client: GraphClient, request: GroundRequest): Promise<Ground> => {
  const wants = wantsOf(request)
  const first = await client.fetchAll([...wants.values()])
  const fetched = (key: string): Fetched | undefined => {
    const want = wants.get(key)
    return want === undefined ? undefined : first.get(want)
  }
  const people = request.people ? peopleOf((list) => fetched(peopleKey(list))) : NO_PEOPLE
  const business = businessOf(request.business, fetched('business'))
  const [inventory, self] = await Promise.all([
    readInventory(client, request, fetched),
    readSelf(client, fetched('me'), people),
  ])
  const clients = request.clients ? clientsOf(fetched('clients'), request.kinds) : null
  return {
    ...inventory,
    business: business.business,
    self: self.self,
    people,
    clients,
    problems: [
      ...business.problems,
      ...self.problems,
      ...(request.people ? peopleProblems(people) : []),
      ...[...inventory.listings.values()].flatMap(listingProblems),
      ...(clients === null ? [] : sectionProblems('clients', clients)),
    ],
  }
}

const peopleKey = (list: PeopleList): string => `people ${list}`

const wantsOf = (request: GroundRequest): ReadonlyMap<string, Want> => {
  const { business, people, clients, kinds } = request
  return new Map<string, Want>([
    ['me', meWant()],
    ['business', businessWant(business)],
    ...(people ? PEOPLE_LISTS : []).map((list): [string, Want] => [
      peopleKey(list),
      peopleWant(business, list),
    ]),
    ...firstWants(request),
    ...(clients ? [['clients', clientsWant(business, kinds)] as const] : []),
  ])
}

const businessOf = (
  id: string,
  fetched: Fetched | undefined,
): Pick<Ground, 'business' | 'problems'> => {
  const row = fetched?.rows[0]
  const business = { id, name: textOf(row, 'name') }
  if (fetched?.status === 'complete' && idIn(row) === id) return { business, problems: [] }
  const error = fetched?.error ?? null
  const what = error === null ? 'another id answered' : wordsOf(error)
  return { business, problems: [liveProblem('wrong_business', { business: id, what })] }
}

const readSelf = async (
  client: GraphClient,
  fetched: Fetched | undefined,
  people: People,
): Promise<Pick<Ground, 'self' | 'problems'>> => {
  const id = idIn(fetched?.rows[0])
  if (id === null) {
    const error = fetched?.error ?? null
    const what = error === null ? 'no valid id' : wordsOf(error)
    return { self: { id: '', person: null }, problems: [liveProblem('self_unknown', { what })] }
  }
  const persons = everybody(people)
  const me: Me = { id, email: null }
  const person = selfOf(me, persons) ?? (await readSelfByEmail(client, me, people))
  return { self: { id, person }, problems: [] }
}

/** The last resort, and often refused: then no row matches, and that is all there is to know. */
const readSelfByEmail = async (
  client: GraphClient,
  me: Me,
  people: People,
): Promise<string | null> => {
  const persons = everybody(people)
  if (!persons.some((person) => person.email !== null)) return null
  const want = meEmailWant()
  const row = (await client.fetchAll([want])).get(want)?.rows[0]
  const email = textOf(row, 'email')
  return fieldOf(row, 'id') === me.id ? selfOf({ ...me, email }, persons) : null
}
