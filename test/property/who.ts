import type { AbstractWorld, PersonAlias } from './abstract.ts'
import { isPerson, PARTNERS, PEOPLE } from './abstract.ts'

/** Who is who in a world, as far as its lists and the rows of its assets tell. */

export const foldedEmail = (email: string): string => email.toLowerCase()

const writtenAs = (alias: PersonAlias): { readonly email?: string; readonly id?: string } => {
  const person: { readonly email?: string; readonly id?: string; readonly system_user?: string } =
    PEOPLE[alias]
  return person.email === undefined
    ? { id: person.id ?? person.system_user ?? '' }
    : { email: foldedEmail(person.email) }
}

/** The e-mail by which an alias names somebody; null if it is by an id. */
export const emailOf = (alias: string): string | null =>
  isPerson(alias) ? (writtenAs(alias).email ?? null) : null

/** Those whose rows are known to have this e-mail. */
const seatedBy = ({ people }: AbstractWorld, email: string): readonly string[] =>
  Object.entries(people.seats).flatMap(([id, seat]) =>
    !seat.isUnlisted && seat.email !== null && foldedEmail(seat.email) === email ? [id] : [],
  )

/** The id that an alias, or an id, stands for; null if it is nobody, or could be several. */
export const idOf = (world: AbstractWorld, name: string): string | null => {
  if (!isPerson(name)) return PARTNERS[name] ?? name
  const { id, email = '' } = writtenAs(name)
  if (id !== undefined) return id
  const [first = null, ...others] = seatedBy(world, email)
  return others.length === 0 ? first : null
}

export const idsOfEmail = seatedBy

/** Whether several share the e-mail of an alias. */
export const isDoubtful = (world: AbstractWorld, alias: string): boolean =>
  seatedBy(world, emailOf(alias) ?? '').length > 1

/** Whether somebody is named by an e-mail that no row shows. */
export const isUnseen = (world: AbstractWorld, alias: string): boolean => {
  const email = emailOf(alias)
  return email !== null && seatedBy(world, email).length === 0
}

/** People of whom no list tells an e-mail. */
export const hiddenIn = ({ people }: AbstractWorld): readonly string[] =>
  Object.entries(people.seats).flatMap(([id, { email, isUnlisted }]) =>
    isUnlisted || email === null ? [id] : [],
  )

/** Whether an alias means this id, and nobody else. */
export const isAliased = (world: AbstractWorld, id: string): boolean =>
  Object.keys(PEOPLE).some((alias) => idOf(world, alias) === id)

/** The lists leave out somebody who is on an asset. */
export const areListsShort = ({ people }: AbstractWorld): boolean =>
  Object.values(people.seats).some(({ isUnlisted }) => isUnlisted)

/** Invitations that the list shows, by id. */
export const listedInvitations = ({ people }: AbstractWorld) =>
  Object.entries(people.invitations).filter(
    ([, { isOver }]) => !isOver || people.endedInvitations !== 'gone',
  )

/** Whether somebody can still accept an invitation sent to the e-mail of an alias. */
export const isInvited = ({ people }: AbstractWorld, alias: string): boolean =>
  Object.values(people.invitations).some(
    ({ email, isOver }) => !isOver && foldedEmail(email) === emailOf(alias),
  )
