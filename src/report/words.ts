import type { SkipReason } from '../model/apply.ts'
import type { Action, Reason, Subject, WaitingState } from '../model/plan.ts'
import type { Sign } from './paint.ts'

/** The vocabulary of text output: every word a plan's codes are shown as, in one place. */

export const SIGNS: Readonly<Record<Action, Sign>> = {
  request: '+',
  grant: '+',
  regrant: '~',
  assign: '+',
  reassign: '~',
  unassign: '-',
  revoke: '-',
  withdraw: '-',
  cancel: '-',
}

export const SUBJECTS: Readonly<Record<Subject['type'], string>> = {
  business: 'agency',
  business_user: 'user',
  system_user: 'system user',
  obo_request: 'on behalf of',
}

/** By the second part of an address, where there is no subject to tell. */
export const RELATIONS: Readonly<Record<string, string>> = {
  agencies: 'agency',
  users: 'user',
  request: 'request',
  on_behalf_of: 'on behalf of',
}

/** What a step does where its sign and tasks do not say it all. */
export const ACTION_NOTES: Readonly<Record<Action, string | null>> = {
  request: 'asks the owner for access',
  grant: null,
  regrant: 'one POST, read back',
  assign: null,
  reassign: null,
  unassign: null,
  revoke: null,
  withdraw: 'gives our access up',
  cancel: 'cancels our on-behalf-of request',
}

/** Null where the sign says it already. */
export const REASONS: Readonly<Record<Reason, string | null>> = {
  missing_in_live: null,
  tasks_differ: null,
  not_in_manifest: 'not in the manifest',
  expired: 'expired',
  offboarded: 'offboarded',
  accepts_request: 'accepts its request',
  given_up: null,
}

export const WAITING: Readonly<Record<WaitingState, string>> = {
  client_response: "waits on the client's answer",
  admin_approval: "waits on an admin's approval",
  invitation: 'waits on an invitation to be accepted',
  not_in_business: 'not in the business yet',
  incoming_request: 'an undeclared request for access',
  queued: 'queued, not asked yet',
  obo_in_progress: 'waits on an on-behalf-of request',
}

export const SKIPPED: Readonly<Record<SkipReason, string>> = {
  needs: 'what it needs has not happened',
  rail: 'a rail would break, given what really happened',
  limit: "the API's limit lasts longer than --max-wait allows",
  stopped: 'the run was stopped',
}
