import type { LiveRelation } from '../../model/live.ts'
import type { Business, Person } from '../../sandbox/state.ts'
import type { Facts } from './facts.ts'
import { isOnAsset, type OurPeople, UNTOLD } from './snapshot-people.ts'

/** Our business, and every other that anything names. */
export const businessesOf = (
  facts: Facts,
  { people, invited }: OurPeople,
): ReadonlyMap<string, Business> => {
  const { live } = facts
  const own = businessOf(live.business.id, live.business.name, people, invited)
  const theirs = peopleOfOthers(facts)
  const names = othersIn(facts)
  for (const id of theirs.keys()) if (!names.has(id)) names.set(id, null)
  if (hasStrangers(facts)) names.set(facts.stranger, 'Stranger')
  names.delete(own.id)
  return new Map([
    [own.id, own],
    ...[...names].map(([id, name]) => [id, businessOf(id, name, theirs.get(id) ?? [])] as const),
  ])
}

const businessOf = (
  id: string,
  name: string | null,
  people: readonly Person[],
  invited: Business['invited'] = new Map(),
): Business => {
  const of = (type: Person['type']) =>
    new Map(people.filter((each) => each.type === type).map((each) => [each.id, each]))
  return {
    ...{ id, name: name ?? UNTOLD, invited },
    users: of('business_user'),
    systemUsers: of('system_user'),
  }
}

/** Whether something is of a business that nothing names: an asset in a group, a request. */
const hasStrangers = ({ live }: Facts): boolean =>
  live.relations.some(({ direction }) => direction === 'others') ||
  (live.groups?.rows ?? []).some(({ assets }) =>
    assets.some(({ ownership }) => ownership === 'client'),
  )

/** The names of the others, as far as any row tells them. */
const othersIn = ({ live }: Facts): Map<string, string | null> => {
  const { mirror } = live
  const named = [
    ...live.relations.flatMap(partnersIn),
    ...[...(mirror?.agencies.rows ?? []), ...(mirror?.clients.rows ?? [])].map(
      (row) => row.business,
    ),
  ]
  const names = new Map<string, string | null>()
  for (const { id, name } of named) names.set(id, names.get(id) ?? name)
  return names
}

type Named = NonNullable<LiveRelation['counterpart']>

const partnersIn = ({ relation, subject, subjectName, counterpart }: LiveRelation): Named[] => [
  ...(relation === 'agencies' ? [{ id: subject, name: subjectName }] : []),
  ...(counterpart === null ? [] : [counterpart]),
]

/** Whom other businesses put on assets of ours, where the API shows them. */
const peopleOfOthers = ({ live, us }: Facts): ReadonlyMap<string, readonly Person[]> => {
  const found = new Map<string, Map<string, Person>>()
  for (const row of live.relations) {
    const { otherBusiness, subject, subjectName } = row
    if (!isOnAsset(row) || otherBusiness === undefined || otherBusiness === us) continue
    const people = found.get(otherBusiness) ?? new Map<string, Person>()
    const name = subjectName ?? UNTOLD
    people.set(subject, { type: 'business_user', id: subject, name, role: 'EMPLOYEE' })
    found.set(otherBusiness, people)
  }
  return new Map([...found].map(([id, people]) => [id, [...people.values()]]))
}
