import type { LivePerson, LiveRelation, LiveState } from './live.ts'
import { isHeldBy } from './relations.ts'
import { compareText } from './text/text.ts'

type Lists = Pick<LiveState, 'people' | 'relations'>

/**
 * Our people, as known from every list of a run: `business_users` can be incomplete, so anybody on
 * an asset is included by id, whatever the lists of people say. First those listed, then the others
 * by id.
 */
export const everybodyIn = ({ people, relations }: Lists): readonly LivePerson[] => [
  ...people,
  ...unlistedIn({ people, relations }),
]

/**
 * Everybody who is on an asset and in no list of people; if there is anybody, those lists are
 * incomplete.
 */
export const unlistedIn = ({ people, relations }: Lists): readonly LivePerson[] => {
  const listed = new Set(people.map(({ id }) => id))
  const found = new Map<string, LivePerson>()
  for (const row of relations) {
    if (!isHeldBy(row.relation, 'person') || row.otherBusiness !== undefined) continue
    // Those are the lists themselves, and the invited have no id.
    if (row.relation === 'members') continue
    if (listed.has(row.subject)) continue
    const known = found.get(row.subject)?.name ?? null
    const isFirst = row.subjectName !== null && (known === null || row.subjectName < known)
    if (isFirst || !found.has(row.subject)) found.set(row.subject, personOf(row))
  }
  return [...found.values()].sort((one, other) => compareText(one.id, other.id))
}

/** What a row says about somebody, which does not include whether it is a system user. */
const personOf = ({ subject, subjectName }: LiveRelation): LivePerson => ({
  type: 'business_user',
  id: subject,
  name: subjectName,
  email: null,
  facebookId: null,
})
