import type { GraphClient } from '../../graph/client-over.ts'
import { fieldOf, textOf } from '../../graph/json.ts'
import type { Fetched } from '../../graph/want.ts'
import type { LiveState } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { idIn } from '../decode.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import {
  asksMore,
  businessWant,
  meEmailWant,
  meWant,
  PEOPLE_LISTS,
  type PeopleList,
  type PeopleOptions,
  peopleWant,
  type ReadRequest,
} from '../wants.ts'
import {
  everybody,
  type Me,
  NO_PEOPLE,
  type People,
  peopleOf,
  peopleProblems,
  selfOf,
} from './people.ts'

/** Who we are, and who our people are. */
export interface Who {
  readonly business: { readonly id: string; readonly name: string | null }
  readonly self: LiveState['self']
  readonly people: People
  readonly problems: readonly Problem[]
}

type WhoRequest = Pick<ReadRequest, 'business' | 'people' | 'details' | 'origins'> &
  Pick<PeopleOptions, 'seats'>

export const readWho = async (
  client: GraphClient,
  { business: id, people: isAsked, ...options }: WhoRequest,
): Promise<Who> => {
  const me = meWant()
  const own = businessWant(id)
  const [first, people] = await Promise.all([
    client.fetchAll([me, own]),
    isAsked ? readPeople(client, id, options) : NO_PEOPLE,
  ])
  const business = businessOf(id, first.get(own))
  const self = await readSelf(client, first.get(me), people)
  return {
    business: business.business,
    self: self.self,
    people,
    problems: [...business.problems, ...self.problems, ...(isAsked ? peopleProblems(people) : [])],
  }
}

export const readPeople = async (
  client: GraphClient,
  business: string,
  options: PeopleOptions = {},
): Promise<People> => {
  const first = await readLists(client, business, PEOPLE_LISTS, options)
  // A refused field must not hide who belongs to the business.
  const again = PEOPLE_LISTS.filter(
    (list) => asksMore(list, options) && first.get(list)?.status !== 'complete',
  )
  const plain = await readLists(client, business, again, {})
  return peopleOf((list) => plain.get(list) ?? first.get(list))
}

const readLists = async (
  client: GraphClient,
  business: string,
  lists: readonly PeopleList[],
  options: PeopleOptions,
): Promise<ReadonlyMap<PeopleList, Fetched | undefined>> => {
  const wants = lists.map((list) => peopleWant(business, list, options))
  const fetched = await client.fetchAll(wants)
  return new Map(
    lists.map((list, place) => {
      const want = wants[place]
      return [list, want === undefined ? undefined : fetched.get(want)]
    }),
  )
}

const businessOf = (
  id: string,
  fetched: Fetched | undefined,
): Pick<Who, 'business' | 'problems'> => {
  const row = fetched?.rows[0]
  const business = { id, name: textOf(row, 'name') }
  if (fetched?.status === 'complete' && idIn(row) === id) return { business, problems: [] }
  const error = fetched?.error ?? null
  const what = error === null ? 'the answer has another id' : errorWords(error)
  return { business, problems: [liveProblem('wrong_business', { business: id, what })] }
}

const readSelf = async (
  client: GraphClient,
  fetched: Fetched | undefined,
  people: People,
): Promise<Pick<Who, 'self' | 'problems'>> => {
  const id = idIn(fetched?.rows[0])
  if (id === null) {
    const error = fetched?.error ?? null
    const what = error === null ? 'the answer has no valid id' : errorWords(error)
    return { self: { id: '', person: null }, problems: [liveProblem('self_unknown', { what })] }
  }
  const persons = everybody(people)
  const me: Me = { id, email: null }
  const person = selfOf(me, persons) ?? (await readSelfByEmail(client, me, people))
  return { self: { id, person, name: textOf(fetched?.rows[0], 'name') }, problems: [] }
}

/** The last resort, and often refused: then no row matches, and nothing more can be found out. */
export const readSelfByEmail = async (
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
