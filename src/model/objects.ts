import { everybodyIn } from './everybody.ts'
import type { LiveState } from './live.ts'
import { isPartnerEdge } from './relations.ts'
import { foldedOf } from './text/text.ts'

/**
 * Every object that a run knows by its id, with what it is in words. `DELETE /R` removes whatever R
 * is, even a person from the business, so an id that belongs to anything else is never deleted as a
 * request.
 */
export const objectsIn = (live: LiveState): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (const { id, name } of live.assets) {
    // An ad account can be addressed by its id with and without the prefix.
    for (const each of [id, id.replace(/^\D+/, '')])
      found.set(each, `the asset ${withId(name, id)}`)
  }
  for (const { relation, subject, subjectName, counterpart } of live.relations) {
    if (isPartnerEdge(relation)) found.set(subject, `the business ${withId(subjectName, subject)}`)
    if (counterpart !== null) {
      found.set(counterpart.id, `the business ${withId(counterpart.name, counterpart.id)}`)
    }
  }
  // What is deleted as a person or an invitation must be nothing else, so both are told.
  const add = (id: string, words: string): void => {
    const known = found.get(id) ?? words
    found.set(id, known === words ? words : `${known}, and ${words}`)
  }
  for (const { id, email } of live.invitations) add(id, invitationInWords(email))
  for (const { id, facebookId, name } of everybodyIn(live)) {
    for (const each of [id, facebookId]) {
      if (each !== null) add(each, personInWords(name, id))
    }
  }
  found.set(live.business.id, 'our own business')
  if (live.self.id !== '') found.set(live.self.id, "the token's own user")
  return found
}

/** An invitation and a person as they are called here, so that it can be told whether an id is only that. */
export const invitationInWords = (email: string): string => `the invitation of ${foldedOf(email)}`
export const personInWords = (name: string | null, id: string): string =>
  `the person ${withId(name, id)}`

/** `Dana 6155…`, or only the id. */
export const withId = (name: string | null, id: string): string =>
  name === null ? id : `${name} ${id}`
