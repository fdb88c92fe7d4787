import type { LivePerson, LiveRelation, LiveState } from './live.ts'
import { isHeldBy } from './relations.ts'
import { compareText } from './text/text.ts'

type Lists = Pick<LiveState, 'people' | 'relations'>

/**
 * Our people, known from every list of a run: `business_users` can come short, so who is on an
 * asset is there, by id, whatever the lists of people say. The listed first, then the others by id.
 */
export const everybodyIn = ({ people, relations }: Lists): readonly LivePerson[] => [
  ...people,
  ...unlistedIn({ people, relations }),
]

/** Who is on an asset and in no list of people: then those lists come short. */
export const unlistedIn = ({ people, relations }: Lists): readonly LivePerson[] => {
  const listed = new Set(people.map(({ id }) => id))
  const found = new Map<string, LivePerson>()
  for (const row of relations) {
    if (!isHeldBy(row.relation, 'person') || row.otherBusiness !== undefined) continue
    if (listed.has(row.subject)) continue
    const known = found.get(row.subject)?.name ?? null
    const isFirst = row.subjectName !== null && (known === null || row.subjectName < known)
    if (isFirst || !found.has(row.subject)) found.set(row.subject, personOf(row))
  }
  return [...found.values()].sort((one, other) => compareText(one.id, other.id))
}

/** What a row tells of somebody; that it may be a system user it does not. */
const personOf = ({ subject, subjectName }: LiveRelation): LivePerson => ({
  type: 'business_user',
  id: subject,
  name: subjectName,
  email: null,
  facebookId: null,
})
