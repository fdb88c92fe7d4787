import { everybodyIn } from '../model/everybody.ts'
import type { LivePerson, LiveState } from '../model/live.ts'
import type { Person } from '../model/manifest.ts'
import { compareText, foldedOf } from '../model/text/text.ts'

/**
 * Whom a name means among our people. Only `one` is somebody; nothing is concluded from the others.
 * `several` share the e-mail. `facebook`: the id of a Facebook profile, whose person has another id
 * in the business. `nobody`: in none of the lists of the run, but it might be one of `mayBe`, whose
 * e-mail no list shows.
 */
export type Meaning =
  | { readonly type: 'one'; readonly id: string }
  | { readonly type: 'several' | 'facebook'; readonly people: readonly LivePerson[] }
  | { readonly type: 'nobody'; readonly mayBe: readonly LivePerson[] }

/** What somebody is named by: an e-mail, or the id of a person or system user. */
export type Identity = Pick<Person, 'by' | 'value'>

export interface Meanings {
  readonly person: (id: string) => LivePerson | null
  readonly meaningOf: (identity: Identity) => Meaning
  /**
   * Whether somebody is on an asset and in no list of people, so that those lists are incomplete.
   */
  readonly areListsShort: boolean
}

export const meaningsOf = (live: LiveState): Meanings => {
  const people = everybodyIn(live)
  const byId = new Map(people.map((person) => [person.id, person]))
  const byEmail = peopleBy(people, ({ email }) => (email === null ? null : foldedOf(email)))
  const byFacebookId = peopleBy(people, ({ facebookId }) => facebookId)
  const hidden = people.filter(({ type, email }) => type === 'business_user' && email === null)
  const meaningOf = ({ by, value }: Identity): Meaning => {
    if (by !== 'email') {
      if (byId.has(value)) return { type: 'one', id: value }
      const own = byFacebookId.get(value)
      return own === undefined ? NOBODY : { type: 'facebook', people: own }
    }
    const found = byEmail.get(foldedOf(value))
    if (found === undefined) return { type: 'nobody', mayBe: hidden }
    const [first, ...others] = found as [LivePerson, ...LivePerson[]]
    return others.length === 0 ? { type: 'one', id: first.id } : { type: 'several', people: found }
  }
  return {
    person: (id) => byId.get(id) ?? null,
    meaningOf,
    areListsShort: people.length > live.people.length,
  }
}

const NOBODY: Meaning = { type: 'nobody', mayBe: [] }

const peopleBy = (
  people: readonly LivePerson[],
  keyOf: (person: LivePerson) => string | null,
): ReadonlyMap<string, readonly LivePerson[]> => {
  const found = new Map<string, LivePerson[]>()
  for (const person of [...people].sort((one, other) => compareText(one.id, other.id))) {
    const key = keyOf(person)
    if (key !== null) found.set(key, [...(found.get(key) ?? []), person])
  }
  return found
}

/** Everybody whom a meaning could be, for whatever must be on the safe side. */
export const candidatesOf = (meaning: Meaning): readonly string[] => {
  switch (meaning.type) {
    case 'one':
      return [meaning.id]
    case 'several':
    case 'facebook':
      return meaning.people.map(({ id }) => id)
    case 'nobody':
      return meaning.mayBe.map(({ id }) => id)
  }
}
