/** What a sandbox world is: plain, immutable data. A write makes a new world and shares the rest. */
import type { AssetGroup } from './world/asset-group.ts'
import type { Exposed, ExposureWorld } from './world/exposed-things.ts'

/** Somebody who can be assigned to assets: a business user or a system user of one business. */
export interface Person {
  readonly type: 'business_user' | 'system_user'
  /** Business-scoped id, a decimal string. The same human has another id in every business. */
  readonly id: string
  readonly name: string
  /** Base role in the business: ADMIN, EMPLOYEE, … */
  readonly role: string
  readonly email?: string
  /** Facebook-level id, which the assignment edges refuse. Business users only. */
  readonly user?: string
  readonly twoFacStatus?: string
  /** FINANCE_EDITOR, FINANCE_ANALYST, …: what they may do with the business's money. */
  readonly financePermission?: string
  /** Whether their removal is under way. Business users only. */
  readonly markedForRemoval?: boolean
  /** Id of the person who set it up, who may have gone since. System users only. */
  readonly createdBy?: string
}

/** An invitation by e-mail: who is invited has no user id yet, so they can hold nothing. */
export interface Invitation {
  readonly id: string
  readonly email: string
  readonly role: string
  /** What they shall be able to do with the business's money. */
  readonly financeRole?: string
  /** Absent: PENDING, the one that can be accepted. Others: DECLINED, EXPIRED, … [web: reference]. */
  readonly status?: string
  /** ISO 8601 times; from `expires` on nobody can accept it, though it may still be listed. */
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
}

/** One business's relation to an asset it does not own. */
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
  /** The owning business; absent once a Page was given up. */
  readonly owner?: string
  /** True: a grant waits for another admin's approval. */
  readonly approval: boolean
  readonly agencies: ReadonlyMap<string, AgencyRow>
  /** Person id to tasks as granted; people of any business. */
  readonly users: ReadonlyMap<string, readonly string[]>
  /** Edges that answer a permission error to the token. */
  readonly refuse: readonly string[]
  readonly onBehalfOf: ReadonlyMap<string, OboRequest>
  readonly newPageExperience: boolean
  /** Of an Instagram asset: the id of its user, another than its own. Absent: made of its own. */
  readonly igUserId?: string
  /** Who else sees or spends through it, by edge, and what it says of that itself, by field. */
  readonly exposed?: Exposed
  readonly exposedFields?: ReadonlyMap<string, string>
  /** Of a WhatsApp account: whether a phone number is registered, which allows more calls. */
  readonly registeredNumber?: boolean
}

/** Whose token the sandbox hands out, and what it may do. */
export interface TokenState {
  readonly business: string
  readonly user: string
  readonly scopes: readonly string[]
  /** Permissions its user was asked for and refused. */
  readonly declined?: readonly string[]
  /** Scope to the only objects it is good for; a scope that is absent is good for all. */
  readonly targets?: ReadonlyMap<string, readonly string[]>
  /** ISO 8601; absent: the token never expires. */
  readonly expires?: string
  /** ISO 8601: from then on it reads nothing of its user any more. */
  readonly dataExpires?: string
}

export interface App {
  readonly id: string
  /** With a secret set, a given `appsecret_proof` is checked. */
  readonly secret?: string
  /** True: every call must carry the proof. */
  readonly requireProof: boolean
  /** True: the API has disabled the app, which still reads assets for a system user [observed]. */
  readonly blocked?: boolean
}

/** Switches for behaviour the real API leaves undocumented or changes between versions. */
export interface Modes {
  /** How tasks read back. */
  readonly unpacking: 'observed' | 'none' | 'wide' | 'surprising'
  /** What a repeated grant to the same business does. */
  readonly agency_update: 'refuse' | 'ignore' | 'replace'
  /** Rows per page where no limit is asked for, 1–100. */
  readonly page_size: number
  /** Whether a grant under admin review shows on the agencies edge. */
  readonly approval_visible: boolean
  /** `{"success": true}`, or the string "true" some answers carry. */
  readonly success_style: 'bool' | 'string'
  /** Whether a write may carry a task name outside the enum that the row holds or reads back. */
  readonly unknown_tasks: 'refuse' | 'accept'
  /**
   * On which kinds rows of agencies tell the status of the relation: wherever nothing is documented
   * to the contrary, on every kind, or only where it is documented.
   */
  readonly agency_status: 'likely' | 'everywhere' | 'sure'
  /** Which shares wait for the partner, on kinds where any do: with strangers, all, or none. */
  readonly partner_accepts: 'strangers' | 'always' | 'never'
  /** Whether giving a task gives others with it, on kinds where that was seen. */
  readonly widening: 'always' | 'never'
  /** What a person's own list tells where a kind knows roles: the tasks, or the role instead. */
  readonly person_rows: 'tasks' | 'roles'
  /** Whose id `business` is where people are put on an Instagram asset: ours, or its owner's [guide]. */
  readonly assign_business: 'own' | 'owner'
  /** What rows of a group's people tell: tasks by part as the spec names them, or as the guide does. */
  readonly group_rows: 'tasks' | 'roles' | 'bare'
  /** Rows of a WhatsApp account's apps: the app under a field of its own, or as the row itself. */
  readonly whatsapp_app_rows: 'nested' | 'flat'
  /**
   * Fields and edges that are refused, or that no node has: `extendedcredits`, or of one type of node
   * alone `Business.agencies`.
   */
  readonly refused_fields: readonly string[]
  readonly absent_fields: readonly string[]
  /** strict: only the documented role bundles may be assigned. */
  readonly bundles: 'any' | 'strict'
  /** Whether the two business-level on-behalf-of edges still exist. */
  readonly obo_edges: boolean
  /** Whether the app may still ask for ad accounts (the API restricts it since 2021). */
  readonly ad_account_requests: boolean
  /** strict: an admin's own token may put only itself on a Page, nobody else. */
  readonly page_assign: 'admin' | 'strict'
  /** array: `[…]`; connection: `{"data": […]}` for the permission lists of clients and agencies. */
  readonly permission_lists: 'array' | 'connection'
  /** Whether the people of other businesses show among the people of an asset, whoever asks. */
  readonly other_people: 'hidden' | 'shown'
  /** People whom `business_users` and `system_users` leave out, by id or e-mail: they come short. */
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
  /** What the Marketing API makes of a version it has ended and the Graph API has not. */
  readonly ended_versions: 'upgrade' | 'refuse'
  /** After a write on its people, so many reads of each list of a business show them as before. */
  readonly people_lag?: number
  /** Invitations that a business may send in 24 hours; absent: any number. */
  readonly invitations_a_day?: number
  /** Calls an hour on one asset, whatever its kind; absent: the kind's own figure, if it has one. */
  readonly calls_an_hour?: number
  /** A read that would return more rows than this, nested ones included, answers code 1. */
  readonly reduce_data_over?: number
  /** Header name to value, sent with every answer. */
  readonly usage?: ReadonlyMap<string, string>
}

/** Which calls a fault hits. Every given part must match. */
export interface FaultMatch {
  readonly method?: string
  /** Regular expression text on the path without version, e.g. `^/act_1111/agencies$`; `^/$`: a batch. */
  readonly path?: string
  readonly tokenKind?: TokenKind
  /** Regular expression text, tried on every `name=value`. */
  readonly param?: string
}

/** What a fault does to a call it hits. */
export interface FaultEffect {
  /** HTTP status. Default: what Graph uses for `code`; 200 without one. */
  readonly status?: number
  /** Graph error code: the call is not carried out and answers this error. */
  readonly code?: number
  readonly subcode?: number
  readonly message?: string
  readonly is_transient?: boolean
  /** What the error says to people, beside what it says to programs. */
  readonly error_user_title?: string
  readonly error_user_msg?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly delay_ms?: number
  /** The connection dies before or after the commit; in a batch the item answers null. */
  readonly drop?: 'before' | 'after'
  readonly body?: 'html' | 'truncated' | 'empty_page' | 'error_200'
  /** After this write, so many edge reads of the asset still show the state before it. */
  readonly stale_reads?: number
  /** Pads the answer by so many bytes. */
  readonly big?: number
}

export interface Fault {
  readonly match: FaultMatch
  /** Let the first n matching calls pass. Default 0. */
  readonly skip?: number
  /** Hit at most n calls. Default: all. */
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
   * the other business to its tasks there, none for no entry.
   */
  readonly mirror?: ReadonlyMap<string, ReadonlyMap<string, readonly string[]>>
  readonly faults: readonly Fault[]
}

/** The modes of a world that names none. */
export const DEFAULT_MODES: Modes = {
  unpacking: 'observed',
  agency_update: 'refuse',
  page_size: 25,
  approval_visible: true,
  success_style: 'bool',
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

/** A relation that is in force. A row without a known status counts by its tasks elsewhere. */
export const CONFIRMED = 'CONFIRMED'

/** The person with this id, whatever the business. */
export function personOf(world: World, id: string): Person | undefined {
  return businessOfPerson(world, id)?.person
}

/** The person with this id and the one business it belongs to. */
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

/** The same map with one key set, in place where it existed. */
export function withKey<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): ReadonlyMap<K, V> {
  return new Map(map).set(key, value)
}
