import type {
  ExposedType,
  ExposureCode,
  ExposureName,
  ExposureUnread,
} from '../exposure/exposed.ts'
import type { Ownership } from '../live.ts'
import type { PlanAsset, Subject } from '../plan.ts'
import type { Position, Problem } from '../problem.ts'
import type { RelationName } from '../relations.ts'
import type { Coverage } from './coverage.ts'

/** How a subject comes to hold something on an asset, as the API shows it. */
export const ACCESS_PATHS = [
  // One of our people or system users, assigned on the asset itself.
  'direct',
  // A business that the owner shared the asset with: a partner on our assets, we on a client's.
  'agency_share',
  // A person or system user of ours, through an asset group of the business.
  'group',
  // Asked for, or granted and waiting for an approval: nothing is held yet.
  'pending',
  // A status that this version does not know: it may be held.
  'unrecognised',
  // The business owns the asset, and with it everything on it.
  'owner',
  // An on-behalf-of relation, or a request for one.
  'on_behalf_of',
] as const

export type AccessPath = (typeof ACCESS_PATHS)[number]

/**
 * What the manifest says about one holding. `declared`: it gives what is held. `differs`: it gives
 * other tasks. `missing`: it gives what is not held (only `who` lists these). `not_in_manifest`:
 * the key is managed and does not give it. `not_managed`: the manifest leaves the asset, key or
 * subject as it is. `expired`: what is held comes from a line that has ended. `offboarded`: the
 * subject may not hold anything.
 */
export const STANDINGS = [
  'declared',
  'differs',
  'missing',
  'not_in_manifest',
  'not_managed',
  'expired',
  'offboarded',
] as const

export type Standing = (typeof STANDINGS)[number]

/** What one subject holds on one asset. */
export interface Access {
  /**
   * Unique on its asset: `act_1111/users/6155…`, `act_1111/agencies/2002`, `act_9999/request`; of
   * what a group gives, that of its member, `8888/users/6155…`, on every asset in it.
   */
  readonly address: string
  readonly subject: Subject
  /**
   * Tasks as the API gave them, the kind's most powerful first; with `pending`, those that were
   * asked for.
   */
  readonly tasks: readonly string[]
  /** Whether these tasks make a manager of the asset. */
  readonly manages: boolean
  readonly path: AccessPath
  /** Tasks that the manifest gives today; null if it gives none, or there is no manifest. */
  readonly declared: readonly string[] | null
  /** Null if there is no manifest. */
  readonly standing: Standing | null
  /** The group it comes from; absent but for `path: group`. */
  readonly group?: { readonly id: string; readonly name: string | null }
  /** The manifest's paths, `direct`, `team buyers`, `profile house`; empty if none gives it. */
  readonly via: readonly string[]
  /** Why, in the words of the manifest; null if it has none. */
  readonly reason: string | null
  /** The last day (UTC) of what ends first; null for never. */
  readonly expires: string | null
  /** Since when, according to the API (ISO, UTC); null if it does not say. */
  readonly since: string | null
  /** The manifest line that gives or forbids it; null if there is none. */
  readonly source: Position | null
  /** Codes of the findings about this row. */
  readonly findings: readonly FindingCode[]
}

/** One asset in reach, with everybody who holds something on it. */
export interface ReviewAsset extends PlanAsset {
  readonly ownership: Ownership
  /** Whether the manifest names the asset; null if there is no manifest. */
  readonly declared: boolean | null
  /**
   * People and system users with MANAGE, not counting the token's own user; null if the asset is
   * not ours or its people could not be read.
   */
  readonly managers: number | null
  /** Sorted: our own business, agencies, then people by name. */
  readonly access: readonly Access[]
}

/** A second factor, as far as `two_fac_status` shows. */
export type SecondFactor = 'on' | 'off' | 'unknown'

/** A person or system user of the business, whether or not anything is assigned to them. */
export interface ReviewPerson extends Omit<Seat, 'invitation'> {
  readonly email: string | null
  /** Admins of the business reach every asset, whatever is assigned to them. */
  readonly is_admin: boolean
  /** Null for system users, who have none. */
  readonly second_factor: SecondFactor | null
  /** Whether it is the token's own user. */
  readonly is_self: boolean
  /** How many assets they are assigned to, or reach through a group. */
  readonly assets: number
  /** Codes of the findings about them as a member of the business. */
  readonly findings: readonly FindingCode[]
}

/** Somebody who is invited to the business and may still accept. */
export interface ReviewInvitation extends Seat {
  /** As the API gave it. */
  readonly email: string
  readonly invitation: NonNullable<Seat['invitation']>
  /** Codes of the findings about it. */
  readonly findings: readonly FindingCode[]
}

/** A business asset group: whoever is in it reaches the assets in it. */
export interface ReviewGroup {
  readonly id: string
  readonly name: string | null
  readonly assets: readonly PlanAsset[]
  readonly people: readonly Subject[]
}

/** Somebody who belongs to the business, is invited to it, or should be (`missing`). */
export interface Seat {
  /** `1001/members/6155…`; of somebody invited, with the e-mail in lower case. */
  readonly address: string
  readonly subject: Subject
  /** The base role, or the one for which they are invited; null if there is none. */
  readonly role: string | null
  /** The role that the manifest gives today, as a list of one; null if it gives none. */
  readonly declared: readonly string[] | null
  /** Null if there is no manifest. */
  readonly standing: Standing | null
  /** The manifest's paths, as for an asset. */
  readonly via: readonly string[]
  readonly reason: string | null
  /** The last day (UTC) of what ends first; null for never. */
  readonly expires: string | null
  readonly source: Position | null
  /** Present if they are marked for removal. */
  readonly leaving?: true
  /** Null for whoever has joined, and for whoever was never invited. */
  readonly invitation: {
    /** ISO time (UTC); null if the API does not say. */
    readonly since: string | null
    /** ISO time (UTC) from which nobody can accept it; null if the API does not say. */
    readonly expires: string | null
    readonly ended: boolean
  } | null
}

/** `high`: act on it. `medium`: somebody has to decide. `low`: good to know. */
export const FINDING_SEVERITIES = ['high', 'medium', 'low'] as const

export type FindingSeverity = (typeof FINDING_SEVERITIES)[number]

export const FINDING_CODES = [
  'offboarded_still_holding',
  'expired_still_held',
  'agency_manages',
  'foreign_spend',
  'no_manager',
  'no_second_factor',
  'business_admin',
  'outside_domains',
  'not_in_manifest',
  'one_manager',
  'system_user_manages',
  'pending_long',
  'invitation_open',
  'foreign_data',
  'mirror_differs',
  'unrecognised_status',
  'invitation_ended',
  'expiring_soon',
  'email_unknown',
  'second_factor_unknown',
] as const

/** What a review points out; a code is public. */
export type FindingCode = (typeof FINDING_CODES)[number]

/**
 * Against an earlier review. `new`: of its assets at least one was not found then. `open`: found then,
 * and still there or not looked at this time. `gone`: looked at this time, and not there.
 */
export const FINDING_STATES = ['new', 'open', 'gone'] as const

export type FindingState = (typeof FINDING_STATES)[number]

export interface Finding {
  readonly code: FindingCode
  readonly severity: FindingSeverity
  /** Absent without an earlier review. */
  readonly state?: FindingState
  /**
   * Present, and true, where the earlier review found it and what it is about was not read this time:
   * its words are those of the earlier review.
   */
  readonly not_read?: true
  /** What was found, in a sentence without the subject's and the asset's name. */
  readonly message: string
  /** What to do about it. */
  readonly what_to_do: string
  /** Whom it is about; null if it is only about an asset, or about several people. */
  readonly subject: Subject | null
  /** What it is about: one asset, several of one subject, or none (a person in the business). */
  readonly assets: readonly PlanAsset[]
  /** Rows of `assets[].access` that it is about. */
  readonly addresses: readonly string[]
  /** Whole days since, or until; null if it is not about a day, or the day is not known. */
  readonly days: number | null
  readonly source: Position | null
}

/** What the API does not show, or not to this token: a fixed text with a public code. */
export interface NotVisible {
  readonly code: string
  readonly message: string
}

/** A list that could not be read: what it contains is not in the report. */
export interface Unread {
  readonly asset: PlanAsset
  readonly relation: RelationName
  /** `unknown`: failed or cut short, try again. `unreadable`: refused for permission. */
  readonly status: 'unknown' | 'unreadable'
  readonly what: string
}

/** What every look at access says about itself. */
export interface LookedAt {
  readonly tool_version: string
  /** Origin of the Graph API that was read. */
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** When it was read: ISO time (UTC), to the second. */
  readonly read_at: string
  /** The UTC date for which ages and expiries are counted. */
  readonly as_of: string
  /** Whose token read it; never the token. */
  readonly token: TokenOwner
  /** Digest of the manifest it was compared with; null without one. */
  readonly manifest_digest: string | null
  /** False if a list failed or was cut short, so that this is not the whole truth. */
  readonly complete: boolean
}

/** The live access matrix; its keys are the public JSON document. */
export interface ReviewReport extends LookedAt {
  readonly format_version: 1
  readonly kind: 'review'
  /** Filters in words (`--only act_11*`); with any, the rest was left out. */
  readonly filters: readonly string[]
  readonly summary: ReviewSummary
  /** The earlier review that the findings are compared with; absent without one. */
  readonly since?: { readonly read_at: string; readonly manifest_digest: string | null }
  /** How much of what is live the manifest declares; null if there is no manifest. */
  readonly coverage: Coverage | null
  readonly assets: readonly ReviewAsset[]
  readonly people: readonly ReviewPerson[]
  /** Open invitations to the business. */
  readonly invitations: readonly ReviewInvitation[]
  /** Absent: not asked for. Of a group that could not be read whole, what is known. */
  readonly groups?: readonly ReviewGroup[]
  /** The most severe first; then what is gone since an earlier review. */
  readonly findings: readonly Finding[]
  readonly unread: readonly Unread[]
  /** Who else can spend our money or see our data; absent: not asked. */
  readonly exposure?: readonly Exposure[]
  /** Questions that were refused, that the API does not know, or that hang on such a one. */
  readonly exposure_unread?: readonly ExposureUnread[]
  readonly not_visible: readonly NotVisible[]
  readonly problems: readonly Problem[]
}

/** Somebody who can spend our money or see our data. */
export interface Exposure {
  readonly question: ExposureName
  /** Null where the question is one of the business itself. */
  readonly asset: PlanAsset | null
  readonly who: {
    readonly type: ExposedType
    readonly id: string | null
    readonly name: string | null
    /** Of a person or a business that the manifest names; otherwise absent. */
    readonly alias?: string
    /** Of a person of ours, where it is known; otherwise absent. */
    readonly email?: string
  }
  readonly what: string
  /** Whether it is our business, or an account, an app or a person of it. */
  readonly ours: boolean
  /** Whether the business is among the partners; null where it is ours, or the row tells none. */
  readonly declared: boolean | null
  /** Codes of the findings about this row. */
  readonly findings: readonly ExposureCode[]
}

export interface TokenOwner {
  /** As `/me` answers it; null if it could not be read. */
  readonly id: string | null
  readonly name: string | null
  /** The matching row among the business's people; null if none matches. */
  readonly person: Subject | null
}

export interface ReviewSummary {
  readonly assets: number
  /** Rows: (asset, subject). */
  readonly access: number
  /** Rows by standing; null if there is no manifest. */
  readonly standings: Readonly<Record<Standing, number>> | null
  /** What stands; what is gone is not counted. */
  readonly findings: Readonly<Record<FindingSeverity, number>>
  /** Findings against an earlier review; absent without one. */
  readonly states?: Readonly<Record<FindingState, number>>
}
