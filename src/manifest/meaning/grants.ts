import type { AssetKind } from '../../model/kinds.ts'
import type { DesiredPath } from '../../model/manifest.ts'
import { problem, type Report } from '../manifest-problems.ts'
import { type Block, type Entry, entryOf, type Node, textAt } from '../text/node.ts'
import type { RoleBook } from './roles.ts'
import { readTasks } from './task-lists.ts'

/** What one path gives: the part that is written as a single value. */
export type Grant = Pick<DesiredPath, 'tasks' | 'none' | 'expires' | 'note'>

const holds = (tasks: readonly string[] | null): Grant | null =>
  tasks === null || tasks.length === 0 ? null : { tasks, none: false, expires: null, note: null }

/** Takes everything away, whatever other paths give. */
export const NONE = 'none'

export const NOTHING: Grant = { tasks: [], none: true, expires: null, note: null }

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

const isDate = (text: string): boolean => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (match === null) return false
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number)
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = (MONTH_DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0)
  return day >= 1 && day <= days
}

/** The tasks of a role name or of a list, for one kind. */
const tasksOf = (
  node: Node | undefined,
  kind: AssetKind,
  roles: RoleBook,
  besides?: readonly string[],
): readonly string[] | null => {
  if (node?.type === 'text') return roles.tasksOf(node, kind, besides)
  return node?.type === 'list' ? readTasks(node, kind, roles.scope) : null
}

/** Role name, list, `none` or `{ tasks | role, expires, reason }`; null if it is none of them. */
export const readGrant = (entry: Entry, kind: AssetKind, roles: RoleBook): Grant | null => {
  const { value } = entry
  if (value.type === 'text' && value.text === NONE) return NOTHING
  if (value.type !== 'block') return holds(tasksOf(value, kind, roles, [NONE]))
  const expires = readExpires(value, roles.scope.report)
  const tasks = entryOf(value, 'tasks')?.value
  const role = entryOf(value, 'role')?.value
  if ((tasks === undefined) === (role === undefined)) {
    const has = tasks === undefined ? 'neither' : 'both'
    roles.scope.report(problem('tasks_or_role', { subject: entry.key, has }, entry.at))
    return null
  }
  const isOfType = tasks?.type === 'list' || role?.type === 'text'
  const grant = isOfType ? holds(tasksOf(tasks ?? role, kind, roles)) : null
  return grant === null ? null : { ...grant, expires, note: textAt(value, 'reason') }
}

export const readExpires = (grant: Block, report: Report): string | null => {
  const node = entryOf(grant, 'expires')?.value
  if (node?.type !== 'text') return null
  if (isDate(node.text)) return node.text
  report(problem('bad_date', { found: node.text }, node.at))
  return null
}

/** `request`: a role name or a list; an empty list gives the access up. */
export const readRequest = ({ value }: Entry, kind: AssetKind, roles: RoleBook): Grant | null =>
  value.type === 'list' && value.items.length === 0 ? NOTHING : holds(tasksOf(value, kind, roles))
