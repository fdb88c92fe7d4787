import { ACTION_TABLE } from '../../model/actions.ts'
import { type Kind, type KindTable, kindOf } from '../../model/kinds.ts'
import type { Completeness, LiveRelation, Scope } from '../../model/live.ts'
import type { Step } from '../../model/plan.ts'
import type { RelationName } from '../../model/relations.ts'
import { isSatisfied, sortTasks } from '../../model/tasks.ts'
import { isSameEmail } from '../../model/text/email.ts'

/** What reading a step's scope back shows. */
export interface Observation {
  readonly status: Completeness
  /** The subject's row; null if the complete list has none. */
  readonly row: LiveRelation | null
}

/** Where the step's effect shows. */
export const relationOf = ({ action }: Pick<Step, 'action'>): RelationName =>
  ACTION_TABLE[action].relation

/** The step's own row in what was read. */
export const observationOf = (
  step: Step,
  read: { readonly relations: readonly LiveRelation[]; readonly scopes: readonly Scope[] },
): Observation => {
  const relation = relationOf(step)
  const scope = read.scopes.find((one) => one.asset === step.asset.id && one.relation === relation)
  const rows = read.relations.filter(
    (one) => one.asset === step.asset.id && one.relation === relation && isOf(step, one),
  )
  const row = rows.find((one) => one.status === 'active') ?? rows[0]
  return { status: scope?.status ?? 'unknown', row: row ?? null }
}

/** Whoever accepts an invitation is found by e-mail, in whatever case; another invitation is not it. */
const isOf = ({ action, subject }: Step, row: LiveRelation): boolean => {
  const { form, invites } = ACTION_TABLE[action]
  if (invites) return row.subject === subject.id || isSameEmail(row.member?.email, subject.id)
  if (row.subject !== subject.id) return false
  return form !== 'take_back' || row.member?.invitation?.id === subject.invitation
}

/**
 * How live compares with what a step wants. `effected`: it shows it. `waits`: a person must act.
 * `untouched`: it shows what was there before. `other`: it shows something else. `unseen`: it could
 * not be read.
 */
export type Effect = 'effected' | 'waits' | 'untouched' | 'other' | 'unseen'

export const effectOf = (step: Step, seen: Observation, kinds: KindTable): Effect => {
  if (seen.status !== 'complete') return 'unseen'
  const kind = kindOf(step.asset.kind, kinds)
  const { form, asks, invites } = ACTION_TABLE[step.action]
  if (invites) return isInvited(step, seen.row) ? 'effected' : 'untouched'
  if (form === 'delete' && seen.row !== null) {
    return seen.row.status === 'pending' ? 'untouched' : 'other'
  }
  if (step.after === null) return seen.row === null ? 'effected' : untouchedOr(kind, step, seen.row)
  if (seen.row === null) return step.before === null ? 'untouched' : 'other'
  if (seen.row.status === 'pending') return asks ? 'waits' : 'untouched'
  if (seen.row.status === 'unrecognised') return 'other'
  return isSatisfied(kind, step.after, seen.row.tasks)
    ? 'effected'
    : untouchedOr(kind, step, seen.row)
}

/** Whether somebody is there, or invited by another invitation than the one that was to go. */
const isInvited = ({ subject }: Step, row: LiveRelation | null): boolean =>
  row !== null &&
  (subject.invitation === undefined || row.member?.invitation?.id !== subject.invitation)

const untouchedOr = (kind: Kind, step: Step, row: LiveRelation): Effect => {
  const { before } = step
  if (before === null) return 'other'
  const shown = sortTasks(kind, row.tasks)
  const isSame = shown.length === before.length && shown.every((task) => before.includes(task))
  return isSame ? 'untouched' : 'other'
}
