import type { LivePerson, LiveState } from '../model/live.ts'
import type { Manifest, Offboarded, PolicyName } from '../model/manifest.ts'
import type { Subject } from '../model/plan.ts'
import { type EdgeName, isHeldBy } from '../model/relations.ts'
import { compareText, foldedOf } from '../model/text/text.ts'
import { candidatesOf, type Identity, type Meaning, meaningsOf } from './meaning.ts'

/**
 * Who is who: aliases of the manifest matched with the people and businesses that the API knows.
 * E-mails are compared without regard to case or Unicode form.
 */
export interface Directory {
  /** The id that an alias stands for; null if it is nobody, or in doubt. */
  readonly idOf: (alias: string) => string | null
  /** Whom an alias of a person, an id or an e-mail means among our people. */
  readonly meaningOf: (name: string) => Meaning
  /** Whom an identity certainly means: nobody, somebody, or those who share the e-mail. */
  readonly idsMeant: (identity: Identity) => readonly string[]
  /**
   * Everybody whom a name could mean, including the name itself if it is an id, and the e-mail in
   * lower case: whatever must be safe covers them all.
   */
  readonly candidatesOf: (name: string) => readonly string[]
  /** The first alias of a person who has several; any other alias unchanged. */
  readonly oneOf: (alias: string) => string
  /** For each person with several aliases, all of them. */
  readonly twins: readonly (readonly string[])[]
  readonly person: (id: string) => LivePerson | null
  /** Whether the lists of people leave somebody out, so that nobody can be called absent. */
  readonly areListsShort: boolean
  readonly subjectOf: (relation: EdgeName, id: string, name: string | null) => Subject
  /** The subject for an alias that has no id yet. */
  readonly unresolved: (alias: string) => Subject
  readonly isSelf: (id: string) => boolean
  /** Whether somebody is marked for removal; known where seats were looked at. */
  readonly isLeaving: (id: string) => boolean
  readonly isOffboarded: (id: string) => boolean
  /** The first entry of `offboarded` that means this id. */
  readonly offboardedBy: (id: string) => Offboarded | null
  /** Everybody in the business whom an entry means; nobody if that is in doubt. */
  readonly peopleOf: (entry: Offboarded) => readonly LivePerson[]
  /** Whether one of these aliases or ids could mean an id. */
  readonly isNamedBy: (names: readonly string[], id: string) => boolean
  /** The name by which the policy protects an id, or could mean to; null if there is none. */
  readonly protectedBy: (id: string) => Protection | null
  /** Whether a person on an asset belongs to another business. */
  readonly isOfOtherBusiness: (asset: string, id: string) => boolean
}

export interface Protection {
  readonly name: string
  /** Whether the name means nobody else. */
  readonly isSure: boolean
}

export const directoryOf = (manifest: Manifest, live: LiveState): Directory => {
  const { person, meaningOf: meaningOfIdentity, areListsShort } = meaningsOf(live)
  const meaningOf = (name: string): Meaning =>
    meaningOfIdentity(manifest.people.get(name) ?? identityIn(name))
  const ids = new Map<string, string | null>()
  for (const partner of manifest.partners.values()) ids.set(partner.alias, partner.id)
  for (const { alias } of manifest.people.values()) {
    const meaning = meaningOf(alias)
    ids.set(alias, meaning.type === 'one' ? meaning.id : null)
  }
  const aliases = aliasesById(ids)
  const idOf = (alias: string): string | null => ids.get(alias) ?? null
  const idMeant = (name: string): string | null => {
    const meaning = meaningOf(name)
    return ids.get(name) ?? (meaning.type === 'one' ? meaning.id : null)
  }
  const candidates = cached((name) => [
    ...new Set([
      name,
      ids.get(name) ?? name,
      ...candidatesOf(meaningOf(name)),
      ...emailOf(manifest, name),
    ]),
  ])
  const isNamedBy = (names: readonly string[], id: string): boolean =>
    names.length > 0 && names.some((name) => name === id || candidates(name).includes(id))
  const idsOf = (entry: Offboarded): readonly string[] =>
    offboardedIds(entry, idOf, meaningOfIdentity)
  // An invitation is for whoever has the e-mail, by whatever else they are named.
  const keysOf = (entry: Offboarded): readonly string[] => {
    const own = idsOf(entry)
    const isDoubtful = own.length === 0 && entry.email !== null && isInDoubt(entry.email)
    const emails = [entry.email, ...own.map((id) => person(id)?.email ?? null)]
    return isDoubtful
      ? []
      : [...own, ...emails.flatMap((email) => (email === null ? [] : foldedOf(email)))]
  }
  const isInDoubt = (email: string): boolean => meaningOf(email).type === 'several'
  const offboarded = new Map<string, Offboarded>()
  for (const entry of manifest.offboarded)
    for (const key of keysOf(entry)) if (!offboarded.has(key)) offboarded.set(key, entry)
  const trusted = (manifest.policyNames ?? []).flatMap(({ name, means }) =>
    identifiersOf(means, name),
  )
  const protections = [...manifest.policy.protected.map((name) => ({ name, by: name })), ...trusted]
  const twins = [...aliases.values()].filter((alike) => alike.length > 1)
  const first = new Map(twins.flatMap((alike) => alike.map((alias) => [alias, alike[0]])))
  const listed = new Set(live.people.map(({ id }) => id))
  // A row on an asset does not say which of the two types somebody is; the manifest may.
  const typeOf = (id: string): LivePerson['type'] =>
    !listed.has(id) && manifest.people.get(aliases.get(id)?.[0] ?? '')?.by === 'system_user'
      ? 'system_user'
      : (person(id)?.type ?? 'business_user')
  const strangers = new Set(
    live.relations
      .filter(({ otherBusiness }) => otherBusiness !== undefined)
      .map(({ asset, subject }) => `${asset} ${subject}`),
  )
  return {
    idOf,
    meaningOf,
    idsMeant: (identity) => {
      const meaning = meaningOfIdentity(identity)
      return meaning.type === 'nobody' ? [] : candidatesOf(meaning)
    },
    candidatesOf: candidates,
    oneOf: (alias) => first.get(alias) ?? alias,
    twins,
    person,
    areListsShort,
    subjectOf: (relation, id, name) => ({
      type: isHeldBy(relation, 'partner') ? 'business' : typeOf(id),
      id,
      name: name ?? person(id)?.name ?? null,
      alias: aliases.get(id)?.[0] ?? null,
    }),
    unresolved: (alias) => ({
      type: manifest.people.get(alias)?.by === 'system_user' ? 'system_user' : 'business_user',
      id: alias,
      name: manifest.people.get(alias)?.value ?? null,
      alias,
    }),
    isSelf: (id) => live.self.person === id,
    isLeaving: (id) => person(id)?.leaving === true,
    isOffboarded: (id) => offboarded.has(id),
    offboardedBy: (id) => offboarded.get(id) ?? null,
    peopleOf: (entry) => idsOf(entry).flatMap((id) => person(id) ?? []),
    isNamedBy,
    protectedBy: (id) => {
      if (protections.length === 0) return null
      const found = protections.filter(({ by }) => candidates(by).includes(id))
      const isSure = ({ by }: { readonly by: string }): boolean =>
        by === id || idMeant(by) === id || emailOf(manifest, by).includes(id)
      const sure = found.find(isSure)
      const [first = null] = sure === undefined ? found : [sure]
      return first === null ? null : { name: first.name, isSure: sure !== undefined }
    },
    isOfOtherBusiness: (asset, id) => strangers.size > 0 && strangers.has(`${asset} ${id}`),
  }
}

/** The e-mail that a name means, in the form in which an invitation is addressed; or none. */
const emailOf = ({ people }: Manifest, name: string): readonly string[] => {
  const { by, value } = people.get(name) ?? identityIn(name)
  return by === 'email' ? [foldedOf(value)] : []
}

/** A name that no manifest declares: an id or an e-mail. */
const identityIn = (name: string): Identity => ({
  by: name.includes('@') ? 'email' : 'id',
  value: name,
})

const aliasesById = (
  ids: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>()
  for (const [alias, id] of [...ids].sort(([one], [other]) => compareText(one, other))) {
    if (id !== null) found.set(id, [...(found.get(id) ?? []), alias])
  }
  return found
}

const cached = <T>(make: (key: string) => T): ((key: string) => T) => {
  const made = new Map<string, T>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

/**
 * Ids of the offboarded; none for an entry that is in doubt: an e-mail that two share, or the id of
 * a Facebook profile.
 */
const offboardedIds = (
  { id, alias, email }: Offboarded,
  idOf: (alias: string) => string | null,
  meaningOf: (identity: Identity) => Meaning,
): readonly string[] => {
  const byAlias = alias === null ? null : idOf(alias)
  const meanings = [
    ...(id === null ? [] : [meaningOf({ by: 'id', value: id })]),
    ...(email === null ? [] : [meaningOf({ by: 'email', value: email })]),
  ]
  if (meanings.some(({ type }) => type === 'several' || type === 'facebook')) return []
  const found = meanings.flatMap((meaning) => (meaning.type === 'one' ? [meaning.id] : []))
  return [...new Set([id, byAlias, ...found].filter((each) => each !== null))]
}

/** What a name of the policy file protects: whatever that file declares it as, never the alias. */
export const identifiersOf = (
  means: PolicyName['means'],
  name: string,
): readonly { readonly name: string; readonly by: string }[] =>
  means === null ? [] : [{ name, by: 'id' in means ? means.id : means.value }]
