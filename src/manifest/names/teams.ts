import { compareText } from '../../model/text/text.ts'
import { problem, type Report } from '../manifest-problems.ts'
import { type Node, textsOf } from '../text/node.ts'
import { isId } from './identity.ts'
import { knownNames, type Names, resolveName, type Team } from './names.ts'

/** A person in a team, with the teams that lead to them: `['all', 'buyers']`. */
export interface Member {
  readonly person: string
  readonly route: readonly string[]
}

/** Checks the names in every team, and that no team contains itself. */
export const checkTeams = (names: Names, report: Report): void => {
  for (const team of names.teams.values()) {
    for (const member of team.members) {
      resolveName(member.text, member, { key: `teams.${team.alias}`, is: 'person' }, names, report)
    }
  }
  const done = new Set<string>()
  for (const team of names.teams.values()) {
    const route = cycleFrom(team, names, done)
    if (route !== null) report(problem('team_cycle', { route }, team.at))
  }
}

const nestedOf = (team: Team, names: Names): readonly Team[] =>
  team.members.flatMap(({ text }) => names.teams.get(text) ?? [])

/**
 * A cycle of teams that are not `done` yet, or null. Iterative, because teams may be nested
 * deeply.
 */
const cycleFrom = (start: Team, names: Names, done: Set<string>): readonly string[] | null => {
  const route: { readonly team: Team; readonly rest: Team[] }[] = []
  const enter = (team: Team): void => {
    route.push({ team, rest: [...nestedOf(team, names)] })
  }
  let found: readonly string[] | null = null
  if (!done.has(start.alias)) enter(start)
  for (let last = route.at(-1); last !== undefined; last = route.at(-1)) {
    const next = last.rest.shift()
    if (next === undefined) {
      done.add(last.team.alias)
      route.pop()
      continue
    }
    const aliases = route.map(({ team }) => team.alias)
    const again = aliases.indexOf(next.alias)
    if (again >= 0) found ??= [...aliases.slice(again), next.alias]
    else if (!done.has(next.alias)) enter(next)
  }
  return found
}

/** Every person of a team, once, by the shortest route. */
export const membersOf = (alias: string, names: Names): readonly Member[] => {
  const members = new Map<string, Member>()
  const seen = new Set([alias])
  const queue: { readonly team: string; readonly route: readonly string[] }[] = [
    { team: alias, route: [alias] },
  ]
  for (const { team, route } of queue) {
    for (const { text } of names.teams.get(team)?.members ?? []) {
      const is = names.all.get(text)?.is
      if (is === 'person' && !members.has(text)) members.set(text, { person: text, route })
      if (is !== 'team' || seen.has(text)) continue
      seen.add(text)
      queue.push({ team: text, route: [...route, text] })
    }
  }
  return [...members.values()]
}

/** Aliases and ids in a list (`ignore`, `protected`). A team is replaced by its members. */
export const readSubjects = (
  list: Node | undefined,
  names: Names,
  report: Report,
): readonly string[] => {
  const found = textsOf(list).flatMap(({ text, at }) => {
    const named = names.all.get(text)
    if (named?.is === 'team') return membersOf(text, names).map(({ person }) => person)
    if (named !== undefined || isId(text)) return [text]
    const known = knownNames(names, 'everything')
    report(problem('unknown_name', { name: text, wanted: 'a declared name or an id', known }, at))
    return []
  })
  return [...new Set(found)].sort(compareText)
}
