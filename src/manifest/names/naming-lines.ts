import { BUSINESS, type KindTable } from '../../model/kinds.ts'
import type { Position } from '../../model/problem.ts'
import { EDGE_NAMES } from '../../model/relations.ts'
import { type Block, entriesOf, entryOf, type Node, textsOf } from '../text/node.ts'

/** A line that gives somebody something, by name. */
export interface NamingLine {
  readonly at: Position
  /** The keys that lead to it: `ad_accounts.act_1.users`. */
  readonly path: string
}

/**
 * The lines of a file that name somebody in teams, profiles, members and on assets. `policy`, `ignore`
 * and `on_behalf_of` are no such lines, nor is the one that declares the name.
 */
export const linesNaming = (root: Block, name: string, kinds: KindTable): readonly NamingLine[] => {
  const found = [
    ...namedIn('teams', entryOf(root, 'teams')?.value, (team) => listed(team, name)),
    ...namedIn('profiles', entryOf(root, 'profiles')?.value, (profile) => granted(profile, name)),
    ...kinds.flatMap(({ section }) =>
      namedIn(section, entryOf(root, section)?.value, (asset) => granted(asset, name)),
    ),
    ...keyed(entryOf(entryOf(root, BUSINESS.section)?.value, 'users')?.value, name).map((at) => ({
      ...{ at, path: `${BUSINESS.section}.users` },
    })),
  ]
  // What is written once and used through an alias is one line.
  const places = new Map(found.map((line) => [`${line.at.line}:${line.at.column}`, line]))
  return [...places.values()].sort(
    (one, other) => one.at.line - other.at.line || one.at.column - other.at.column,
  )
}

const namedIn = (
  key: string,
  section: Node | undefined,
  linesIn: (each: Node) => readonly NamingLine[],
): readonly NamingLine[] =>
  [...entriesOf(section).values()].flatMap((entry) =>
    linesIn(entry.value).map(({ at, path }) => ({
      at,
      path: [key, entry.key, path].filter((part) => part !== '').join('.'),
    })),
  )

const listed = (list: Node, name: string): readonly NamingLine[] =>
  textsOf(list)
    .filter(({ text }) => text === name)
    .map(({ at }) => ({ at, path: '' }))

const granted = (holder: Node, name: string): readonly NamingLine[] =>
  EDGE_NAMES.flatMap((relation) =>
    keyed(entryOf(holder, relation)?.value, name).map((at) => ({ at, path: relation })),
  )

const keyed = (map: Node | undefined, name: string): readonly Position[] => {
  const entry = entryOf(map, name)
  return entry === undefined ? [] : [entry.at]
}
