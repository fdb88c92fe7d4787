import { isEmail } from '../../../manifest/names/identity.ts'
import { everybodyIn } from '../../../model/everybody.ts'
import type { LivePerson, LiveRelation, LiveState } from '../../../model/live.ts'
import { isPartnerEdge } from '../../../model/relations.ts'
import { isEmail as isInvitable } from '../../../model/text/email.ts'
import { compareText, foldedOf } from '../../../model/text/text.ts'
import { compareNatural } from './natural.ts'
import { aliasesFor, type Unnamed } from './new-aliases.ts'
import { partnersOf, peopleOf, type WrittenAsset } from './written-asset.ts'
import type { WrittenMembers } from './written-members.ts'
import type { Value } from './yaml.ts'

/** An entry under `partners` or `people`. */
export interface Named {
  readonly id: string
  readonly alias: string
  readonly value: Value
  /** The name as the API gives it, if the alias does not already say it. */
  readonly name: string | null
}

export interface Subjects {
  /** Only new ones, sorted by alias. */
  readonly partners: readonly Named[]
  readonly people: readonly Named[]
  /** The alias of anybody whom the assets name, whether known before or new. */
  readonly aliasOf: (id: string) => string
}

/** Names that a manifest already has. */
export interface KnownNames {
  /** Aliases by id. */
  readonly aliases: ReadonlyMap<string, string>
  /** Every alias of partners, people and teams. */
  readonly taken: readonly string[]
}

export const NO_NAMES: KnownNames = { aliases: new Map(), taken: [] }

/** What names people and partners. */
interface Naming {
  readonly assets: readonly WrittenAsset[]
  readonly members: WrittenMembers | null
}

/** Everybody whom they name: those already known by their alias, the others by a new one. */
export const subjectsOf = (
  { assets, members }: Naming,
  live: LiveState,
  known: KnownNames = NO_NAMES,
): Subjects => {
  const isNew = (id: string): boolean => !known.aliases.has(id)
  const partners = unique(assets.flatMap(partnersOf)).filter(isNew)
  const belonging = members?.members ?? []
  const seated = belonging.filter(({ invitation }) => invitation === undefined)
  const invited = belonging.flatMap(({ id, invitation }) =>
    invitation === undefined || !isNew(id) ? [] : [{ ...invitation, key: id }],
  )
  const people = unique([...assets.flatMap(peopleOf), ...seated.map(({ id }) => id)]).filter(isNew)
  const names = businessNames(live.relations)
  const persons = new Map(everybodyIn(live).map((person) => [person.id, person]))
  const aliases = aliasesFor(
    [
      ...partners.map((id): Unnamed => ({ id, name: names.get(id) ?? null, is: 'partner' })),
      ...people.map((id) => unnamed(id, persons.get(id))),
      ...invited.map(({ id, email }): Unnamed => ({ id, name: localPart(email), is: 'person' })),
    ],
    known.taken,
  )
  const keys = new Map(invited.map(({ key, id }) => [key, id]))
  const aliasOf = (id: string): string =>
    known.aliases.get(id) ?? aliases.get(keys.get(id) ?? id) ?? id
  const shared = sharedEmails(live.people)
  const byAlias = (one: Named, other: Named): number => compareNatural(one.alias, other.alias)
  return {
    aliasOf,
    partners: partners
      .map((id) => ({ id, alias: aliasOf(id), value: id, name: names.get(id) ?? null }))
      .sort(byAlias),
    people: [
      ...people.map((id) => {
        const person = persons.get(id)
        return {
          id,
          alias: aliasOf(id),
          value: identityOf(id, person, shared),
          name: person?.name ?? null,
        }
      }),
      ...invited.map(({ key, email }) => ({
        id: key,
        alias: aliasOf(key),
        value: email,
        name: null,
      })),
    ].sort(byAlias),
  }
}

const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

const localPart = (email: string): string => email.split('@')[0] ?? email

const unnamed = (id: string, person: LivePerson | undefined): Unnamed => ({
  id,
  name: person?.name ?? (person?.email == null ? null : localPart(person.email)),
  is: person?.type === 'system_user' ? 'system-user' : 'person',
})

/** Identifies a person by e-mail if it is valid and nobody else has it, otherwise by id. */
const identityOf = (
  id: string,
  person: LivePerson | undefined,
  shared: ReadonlySet<string>,
): Value => {
  if (person?.type === 'system_user') {
    return { pairs: [{ key: 'system_user', value: id }], isShort: true }
  }
  const email = person?.email ?? null
  const isUsable = email !== null && isEmail(email) && isInvitable(email)
  return isUsable && !shared.has(foldedOf(email)) ? email : id
}

const sharedEmails = (people: readonly LivePerson[]): ReadonlySet<string> => {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { email } of people) {
    if (email === null) continue
    const key = foldedOf(email)
    if (seen.has(key)) shared.add(key)
    seen.add(key)
  }
  return shared
}

/**
 * Names of businesses by id. Rows may give different names for a business, or none; the first in
 * order is used.
 */
const businessNames = (relations: readonly LiveRelation[]): ReadonlyMap<string, string> => {
  const names = new Map<string, string>()
  const add = (id: string, name: string | null): void => {
    const before = names.get(id)
    if (name !== null && (before === undefined || compareText(name, before) < 0))
      names.set(id, name)
  }
  for (const { relation, subject, subjectName, counterpart } of relations) {
    if (isPartnerEdge(relation)) add(subject, subjectName)
    if (counterpart !== null) add(counterpart.id, counterpart.name)
  }
  return names
}
