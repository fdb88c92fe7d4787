import type { Evidence } from './assumed/evidence.ts'
import type { Problem } from './problem.ts'
import type { Ownership, RelationName } from './relations.ts'
import { isOver } from './text/over.ts'

export type { Ownership } from './relations.ts'

/** What was read from the Graph API, decoded: flat rows, and how far each read can be trusted. */
export interface LiveState {
  readonly business: { readonly id: string; readonly name: string | null }
  /** The token's own user as `/me` gives it, and their row of `people`, if one matches. */
  readonly self: {
    readonly id: string
    readonly person: string | null
    readonly name?: string | null
  }
  /** Business users and system users of our business. */
  readonly people: readonly LivePerson[]
  readonly invitations: readonly Invitation[]
  /** Whether the lists of people could be read to their end. */
  readonly directory: {
    readonly business_users: Completeness
    readonly system_users: Completeness
    readonly pending_users: Completeness
  }
  readonly assets: readonly LiveAsset[]
  /** Present, and true, if every asset in reach was asked for, with everybody on it. */
  readonly everything?: true
  readonly relations: readonly LiveRelation[]
  /** How the read of each (asset, relation) ended; a scope that is missing was not read. */
  readonly scopes: readonly Scope[]
  /**
   * Lists of our open requests that were not read to their end, so that the number of open ones is
   * unknown. Absent if all were.
   */
  readonly unreadRequests?: readonly string[]
  /**
   * Asset groups, where they were asked for. Each is also among `assets`, its people among
   * `relations` and `scopes`.
   */
  readonly groups?: LiveGroups
  /** Lists of our own and of clients' assets that were not read to their end, and why. Absent if all were. */
  readonly unlisted?: readonly {
    readonly kind: string
    readonly listing: 'owned' | 'client'
    readonly what: string
  }[]
  /** What our business's own lists of agencies and clients say; absent: not asked. */
  readonly mirror?: LiveMirror
  /** When the token ends; absent if that was not asked or not answered. */
  readonly tokenEnds?: TokenEnds
  /** What the answers showed of what is assumed about the API; absent if nothing. */
  readonly evidence?: readonly Evidence[]
  readonly problems: readonly Problem[]
  readonly calls: ReadCounts
}

/** ISO times (UTC), or `never`; null if the API does not say. */
export interface TokenEnds {
  readonly expires: string | null
  /** From when on it can no longer read its user's data. */
  readonly dataExpires: string | null
}

/**
 * The view of our business itself on who shares what with whom. It may lag: the assets' own edges
 * decide, and where the two differ is a finding.
 */
export interface LiveMirror {
  readonly agencies: MirrorList
  readonly clients: MirrorList
}

export interface MirrorList {
  readonly status: Completeness
  /** What failed or was refused; null when complete. */
  readonly what: string | null
  readonly rows: readonly MirrorRow[]
}

/** One asset of one other business: shared with them, or with us. */
export interface MirrorRow {
  readonly kind: string
  readonly asset: string
  readonly business: { readonly id: string; readonly name: string | null }
  /** Null where the entry tells none. */
  readonly tasks: readonly string[] | null
  readonly status: RelationStatus
}

/**
 * `complete`: read to the end. `unknown`: failed or cut short. `unreadable`: refused for
 * permission, which trying again does not change.
 */
export type Completeness = 'complete' | 'unknown' | 'unreadable'

export interface LivePerson {
  readonly type: 'business_user' | 'system_user'
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  /** Id of the Facebook profile (`user{id}`), which `/me` answers for a person's token. */
  readonly facebookId: string | null
  /** Base role in the business (`ADMIN`, `EMPLOYEE`); null if the row has none. */
  readonly role?: string | null
  /**
   * The API's own word (`two_fac_status`); null if the row has none, absent if it was not asked
   * for.
   */
  readonly twoFactor?: string | null
  /** Finer roles beside the base role, as `field: word`, sorted; absent if none is known. */
  readonly finer?: readonly string[]
  /** Whether their removal is under way; absent if it is not, or was not told. */
  readonly leaving?: true
  /** Of a system user: the id of whoever set it up; absent if it was not asked for, or not told. */
  readonly createdBy?: string
}

export interface Invitation {
  readonly id: string
  readonly email: string
  /** ISO time as the API gave it, normalised to `…Z`; null if absent. */
  readonly since: string | null
  /** The role for which they are invited. */
  readonly role?: string | null
  /**
   * ISO time (`…Z`) from which nobody can accept it, although it may still be listed; null if
   * absent.
   */
  readonly expires?: string | null
  /** The API's own word, `PENDING` while it can be accepted; null or absent if there is none. */
  readonly status?: string | null
}

/** Whether an invitation is over on a day or at a time (ISO, UTC); its last day counts as open. */
export const hasEnded = (
  { expires, status = null }: Pick<Invitation, 'expires' | 'status'>,
  at: string,
): boolean => isOver(status) || (typeof expires === 'string' && expires < at)

export interface LiveAsset {
  readonly kind: string
  readonly id: string
  readonly name: string | null
  readonly ownership: Ownership
  /** The id under which asset groups list it, if that is not its own. */
  readonly groupedAs?: string
  /** What its status says, where that is not that it works: `disabled`. */
  readonly status?: string
}

export interface Scope {
  readonly kind: string
  readonly asset: string
  readonly relation: RelationName
  readonly status: Completeness
  /** For people: what failed or was refused, and what to do; null if complete. */
  readonly what: string | null
}

/**
 * `active`: held. `pending`: somebody must act (on `agencies`: that business's request to us or an
 * admin's approval; on `request`: the client's answer). `unrecognised`: a status that this version
 * does not know, which is shown and never acted on.
 */
export type RelationStatus = 'active' | 'pending' | 'unrecognised'

/** What one subject holds on one asset, by one relation. */
export interface LiveRelation {
  readonly kind: string
  readonly asset: string
  readonly relation: RelationName
  /**
   * Id of the business or person; on `request` our own business; on `on_behalf_of` the id of the
   * request, because there may be several with one business; on `members` the e-mail of somebody
   * invited, in lower case.
   */
  readonly subject: string
  readonly subjectName: string | null
  readonly tasks: readonly string[]
  readonly status: RelationStatus
  /** The API's own word (`access_status`); null if the row has none. */
  readonly apiStatus: string | null
  /** ISO time of the request or the last change, normalised to `…Z`; null if absent. */
  readonly since: string | null
  /**
   * On `request`: the business that owns the asset, as `clients` names it. On `on_behalf_of`: the
   * other business. Otherwise null.
   */
  readonly counterpart: { readonly id: string; readonly name: string | null } | null
  /**
   * On `users`: the business that the person belongs to, if the row names one other than ours;
   * absent for our own people. The API sometimes lists such people although `business` was sent.
   */
  readonly otherBusiness?: string
  /** On `on_behalf_of`: who asked. `others`: the request is between other businesses. */
  readonly direction?: OnBehalfOfDirection
  /** On `members`: what else tells who it is, and what else they are. */
  readonly member?: MemberFacts
}

/** What the row of a member says besides the base role, which stands in `tasks`. */
export interface MemberFacts {
  readonly type: LivePerson['type']
  readonly email: string | null
  /**
   * On an invitation, whose subject is the e-mail in lower case: the id of its node, the time (ISO,
   * `…Z`) from which nobody can accept it, and the API's word for how it stands.
   */
  readonly invitation?: {
    readonly id: string
    readonly expires: string | null
    readonly status: string | null
  }
  /** Finer roles beside the base role, as `field: word`, sorted; absent if none is known. */
  readonly finer?: readonly string[]
  /** Whether their removal is under way; absent if it is not, or was not told. */
  readonly leaving?: true
}

export type OnBehalfOfDirection = 'sent' | 'received' | 'others'

/** The asset groups of a business: what is in them, and who reaches it through them. */
export interface LiveGroups {
  /** How their list was read. */
  readonly status: Completeness
  /** What failed or was refused; null when complete. */
  readonly what: string | null
  readonly rows: readonly LiveGroup[]
}

export interface LiveGroup {
  readonly id: string
  readonly name: string | null
  readonly assets: readonly LiveAsset[]
  /** Kinds of which it is not known which assets are in it. */
  readonly unread: readonly UnreadKind[]
  /** Nobody where its people could not be read; their scope says so. */
  readonly members: readonly GroupMember[]
}

export interface UnreadKind {
  readonly kind: string
  readonly status: Exclude<Completeness, 'complete'>
  readonly what: string
}

export interface GroupMember {
  readonly id: string
  readonly name: string | null
  /** By kind, what they may do on its assets; of a kind that is absent nobody can tell. */
  readonly tasks: ReadonlyMap<string, readonly string[]>
}

/** Graph calls as billed (each item of a batch counts), and HTTP requests. */
export interface CallCounts {
  readonly read: number
  readonly write: number
  readonly http: number
}

/**
 * `rounds`: how many requests had to be made one after another, each waiting for an earlier answer.
 */
export interface ReadCounts extends CallCounts {
  readonly rounds: number
}
