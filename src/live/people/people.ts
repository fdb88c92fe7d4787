import { fieldOf, type Json, textOf } from '../../graph/json.ts'
import type { Fetched } from '../../graph/want.ts'
import type { Invitation, LivePerson } from '../../model/live.ts'
import type { Problem } from '../../model/problem.ts'
import { isSameEmail } from '../../model/text/email.ts'
import { idIn, timeIn } from '../decode.ts'
import { invitationNote } from '../evidence/row-notes.ts'
import { errorWords, liveProblem } from '../live-problems.ts'
import { type BadRow, badRow, type Section, sectionOf } from '../section.ts'
import { FINER_FIELDS, LEAVING_FIELD, type PeopleList } from '../wants.ts'

/** Who belongs to the business and who is invited to it. */
export interface People {
  readonly business_users: Section<LivePerson>
  readonly system_users: Section<LivePerson>
  readonly pending_users: Section<Invitation>
}

export const peopleOf = (fetched: (list: PeopleList) => Fetched | undefined): People => ({
  business_users: sectionOf(fetched('business_users'), personDecoder('business_user')),
  system_users: sectionOf(fetched('system_users'), personDecoder('system_user')),
  pending_users: sectionOf(fetched('pending_users'), invitationIn, invitationNote),
})

const personDecoder =
  (type: LivePerson['type']) =>
  (row: Json): LivePerson | BadRow => {
    const id = idIn(row)
    if (id === null) return badRow('a person without a valid id')
    return {
      type,
      id,
      name: textOf(row, 'name'),
      email: textOf(row, 'email'),
      facebookId: idIn(fieldOf(row, 'user')),
      role: textOf(row, 'role'),
      twoFactor: textOf(row, 'two_fac_status'),
      ...finerIn(row),
      ...(fieldOf(row, LEAVING_FIELD) === true ? { leaving: true } : {}),
      ...originIn(row),
    }
  }

/** Which rights somebody has beside the base role; a row does not say that there are none. */
const finerIn = (row: Json): Pick<LivePerson, 'finer'> => {
  const found = FINER_FIELDS.flatMap((field) => {
    const word = textOf(row, field)
    return word === null || NO_RIGHT.has(word.toUpperCase()) ? [] : [`${field}: ${word}`]
  })
  return found.length === 0 ? {} : { finer: found }
}

const originIn = (row: Json): Pick<LivePerson, 'createdBy'> => {
  const createdBy = idIn(fieldOf(row, 'created_by'))
  return createdBy === null ? {} : { createdBy }
}

const NO_RIGHT: ReadonlySet<string> = new Set(['', 'NONE'])

const invitationIn = (row: Json): Invitation | BadRow => {
  const id = idIn(row)
  const email = textOf(row, 'email')
  if (id === null || email === null) return badRow('an invitation without a valid id or e-mail')
  return {
    id,
    email,
    since: timeIn(row, ['created_time']),
    role: textOf(row, 'role'),
    expires: timeIn(row, ['expiration_time']),
    status: textOf(row, 'status'),
  }
}

/** For when no list was read: nobody is known, and nobody is known to be absent. */
export const NO_PEOPLE: People = peopleOf(() => undefined)

/** Everybody, without duplicates, sorted by id. */
export const everybody = (people: People): readonly LivePerson[] => {
  const byId = new Map<string, LivePerson>()
  const rows = [...people.business_users.rows, ...people.system_users.rows]
  for (const person of rows) byId.set(person.id, person)
  return [...byId.values()].sort((one, other) => (one.id < other.id ? -1 : 1))
}

/** What `/me` says about the token's own user. */
export interface Me {
  readonly id: string
  readonly email: string | null
}

/**
 * The person the token belongs to, if exactly one row matches: a system user by its id, a business
 * user by the Facebook-level id behind the row or else by an e-mail address.
 */
export const selfOf = (me: Me, people: readonly LivePerson[]): string | null => {
  const byId = people.filter(
    (person) =>
      (person.type === 'system_user' && person.id === me.id) || person.facebookId === me.id,
  )
  const named =
    byId.length > 0 ? byId : people.filter((person) => isSameEmail(person.email, me.email))
  return named.length === 1 ? (named[0]?.id ?? null) : null
}

export const peopleProblems = (people: People): readonly Problem[] =>
  Object.entries(people).flatMap(([where, section]: [string, Section<object>]) => {
    if (section.status === 'complete') return []
    if (section.error === null) return [liveProblem('bad_row', { where, what: section.bad ?? '' })]
    const args = { where, what: errorWords(section.error) }
    const code = section.status === 'unknown' ? 'people_unknown' : 'people_unreadable'
    return [liveProblem(code, args)]
  })
