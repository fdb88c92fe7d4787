import { isRemembered } from '../access/standings.ts'
import { ACTION_TABLE, type ActionRow } from '../model/actions.ts'
import type { Memory } from '../model/memory.ts'
import type { ManualReason, Step } from '../model/plan.ts'
import type { Problem } from '../model/problem.ts'
import { nearestOf } from '../model/text/nearest.ts'
import type { SortedOutcomes } from './outcome.ts'
import type { PlanGround } from './plan-ground.ts'
import { planProblem } from './plan-problems.ts'

/**
 * `--replace` and `--resend` must each name exactly one thing; anything else is reported as a
 * mistake.
 */
export const unusedFlags = (
  ground: PlanGround,
  steps: readonly Step[],
  manual: SortedOutcomes['manual'],
): readonly Problem[] => {
  const isUsed: IsUsed = (address, test = () => true) =>
    steps.some((step) => step.address === address && test(ACTION_TABLE[step.action], step))
  return [
    ...[...ground.replace]
      .filter((address) => !isUsed(address, ({ mayHaveGap }) => mayHaveGap))
      .map((address) => {
        const near = addressMeantBy(address, manual, REPLACED)
        return planProblem('replace_not_applicable', { address, near })
      }),
    ...[...ground.resend]
      .filter((address) => !isResent(ground.memory, address, isUsed))
      .map((address) => {
        const near = addressMeantBy(address, manual, RESENT)
        return planProblem('resend_not_applicable', { address, near })
      }),
  ]
}

/** What is left to people and would be done with one of the two flags. */
const REPLACED: readonly ManualReason[] = ['agency_tasks_differ']
const RESENT: readonly ManualReason[] = [
  'declined_or_vanished',
  'client_revoked',
  'invitation_ended',
  'api_keeps_tasks',
]

/** The address that one which names nothing was meant to be; it may have an alias in place of an id. */
const addressMeantBy = (
  written: string,
  manual: SortedOutcomes['manual'],
  reasons: readonly ManualReason[],
): string | null => {
  const spelled = new Map(
    manual
      .filter(({ manual: { reason } }) => reasons.includes(reason))
      .flatMap(({ manual: { address, subject } }) => {
        const alias = subject?.alias
        const named = alias == null ? [] : [address.replace(/[^/]*$/, () => alias)]
        return [address, ...named].map((each) => [each, address] as const)
      }),
  )
  return spelled.get(nearestOf(written, [...spelled.keys()]) ?? '') ?? null
}

type IsUsed = (address: string, test?: (row: ActionRow, step: Step) => boolean) => boolean

/**
 * Whether the address is of something that was asked for before, or accepted without effect, and is
 * now sent again.
 */
const isResent = (memory: Memory, address: string, isUsed: IsUsed): boolean =>
  (isRemembered(memory, address) && isUsed(address, ({ asks }) => asks)) ||
  (memory.kept.has(address) && isUsed(address)) ||
  // What is left of an invitation is taken back with the new one.
  isUsed(
    address,
    ({ invites }, { subject }) =>
      invites && (subject.invitation !== undefined || memory.invitations?.has(address) === true),
  )
