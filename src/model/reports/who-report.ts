import type { Ownership } from '../live.ts'
import type { PlanAsset, Subject } from '../plan.ts'
import type { Problem } from '../problem.ts'
import type { Access, LookedAt, NotVisible, Seat, SecondFactor, Unread } from './review-report.ts'

/**
 * `member`: a person or system user of our business. `invited`: has not accepted yet. `missing`:
 * declared, and nobody in the business. `partner`: another business. `own`: our business.
 */
export const WHO_STATUSES = ['member', 'invited', 'missing', 'partner', 'own'] as const

export type WhoStatus = (typeof WHO_STATUSES)[number]

/** Whoever was asked about. */
export interface WhoSubject extends Subject {
  readonly status: WhoStatus
  readonly email: string | null
  /**
   * Role in the business as the API gave it; for the invited, the role for which they are invited.
   */
  readonly role: string | null
  /** Admins of the business reach every asset, whatever is assigned to them. */
  readonly is_admin: boolean
  /** Null if it is not a person, or not a member. */
  readonly second_factor: SecondFactor | null
  readonly is_self: boolean
  /** Whether the manifest says that they may not hold anything. */
  readonly is_offboarded: boolean
  /** ISO time of an open invitation; null if there is none, or it has no date. */
  readonly invited_since: string | null
}

/**
 * One holding, or one that the manifest declares and that does not exist (`standing: missing`, no
 * tasks).
 */
export interface WhoAccess extends Access {
  readonly asset: PlanAsset
  readonly ownership: Ownership
}

/** Everything one person, system user or business can do; its keys are the public JSON document. */
export interface WhoReport extends LookedAt {
  readonly format_version: 1
  readonly kind: 'who'
  /** Only the assets that our business's own list of agencies names were looked at. */
  readonly looked_in?: 'agencies'
  readonly who: WhoSubject
  /**
   * Their seat in the business, or the invitation to it, with what the manifest says; null if there
   * is none and should be none, for a business, and if the lists could not be read to their end.
   */
  readonly seat: Seat | null
  readonly access: readonly WhoAccess[]
  /** Lists that could not be read, on which they may hold something. */
  readonly unread: readonly Unread[]
  readonly not_visible: readonly NotVisible[]
  readonly problems: readonly Problem[]
}
