import { ACTION_TABLE, type Form } from '../../model/actions.ts'
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

/**
 * Whether a row is what a step is about. Who is invited may have accepted by now, and is then found
 * by e-mail, in whatever case. Of somebody whose invitation is taken back, another one is not it.
 */
const isOf = ({ action, subject }: Step, row: LiveRelation): boolean => {
  const { form, invites } = ACTION_TABLE[action]
  const isInvitation = row.member?.invitation !== undefined
  if (!invites && form !== 'take_back') return row.subject === subject.id
  if (!isInvitation) return isSameEmail(row.member?.email, subject.id)
  if (row.subject !== subject.id) return false
  return invites || row.member?.invitation?.id === subject.invitation
}

/**
 * How live compares with what a step wants. `effected`: it shows it. `waits`: a person must act.
 * `under_way`: the API says that it has begun. `untouched`: it shows what was there before. `other`:
 * it shows something else. `unseen`: it could not be read.
 */
export type Effect = 'effected' | 'waits' | 'under_way' | 'untouched' | 'other' | 'unseen'

export const effectOf = (step: Step, seen: Observation, kinds: KindTable): Effect => {
  if (seen.status !== 'complete') return 'unseen'
  const kind = kindOf(step.asset.kind, kinds)
  const { form, asks, invites } = ACTION_TABLE[step.action]
  if (invites) return effectOfInviting(kind, step, seen.row)
  if (NODES.has(form) && seen.row !== null) {
    return seen.row.status === 'pending' ? 'untouched' : 'other'
  }
  if (step.after === null) {
    if (seen.row === null) return 'effected'
    return seen.row.member?.leaving === true ? 'under_way' : untouchedOr(kind, step, seen.row)
  }
  if (seen.row === null) return step.before === null ? 'untouched' : 'other'
  if (seen.row.status === 'pending') return asks ? 'waits' : 'untouched'
  if (seen.row.status === 'unrecognised') return 'other'
  return isSatisfied(kind, step.after, seen.row.tasks)
    ? 'effected'
    : untouchedOr(kind, step, seen.row)
}

/** Forms that delete what waits for an answer; once answered, it is something else. */
const NODES: ReadonlySet<Form> = new Set(['delete', 'take_back'])

/**
 * Whether somebody is there, or invited by another invitation than the one that was to go, in the
 * role that was meant. Some rows do not say for which role an invitation is.
 */
const effectOfInviting = (kind: Kind, step: Step, row: LiveRelation | null): Effect => {
  const { invitation } = step.subject
  if (row === null) return 'untouched'
  if (invitation !== undefined && row.member?.invitation?.id === invitation) return 'untouched'
  const isUntold = row.status === 'pending' && row.tasks.length === 0
  return isUntold || isSatisfied(kind, step.after ?? [], row.tasks) ? 'effected' : 'other'
}

const untouchedOr = (kind: Kind, step: Step, row: LiveRelation): Effect => {
  const { before } = step
  if (before === null) return 'other'
  const shown = sortTasks(kind, row.tasks)
  const isSame = shown.length === before.length && shown.every((task) => before.includes(task))
  return isSame ? 'untouched' : 'other'
}
