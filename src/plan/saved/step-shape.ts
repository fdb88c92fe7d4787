import { ACTION_TABLE, ACTIONS, type ActionRow } from '../../model/actions.ts'
import {
  BUSINESS,
  isIdOf,
  isMadeOn,
  type Kind,
  type KindTable,
  withEverything,
} from '../../model/kinds.ts'
import type { Step } from '../../model/plan.ts'
import { isEdgeName, RELATIONS } from '../../model/relations.ts'
import { addressOf } from '../../model/text/address.ts'
import { isEmail } from '../../model/text/email.ts'
import { isGraphId } from '../../model/text/graph-id.ts'
import { foldedOf } from '../../model/text/text.ts'

/** Why a value cannot be a step that this program wrote; null if it can. */
const malformationOf = (step: Step, kinds: KindTable): string | null => {
  if (typeof step !== 'object' || step === null) return 'it is not an object'
  if (!ACTIONS.includes(step.action)) return `no such action: ${JSON.stringify(step.action)}`
  const kind = withEverything(kinds).find(({ name }) => name === step.asset?.kind)
  if (kind === undefined) return 'no such kind of asset'
  // An asset labelled as another kind would be judged by that kind's tasks.
  if (!isGraphId(step.asset.id) || !isIdOf(kind, step.asset.id)) return 'its asset has no valid id'
  if (!hasSoundSubject(step)) return 'its subject has no valid id'
  if (!isTaskList(step.before) || !isTaskList(step.after)) return 'its tasks are not lists of names'
  if (!Array.isArray(step.needs)) return 'its needs are not a list'
  const row = ACTION_TABLE[step.action]
  return isImpossible(row, kind) ? 'the API has no such call' : misfitOf(step, row)
}

/**
 * Whom a call names: by an id, or whoever is invited by an e-mail in lower case; a DELETE of an
 * invitation needs the id of its node.
 */
const hasSoundSubject = ({ action, subject }: Step): boolean => {
  const { invites, form } = ACTION_TABLE[action]
  const isByEmail = invites || form === 'take_back'
  const { id, invitation } = subject ?? {}
  if (!isByEmail) return isGraphId(id) && invitation === undefined
  const isSound = isEmail(id) && foldedOf(id) === id
  return isSound && (invitation === undefined ? invites : isGraphId(invitation))
}

const misfitOf = (step: Step, { relation, sign, before, mayHaveGap }: ActionRow): string | null => {
  const { asset, subject } = step
  if ((sign !== '-') !== (step.after?.length ?? 0) > 0) return 'its tasks do not fit it'
  if (relation === 'members' && !isOneRole(step.after)) return 'it does not have one role'
  const isBefore = before === 'any' || (before === 'some') === (step.before !== null)
  if (!isBefore) return 'the tasks before it do not fit it'
  if (!RELATIONS[relation].subjects.includes(subject.type)) return 'its subject does not fit it'
  if (addressOf(asset.id, relation, subject.id) !== step.address)
    return 'its address does not match it'
  return 'gap' in step && (step.gap !== true || !mayHaveGap) ? 'it cannot have a gap' : null
}

const isOneRole = (after: readonly string[] | null): boolean =>
  after === null || (after.length === 1 && BUSINESS.tasks.includes(after[0] ?? ''))

const isTaskList = (tasks: unknown): boolean =>
  tasks === null || (Array.isArray(tasks) && tasks.every((task) => typeof task === 'string'))

/** Whether the kind has no edge for the action, or none that removes anybody. */
const isImpossible = ({ on, relation, form }: ActionRow, kind: Kind): boolean =>
  !isMadeOn({ on }, kind) ||
  kind.relations[relation] === undefined ||
  (form === 'remove' && isEdgeName(relation) && kind.relations[relation]?.remove === 'none')

/** What is wrong with the steps of a plan, individually or in relation to the ones before them. */
export const malformationsOf = (
  steps: readonly Step[],
  kinds: KindTable,
): readonly { readonly index: number; readonly reason: string }[] => {
  const before = new Set<string>()
  return steps.flatMap((step, index) => {
    const reason = malformationOf(step, kinds) ?? misplacementOf(step, before)
    if (reason !== null) return [{ index, reason }]
    before.add(step.address)
    return []
  })
}

const misplacementOf = (step: Step, before: ReadonlySet<string>): string | null => {
  if (before.has(step.address)) return 'another step has the same address'
  const isOpen = step.needs.some((need) => !before.has(need))
  return isOpen ? 'it needs a step that does not come before it' : null
}
