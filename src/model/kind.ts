import type { TaskCodec } from './codec.ts'
import type { RelationName, SubjectType, Written } from './relations.ts'

/** Whose token a call needs: the run's own (`user`) or the asset's (`asset`, a Page token). */
export type TokenKind = 'user' | 'asset'

/**
 * Writes also have `asset_or_user`: the asset's token first, then the run's own if there is none or
 * it is refused for permission. That is how somebody gets onto a Page before they can have a Page
 * token [inferred].
 */
export type WriteTokenKind = TokenKind | 'asset_or_user'

/** Permissions that a token needs: one from each inner list. */
export type Scopes = readonly (readonly string[])[]

/** The permission that every read or write of a business needs [ref]. */
export const BUSINESS_SCOPE = 'business_management'

/** An edge that lists who holds what on an asset, and what can be done on it. */
export interface AccessEdge {
  /** Path segment below the asset: `agencies`, `assigned_users`. */
  readonly edge: string
  /** Parameter that names the subject in a write: `business`, `user`. */
  readonly subject: string
  /** How tasks are written, and read from a row. */
  readonly codec: TaskCodec
  /** Tasks of the kind that can be held here; all of them if absent. */
  readonly tasks?: readonly string[]
  /** How a subject is removed: by DELETE, or not at all (the plan then says `manual`). */
  readonly remove: 'delete' | 'none'
  /** Whether a POST also carries `business=<our business>` (needed on Pages) [observed]. */
  readonly sendsBusiness: boolean
  /**
   * Whether a DELETE does too: so recorded on Pages, while ad accounts accept it without
   * [observed].
   */
  readonly removesWithBusiness: boolean
  /** What to do about a refused POST, by the error's code, where this kind is odd. */
  readonly refusals?: Readonly<Record<number, string>>
  readonly token: { readonly read: TokenKind; readonly write: WriteTokenKind }
  /** Whether only admins of the business may read and change it [guide]. */
  readonly isOfAdmins?: true
  /** Whether rows are read with their default fields: two sets of fields are documented. */
  readonly hasDefaultRows?: true
  /** What a token needs besides `BUSINESS_SCOPE`. */
  readonly scopes: { readonly read: Scopes; readonly write: Scopes }
  /**
   * The edge of a person that lists the assets of this kind they are assigned to; absent if there
   * is none to rely on.
   */
  readonly inverse?: string
  /** How rows of that edge tell tasks, where it is not as `codec` has it. */
  readonly inverseCodec?: TaskCodec
}

/** A write on our business that names an asset: asking for access, or giving it up. */
export interface BusinessEdge {
  /** Path segment below our business: `client_ad_accounts`, `ad_accounts`. */
  readonly edge: string
  /** Parameter that names the asset: `adaccount_id`, `page_id`. */
  readonly param: string
  /** What a token needs besides `BUSINESS_SCOPE`. */
  readonly scopes: Scopes
  /** Whether it is only open to apps that have called it in the last 30 days [web:ref]. */
  readonly isRestricted: boolean
}

/**
 * How our business asks for an asset of another business, sees the answer, and gives the asset up.
 */
export interface RequestEdge extends BusinessEdge {
  /**
   * How tasks are asked for, and read from the listings of what we have asked for and been given.
   */
  readonly codec: TaskCodec
  /**
   * The listing of a business's open requests, and the field of its rows that contains the asset.
   */
  readonly pending: { readonly edge: string; readonly asset: string }
  readonly withdraw: BusinessEdge
}

/** The columns of a relation on a kind that has it, by what a manifest writes for it. */
interface EdgeShapes {
  readonly grant: RequestEdge
  readonly grants: AccessEdge
  /** `edge`: path segment below the asset that lists its on-behalf-of requests. */
  readonly names: { readonly edge: string }
  readonly roles: MembersEdge
}

/** How people are invited to a business, and who the members of a business are [spec]. */
export interface MembersEdge {
  /** Path segment below the business to which an invitation is posted. */
  readonly edge: string
  /** Parameters of an invitation, and of the node of a person: `email`, `role`. */
  readonly email: string
  readonly role: string
}

type EdgeOf<Name extends RelationName> = EdgeShapes[Written<Name>]

/** Who manages a node: people and system users of an asset, people alone of a business. */
export interface Managed {
  readonly relation: 'users' | 'members'
  readonly by: readonly SubjectType[]
  readonly keep: 'keep_managers' | 'keep_admins'
}

/** Agencies do not count, because we do not know their people. */
const BY_USERS: Managed = {
  relation: 'users',
  by: ['business_user', 'system_user'],
  keep: 'keep_managers',
}

export const managedOf = ({ managed = BY_USERS }: Pick<Kind, 'managed'>): Managed => managed

/** Something to which access can be held. All names are the Graph API's own. */
export interface Kind {
  /** The word in JSON output and in `roles`: `ad_account`. */
  readonly name: string
  /** The word people read: `ad account`. */
  readonly label: string
  /** The relations that the kind has; those it lacks are absent. */
  readonly relations: { readonly [Name in RelationName]?: EdgeOf<Name> }
  /** Every task of the kind that this version knows, most powerful first. */
  readonly tasks: readonly string[]
  /** What each task allows, for people; a twin needs no words of its own. */
  readonly meanings: Readonly<Record<string, string>>
  /** Names that mean the same as a classic task: `PROFILE_PLUS_MANAGE` is `MANAGE`. */
  readonly twins: Readonly<Record<string, string>>
  /** Tasks that each imply every known task and make their holder a manager of the asset. */
  readonly managers: readonly string[]
  /** Tasks that only let their holder look; absent: none does. */
  readonly sees?: readonly string[]
  /** Who counts as one, and the rail that says how many stay; absent: as on all assets. */
  readonly managed?: Managed
  /** Other tasks that the API reads back (unpacked) for a task; applied transitively. */
  readonly implies: Readonly<Record<string, readonly string[]>>
  /**
   * Tasks that the API may give with a task without being asked: no excess if they are held, and not
   * missing if they are not. Absent if it gives only what is asked for.
   */
  readonly widens?: Readonly<Record<string, readonly string[]>>
  /** Tasks that may be read in addition to what was asked for, and mean nothing to us. */
  readonly tolerated: readonly string[]
  /** Legacy role names and their tasks: the API's mapping of allowed combinations. */
  readonly roles: Readonly<Record<string, readonly string[]>>
  /**
   * Whether the reference has that mapping. If it does not, `implies` and `roles` are guesses from
   * names or a few rows, and a row that does not show what they say contradicts nothing but them.
   */
  readonly isMapped?: true
}

/** The columns of a kind that nobody declares anything about, so that it needs no tasks. */
export const WITHOUT_TASKS = {
  tasks: [],
  meanings: {},
  twins: {},
  managers: [],
  implies: {},
  tolerated: [],
  roles: {},
} as const satisfies Partial<Kind>

/** One kind of asset, which a business owns and shares. */
export interface AssetKind extends Kind {
  /** The manifest section: `ad_accounts`. */
  readonly section: string
  readonly id: {
    /** What comes before the digits: `act_` or nothing. */
    readonly prefix: string
    readonly example: string
    /** Ids of something else that are easily mistaken for one, and what to do then (a sentence). */
    readonly mistaken?: { readonly form: RegExp; readonly advice: string }
  }
  /**
   * Field with the name of an asset; a read that asks for one the asset lacks fails with code 100
   * [observed].
   */
  readonly nameField: string
  /** Listing edges of a business [spec]. */
  readonly listing: {
    readonly owned: string
    readonly client?: string
    /**
     * Whether rows may be expanded with the access edges; a single missing scope makes a Page
     * listing fail [observed].
     */
    readonly expandable: boolean
    /** What reading them needs besides `BUSINESS_SCOPE`; absent if that is not known to be one thing. */
    readonly scopes?: Scopes
  }
  /** Field of an asset with the business that owns it [spec]; absent if it has none. */
  readonly ownerField?: string
  /**
   * Field of the rows of `GET /B/clients` and `/B/agencies` with what is shared [guide]; absent if
   * they have none.
   */
  readonly mirror?: string
  /**
   * How asset groups hold assets of the kind [spec]: the edge that lists them, and what the fields
   * of somebody's tasks on them begin with, where they have any; absent where no group holds one.
   * `by`: the asset's field with the id under which groups list it, if that is not its own.
   */
  readonly grouped?: { readonly edge: string; readonly tasks?: string; readonly by?: string }
}

export type KindTable = readonly AssetKind[]
