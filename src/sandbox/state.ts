/**
 * A sandbox world as plain, immutable data. A write makes a new world that shares everything
 * unchanged.
 */
import type { AssetGroup, GroupRows } from './world/asset-group.ts'
import type { Exposed, ExposureWorld } from './world/exposed-things.ts'
import type { RememberedWorld } from './world/remembered-world.ts'

/** Somebody who can be assigned to assets: a business user or a system user of one business. */
export interface Person {
  readonly type: 'business_user' | 'system_user'
  /** Business-scoped id, a decimal string. The same person has another id in every business. */
  readonly id: string
  /** Empty, like a role: the API does not tell it. */
  readonly name: string
  /** Base role in the business: ADMIN, EMPLOYEE, … */
  readonly role: string
  readonly email?: string
  /** Id of the Facebook profile, which the assignment edges refuse. Only for business users. */
  readonly user?: string
  readonly twoFacStatus?: string
  /** FINANCE_EDITOR, FINANCE_ANALYST, …: what they may do with the business's money. */
  readonly financePermission?: string
  readonly ipPermission?: string
  /** Whether their removal is under way. Business users only. */
  readonly markedForRemoval?: boolean
  /** Id of the person who set it up, who may have gone since. System users only. */
  readonly createdBy?: string
}

/**
 * An e-mail invitation that nobody has answered yet: without a user id, it cannot hold anything.
 */
export interface Invitation {
  readonly id: string
  readonly email: string
  readonly role: string
  /** What they shall be able to do with the business's money. */
  readonly financeRole?: string
  /**
   * Absent: PENDING, the one that can be accepted. Others: DECLINED, EXPIRED, … [web: reference].
   * Empty: the API does not tell it.
   */
  readonly status?: string
  /** ISO 8601 times. From `expires` on nobody can accept it, although it may still be listed. */
  readonly created?: string
  readonly expires?: string
  /** Id of the person or system user who sent it. */
  readonly createdBy?: string
}

export interface Business {
  readonly id: string
  readonly name: string
  readonly users: ReadonlyMap<string, Person>
  readonly systemUsers: ReadonlyMap<string, Person>
  readonly invited: ReadonlyMap<string, Invitation>
  /** Whose second factor it wants: none, admin_required or all_required. Absent: nobody's. */
  readonly twoFactorType?: string
  /** When its invitations were sent, ISO 8601, and how many; kept only while a mode counts them. */
  readonly sent?: ReadonlyMap<string, number>
  /** How many ids its invitations have had, so that none comes back; absent: none here. */
  readonly idsGiven?: number
}

/** A business's relation to an asset that it does not own. */
export interface AgencyRow {
  /** Tasks as granted or asked for, before the API unpacks them. */
  readonly tasks: readonly string[]
  /** CONFIRMED, PENDING, CLIENT_RESPONSE_PENDING, or any other word: the enum is undocumented. */
  readonly status: string
  /**
   * Who must act: the asset's owner (a request), an admin of the owner (a grant under review), or
   * the business itself (a share it has to accept).
   */
  readonly waitsFor?: 'admin' | 'owner' | 'partner'
  /** ISO 8601 times. */
  readonly requested?: string
  readonly updated?: string
  /** Present, and false, if its rows do not tell the status, whatever others of the kind do. */
  readonly told?: false
}

/** An on-behalf-of request over an asset. */
export interface OboRequest {
  readonly id: string
  readonly requesting: string
  readonly receiving: string
  /** IN_PROGRESS, APPROVE, DECLINE, CANCELED, … */
  readonly status: string
}

export interface Asset {
  readonly id: string
  /** The `kind` of a row of the kinds table. */
  readonly kind: string
  readonly name: string
  /** The owning business; absent after a Page was given up. */
  readonly owner?: string
  /** Whether a grant waits for another admin's approval. */
  readonly approval: boolean
  readonly agencies: ReadonlyMap<string, AgencyRow>
  /** Person id to tasks as granted; people of any business. */
  readonly users: ReadonlyMap<string, readonly string[]>
  /**
   * Businesses and people whose rows were copied from an API that had unpacked their tasks: they are
   * shown as they are, until somebody writes them.
   */
  readonly asRead?: ReadonlySet<string>
  /** Edges that answer the token with a permission error. */
  readonly refuse: readonly string[]
  readonly onBehalfOf: ReadonlyMap<string, OboRequest>
  readonly newPageExperience: boolean
  /**
   * For an Instagram asset: the id of its user, which differs from its own. Derived from its own if
   * absent.
   */
  readonly igUserId?: string
  /** Who else sees or spends through it, by edge, and what it says of that itself, by field. */
  readonly exposed?: Exposed
  readonly exposedFields?: ReadonlyMap<string, string>
  /** For a WhatsApp account: whether a phone number is registered, which allows more calls. */
  readonly registeredNumber?: boolean
}

/** Whose token the sandbox gives out, and what it may do. */
export interface TokenState {
  readonly business: string
  readonly user: string
  readonly scopes: readonly string[]
  /** Permissions that its user was asked for and refused. */
  readonly declined?: readonly string[]
  /**
   * The only objects for which a scope is valid, by scope; a scope that is absent is valid for all.
   */
  readonly targets?: ReadonlyMap<string, readonly string[]>
  /** ISO 8601; if absent, the token never expires. */
  readonly expires?: string
  /** ISO 8601: from then on it can no longer read its user's data. */
  readonly dataExpires?: string
}

export interface App {
  readonly id: string
  /** The business that owns it; absent: the token's own. */
  readonly owner?: string
  /** If there is a secret, any `appsecret_proof` is checked. */
  readonly secret?: string
  /** Whether every call must have the proof. */
  readonly requireProof: boolean
  /**
   * Whether the API has disabled the app, which can still read assets for a system user [observed].
   */
  readonly blocked?: boolean
}

/** Switches for behaviour that is undocumented, or changes between versions of the real API. */
export interface Modes {
  /** How tasks are read back. */
  readonly unpacking: 'observed' | 'none' | 'wide' | 'surprising'
  /** What a repeated grant to the same business does. */
  readonly agency_update: 'refuse' | 'ignore' | 'replace'
  /** Whether assigning somebody who is there replaces what they hold, or adds to it. */
  readonly assignments: 'replace' | 'add'
  /** Whose id a row of our open requests has: that of the request, or the asset's own. */
  readonly request_rows: 'request' | 'asset'
  /** Rows per page if no limit is given, 1–100. */
  readonly page_size: number
  /** Whether a grant under admin review is shown on the agencies edge. */
  readonly approval_visible: boolean
  /** `{"success": true}`, or the string "true" that some answers have. */
  readonly success_style: 'bool' | 'string'
  /**
   * Whether an edge inside a row has `paging` only if there are more rows than it shows [observed],
   * or always [web].
   */
  readonly nested_paging: 'when_more' | 'always'
  /**
   * What answers a request for access: `pending` where that was recorded, or `access_status` on
   * every kind [web].
   */
  readonly request_answer: 'recorded' | 'access_status'
  /**
   * Whether a write may contain a task name outside the enum if the row holds it or reads it back.
   */
  readonly unknown_tasks: 'refuse' | 'accept'
  /**
   * On which kinds rows of agencies show the status of the relation: unless the documents say
   * otherwise, on every kind, or only if documented.
   */
  readonly agency_status: 'likely' | 'everywhere' | 'sure'
  /**
   * Which shares wait for the partner, on kinds that have such shares: those with strangers, all,
   * or none.
   */
  readonly partner_accepts: 'strangers' | 'always' | 'never'
  /** Whether giving a task gives others with it, on kinds that were seen to do so. */
  readonly widening: 'always' | 'never'
  /** What a person's own list shows if the kind has roles: the tasks, or the role instead. */
  readonly person_rows: 'tasks' | 'roles'
  /**
   * Whose id `business` has to be when people are assigned to an Instagram asset: ours, or its
   * owner's [guide].
   */
  readonly assign_business: 'own' | 'owner'
  /**
   * What rows of a group's people show: tasks by part as the spec names them, as the guide does,
   * none, or of each person only the parts that the group has of them.
   */
  readonly group_rows: GroupRows
  /** Rows of a WhatsApp account's apps: the app under a field of its own, or as the row itself. */
  readonly whatsapp_app_rows: 'nested' | 'flat'
  /**
   * Fields and edges that are refused, or that no node has: `extendedcredits`, or of one type of node
   * alone `Business.agencies`.
   */
  readonly refused_fields: readonly string[]
  readonly absent_fields: readonly string[]
  /** `strict`: only the documented role bundles may be assigned. */
  readonly bundles: 'any' | 'strict'
  /** Whether the two business-level on-behalf-of edges still exist. */
  readonly obo_edges: boolean
  /** Whether the app may still ask for ad accounts (the API restricts it since 2021). */
  readonly ad_account_requests: boolean
  /** `strict`: an admin's own token may assign only its own user to a Page. */
  readonly page_assign: 'admin' | 'strict'
  /**
   * The form of the permission lists of clients and agencies. `array`: `[…]`; `connection`:
   * `{"data": […]}`.
   */
  readonly permission_lists: 'array' | 'connection'
  /** Whether people of other businesses are shown among the people of an asset, whoever asks. */
  readonly other_people: 'hidden' | 'shown'
  /**
   * People, by id or e-mail, whom `business_users` and `system_users` leave out, because these lists
   * can be incomplete.
   */
  readonly unlisted: readonly string[]
  /** Whether the API lets this app invite people, or answers 10/2859030 [web]. */
  readonly invitations: 'allowed' | 'refused'
  /** What another invitation to an address does whose first one is still listed. */
  readonly repeat_invitation: 'refuse' | 'same' | 'another'
  /** How an invitation is listed whose time is over. */
  readonly ended_invitations: 'pending' | 'expired' | 'gone'
  /** Whether one that was declined stays in the list, as DECLINED. */
  readonly declined_invitations: 'gone' | 'listed'
  /** Which e-mail shows of somebody who accepted: the one invited, another of theirs, or none. */
  readonly joins_with: 'same' | 'other' | 'none'
  /** Whether finance permissions outlive a change of the role, which nobody documents. */
  readonly finer_roles: 'kept' | 'lost'
  /** Whether somebody removed is gone at once, or still listed as `marked_for_removal`. */
  readonly removal: 'at_once' | 'marked'
  /** Who is asked for the second factor that a business wants: people, or system users as well. */
  readonly second_factor: 'people' | 'everybody'
  /** The order in which the items of one batch take effect. */
  readonly batch_order: 'request' | 'reverse'
  /** What the Marketing API does with a version that it has ended and the Graph API has not. */
  readonly ended_versions: 'upgrade' | 'refuse'
  /** After a write on its people, so many reads of each list of a business show them as before. */
  readonly people_lag?: number
  /** Invitations that a business may send in 24 hours; absent: any number. */
  readonly invitations_a_day?: number
  /**
   * Calls per hour on one asset of any kind; if absent, the kind's own figure applies, if it has
   * one.
   */
  readonly calls_an_hour?: number
  /** A read that would return more rows than this, including nested ones, is answered by code 1. */
  readonly reduce_data_over?: number
  /** Headers by name that are sent with every answer. */
  readonly usage?: ReadonlyMap<string, string>
}

/** Which calls a fault hits. All given parts must match. */
export interface FaultMatch {
  readonly method?: string
  /**
   * Regular expression for the path without version, e.g. `^/act_1111/agencies$`; `^/$` is a batch.
   */
  readonly path?: string
  readonly tokenKind?: TokenKind
  /** Regular expression that is tried on every `name=value`. */
  readonly param?: string
}

/** What a fault does to a call it hits. */
export interface FaultEffect {
  /** HTTP status. Default: what Graph uses for `code`; 200 without one. */
  readonly status?: number
  /** Graph error code: the call is not carried out and is answered by this error. */
  readonly code?: number
  readonly subcode?: number
  readonly message?: string
  readonly is_transient?: boolean
  /** Sent as it is: a text, even if it is JSON. */
  readonly error_data?: string
  /** What the error says to people, besides what it says to programs. */
  readonly error_user_title?: string
  readonly error_user_msg?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly delay_ms?: number
  /**
   * The connection is dropped before or after the commit; in a batch, the item's answer is null.
   */
  readonly drop?: 'before' | 'after'
  readonly body?: 'html' | 'truncated' | 'empty_page' | 'error_200'
  /** How many edge reads of the asset after this write still show the state before it. */
  readonly stale_reads?: number
  /** By how many bytes the answer is padded. */
  readonly big?: number
}

export interface Fault {
  readonly match: FaultMatch
  /** How many matching calls pass before the first hit. Default 0. */
  readonly skip?: number
  /** How many calls are hit at most. Default: all. */
  readonly times?: number
  readonly do: FaultEffect
}

/** What a token turned out to be. */
export type TokenKind = 'user' | 'system_user' | 'page' | 'app' | 'invalid' | 'none'

/** Everything the sandbox knows. */
export interface World {
  readonly token: TokenState
  readonly app: App
  readonly modes: Modes
  readonly businesses: ReadonlyMap<string, Business>
  readonly assets: ReadonlyMap<string, Asset>
  readonly groups: ReadonlyMap<string, AssetGroup>
  /** Who else can spend its businesses' money or see their data; absent: nobody. */
  readonly exposure?: ExposureWorld
  /**
   * What `agencies` and `clients` of a business say instead of the assets, where they lag: asset to
   * the business that it is shared with to the entry there; one without tasks that is in force is no
   * entry.
   */
  readonly mirror?: ReadonlyMap<string, ReadonlyMap<string, AgencyRow>>
  readonly faults: readonly Fault[]
  /** What a journal knows of the business that this world was copied from; absent: there is none. */
  readonly remembered?: RememberedWorld
}

/** The modes of a world that does not set any. */
export const DEFAULT_MODES: Modes = {
  unpacking: 'observed',
  agency_update: 'refuse',
  assignments: 'replace',
  request_rows: 'request',
  page_size: 25,
  approval_visible: true,
  success_style: 'bool',
  nested_paging: 'when_more',
  request_answer: 'recorded',
  unknown_tasks: 'refuse',
  agency_status: 'likely',
  partner_accepts: 'strangers',
  widening: 'always',
  person_rows: 'tasks',
  assign_business: 'own',
  group_rows: 'tasks',
  whatsapp_app_rows: 'nested',
  refused_fields: [],
  absent_fields: [],
  bundles: 'any',
  obo_edges: true,
  ad_account_requests: true,
  page_assign: 'admin',
  permission_lists: 'array',
  other_people: 'hidden',
  unlisted: [],
  invitations: 'allowed',
  repeat_invitation: 'refuse',
  ended_invitations: 'pending',
  declined_invitations: 'gone',
  joins_with: 'same',
  finer_roles: 'kept',
  removal: 'at_once',
  second_factor: 'people',
  batch_order: 'request',
  ended_versions: 'upgrade',
}

/** An invitation that nobody has answered yet. */
export const PENDING = 'PENDING'

/**
 * The status of a relation that is in force. Elsewhere, a row without a known status is judged by
 * its tasks.
 */
export const CONFIRMED = 'CONFIRMED'

/** The person with this id, whatever the business. */
export function personOf(world: World, id: string): Person | undefined {
  return businessOfPerson(world, id)?.person
}

/** The person with this id, and the business it belongs to. */
export function businessOfPerson(
  world: World,
  id: string,
): { readonly business: Business; readonly person: Person } | undefined {
  for (const business of world.businesses.values()) {
    const person = business.users.get(id) ?? business.systemUsers.get(id)
    if (person !== undefined) return { business, person }
  }
  return undefined
}

/** The same world with one business replaced. */
export function withBusiness(world: World, business: Business): World {
  return { ...world, businesses: withKey(world.businesses, business.id, business) }
}

/** The same world with one asset replaced. */
export function withAsset(world: World, asset: Asset): World {
  return { ...world, assets: new Map(world.assets).set(asset.id, asset) }
}

/** The same map without one key. */
export function without<K, V>(map: ReadonlyMap<K, V>, key: K): ReadonlyMap<K, V> {
  const copy = new Map(map)
  copy.delete(key)
  return copy
}

/** The same map with one key set, in the same position if it existed. */
export function withKey<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value)
}
