import { isSameEmail } from '../model/email.ts'
import type { LivePerson, LiveState } from '../model/live.ts'
import type { Manifest, Offboarded, Person } from '../model/manifest.ts'
import type { Subject } from '../model/plan.ts'

/**
 * Who is who: aliases of the manifest against the people and businesses the API knows.
 * E-mails are compared without regard to case.
 */
export interface Directory {
  /** The id behind an alias of a person or partner; null where the business has no such person. */
  readonly idOf: (alias: string) => string | null
  readonly person: (id: string) => LivePerson | null
  readonly subjectOf: (relation: 'agencies' | 'users', id: string, name: string | null) => Subject
  /** Subject for an alias that has no id yet. */
  readonly unresolved: (alias: string) => Subject
  readonly isSelf: (id: string) => boolean
  readonly isOffboarded: (id: string) => boolean
  /** The first entry that means this id. */
  readonly offboardedBy: (id: string) => Offboarded | null
  /** Everybody of the business whom an entry means. */
  readonly peopleOf: (entry: Offboarded) => readonly LivePerson[]
  /** Whether an id is meant by one of these aliases or ids. */
  readonly isNamedBy: (names: readonly string[], id: string) => boolean
}

export const directoryOf = (manifest: Manifest, live: LiveState): Directory => {
  const byId = new Map(live.people.map((person) => [person.id, person]))
  const byEmail = new Map(
    live.people
      .filter((person) => person.email !== null)
      .map((person) => [(person.email as string).toLowerCase(), person]),
  )
  const idOfPerson = (person: Person): string | null =>
    person.by === 'email'
      ? (byEmail.get(person.value.toLowerCase())?.id ?? null)
      : (byId.get(person.value)?.id ?? null)
  const ids = new Map<string, string | null>()
  for (const partner of manifest.partners.values()) ids.set(partner.alias, partner.id)
  for (const person of manifest.people.values()) ids.set(person.alias, idOfPerson(person))
  const aliases = new Map<string, string>()
  for (const [alias, id] of ids) if (id !== null) aliases.set(id, alias)
  const idOf = (alias: string): string | null => ids.get(alias) ?? null
  const idsOf = (entry: Offboarded): readonly string[] => offboardedIds(entry, live, idOf)
  const offboarded = new Map<string, Offboarded>()
  for (const entry of manifest.offboarded)
    for (const id of idsOf(entry)) if (!offboarded.has(id)) offboarded.set(id, entry)
  return {
    idOf,
    person: (id) => byId.get(id) ?? null,
    subjectOf: (relation, id, name) => ({
      type: relation === 'agencies' ? 'business' : (byId.get(id)?.type ?? 'business_user'),
      id,
      name: name ?? byId.get(id)?.name ?? null,
      alias: aliases.get(id) ?? null,
    }),
    unresolved: (alias) => ({
      type: manifest.people.get(alias)?.by === 'system_user' ? 'system_user' : 'business_user',
      id: alias,
      name: manifest.people.get(alias)?.value ?? null,
      alias,
    }),
    isSelf: (id) => live.self.person === id,
    isOffboarded: (id) => offboarded.has(id),
    offboardedBy: (id) => offboarded.get(id) ?? null,
    peopleOf: (entry) => idsOf(entry).flatMap((id) => byId.get(id) ?? []),
    isNamedBy: (names, id) => names.some((name) => name === id || ids.get(name) === id),
  }
}

/** Two users of the business may have one e-mail: nobody of that e-mail stays. */
const offboardedIds = (
  { id, alias, email }: Offboarded,
  { people }: LiveState,
  idOf: (alias: string) => string | null,
): readonly string[] => {
  const named = [id, alias === null ? null : idOf(alias)].filter((each) => each !== null)
  const alike = people.filter((each) => isSameEmail(each.email, email))
  return [...new Set([...named, ...alike.map((each) => each.id)])]
}
