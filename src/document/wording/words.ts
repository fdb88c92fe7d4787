import { ACTION_TABLE } from '../../model/actions.ts'
import type { Action, Reason, Subject, WaitingState } from '../../model/plan.ts'
import { isRelationName, RELATIONS } from '../../model/relations.ts'
import type { SkipReason } from '../../model/reports/apply-report.ts'
import type { Difference, DriftType, MovedSide } from '../../model/reports/drift-report.ts'

/** The vocabulary of text output: the words for every code of a plan, in one place. */

export const SUBJECTS: Readonly<Record<Subject['type'], string>> = {
  business: 'agency',
  business_user: 'user',
  system_user: 'system user',
  obo_request: 'on behalf of',
}

/** `2 to assign`, `1 role to change`. */
export const countedSteps = (count: number, action: Action): string => {
  const [one, many] = ACTION_TABLE[action].words.counted ?? [`to ${action}`, `to ${action}`]
  return `${count} ${count === 1 ? one : many}`
}

/** Null if the sign already says it. */
export const REASONS: Readonly<Record<Reason, string | null>> = {
  missing_in_live: null,
  tasks_differ: null,
  not_in_manifest: 'not in the manifest',
  expired: 'expired',
  offboarded: 'offboarded',
  accepts_request: 'accepts its request',
  given_up: null,
}

/** What a person must do; who and where come from the plan. */
type WaitingWords = (on: {
  readonly day: string
  readonly who: string
  readonly where: string
}) => string

/** What waits, since when, and on whom. `day` is `' since 2026-11-20'` or ''. */
export const WAITING: Readonly<Record<WaitingState, WaitingWords>> = {
  client_response: ({ day, who, where }) => `waits on ${who}${day}: ${where}`,
  admin_approval: ({ day, where }) => `waits on an admin's approval${day}: ${where}`,
  invitation: ({ day }) =>
    `invited${day.replace(' since', '')}, not accepted yet: the invitation is in their mailbox`,
  not_in_business: ({ where }) => `not in the business: ${where}`,
  people_unknown: ({ who, where }) => `waits on ${who}: ${where}`,
  incoming_request: ({ day, who, where }) =>
    `asks for access${day}: ${who.replace(/^us: /, '')} (${where})`,
  partner_response: ({ day, who, where }) => `waits on ${who}${day}: ${where}`,
  queued: ({ who, where }) => `queued, not asked yet: ${who} (${where})`,
  obo_in_progress: ({ day, who, where }) =>
    `an on-behalf-of request waits${day} on ${who}: ${where}`,
  removal: ({ where }) => `marked for removal, and still listed: ${where}`,
}

/** What several differences of one type are called. */
export const DRIFT: Readonly<Record<DriftType, string>> = {
  extra: 'extra',
  missing: 'missing',
  differs: 'with other tasks',
  expired: 'expired',
  unmanaged: 'unmanaged',
}

/** What several differences of one type are called: `with other tasks`, of members `in another role`. */
export const countedDrift = (
  type: DriftType,
  differences: readonly Pick<Difference, 'address'>[],
): string => {
  const roles = differences.filter(({ address }) => isOfRoles(address)).length
  if (type !== 'differs' || roles === 0) return DRIFT[type]
  return roles === differences.length ? 'in another role' : 'with other tasks or roles'
}

/** Whether an address, or that of a whole list, is of roles in the business rather than of tasks. */
export const isOfRoles = (address: string): boolean => {
  const name = address.split('/')[1] ?? ''
  return isRelationName(name) && RELATIONS[name].written === 'roles'
}

/** Access that somebody should not have comes before access that somebody lacks. */
export const BY_WEIGHT: readonly DriftType[] = [
  'extra',
  'expired',
  'differs',
  'missing',
  'unmanaged',
]

export const MOVED: Readonly<Record<MovedSide, string>> = {
  live: 'live changed',
  manifest: 'the manifest changed',
  both: 'live and the manifest both changed',
}

export const SKIPPED: Readonly<Record<SkipReason, string>> = {
  needs: 'what it needs has not happened',
  rail: 'a rail would break, given what really happened',
  limit: "the API's limit lasts longer than --max-wait allows",
  stopped: 'the run was stopped',
}
