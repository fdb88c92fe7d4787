import { type AssetKind, kindOn } from '../../model/kinds.ts'
import type { DesiredPath } from '../../model/manifest.ts'
import type { EdgeName, GrantedName } from '../../model/relations.ts'
import { compareText } from '../../model/text/text.ts'
import { problem } from '../manifest-problems.ts'
import { type Named, resolveName } from '../names/names.ts'
import { membersOf } from '../names/teams.ts'
import { type Entry, entriesOf, textsOf } from '../text/node.ts'
import { type Grant, readGrant, readRequest } from './grants.ts'
import type { Scope } from './scope.ts'

/** Line and column are worked out where they are told, not before. */
type Placed = Pick<Entry, 'at'>

/** A reader of one written relation: its paths, without those that are reported as wrong. */
type PathReader = (
  relation: Entry,
  kind: AssetKind,
  profile: string | null,
  scope: Scope,
) => readonly DesiredPath[]

/** For example `direct`, `team buyers`, `profile house`, `profile house, team all > buyers`. */
const viaOf = (profile: string | null, route: readonly string[]): string => {
  const parts = [
    ...(profile === null ? [] : [`profile ${profile}`]),
    ...(route.length === 0 ? [] : [`team ${route.join(' > ')}`]),
  ]
  return parts.length === 0 ? 'direct' : parts.join(', ')
}

const granted =
  (is: 'partner' | 'person', name: EdgeName): PathReader =>
  (relation, kind, profile, scope) => {
    const on = kindOn(kind, name)
    const paths: DesiredPath[] = []
    for (const entry of entriesOf(relation.value).values()) {
      const named = nameOf(entry, relation.key, is, scope)
      const grant = readGrant(entry, on, scope.roleBook)
      for (const path of pathsOf(entry, named, grant, profile, scope)) paths.push(path)
    }
    return paths
  }

const nameOf = (
  entry: Entry,
  key: string,
  is: 'partner' | 'person',
  { names, report }: Scope,
): Named | null => resolveName(entry.key, entry, { key, is }, names, report)

const pathsOf = (
  entry: Entry,
  named: Named | null,
  grant: Grant | null,
  profile: string | null,
  scope: Scope,
): readonly DesiredPath[] => {
  if (named === null || grant === null || isOwnBusiness(named, entry, scope)) return []
  if (!grant.none) warnIfOffboarded(entry.key, entry, scope)
  return subjectsOf(named, scope).map(({ subject, route }) => ({
    subject,
    ...grant,
    via: viaOf(profile, route),
    source: entry.at,
  }))
}

/** The paths of one line that names a person or a team, under a key that messages call `key`. */
export const pathsOfPeople = (
  entry: Entry,
  key: string,
  grant: Grant | null,
  scope: Scope,
): readonly DesiredPath[] => pathsOf(entry, nameOf(entry, key, 'person', scope), grant, null, scope)

const requested: PathReader = (relation, kind, profile, scope) => {
  const grant: Grant | null = readRequest(relation, kind, scope.roleBook)
  if (grant === null) return []
  return [{ subject: '', ...grant, via: viaOf(profile, []), source: relation.at }]
}

export const PATH_READERS: Readonly<Record<GrantedName, PathReader>> = {
  agencies: granted('partner', 'agencies'),
  users: granted('person', 'users'),
  request: requested,
}

/** In an order that does not depend on how the files are written. */
export const sortedPaths = (paths: readonly DesiredPath[]): readonly DesiredPath[] =>
  [...paths].sort(
    (one, other) =>
      compareText(one.subject, other.subject) ||
      compareText(one.via, other.via) ||
      compareText(one.tasks.join(), other.tasks.join()),
  )

const subjectsOf = (
  { is, alias }: Named,
  { names }: Scope,
): readonly { readonly subject: string; readonly route: readonly string[] }[] =>
  is === 'team'
    ? membersOf(alias, names).map(({ person, route }) => ({ subject: person, route }))
    : [{ subject: alias, route: [] }]

const isOwnBusiness = ({ alias }: Named, place: Placed, scope: Scope): boolean => {
  const partner = scope.names.partners.get(alias)
  if (partner === undefined || partner.id !== scope.business) return false
  scope.report(problem('own_business', { alias, id: partner.id }, place.at))
  return true
}

const warnIfOffboarded = (name: string, place: Placed, scope: Scope): void => {
  if (scope.offboarded.has(name)) scope.report(problem('offboarded_named', { name }, place.at))
}

/** `on_behalf_of`: partners without tasks, with one path each. */
export const readOnBehalfOf = (relation: Entry, scope: Scope): readonly DesiredPath[] => {
  const wanted = { key: relation.key, is: 'partner' } as const
  return textsOf(relation.value).flatMap((text) => {
    const named = resolveName(text.text, text, wanted, scope.names, scope.report)
    if (named === null || isOwnBusiness(named, text, scope)) return []
    warnIfOffboarded(text.text, text, scope)
    const nothing = { tasks: [], none: false, expires: null, note: null }
    return [{ subject: text.text, ...nothing, via: 'direct', source: text.at }]
  })
}
