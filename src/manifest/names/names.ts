import type { Partner, Person } from '../../model/manifest.ts'
import type { Position } from '../../model/problem.ts'
import { compareText, foldedOf } from '../../model/text/text.ts'
import { type NAMED_WORDS, problem, type Report } from '../manifest-problems.ts'
import { type Entry, entryOf, type Node, type Text, textsOf } from '../text/node.ts'
import { isEmail, isId } from './identity.ts'
import type { Merged } from './merged.ts'

/** An alias of the manifest. People, partners and teams share one set of names. */
export interface Named {
  readonly is: keyof typeof NAMED_WORDS
  readonly alias: string
  readonly at: Position
}

export interface Team {
  readonly alias: string
  readonly members: readonly Text[]
  readonly at: Position
}

export interface Names {
  readonly all: ReadonlyMap<string, Named>
  readonly people: ReadonlyMap<string, Person>
  readonly partners: ReadonlyMap<string, Partner>
  readonly teams: ReadonlyMap<string, Team>
  /** Aliases by id, or by e-mail address in the form of `foldedOf`. */
  readonly byIdentity: ReadonlyMap<string, string>
}

/** What an alias names, by the section that declares it. */
const SECTIONS = { partners: 'partner', people: 'person', teams: 'team' } as const

/** Why a word cannot be an alias; null if it can. */
const nameFaultOf = (alias: string): string | null => {
  if (/^\d+$/.test(alias)) return 'a word of nothing but digits would be an id'
  if (alias.length > 100) return 'it is longer than 100 characters'
  if (/[\p{C}\p{Zl}\p{Zp}]/u.test(alias)) return 'it contains an invisible character'
  if (alias.includes('\uFFFD')) return 'a character of it was lost (\uFFFD) when it was saved'
  if (/[,>/]/.test(alias)) return 'it contains a comma, a > or a /'
  return alias.trim() === alias ? null : 'it starts or ends with a space'
}

/** Reads the aliases of all files, and checks each alias and its value. */
export const readNames = (merged: Merged, report: Report): Names => {
  const all = new Map<string, Named>()
  const people = new Map<string, Person>()
  const partners = new Map<string, Partner>()
  const teams = new Map<string, Team>()
  for (const [section, is] of Object.entries(SECTIONS)) {
    for (const entry of merged.all(section)) {
      const named: Named = { is, alias: entry.key, at: entry.at }
      if (!declare(all, named, report)) continue
      if (is === 'team') teams.set(entry.key, teamOf(entry))
      if (is === 'partner') set(partners, entry.key, partnerOf(entry, report))
      if (is === 'person') set(people, entry.key, personOf(entry, report))
    }
  }
  const byIdentity = identitiesOf([...partners.values(), ...people.values()], report)
  return {
    all,
    people: sorted(people),
    partners: sorted(partners),
    teams: sorted(teams),
    byIdentity,
  }
}

const set = <T>(map: Map<string, T>, key: string, value: T | null): void => {
  if (value !== null) map.set(key, value)
}

const sorted = <T>(map: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
  new Map([...map].sort(([one], [other]) => compareText(one, other)))

const declare = (all: Map<string, Named>, named: Named, report: Report): boolean => {
  const { alias, at } = named
  const first = all.get(alias)
  if (first !== undefined) {
    report(problem('alias_reused', { alias, first: first.at, what: first.is }, at))
    return false
  }
  const why = nameFaultOf(alias)
  if (why !== null) report(problem('bad_alias', { alias, why }, at))
  all.set(alias, named)
  return true
}

const teamOf = ({ key, at, value }: Entry): Team => ({ alias: key, members: textsOf(value), at })

const partnerOf = ({ key, at, value }: Entry, report: Report): Partner | null => {
  const id = idOf(value, 'a business', report)
  return id === null ? null : { alias: key, id, source: at }
}

const idOf = (node: Node | undefined, what: string, report: Report): string | null => {
  if (node?.type !== 'text') return null
  if (isId(node.text)) return node.text
  report(problem('bad_id', { found: node.text, what }, node.at))
  return null
}

const personOf = ({ key, at, value }: Entry, report: Report): Person | null => {
  if (value.type === 'block') {
    const id = idOf(entryOf(value, 'system_user')?.value, 'a system user', report)
    return id === null ? null : { alias: key, by: 'system_user', value: id, source: at }
  }
  if (value.type !== 'text') return null
  if (isId(value.text)) return { alias: key, by: 'id', value: value.text, source: at }
  if (isEmail(value.text)) return { alias: key, by: 'email', value: value.text, source: at }
  report(problem('bad_person', { found: value.text }, value.at))
  return null
}

const identityOf = (subject: Partner | Person): string =>
  'id' in subject ? subject.id : foldedOf(subject.value)

const identitiesOf = (
  subjects: readonly (Partner | Person)[],
  report: Report,
): ReadonlyMap<string, string> => {
  const first = new Map<string, Partner | Person>()
  for (const subject of subjects) {
    const identity = identityOf(subject)
    const other = first.get(identity)
    if (other === undefined) {
      first.set(identity, subject)
      continue
    }
    const args = { alias: subject.alias, other: other.alias, identity, first: other.source }
    report(problem('identity_reused', args, subject.source))
  }
  return new Map([...first].map(([identity, { alias }]) => [identity, alias]))
}

/** What a key accepts, for the messages about it. */
interface Wanted {
  readonly key: string
  readonly is: 'partner' | 'person'
}

const WANTED_WORDS = {
  partner: { expected: 'a name of `partners`', section: 'partners' },
  person: { expected: 'a name of `people` or `teams`', section: 'people' },
} as const

/** The alias that a text in a place names; null, and reported, if it is not one of the wanted sort. */
export const resolveName = (
  text: string,
  place: Pick<Text, 'at'>,
  { key, is }: Wanted,
  names: Names,
  report: Report,
): Named | null => {
  const named = names.all.get(text)
  if (named !== undefined) {
    if ((named.is === 'partner') === (is === 'partner')) return named
    if (is === 'person') report(problem('not_a_person', { name: text, key }, place.at))
    else report(problem('not_a_partner', { name: text, is: named.is, key }, place.at))
    return null
  }
  const { expected, section } = WANTED_WORDS[is]
  if (isId(text) || isEmail(text)) {
    const alias = names.byIdentity.get(foldedOf(text)) ?? null
    report(problem('raw_id', { id: text, alias, section }, place.at))
    return null
  }
  const known = knownNames(names, is === 'partner' ? 'partners' : 'people and teams')
  report(problem('unknown_name', { name: text, wanted: expected, known }, place.at))
  return null
}

const MEANT = {
  everything: () => true,
  partners: (is: Named['is']) => is === 'partner',
  'people and teams': (is: Named['is']) => is !== 'partner',
  'people and partners': (is: Named['is']) => is !== 'team',
} as const

const KNOWN = new WeakMap<Names, Map<string, readonly string[]>>()

/**
 * Names that a misspelling may have meant. The same list object each time, however many
 * misspellings there are.
 */
export const knownNames = (names: Names, section: keyof typeof MEANT): readonly string[] => {
  const lists = KNOWN.get(names) ?? new Map<string, readonly string[]>()
  KNOWN.set(names, lists)
  const all = [...(lists.has(section) ? [] : names.all.values())]
  const list =
    lists.get(section) ?? all.filter(({ is }) => MEANT[section](is)).map(({ alias }) => alias)
  lists.set(section, list)
  return list
}
