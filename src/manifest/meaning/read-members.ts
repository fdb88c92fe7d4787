import { BUSINESS } from '../../model/kinds.ts'
import type { DesiredAsset, DesiredPath, DesiredRelation, Mode } from '../../model/manifest.ts'
import { isEmail } from '../../model/text/email.ts'
import { MEMBERS_KEY, problem, type Report } from '../manifest-problems.ts'
import { singleOf } from '../names/merge.ts'
import type { Merged } from '../names/merged.ts'
import { readSubjects } from '../names/teams.ts'
import {
  type Block,
  type Entry,
  entriesOf,
  entryOf,
  type Node,
  type Text,
  textAt,
} from '../text/node.ts'
import { type Grant, NONE, NOTHING, readExpires } from './grants.ts'
import { pathsOfPeople, sortedPaths } from './relation-paths.ts'
import type { Scope } from './scope.ts'

/** The key that says who belongs to the business. */
const MEMBERS = BUSINESS.section

/**
 * The business itself as `members` wants it: one node, whose only relation is its members. None if no
 * file has the key, because the members are then not managed.
 */
export const readMembers = (merged: Merged, scope: Scope): readonly DesiredAsset[] => {
  checkUnshared(merged.roots, isBesideBusiness(merged.roots), scope.report)
  const entry = singleOf(merged, MEMBERS, scope.report)
  if (entry?.value.type !== 'block') return []
  const block = entry.value
  return [
    {
      kind: BUSINESS.name,
      id: scope.business ?? '',
      name: null,
      mode: (textAt(block, 'mode') ?? 'authoritative') as Mode,
      ignore: readSubjects(entryOf(block, 'ignore')?.value, scope.names, scope.report),
      request: null,
      agencies: null,
      users: null,
      on_behalf_of: null,
      members: membersOf(entryOf(block, 'users'), scope),
      source: entry.at,
    },
  ]
}

/**
 * Refuses `members` in a file that names no business, unless `isBeside` says that the file belongs to
 * one: a list of people that is meant for one business would take everybody else off the others.
 */
export const checkUnshared = (
  roots: readonly Block[],
  isBeside: (root: Block) => boolean,
  report: Report,
): void => {
  for (const root of roots) {
    const entry = entryOf(root, MEMBERS)
    if (entry === undefined || root.entries.has('business') || isBeside(root)) continue
    report(problem('members_shared', undefined, entry.at))
  }
}

/** Whether a file that names the business lies in the same folder as a file, or above it. */
const isBesideBusiness = (roots: readonly Block[]): ((root: Block) => boolean) => {
  const folders = roots.filter((root) => root.entries.has('business')).map(folderOf)
  return (root) => folders.some((folder) => folderOf(root).startsWith(folder))
}

/** The folder of a file with its last slash; '' if the path has none. */
const folderOf = ({ at }: Block): string => at.file.slice(0, at.file.lastIndexOf('/') + 1)

const membersOf = (users: Entry | undefined, scope: Scope): DesiredRelation | null => {
  if (users === undefined) return null
  const paths = [...entriesOf(users.value).values()].flatMap((entry) => pathsOf(entry, scope))
  return { whole: true, paths: sortedPaths(paths), source: users.at }
}

const pathsOf = (entry: Entry, scope: Scope): readonly DesiredPath[] => {
  const paths = pathsOfPeople(entry, MEMBERS_KEY, readSeat(entry, scope), scope)
  for (const { subject } of paths) checkEmail(subject, entry, scope)
  return paths
}

/** Steps are addressed by the e-mail of whoever is invited, so it must be one that can be. */
const checkEmail = (alias: string, { at }: Entry, scope: Scope): void => {
  const person = scope.names.people.get(alias)
  if (person?.by !== 'email' || isEmail(person.value)) return
  scope.report(problem('email_not_invitable', { alias, email: person.value }, at))
}

/** A role, `none` or `{ role, expires, reason }`; null, and reported, if it is none of them. */
const readSeat = ({ key, at, value }: Entry, scope: Scope): Grant | null => {
  if (value.type === 'text' && value.text === NONE) return NOTHING
  if (value.type !== 'block') return seatOf(key, value, [NONE], scope)
  const expires = readExpires(value, scope.report)
  const role = entryOf(value, 'role')?.value
  if (role === undefined) {
    scope.report(problem('missing_key', { key: 'role', example: 'role: EMPLOYEE' }, at))
    return null
  }
  const seat = seatOf(key, role, [], scope)
  return seat === null ? null : { ...seat, expires, note: textAt(value, 'reason') }
}

const seatOf = (
  key: string,
  node: Node,
  besides: readonly string[],
  scope: Scope,
): Grant | null => {
  if (node.type === 'list') scope.report(problem('tasks_of_member', { subject: key }, node.at))
  const role = node.type === 'text' ? roleOf(node, besides, scope) : null
  return role === null ? null : { ...NOTHING, tasks: [role], none: false }
}

/** One of the two roles that are managed, whatever its case. */
const roleOf = (
  { text, at }: Text,
  besides: readonly string[],
  { report }: Scope,
): string | null => {
  const role = BUSINESS.tasks.find((known) => known.toLowerCase() === text.toLowerCase())
  if (role !== undefined) return role
  const known = [...BUSINESS.tasks, ...besides]
  report(problem('unknown_member_role', { role: text, known }, at))
  return null
}
