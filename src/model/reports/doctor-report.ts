import type { AssumptionSource } from '../assumed/assumption.ts'
import type { AssumptionId } from '../assumed/assumptions.ts'
import type { Evidence } from '../assumed/evidence.ts'
import type { Basis } from '../basis/basis-row.ts'
import type { Listing } from '../kinds.ts'
import type { Completeness, TokenEnds } from '../live.ts'
import type { Action } from '../plan.ts'
import type { Position, Problem } from '../problem.ts'
import type { EdgeName } from '../relations.ts'

/** How one read ended. */
export interface ReadFact {
  /** A glance at a list counts as `complete`: it was answered. */
  readonly status: Completeness
  /** What failed or was refused, and what to do; null if it was answered. */
  readonly what: string | null
}

/** Why the API accepts no calls with this token, or none at all at present. */
export interface Refusal {
  readonly cause: 'token' | 'app_secret' | 'limit' | 'unreachable' | 'blocked' | 'other'
  readonly what: string
}

/** `asset`: an asset's own token, which so far only Pages have. */
export type TokenType = 'system_user' | 'user' | 'asset' | 'app'

/** Types of tokens by the word that `debug_token` uses for them. */
export const TOKEN_TYPES: Readonly<Record<string, TokenType>> = {
  SYSTEM_USER: 'system_user',
  USER: 'user',
  PAGE: 'asset',
  APP: 'app',
}

/** What `debug_token` says; null for what it leaves out. */
export interface TokenFacts extends TokenEnds {
  readonly type: TokenType | null
  /** The API's own word for it. */
  readonly apiType: string | null
  readonly isValid: boolean
  readonly appId: string | null
  readonly appName: string | null
  readonly scopes: readonly string[] | null
  /** Scopes that are only valid for some objects, with their ids. */
  readonly targets: ReadonlyMap<string, readonly string[]>
}

/** What `me/permissions` says. */
export interface PermissionFacts {
  readonly granted: readonly string[]
  /** Declined or expired. */
  readonly refused: readonly string[]
  /** Those of them that ended because they were not used for 90 days [spec]. */
  readonly unused: readonly string[]
}

/** An asset that was looked at. */
export interface AssetFact {
  readonly id: string
  readonly name: string | null
  /** Whether it is ours, or declared as if it were; otherwise it is a client's. */
  readonly isOwned: boolean
  /** Position in the manifest that declares it. */
  readonly source: Position | null
  /** Whether the API gives out the asset's own token; null if the kind does not need one. */
  readonly hasToken: boolean | null
  /** Whether the token's user holds a managing task; null if that is not known. */
  readonly isManaged: boolean | null
}

/** An edge of one asset, read to see whether it answers. */
export interface SampleFact extends ReadFact {
  readonly asset: string
  readonly relation: EdgeName
}

export interface KindFacts {
  readonly kind: string
  /** By list, for those that the kind has. */
  readonly lists: Readonly<Partial<Record<Listing, ReadFact>>>
  /**
   * The assets on the first pages of our own and our clients' lists, and those that the manifest
   * declares.
   */
  readonly assets: readonly AssetFact[]
  /** Whether there are more assets than were looked at. */
  readonly hasMore: boolean
  readonly samples: readonly SampleFact[]
}

export type PeopleListName = 'business_users' | 'system_users' | 'pending_users'

/** What was seen of the business with the token. */
/** Which business an app belongs to; null where the answer does not say. */
export interface AppFacts extends ReadFact {
  readonly owner: { readonly id: string; readonly name: string | null } | null
}

export interface ReachFacts {
  readonly me: { readonly id: string; readonly name: string | null } | null
  /** How `/me` was answered. */
  readonly meRead: ReadFact
  readonly permissions: PermissionFacts | null
  readonly business: ReadFact & { readonly name: string | null }
  /** The token's app, and the business that owns it; null if it is not known which app it is. */
  readonly app: AppFacts | null
  /** Businesses that the token's user belongs to, as far as is known. */
  readonly businesses: readonly { readonly id: string; readonly name: string | null }[]
  readonly people: Readonly<Record<PeopleListName, ReadFact>>
  /** The row of the token's own user among our people; null if none matches. */
  readonly self: {
    readonly id: string
    readonly name: string | null
    /** ADMIN, EMPLOYEE, FINANCE_EDITOR, …; null if it is not known. */
    readonly role: string | null
  } | null
  readonly clients: ReadFact
  /** The two lists of on-behalf-of requests of the business. */
  readonly onBehalfOf: ReadFact
  readonly kinds: readonly KindFacts[]
  /** What all these answers showed of what is assumed about the API. */
  readonly evidence: readonly Evidence[]
}

/** A bucket of calls; `object` is null for the app's own. */
export interface UsageFact {
  readonly object: string | null
  readonly percent: number
  /** How long until calls are accepted again, in milliseconds; 0 if they are. */
  readonly waitMs: number
}

/** Everything that was read for `doctor`; nothing of it is judged. */
export interface DoctorFacts {
  readonly graph: string
  /** Host and port of the proxy for calls; null if there is none. */
  readonly proxy: string | null
  readonly business: string
  /** What ended the reading, if anything did. */
  readonly refusal: Refusal | null
  /** Null if the API did not say. */
  readonly token: TokenFacts | null
  readonly debugToken: ReadFact
  /** What says that the token's app is blocked; null if nothing does. */
  readonly blocked: string | null
  /** Null if reading ended before that. */
  readonly reach: ReachFacts | null
  readonly answers: {
    readonly asked: string
    readonly answered: string | null
    readonly versionWarning: string | null
    readonly skewMs: number | null
    readonly usage: readonly UsageFact[]
    readonly tier: string | null
  }
}

export const CHECK_STATUSES = ['ok', 'warning', 'error', 'unknown'] as const

/** `error`: plan and apply cannot work. `unknown`: it cannot be known by reading. */
export type CheckStatus = (typeof CHECK_STATUSES)[number]

/** What is checked, in the order of output. Public: never renamed, never reused. */
export const CHECK_IDS = [
  'connection',
  'api_version',
  'clock',
  'usage',
  'access_tier',
  'app_secret',
  'read_only',
  'token',
  'expiry',
  'data_access',
  'scopes',
  'scope_targets',
  'business',
  'app',
  'own_user',
  'business_role',
  'people',
  'clients',
  'on_behalf_of',
  'lists',
  'edges',
  'asset_tokens',
  'actions',
  'manifest',
] as const

export type CheckId = (typeof CHECK_IDS)[number]

/** One finding. */
export interface Check {
  readonly id: CheckId
  readonly status: CheckStatus
  /** The kind of assets it is about, or null. */
  readonly kind: string | null
  readonly found: string
  /** What to do about it; null if there is nothing to do. */
  readonly advice: string | null
  readonly source: Position | null
}

/** `some`: only on some assets. `none`: the API has no such call for the kind. */
export const CAN = ['yes', 'some', 'no', 'unknown', 'none'] as const

export type Can = (typeof CAN)[number]

/** Whether an action can be done on a kind, as far as reading shows. */
export interface Ability {
  readonly kind: string
  readonly action: Action
  readonly can: Can
  /** Why not, or not everywhere. */
  readonly why: string | null
}

/** What the answers of a run say of an assumption. */
export const EVIDENCE_WORDS = ['seen', 'contradicted', 'not seen'] as const

export type EvidenceWord = (typeof EVIDENCE_WORDS)[number]

/** One thing that bizaccess assumes about the API, and what this API showed of it. */
export interface Assumed {
  readonly id: AssumptionId
  readonly statement: string
  /** `contradicted` also where other answers agree. */
  readonly evidence: EvidenceWord
  /** What follows: the choice that is safe either way, or what is wrong and what to do. */
  readonly follows: string
  /** What it rests on, if the API showed nothing of it. */
  readonly source: AssumptionSource
  /** The read that shows it, or that none does. */
  readonly shown_by: string
  /** Which objects showed it; none if it was not seen. */
  readonly examples: readonly string[]
}

/** A list or an object that is read, and on what that rests. */
export interface ReadBasis {
  /** The type of node it is read of: `business`, the name of a kind, `person`, … */
  readonly of: string
  /** Null: fields of the node itself. */
  readonly edge: string | null
  /** The surest thing that anything of it rests on. */
  readonly rests_on: Basis
  /** Fields by what they rest on; `(default)` stands for rows that are read as they come. */
  readonly recorded: readonly string[]
  readonly documented: readonly string[]
  readonly inferred: readonly string[]
  /** Where it is documented, or why it is taken to be so. */
  readonly source: string
}

/** What this token can and cannot do here; its keys are the public JSON document. */
export interface DoctorReport {
  readonly format_version: 1
  readonly kind: 'doctor'
  readonly tool_version: string
  readonly graph: string
  readonly business: { readonly id: string; readonly name: string | null }
  readonly as_of: string
  /** Whether plan and apply can work. */
  readonly ready: boolean
  readonly summary: Readonly<Record<CheckStatus, number>>
  readonly checks: readonly Check[]
  readonly actions: readonly Ability[]
  /** In the order of the table of assumptions: all of them. */
  readonly assumptions: readonly Assumed[]
  readonly reads: readonly ReadBasis[]
  readonly problems: readonly Problem[]
}
