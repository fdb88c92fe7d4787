import type { TaskCodec } from './codec.ts'
import type { RelationName, Written } from './relations.ts'

/** Whose token a call needs: the run's own (`user`) or the asset's (`asset`, a Page token). */
export type TokenKind = 'user' | 'asset'

/**
 * For a write also `asset_or_user`: the asset's token first, and the run's own where there is none
 * or it is refused for permission. That is how somebody gets onto a Page before any Page token of
 * theirs can exist [inferred].
 */
export type WriteTokenKind = TokenKind | 'asset_or_user'

/** Permissions a token needs: all of these, of each the one or the other. */
export type Scopes = readonly (readonly string[])[]

/** Whatever is read or written of a business needs it [ref]. */
export const BUSINESS_SCOPE = 'business_management'

/** An edge that lists who holds what on an asset, and what can be done on it. */
export interface AccessEdge {
  /** Path segment below the asset: `agencies`, `assigned_users`. */
  readonly edge: string
  /** Parameter that names the subject in a write: `business`, `user`. */
  readonly subject: string
  /** How tasks are written, and read from a row. */
  readonly codec: TaskCodec
  /** Tasks of the kind that can be held here; absent: all of them. */
  readonly tasks?: readonly string[]
  /** How a subject is taken off: by DELETE, or not at all (then the plan says `manual`). */
  readonly remove: 'delete' | 'none'
  /** Whether a POST also carries `business=<our business>` (needed on Pages) [observed]. */
  readonly sendsBusiness: boolean
  /** Whether a DELETE does too: recorded on Pages; ad accounts take it without [observed]. */
  readonly removesWithBusiness: boolean
  readonly token: { readonly read: TokenKind; readonly write: WriteTokenKind }
  /** What a token needs beside `BUSINESS_SCOPE`. */
  readonly scopes: { readonly read: Scopes; readonly write: Scopes }
  /** Of people: edge of a person that lists the assets of this kind they are on; absent: none to rest on. */
  readonly inverse?: string
}

/** A write on our business that names an asset: asking for access, or giving it up. */
export interface BusinessEdge {
  /** Path segment below our business: `client_ad_accounts`, `ad_accounts`. */
  readonly edge: string
  /** Parameter that names the asset: `adaccount_id`, `page_id`. */
  readonly param: string
  /** What a token needs beside `BUSINESS_SCOPE`. */
  readonly scopes: Scopes
  /** Whether only apps that have called it in the last 30 days still may [web:ref]. */
  readonly isRestricted: boolean
}

/** How our business asks for an asset of another one, sees what became of it, and gives it up. */
export interface RequestEdge extends BusinessEdge {
  /** How tasks are asked for, and read from the listings of what we asked for and were given. */
  readonly codec: TaskCodec
  /** The listing of open requests of a business, and the field of its rows that holds the asset. */
  readonly pending: { readonly edge: string; readonly asset: string }
  readonly withdraw: BusinessEdge
}

/** What a relation is on a kind that has it, by what a manifest writes for it. */
interface EdgeShapes {
  readonly grant: RequestEdge
  readonly grants: AccessEdge
  /** `edge`: path segment below the asset with its on-behalf-of requests. */
  readonly names: { readonly edge: string }
}

type EdgeOf<Name extends RelationName> = EdgeShapes[Written<Name>]

/** Something access can be held to. All names are the Graph API's own. */
export interface Kind {
  /** The word in JSON output and in `roles`: `ad_account`. */
  readonly name: string
  /** The word people read: `ad account`. */
  readonly label: string
  /** The relations the kind has; what it lacks is absent. */
  readonly relations: { readonly [Name in RelationName]?: EdgeOf<Name> }
  /** Every task this version knows for the kind, most powerful first. */
  readonly tasks: readonly string[]
  /** What each task allows, for people; a twin needs no words of its own. */
  readonly meanings: Readonly<Record<string, string>>
  /** Names that mean the same as a classic task: `PROFILE_PLUS_MANAGE` is `MANAGE`. */
  readonly twins: Readonly<Record<string, string>>
  /** Holding any of these implies every known task and makes a manager of the asset. */
  readonly managers: readonly string[]
  /** What a task brings with it when the API reads it back (unpacked); closed transitively. */
  readonly implies: Readonly<Record<string, readonly string[]>>
  /**
   * What the API may give with a task without being asked: not an excess where it is held, and not
   * missing where it is not. Absent where it gives what is asked.
   */
  readonly widens?: Readonly<Record<string, readonly string[]>>
  /** Tasks that may appear on a read beside what was asked for and mean nothing to us. */
  readonly tolerated: readonly string[]
  /** Legacy role names and the tasks they stand for; the API's mapping of allowed combinations. */
  readonly roles: Readonly<Record<string, readonly string[]>>
}

/** One kind of asset: what a business owns, and shares. */
export interface AssetKind extends Kind {
  /** The manifest section: `ad_accounts`. */
  readonly section: string
  readonly id: {
    /** What stands before the digits: `act_` or nothing. */
    readonly prefix: string
    readonly example: string
    /** Ids of something else that are easily taken for one, and what to do about it; ends in a full stop. */
    readonly mistaken?: { readonly form: RegExp; readonly advice: string }
  }
  /** Field with the name of an asset; a read that asks for another answers 100 [observed]. */
  readonly nameField: string
  /** Listing edges of a business [spec]. */
  readonly listing: {
    readonly owned: string
    readonly client: string
    /** Whether rows may be expanded with the access edges; one missing scope fails a Page listing [observed]. */
    readonly expandable: boolean
  }
  /** Field of an asset with the business that owns it [spec]; absent where it has none. */
  readonly ownerField?: string
  /** Field of the rows of `GET /B/clients` and `/B/agencies` with what is shared [guide]; absent where they have none. */
  readonly mirror?: string
}

export type KindTable = readonly AssetKind[]
