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

/** How a subject comes to its hold on an asset, as the API shows it. */
export const ACCESS_PATHS = [
  // A person or system user of ours, assigned on the asset itself.
  'direct',
  // A business the owner shared the asset with: theirs on our assets, ours on a client's.
  'agency_share',
  // Asked for, or granted and waiting for an approval: nothing is held yet.
  'pending',
  // A status this version does not know: it may be held.
  'unrecognised',
  // The business owns the asset, and with it everything on it.
  'owner',
  // An on-behalf-of relation, or a request for one.
  'on_behalf_of',
] as const

export type AccessPath = (typeof ACCESS_PATHS)[number]

/**
 * What the manifest says of one hold. `declared`: it gives what is held. `differs`: it gives other
 * tasks. `missing`: it gives what is not held (only `who` lists these). `not_in_manifest`: the key
 * is managed and does not give it. `not_managed`: the manifest leaves asset, key or subject alone.
 * `expired`: what is held comes from a line that has ended. `offboarded`: the subject may hold nothing.
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
  /** Unique in a report: `act_1111/users/6155…`, `act_1111/agencies/2002`, `act_9999/request`. */
  readonly address: string
  readonly subject: Subject
  /** Tasks as the API gave them, the kind's most powerful first; with `pending` those asked for. */
  readonly tasks: readonly string[]
  /** Whether these tasks make a manager of the asset. */
  readonly manages: boolean
  readonly path: AccessPath
  /** Tasks the manifest gives today; null where it gives none, or there is no manifest. */
  readonly declared: readonly string[] | null
  /** Null where there is no manifest. */
  readonly standing: Standing | null
  /** The manifest's paths, `direct`, `team buyers`, `profile house`; empty where none gives it. */
  readonly via: readonly string[]
  /** Why, in the words of the manifest; null where it has none. */
  readonly reason: string | null
  /** The last day (UTC) of what ends first; null for never. */
  readonly expires: string | null
  /** Since when, as the API tells (ISO, UTC); null where it does not. */
  readonly since: string | null
  /** The manifest line that gives it, or that says it may not be; null where none does. */
  readonly source: Position | null
  /** Codes of the findings about this row. */
  readonly findings: readonly FindingCode[]
}

/** One asset in reach, with everybody who holds something on it. */
export interface ReviewAsset extends PlanAsset {
  readonly ownership: Ownership
  /** Whether the manifest names the asset; null where there is no manifest. */
  readonly declared: boolean | null
  /**
   * People and system users with MANAGE, not counting the token's own user; null where the asset is
   * not ours or its people could not be read.
   */
  readonly managers: number | null
  /** Sorted: our own business, agencies, then people by name. */
  readonly access: readonly Access[]
}

/** A second factor, as far as `two_fac_status` tells. */
export type SecondFactor = 'on' | 'off' | 'unknown'

/** A person or system user of the business, whether or not anything is assigned to them. */
export interface ReviewPerson {
  readonly subject: Subject
  readonly email: string | null
  /** The base role as the API gave it (`ADMIN`, `EMPLOYEE`); null if it did not. */
  readonly role: string | null
  /** Admins of the business reach every asset, whatever is assigned to them. */
  readonly is_admin: boolean
  /** Null for system users, who have none. */
  readonly second_factor: SecondFactor | null
  /** Whether it is the token's own user. */
  readonly is_self: boolean
  /** How many assets they are assigned to. */
  readonly assets: number
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
  'expiring_soon',
  'email_unknown',
  'second_factor_unknown',
] as const

/** What a review points out; a code is public. */
export type FindingCode = (typeof FINDING_CODES)[number]

export interface Finding {
  readonly code: FindingCode
  readonly severity: FindingSeverity
  /** What was found, in a sentence without the subject's and the asset's name. */
  readonly message: string
  /** What to do about it. */
  readonly what_to_do: string
  /** Whom it is about; null where it is about an asset alone, or about several people. */
  readonly subject: Subject | null
  /** What it is about: one asset, the many of one subject, or none (a person in the business). */
  readonly assets: readonly PlanAsset[]
  /** Rows of `assets[].access` it speaks of. */
  readonly addresses: readonly string[]
  /** Whole days since, or until; null where it is about no day, or nobody knows it. */
  readonly days: number | null
  readonly source: Position | null
}

/** What the API does not show, or not to this token; fixed words under a public code. */
export interface NotVisible {
  readonly code: string
  readonly message: string
}

/** A list that could not be read: what it holds is not in the report. */
export interface Unread {
  readonly asset: PlanAsset
  readonly relation: RelationName
  /** `unknown`: failed or cut short, try again. `unreadable`: refused for permission. */
  readonly status: 'unknown' | 'unreadable'
  readonly what: string
}

/** What every look at access says of itself. */
export interface LookedAt {
  readonly tool_version: string
  /** Origin of the Graph API that was read. */
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** When it was read: ISO time (UTC), to the second. */
  readonly read_at: string
  /** The UTC date ages and expiries are counted for. */
  readonly as_of: string
  /** Whose token read it; never the token. */
  readonly token: TokenOwner
  /** Digest of the manifest it was compared with; null without one. */
  readonly manifest_digest: string | null
  /** False when a list failed or was cut short: then it is not the whole truth. */
  readonly complete: boolean
}

/** The access matrix as it is live; its keys are the public JSON document. */
export interface ReviewReport extends LookedAt {
  readonly format_version: 1
  readonly kind: 'review'
  /** Filters in words (`--only act_11*`); with any, the rest was left out. */
  readonly filters: readonly string[]
  readonly summary: ReviewSummary
  readonly assets: readonly ReviewAsset[]
  readonly people: readonly ReviewPerson[]
  /** The most severe first. */
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
  /** As `/me` answers it; null where it could not be read. */
  readonly id: string | null
  readonly name: string | null
  /** The row of the business's people that it is; null where none matches. */
  readonly person: Subject | null
}

export interface ReviewSummary {
  readonly assets: number
  /** Rows: (asset, subject). */
  readonly access: number
  /** Rows by standing; all null where there is no manifest. */
  readonly standings: Readonly<Record<Standing, number>> | null
  readonly findings: Readonly<Record<FindingSeverity, number>>
}
