import type { Action, Reason, WaitingState } from './actions.ts'
import type { Policy } from './manifest.ts'
import type { Position, Problem } from './problem.ts'
import type { SubjectType } from './relations.ts'

export {
  ACTIONS,
  type Action,
  REASONS,
  type Reason,
  WAITING_STATES,
  type WaitingState,
} from './actions.ts'

/**
 * The plan: one value that is shown, saved and applied. Its keys are the public JSON document
 * (format_version 1), so nothing is renamed on the way out.
 */
export interface Plan {
  readonly format_version: 1
  readonly kind: 'plan'
  readonly tool_version: string
  /** Origin of the Graph API that the plan was made from. */
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** The UTC date for which the plan was made, `YYYY-MM-DD`. */
  readonly as_of: string
  /** The earliest `expires` that the plan depends on, or null. */
  readonly expires_next: string | null
  /** True for `--as-of` plans: shown, never applied. */
  readonly preview: boolean
  readonly manifest_digest: string
  readonly plan_digest: string
  readonly steps_digest: string
  /** False if a read failed or was cut short; its scope then has no step. */
  readonly complete: boolean
  readonly summary: PlanSummary
  readonly steps: readonly Step[]
  readonly waiting: readonly Waiting[]
  readonly manual: readonly Manual[]
  readonly unmanaged: readonly Unmanaged[]
  readonly unreadable: readonly Unreadable[]
  readonly policy: Policy
  /**
   * The number of revocations that was allowed (`--allow-revocations`) when the plan was made;
   * absent if none was given. It is never believed when a saved plan is applied.
   */
  readonly allowed_revocations?: number
  /**
   * Of the command `offboard` alone: the steps that a broken rail holds, while all others are made.
   * Absent from every other plan, of which a broken rail holds everything. It is never believed of a
   * saved plan.
   */
  readonly held?: readonly HeldStep[]
  readonly problems: readonly Problem[]
}

/** A step that is not made, and the code of the rail that holds it. */
export interface HeldStep {
  readonly address: string
  readonly rail: string
}

export interface PlanAsset {
  readonly kind: string
  readonly id: string
  readonly name: string | null
  /**
   * What an ad account is, where it is not active: `disabled`, `unsettled`, `closed`, … or the number
   * of a status that this version does not know. Only for readers: no step depends on it.
   */
  readonly account_status?: string
}

export interface Subject {
  readonly type: SubjectType
  readonly id: string
  readonly name: string | null
  readonly alias: string | null
  /**
   * For an on-behalf-of request: the business at its other end. A name can be forged, an id cannot.
   */
  readonly business?: { readonly id: string; readonly name: string | null }
  /** Of members: the e-mail that tells them apart, if one is known. */
  readonly email?: string | null
  /** Of members: the id of their open invitation, whose node is deleted to take it back. */
  readonly invitation?: string
}

/** What people call a subject: its alias, else its name, else its id. */
export const shortNameOf = ({ alias, name, id }: Subject): string => alias ?? name ?? id

/** A call as it is shown; only `callsOf` forms the ones that are sent. */
export interface Call {
  readonly method: 'POST' | 'DELETE'
  readonly path: string
  readonly params: Readonly<Record<string, string | readonly string[]>>
}

export interface Step {
  readonly address: string
  readonly action: Action
  readonly asset: PlanAsset
  readonly subject: Subject
  /** Tasks held now, null for none. */
  readonly before: readonly string[] | null
  /** The list that is sent; null if the step takes everything away. */
  readonly after: readonly string[] | null
  readonly reason: Reason
  readonly via: readonly string[]
  /** The position of the key; null if no manifest line is behind it. */
  readonly source: Position | null
  /** Addresses of steps that must be done before this one. */
  readonly needs: readonly string[]
  /** Present, and true, on a `regrant` that DELETEs and then POSTs: access is gone in between. */
  readonly gap?: true
  readonly calls: readonly Call[]
}

export interface Waiting {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly tasks: readonly string[] | null
  readonly state: WaitingState
  /** ISO time from the API or the journal, otherwise null. */
  readonly since: string | null
  /** Who must act. */
  readonly who: string
  /** Where they act: an address to open, or a place in the UI. */
  readonly where: string
  readonly source: Position | null
  readonly needs?: readonly string[]
}

export interface Manual {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly reason: ManualReason
  /** What to do by hand. */
  readonly what: string
  readonly before: readonly string[] | null
  readonly after: readonly string[] | null
  readonly source: Position | null
}

export const MANUAL_REASONS = [
  'agency_tasks_differ',
  'request_tasks_differ',
  'asked_other_tasks',
  'declined_or_vanished',
  'client_revoked',
  'api_keeps_tasks',
  'no_removal_in_api',
  'other_business',
  'unrecognised_status',
  'obo_not_listed',
  'obo_missing',
  'obo_received',
  'business_role',
  'open_invitation',
  'not_visible',
  'business_relation',
  'group_access',
  'needs_whole_run',
  'invitation_ended',
  'invited_in_other_role',
  'may_be_declared',
  'may_be_member',
  'system_user_role',
  'asked_by_offboarded',
  'shared_with_offboarded',
  'approval_of_offboarded',
  'request_of_unknown',
  'system_user_set_up',
] as const

export type ManualReason = (typeof MANUAL_REASONS)[number]

export interface Unmanaged {
  readonly address: string
  readonly asset: PlanAsset
  readonly subject: Subject | null
  readonly tasks: readonly string[] | null
}

export interface Unreadable {
  readonly address: string
  readonly asset: PlanAsset
  readonly what: string
}

/** Counts by action, and of everything else that the plan lists. */
export type PlanSummary = Readonly<Record<Action, number>> & {
  /**
   * Steps that take something away (revoke, unassign, withdraw, replace, every narrowing), except
   * offboarding.
   */
  readonly revocations: number
  readonly waiting: number
  readonly manual: number
  readonly unreadable: number
  readonly unchanged: number
  readonly unmanaged: number
}
